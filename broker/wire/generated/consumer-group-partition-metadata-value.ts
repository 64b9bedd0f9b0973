// Generated from broker/wire/schema/records/consumer-group-partition-metadata-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** The topics of a modern consumer group, as stored before 4.1. */
export const consumerGroupPartitionMetadataValue: RecordCodec<ConsumerGroupPartitionMetadataValue, ConsumerGroupPartitionMetadataValueInput> = {
  recordType: null,
  name: 'ConsumerGroupPartitionMetadataValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupPartitionMetadataValue', version, { min: 0, max: 0 })
    encodeConsumerGroupPartitionMetadataValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupPartitionMetadataValue', version, { min: 0, max: 0 })
    return decodeConsumerGroupPartitionMetadataValue(reader, version)
  },
}

/** The topics of a modern consumer group, as stored before 4.1. */
export interface ConsumerGroupPartitionMetadataValue {
  /** The topics. (v0+) */
  readonly topics: readonly ConsumerGroupPartitionMetadataValueTopicMetadata[]
}

/** What encode takes for ConsumerGroupPartitionMetadataValue. */
export interface ConsumerGroupPartitionMetadataValueInput {
  readonly topics: readonly ConsumerGroupPartitionMetadataValueTopicMetadataInput[]
}

/** The topics. */
export interface ConsumerGroupPartitionMetadataValueTopicMetadata {
  /** The topic. (v0+) */
  readonly topicId: Uuid
  /** Its name. (v0+) */
  readonly topicName: string
  /** Number of its partitions. (v0+) */
  readonly numPartitions: number
  /** Where the partitions are. (v0+) */
  readonly partitionMetadata: readonly ConsumerGroupPartitionMetadataValuePartitionMetadata[]
}

/** What encode takes for ConsumerGroupPartitionMetadataValueTopicMetadata. */
export interface ConsumerGroupPartitionMetadataValueTopicMetadataInput {
  readonly topicId: Uuid
  readonly topicName: string
  readonly numPartitions: number
  readonly partitionMetadata: readonly ConsumerGroupPartitionMetadataValuePartitionMetadataInput[]
}

/** Where the partitions are. */
export interface ConsumerGroupPartitionMetadataValuePartitionMetadata {
  /** The partition. (v0+) */
  readonly partition: number
  /** Racks of its replicas. (v0+) */
  readonly racks: readonly string[]
}

/** What encode takes for ConsumerGroupPartitionMetadataValuePartitionMetadata. */
export interface ConsumerGroupPartitionMetadataValuePartitionMetadataInput {
  readonly partition: number
  readonly racks: readonly string[]
}

function encodeConsumerGroupPartitionMetadataValuePartitionMetadata(writer: Writer, message: ConsumerGroupPartitionMetadataValuePartitionMetadataInput, _version: number): void {
  const partition = message.partition
  writer.int32(partition)
  const racks = message.racks
  writer.compactArrayLength(racks.length)
  for (const item of racks) writer.compactString(item)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupPartitionMetadataValuePartitionMetadata(reader: Reader, _version: number): ConsumerGroupPartitionMetadataValuePartitionMetadata {
  const partition = reader.int32()
  let racks: readonly string[]
  {
    const count = reader.compactArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(reader.compactString())
    racks = items
  }
  reader.skipTaggedFields()
  return { partition, racks }
}

function encodeConsumerGroupPartitionMetadataValueTopicMetadata(writer: Writer, message: ConsumerGroupPartitionMetadataValueTopicMetadataInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const topicName = message.topicName
  writer.compactString(topicName)
  const numPartitions = message.numPartitions
  writer.int32(numPartitions)
  const partitionMetadata = message.partitionMetadata
  writer.compactArrayLength(partitionMetadata.length)
  for (const item of partitionMetadata) encodeConsumerGroupPartitionMetadataValuePartitionMetadata(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupPartitionMetadataValueTopicMetadata(reader: Reader, version: number): ConsumerGroupPartitionMetadataValueTopicMetadata {
  const topicId = reader.uuid()
  const topicName = reader.compactString()
  const numPartitions = reader.int32()
  let partitionMetadata: readonly ConsumerGroupPartitionMetadataValuePartitionMetadata[]
  {
    const count = reader.compactArrayLength(6)
    const items: ConsumerGroupPartitionMetadataValuePartitionMetadata[] = []
    for (let index = 0; index < count; index++) items.push(decodeConsumerGroupPartitionMetadataValuePartitionMetadata(reader, version))
    partitionMetadata = items
  }
  reader.skipTaggedFields()
  return { topicId, topicName, numPartitions, partitionMetadata }
}

function encodeConsumerGroupPartitionMetadataValue(writer: Writer, message: ConsumerGroupPartitionMetadataValueInput, version: number): void {
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeConsumerGroupPartitionMetadataValueTopicMetadata(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupPartitionMetadataValue(reader: Reader, version: number): ConsumerGroupPartitionMetadataValue {
  let topics: readonly ConsumerGroupPartitionMetadataValueTopicMetadata[]
  {
    const count = reader.compactArrayLength(23)
    const items: ConsumerGroupPartitionMetadataValueTopicMetadata[] = []
    for (let index = 0; index < count; index++) items.push(decodeConsumerGroupPartitionMetadataValueTopicMetadata(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { topics }
}
