// Generated from broker/wire/schema/90-describe-share-group-offsets.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Tells the start offsets of share groups. */
export const describeShareGroupOffsets: ApiCodec<DescribeShareGroupOffsetsRequest, DescribeShareGroupOffsetsRequestInput, DescribeShareGroupOffsetsResponse, DescribeShareGroupOffsetsResponseInput> = {
  key: 90,
  name: 'DescribeShareGroupOffsets',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('DescribeShareGroupOffsetsRequest', version, { min: 0, max: 1 })
      encodeDescribeShareGroupOffsetsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeShareGroupOffsetsRequest', version, { min: 0, max: 1 })
      return decodeDescribeShareGroupOffsetsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DescribeShareGroupOffsetsResponse', version, { min: 0, max: 1 })
      encodeDescribeShareGroupOffsetsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeShareGroupOffsetsResponse', version, { min: 0, max: 1 })
      return decodeDescribeShareGroupOffsetsResponse(reader, version)
    },
  },
}

/** Tells the start offsets of share groups. */
export interface DescribeShareGroupOffsetsRequest {
  /** One entry per group. (v0+) */
  readonly groups: readonly DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup[]
}

/** What encode takes for DescribeShareGroupOffsetsRequest. */
export interface DescribeShareGroupOffsetsRequestInput {
  readonly groups: readonly DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroupInput[]
}

/** One entry per group. */
export interface DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup {
  /** The group. (v0+) */
  readonly groupId: string
  /** The topics. (v0+) */
  readonly topics: readonly DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic[] | null
}

/** What encode takes for DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup. */
export interface DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroupInput {
  readonly groupId: string
  readonly topics: readonly DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopicInput[] | null
}

/** The topics. */
export interface DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic. */
export interface DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopicInput {
  readonly topicName: string
  readonly partitions: readonly number[]
}

function encodeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic(writer: Writer, message: DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopicInput, _version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic(reader: Reader, _version: number): DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic {
  const topicName = reader.compactString()
  let partitions: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicName, partitions }
}

function encodeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup(writer: Writer, message: DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroupInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const topics = message.topics
  writer.compactArrayLength(topics === null ? -1 : topics.length)
  if (topics !== null) for (const item of topics) encodeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup(reader: Reader, version: number): DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup {
  const groupId = reader.compactString()
  let topics: readonly DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic[] | null
  {
    const count = reader.compactNullableArrayLength(3)
    const items: DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestTopic(reader, version))
    topics = count < 0 ? null : items
  }
  reader.skipTaggedFields()
  return { groupId, topics }
}

function encodeDescribeShareGroupOffsetsRequest(writer: Writer, message: DescribeShareGroupOffsetsRequestInput, version: number): void {
  const groups = message.groups
  writer.compactArrayLength(groups.length)
  for (const item of groups) encodeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsRequest(reader: Reader, version: number): DescribeShareGroupOffsetsRequest {
  let groups: readonly DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup[]
  {
    const count = reader.compactArrayLength(3)
    const items: DescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeShareGroupOffsetsRequestDescribeShareGroupOffsetsRequestGroup(reader, version))
    groups = items
  }
  reader.skipTaggedFields()
  return { groups }
}

/** The answer to DescribeShareGroupOffsets. */
export interface DescribeShareGroupOffsetsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** One entry per group. (v0+) */
  readonly groups: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup[]
}

/** What encode takes for DescribeShareGroupOffsetsResponse. */
export interface DescribeShareGroupOffsetsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly groups: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroupInput[]
}

/** One entry per group. */
export interface DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup {
  /** The group. (v0+) */
  readonly groupId: string
  /** The topics. (v0+) */
  readonly topics: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic[]
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup. */
export interface DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroupInput {
  readonly groupId: string
  readonly topics: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopicInput[]
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

/** The topics. */
export interface DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition[]
}

/** What encode takes for DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic. */
export interface DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopicInput {
  readonly topicName: string
  readonly topicId: Uuid
  readonly partitions: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartitionInput[]
}

/** The partitions. */
export interface DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** First offset that is not done with; -1 for none. (v0+) */
  readonly startOffset: number
  /** The leader epoch of the partition. (v0+) */
  readonly leaderEpoch: number
  /** Records still to be delivered; -1 when unknown. (v1+) */
  readonly lag: number
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition. */
export interface DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartitionInput {
  readonly partitionIndex: number
  readonly startOffset: number
  readonly leaderEpoch: number
  readonly lag?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition(writer: Writer, message: DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const startOffset = message.startOffset
  writer.int64(startOffset)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  if (version === 1) {
    const lag: number = message.lag ?? -1
    writer.int64(lag)
  }
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition(reader: Reader, version: number): DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition {
  const partitionIndex = reader.int32()
  const startOffset = reader.int64()
  const leaderEpoch = reader.int32()
  const lag: number = version === 1 ? reader.int64() : -1
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { partitionIndex, startOffset, leaderEpoch, lag, errorCode, errorMessage }
}

function encodeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic(writer: Writer, message: DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopicInput, version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic(reader: Reader, version: number): DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic {
  const topicName = reader.compactString()
  const topicId = reader.uuid()
  let partitions: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition[]
  {
    const count = reader.compactArrayLength(20)
    const items: DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponsePartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicName, topicId, partitions }
}

function encodeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup(writer: Writer, message: DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroupInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic(writer, item, version)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup(reader: Reader, version: number): DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup {
  const groupId = reader.compactString()
  let topics: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic[]
  {
    const count = reader.compactArrayLength(19)
    const items: DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseTopic(reader, version))
    topics = items
  }
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { groupId, topics, errorCode, errorMessage }
}

function encodeDescribeShareGroupOffsetsResponse(writer: Writer, message: DescribeShareGroupOffsetsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const groups = message.groups
  writer.compactArrayLength(groups.length)
  for (const item of groups) encodeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsResponse(reader: Reader, version: number): DescribeShareGroupOffsetsResponse {
  const throttleTimeMs = reader.int32()
  let groups: readonly DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup[]
  {
    const count = reader.compactArrayLength(6)
    const items: DescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeShareGroupOffsetsResponseDescribeShareGroupOffsetsResponseGroup(reader, version))
    groups = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, groups }
}
