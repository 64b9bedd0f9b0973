/** The brokers area: who is in the cluster, what each holds, how each is configured. */
import { type ClusterMetadata, KafkaError } from '#broker'
import type { AppServices } from '#contract'
import type { Broker, ClusterSummary } from '#contract/brokers'
import { AppError } from '#contract/errors'
import { asAppErrors, type ClusterAccess, rowError } from '../cluster-access.ts'
import { toConfigEntries } from '../config-entries.ts'
import type { ClusterWatches } from './cluster-watches.ts'
import { toQuorum } from './quorum.ts'

export function createBrokersService(access: ClusterAccess, watches: ClusterWatches): AppServices['brokers'] {
  return {
    map: ({ connectionId }, { signal }) => watches.map(connectionId, signal),
    events: ({ connectionId }, { signal }) => watches.events(connectionId, signal),
    electPreferred: ({ connectionId, confirmation }, { signal }) =>
      asAppErrors('Electing the preferred leaders', async () => {
        access.guard({
          connectionId,
          action: 'elect the preferred leaders',
          objectName: PREFERRED_LEADERS,
          confirmation,
        })
        const outcomes = await access.client(connectionId).admin.electPreferredLeaders(null, { signal })
        return {
          electedCount: outcomes.filter(({ isElected }) => isElected).length,
          failed: outcomes.flatMap(({ topic, partition, error }) => {
            const words = rowError(error)
            return words === null ? [] : [{ topic, partition, error: words }]
          }),
        }
      }),
    summary: ({ connectionId }, { signal }) =>
      asAppErrors('Reading the cluster', async () => {
        const { admin, ...client } = withMetadata(access, connectionId)
        const [cluster, metadata] = await Promise.all([
          admin.describeCluster({ signal }),
          client.metadata(signal),
        ])
        const logDirs = await admin.describeLogDirs(
          cluster.brokers.filter(({ isFenced }) => !isFenced).map(({ brokerId }) => brokerId),
          { signal },
        )
        const dirsByBroker = new Map(logDirs.map((dirs) => [dirs.brokerId, dirs]))
        const counts = countReplicas(
          metadata,
          new Set(cluster.brokers.filter(({ isFenced }) => isFenced).map(({ brokerId }) => brokerId)),
        )
        return {
          clusterId: cluster.clusterId,
          controllerId: cluster.controllerId,
          brokers: cluster.brokers.map((broker): Broker => {
            const dirs = dirsByBroker.get(broker.brokerId)
            const isKnown = dirs !== undefined && dirs.error === null
            return {
              id: broker.brokerId,
              host: broker.host,
              port: broker.port,
              rack: broker.rack,
              isController: broker.brokerId === cluster.controllerId,
              isFenced: broker.isFenced,
              ...(counts.byBroker.get(broker.brokerId) ?? NO_REPLICAS),
              sizeBytes: isKnown ? dirs.replicas.reduce((sum, replica) => sum + replica.sizeBytes, 0) : null,
              diskTotalBytes: isKnown && dirs.totalBytes >= 0 ? dirs.totalBytes : null,
              diskUsableBytes: isKnown && dirs.usableBytes >= 0 ? dirs.usableBytes : null,
              logDirError: rowError(dirs?.error ?? null),
            }
          }),
          ...counts.totals,
        }
      }),
    quorum: ({ connectionId }, { signal }) =>
      asAppErrors('Reading the metadata quorum', async () => {
        try {
          return toQuorum(await access.client(connectionId).admin.describeQuorum({ signal }))
        } catch (error) {
          if (!(error instanceof KafkaError) || error.errorName !== 'UNSUPPORTED_VERSION') throw error
          throw new AppError(
            'unsupported',
            'This cluster has no metadata quorum: it is older than Kafka 3.0, or runs with ZooKeeper.',
          )
        }
      }),
    configs: ({ connectionId, brokerId }, { signal }) =>
      asAppErrors(`Reading the configuration of broker ${brokerId}`, async () => {
        const [result] = await access
          .client(connectionId)
          .admin.describeConfigs([{ type: 'broker', name: String(brokerId) }], { signal })
        if (result === undefined) throw new AppError('not-found', `Broker ${brokerId} is not there.`)
        if (result.error !== null) throw result.error
        return toConfigEntries(result.configs)
      }),
  }
}

/** What a guarded connection wants typed: no single object is changed. */
const PREFERRED_LEADERS = 'preferred leaders'

function withMetadata(access: ClusterAccess, connectionId: Parameters<ClusterAccess['client']>[0]) {
  const client = access.client(connectionId)
  return {
    admin: client.admin,
    metadata: (signal: AbortSignal) => client.metadata({ fresh: true, signal }),
  }
}

const NO_REPLICAS = { partitionCount: 0, leaderCount: 0, outOfSyncCount: 0 }

/** A replica on a `fenced` broker is out of sync even where it stays in the set as the last that was. */
export function countReplicas(metadata: Pick<ClusterMetadata, 'topics'>, fenced: ReadonlySet<number>) {
  const byBroker = new Map<number, { partitionCount: number; leaderCount: number; outOfSyncCount: number }>()
  const totals: Pick<
    ClusterSummary,
    'topicCount' | 'partitionCount' | 'leaderlessCount' | 'underReplicatedCount'
  > = { topicCount: metadata.topics.size, partitionCount: 0, leaderlessCount: 0, underReplicatedCount: 0 }
  for (const topic of metadata.topics.values()) {
    for (const partition of topic.partitions) {
      totals.partitionCount += 1
      if (partition.leaderId < 0) totals.leaderlessCount += 1
      if (partition.inSyncReplicas.length < partition.replicas.length) totals.underReplicatedCount += 1
      for (const brokerId of partition.replicas) {
        const counts = byBroker.get(brokerId) ?? { ...NO_REPLICAS }
        counts.partitionCount += 1
        if (partition.leaderId === brokerId) counts.leaderCount += 1
        if (fenced.has(brokerId) || !partition.inSyncReplicas.includes(brokerId)) counts.outOfSyncCount += 1
        byBroker.set(brokerId, counts)
      }
    }
  }
  return { byBroker, totals }
}
