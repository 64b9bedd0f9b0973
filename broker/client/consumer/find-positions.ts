/** Finds where to begin: committed offsets first, then the start or the end of the partition. */
import { offsetFetch } from '../../wire/generated/offset-fetch.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import { EARLIEST_TIMESTAMP, LATEST_TIMESTAMP, listOffsets } from '../admin/offsets-admin.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import type { Isolation, TopicPartition } from '../client-types.ts'
import { errorOf, throwIfError } from '../failures.ts'
import { groupByTopic, partitionKey } from '../settle-items.ts'
import { type AssignedPartition, type AssignedPartitions, moveTo } from './assigned-partitions.ts'

/** First OffsetFetch version that asks for groups in a list. */
const GROUP_LIST_FROM = 8
/** Last version that names topics. */
const LAST_VERSION_BY_NAME = 9
/** First version that can wait for offsets of open transactions. */
const STABLE_FROM = 7

export interface PositionOptions {
  readonly groupId: string | null
  readonly isolation: Isolation
  readonly autoOffsetReset: 'earliest' | 'latest' | 'none'
}

/**
 * Gives every partition without a position one. What was moved or given up meanwhile is left alone.
 * Rejects with the first error; positions that were found stay.
 */
export async function findPositions(
  core: ClientCore,
  partitions: AssignedPartitions,
  options: PositionOptions & { readonly scope: CallScope },
): Promise<void> {
  const { scope } = options
  const wanting = partitions.all.filter(({ position }) => position === null)
  if (wanting.length === 0) return
  await core.metadata({ topics: [...new Set(wanting.map(({ topic }) => topic))] }, scope)
  const committed = wanting.filter(({ start }) => start === 'committed')
  if (committed.length > 0) await applyCommitted(core, committed, options)
  const unset = wanting.filter(
    (partition) =>
      partition.position === null && partitions.holds(partition) && typeof partition.start === 'string',
  )
  const seeks = new Map(unset.map((partition) => [partition, partition.seeks]))
  const found = await listOffsets(
    core,
    unset.map(({ topic, partition, start }) => ({
      topic,
      partition,
      timestampMs: start === 'earliest' ? EARLIEST_TIMESTAMP : LATEST_TIMESTAMP,
    })),
    { scope, isolation: options.isolation },
  )
  let failure: KafkaError | null = null
  for (const [index, { offset, error }] of found.entries()) {
    const partition = unset[index]
    if (partition === undefined || seeks.get(partition) !== partition.seeks) continue
    if (error === null) moveTo(partition, offset)
    else failure ??= error
  }
  if (failure !== null) throw failure
}

/** Moves partitions to their committed offsets, or to where a reader without one begins. */
async function applyCommitted(
  core: ClientCore,
  partitions: readonly AssignedPartition[],
  options: PositionOptions & { readonly scope: CallScope },
): Promise<void> {
  const { groupId, autoOffsetReset, scope } = options
  const seeks = new Map(partitions.map((partition) => [partition, partition.seeks]))
  const offsets =
    groupId === null
      ? new Map<string, number>()
      : await committedOffsets(core, { groupId, partitions }, scope)
  for (const partition of partitions) {
    if (seeks.get(partition) !== partition.seeks) continue
    const offset = offsets.get(partitionKey(partition)) ?? -1
    if (offset >= 0) moveTo(partition, offset)
    else if (autoOffsetReset !== 'none') moveTo(partition, autoOffsetReset)
    else {
      throw new KafkaError(
        'OFFSET_OUT_OF_RANGE',
        `${partition.topic}-${partition.partition} has no committed offset, and autoOffsetReset is "none"`,
      )
    }
  }
}

/** Committed offsets by partition; -1 or absent for none. */
function committedOffsets(
  core: ClientCore,
  wanted: { readonly groupId: string; readonly partitions: readonly TopicPartition[] },
  scope: CallScope,
): Promise<Map<string, number>> {
  const { groupId, partitions } = wanted
  return core.coordinators.run(groupId, scope, async (broker) => {
    const topics = groupByTopic(partitions).map(([name, items]) => ({
      name,
      partitionIndexes: items.map(({ partition }) => partition),
    }))
    const response = await core.request(
      offsetFetch,
      (version) => ({
        ...(version >= GROUP_LIST_FROM ? { groups: [{ groupId, topics }] } : { groupId, topics }),
        ...(version >= STABLE_FROM ? { requireStable: true } : {}),
      }),
      { broker, scope, maxVersion: LAST_VERSION_BY_NAME },
    )
    const group = response.groups[0] ?? response
    throwIfError(group.errorCode)
    const offsets = new Map<string, number>()
    for (const { name, partitions: rows } of group.topics) {
      for (const row of rows) {
        const error = errorOf(row.errorCode)
        if (error !== null) throw error
        offsets.set(partitionKey({ topic: name, partition: row.partitionIndex }), row.committedOffset)
      }
    }
    return offsets
  })
}
