import type { AppClient } from '#contract'
import { AppError } from '#contract/errors'
import type { FakeCluster, FakePartition } from './fake-cluster.ts'
import { fakeBrokerConfigs } from './fake-configs.ts'
import type { FakeContext } from './fake-context.ts'

export function fakeBrokers({ cluster, gate }: FakeContext): AppClient['brokers'] {
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
