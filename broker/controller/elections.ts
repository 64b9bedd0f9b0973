/**
 * What becomes of partitions when a broker comes, goes or is about to go, and which could be led better.
 * Pure: image in, records out.
 */
import { topicSettingsFrom } from '../config/topic-settings.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import type { Uuid } from '../wire/reader.ts'
import { brokerSources } from './config-commands.ts'
import { featureLevel } from './features.ts'
import { isDirectoryOnline, isEligible } from './image/brokers.ts'
import type { ClusterImage } from './image/cluster-image.ts'
import { CONFIG_RESOURCE } from './image/configs.ts'
import { directoryOf, NO_LEADER, type PartitionImage, type TopicImage } from './image/topics.ts'
import { type ElectionSettings, type PartitionChange, partitionChangeRecords } from './partition-change.ts'

/** What the configs say about elections, topic by topic. */
export type ElectionPolicy = (topic: string) => ElectionSettings

/** The policy by the image's configs; resolved once per topic. For one command: it does not follow changes. */
export function electionPolicy(
  image: ClusterImage,
  staticConfigs: ReadonlyMap<string, string>,
): ElectionPolicy {
  const known = new Map<string, ElectionSettings>()
  const areEligibleReplicasKept = featureLevel(image, 'eligible.leader.replicas.version') > 0
  return (topic) => {
    const present = known.get(topic)
    if (present !== undefined) return present
    const overrides = image.configs.get(CONFIG_RESOURCE.TOPIC, topic)
    const settings = {
      ...topicSettingsFrom(overrides, brokerSources(image, staticConfigs)),
      areEligibleReplicasKept,
    }
    known.set(topic, settings)
    return settings
  }
}

/** True when a replica of that broker may lead now from that directory. */
export function leaderCheck(image: ClusterImage): (brokerId: number, directoryId: Uuid) => boolean {
  return (brokerId, directoryId) => {
    const broker = image.brokers.get(brokerId)
    return isEligible(broker) && isDirectoryOnline(broker, directoryId)
  }
}

/** Records that move leadership and in-sync membership away from `brokerId`. */
export function recordsForLostBroker(
  image: ClusterImage,
  brokerId: number,
  policy: ElectionPolicy,
): MetadataRecord[] {
  return recordsForLostReplicas(image, { brokerId, isLost: () => true }, policy)
}

/** Records that move leadership and in-sync membership away from what `brokerId` has in directories that failed. */
export function recordsForLostDirectories(
  image: ClusterImage,
  { brokerId, directoryIds }: { readonly brokerId: number; readonly directoryIds: ReadonlySet<Uuid> },
  policy: ElectionPolicy,
): MetadataRecord[] {
  const isLost = (partition: PartitionImage) => directoryIds.has(directoryOf(partition, brokerId))
  return recordsForLostReplicas(image, { brokerId, isLost }, policy)
}

function recordsForLostReplicas(
  image: ClusterImage,
  lost: { readonly brokerId: number; readonly isLost: (partition: PartitionImage) => boolean },
  policy: ElectionPolicy,
): MetadataRecord[] {
  const { brokerId } = lost
  const isThere = leaderCheck(image)
  const canLead = (candidate: number, directoryId: Uuid) =>
    candidate !== brokerId && isThere(candidate, directoryId)
  return changedPartitions(image, (topic, before) => {
    if (!lost.isLost(before)) return null
    if (!before.inSyncReplicas.includes(brokerId) && before.leaderId !== brokerId) return null
    const settings = policy(topic.name)
    const others = before.inSyncReplicas.filter((replica) => replica !== brokerId)
    // Whoever was in sync last is remembered: as an eligible replica, or by staying in the set.
    const isLast = others.length === 0 && !settings.areEligibleReplicasKept
    const wanted = { inSyncReplicas: isLast ? before.inSyncReplicas : others }
    return { topic, before, wanted, canLead, election: 'online', settings }
  })
}

/** Records that give leaders to partitions that have none and can have `brokerId`. */
export function recordsForReturnedBroker(
  image: ClusterImage,
  brokerId: number,
  policy: ElectionPolicy,
): MetadataRecord[] {
  const canLead = (candidate: number, directoryId: Uuid) => {
    const broker = image.brokers.get(candidate)
    return (candidate === brokerId || isEligible(broker)) && isDirectoryOnline(broker, directoryId)
  }
  return changedPartitions(image, (topic, before) => {
    if (before.leaderId !== NO_LEADER || !before.replicas.includes(brokerId)) return null
    return { topic, before, canLead, election: 'online', settings: policy(topic.name) }
  })
}

/** Most partitions one round of balancing moves, as in Kafka: the rest follows in the next. */
export const MAX_PREFERRED_ELECTIONS_PER_ROUND = 1_000

/** Records that give partitions back to their first replica, where it is in sync. Source: auto.leader.rebalance.enable. */
export function recordsForPreferredLeaders(image: ClusterImage, policy: ElectionPolicy): MetadataRecord[] {
  const canLead = leaderCheck(image)
  return changedPartitions(image, (topic, before) => {
    if (before.leaderId === before.replicas[0]) return null
    return { topic, before, canLead, election: 'preferred', settings: policy(topic.name) }
  }).slice(0, MAX_PREFERRED_ELECTIONS_PER_ROUND)
}

function changedPartitions(
  image: ClusterImage,
  change: (topic: TopicImage, before: PartitionImage) => PartitionChange | null,
): MetadataRecord[] {
  const records: MetadataRecord[] = []
  for (const topic of image.topics.all()) {
    for (const partition of topic.partitions) {
      const wanted = change(topic, partition)
      if (wanted !== null) records.push(...partitionChangeRecords(wanted))
    }
  }
  return records
}
