// Generated from broker/wire/schema/records/consumer-group-target-assignment-member-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** What a member of a modern consumer group is to hold. */
export const consumerGroupTargetAssignmentMemberValue: RecordCodec<ConsumerGroupTargetAssignmentMemberValue, ConsumerGroupTargetAssignmentMemberValueInput> = {
  recordType: null,
  name: 'ConsumerGroupTargetAssignmentMemberValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupTargetAssignmentMemberValue', version, { min: 0, max: 0 })
    encodeConsumerGroupTargetAssignmentMemberValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupTargetAssignmentMemberValue', version, { min: 0, max: 0 })
    return decodeConsumerGroupTargetAssignmentMemberValue(reader, version)
  },
}

/** What a member of a modern consumer group is to hold. */
export interface ConsumerGroupTargetAssignmentMemberValue {
  /** The partitions. (v0+) */
  readonly topicPartitions: readonly ConsumerGroupTargetAssignmentMemberValueTopicPartition[]
}

/** What encode takes for ConsumerGroupTargetAssignmentMemberValue. */
export interface ConsumerGroupTargetAssignmentMemberValueInput {
  readonly topicPartitions: readonly ConsumerGroupTargetAssignmentMemberValueTopicPartitionInput[]
}

/** The partitions. */
export interface ConsumerGroupTargetAssignmentMemberValueTopicPartition {
  /** The topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ConsumerGroupTargetAssignmentMemberValueTopicPartition. */
export interface ConsumerGroupTargetAssignmentMemberValueTopicPartitionInput {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

function encodeConsumerGroupTargetAssignmentMemberValueTopicPartition(writer: Writer, message: ConsumerGroupTargetAssignmentMemberValueTopicPartitionInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupTargetAssignmentMemberValueTopicPartition(reader: Reader, _version: number): ConsumerGroupTargetAssignmentMemberValueTopicPartition {
  const topicId = reader.uuid()
  let partitions: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeConsumerGroupTargetAssignmentMemberValue(writer: Writer, message: ConsumerGroupTargetAssignmentMemberValueInput, version: number): void {
  const topicPartitions = message.topicPartitions
  writer.compactArrayLength(topicPartitions.length)
  for (const item of topicPartitions) encodeConsumerGroupTargetAssignmentMemberValueTopicPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupTargetAssignmentMemberValue(reader: Reader, version: number): ConsumerGroupTargetAssignmentMemberValue {
  let topicPartitions: readonly ConsumerGroupTargetAssignmentMemberValueTopicPartition[]
  {
    const count = reader.compactArrayLength(18)
    const items: ConsumerGroupTargetAssignmentMemberValueTopicPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeConsumerGroupTargetAssignmentMemberValueTopicPartition(reader, version))
    topicPartitions = items
  }
  reader.skipTaggedFields()
  return { topicPartitions }
}
