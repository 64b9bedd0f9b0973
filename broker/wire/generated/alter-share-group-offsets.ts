// Generated from broker/wire/schema/91-alter-share-group-offsets.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Sets the start offsets of an empty share group. */
export const alterShareGroupOffsets: ApiCodec<AlterShareGroupOffsetsRequest, AlterShareGroupOffsetsRequestInput, AlterShareGroupOffsetsResponse, AlterShareGroupOffsetsResponseInput> = {
  key: 91,
  name: 'AlterShareGroupOffsets',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('AlterShareGroupOffsetsRequest', version, { min: 0, max: 0 })
      encodeAlterShareGroupOffsetsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterShareGroupOffsetsRequest', version, { min: 0, max: 0 })
      return decodeAlterShareGroupOffsetsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('AlterShareGroupOffsetsResponse', version, { min: 0, max: 0 })
      encodeAlterShareGroupOffsetsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterShareGroupOffsetsResponse', version, { min: 0, max: 0 })
      return decodeAlterShareGroupOffsetsResponse(reader, version)
    },
  },
}

/** Sets the start offsets of an empty share group. */
export interface AlterShareGroupOffsetsRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** The topics. (v0+) */
  readonly topics: readonly AlterShareGroupOffsetsRequestTopic[]
}

/** What encode takes for AlterShareGroupOffsetsRequest. */
export interface AlterShareGroupOffsetsRequestInput {
  readonly groupId: string
  readonly topics: readonly AlterShareGroupOffsetsRequestTopicInput[]
}

/** The topics. */
export interface AlterShareGroupOffsetsRequestTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly AlterShareGroupOffsetsRequestPartition[]
}

/** What encode takes for AlterShareGroupOffsetsRequestTopic. */
export interface AlterShareGroupOffsetsRequestTopicInput {
  readonly topicName: string
  readonly partitions: readonly AlterShareGroupOffsetsRequestPartitionInput[]
}

/** The partitions. */
export interface AlterShareGroupOffsetsRequestPartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** First offset that is not done with; -1 for none. (v0+) */
  readonly startOffset: number
}

/** What encode takes for AlterShareGroupOffsetsRequestPartition. */
export interface AlterShareGroupOffsetsRequestPartitionInput {
  readonly partitionIndex: number
  readonly startOffset: number
}

function encodeAlterShareGroupOffsetsRequestPartition(writer: Writer, message: AlterShareGroupOffsetsRequestPartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const startOffset = message.startOffset
  writer.int64(startOffset)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsRequestPartition(reader: Reader, _version: number): AlterShareGroupOffsetsRequestPartition {
  const partitionIndex = reader.int32()
  const startOffset = reader.int64()
  reader.skipTaggedFields()
  return { partitionIndex, startOffset }
}

function encodeAlterShareGroupOffsetsRequestTopic(writer: Writer, message: AlterShareGroupOffsetsRequestTopicInput, version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeAlterShareGroupOffsetsRequestPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsRequestTopic(reader: Reader, version: number): AlterShareGroupOffsetsRequestTopic {
  const topicName = reader.compactString()
  let partitions: readonly AlterShareGroupOffsetsRequestPartition[]
  {
    const count = reader.compactArrayLength(13)
    const items: AlterShareGroupOffsetsRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterShareGroupOffsetsRequestPartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicName, partitions }
}

function encodeAlterShareGroupOffsetsRequest(writer: Writer, message: AlterShareGroupOffsetsRequestInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeAlterShareGroupOffsetsRequestTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsRequest(reader: Reader, version: number): AlterShareGroupOffsetsRequest {
  const groupId = reader.compactString()
  let topics: readonly AlterShareGroupOffsetsRequestTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: AlterShareGroupOffsetsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterShareGroupOffsetsRequestTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { groupId, topics }
}

/** The answer to AlterShareGroupOffsets. */
export interface AlterShareGroupOffsetsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** One entry per topic. (v0+) */
  readonly responses: readonly AlterShareGroupOffsetsResponseTopic[]
}

/** What encode takes for AlterShareGroupOffsetsResponse. */
export interface AlterShareGroupOffsetsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly responses: readonly AlterShareGroupOffsetsResponseTopicInput[]
}

/** One entry per topic. */
export interface AlterShareGroupOffsetsResponseTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly AlterShareGroupOffsetsResponsePartition[]
}

/** What encode takes for AlterShareGroupOffsetsResponseTopic. */
export interface AlterShareGroupOffsetsResponseTopicInput {
  readonly topicName: string
  readonly topicId: Uuid
  readonly partitions: readonly AlterShareGroupOffsetsResponsePartitionInput[]
}

/** The partitions. */
export interface AlterShareGroupOffsetsResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for AlterShareGroupOffsetsResponsePartition. */
export interface AlterShareGroupOffsetsResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeAlterShareGroupOffsetsResponsePartition(writer: Writer, message: AlterShareGroupOffsetsResponsePartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsResponsePartition(reader: Reader, _version: number): AlterShareGroupOffsetsResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { partitionIndex, errorCode, errorMessage }
}

function encodeAlterShareGroupOffsetsResponseTopic(writer: Writer, message: AlterShareGroupOffsetsResponseTopicInput, version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeAlterShareGroupOffsetsResponsePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsResponseTopic(reader: Reader, version: number): AlterShareGroupOffsetsResponseTopic {
  const topicName = reader.compactString()
  const topicId = reader.uuid()
  let partitions: readonly AlterShareGroupOffsetsResponsePartition[]
  {
    const count = reader.compactArrayLength(8)
    const items: AlterShareGroupOffsetsResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterShareGroupOffsetsResponsePartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicName, topicId, partitions }
}

function encodeAlterShareGroupOffsetsResponse(writer: Writer, message: AlterShareGroupOffsetsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const responses = message.responses
  writer.compactArrayLength(responses.length)
  for (const item of responses) encodeAlterShareGroupOffsetsResponseTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsResponse(reader: Reader, version: number): AlterShareGroupOffsetsResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  let responses: readonly AlterShareGroupOffsetsResponseTopic[]
  {
    const count = reader.compactArrayLength(19)
    const items: AlterShareGroupOffsetsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterShareGroupOffsetsResponseTopic(reader, version))
    responses = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, responses }
}
