/**
 * image → records: the records that make this image when they are replayed on an empty one. Written as a
 * snapshot they stand for the log up to the image's offset.
 */
import type { MetadataRecord } from '../wire/metadata-record.ts'
import type { BrokerImage } from './image/brokers.ts'
import type { ClusterImage } from './image/cluster-image.ts'
import type { PartitionImage, TopicImage } from './image/topics.ts'

const NO_BROKER = -1

/** Records in an order in which they can be replayed. */
export function recordsOfImage(image: ClusterImage): MetadataRecord[] {
  const records: MetadataRecord[] = []
  for (const [name, featureLevel] of image.features) {
    records.push({ type: 'FeatureLevelRecord', name, featureLevel })
  }
  for (const broker of image.brokers.values()) records.push(recordOfBroker(broker))
  for (const topic of image.topics.all()) {
    records.push({ type: 'TopicRecord', name: topic.name, topicId: topic.topicId })
    for (const partition of topic.partitions) records.push(recordOfPartition(topic, partition))
  }
  for (const { type, resourceName, name, value } of image.configs.entries()) {
    records.push({ type: 'ConfigRecord', resourceType: type, resourceName, name, value })
  }
  if (image.nextProducerId > 0) {
    records.push({
      type: 'ProducerIdsRecord',
      brokerId: NO_BROKER,
      brokerEpoch: NO_BROKER,
      nextProducerId: image.nextProducerId,
    })
  }
  return records
}

function recordOfBroker(broker: BrokerImage): MetadataRecord {
  return {
    type: 'RegisterBrokerRecord',
    brokerId: broker.brokerId,
    isMigratingZkBroker: false,
    incarnationId: broker.incarnationId,
    brokerEpoch: broker.brokerEpoch,
    endPoints: broker.endpoints.map((endpoint) => ({ ...endpoint })),
    features: broker.features.map(({ name, min, max }) => ({
      name,
      minSupportedVersion: min,
      maxSupportedVersion: max,
    })),
    rack: broker.rack,
    fenced: broker.isFenced,
    inControlledShutdown: broker.isInControlledShutdown,
    logDirs: [...broker.logDirectoryIds],
  }
}

function recordOfPartition(topic: TopicImage, partition: PartitionImage): MetadataRecord {
  return {
    type: 'PartitionRecord',
    partitionId: partition.partition,
    topicId: topic.topicId,
    replicas: [...partition.replicas],
    isr: [...partition.inSyncReplicas],
    removingReplicas: [...partition.removingReplicas],
    addingReplicas: [...partition.addingReplicas],
    leader: partition.leaderId,
    leaderEpoch: partition.leaderEpoch,
    partitionEpoch: partition.partitionEpoch,
    directories: [...partition.directories],
    leaderRecoveryState: 0,
    eligibleLeaderReplicas:
      partition.eligibleLeaderReplicas.length === 0 ? null : [...partition.eligibleLeaderReplicas],
    lastKnownElr: partition.lastKnownLeaders.length === 0 ? null : [...partition.lastKnownLeaders],
  }
}
