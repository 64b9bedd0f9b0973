import type { LocalNode } from '#contract/local-cluster'
import { LOCAL_CONNECTION_ID } from '#contract/values'
import { useConnectionId } from './connection-context.tsx'
import { useLocalCluster } from './local-cluster-context.tsx'

const NO_NODES: readonly LocalNode[] = []

/** The nodes of the cluster in view as their supervisor has them; none where it is not the bundled one. */
export function useLocalNodes(): readonly LocalNode[] {
  const local = useLocalCluster()
  return useConnectionId() === LOCAL_CONNECTION_ID ? (local?.nodes ?? NO_NODES) : NO_NODES
}
