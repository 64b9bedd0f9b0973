import type { ClusterSummary } from '#contract/brokers'
import type { LocalClusterStatus } from '#contract/local-cluster'
import { LOCAL_CONNECTION_ID } from '#contract/values'
import { useConnection } from './connection-context.tsx'
import { useLocalCluster } from './local-cluster-context.tsx'
import { votersOf } from './node-name.ts'

/** From here on there is no ZooKeeper: brokers hide the controllers and name one of themselves at random. */
const FIRST_KRAFT_ONLY_MAJOR = 4

/** The node that is the controller, where it can be known: what a KRaft broker says about it is no answer. */
export function useControllerId(summary: ClusterSummary | undefined): number | null {
  const { id, state } = useConnection()
  const local = useLocalCluster()
  if (id === LOCAL_CONNECTION_ID) return local === undefined ? null : controllerOf(local)
  const major = Number.parseInt(state?.kafkaVersion ?? '', 10)
  if (summary === undefined || summary.controllerId < 0 || major >= FIRST_KRAFT_ONLY_MAJOR) return null
  return summary.controllerId
}

/** Of several the one that leads; one that is alone is the controller even while it is down. */
export function controllerOf({
  nodes,
  quorumLeaderId,
}: Pick<LocalClusterStatus, 'nodes' | 'quorumLeaderId'>): number | null {
  const [first, second] = votersOf(nodes)
  return second === undefined ? (first?.id ?? null) : quorumLeaderId
}
