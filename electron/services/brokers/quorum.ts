/** The metadata quorum in the contract's shape. */
import { KafkaError, type QuorumDescription } from '#broker'
import { AppError } from '#contract/errors'
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

/** What a failed look at the quorum means; anything else passes through. */
export function toQuorumError(error: unknown): unknown {
  if (!(error instanceof KafkaError)) return error
  if (error.errorName === 'UNSUPPORTED_VERSION') {
    return new AppError(
      'unsupported',
      'This cluster has no metadata quorum: it is older than Kafka 3.0, or runs with ZooKeeper.',
      { cause: error },
    )
  }
  if (!NO_ANSWER.has(error.errorName)) return error
  // Not retriable: the page asks again by itself, and shows this meanwhile.
  return new AppError(
    'timeout',
    'The controller does not answer: nobody leads the quorum, or the brokers cannot reach who does.',
    { detail: { kafkaError: error.errorName }, cause: error },
  )
}

/** What a broker says that finds no controller, and what a client says that waits for such a broker. */
const NO_ANSWER: ReadonlySet<string> = new Set([
  'REQUEST_TIMED_OUT',
  'NOT_CONTROLLER',
  'NOT_LEADER_OR_FOLLOWER',
  'LEADER_NOT_AVAILABLE',
])
