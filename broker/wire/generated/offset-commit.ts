// Generated from broker/wire/schema/08-offset-commit.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import { type Reader, type Uuid, ZERO_UUID } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Stores the position of a group in partitions. */
export const offsetCommit: ApiCodec<OffsetCommitRequest, OffsetCommitRequestInput, OffsetCommitResponse, OffsetCommitResponseInput> = {
  key: 8,
  name: 'OffsetCommit',
  minVersion: 2,
  maxVersion: 10,
  flexibleFrom: 8,
  request: {
    encode(writer, message, version) {
      checkVersion('OffsetCommitRequest', version, { min: 2, max: 10 })
      encodeOffsetCommitRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('OffsetCommitRequest', version, { min: 2, max: 10 })
      return decodeOffsetCommitRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('OffsetCommitResponse', version, { min: 2, max: 10 })
      encodeOffsetCommitResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('OffsetCommitResponse', version, { min: 2, max: 10 })
      return decodeOffsetCommitResponse(reader, version)
    },
  },
}

/** Stores the position of a group in partitions. */
export interface OffsetCommitRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** The generation, or the epoch of a modern member; -1 outside of a group. (v1+) */
  readonly generationIdOrMemberEpoch: number
  /** The member; empty outside of a group. (v1+) */
  readonly memberId: string
  /** The id of a static member. (v7+) */
  readonly groupInstanceId: string | null
  /** How long to keep the offsets, ms; -1 for the default. (v2-4) */
  readonly retentionTimeMs: number
  /** What to store. (v0+) */
  readonly topics: readonly OffsetCommitRequestTopic[]
}

/** What encode takes for OffsetCommitRequest. */
export interface OffsetCommitRequestInput {
  readonly groupId: string
  readonly generationIdOrMemberEpoch?: number | undefined
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly retentionTimeMs?: number | undefined
  readonly topics: readonly OffsetCommitRequestTopicInput[]
}

/** What to store. */
export interface OffsetCommitRequestTopic {
  /** The topic. (v0-9) */
  readonly name: string
  /** The id of the topic. (v10+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly OffsetCommitRequestPartition[]
}

/** What encode takes for OffsetCommitRequestTopic. */
export interface OffsetCommitRequestTopicInput {
  readonly name?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitions: readonly OffsetCommitRequestPartitionInput[]
}

/** The partitions. */
export interface OffsetCommitRequestPartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The next offset to read. (v0+) */
  readonly committedOffset: number
  /** Leader epoch of the last record read; -1 when unknown. (v6+) */
  readonly committedLeaderEpoch: number
  /** Whatever the client wants to keep with it. (v0+) */
  readonly committedMetadata: string | null
}

/** What encode takes for OffsetCommitRequestPartition. */
export interface OffsetCommitRequestPartitionInput {
  readonly partitionIndex: number
  readonly committedOffset: number
  readonly committedLeaderEpoch?: number | undefined
  readonly committedMetadata: string | null
}

function encodeOffsetCommitRequestPartition(writer: Writer, message: OffsetCommitRequestPartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const committedOffset = message.committedOffset
  writer.int64(committedOffset)
  if (version >= 6) {
    const committedLeaderEpoch: number = message.committedLeaderEpoch ?? -1
    writer.int32(committedLeaderEpoch)
  }
  const committedMetadata = message.committedMetadata
  if (version >= 8) writer.compactNullableString(committedMetadata)
  else writer.nullableString(committedMetadata)
  if (version >= 8) writer.unsignedVarint(0)
}

function decodeOffsetCommitRequestPartition(reader: Reader, version: number): OffsetCommitRequestPartition {
  const partitionIndex = reader.int32()
  const committedOffset = reader.int64()
  const committedLeaderEpoch: number = version >= 6 ? reader.int32() : -1
  const committedMetadata = (version >= 8 ? reader.compactNullableString() : reader.nullableString())
  if (version >= 8) reader.skipTaggedFields()
  return { partitionIndex, committedOffset, committedLeaderEpoch, committedMetadata }
}

function encodeOffsetCommitRequestTopic(writer: Writer, message: OffsetCommitRequestTopicInput, version: number): void {
  if (version <= 9) {
    const name: string = message.name ?? ''
    if (version >= 8) writer.compactString(name)
    else writer.string(name)
  }
  if (version === 10) {
    const topicId: Uuid = message.topicId ?? ZERO_UUID
    writer.uuid(topicId)
  }
  const partitions = message.partitions
  if (version >= 8) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeOffsetCommitRequestPartition(writer, item, version)
  if (version >= 8) writer.unsignedVarint(0)
}

function decodeOffsetCommitRequestTopic(reader: Reader, version: number): OffsetCommitRequestTopic {
  const name: string = version <= 9 ? (version >= 8 ? reader.compactString() : reader.string()) : ''
  const topicId: Uuid = version === 10 ? reader.uuid() : ZERO_UUID
  let partitions: readonly OffsetCommitRequestPartition[]
  {
    const count = version >= 8 ? reader.compactArrayLength(14) : reader.arrayLength(14)
    const items: OffsetCommitRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetCommitRequestPartition(reader, version))
    partitions = items
  }
  if (version >= 8) reader.skipTaggedFields()
  return { name, topicId, partitions }
}

function encodeOffsetCommitRequest(writer: Writer, message: OffsetCommitRequestInput, version: number): void {
  const groupId = message.groupId
  if (version >= 8) writer.compactString(groupId)
  else writer.string(groupId)
  const generationIdOrMemberEpoch: number = message.generationIdOrMemberEpoch ?? -1
  writer.int32(generationIdOrMemberEpoch)
  const memberId = message.memberId
  if (version >= 8) writer.compactString(memberId)
  else writer.string(memberId)
  const groupInstanceId: string | null = message.groupInstanceId === undefined ? null : message.groupInstanceId
  if (version >= 7) {
    if (version >= 8) writer.compactNullableString(groupInstanceId)
    else writer.nullableString(groupInstanceId)
  } else if (groupInstanceId !== null) throw cannotCarry('groupInstanceId', version)
  if (version <= 4) {
    const retentionTimeMs: number = message.retentionTimeMs ?? -1
    writer.int64(retentionTimeMs)
  }
  const topics = message.topics
  if (version >= 8) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeOffsetCommitRequestTopic(writer, item, version)
  if (version >= 8) writer.unsignedVarint(0)
}

function decodeOffsetCommitRequest(reader: Reader, version: number): OffsetCommitRequest {
  const groupId = (version >= 8 ? reader.compactString() : reader.string())
  const generationIdOrMemberEpoch = reader.int32()
  const memberId = (version >= 8 ? reader.compactString() : reader.string())
  const groupInstanceId: string | null = version >= 7 ? (version >= 8 ? reader.compactNullableString() : reader.nullableString()) : null
  const retentionTimeMs: number = version <= 4 ? reader.int64() : -1
  let topics: readonly OffsetCommitRequestTopic[]
  {
    const count = version >= 8 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: OffsetCommitRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetCommitRequestTopic(reader, version))
    topics = items
  }
  if (version >= 8) reader.skipTaggedFields()
  return { groupId, generationIdOrMemberEpoch, memberId, groupInstanceId, retentionTimeMs, topics }
}

/** The answer to OffsetCommit. */
export interface OffsetCommitResponse {
  /** How long the quota of the client delays it, ms. (v3+) */
  readonly throttleTimeMs: number
  /** The outcome. (v0+) */
  readonly topics: readonly OffsetCommitResponseTopic[]
}

/** What encode takes for OffsetCommitResponse. */
export interface OffsetCommitResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly topics: readonly OffsetCommitResponseTopicInput[]
}

/** The outcome. */
export interface OffsetCommitResponseTopic {
  /** The topic. (v0-9) */
  readonly name: string
  /** The id of the topic. (v10+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly OffsetCommitResponsePartition[]
}

/** What encode takes for OffsetCommitResponseTopic. */
export interface OffsetCommitResponseTopicInput {
  readonly name?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitions: readonly OffsetCommitResponsePartitionInput[]
}

/** The partitions. */
export interface OffsetCommitResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
}

/** What encode takes for OffsetCommitResponsePartition. */
export interface OffsetCommitResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
}

function encodeOffsetCommitResponsePartition(writer: Writer, message: OffsetCommitResponsePartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version >= 8) writer.unsignedVarint(0)
}

function decodeOffsetCommitResponsePartition(reader: Reader, version: number): OffsetCommitResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  if (version >= 8) reader.skipTaggedFields()
  return { partitionIndex, errorCode }
}

function encodeOffsetCommitResponseTopic(writer: Writer, message: OffsetCommitResponseTopicInput, version: number): void {
  if (version <= 9) {
    const name: string = message.name ?? ''
    if (version >= 8) writer.compactString(name)
    else writer.string(name)
  }
  if (version === 10) {
    const topicId: Uuid = message.topicId ?? ZERO_UUID
    writer.uuid(topicId)
  }
  const partitions = message.partitions
  if (version >= 8) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeOffsetCommitResponsePartition(writer, item, version)
  if (version >= 8) writer.unsignedVarint(0)
}

function decodeOffsetCommitResponseTopic(reader: Reader, version: number): OffsetCommitResponseTopic {
  const name: string = version <= 9 ? (version >= 8 ? reader.compactString() : reader.string()) : ''
  const topicId: Uuid = version === 10 ? reader.uuid() : ZERO_UUID
  let partitions: readonly OffsetCommitResponsePartition[]
  {
    const count = version >= 8 ? reader.compactArrayLength(6) : reader.arrayLength(6)
    const items: OffsetCommitResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetCommitResponsePartition(reader, version))
    partitions = items
  }
  if (version >= 8) reader.skipTaggedFields()
  return { name, topicId, partitions }
}

function encodeOffsetCommitResponse(writer: Writer, message: OffsetCommitResponseInput, version: number): void {
  if (version >= 3) {
    const throttleTimeMs: number = message.throttleTimeMs ?? 0
    writer.int32(throttleTimeMs)
  }
  const topics = message.topics
  if (version >= 8) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeOffsetCommitResponseTopic(writer, item, version)
  if (version >= 8) writer.unsignedVarint(0)
}

function decodeOffsetCommitResponse(reader: Reader, version: number): OffsetCommitResponse {
  const throttleTimeMs: number = version >= 3 ? reader.int32() : 0
  let topics: readonly OffsetCommitResponseTopic[]
  {
    const count = version >= 8 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: OffsetCommitResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetCommitResponseTopic(reader, version))
    topics = items
  }
  if (version >= 8) reader.skipTaggedFields()
  return { throttleTimeMs, topics }
}
