// Generated from broker/wire/schema/35-describe-log-dirs.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Tells the size of replicas and directories on a broker. */
export const describeLogDirs: ApiCodec<DescribeLogDirsRequest, DescribeLogDirsRequestInput, DescribeLogDirsResponse, DescribeLogDirsResponseInput> = {
  key: 35,
  name: 'DescribeLogDirs',
  minVersion: 1,
  maxVersion: 5,
  flexibleFrom: 2,
  request: {
    encode(writer, message, version) {
      checkVersion('DescribeLogDirsRequest', version, { min: 1, max: 5 })
      encodeDescribeLogDirsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeLogDirsRequest', version, { min: 1, max: 5 })
      return decodeDescribeLogDirsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DescribeLogDirsResponse', version, { min: 1, max: 5 })
      encodeDescribeLogDirsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeLogDirsResponse', version, { min: 1, max: 5 })
      return decodeDescribeLogDirsResponse(reader, version)
    },
  },
}

/** Tells the size of replicas and directories on a broker. */
export interface DescribeLogDirsRequest {
  /** What to describe; null for everything. (v0+) */
  readonly topics: readonly DescribeLogDirsRequestTopic[] | null
}

/** What encode takes for DescribeLogDirsRequest. */
export interface DescribeLogDirsRequestInput {
  readonly topics: readonly DescribeLogDirsRequestTopicInput[] | null
}

/** What to describe; null for everything. */
export interface DescribeLogDirsRequestTopic {
  /** The topic. (v0+) */
  readonly topic: string
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for DescribeLogDirsRequestTopic. */
export interface DescribeLogDirsRequestTopicInput {
  readonly topic: string
  readonly partitions: readonly number[]
}

function encodeDescribeLogDirsRequestTopic(writer: Writer, message: DescribeLogDirsRequestTopicInput, version: number): void {
  const topic = message.topic
  if (version >= 2) writer.compactString(topic)
  else writer.string(topic)
  const partitions = message.partitions
  if (version >= 2) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeDescribeLogDirsRequestTopic(reader: Reader, version: number): DescribeLogDirsRequestTopic {
  const topic = (version >= 2 ? reader.compactString() : reader.string())
  let partitions: readonly number[]
  {
    const count = version >= 2 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { topic, partitions }
}

function encodeDescribeLogDirsRequest(writer: Writer, message: DescribeLogDirsRequestInput, version: number): void {
  const topics = message.topics
  if (version >= 2) writer.compactArrayLength(topics === null ? -1 : topics.length)
  else writer.arrayLength(topics === null ? -1 : topics.length)
  if (topics !== null) for (const item of topics) encodeDescribeLogDirsRequestTopic(writer, item, version)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeDescribeLogDirsRequest(reader: Reader, version: number): DescribeLogDirsRequest {
  let topics: readonly DescribeLogDirsRequestTopic[] | null
  {
    const count = version >= 2 ? reader.compactNullableArrayLength(3) : reader.nullableArrayLength(3)
    const items: DescribeLogDirsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeLogDirsRequestTopic(reader, version))
    topics = count < 0 ? null : items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { topics }
}

/** The answer to DescribeLogDirs. */
export interface DescribeLogDirsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v3+) */
  readonly errorCode: number
  /** One entry per directory. (v0+) */
  readonly results: readonly DescribeLogDirsResponseResult[]
}

/** What encode takes for DescribeLogDirsResponse. */
export interface DescribeLogDirsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode?: number | undefined
  readonly results: readonly DescribeLogDirsResponseResultInput[]
}

/** One entry per directory. */
export interface DescribeLogDirsResponseResult {
  /** The outcome for the directory; 0 is success. (v0+) */
  readonly errorCode: number
  /** Path of the directory. (v0+) */
  readonly logDir: string
  /** The topics. (v0+) */
  readonly topics: readonly DescribeLogDirsResponseTopic[]
  /** Bytes of the volume; -1 when unknown. (v4+) */
  readonly totalBytes: number
  /** Bytes left on the volume; -1 when unknown. (v4+) */
  readonly usableBytes: number
  /** Whether the directory takes no further replicas. (v5+) */
  readonly isCordoned: boolean
}

/** What encode takes for DescribeLogDirsResponseResult. */
export interface DescribeLogDirsResponseResultInput {
  readonly errorCode: number
  readonly logDir: string
  readonly topics: readonly DescribeLogDirsResponseTopicInput[]
  readonly totalBytes?: number | undefined
  readonly usableBytes?: number | undefined
  readonly isCordoned?: boolean | undefined
}

/** The topics. */
export interface DescribeLogDirsResponseTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly DescribeLogDirsResponsePartition[]
}

/** What encode takes for DescribeLogDirsResponseTopic. */
export interface DescribeLogDirsResponseTopicInput {
  readonly name: string
  readonly partitions: readonly DescribeLogDirsResponsePartitionInput[]
}

/** The partitions. */
export interface DescribeLogDirsResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** Bytes of its segments. (v0+) */
  readonly partitionSize: number
  /** Records the replica is behind. (v0+) */
  readonly offsetLag: number
  /** Whether the replica is being moved here. (v0+) */
  readonly isFutureKey: boolean
}

/** What encode takes for DescribeLogDirsResponsePartition. */
export interface DescribeLogDirsResponsePartitionInput {
  readonly partitionIndex: number
  readonly partitionSize: number
  readonly offsetLag: number
  readonly isFutureKey: boolean
}

function encodeDescribeLogDirsResponsePartition(writer: Writer, message: DescribeLogDirsResponsePartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const partitionSize = message.partitionSize
  writer.int64(partitionSize)
  const offsetLag = message.offsetLag
  writer.int64(offsetLag)
  const isFutureKey = message.isFutureKey
  writer.boolean(isFutureKey)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeDescribeLogDirsResponsePartition(reader: Reader, version: number): DescribeLogDirsResponsePartition {
  const partitionIndex = reader.int32()
  const partitionSize = reader.int64()
  const offsetLag = reader.int64()
  const isFutureKey = reader.boolean()
  if (version >= 2) reader.skipTaggedFields()
  return { partitionIndex, partitionSize, offsetLag, isFutureKey }
}

function encodeDescribeLogDirsResponseTopic(writer: Writer, message: DescribeLogDirsResponseTopicInput, version: number): void {
  const name = message.name
  if (version >= 2) writer.compactString(name)
  else writer.string(name)
  const partitions = message.partitions
  if (version >= 2) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeDescribeLogDirsResponsePartition(writer, item, version)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeDescribeLogDirsResponseTopic(reader: Reader, version: number): DescribeLogDirsResponseTopic {
  const name = (version >= 2 ? reader.compactString() : reader.string())
  let partitions: readonly DescribeLogDirsResponsePartition[]
  {
    const count = version >= 2 ? reader.compactArrayLength(21) : reader.arrayLength(21)
    const items: DescribeLogDirsResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeLogDirsResponsePartition(reader, version))
    partitions = items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { name, partitions }
}

function encodeDescribeLogDirsResponseResult(writer: Writer, message: DescribeLogDirsResponseResultInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const logDir = message.logDir
  if (version >= 2) writer.compactString(logDir)
  else writer.string(logDir)
  const topics = message.topics
  if (version >= 2) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeDescribeLogDirsResponseTopic(writer, item, version)
  if (version >= 4) {
    const totalBytes: number = message.totalBytes ?? -1
    writer.int64(totalBytes)
  }
  if (version >= 4) {
    const usableBytes: number = message.usableBytes ?? -1
    writer.int64(usableBytes)
  }
  if (version === 5) {
    const isCordoned: boolean = message.isCordoned ?? false
    writer.boolean(isCordoned)
  }
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeDescribeLogDirsResponseResult(reader: Reader, version: number): DescribeLogDirsResponseResult {
  const errorCode = reader.int16()
  const logDir = (version >= 2 ? reader.compactString() : reader.string())
  let topics: readonly DescribeLogDirsResponseTopic[]
  {
    const count = version >= 2 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: DescribeLogDirsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeLogDirsResponseTopic(reader, version))
    topics = items
  }
  const totalBytes: number = version >= 4 ? reader.int64() : -1
  const usableBytes: number = version >= 4 ? reader.int64() : -1
  const isCordoned: boolean = version === 5 ? reader.boolean() : false
  if (version >= 2) reader.skipTaggedFields()
  return { errorCode, logDir, topics, totalBytes, usableBytes, isCordoned }
}

function encodeDescribeLogDirsResponse(writer: Writer, message: DescribeLogDirsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  if (version >= 3) {
    const errorCode: number = message.errorCode ?? 0
    writer.int16(errorCode)
  }
  const results = message.results
  if (version >= 2) writer.compactArrayLength(results.length)
  else writer.arrayLength(results.length)
  for (const item of results) encodeDescribeLogDirsResponseResult(writer, item, version)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeDescribeLogDirsResponse(reader: Reader, version: number): DescribeLogDirsResponse {
  const throttleTimeMs = reader.int32()
  const errorCode: number = version >= 3 ? reader.int16() : 0
  let results: readonly DescribeLogDirsResponseResult[]
  {
    const count = version >= 2 ? reader.compactArrayLength(5) : reader.arrayLength(5)
    const items: DescribeLogDirsResponseResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeLogDirsResponseResult(reader, version))
    results = items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, results }
}
