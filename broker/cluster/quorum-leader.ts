/** Who leads the metadata quorum, from what its voters say of themselves. */
import type { QuorumLeadership } from './control-messages.ts'
import type { NodeHandle } from './node-handle.ts'

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
