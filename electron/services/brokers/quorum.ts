/** The metadata quorum in the contract's shape. */
import type { QuorumDescription } from '#broker'
import type { Quorum, QuorumReplica } from '#contract/quorum'

const ORDER: Readonly<Record<QuorumReplica['role'], number>> = { leader: 0, voter: 1, observer: 2 }

export function toQuorum(description: QuorumDescription): Quorum {
  const { leaderId, leaderEpoch, highWatermark, voters, observers, features } = description
  const leaderEnd = voters.find(({ nodeId }) => nodeId === leaderId)?.logEndOffset ?? -1
  const replicaOf = (replica: (typeof voters)[number], role: QuorumReplica['role']): QuorumReplica => {
    const isKnown = replica.logEndOffset >= 0 && leaderEnd >= 0
    return {
      nodeId: replica.nodeId,
      role,
      logEndOffset: replica.logEndOffset,
      lagRecords: isKnown ? Math.max(0, leaderEnd - replica.logEndOffset) : null,
      lastFetchMs: replica.lastFetchMs < 0 ? null : replica.lastFetchMs,
      lastCaughtUpMs: replica.lastCaughtUpMs < 0 ? null : replica.lastCaughtUpMs,
    }
  }
  const replicas = [
    ...voters.map((voter) => replicaOf(voter, voter.nodeId === leaderId ? 'leader' : 'voter')),
    ...observers.map((observer) => replicaOf(observer, 'observer')),
  ]
  return {
    leaderId,
    leaderEpoch,
    highWatermark,
    replicas: replicas.sort((a, b) => ORDER[a.role] - ORDER[b.role] || a.nodeId - b.nodeId),
    features: features.map((feature) => ({ ...feature })),
  }
}
