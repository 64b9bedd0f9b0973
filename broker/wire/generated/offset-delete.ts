// Generated from broker/wire/schema/47-offset-delete.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Forgets the position of a group in partitions. */
export const offsetDelete: ApiCodec<OffsetDeleteRequest, OffsetDeleteRequestInput, OffsetDeleteResponse, OffsetDeleteResponseInput> = {
  key: 47,
  name: 'OffsetDelete',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Number.POSITIVE_INFINITY,
  request: {
    encode(writer, message, version) {
      checkVersion('OffsetDeleteRequest', version, { min: 0, max: 0 })
      encodeOffsetDeleteRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('OffsetDeleteRequest', version, { min: 0, max: 0 })
      return decodeOffsetDeleteRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('OffsetDeleteResponse', version, { min: 0, max: 0 })
      encodeOffsetDeleteResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('OffsetDeleteResponse', version, { min: 0, max: 0 })
      return decodeOffsetDeleteResponse(reader, version)
    },
  },
}

/** Forgets the position of a group in partitions. */
export interface OffsetDeleteRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** What to forget. (v0+) */
  readonly topics: readonly OffsetDeleteRequestTopic[]
}

/** What encode takes for OffsetDeleteRequest. */
export interface OffsetDeleteRequestInput {
  readonly groupId: string
  readonly topics: readonly OffsetDeleteRequestTopicInput[]
}

/** What to forget. */
export interface OffsetDeleteRequestTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly OffsetDeleteRequestPartition[]
}

/** What encode takes for OffsetDeleteRequestTopic. */
export interface OffsetDeleteRequestTopicInput {
  readonly name: string
  readonly partitions: readonly OffsetDeleteRequestPartitionInput[]
}

/** The partitions. */
export interface OffsetDeleteRequestPartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
}

/** What encode takes for OffsetDeleteRequestPartition. */
export interface OffsetDeleteRequestPartitionInput {
  readonly partitionIndex: number
}

function encodeOffsetDeleteRequestPartition(writer: Writer, message: OffsetDeleteRequestPartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
}

function decodeOffsetDeleteRequestPartition(reader: Reader, _version: number): OffsetDeleteRequestPartition {
  const partitionIndex = reader.int32()
  return { partitionIndex }
}

function encodeOffsetDeleteRequestTopic(writer: Writer, message: OffsetDeleteRequestTopicInput, version: number): void {
  const name = message.name
  writer.string(name)
  const partitions = message.partitions
  writer.arrayLength(partitions.length)
  for (const item of partitions) encodeOffsetDeleteRequestPartition(writer, item, version)
}

function decodeOffsetDeleteRequestTopic(reader: Reader, version: number): OffsetDeleteRequestTopic {
  const name = reader.string()
  let partitions: readonly OffsetDeleteRequestPartition[]
  {
    const count = reader.arrayLength(4)
    const items: OffsetDeleteRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetDeleteRequestPartition(reader, version))
    partitions = items
  }
  return { name, partitions }
}

function encodeOffsetDeleteRequest(writer: Writer, message: OffsetDeleteRequestInput, version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
  const topics = message.topics
  writer.arrayLength(topics.length)
  for (const item of topics) encodeOffsetDeleteRequestTopic(writer, item, version)
}

function decodeOffsetDeleteRequest(reader: Reader, version: number): OffsetDeleteRequest {
  const groupId = reader.string()
  let topics: readonly OffsetDeleteRequestTopic[]
  {
    const count = reader.arrayLength(6)
    const items: OffsetDeleteRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetDeleteRequestTopic(reader, version))
    topics = items
  }
  return { groupId, topics }
}

/** The answer to OffsetDelete. */
export interface OffsetDeleteResponse {
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome. (v0+) */
  readonly topics: readonly OffsetDeleteResponseTopic[]
}

/** What encode takes for OffsetDeleteResponse. */
export interface OffsetDeleteResponseInput {
  readonly errorCode: number
  readonly throttleTimeMs?: number | undefined
  readonly topics: readonly OffsetDeleteResponseTopicInput[]
}

/** The outcome. */
export interface OffsetDeleteResponseTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly OffsetDeleteResponsePartition[]
}

/** What encode takes for OffsetDeleteResponseTopic. */
export interface OffsetDeleteResponseTopicInput {
  readonly name: string
  readonly partitions: readonly OffsetDeleteResponsePartitionInput[]
}

/** The partitions. */
export interface OffsetDeleteResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
}

/** What encode takes for OffsetDeleteResponsePartition. */
export interface OffsetDeleteResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
}

function encodeOffsetDeleteResponsePartition(writer: Writer, message: OffsetDeleteResponsePartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
}

function decodeOffsetDeleteResponsePartition(reader: Reader, _version: number): OffsetDeleteResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  return { partitionIndex, errorCode }
}

function encodeOffsetDeleteResponseTopic(writer: Writer, message: OffsetDeleteResponseTopicInput, version: number): void {
  const name = message.name
  writer.string(name)
  const partitions = message.partitions
  writer.arrayLength(partitions.length)
  for (const item of partitions) encodeOffsetDeleteResponsePartition(writer, item, version)
}

function decodeOffsetDeleteResponseTopic(reader: Reader, version: number): OffsetDeleteResponseTopic {
  const name = reader.string()
  let partitions: readonly OffsetDeleteResponsePartition[]
  {
    const count = reader.arrayLength(6)
    const items: OffsetDeleteResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetDeleteResponsePartition(reader, version))
    partitions = items
  }
  return { name, partitions }
}

function encodeOffsetDeleteResponse(writer: Writer, message: OffsetDeleteResponseInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const topics = message.topics
  writer.arrayLength(topics.length)
  for (const item of topics) encodeOffsetDeleteResponseTopic(writer, item, version)
}

function decodeOffsetDeleteResponse(reader: Reader, version: number): OffsetDeleteResponse {
  const errorCode = reader.int16()
  const throttleTimeMs = reader.int32()
  let topics: readonly OffsetDeleteResponseTopic[]
  {
    const count = reader.arrayLength(6)
    const items: OffsetDeleteResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeOffsetDeleteResponseTopic(reader, version))
    topics = items
  }
  return { errorCode, throttleTimeMs, topics }
}
