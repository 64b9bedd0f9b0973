// Generated from broker/wire/schema/21-delete-records.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Deletes the records before an offset. */
export const deleteRecords: ApiCodec<DeleteRecordsRequest, DeleteRecordsRequestInput, DeleteRecordsResponse, DeleteRecordsResponseInput> = {
  key: 21,
  name: 'DeleteRecords',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  request: {
    encode(writer, message, version) {
      checkVersion('DeleteRecordsRequest', version, { min: 0, max: 2 })
      encodeDeleteRecordsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DeleteRecordsRequest', version, { min: 0, max: 2 })
      return decodeDeleteRecordsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DeleteRecordsResponse', version, { min: 0, max: 2 })
      encodeDeleteRecordsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DeleteRecordsResponse', version, { min: 0, max: 2 })
      return decodeDeleteRecordsResponse(reader, version)
    },
  },
}

/** Deletes the records before an offset. */
export interface DeleteRecordsRequest {
  /** What to delete. (v0+) */
  readonly topics: readonly DeleteRecordsRequestTopic[]
  /** How long to wait for the replicas, ms. (v0+) */
  readonly timeoutMs: number
}

/** What encode takes for DeleteRecordsRequest. */
export interface DeleteRecordsRequestInput {
  readonly topics: readonly DeleteRecordsRequestTopicInput[]
  readonly timeoutMs: number
}

/** What to delete. */
export interface DeleteRecordsRequestTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly DeleteRecordsRequestPartition[]
}

/** What encode takes for DeleteRecordsRequestTopic. */
export interface DeleteRecordsRequestTopicInput {
  readonly name: string
  readonly partitions: readonly DeleteRecordsRequestPartitionInput[]
}

/** The partitions. */
export interface DeleteRecordsRequestPartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** First offset to keep; -1 for the high watermark. (v0+) */
  readonly offset: number
}

/** What encode takes for DeleteRecordsRequestPartition. */
export interface DeleteRecordsRequestPartitionInput {
  readonly partitionIndex: number
  readonly offset: number
}

function encodeDeleteRecordsRequestPartition(writer: Writer, message: DeleteRecordsRequestPartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const offset = message.offset
  writer.int64(offset)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeDeleteRecordsRequestPartition(reader: Reader, version: number): DeleteRecordsRequestPartition {
  const partitionIndex = reader.int32()
  const offset = reader.int64()
  if (version === 2) reader.skipTaggedFields()
  return { partitionIndex, offset }
}

function encodeDeleteRecordsRequestTopic(writer: Writer, message: DeleteRecordsRequestTopicInput, version: number): void {
  const name = message.name
  if (version === 2) writer.compactString(name)
  else writer.string(name)
  const partitions = message.partitions
  if (version === 2) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeDeleteRecordsRequestPartition(writer, item, version)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeDeleteRecordsRequestTopic(reader: Reader, version: number): DeleteRecordsRequestTopic {
  const name = (version >= 2 ? reader.compactString() : reader.string())
  let partitions: readonly DeleteRecordsRequestPartition[]
  {
    const count = version >= 2 ? reader.compactArrayLength(12) : reader.arrayLength(12)
    const items: DeleteRecordsRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteRecordsRequestPartition(reader, version))
    partitions = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { name, partitions }
}

function encodeDeleteRecordsRequest(writer: Writer, message: DeleteRecordsRequestInput, version: number): void {
  const topics = message.topics
  if (version === 2) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeDeleteRecordsRequestTopic(writer, item, version)
  const timeoutMs = message.timeoutMs
  writer.int32(timeoutMs)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeDeleteRecordsRequest(reader: Reader, version: number): DeleteRecordsRequest {
  let topics: readonly DeleteRecordsRequestTopic[]
  {
    const count = version >= 2 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: DeleteRecordsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteRecordsRequestTopic(reader, version))
    topics = items
  }
  const timeoutMs = reader.int32()
  if (version === 2) reader.skipTaggedFields()
  return { topics, timeoutMs }
}

/** The answer to DeleteRecords. */
export interface DeleteRecordsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome. (v0+) */
  readonly topics: readonly DeleteRecordsResponseTopic[]
}

/** What encode takes for DeleteRecordsResponse. */
export interface DeleteRecordsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly topics: readonly DeleteRecordsResponseTopicInput[]
}

/** The outcome. */
export interface DeleteRecordsResponseTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly DeleteRecordsResponsePartition[]
}

/** What encode takes for DeleteRecordsResponseTopic. */
export interface DeleteRecordsResponseTopicInput {
  readonly name: string
  readonly partitions: readonly DeleteRecordsResponsePartitionInput[]
}

/** The partitions. */
export interface DeleteRecordsResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** First offset that every replica still has; -1 on failure. (v0+) */
  readonly lowWatermark: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
}

/** What encode takes for DeleteRecordsResponsePartition. */
export interface DeleteRecordsResponsePartitionInput {
  readonly partitionIndex: number
  readonly lowWatermark: number
  readonly errorCode: number
}

function encodeDeleteRecordsResponsePartition(writer: Writer, message: DeleteRecordsResponsePartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const lowWatermark = message.lowWatermark
  writer.int64(lowWatermark)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeDeleteRecordsResponsePartition(reader: Reader, version: number): DeleteRecordsResponsePartition {
  const partitionIndex = reader.int32()
  const lowWatermark = reader.int64()
  const errorCode = reader.int16()
  if (version === 2) reader.skipTaggedFields()
  return { partitionIndex, lowWatermark, errorCode }
}

function encodeDeleteRecordsResponseTopic(writer: Writer, message: DeleteRecordsResponseTopicInput, version: number): void {
  const name = message.name
  if (version === 2) writer.compactString(name)
  else writer.string(name)
  const partitions = message.partitions
  if (version === 2) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeDeleteRecordsResponsePartition(writer, item, version)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeDeleteRecordsResponseTopic(reader: Reader, version: number): DeleteRecordsResponseTopic {
  const name = (version >= 2 ? reader.compactString() : reader.string())
  let partitions: readonly DeleteRecordsResponsePartition[]
  {
    const count = version >= 2 ? reader.compactArrayLength(14) : reader.arrayLength(14)
    const items: DeleteRecordsResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteRecordsResponsePartition(reader, version))
    partitions = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { name, partitions }
}

function encodeDeleteRecordsResponse(writer: Writer, message: DeleteRecordsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const topics = message.topics
  if (version === 2) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeDeleteRecordsResponseTopic(writer, item, version)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeDeleteRecordsResponse(reader: Reader, version: number): DeleteRecordsResponse {
  const throttleTimeMs = reader.int32()
  let topics: readonly DeleteRecordsResponseTopic[]
  {
    const count = version >= 2 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: DeleteRecordsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteRecordsResponseTopic(reader, version))
    topics = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { throttleTimeMs, topics }
}
