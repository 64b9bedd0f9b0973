// Generated from broker/wire/schema/09-offset-fetch.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotBeNull, cannotCarry, checkVersion } from '../codec-support.ts'
import { type Reader, type Uuid, ZERO_UUID } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Reads the positions of groups. */
export const offsetFetch: ApiCodec<OffsetFetchRequest, OffsetFetchRequestInput, OffsetFetchResponse, OffsetFetchResponseInput> = {
  key: 9,
  name: 'OffsetFetch',
  minVersion: 1,
  maxVersion: 10,
  flexibleFrom: 6,
  request: {
    encode(writer, message, version) {
      checkVersion('OffsetFetchRequest', version, { min: 1, max: 10 })
      encodeOffsetFetchRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('OffsetFetchRequest', version, { min: 1, max: 10 })
      return decodeOffsetFetchRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('OffsetFetchResponse', version, { min: 1, max: 10 })
      encodeOffsetFetchResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('OffsetFetchResponse', version, { min: 1, max: 10 })
      return decodeOffsetFetchResponse(reader, version)
    },
  },
}

/** Reads the positions of groups. */
export interface OffsetFetchRequest {
  /** The group. (v0-7) */
  readonly groupId: string
  /** What to look up; null for everything. (v0-7) */
  readonly topics: readonly OffsetFetchRequestTopic[] | null
  /** The groups. (v8+) */
  readonly groups: readonly OffsetFetchRequestGroup[]
  /** Whether to wait for open transactions. (v7+) */
  readonly requireStable: boolean
}

/** What encode takes for OffsetFetchRequest. */
export interface OffsetFetchRequestInput {
  readonly groupId?: string | undefined
  readonly topics?: readonly OffsetFetchRequestTopicInput[] | null | undefined
  readonly groups?: readonly OffsetFetchRequestGroupInput[] | undefined
  readonly requireStable?: boolean | undefined
}

/** What to look up; null for everything. */
export interface OffsetFetchRequestTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitionIndexes: readonly number[]
}

/** What encode takes for OffsetFetchRequestTopic. */
export interface OffsetFetchRequestTopicInput {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

/** The groups. */
export interface OffsetFetchRequestGroup {
  /** The group. (v8+) */
  readonly groupId: string
  /** The member of a modern group. (v9+) */
  readonly memberId: string | null
  /** Its epoch; -1 outside of a group. (v9+) */
  readonly memberEpoch: number
  /** What to look up; null for everything. (v8+) */
  readonly topics: readonly OffsetFetchRequestGroupTopic[] | null
}

/** What encode takes for OffsetFetchRequestGroup. */
export interface OffsetFetchRequestGroupInput {
  readonly groupId: string
  readonly memberId?: string | null | undefined
  readonly memberEpoch?: number | undefined
  readonly topics: readonly OffsetFetchRequestGroupTopicInput[] | null
}

/** What to look up; null for everything. */
export interface OffsetFetchRequestGroupTopic {
  /** The topic. (v8-9) */
  readonly name: string
  /** The id of the topic. (v10+) */
  readonly topicId: Uuid
  /** The partitions. (v8+) */
  readonly partitionIndexes: readonly number[]
}

/** What encode takes for OffsetFetchRequestGroupTopic. */
export interface OffsetFetchRequestGroupTopicInput {
  readonly name?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitionIndexes: readonly number[]
}

function encodeOffsetFetchRequestGroupTopic(writer: Writer, message: OffsetFetchRequestGroupTopicInput, version: number): void {
  if (version <= 9) {
    const name: string = message.name ?? ''
    writer.compactString(name)
  }
  if (version === 10) {
    const topicId: Uuid = message.topicId ?? ZERO_UUID
    writer.uuid(topicId)
  }
  const partitionIndexes = message.partitionIndexes
  writer.compactArrayLength(partitionIndexes.length)
  for (const item of partitionIndexes) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeOffsetFetchRequestGroupTopic(reader: Reader, version: number): OffsetFetchRequestGroupTopic {
  const name: string = version <= 9 ? reader.compactString() : ''
  const topicId: Uuid = version === 10 ? reader.uuid() : ZERO_UUID
  let partitionIndexes: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitionIndexes = items
  }
  reader.skipTaggedFields()
  return { name, topicId, partitionIndexes }
}

function encodeOffsetFetchRequestGroup(writer: Writer, message: OffsetFetchRequestGroupInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  if (version >= 9) {
    const memberId: string | null = message.memberId === undefined ? null : message.memberId
    writer.compactNullableString(memberId)
  }
  if (version >= 9) {
    const memberEpoch: number = message.memberEpoch ?? -1
    writer.int32(memberEpoch)
  }
  const topics = message.topics
  writer.compactArrayLength(topics === null ? -1 : topics.length)
  if (topics !== null) for (const item of topics) encodeOffsetFetchRequestGroupTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeOffsetFetchRequestGroup(reader: Reader, version: number): OffsetFetchRequestGroup {
  const groupId = reader.compactString()
  const memberId: string | null = version >= 9 ? reader.compactNullableString() : null
  const memberEpoch: number = version >= 9 ? reader.int32() : -1
  let topics: readonly OffsetFetchRequestGroupTopic[] | null
  {
    const count = reader.compactNullableArrayLength(3)
    const items: OffsetFetchRequestGroupTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetFetchRequestGroupTopic(reader, version))
    topics = count < 0 ? null : items
  }
  reader.skipTaggedFields()
  return { groupId, memberId, memberEpoch, topics }
}

function encodeOffsetFetchRequestTopic(writer: Writer, message: OffsetFetchRequestTopicInput, version: number): void {
  const name = message.name
  if (version >= 6) writer.compactString(name)
  else writer.string(name)
  const partitionIndexes = message.partitionIndexes
  if (version >= 6) writer.compactArrayLength(partitionIndexes.length)
  else writer.arrayLength(partitionIndexes.length)
  for (const item of partitionIndexes) writer.int32(item)
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeOffsetFetchRequestTopic(reader: Reader, version: number): OffsetFetchRequestTopic {
  const name = (version >= 6 ? reader.compactString() : reader.string())
  let partitionIndexes: readonly number[]
  {
    const count = version >= 6 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitionIndexes = items
  }
  if (version >= 6) reader.skipTaggedFields()
  return { name, partitionIndexes }
}

function encodeOffsetFetchRequest(writer: Writer, message: OffsetFetchRequestInput, version: number): void {
  if (version <= 7) {
    const groupId: string = message.groupId ?? ''
    if (version >= 6) writer.compactString(groupId)
    else writer.string(groupId)
  }
  if (version <= 7) {
    const topics: readonly OffsetFetchRequestTopicInput[] | null = message.topics === undefined ? [] : message.topics
    if (topics === null && !(version >= 2)) throw cannotBeNull('topics', version)
    if (version >= 6) writer.compactArrayLength(topics === null ? -1 : topics.length)
    else writer.arrayLength(topics === null ? -1 : topics.length)
    if (topics !== null) for (const item of topics) encodeOffsetFetchRequestTopic(writer, item, version)
  }
  const groups: readonly OffsetFetchRequestGroupInput[] = message.groups ?? []
  if (version >= 8) {
    writer.compactArrayLength(groups.length)
    for (const item of groups) encodeOffsetFetchRequestGroup(writer, item, version)
  } else if (groups.length > 0) throw cannotCarry('groups', version)
  const requireStable: boolean = message.requireStable ?? false
  if (version >= 7) {
    writer.boolean(requireStable)
  } else if (requireStable !== false) throw cannotCarry('requireStable', version)
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeOffsetFetchRequest(reader: Reader, version: number): OffsetFetchRequest {
  const groupId: string = version <= 7 ? (version >= 6 ? reader.compactString() : reader.string()) : ''
  let topics: readonly OffsetFetchRequestTopic[] | null = []
  if (version <= 7) {
    const count = version >= 6 ? reader.compactNullableArrayLength(3) : version >= 2 ? reader.nullableArrayLength(3) : reader.arrayLength(3)
    const items: OffsetFetchRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetFetchRequestTopic(reader, version))
    topics = count < 0 ? null : items
  }
  let groups: readonly OffsetFetchRequestGroup[] = []
  if (version >= 8) {
    const count = reader.compactArrayLength(3)
    const items: OffsetFetchRequestGroup[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetFetchRequestGroup(reader, version))
    groups = items
  }
  const requireStable: boolean = version >= 7 ? reader.boolean() : false
  if (version >= 6) reader.skipTaggedFields()
  return { groupId, topics, groups, requireStable }
}

/** The answer to OffsetFetch. */
export interface OffsetFetchResponse {
  /** How long the quota of the client delays it, ms. (v3+) */
  readonly throttleTimeMs: number
  /** What was found. (v0-7) */
  readonly topics: readonly OffsetFetchResponseTopic[]
  /** The outcome for the group; 0 is success. (v2-7) */
  readonly errorCode: number
  /** One entry per group. (v8+) */
  readonly groups: readonly OffsetFetchResponseGroup[]
}

/** What encode takes for OffsetFetchResponse. */
export interface OffsetFetchResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly topics?: readonly OffsetFetchResponseTopicInput[] | undefined
  readonly errorCode?: number | undefined
  readonly groups?: readonly OffsetFetchResponseGroupInput[] | undefined
}

/** What was found. */
export interface OffsetFetchResponseTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly OffsetFetchResponsePartition[]
}

/** What encode takes for OffsetFetchResponseTopic. */
export interface OffsetFetchResponseTopicInput {
  readonly name: string
  readonly partitions: readonly OffsetFetchResponsePartitionInput[]
}

/** The partitions. */
export interface OffsetFetchResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The next offset to read; -1 for none. (v0+) */
  readonly committedOffset: number
  /** Leader epoch of the last record read. (v5-7) */
  readonly committedLeaderEpoch: number
  /** What the client kept with it. (v0+) */
  readonly metadata: string | null
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
}

/** What encode takes for OffsetFetchResponsePartition. */
export interface OffsetFetchResponsePartitionInput {
  readonly partitionIndex: number
  readonly committedOffset: number
  readonly committedLeaderEpoch?: number | undefined
  readonly metadata: string | null
  readonly errorCode: number
}

/** One entry per group. */
export interface OffsetFetchResponseGroup {
  /** The group. (v8+) */
  readonly groupId: string
  /** What was found. (v8+) */
  readonly topics: readonly OffsetFetchResponseGroupTopic[]
  /** The outcome for the group; 0 is success. (v8+) */
  readonly errorCode: number
}

/** What encode takes for OffsetFetchResponseGroup. */
export interface OffsetFetchResponseGroupInput {
  readonly groupId: string
  readonly topics: readonly OffsetFetchResponseGroupTopicInput[]
  readonly errorCode: number
}

/** What was found. */
export interface OffsetFetchResponseGroupTopic {
  /** The topic. (v8-9) */
  readonly name: string
  /** The id of the topic. (v10+) */
  readonly topicId: Uuid
  /** The partitions. (v8+) */
  readonly partitions: readonly OffsetFetchResponseGroupTopicPartition[]
}

/** What encode takes for OffsetFetchResponseGroupTopic. */
export interface OffsetFetchResponseGroupTopicInput {
  readonly name?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitions: readonly OffsetFetchResponseGroupTopicPartitionInput[]
}

/** The partitions. */
export interface OffsetFetchResponseGroupTopicPartition {
  /** The partition. (v8+) */
  readonly partitionIndex: number
  /** The next offset to read; -1 for none. (v8+) */
  readonly committedOffset: number
  /** Leader epoch of the last record read. (v8+) */
  readonly committedLeaderEpoch: number
  /** What the client kept with it. (v8+) */
  readonly metadata: string | null
  /** The outcome for the partition; 0 is success. (v8+) */
  readonly errorCode: number
}

/** What encode takes for OffsetFetchResponseGroupTopicPartition. */
export interface OffsetFetchResponseGroupTopicPartitionInput {
  readonly partitionIndex: number
  readonly committedOffset: number
  readonly committedLeaderEpoch?: number | undefined
  readonly metadata: string | null
  readonly errorCode: number
}

function encodeOffsetFetchResponseGroupTopicPartition(writer: Writer, message: OffsetFetchResponseGroupTopicPartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const committedOffset = message.committedOffset
  writer.int64(committedOffset)
  const committedLeaderEpoch: number = message.committedLeaderEpoch ?? -1
  writer.int32(committedLeaderEpoch)
  const metadata = message.metadata
  writer.compactNullableString(metadata)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  writer.unsignedVarint(0)
}

function decodeOffsetFetchResponseGroupTopicPartition(reader: Reader, _version: number): OffsetFetchResponseGroupTopicPartition {
  const partitionIndex = reader.int32()
  const committedOffset = reader.int64()
  const committedLeaderEpoch = reader.int32()
  const metadata = reader.compactNullableString()
  const errorCode = reader.int16()
  reader.skipTaggedFields()
  return { partitionIndex, committedOffset, committedLeaderEpoch, metadata, errorCode }
}

function encodeOffsetFetchResponseGroupTopic(writer: Writer, message: OffsetFetchResponseGroupTopicInput, version: number): void {
  if (version <= 9) {
    const name: string = message.name ?? ''
    writer.compactString(name)
  }
  if (version === 10) {
    const topicId: Uuid = message.topicId ?? ZERO_UUID
    writer.uuid(topicId)
  }
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeOffsetFetchResponseGroupTopicPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeOffsetFetchResponseGroupTopic(reader: Reader, version: number): OffsetFetchResponseGroupTopic {
  const name: string = version <= 9 ? reader.compactString() : ''
  const topicId: Uuid = version === 10 ? reader.uuid() : ZERO_UUID
  let partitions: readonly OffsetFetchResponseGroupTopicPartition[]
  {
    const count = reader.compactArrayLength(20)
    const items: OffsetFetchResponseGroupTopicPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetFetchResponseGroupTopicPartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { name, topicId, partitions }
}

function encodeOffsetFetchResponseGroup(writer: Writer, message: OffsetFetchResponseGroupInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeOffsetFetchResponseGroupTopic(writer, item, version)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  writer.unsignedVarint(0)
}

function decodeOffsetFetchResponseGroup(reader: Reader, version: number): OffsetFetchResponseGroup {
  const groupId = reader.compactString()
  let topics: readonly OffsetFetchResponseGroupTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: OffsetFetchResponseGroupTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetFetchResponseGroupTopic(reader, version))
    topics = items
  }
  const errorCode = reader.int16()
  reader.skipTaggedFields()
  return { groupId, topics, errorCode }
}

function encodeOffsetFetchResponsePartition(writer: Writer, message: OffsetFetchResponsePartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const committedOffset = message.committedOffset
  writer.int64(committedOffset)
  if (version >= 5) {
    const committedLeaderEpoch: number = message.committedLeaderEpoch ?? -1
    writer.int32(committedLeaderEpoch)
  }
  const metadata = message.metadata
  if (version >= 6) writer.compactNullableString(metadata)
  else writer.nullableString(metadata)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeOffsetFetchResponsePartition(reader: Reader, version: number): OffsetFetchResponsePartition {
  const partitionIndex = reader.int32()
  const committedOffset = reader.int64()
  const committedLeaderEpoch: number = version >= 5 ? reader.int32() : -1
  const metadata = (version >= 6 ? reader.compactNullableString() : reader.nullableString())
  const errorCode = reader.int16()
  if (version >= 6) reader.skipTaggedFields()
  return { partitionIndex, committedOffset, committedLeaderEpoch, metadata, errorCode }
}

function encodeOffsetFetchResponseTopic(writer: Writer, message: OffsetFetchResponseTopicInput, version: number): void {
  const name = message.name
  if (version >= 6) writer.compactString(name)
  else writer.string(name)
  const partitions = message.partitions
  if (version >= 6) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeOffsetFetchResponsePartition(writer, item, version)
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeOffsetFetchResponseTopic(reader: Reader, version: number): OffsetFetchResponseTopic {
  const name = (version >= 6 ? reader.compactString() : reader.string())
  let partitions: readonly OffsetFetchResponsePartition[]
  {
    const count = version >= 6 ? reader.compactArrayLength(16) : reader.arrayLength(16)
    const items: OffsetFetchResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetFetchResponsePartition(reader, version))
    partitions = items
  }
  if (version >= 6) reader.skipTaggedFields()
  return { name, partitions }
}

function encodeOffsetFetchResponse(writer: Writer, message: OffsetFetchResponseInput, version: number): void {
  if (version >= 3) {
    const throttleTimeMs: number = message.throttleTimeMs ?? 0
    writer.int32(throttleTimeMs)
  }
  if (version <= 7) {
    const topics: readonly OffsetFetchResponseTopicInput[] = message.topics ?? []
    if (version >= 6) writer.compactArrayLength(topics.length)
    else writer.arrayLength(topics.length)
    for (const item of topics) encodeOffsetFetchResponseTopic(writer, item, version)
  }
  if (version >= 2 && version <= 7) {
    const errorCode: number = message.errorCode ?? 0
    writer.int16(errorCode)
  }
  const groups: readonly OffsetFetchResponseGroupInput[] = message.groups ?? []
  if (version >= 8) {
    writer.compactArrayLength(groups.length)
    for (const item of groups) encodeOffsetFetchResponseGroup(writer, item, version)
  } else if (groups.length > 0) throw cannotCarry('groups', version)
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeOffsetFetchResponse(reader: Reader, version: number): OffsetFetchResponse {
  const throttleTimeMs: number = version >= 3 ? reader.int32() : 0
  let topics: readonly OffsetFetchResponseTopic[] = []
  if (version <= 7) {
    const count = version >= 6 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: OffsetFetchResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetFetchResponseTopic(reader, version))
    topics = items
  }
  const errorCode: number = version >= 2 && version <= 7 ? reader.int16() : 0
  let groups: readonly OffsetFetchResponseGroup[] = []
  if (version >= 8) {
    const count = reader.compactArrayLength(5)
    const items: OffsetFetchResponseGroup[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetFetchResponseGroup(reader, version))
    groups = items
  }
  if (version >= 6) reader.skipTaggedFields()
  return { throttleTimeMs, topics, errorCode, groups }
}
