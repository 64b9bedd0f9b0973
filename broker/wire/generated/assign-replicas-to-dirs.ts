// Generated from broker/wire/schema/73-assign-replicas-to-dirs.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Lets a broker tell in which of its log directories its replicas are. */
export const assignReplicasToDirs: ApiCodec<AssignReplicasToDirsRequest, AssignReplicasToDirsRequestInput, AssignReplicasToDirsResponse, AssignReplicasToDirsResponseInput> = {
  key: 73,
  name: 'AssignReplicasToDirs',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('AssignReplicasToDirsRequest', version, { min: 0, max: 0 })
      encodeAssignReplicasToDirsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AssignReplicasToDirsRequest', version, { min: 0, max: 0 })
      return decodeAssignReplicasToDirsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('AssignReplicasToDirsResponse', version, { min: 0, max: 0 })
      encodeAssignReplicasToDirsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AssignReplicasToDirsResponse', version, { min: 0, max: 0 })
      return decodeAssignReplicasToDirsResponse(reader, version)
    },
  },
}

/** Lets a broker tell in which of its log directories its replicas are. */
export interface AssignReplicasToDirsRequest {
  /** The broker. (v0+) */
  readonly brokerId: number
  /** Its broker epoch. (v0+) */
  readonly brokerEpoch: number
  /** The directories. (v0+) */
  readonly directories: readonly AssignReplicasToDirsRequestDirectory[]
}

/** What encode takes for AssignReplicasToDirsRequest. */
export interface AssignReplicasToDirsRequestInput {
  readonly brokerId: number
  readonly brokerEpoch?: number | undefined
  readonly directories: readonly AssignReplicasToDirsRequestDirectoryInput[]
}

/** The directories. */
export interface AssignReplicasToDirsRequestDirectory {
  /** The directory. (v0+) */
  readonly id: Uuid
  /** The replicas there, by topic. (v0+) */
  readonly topics: readonly AssignReplicasToDirsRequestTopic[]
}

/** What encode takes for AssignReplicasToDirsRequestDirectory. */
export interface AssignReplicasToDirsRequestDirectoryInput {
  readonly id: Uuid
  readonly topics: readonly AssignReplicasToDirsRequestTopicInput[]
}

/** The replicas there, by topic. */
export interface AssignReplicasToDirsRequestTopic {
  /** The topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly AssignReplicasToDirsRequestPartition[]
}

/** What encode takes for AssignReplicasToDirsRequestTopic. */
export interface AssignReplicasToDirsRequestTopicInput {
  readonly topicId: Uuid
  readonly partitions: readonly AssignReplicasToDirsRequestPartitionInput[]
}

/** The partitions. */
export interface AssignReplicasToDirsRequestPartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
}

/** What encode takes for AssignReplicasToDirsRequestPartition. */
export interface AssignReplicasToDirsRequestPartitionInput {
  readonly partitionIndex: number
}

function encodeAssignReplicasToDirsRequestPartition(writer: Writer, message: AssignReplicasToDirsRequestPartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  writer.unsignedVarint(0)
}

function decodeAssignReplicasToDirsRequestPartition(reader: Reader, _version: number): AssignReplicasToDirsRequestPartition {
  const partitionIndex = reader.int32()
  reader.skipTaggedFields()
  return { partitionIndex }
}

function encodeAssignReplicasToDirsRequestTopic(writer: Writer, message: AssignReplicasToDirsRequestTopicInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeAssignReplicasToDirsRequestPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAssignReplicasToDirsRequestTopic(reader: Reader, version: number): AssignReplicasToDirsRequestTopic {
  const topicId = reader.uuid()
  let partitions: readonly AssignReplicasToDirsRequestPartition[]
  {
    const count = reader.compactArrayLength(5)
    const items: AssignReplicasToDirsRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeAssignReplicasToDirsRequestPartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeAssignReplicasToDirsRequestDirectory(writer: Writer, message: AssignReplicasToDirsRequestDirectoryInput, version: number): void {
  const id = message.id
  writer.uuid(id)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeAssignReplicasToDirsRequestTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAssignReplicasToDirsRequestDirectory(reader: Reader, version: number): AssignReplicasToDirsRequestDirectory {
  const id = reader.uuid()
  let topics: readonly AssignReplicasToDirsRequestTopic[]
  {
    const count = reader.compactArrayLength(18)
    const items: AssignReplicasToDirsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeAssignReplicasToDirsRequestTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { id, topics }
}

function encodeAssignReplicasToDirsRequest(writer: Writer, message: AssignReplicasToDirsRequestInput, version: number): void {
  const brokerId = message.brokerId
  writer.int32(brokerId)
  const brokerEpoch: number = message.brokerEpoch ?? -1
  writer.int64(brokerEpoch)
  const directories = message.directories
  writer.compactArrayLength(directories.length)
  for (const item of directories) encodeAssignReplicasToDirsRequestDirectory(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAssignReplicasToDirsRequest(reader: Reader, version: number): AssignReplicasToDirsRequest {
  const brokerId = reader.int32()
  const brokerEpoch = reader.int64()
  let directories: readonly AssignReplicasToDirsRequestDirectory[]
  {
    const count = reader.compactArrayLength(18)
    const items: AssignReplicasToDirsRequestDirectory[] = []
    for (let index = 0; index < count; index++) items.push(decodeAssignReplicasToDirsRequestDirectory(reader, version))
    directories = items
  }
  reader.skipTaggedFields()
  return { brokerId, brokerEpoch, directories }
}

/** The answer to AssignReplicasToDirs. */
export interface AssignReplicasToDirsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The directories. (v0+) */
  readonly directories: readonly AssignReplicasToDirsResponseDirectory[]
}

/** What encode takes for AssignReplicasToDirsResponse. */
export interface AssignReplicasToDirsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly directories: readonly AssignReplicasToDirsResponseDirectoryInput[]
}

/** The directories. */
export interface AssignReplicasToDirsResponseDirectory {
  /** The directory. (v0+) */
  readonly id: Uuid
  /** The replicas, by topic. (v0+) */
  readonly topics: readonly AssignReplicasToDirsResponseTopic[]
}

/** What encode takes for AssignReplicasToDirsResponseDirectory. */
export interface AssignReplicasToDirsResponseDirectoryInput {
  readonly id: Uuid
  readonly topics: readonly AssignReplicasToDirsResponseTopicInput[]
}

/** The replicas, by topic. */
export interface AssignReplicasToDirsResponseTopic {
  /** The topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly AssignReplicasToDirsResponsePartition[]
}

/** What encode takes for AssignReplicasToDirsResponseTopic. */
export interface AssignReplicasToDirsResponseTopicInput {
  readonly topicId: Uuid
  readonly partitions: readonly AssignReplicasToDirsResponsePartitionInput[]
}

/** The partitions. */
export interface AssignReplicasToDirsResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
}

/** What encode takes for AssignReplicasToDirsResponsePartition. */
export interface AssignReplicasToDirsResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
}

function encodeAssignReplicasToDirsResponsePartition(writer: Writer, message: AssignReplicasToDirsResponsePartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  writer.unsignedVarint(0)
}

function decodeAssignReplicasToDirsResponsePartition(reader: Reader, _version: number): AssignReplicasToDirsResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  reader.skipTaggedFields()
  return { partitionIndex, errorCode }
}

function encodeAssignReplicasToDirsResponseTopic(writer: Writer, message: AssignReplicasToDirsResponseTopicInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeAssignReplicasToDirsResponsePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAssignReplicasToDirsResponseTopic(reader: Reader, version: number): AssignReplicasToDirsResponseTopic {
  const topicId = reader.uuid()
  let partitions: readonly AssignReplicasToDirsResponsePartition[]
  {
    const count = reader.compactArrayLength(7)
    const items: AssignReplicasToDirsResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeAssignReplicasToDirsResponsePartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeAssignReplicasToDirsResponseDirectory(writer: Writer, message: AssignReplicasToDirsResponseDirectoryInput, version: number): void {
  const id = message.id
  writer.uuid(id)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeAssignReplicasToDirsResponseTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAssignReplicasToDirsResponseDirectory(reader: Reader, version: number): AssignReplicasToDirsResponseDirectory {
  const id = reader.uuid()
  let topics: readonly AssignReplicasToDirsResponseTopic[]
  {
    const count = reader.compactArrayLength(18)
    const items: AssignReplicasToDirsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeAssignReplicasToDirsResponseTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { id, topics }
}

function encodeAssignReplicasToDirsResponse(writer: Writer, message: AssignReplicasToDirsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const directories = message.directories
  writer.compactArrayLength(directories.length)
  for (const item of directories) encodeAssignReplicasToDirsResponseDirectory(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAssignReplicasToDirsResponse(reader: Reader, version: number): AssignReplicasToDirsResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  let directories: readonly AssignReplicasToDirsResponseDirectory[]
  {
    const count = reader.compactArrayLength(18)
    const items: AssignReplicasToDirsResponseDirectory[] = []
    for (let index = 0; index < count; index++) items.push(decodeAssignReplicasToDirsResponseDirectory(reader, version))
    directories = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, directories }
}
