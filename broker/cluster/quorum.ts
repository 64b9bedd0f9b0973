/** The metadata quorum as the supervisor sees it: whether there is one, and who leads it by what its voters say. */
import type { QuorumLeadership } from './control-messages.ts'
import { type NodeHandle, NodeStartError } from './node-handle.ts'

/** The leader of the metadata quorum, and what it told at `atMs`. */
export interface QuorumLeader extends QuorumLeadership {
  readonly nodeId: number
  readonly atMs: number
}

/**
 * At most a second old; null while nobody is known to lead. A voter that is cut off takes itself for the leader
 * for a while: of two, the one of the later epoch is.
 */
export function quorumLeaderOf(
  voters: readonly Pick<NodeHandle, 'nodeId' | 'metrics'>[],
): QuorumLeader | null {
  let leader: QuorumLeader | null = null
  for (const { nodeId, metrics } of voters) {
    if (metrics === null || metrics.leadership === null) continue
    const { atMs, leadership } = metrics
    if (leader === null || leadership.epoch > leader.epoch) leader = { nodeId, atMs, ...leadership }
  }
  return leader
}

type Voter = Pick<NodeHandle, 'nodeId' | 'state'>

/** Whether most voters run. */
export function hasQuorum(voters: readonly Voter[]): boolean {
  return voters.filter(({ state }) => state === 'running').length * 2 > voters.length
}

/** Why no broker can join while there is no quorum, and what helps. */
export function noController(voters: readonly Voter[]): NodeStartError {
  const down = voters.filter(({ state }) => state !== 'running')
  const [only] = down
  if (down.length === 1 && only !== undefined) {
    const [what, remedy] = only.state === 'frozen' ? ['frozen', 'Thaw'] : ['down', 'Start']
    const words = `Controller ${only.nodeId} is ${what}: a broker can join only while it runs. ${remedy} it first`
    return new NodeStartError('NO_CONTROLLER', words)
  }
  const ids = down.map(({ nodeId }) => nodeId).join(', ')
  return new NodeStartError(
    'NO_CONTROLLER',
    `Controllers ${ids} are down or frozen: a broker can join only while most of them run. Start or thaw them first`,
  )
}
