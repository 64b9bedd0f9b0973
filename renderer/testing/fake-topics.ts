import type { AppClient } from '#contract'
import { AppError } from '#contract/errors'
import { nowMs } from '../lib/now.ts'
import { inSyncOf, isUp, leaderOf } from './fake-brokers.ts'
import { addTopic, type FakeCluster, type FakeTopic } from './fake-cluster.ts'
import { fakeTopicConfigs } from './fake-configs.ts'
import type { FakeContext } from './fake-context.ts'
import { hasLeaderless, lagOf } from './fake-groups.ts'

export function fakeTopics(context: FakeContext): AppClient['topics'] {
  return { ...readTopics(context), ...changeTopics(context) }
}

type TopicsArea = AppClient['topics']

function readTopics({
  cluster,
  gate,
}: FakeContext): Pick<TopicsArea, 'list' | 'stats' | 'get' | 'configs' | 'consumers'> {
  return {
    list: async (_, options) => {
      await gate(options?.signal)
      return [...cluster.topics.values()]
        .sort((left, right) => (left.name < right.name ? -1 : 1))
        .map((topic) => ({
          name: topic.name,
          topicId: topic.topicId,
          isInternal: topic.isInternal,
          partitionCount: topic.partitions.length,
          replicationFactor: topic.replicationFactor,
          leaderlessCount: topic.partitions.filter((partition) => leaderOf(cluster, partition) === -1).length,
          underReplicatedCount: topic.partitions.filter(
            (partition) => inSyncOf(cluster, partition).length < partition.replicas.length,
          ).length,
        }))
    },
    stats: async ({ names }, options) => {
      await gate(options?.signal)
      return names.map((name) => statsOf(cluster, name))
    },
    get: async ({ name }, options) => {
      await gate(options?.signal)
      const topic = topicOf(cluster, name)
      return {
        name,
        topicId: topic.topicId,
        isInternal: topic.isInternal,
        replicationFactor: topic.replicationFactor,
        cleanupPolicy: topic.overrides.get('cleanup.policy') ?? 'delete',
        partitions: topic.partitions.map((partition) => {
          const leaderId = leaderOf(cluster, partition)
          const isLed = leaderId !== -1
          return {
            partition: partition.partition,
            leaderId,
            leaderEpoch: 4,
            replicas: [...partition.replicas],
            inSyncReplicas: inSyncOf(cluster, partition),
            offlineReplicas: partition.replicas.filter((id) => !isUp(cluster, id)),
            startOffset: isLed ? partition.startOffset : null,
            endOffset: isLed ? partition.endOffset : null,
            sizeBytes: isLed ? partition.sizeBytes : null,
            error: isLed ? null : 'No leader: none of its replicas is up.',
          }
        }),
      }
    },
    configs: async ({ name }, options) => {
      await gate(options?.signal)
      return fakeTopicConfigs(topicOf(cluster, name).overrides)
    },
    consumers: async ({ name }, options) => {
      await gate(options?.signal)
      return cluster.groups
        .filter(({ topics }) => topics.includes(name))
        .map((group) => ({
          groupId: group.groupId,
          state: group.state,
          lagRecords: lagOf(cluster, group, name),
          isLagPartial: hasLeaderless(cluster, name),
          memberCount: group.memberCount,
        }))
        .sort((left, right) => (right.lagRecords ?? 0) - (left.lagRecords ?? 0))
    },
  }
}

function changeTopics({
  cluster,
  gate,
}: FakeContext): Pick<TopicsArea, 'create' | 'delete' | 'addPartitions' | 'alterConfigs' | 'deleteRecords'> {
  return {
    create: async ({ name, partitionCount, replicationFactor, configs }) => {
      await gate()
      if (cluster.topics.has(name))
        throw new AppError('already-exists', `A topic called ${name} exists already. Choose another name.`)
      if (replicationFactor > cluster.nodes.length) {
        throw new AppError(
          'invalid-input',
          `${replicationFactor} replicas need as many brokers; the cluster has ${cluster.nodes.length}.`,
        )
      }
      const topic = addTopic(
        cluster,
        { name, partitions: partitionCount, replicationFactor, overrides: configs },
        nowMs(),
      )
      return { name, topicId: topic.topicId }
    },
    delete: async ({ names }) => {
      await gate()
      return names.map((name) => ({
        name,
        error: cluster.topics.delete(name) ? null : `There is no topic ${name}.`,
      }))
    },
    addPartitions: async ({ name, partitionCount }) => {
      await gate()
      const topic = topicOf(cluster, name)
      for (let partition = topic.partitions.length; partition < partitionCount; partition++) {
        topic.partitions.push({ partition, replicas: [1, 2, 3], startOffset: 0, endOffset: 0, sizeBytes: 0 })
      }
      return {}
    },
    alterConfigs: async ({ name, changes }) => {
      await gate()
      const { overrides } = topicOf(cluster, name)
      for (const change of changes) {
        if (change.value === null) overrides.delete(change.name)
        else if (change.value === 'nonsense')
          throw new AppError('invalid-input', `Kafka refused ${change.name}: nonsense is not a valid value.`)
        else overrides.set(change.name, change.value)
      }
      return {}
    },
    deleteRecords: async ({ name, partitions }) => {
      await gate()
      const topic = topicOf(cluster, name)
      return partitions.map(({ partition }) => {
        const found = topic.partitions[partition]
        if (found === undefined) return { partition, startOffset: null, error: 'There is no such partition.' }
        found.startOffset = found.endOffset
        found.sizeBytes = 0
        return { partition, startOffset: found.startOffset, error: null }
      })
    },
  }
}

export function topicOf(cluster: FakeCluster, name: string): FakeTopic {
  const topic = cluster.topics.get(name)
  if (topic === undefined)
    throw new AppError('not-found', `There is no topic ${name}. It may have been deleted.`)
  return topic
}

function statsOf(cluster: FakeCluster, name: string): Awaited<ReturnType<TopicsArea['stats']>>[number] {
  const topic = topicOf(cluster, name)
  const led = topic.partitions.filter((partition) => leaderOf(cluster, partition) !== -1)
  const sum = (of: (partition: FakeTopic['partitions'][number]) => number) =>
    led.reduce((total, partition) => total + of(partition), 0)
  const cleanupPolicy = topic.overrides.get('cleanup.policy') ?? 'delete'
  return {
    name,
    isPartial: led.length < topic.partitions.length,
    recordCount: sum(({ startOffset, endOffset }) => endOffset - startOffset),
    isRecordCountExact: !cleanupPolicy.includes('compact'),
    sizeBytes: sum(({ sizeBytes }) => sizeBytes),
    cleanupPolicy,
    retentionMs: Number(topic.overrides.get('retention.ms') ?? 604_800_000),
    minInSyncReplicas: Number(topic.overrides.get('min.insync.replicas') ?? 1),
    recordsPerSec: topic.recordsPerSec,
    lastWriteMs: topic.lastWriteMs,
    error: null,
  }
}
