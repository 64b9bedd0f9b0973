/**
 * record → image: the only mutator. It runs at load, after every commit, and on every broker; it decides
 * nothing. A record that does not fit the image is a broken log or a bug of ours, so it asserts.
 */
import { assert } from '../base/assert.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import type { Uuid } from '../wire/reader.ts'
import { UNASSIGNED_DIRECTORY } from './image/brokers.ts'
import type { ClusterImage, ImageChanges } from './image/cluster-image.ts'
import { CONFIG_RESOURCE } from './image/configs.ts'
import { directoryOf, NO_LEADER, type PartitionImage, type TopicImage } from './image/topics.ts'

/** In a PartitionChangeRecord: "leave the leader as it is". */
export const LEADER_UNCHANGED = -2

type RecordOf<Type extends MetadataRecord['type']> = Extract<MetadataRecord, { type: Type }>

/** Applies one record to `image` and notes in `changes` what it touched. */
export function replay(image: ClusterImage, record: MetadataRecord, changes: ImageChanges): void {
  switch (record.type) {
    case 'RegisterBrokerRecord':
      return registerBroker(image, record, changes)
    case 'UnregisterBrokerRecord':
      image.brokers.delete(record.brokerId)
      changes.brokers.add(record.brokerId)
      return
    case 'FenceBrokerRecord':
      return changeBroker(image, changes, { brokerId: record.id, isFenced: true })
    case 'UnfenceBrokerRecord':
      return changeBroker(image, changes, { brokerId: record.id, isFenced: false })
    case 'BrokerRegistrationChangeRecord':
      return changeBroker(image, changes, {
        brokerId: record.brokerId,
        ...(record.fenced === 0 ? {} : { isFenced: record.fenced > 0 }),
        ...(record.inControlledShutdown === 0 ? {} : { isInControlledShutdown: true }),
        ...(record.logDirs.length === 0 ? {} : { logDirectoryIds: record.logDirs }),
      })
    case 'TopicRecord':
      image.topics.put({ name: record.name, topicId: record.topicId, partitions: [] })
      changes.topics.add(record.topicId)
      return
    case 'RemoveTopicRecord':
      return removeTopic(image, record, changes)
    case 'PartitionRecord':
      return addPartition(image, record, changes)
    case 'PartitionChangeRecord':
      return changePartition(image, record, changes)
    case 'ConfigRecord':
      image.configs.put({ type: record.resourceType, name: record.resourceName }, record.name, record.value)
      changes.configResources.push({ type: record.resourceType, name: record.resourceName })
      return
    case 'ProducerIdsRecord':
      assert(record.nextProducerId >= image.nextProducerId, 'producer ids never go back')
      image.nextProducerId = record.nextProducerId
      return
    case 'FeatureLevelRecord':
      image.features.set(record.name, record.featureLevel)
      return
    default:
      return // records without a place in the image: NoOp
  }
}

function registerBroker(
  image: ClusterImage,
  record: RecordOf<'RegisterBrokerRecord'>,
  changes: ImageChanges,
): void {
  const previous = image.brokers.get(record.brokerId)
  assert(previous === undefined || record.brokerEpoch > previous.brokerEpoch, 'broker epoch grows')
  image.brokers.set(record.brokerId, {
    brokerId: record.brokerId,
    brokerEpoch: record.brokerEpoch,
    incarnationId: record.incarnationId,
    endpoints: record.endPoints.map((endpoint) => ({
      name: endpoint.name,
      host: endpoint.host,
      port: endpoint.port,
      securityProtocol: endpoint.securityProtocol,
    })),
    features: record.features.map((feature) => ({
      name: feature.name,
      min: feature.minSupportedVersion,
      max: feature.maxSupportedVersion,
    })),
    rack: record.rack,
    logDirectoryIds: record.logDirs,
    isFenced: record.fenced,
    isInControlledShutdown: record.inControlledShutdown,
  })
  changes.brokers.add(record.brokerId)
}

function changeBroker(
  image: ClusterImage,
  changes: ImageChanges,
  change: {
    readonly brokerId: number
    readonly isFenced?: boolean
    readonly isInControlledShutdown?: boolean
    readonly logDirectoryIds?: readonly Uuid[]
  },
): void {
  const broker = image.brokers.get(change.brokerId)
  assert(broker !== undefined, 'a changed broker is registered')
  image.brokers.set(change.brokerId, {
    ...broker,
    isFenced: change.isFenced ?? broker.isFenced,
    isInControlledShutdown: change.isInControlledShutdown ?? broker.isInControlledShutdown,
    logDirectoryIds: change.logDirectoryIds ?? broker.logDirectoryIds,
  })
  changes.brokers.add(change.brokerId)
}

function removeTopic(
  image: ClusterImage,
  record: RecordOf<'RemoveTopicRecord'>,
  changes: ImageChanges,
): void {
  const topic = image.topics.getById(record.topicId)
  assert(topic !== undefined, 'a removed topic is known')
  image.topics.remove(topic)
  image.configs.removeResource(CONFIG_RESOURCE.TOPIC, topic.name)
  changes.topics.delete(record.topicId)
  changes.removedTopics.set(record.topicId, topic)
}

function addPartition(image: ClusterImage, record: RecordOf<'PartitionRecord'>, changes: ImageChanges): void {
  const topic = image.topics.getById(record.topicId)
  assert(topic !== undefined, 'a partition belongs to a known topic')
  assert(record.partitionId === topic.partitions.length, 'partitions are added in order')
  replacePartition(image, topic, {
    partition: record.partitionId,
    replicas: record.replicas,
    directories:
      record.directories.length === record.replicas.length
        ? record.directories
        : record.replicas.map(() => UNASSIGNED_DIRECTORY), // written before directories were told
    inSyncReplicas: record.isr,
    removingReplicas: record.removingReplicas,
    addingReplicas: record.addingReplicas,
    eligibleLeaderReplicas: record.eligibleLeaderReplicas ?? [],
    lastKnownLeaders: record.lastKnownElr ?? [],
    leaderId: record.leader,
    leaderEpoch: record.leaderEpoch,
    partitionEpoch: record.partitionEpoch,
  })
  changes.topics.add(record.topicId)
}

function changePartition(
  image: ClusterImage,
  record: RecordOf<'PartitionChangeRecord'>,
  changes: ImageChanges,
): void {
  const topic = image.topics.getById(record.topicId)
  assert(topic !== undefined, 'a changed partition belongs to a known topic')
  const before = topic.partitions[record.partitionId]
  assert(before !== undefined, 'a changed partition is known')
  const leaderId = record.leader === LEADER_UNCHANGED ? before.leaderId : record.leader
  const replicas = record.replicas ?? before.replicas
  const after: PartitionImage = {
    partition: before.partition,
    replicas,
    directories: record.directories ?? replicas.map((replica) => directoryOf(before, replica)),
    inSyncReplicas: record.isr ?? before.inSyncReplicas,
    removingReplicas: record.removingReplicas ?? before.removingReplicas,
    addingReplicas: record.addingReplicas ?? before.addingReplicas,
    eligibleLeaderReplicas: record.eligibleLeaderReplicas ?? before.eligibleLeaderReplicas,
    lastKnownLeaders: record.lastKnownElr ?? before.lastKnownLeaders,
    leaderId,
    leaderEpoch: record.leader === LEADER_UNCHANGED ? before.leaderEpoch : before.leaderEpoch + 1,
    partitionEpoch: before.partitionEpoch + 1,
  }
  assert(after.directories.length === replicas.length, 'every replica has a directory')
  assert(leaderId === NO_LEADER || after.replicas.includes(leaderId), 'a leader is a replica')
  replacePartition(image, topic, after)
  changes.topics.add(record.topicId)
}

function replacePartition(image: ClusterImage, topic: TopicImage, partition: PartitionImage): void {
  const partitions = [...topic.partitions]
  partitions[partition.partition] = partition
  image.topics.put({ ...topic, partitions })
}
