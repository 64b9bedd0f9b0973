/** Making, deleting and extending topics, and deleting records from their start. */
import { createPartitions as createPartitionsApi } from '../../wire/generated/create-partitions.ts'
import { createTopics as createTopicsApi } from '../../wire/generated/create-topics.ts'
import { deleteRecords as deleteRecordsApi } from '../../wire/generated/delete-records.ts'
import { deleteTopics as deleteTopicsApi } from '../../wire/generated/delete-topics.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import { ZERO_UUID } from '../../wire/reader.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import { errorOf, UnreachableError } from '../failures.ts'
import { attemptLimitOf, pauseBeforeRetry } from '../retry.ts'
import { atLeaders, partitionKey, settleItems } from '../settle-items.ts'
import type { CreatedTopic, DeletedRecords, NamedOutcome, TopicToCreate } from './admin.ts'

/** First CreateTopics version with defaults for counts (KIP-464). */
const DEFAULT_COUNTS_FROM = 4
/** First DeleteTopics version that takes names and ids. */
const DELETE_BY_ID_FROM = 6

/** One outcome per topic, in the order asked. */
export async function createTopics(
  core: ClientCore,
  topics: readonly TopicToCreate[],
  options: { readonly scope: CallScope; readonly validateOnly: boolean },
): Promise<CreatedTopic[]> {
  const { scope } = options
  const idByName = new Map<string, string>()
  const outcomes = await atController(core, scope, topics, async (items) => {
    const response = await core.request(
      createTopicsApi,
      (version) => {
        refuseDefaultCounts(items, version)
        return {
          topics: items.map(topicRow),
          timeoutMs: brokerTimeoutMs(core, scope),
          validateOnly: options.validateOnly,
        }
      },
      { broker: 'controller', scope },
    )
    for (const row of response.topics) {
      if (row.errorCode === 0 && row.topicId !== ZERO_UUID) idByName.set(row.name, row.topicId)
    }
    return new Map(response.topics.map((row) => [row.name, errorOf(row.errorCode, row.errorMessage)]))
  })
  return topics.map(({ name }) => ({
    name,
    topicId: idByName.get(name) ?? null,
    error: outcomes.get(name) ?? null,
  }))
}

/** One outcome per topic, in the order asked. */
export async function deleteTopics(
  core: ClientCore,
  names: readonly string[],
  scope: CallScope,
): Promise<NamedOutcome[]> {
  const outcomes = await atController(
    core,
    scope,
    names.map((name) => ({ name })),
    async (items) => {
      const response = await core.request(
        deleteTopicsApi,
        (version) => ({
          ...(version >= DELETE_BY_ID_FROM
            ? { topics: items.map(({ name }) => ({ name })) }
            : { topicNames: items.map(({ name }) => name) }),
          timeoutMs: brokerTimeoutMs(core, scope),
        }),
        { broker: 'controller', scope },
      )
      return new Map(
        response.responses.map((row) => [row.name ?? '', errorOf(row.errorCode, row.errorMessage)]),
      )
    },
  )
  return names.map((name) => ({ name, error: outcomes.get(name) ?? null }))
}

/** Extends one topic. Rejects with the KafkaError of the controller. */
export async function createPartitions(
  core: ClientCore,
  topic: { readonly name: string; readonly totalCount: number },
  scope: CallScope,
): Promise<void> {
  const outcomes = await atController(core, scope, [topic], async () => {
    const response = await core.request(
      createPartitionsApi,
      () => ({
        topics: [{ name: topic.name, count: topic.totalCount }],
        timeoutMs: brokerTimeoutMs(core, scope),
        validateOnly: false,
      }),
      { broker: 'controller', scope },
    )
    return new Map(response.results.map((row) => [row.name, errorOf(row.errorCode, row.errorMessage)]))
  })
  const error = outcomes.get(topic.name)
  if (error) throw error
}

/** One outcome per partition, in the order asked. */
export async function deleteRecords(
  core: ClientCore,
  topic: string,
  options: {
    readonly before: readonly { readonly partition: number; readonly offset: number }[]
    readonly scope: CallScope
  },
): Promise<DeletedRecords[]> {
  const { before, scope } = options
  const items = before.map(({ partition, offset }) => ({ topic, partition, offset }))
  const work = atLeaders<(typeof items)[number], number>(core, scope, async (broker, group) => {
    const response = await core.request(
      deleteRecordsApi,
      () => ({
        topics: [
          {
            name: topic,
            partitions: group.map(({ partition, offset }) => ({ partitionIndex: partition, offset })),
          },
        ],
        timeoutMs: brokerTimeoutMs(core, scope),
      }),
      { broker, scope },
    )
    const rows = response.topics.flatMap(({ name, partitions }) =>
      partitions.map((row) => [partitionKey({ topic: name, partition: row.partitionIndex }), row] as const),
    )
    const rowByKey = new Map(rows)
    return new Map(
      group.flatMap((item) => {
        const row = rowByKey.get(partitionKey(item))
        return row === undefined ? [] : [[item, errorOf(row.errorCode) ?? row.lowWatermark] as const]
      }),
    )
  })
  const outcomes = await settleItems(core, scope, { items, work })
  return [...outcomes].map(([{ partition }, outcome]) =>
    outcome instanceof KafkaError
      ? { partition, lowWatermark: -1, error: outcome }
      : { partition, lowWatermark: outcome, error: null },
  )
}

/** How long the broker may work on it: a little less than the client waits. */
function brokerTimeoutMs(core: ClientCore, scope: CallScope): number {
  return Math.max(1, Math.floor(Math.min(core.requestTimeoutMs, scope.remainingMs) * 0.9))
}

/**
 * Sends `items` to the controller, and those again that another node turned down. A request that was
 * sent and lost is not repeated: it may have been carried out, and repeating would report a failure.
 */
async function atController<Item extends { readonly name: string }>(
  core: ClientCore,
  scope: CallScope,
  items: readonly Item[],
  call: (items: readonly Item[]) => Promise<ReadonlyMap<string, KafkaError | null>>,
): Promise<Map<string, KafkaError | null>> {
  const outcomes = new Map<string, KafkaError | null>()
  let pending = items
  try {
    for (let attempt = 0; pending.length > 0; attempt += 1) {
      let failure: KafkaError | null = null
      try {
        for (const [name, error] of await call(pending)) outcomes.set(name, error)
        pending = pending.filter(({ name }) => isMisdirected(outcomes.get(name) ?? null))
        failure = outcomes.get(pending[0]?.name ?? '') ?? null
      } catch (error) {
        if (!(error instanceof UnreachableError)) throw error
        failure = error
        for (const { name } of pending) outcomes.set(name, error)
      }
      if (failure === null) break
      core.invalidateMetadata()
      if (attempt + 1 >= attemptLimitOf(failure)) break
      if (!(await pauseBeforeRetry(core.runtime, scope, { error: failure, attempt }))) break
    }
  } finally {
    core.invalidateMetadata()
  }
  return outcomes
}

function isMisdirected(error: KafkaError | null): boolean {
  return error?.errorName === 'NOT_CONTROLLER'
}

function topicRow(topic: TopicToCreate) {
  return {
    name: topic.name,
    numPartitions: topic.partitionCount,
    replicationFactor: topic.replicationFactor,
    assignments: (topic.assignments ?? []).map(({ partition, brokerIds }) => ({
      partitionIndex: partition,
      brokerIds,
    })),
    configs: [...(topic.configs ?? [])].map(([name, value]) => ({ name, value })),
  }
}

function refuseDefaultCounts(topics: readonly TopicToCreate[], version: number): void {
  if (version >= DEFAULT_COUNTS_FROM) return
  const usesDefault = topics.some(
    (topic) => topic.assignments === undefined && (topic.partitionCount < 0 || topic.replicationFactor < 0),
  )
  if (!usesDefault) return
  throw new KafkaError(
    'UNSUPPORTED_VERSION',
    'This broker is older than Kafka 2.4: give the partition count and the replication factor',
  )
}
