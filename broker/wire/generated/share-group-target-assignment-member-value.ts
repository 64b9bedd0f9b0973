// Generated from broker/wire/schema/records/share-group-target-assignment-member-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A target assignment. */
export const shareGroupTargetAssignmentMemberValue: RecordCodec<ShareGroupTargetAssignmentMemberValue, ShareGroupTargetAssignmentMemberValueInput> = {
  recordType: null,
  name: 'ShareGroupTargetAssignmentMemberValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ShareGroupTargetAssignmentMemberValue', version, { min: 0, max: 0 })
    encodeShareGroupTargetAssignmentMemberValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareGroupTargetAssignmentMemberValue', version, { min: 0, max: 0 })
    return decodeShareGroupTargetAssignmentMemberValue(reader, version)
  },
}

/** A target assignment. */
export interface ShareGroupTargetAssignmentMemberValue {
  /** The partitions, by topic. (v0+) */
  readonly topicPartitions: readonly ShareGroupTargetAssignmentMemberValueTopicPartition[]
}

/** What encode takes for ShareGroupTargetAssignmentMemberValue. */
export interface ShareGroupTargetAssignmentMemberValueInput {
  readonly topicPartitions: readonly ShareGroupTargetAssignmentMemberValueTopicPartitionInput[]
}

/** The partitions, by topic. */
export interface ShareGroupTargetAssignmentMemberValueTopicPartition {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ShareGroupTargetAssignmentMemberValueTopicPartition. */
export interface ShareGroupTargetAssignmentMemberValueTopicPartitionInput {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

function encodeShareGroupTargetAssignmentMemberValueTopicPartition(writer: Writer, message: ShareGroupTargetAssignmentMemberValueTopicPartitionInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeShareGroupTargetAssignmentMemberValueTopicPartition(reader: Reader, _version: number): ShareGroupTargetAssignmentMemberValueTopicPartition {
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

function encodeShareGroupTargetAssignmentMemberValue(writer: Writer, message: ShareGroupTargetAssignmentMemberValueInput, version: number): void {
  const topicPartitions = message.topicPartitions
  writer.compactArrayLength(topicPartitions.length)
  for (const item of topicPartitions) encodeShareGroupTargetAssignmentMemberValueTopicPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareGroupTargetAssignmentMemberValue(reader: Reader, version: number): ShareGroupTargetAssignmentMemberValue {
  let topicPartitions: readonly ShareGroupTargetAssignmentMemberValueTopicPartition[]
  {
    const count = reader.compactArrayLength(18)
    const items: ShareGroupTargetAssignmentMemberValueTopicPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareGroupTargetAssignmentMemberValueTopicPartition(reader, version))
    topicPartitions = items
  }
  reader.skipTaggedFields()
  return { topicPartitions }
}
