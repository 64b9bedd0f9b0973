/** The topics area: list, figures, one topic in detail, and every change, each behind the guard. */

import type { KafkaClient, TopicMetadata } from '#broker'
import type { Clock } from '#broker/base/clock'
import { delay } from '#broker/base/clock'
import type { AppServices } from '#contract'
import { AppError } from '#contract/errors'
import type { PartitionDetail, TopicDetail, TopicSummary } from '#contract/topics'
import { asAppErrors, type ClusterAccess, rowError } from '../cluster-access.ts'
import { toConfigEntries } from '../config-entries.ts'
import { EARLIEST, FIGURES_TIMEOUT_MS, LATEST } from '../read-offsets.ts'
import { readTopicConsumers } from './topic-consumers.ts'
import { RateSamples, readTopicStats } from './topic-stats.ts'

/** Most topics a list carries. */
const MAX_TOPICS = 50_000

/** How long a fresh topic may take to have leaders everywhere, and how often it is looked at. */
const LEADERS_TIMEOUT_MS = 10_000
const LEADERS_CHECK_MS = 50

type Topics = AppServices['topics']

export function createTopicsService(access: ClusterAccess, clock: Clock): Topics {
  const samples = new RateSamples(clock)
  return {
    list: ({ connectionId }, { signal }) =>
      asAppErrors('Listing topics', async () => {
        const metadata = await access.client(connectionId).metadata({ fresh: true, signal })
        return [...metadata.topics.values()]
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          .slice(0, MAX_TOPICS)
          .map(summaryOf)
      }),
    stats: ({ connectionId, names }, { signal }) =>
      asAppErrors('Reading topic figures', () =>
        readTopicStats(access.client(connectionId), { connectionId, names, samples, signal }),
      ),
    get: ({ connectionId, name }, { signal }) =>
      asAppErrors(`Reading topic ${name}`, () => readTopic(access.client(connectionId), name, signal)),
    configs: ({ connectionId, name }, { signal }) =>
      asAppErrors(`Reading the configuration of ${name}`, async () => {
        const [result] = await access
          .client(connectionId)
          .admin.describeConfigs([{ type: 'topic', name }], { signal })
        if (result === undefined) throw new AppError('not-found', `Topic ${name} is not there.`)
        if (result.error !== null) throw result.error
        return toConfigEntries(result.configs)
      }),
    consumers: ({ connectionId, name }, { signal }) =>
      asAppErrors(`Reading the consumers of ${name}`, () =>
        readTopicConsumers(access.client(connectionId), name, signal),
      ),
    ...changes(access, clock),
  }
}

/** Everything that changes a cluster. */
function changes(
  access: ClusterAccess,
  clock: Clock,
): Pick<Topics, 'create' | 'delete' | 'addPartitions' | 'alterConfigs' | 'deleteRecords'> {
  return {
    create: (input, { signal }) =>
      asAppErrors(`Creating topic ${input.name}`, async () => {
        access.guard({ ...input, action: 'create a topic', objectName: input.name })
        const client = access.client(input.connectionId)
        const [result] = await client.admin.createTopics(
          [{ ...input, configs: new Map(Object.entries(input.configs)) }],
          { signal },
        )
        if (result === undefined)
          throw new AppError('broker-error', 'The broker did not answer for the topic.')
        if (result.error !== null) throw result.error
        await waitForLeaders(client, input.name, { clock, signal })
        return { name: input.name, topicId: result.topicId }
      }),
    delete: (input, { signal }) =>
      asAppErrors('Deleting topics', async () => {
        const objectName = input.names.length === 1 ? (input.names[0] ?? '') : `${input.names.length} topics`
        access.guard({ ...input, action: 'delete topics', objectName })
        const results = await access.client(input.connectionId).admin.deleteTopics(input.names, { signal })
        const byName = new Map(results.map((result) => [result.name, result.error]))
        return input.names.map((name) => ({ name, error: rowError(byName.get(name) ?? null) }))
      }),
    addPartitions: (input, { signal }) =>
      asAppErrors(`Adding partitions to ${input.name}`, async () => {
        access.guard({ ...input, action: 'add partitions', objectName: input.name })
        const client = access.client(input.connectionId)
        await client.admin.createPartitions(input.name, input.partitionCount, { signal })
        await waitForLeaders(client, input.name, { clock, signal })
        return {}
      }),
    alterConfigs: (input, { signal }) =>
      asAppErrors(`Changing the configuration of ${input.name}`, async () => {
        access.guard({ ...input, action: 'change its configuration', objectName: input.name })
        await access.client(input.connectionId).admin.alterConfigs(
          { type: 'topic', name: input.name },
          input.changes.map(({ name, value }) => ({
            name,
            value,
            operation: value === null ? 'delete' : 'set',
          })),
          { signal },
        )
        return {}
      }),
    deleteRecords: (input, { signal }) =>
      asAppErrors(`Deleting records of ${input.name}`, async () => {
        access.guard({ ...input, action: 'delete records', objectName: input.name })
        const before = input.partitions.map(({ partition, beforeOffset }) => ({
          partition,
          offset: beforeOffset,
        }))
        const results = await access
          .client(input.connectionId)
          .admin.deleteRecords(input.name, before, { signal })
        return results.map(({ partition, lowWatermark, error }) => ({
          partition,
          startOffset: error === null ? lowWatermark : null,
          error: rowError(error),
        }))
      }),
  }
}

function summaryOf(topic: TopicMetadata): TopicSummary {
  return {
    name: topic.name,
    topicId: topic.topicId,
    isInternal: topic.isInternal,
    partitionCount: topic.partitions.length,
    replicationFactor: replicationFactorOf(topic),
    leaderlessCount: topic.partitions.filter(({ leaderId }) => leaderId < 0).length,
    underReplicatedCount: topic.partitions.filter(
      ({ inSyncReplicas, replicas }) => inSyncReplicas.length < replicas.length,
    ).length,
  }
}

function replicationFactorOf(topic: TopicMetadata): number {
  return topic.partitions.reduce((most, { replicas }) => Math.max(most, replicas.length), 0)
}

async function readTopic(client: KafkaClient, name: string, signal: AbortSignal): Promise<TopicDetail> {
  const metadata = await client.metadata({ topics: [name], fresh: true, signal })
  const topic = metadata.topics.get(name)
  if (topic === undefined) throw new AppError('not-found', `Topic ${name} is not there.`)
  if (topic.error !== null) throw topic.error
  const led = topic.partitions.filter(({ leaderId }) => leaderId >= 0)
  const at = (timestampMs: number) => led.map(({ partition }) => ({ topic: name, partition, timestampMs }))
  const [starts, ends, logDirs, configs] = await Promise.all([
    client.admin.listOffsets(at(EARLIEST), { signal, timeoutMs: FIGURES_TIMEOUT_MS }),
    client.admin.listOffsets(at(LATEST), { signal, timeoutMs: FIGURES_TIMEOUT_MS }),
    client.admin.describeLogDirs(
      metadata.brokers.map(({ brokerId }) => brokerId),
      { signal },
    ),
    client.admin.describeConfigs([{ type: 'topic', name, keys: ['cleanup.policy'] }], { signal }),
  ])
  const sizes = new Map(
    logDirs.flatMap(({ brokerId, replicas }) =>
      replicas
        .filter((replica) => replica.topic === name)
        .map((replica) => [`${brokerId}/${replica.partition}`, replica.sizeBytes] as const),
    ),
  )
  return {
    name,
    topicId: topic.topicId,
    isInternal: topic.isInternal,
    replicationFactor: replicationFactorOf(topic),
    cleanupPolicy: configs[0]?.configs.find((config) => config.name === 'cleanup.policy')?.value ?? null,
    partitions: [...topic.partitions]
      .sort((a, b) => a.partition - b.partition)
      .map((partition): PartitionDetail => {
        const start = starts.find((one) => one.partition === partition.partition)
        const end = ends.find((one) => one.partition === partition.partition)
        const error = partition.error ?? start?.error ?? end?.error ?? null
        return {
          partition: partition.partition,
          leaderId: partition.leaderId,
          leaderEpoch: partition.leaderEpoch,
          replicas: [...partition.replicas],
          inSyncReplicas: [...partition.inSyncReplicas],
          offlineReplicas: [...partition.offlineReplicas],
          startOffset: start?.error === null ? start.offset : null,
          endOffset: end?.error === null ? end.offset : null,
          sizeBytes: sizes.get(`${partition.leaderId}/${partition.partition}`) ?? null,
          error: rowError(error),
        }
      }),
  }
}

/** Resolves when every partition has a leader, or when the patience ends: the topic is there all the same. */
async function waitForLeaders(
  client: KafkaClient,
  name: string,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  const deadlineMs = clock.monotonicMs() + LEADERS_TIMEOUT_MS
  while (clock.monotonicMs() < deadlineMs) {
    const { topics } = await client.metadata({ topics: [name], fresh: true, signal })
    const topic = topics.get(name)
    if (topic?.error === null && topic.partitions.every(({ leaderId }) => leaderId >= 0)) return
    await delay(clock, LEADERS_CHECK_MS, signal)
  }
}
