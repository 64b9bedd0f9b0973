import type { LocalClusterStatus, LocalNode, NodeState } from '#contract/local-cluster'
import { nodeName } from '../../domain/node-name.ts'
import type { StateTone } from '../../ui/badge.tsx'

interface Mark {
  readonly tone: StateTone
  readonly word: string
}

const NODE_MARKS: Readonly<Record<NodeState, Mark>> = {
  running: { tone: 'good', word: 'Running' },
  frozen: { tone: 'notice', word: 'Frozen' },
  starting: { tone: 'busy', word: 'Starting' },
  stopping: { tone: 'busy', word: 'Stopping' },
  stopped: { tone: 'unknown', word: 'Stopped' },
  failed: { tone: 'bad', word: 'Failed' },
}

const CLUSTER_MARKS: Readonly<Record<LocalClusterStatus['state'], Mark>> = {
  ...NODE_MARKS,
  degraded: { tone: 'notice', word: 'Degraded' },
}

const KILLED: Mark = { tone: 'bad', word: 'Killed' }
const FENCED: Mark = { tone: 'notice', word: 'Fenced' }

type MarkedNode = Pick<LocalNode, 'state' | 'isKilled' | 'isFenced'>

export function nodeMark({ state, isKilled, isFenced }: MarkedNode): Mark {
  if (state === 'running' && isFenced) return FENCED
  return state === 'stopped' && isKilled ? KILLED : NODE_MARKS[state]
}

/** In the side bar: a node at rest is a fault while the others run, and none when all were stopped. */
export function railTone(node: MarkedNode, isClusterStopped: boolean): StateTone {
  if (node.state !== 'stopped') return nodeMark(node).tone
  return isClusterStopped ? 'unknown' : 'bad'
}

export function clusterMark(state: LocalClusterStatus['state']): Mark {
  return CLUSTER_MARKS[state]
}

type ShownCluster = Pick<LocalClusterStatus, 'state'> & {
  readonly nodes: readonly (MarkedNode & Pick<LocalNode, 'id' | 'role'>)[]
}

/** Why it is degraded: `broker 2 killed, broker 3 fenced`. Null when it is not. */
export function degradedWords({ state, nodes }: ShownCluster): string | null {
  if (state !== 'degraded') return null
  return nodes
    .filter((node) => nodeMark(node) !== NODE_MARKS.running)
    .map((node) => `${nodeName(node)} ${nodeMark(node).word}`.toLowerCase())
    .join(', ')
}

/** Whether something is there to be started. A broker that is fenced runs. */
export function canBeStarted({ state, nodes }: ShownCluster): boolean {
  if (state === 'degraded') return nodes.some((node) => node.state !== 'running')
  return state === 'stopped' || state === 'failed'
}
