import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ClusterSummary } from '#contract/brokers'
import type { LocalNode } from '#contract/local-cluster'
import { LOCAL_CONNECTION_ID } from '#contract/values'
import { useClient } from '../bridge/client-context.tsx'
import { useConnection, useConnectionId } from './connection-context.tsx'
import { useLocalCluster } from './local-cluster-context.tsx'
import { isServing, lostControllers, nodesByRole } from './node-name.ts'
import { brokerQueries, OBJECT_INTERVAL_MS } from './queries.ts'
import { useLocalNodes } from './use-local-nodes.ts'

/** Time between looks while the controller has yet to notice that a broker is down. */
const AWAITED_INTERVAL_MS = 300

/**
 * The brokers of the connection in view, read again and again. The supervisor of the local cluster knows at
 * once that a broker is down; the controller only when its session has run out, as in any cluster.
 */
export function useClusterSummary() {
  const client = useClient()
  const connectionId = useConnectionId()
  const nodes = useLocalNodes()
  const options = brokerQueries.summary(client, connectionId)
  const query = useQuery({
    ...options,
    // What the supervisor knows and the cluster does not say yet is about to change.
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && withDownNodes(data, nodes).unnoticed.length > 0
        ? AWAITED_INTERVAL_MS
        : OBJECT_INTERVAL_MS,
  })
  const seen = useMemo(
    () => (query.data === undefined ? undefined : withDownNodes(query.data, nodes)),
    [query.data, nodes],
  )
  return {
    query,
    summary: seen?.summary,
    unnoticed: seen?.unnoticed ?? [],
    lostControllers: lostControllers(nodes),
  }
}

/** Brokers of the connection in view and those that are up, as the supervisor or the last look has it. */
export function useBrokerCount(): { readonly upCount: number; readonly count: number } {
  const { id, state } = useConnection()
  const local = useLocalCluster()
  if (id === LOCAL_CONNECTION_ID && local !== undefined) {
    const { brokers } = nodesByRole(local.nodes)
    return { upCount: brokers.filter(isServing).length, count: brokers.length }
  }
  return { upCount: state?.upBrokerCount ?? 0, count: state?.brokerCount ?? 0 }
}

export interface SeenSummary {
  readonly summary: ClusterSummary
  /** Brokers that are down while the cluster still counts on them. */
  readonly unnoticed: readonly number[]
}

export function withDownNodes(summary: ClusterSummary, nodes: readonly LocalNode[]): SeenSummary {
  const down = new Set(
    nodes.filter(({ role, state }) => role !== 'controller' && state !== 'running').map(({ id }) => id),
  )
  const unnoticed = summary.brokers
    .filter(({ id, isFenced }) => down.has(id) && !isFenced)
    .map(({ id }) => id)
  if (unnoticed.length === 0) return { summary, unnoticed }
  return {
    summary: {
      ...summary,
      brokers: summary.brokers.map((broker) =>
        down.has(broker.id) ? { ...broker, isFenced: true, outOfSyncCount: broker.partitionCount } : broker,
      ),
    },
    unnoticed,
  }
}
