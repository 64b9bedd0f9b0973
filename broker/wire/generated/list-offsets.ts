// Generated from broker/wire/schema/02-list-offsets.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Looks up offsets by timestamp, or the ends of the log. */
export const listOffsets: ApiCodec<ListOffsetsRequest, ListOffsetsRequestInput, ListOffsetsResponse, ListOffsetsResponseInput> = {
  key: 2,
  name: 'ListOffsets',
  minVersion: 1,
  maxVersion: 11,
  flexibleFrom: 6,
  request: {
    encode(writer, message, version) {
      checkVersion('ListOffsetsRequest', version, { min: 1, max: 11 })
      encodeListOffsetsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ListOffsetsRequest', version, { min: 1, max: 11 })
      return decodeListOffsetsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ListOffsetsResponse', version, { min: 1, max: 11 })
      encodeListOffsetsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ListOffsetsResponse', version, { min: 1, max: 11 })
      return decodeListOffsetsResponse(reader, version)
    },
  },
}

/** Looks up offsets by timestamp, or the ends of the log. */
export interface ListOffsetsRequest {
  /** The follower that asks; -1 for a client. (v0+) */
  readonly replicaId: number
  /** What the end is: 0 the high watermark, 1 the last stable offset. (v2+) */
  readonly isolationLevel: number
  /** What to look up. (v0+) */
  readonly topics: readonly ListOffsetsRequestTopic[]
  /** How long a lookup in remote storage may take, ms. (v10+) */
  readonly timeoutMs: number
}

/** What encode takes for ListOffsetsRequest. */
export interface ListOffsetsRequestInput {
  readonly replicaId: number
  readonly isolationLevel?: number | undefined
  readonly topics: readonly ListOffsetsRequestTopicInput[]
  readonly timeoutMs?: number | undefined
}

/** What to look up. */
export interface ListOffsetsRequestTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly ListOffsetsRequestPartition[]
}

/** What encode takes for ListOffsetsRequestTopic. */
export interface ListOffsetsRequestTopicInput {
  readonly name: string
  readonly partitions: readonly ListOffsetsRequestPartitionInput[]
}

/** The partitions. */
export interface ListOffsetsRequestPartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The leader epoch the client knows; -1 for none. (v4+) */
  readonly currentLeaderEpoch: number
  /** Time wanted, ms since 1970; -1 end, -2 start, -3 largest timestamp. (v0+) */
  readonly timestamp: number
}

/** What encode takes for ListOffsetsRequestPartition. */
export interface ListOffsetsRequestPartitionInput {
  readonly partitionIndex: number
  readonly currentLeaderEpoch?: number | undefined
  readonly timestamp: number
}

function encodeListOffsetsRequestPartition(writer: Writer, message: ListOffsetsRequestPartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  if (version >= 4) {
    const currentLeaderEpoch: number = message.currentLeaderEpoch ?? -1
    writer.int32(currentLeaderEpoch)
  }
  const timestamp = message.timestamp
  writer.int64(timestamp)
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeListOffsetsRequestPartition(reader: Reader, version: number): ListOffsetsRequestPartition {
  const partitionIndex = reader.int32()
  const currentLeaderEpoch: number = version >= 4 ? reader.int32() : -1
  const timestamp = reader.int64()
  if (version >= 6) reader.skipTaggedFields()
  return { partitionIndex, currentLeaderEpoch, timestamp }
}

function encodeListOffsetsRequestTopic(writer: Writer, message: ListOffsetsRequestTopicInput, version: number): void {
  const name = message.name
  if (version >= 6) writer.compactString(name)
  else writer.string(name)
  const partitions = message.partitions
  if (version >= 6) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeListOffsetsRequestPartition(writer, item, version)
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeListOffsetsRequestTopic(reader: Reader, version: number): ListOffsetsRequestTopic {
  const name = (version >= 6 ? reader.compactString() : reader.string())
  let partitions: readonly ListOffsetsRequestPartition[]
  {
    const count = version >= 6 ? reader.compactArrayLength(12) : reader.arrayLength(12)
    const items: ListOffsetsRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeListOffsetsRequestPartition(reader, version))
    partitions = items
  }
  if (version >= 6) reader.skipTaggedFields()
  return { name, partitions }
}

function encodeListOffsetsRequest(writer: Writer, message: ListOffsetsRequestInput, version: number): void {
  const replicaId = message.replicaId
  writer.int32(replicaId)
  const isolationLevel: number = message.isolationLevel ?? 0
  if (version >= 2) {
    writer.int8(isolationLevel)
  } else if (isolationLevel !== 0) throw cannotCarry('isolationLevel', version)
  const topics = message.topics
  if (version >= 6) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeListOffsetsRequestTopic(writer, item, version)
  if (version >= 10) {
    const timeoutMs: number = message.timeoutMs ?? 0
    writer.int32(timeoutMs)
  }
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeListOffsetsRequest(reader: Reader, version: number): ListOffsetsRequest {
  const replicaId = reader.int32()
  const isolationLevel: number = version >= 2 ? reader.int8() : 0
  let topics: readonly ListOffsetsRequestTopic[]
  {
    const count = version >= 6 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: ListOffsetsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeListOffsetsRequestTopic(reader, version))
    topics = items
  }
  const timeoutMs: number = version >= 10 ? reader.int32() : 0
  if (version >= 6) reader.skipTaggedFields()
  return { replicaId, isolationLevel, topics, timeoutMs }
}

/** The answer to ListOffsets. */
export interface ListOffsetsResponse {
  /** How long the quota of the client delays it, ms. (v2+) */
  readonly throttleTimeMs: number
  /** What was found. (v0+) */
  readonly topics: readonly ListOffsetsResponseTopic[]
}

/** What encode takes for ListOffsetsResponse. */
export interface ListOffsetsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly topics: readonly ListOffsetsResponseTopicInput[]
}

/** What was found. */
export interface ListOffsetsResponseTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly ListOffsetsResponsePartition[]
}

/** What encode takes for ListOffsetsResponseTopic. */
export interface ListOffsetsResponseTopicInput {
  readonly name: string
  readonly partitions: readonly ListOffsetsResponsePartitionInput[]
}

/** The partitions. */
export interface ListOffsetsResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** Timestamp of the record found, ms since 1970; -1 for none. (v1+) */
  readonly timestamp: number
  /** Offset found; -1 for none. (v1+) */
  readonly offset: number
  /** Leader epoch of the record found; -1 when unknown. (v4+) */
  readonly leaderEpoch: number
}

/** What encode takes for ListOffsetsResponsePartition. */
export interface ListOffsetsResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly timestamp?: number | undefined
  readonly offset?: number | undefined
  readonly leaderEpoch?: number | undefined
}

function encodeListOffsetsResponsePartition(writer: Writer, message: ListOffsetsResponsePartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const timestamp: number = message.timestamp ?? -1
  writer.int64(timestamp)
  const offset: number = message.offset ?? -1
  writer.int64(offset)
  if (version >= 4) {
    const leaderEpoch: number = message.leaderEpoch ?? -1
    writer.int32(leaderEpoch)
  }
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeListOffsetsResponsePartition(reader: Reader, version: number): ListOffsetsResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const timestamp = reader.int64()
  const offset = reader.int64()
  const leaderEpoch: number = version >= 4 ? reader.int32() : -1
  if (version >= 6) reader.skipTaggedFields()
  return { partitionIndex, errorCode, timestamp, offset, leaderEpoch }
}

function encodeListOffsetsResponseTopic(writer: Writer, message: ListOffsetsResponseTopicInput, version: number): void {
  const name = message.name
  if (version >= 6) writer.compactString(name)
  else writer.string(name)
  const partitions = message.partitions
  if (version >= 6) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeListOffsetsResponsePartition(writer, item, version)
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeListOffsetsResponseTopic(reader: Reader, version: number): ListOffsetsResponseTopic {
  const name = (version >= 6 ? reader.compactString() : reader.string())
  let partitions: readonly ListOffsetsResponsePartition[]
  {
    const count = version >= 6 ? reader.compactArrayLength(22) : reader.arrayLength(22)
    const items: ListOffsetsResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeListOffsetsResponsePartition(reader, version))
    partitions = items
  }
  if (version >= 6) reader.skipTaggedFields()
  return { name, partitions }
}

function encodeListOffsetsResponse(writer: Writer, message: ListOffsetsResponseInput, version: number): void {
  if (version >= 2) {
    const throttleTimeMs: number = message.throttleTimeMs ?? 0
    writer.int32(throttleTimeMs)
  }
  const topics = message.topics
  if (version >= 6) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeListOffsetsResponseTopic(writer, item, version)
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeListOffsetsResponse(reader: Reader, version: number): ListOffsetsResponse {
  const throttleTimeMs: number = version >= 2 ? reader.int32() : 0
  let topics: readonly ListOffsetsResponseTopic[]
  {
    const count = version >= 6 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: ListOffsetsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeListOffsetsResponseTopic(reader, version))
    topics = items
  }
  if (version >= 6) reader.skipTaggedFields()
  return { throttleTimeMs, topics }
}
