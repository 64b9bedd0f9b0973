import type { AppClient } from '#contract'
import type { ClusterChange, ClusterMap } from '#contract/cluster-map'
import { AppError } from '#contract/errors'
import type { Quorum, QuorumReplica } from '#contract/quorum'
import { nowMs } from '../lib/now.ts'
import type { FakeCluster, FakePartition } from './fake-cluster.ts'
import { fakeBrokerConfigs } from './fake-configs.ts'
import type { FakeContext } from './fake-context.ts'
import { pauseMs } from './fake-stream.ts'

export function fakeBrokers({ cluster, gate, poker }: FakeContext): AppClient['brokers'] {
  return {
    summary: async (_, options) => {
      await gate(options?.signal)
      const partitions = [...cluster.topics.values()].flatMap((topic) => topic.partitions)
      const controller = cluster.nodes.find(({ state }) => state === 'running')?.id ?? -1
      return {
        clusterId: cluster.clusterId,
        controllerId: controller,
        topicCount: cluster.topics.size,
        partitionCount: partitions.length,
        leaderlessCount: partitions.filter((partition) => leaderOf(cluster, partition) === -1).length,
        underReplicatedCount: partitions.filter(
          (partition) => inSyncOf(cluster, partition).length < partition.replicas.length,
        ).length,
        brokers: cluster.nodes.map((node) => {
          const held = partitions.filter(({ replicas }) => replicas.includes(node.id))
          const isUp = node.state === 'running'
          return {
            id: node.id,
            host: '127.0.0.1',
            port: node.port,
            rack: null,
            isController: node.id === controller,
            isFenced: !isUp,
            partitionCount: held.length,
            leaderCount: held.filter((partition) => leaderOf(cluster, partition) === node.id).length,
            outOfSyncCount: isUp ? 0 : held.length,
            sizeBytes: isUp ? held.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) : null,
            diskTotalBytes: isUp ? 512_110_190_592 : null,
            diskUsableBytes: isUp ? 218_402_181_120 : null,
            logDirError: isUp ? null : `Broker ${node.id} does not answer.`,
          }
        }),
      }
    },
    map: async function* (_, options) {
      await gate(options?.signal)
      yield* poker.watch(() => mapOf(cluster), 60_000, options?.signal)
    },
    events: async function* (_, options) {
      await gate(options?.signal)
      yield* EVENTS.map((what, index) => ({
        sequence: index + 1,
        timeMs: nowMs() - (EVENTS.length - index) * EVENT_SPACING_MS,
        what,
      }))
      await pauseMs(2_000_000_000, options?.signal)
    },
    quorum: async (_, options) => {
      await gate(options?.signal)
      return quorumOf(cluster)
    },
    electPreferred: async (_, options) => {
      await gate(options?.signal)
      return { electedCount: 4, failed: [] }
    },
    configs: async ({ brokerId }, options) => {
      await gate(options?.signal)
      const node = cluster.nodes.find(({ id }) => id === brokerId)
      if (node === undefined) throw new AppError('not-found', `There is no broker ${brokerId}.`)
      return fakeBrokerConfigs(node)
    },
  }
}

export function isUp(cluster: FakeCluster, id: number): boolean {
  return cluster.nodes.find((node) => node.id === id)?.state === 'running'
}

export function inSyncOf(cluster: FakeCluster, partition: FakePartition): number[] {
  return partition.replicas.filter((id) => isUp(cluster, id))
}

/** The first replica that is up, or -1. */
export function leaderOf(cluster: FakeCluster, partition: FakePartition): number {
  return partition.replicas.find((id) => isUp(cluster, id)) ?? -1
}

function quorumOf(cluster: FakeCluster): Quorum {
  const leaderId = cluster.controller.id
  const replica = (nodeId: number, role: QuorumReplica['role'], lagRecords: number): QuorumReplica => ({
    nodeId,
    role,
    logEndOffset: METADATA_END - lagRecords,
    lagRecords,
    lastFetchMs: nowMs() - (lagRecords === 0 ? 180 : 21_000),
    lastCaughtUpMs: nowMs() - (lagRecords === 0 ? 180 : 64_000),
  })
  return {
    leaderId,
    leaderEpoch: 7,
    highWatermark: METADATA_END,
    replicas: [
      replica(leaderId, 'leader', 0),
      ...cluster.nodes.map(({ id, state }) => replica(id, 'observer', state === 'running' ? 0 : 12)),
    ],
    features: [
      { name: 'eligible.leader.replicas.version', level: 1, minLevel: 0, maxLevel: 1 },
      { name: 'group.version', level: 1, minLevel: 0, maxLevel: 1 },
      { name: 'kraft.version', level: 0, minLevel: 0, maxLevel: 0 },
      { name: 'metadata.version', level: 29, minLevel: 7, maxLevel: 29 },
      { name: 'share.version', level: 0, minLevel: 0, maxLevel: 1 },
      { name: 'transaction.version', level: 2, minLevel: 0, maxLevel: 2 },
    ],
  }
}

const METADATA_END = 1_482

const EVENT_SPACING_MS = 700

const EVENTS: readonly ClusterChange[] = [
  { kind: 'node', nodeId: 2, change: 'killed' },
  { kind: 'broker', brokerId: 2, change: 'fenced' },
  { kind: 'leader', topic: 'shop.orders', partition: 1, from: 2, to: 3, leaderEpoch: 5, afterMs: 1_742 },
  { kind: 'inSync', topic: 'shop.orders', partition: 1, from: [1, 2, 3], to: [1, 3] },
  { kind: 'node', nodeId: 2, change: 'started' },
  { kind: 'broker', brokerId: 2, change: 'unfenced' },
  { kind: 'inSync', topic: 'shop.orders', partition: 1, from: [1, 3], to: [1, 2, 3] },
]

function mapOf(cluster: FakeCluster): ClusterMap {
  return {
    atMs: nowMs(),
    brokers: cluster.nodes.map(({ id, state }) => ({ id, rack: null, isDown: state !== 'running' })),
    topics: [...cluster.topics.values()].map((topic) => ({
      name: topic.name,
      isInternal: topic.isInternal,
      partitions: topic.partitions.map((partition) => ({
        partition: partition.partition,
        leaderId: leaderOf(cluster, partition),
        leaderEpoch: 4,
        replicas: [...partition.replicas],
        inSync: inSyncOf(cluster, partition),
      })),
    })),
    unavailability: null,
    error: null,
  }
}
