/**
 * What becomes of partitions when a broker comes, goes or is about to go. Pure: image in, records out.
 * A leader is chosen from the in-sync replicas only, in the order of the replica list; the last in-sync
 * replica stays in the set when it is lost, so that nobody without its records can lead.
 */
import type { MetadataRecord } from '../wire/metadata-record.ts'
import { isEligible } from './image/brokers.ts'
import type { ClusterImage } from './image/cluster-image.ts'
import { NO_LEADER, type PartitionImage, type TopicImage } from './image/topics.ts'
import { LEADER_UNCHANGED } from './replay.ts'

/** Records that move leadership and in-sync membership away from `brokerId`. */
export function recordsForLostBroker(image: ClusterImage, brokerId: number): MetadataRecord[] {
  const canLead = (candidate: number) => candidate !== brokerId && isEligible(image.brokers.get(candidate))
  return changedPartitions(image, (partition) => {
    if (!partition.inSyncReplicas.includes(brokerId)) return null
    const remaining = partition.inSyncReplicas.filter((replica) => replica !== brokerId)
    const inSyncReplicas = remaining.length === 0 ? partition.inSyncReplicas : remaining
    if (partition.leaderId !== brokerId) return { inSyncReplicas, leaderId: LEADER_UNCHANGED }
    return { inSyncReplicas, leaderId: electLeader({ ...partition, inSyncReplicas }, canLead) }
  })
}

/** Records that give leaders to partitions that have none and can have `brokerId`. */
export function recordsForReturnedBroker(image: ClusterImage, brokerId: number): MetadataRecord[] {
  const canLead = (candidate: number) => candidate === brokerId || isEligible(image.brokers.get(candidate))
  return changedPartitions(image, (partition) => {
    if (partition.leaderId !== NO_LEADER || !partition.inSyncReplicas.includes(brokerId)) return null
    return { inSyncReplicas: partition.inSyncReplicas, leaderId: electLeader(partition, canLead) }
  })
}

/** The first replica in list order that is in sync and can lead, or `NO_LEADER`. */
function electLeader(partition: PartitionImage, canLead: (brokerId: number) => boolean): number {
  const elected = partition.replicas.find(
    (replica) => partition.inSyncReplicas.includes(replica) && canLead(replica),
  )
  return elected ?? NO_LEADER
}

interface PartitionChange {
  readonly inSyncReplicas: readonly number[]
  readonly leaderId: number
}

function changedPartitions(
  image: ClusterImage,
  change: (partition: PartitionImage) => PartitionChange | null,
): MetadataRecord[] {
  const records: MetadataRecord[] = []
  for (const topic of image.topics.all()) {
    for (const partition of topic.partitions) {
      const after = change(partition)
      if (after !== null) records.push(...changeRecord(topic, partition, after))
    }
  }
  return records
}

function changeRecord(topic: TopicImage, before: PartitionImage, after: PartitionChange): MetadataRecord[] {
  const isSameIsr = after.inSyncReplicas.length === before.inSyncReplicas.length
  const isSameLeader = after.leaderId === LEADER_UNCHANGED || after.leaderId === before.leaderId
  if (isSameIsr && isSameLeader) return []
  return [
    partitionChangeRecord({
      topicId: topic.topicId,
      partitionId: before.partition,
      isr: isSameIsr ? null : [...after.inSyncReplicas],
      leader: isSameLeader ? LEADER_UNCHANGED : after.leaderId,
    }),
  ]
}

/** A change record with every field it does not name left as it is. */
export function partitionChangeRecord(
  change: Pick<
    Extract<MetadataRecord, { type: 'PartitionChangeRecord' }>,
    'topicId' | 'partitionId' | 'isr' | 'leader'
  >,
): MetadataRecord {
  return {
    type: 'PartitionChangeRecord',
    ...change,
    replicas: null,
    removingReplicas: null,
    addingReplicas: null,
    leaderRecoveryState: -1,
    directories: null,
    eligibleLeaderReplicas: null,
    lastKnownElr: null,
  }
}
