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
  readonly groups: readonly DescribeShareGroupOffsetsRequestGroup[]
}

/** What encode takes for DescribeShareGroupOffsetsRequest. */
export interface DescribeShareGroupOffsetsRequestInput {
  readonly groups: readonly DescribeShareGroupOffsetsRequestGroupInput[]
}

/** One entry per group. */
export interface DescribeShareGroupOffsetsRequestGroup {
  /** The group. (v0+) */
  readonly groupId: string
  /** The topics. (v0+) */
  readonly topics: readonly DescribeShareGroupOffsetsRequestTopic[] | null
}

/** What encode takes for DescribeShareGroupOffsetsRequestGroup. */
export interface DescribeShareGroupOffsetsRequestGroupInput {
  readonly groupId: string
  readonly topics: readonly DescribeShareGroupOffsetsRequestTopicInput[] | null
}

/** The topics. */
export interface DescribeShareGroupOffsetsRequestTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for DescribeShareGroupOffsetsRequestTopic. */
export interface DescribeShareGroupOffsetsRequestTopicInput {
  readonly topicName: string
  readonly partitions: readonly number[]
}

function encodeDescribeShareGroupOffsetsRequestTopic(writer: Writer, message: DescribeShareGroupOffsetsRequestTopicInput, _version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsRequestTopic(reader: Reader, _version: number): DescribeShareGroupOffsetsRequestTopic {
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

function encodeDescribeShareGroupOffsetsRequestGroup(writer: Writer, message: DescribeShareGroupOffsetsRequestGroupInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const topics = message.topics
  writer.compactArrayLength(topics === null ? -1 : topics.length)
  if (topics !== null) for (const item of topics) encodeDescribeShareGroupOffsetsRequestTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsRequestGroup(reader: Reader, version: number): DescribeShareGroupOffsetsRequestGroup {
  const groupId = reader.compactString()
  let topics: readonly DescribeShareGroupOffsetsRequestTopic[] | null
  {
    const count = reader.compactNullableArrayLength(3)
    const items: DescribeShareGroupOffsetsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeShareGroupOffsetsRequestTopic(reader, version))
    topics = count < 0 ? null : items
  }
  reader.skipTaggedFields()
  return { groupId, topics }
}

function encodeDescribeShareGroupOffsetsRequest(writer: Writer, message: DescribeShareGroupOffsetsRequestInput, version: number): void {
  const groups = message.groups
  writer.compactArrayLength(groups.length)
  for (const item of groups) encodeDescribeShareGroupOffsetsRequestGroup(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsRequest(reader: Reader, version: number): DescribeShareGroupOffsetsRequest {
  let groups: readonly DescribeShareGroupOffsetsRequestGroup[]
  {
    const count = reader.compactArrayLength(3)
    const items: DescribeShareGroupOffsetsRequestGroup[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeShareGroupOffsetsRequestGroup(reader, version))
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
  readonly groups: readonly DescribeShareGroupOffsetsResponseGroup[]
}

/** What encode takes for DescribeShareGroupOffsetsResponse. */
export interface DescribeShareGroupOffsetsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly groups: readonly DescribeShareGroupOffsetsResponseGroupInput[]
}

/** One entry per group. */
export interface DescribeShareGroupOffsetsResponseGroup {
  /** The group. (v0+) */
  readonly groupId: string
  /** The topics. (v0+) */
  readonly topics: readonly DescribeShareGroupOffsetsResponseTopic[]
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for DescribeShareGroupOffsetsResponseGroup. */
export interface DescribeShareGroupOffsetsResponseGroupInput {
  readonly groupId: string
  readonly topics: readonly DescribeShareGroupOffsetsResponseTopicInput[]
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

/** The topics. */
export interface DescribeShareGroupOffsetsResponseTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly DescribeShareGroupOffsetsResponsePartition[]
}

/** What encode takes for DescribeShareGroupOffsetsResponseTopic. */
export interface DescribeShareGroupOffsetsResponseTopicInput {
  readonly topicName: string
  readonly topicId: Uuid
  readonly partitions: readonly DescribeShareGroupOffsetsResponsePartitionInput[]
}

/** The partitions. */
export interface DescribeShareGroupOffsetsResponsePartition {
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

/** What encode takes for DescribeShareGroupOffsetsResponsePartition. */
export interface DescribeShareGroupOffsetsResponsePartitionInput {
  readonly partitionIndex: number
  readonly startOffset: number
  readonly leaderEpoch: number
  readonly lag?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeDescribeShareGroupOffsetsResponsePartition(writer: Writer, message: DescribeShareGroupOffsetsResponsePartitionInput, version: number): void {
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

function decodeDescribeShareGroupOffsetsResponsePartition(reader: Reader, version: number): DescribeShareGroupOffsetsResponsePartition {
  const partitionIndex = reader.int32()
  const startOffset = reader.int64()
  const leaderEpoch = reader.int32()
  const lag: number = version === 1 ? reader.int64() : -1
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { partitionIndex, startOffset, leaderEpoch, lag, errorCode, errorMessage }
}

function encodeDescribeShareGroupOffsetsResponseTopic(writer: Writer, message: DescribeShareGroupOffsetsResponseTopicInput, version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeDescribeShareGroupOffsetsResponsePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsResponseTopic(reader: Reader, version: number): DescribeShareGroupOffsetsResponseTopic {
  const topicName = reader.compactString()
  const topicId = reader.uuid()
  let partitions: readonly DescribeShareGroupOffsetsResponsePartition[]
  {
    const count = reader.compactArrayLength(20)
    const items: DescribeShareGroupOffsetsResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeShareGroupOffsetsResponsePartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicName, topicId, partitions }
}

function encodeDescribeShareGroupOffsetsResponseGroup(writer: Writer, message: DescribeShareGroupOffsetsResponseGroupInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeDescribeShareGroupOffsetsResponseTopic(writer, item, version)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsResponseGroup(reader: Reader, version: number): DescribeShareGroupOffsetsResponseGroup {
  const groupId = reader.compactString()
  let topics: readonly DescribeShareGroupOffsetsResponseTopic[]
  {
    const count = reader.compactArrayLength(19)
    const items: DescribeShareGroupOffsetsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeShareGroupOffsetsResponseTopic(reader, version))
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
  for (const item of groups) encodeDescribeShareGroupOffsetsResponseGroup(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeShareGroupOffsetsResponse(reader: Reader, version: number): DescribeShareGroupOffsetsResponse {
  const throttleTimeMs = reader.int32()
  let groups: readonly DescribeShareGroupOffsetsResponseGroup[]
  {
    const count = reader.compactArrayLength(6)
    const items: DescribeShareGroupOffsetsResponseGroup[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeShareGroupOffsetsResponseGroup(reader, version))
    groups = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, groups }
}
