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
  readonly topics: readonly AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic[]
}

/** What encode takes for AlterShareGroupOffsetsRequest. */
export interface AlterShareGroupOffsetsRequestInput {
  readonly groupId: string
  readonly topics: readonly AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopicInput[]
}

/** The topics. */
export interface AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition[]
}

/** What encode takes for AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic. */
export interface AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopicInput {
  readonly topicName: string
  readonly partitions: readonly AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartitionInput[]
}

/** The partitions. */
export interface AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** First offset that is not done with; -1 for none. (v0+) */
  readonly startOffset: number
}

/** What encode takes for AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition. */
export interface AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartitionInput {
  readonly partitionIndex: number
  readonly startOffset: number
}

function encodeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition(writer: Writer, message: AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const startOffset = message.startOffset
  writer.int64(startOffset)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition(reader: Reader, _version: number): AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition {
  const partitionIndex = reader.int32()
  const startOffset = reader.int64()
  reader.skipTaggedFields()
  return { partitionIndex, startOffset }
}

function encodeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic(writer: Writer, message: AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopicInput, version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic(reader: Reader, version: number): AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic {
  const topicName = reader.compactString()
  let partitions: readonly AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition[]
  {
    const count = reader.compactArrayLength(13)
    const items: AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestPartition(reader, version))
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
  for (const item of topics) encodeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsRequest(reader: Reader, version: number): AlterShareGroupOffsetsRequest {
  const groupId = reader.compactString()
  let topics: readonly AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: AlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterShareGroupOffsetsRequestAlterShareGroupOffsetsRequestTopic(reader, version))
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
  readonly responses: readonly AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic[]
}

/** What encode takes for AlterShareGroupOffsetsResponse. */
export interface AlterShareGroupOffsetsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly responses: readonly AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopicInput[]
}

/** One entry per topic. */
export interface AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition[]
}

/** What encode takes for AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic. */
export interface AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopicInput {
  readonly topicName: string
  readonly topicId: Uuid
  readonly partitions: readonly AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartitionInput[]
}

/** The partitions. */
export interface AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition. */
export interface AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition(writer: Writer, message: AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition(reader: Reader, _version: number): AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { partitionIndex, errorCode, errorMessage }
}

function encodeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic(writer: Writer, message: AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopicInput, version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic(reader: Reader, version: number): AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic {
  const topicName = reader.compactString()
  const topicId = reader.uuid()
  let partitions: readonly AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition[]
  {
    const count = reader.compactArrayLength(8)
    const items: AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponsePartition(reader, version))
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
  for (const item of responses) encodeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterShareGroupOffsetsResponse(reader: Reader, version: number): AlterShareGroupOffsetsResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  let responses: readonly AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic[]
  {
    const count = reader.compactArrayLength(19)
    const items: AlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterShareGroupOffsetsResponseAlterShareGroupOffsetsResponseTopic(reader, version))
    responses = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, responses }
}
