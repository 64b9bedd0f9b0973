// Generated from broker/wire/schema/records/share-group-current-member-assignment-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A current assignment. */
export const shareGroupCurrentMemberAssignmentValue: RecordCodec<ShareGroupCurrentMemberAssignmentValue, ShareGroupCurrentMemberAssignmentValueInput> = {
  recordType: null,
  name: 'ShareGroupCurrentMemberAssignmentValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ShareGroupCurrentMemberAssignmentValue', version, { min: 0, max: 0 })
    encodeShareGroupCurrentMemberAssignmentValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareGroupCurrentMemberAssignmentValue', version, { min: 0, max: 0 })
    return decodeShareGroupCurrentMemberAssignmentValue(reader, version)
  },
}

/** A current assignment. */
export interface ShareGroupCurrentMemberAssignmentValue {
  /** Its epoch. (v0+) */
  readonly memberEpoch: number
  /** The epoch before, for a member that was not told. (v0+) */
  readonly previousMemberEpoch: number
  /** State of the member, by number. (v0+) */
  readonly state: number
  /** What the member may read. (v0+) */
  readonly assignedPartitions: readonly ShareGroupCurrentMemberAssignmentValueTopicPartitions[]
}

/** What encode takes for ShareGroupCurrentMemberAssignmentValue. */
export interface ShareGroupCurrentMemberAssignmentValueInput {
  readonly memberEpoch: number
  readonly previousMemberEpoch: number
  readonly state: number
  readonly assignedPartitions: readonly ShareGroupCurrentMemberAssignmentValueTopicPartitionsInput[]
}

/** What the member may read. */
export interface ShareGroupCurrentMemberAssignmentValueTopicPartitions {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ShareGroupCurrentMemberAssignmentValueTopicPartitions. */
export interface ShareGroupCurrentMemberAssignmentValueTopicPartitionsInput {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

function encodeShareGroupCurrentMemberAssignmentValueTopicPartitions(writer: Writer, message: ShareGroupCurrentMemberAssignmentValueTopicPartitionsInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeShareGroupCurrentMemberAssignmentValueTopicPartitions(reader: Reader, _version: number): ShareGroupCurrentMemberAssignmentValueTopicPartitions {
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

function encodeShareGroupCurrentMemberAssignmentValue(writer: Writer, message: ShareGroupCurrentMemberAssignmentValueInput, version: number): void {
  const memberEpoch = message.memberEpoch
  writer.int32(memberEpoch)
  const previousMemberEpoch = message.previousMemberEpoch
  writer.int32(previousMemberEpoch)
  const state = message.state
  writer.int8(state)
  const assignedPartitions = message.assignedPartitions
  writer.compactArrayLength(assignedPartitions.length)
  for (const item of assignedPartitions) encodeShareGroupCurrentMemberAssignmentValueTopicPartitions(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareGroupCurrentMemberAssignmentValue(reader: Reader, version: number): ShareGroupCurrentMemberAssignmentValue {
  const memberEpoch = reader.int32()
  const previousMemberEpoch = reader.int32()
  const state = reader.int8()
  let assignedPartitions: readonly ShareGroupCurrentMemberAssignmentValueTopicPartitions[]
  {
    const count = reader.compactArrayLength(18)
    const items: ShareGroupCurrentMemberAssignmentValueTopicPartitions[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareGroupCurrentMemberAssignmentValueTopicPartitions(reader, version))
    assignedPartitions = items
  }
  reader.skipTaggedFields()
  return { memberEpoch, previousMemberEpoch, state, assignedPartitions }
}
