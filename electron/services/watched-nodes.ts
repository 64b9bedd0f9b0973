/** What the supervisor of the bundled cluster tells those who watch the cluster itself. */
import type { NodeState } from '#contract/local-cluster'

/** A node of the local cluster as its supervisor has it. */
export interface WatchedNode {
  readonly id: number
  readonly role: 'broker' | 'controller' | 'combined'
  readonly state: NodeState
  readonly isKilled: boolean
  /** No majority of the controllers hears it, so what it says of the cluster may be long over. */
  readonly isCutOff: boolean
}

/** The supervisor of the cluster, where it is the bundled one. */
export interface WatchedNodes {
  readonly read: () => readonly WatchedNode[]
  readonly onChange: (listener: () => void) => () => void
}
