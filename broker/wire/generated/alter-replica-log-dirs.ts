// Generated from broker/wire/schema/34-alter-replica-log-dirs.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Moves replicas between the log directories of a broker. */
export const alterReplicaLogDirs: ApiCodec<AlterReplicaLogDirsRequest, AlterReplicaLogDirsRequestInput, AlterReplicaLogDirsResponse, AlterReplicaLogDirsResponseInput> = {
  key: 34,
  name: 'AlterReplicaLogDirs',
  minVersion: 1,
  maxVersion: 2,
  flexibleFrom: 2,
  request: {
    encode(writer, message, version) {
      checkVersion('AlterReplicaLogDirsRequest', version, { min: 1, max: 2 })
      encodeAlterReplicaLogDirsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterReplicaLogDirsRequest', version, { min: 1, max: 2 })
      return decodeAlterReplicaLogDirsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('AlterReplicaLogDirsResponse', version, { min: 1, max: 2 })
      encodeAlterReplicaLogDirsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterReplicaLogDirsResponse', version, { min: 1, max: 2 })
      return decodeAlterReplicaLogDirsResponse(reader, version)
    },
  },
}

/** Moves replicas between the log directories of a broker. */
export interface AlterReplicaLogDirsRequest {
  /** The directories. (v0+) */
  readonly dirs: readonly AlterReplicaLogDirsRequestDir[]
}

/** What encode takes for AlterReplicaLogDirsRequest. */
export interface AlterReplicaLogDirsRequestInput {
  readonly dirs: readonly AlterReplicaLogDirsRequestDirInput[]
}

/** The directories. */
export interface AlterReplicaLogDirsRequestDir {
  /** Path of the directory. (v0+) */
  readonly path: string
  /** The replicas to move there, by topic. (v0+) */
  readonly topics: readonly AlterReplicaLogDirsRequestTopic[]
}

/** What encode takes for AlterReplicaLogDirsRequestDir. */
export interface AlterReplicaLogDirsRequestDirInput {
  readonly path: string
  readonly topics: readonly AlterReplicaLogDirsRequestTopicInput[]
}

/** The replicas to move there, by topic. */
export interface AlterReplicaLogDirsRequestTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for AlterReplicaLogDirsRequestTopic. */
export interface AlterReplicaLogDirsRequestTopicInput {
  readonly name: string
  readonly partitions: readonly number[]
}

function encodeAlterReplicaLogDirsRequestTopic(writer: Writer, message: AlterReplicaLogDirsRequestTopicInput, version: number): void {
  const name = message.name
  if (version === 2) writer.compactString(name)
  else writer.string(name)
  const partitions = message.partitions
  if (version === 2) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeAlterReplicaLogDirsRequestTopic(reader: Reader, version: number): AlterReplicaLogDirsRequestTopic {
  const name = (version >= 2 ? reader.compactString() : reader.string())
  let partitions: readonly number[]
  {
    const count = version >= 2 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { name, partitions }
}

function encodeAlterReplicaLogDirsRequestDir(writer: Writer, message: AlterReplicaLogDirsRequestDirInput, version: number): void {
  const path = message.path
  if (version === 2) writer.compactString(path)
  else writer.string(path)
  const topics = message.topics
  if (version === 2) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeAlterReplicaLogDirsRequestTopic(writer, item, version)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeAlterReplicaLogDirsRequestDir(reader: Reader, version: number): AlterReplicaLogDirsRequestDir {
  const path = (version >= 2 ? reader.compactString() : reader.string())
  let topics: readonly AlterReplicaLogDirsRequestTopic[]
  {
    const count = version >= 2 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: AlterReplicaLogDirsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterReplicaLogDirsRequestTopic(reader, version))
    topics = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { path, topics }
}

function encodeAlterReplicaLogDirsRequest(writer: Writer, message: AlterReplicaLogDirsRequestInput, version: number): void {
  const dirs = message.dirs
  if (version === 2) writer.compactArrayLength(dirs.length)
  else writer.arrayLength(dirs.length)
  for (const item of dirs) encodeAlterReplicaLogDirsRequestDir(writer, item, version)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeAlterReplicaLogDirsRequest(reader: Reader, version: number): AlterReplicaLogDirsRequest {
  let dirs: readonly AlterReplicaLogDirsRequestDir[]
  {
    const count = version >= 2 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: AlterReplicaLogDirsRequestDir[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterReplicaLogDirsRequestDir(reader, version))
    dirs = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { dirs }
}

/** The answer to AlterReplicaLogDirs. */
export interface AlterReplicaLogDirsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome, by topic. (v0+) */
  readonly results: readonly AlterReplicaLogDirsResponseResult[]
}

/** What encode takes for AlterReplicaLogDirsResponse. */
export interface AlterReplicaLogDirsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly results: readonly AlterReplicaLogDirsResponseResultInput[]
}

/** The outcome, by topic. */
export interface AlterReplicaLogDirsResponseResult {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly AlterReplicaLogDirsResponsePartition[]
}

/** What encode takes for AlterReplicaLogDirsResponseResult. */
export interface AlterReplicaLogDirsResponseResultInput {
  readonly topicName: string
  readonly partitions: readonly AlterReplicaLogDirsResponsePartitionInput[]
}

/** The partitions. */
export interface AlterReplicaLogDirsResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
}

/** What encode takes for AlterReplicaLogDirsResponsePartition. */
export interface AlterReplicaLogDirsResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
}

function encodeAlterReplicaLogDirsResponsePartition(writer: Writer, message: AlterReplicaLogDirsResponsePartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeAlterReplicaLogDirsResponsePartition(reader: Reader, version: number): AlterReplicaLogDirsResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  if (version === 2) reader.skipTaggedFields()
  return { partitionIndex, errorCode }
}

function encodeAlterReplicaLogDirsResponseResult(writer: Writer, message: AlterReplicaLogDirsResponseResultInput, version: number): void {
  const topicName = message.topicName
  if (version === 2) writer.compactString(topicName)
  else writer.string(topicName)
  const partitions = message.partitions
  if (version === 2) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeAlterReplicaLogDirsResponsePartition(writer, item, version)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeAlterReplicaLogDirsResponseResult(reader: Reader, version: number): AlterReplicaLogDirsResponseResult {
  const topicName = (version >= 2 ? reader.compactString() : reader.string())
  let partitions: readonly AlterReplicaLogDirsResponsePartition[]
  {
    const count = version >= 2 ? reader.compactArrayLength(6) : reader.arrayLength(6)
    const items: AlterReplicaLogDirsResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterReplicaLogDirsResponsePartition(reader, version))
    partitions = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { topicName, partitions }
}

function encodeAlterReplicaLogDirsResponse(writer: Writer, message: AlterReplicaLogDirsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const results = message.results
  if (version === 2) writer.compactArrayLength(results.length)
  else writer.arrayLength(results.length)
  for (const item of results) encodeAlterReplicaLogDirsResponseResult(writer, item, version)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeAlterReplicaLogDirsResponse(reader: Reader, version: number): AlterReplicaLogDirsResponse {
  const throttleTimeMs = reader.int32()
  let results: readonly AlterReplicaLogDirsResponseResult[]
  {
    const count = version >= 2 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: AlterReplicaLogDirsResponseResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterReplicaLogDirsResponseResult(reader, version))
    results = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { throttleTimeMs, results }
}
