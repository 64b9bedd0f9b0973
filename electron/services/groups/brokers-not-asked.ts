/** Which brokers keep groups that a list of all groups cannot hold. */
import type { ClusterMetadata } from '#broker'

/** Kafka's own topic: the leader of one of its partitions coordinates the groups that fall to it. */
export const OFFSETS_TOPIC = '__consumer_offsets'

/**
 * `failed`: brokers that were asked and did not answer. A broker that the cluster has given up is not even
 * asked; its groups are found elsewhere unless a partition of the offsets topic was left without a leader.
 * @returns broker ids, ascending.
 */
export function brokersNotAsked(failed: readonly number[], metadata: ClusterMetadata): number[] {
  const up = new Set(metadata.brokers.map(({ brokerId }) => brokerId))
  const leaderless = (metadata.topics.get(OFFSETS_TOPIC)?.partitions ?? []).filter(
    ({ leaderId }) => leaderId < 0,
  )
  const gone = leaderless.flatMap(({ replicas, offlineReplicas }) =>
    replicas.filter((brokerId) => !up.has(brokerId) || offlineReplicas.includes(brokerId)),
  )
  return [...new Set([...failed, ...gone])].sort((a, b) => a - b)
}
