import type { LocalClusterStatus, NodeState } from '#contract/local-cluster'
import type { StateTone } from '../../ui/badge.tsx'

interface Mark {
  readonly tone: StateTone
  readonly word: string
}

const NODE_MARKS: Readonly<Record<NodeState, Mark>> = {
  running: { tone: 'good', word: 'Running' },
  starting: { tone: 'busy', word: 'Starting' },
  stopping: { tone: 'busy', word: 'Stopping' },
  stopped: { tone: 'unknown', word: 'Stopped' },
  failed: { tone: 'bad', word: 'Failed' },
}

const CLUSTER_MARKS: Readonly<Record<LocalClusterStatus['state'], Mark>> = {
  ...NODE_MARKS,
  degraded: { tone: 'notice', word: 'Degraded' },
}

export function nodeMark(state: NodeState): Mark {
  return NODE_MARKS[state]
}

export function clusterMark(state: LocalClusterStatus['state']): Mark {
  return CLUSTER_MARKS[state]
}
