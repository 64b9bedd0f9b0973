// Generated from broker/wire/schema/records/consumer-group-current-member-assignment-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** What a member of a modern consumer group holds. */
export const consumerGroupCurrentMemberAssignmentValue: RecordCodec<ConsumerGroupCurrentMemberAssignmentValue, ConsumerGroupCurrentMemberAssignmentValueInput> = {
  recordType: null,
  name: 'ConsumerGroupCurrentMemberAssignmentValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupCurrentMemberAssignmentValue', version, { min: 0, max: 0 })
    encodeConsumerGroupCurrentMemberAssignmentValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupCurrentMemberAssignmentValue', version, { min: 0, max: 0 })
    return decodeConsumerGroupCurrentMemberAssignmentValue(reader, version)
  },
}

/** What a member of a modern consumer group holds. */
export interface ConsumerGroupCurrentMemberAssignmentValue {
  /** Its epoch. (v0+) */
  readonly memberEpoch: number
  /** The epoch before, in case it has not heard of this one. (v0+) */
  readonly previousMemberEpoch: number
  /** 0 stable, 1 partitions to give up, 2 partitions to wait for. (v0+) */
  readonly state: number
  /** What it may read. (v0+) */
  readonly assignedPartitions: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[]
  /** What it has to give up. (v0+) */
  readonly partitionsPendingRevocation: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[]
}

/** What encode takes for ConsumerGroupCurrentMemberAssignmentValue. */
export interface ConsumerGroupCurrentMemberAssignmentValueInput {
  readonly memberEpoch: number
  readonly previousMemberEpoch: number
  readonly state: number
  readonly assignedPartitions: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitionsInput[]
  readonly partitionsPendingRevocation: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitionsInput[]
}

/** What it may read. */
export interface ConsumerGroupCurrentMemberAssignmentValueTopicPartitions {
  /** The topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ConsumerGroupCurrentMemberAssignmentValueTopicPartitions. */
export interface ConsumerGroupCurrentMemberAssignmentValueTopicPartitionsInput {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

function encodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(writer: Writer, message: ConsumerGroupCurrentMemberAssignmentValueTopicPartitionsInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(reader: Reader, _version: number): ConsumerGroupCurrentMemberAssignmentValueTopicPartitions {
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

function encodeConsumerGroupCurrentMemberAssignmentValue(writer: Writer, message: ConsumerGroupCurrentMemberAssignmentValueInput, version: number): void {
  const memberEpoch = message.memberEpoch
  writer.int32(memberEpoch)
  const previousMemberEpoch = message.previousMemberEpoch
  writer.int32(previousMemberEpoch)
  const state = message.state
  writer.int8(state)
  const assignedPartitions = message.assignedPartitions
  writer.compactArrayLength(assignedPartitions.length)
  for (const item of assignedPartitions) encodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(writer, item, version)
  const partitionsPendingRevocation = message.partitionsPendingRevocation
  writer.compactArrayLength(partitionsPendingRevocation.length)
  for (const item of partitionsPendingRevocation) encodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupCurrentMemberAssignmentValue(reader: Reader, version: number): ConsumerGroupCurrentMemberAssignmentValue {
  const memberEpoch = reader.int32()
  const previousMemberEpoch = reader.int32()
  const state = reader.int8()
  let assignedPartitions: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[]
  {
    const count = reader.compactArrayLength(18)
    const items: ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[] = []
    for (let index = 0; index < count; index++) items.push(decodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(reader, version))
    assignedPartitions = items
  }
  let partitionsPendingRevocation: readonly ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[]
  {
    const count = reader.compactArrayLength(18)
    const items: ConsumerGroupCurrentMemberAssignmentValueTopicPartitions[] = []
    for (let index = 0; index < count; index++) items.push(decodeConsumerGroupCurrentMemberAssignmentValueTopicPartitions(reader, version))
    partitionsPendingRevocation = items
  }
  reader.skipTaggedFields()
  return { memberEpoch, previousMemberEpoch, state, assignedPartitions, partitionsPendingRevocation }
}
