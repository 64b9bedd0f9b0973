/** The brokers area: who is in the cluster, what each holds, how each is configured. */
import type { ClusterMetadata } from '#broker'
import type { AppServices } from '#contract'
import type { Broker, ClusterSummary } from '#contract/brokers'
import { AppError } from '#contract/errors'
import { asAppErrors, type ClusterAccess, rowError } from '../cluster-access.ts'
import { toConfigEntries } from '../config-entries.ts'
import type { ClusterWatches } from './cluster-watches.ts'
import { toQuorum, toQuorumError } from './quorum.ts'
import { readPlacement } from './read-placement.ts'

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
        const { admin } = access.client(connectionId)
        const nodes = watches.nodes(connectionId)
        const cluster = await readPlacement(admin, { nodes, signal })
        const frozen = new Set(nodes.filter(({ state }) => state === 'frozen').map(({ id }) => id))
        const logDirs = await admin.describeLogDirs(
          cluster.brokers
            .filter(({ brokerId, isFenced }) => !isFenced && !frozen.has(brokerId))
            .map(({ brokerId }) => brokerId),
          { timeoutMs: LOG_DIRS_TIMEOUT_MS, signal },
        )
        const dirsByBroker = new Map(logDirs.map((dirs) => [dirs.brokerId, dirs]))
        const counts = countReplicas(
          cluster,
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
              logDirError: frozen.has(broker.brokerId)
                ? 'It is frozen and does not answer.'
                : rowError(dirs?.error ?? null),
            }
          }),
          ...counts.totals,
        }
      }),
    quorum: ({ connectionId }, { signal }) =>
      asAppErrors('Reading the metadata quorum', async () => {
        try {
          const { admin } = access.client(connectionId)
          return toQuorum(await admin.describeQuorum({ timeoutMs: QUORUM_TIMEOUT_MS, signal }))
        } catch (error) {
          throw toQuorumError(error)
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

/** The sizes of a broker that takes longer are shown as not known: the others are not held up. */
const LOG_DIRS_TIMEOUT_MS = 4_000

/** A person looks and the page asks again, so who leads the quorum is not waited for any longer. */
const QUORUM_TIMEOUT_MS = 3_000

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
