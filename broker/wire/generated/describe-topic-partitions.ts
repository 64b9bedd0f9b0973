// Generated from broker/wire/schema/75-describe-topic-partitions.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Describes topics and their partitions page by page. */
export const describeTopicPartitions: ApiCodec<DescribeTopicPartitionsRequest, DescribeTopicPartitionsRequestInput, DescribeTopicPartitionsResponse, DescribeTopicPartitionsResponseInput> = {
  key: 75,
  name: 'DescribeTopicPartitions',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('DescribeTopicPartitionsRequest', version, { min: 0, max: 0 })
      encodeDescribeTopicPartitionsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeTopicPartitionsRequest', version, { min: 0, max: 0 })
      return decodeDescribeTopicPartitionsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DescribeTopicPartitionsResponse', version, { min: 0, max: 0 })
      encodeDescribeTopicPartitionsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeTopicPartitionsResponse', version, { min: 0, max: 0 })
      return decodeDescribeTopicPartitionsResponse(reader, version)
    },
  },
}

/** Describes topics and their partitions page by page. */
export interface DescribeTopicPartitionsRequest {
  /** Topics to describe; empty for all. (v0+) */
  readonly topics: readonly DescribeTopicPartitionsRequestTopic[]
  /** Partitions to return at most. (v0+) */
  readonly responsePartitionLimit: number
  /** Where to go on; null for the start. (v0+) */
  readonly cursor: DescribeTopicPartitionsRequestCursor | null
}

/** What encode takes for DescribeTopicPartitionsRequest. */
export interface DescribeTopicPartitionsRequestInput {
  readonly topics: readonly DescribeTopicPartitionsRequestTopicInput[]
  readonly responsePartitionLimit?: number | undefined
  readonly cursor?: DescribeTopicPartitionsRequestCursorInput | null | undefined
}

/** Topics to describe; empty for all. */
export interface DescribeTopicPartitionsRequestTopic {
  /** The topic. (v0+) */
  readonly name: string
}

/** What encode takes for DescribeTopicPartitionsRequestTopic. */
export interface DescribeTopicPartitionsRequestTopicInput {
  readonly name: string
}

/** Where to go on; null for the start. */
export interface DescribeTopicPartitionsRequestCursor {
  /** The topic to go on with. (v0+) */
  readonly topicName: string
  /** The partition to go on with. (v0+) */
  readonly partitionIndex: number
}

/** What encode takes for DescribeTopicPartitionsRequestCursor. */
export interface DescribeTopicPartitionsRequestCursorInput {
  readonly topicName: string
  readonly partitionIndex: number
}

function encodeDescribeTopicPartitionsRequestCursor(writer: Writer, message: DescribeTopicPartitionsRequestCursorInput, _version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  writer.unsignedVarint(0)
}

function decodeDescribeTopicPartitionsRequestCursor(reader: Reader, _version: number): DescribeTopicPartitionsRequestCursor {
  const topicName = reader.compactString()
  const partitionIndex = reader.int32()
  reader.skipTaggedFields()
  return { topicName, partitionIndex }
}

function encodeDescribeTopicPartitionsRequestTopic(writer: Writer, message: DescribeTopicPartitionsRequestTopicInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  writer.unsignedVarint(0)
}

function decodeDescribeTopicPartitionsRequestTopic(reader: Reader, _version: number): DescribeTopicPartitionsRequestTopic {
  const name = reader.compactString()
  reader.skipTaggedFields()
  return { name }
}

function encodeDescribeTopicPartitionsRequest(writer: Writer, message: DescribeTopicPartitionsRequestInput, version: number): void {
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeDescribeTopicPartitionsRequestTopic(writer, item, version)
  const responsePartitionLimit: number = message.responsePartitionLimit ?? 2000
  writer.int32(responsePartitionLimit)
  const cursor: DescribeTopicPartitionsRequestCursorInput | null = message.cursor === undefined ? null : message.cursor
  writer.structPresent(cursor !== null)
  if (cursor !== null) encodeDescribeTopicPartitionsRequestCursor(writer, cursor, version)
  writer.unsignedVarint(0)
}

function decodeDescribeTopicPartitionsRequest(reader: Reader, version: number): DescribeTopicPartitionsRequest {
  let topics: readonly DescribeTopicPartitionsRequestTopic[]
  {
    const count = reader.compactArrayLength(2)
    const items: DescribeTopicPartitionsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeTopicPartitionsRequestTopic(reader, version))
    topics = items
  }
  const responsePartitionLimit = reader.int32()
  const cursor = (reader.structPresent() ? decodeDescribeTopicPartitionsRequestCursor(reader, version) : null)
  reader.skipTaggedFields()
  return { topics, responsePartitionLimit, cursor }
}

/** The answer to DescribeTopicPartitions. */
export interface DescribeTopicPartitionsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The topics. (v0+) */
  readonly topics: readonly DescribeTopicPartitionsResponseTopic[]
  /** Where to go on; null at the end. (v0+) */
  readonly nextCursor: DescribeTopicPartitionsResponseNextCursor | null
}

/** What encode takes for DescribeTopicPartitionsResponse. */
export interface DescribeTopicPartitionsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly topics: readonly DescribeTopicPartitionsResponseTopicInput[]
  readonly nextCursor?: DescribeTopicPartitionsResponseNextCursorInput | null | undefined
}

/** The topics. */
export interface DescribeTopicPartitionsResponseTopic {
  /** The outcome for the topic; 0 is success. (v0+) */
  readonly errorCode: number
  /** The topic. (v0+) */
  readonly name: string | null
  /** Its id. (v0+) */
  readonly topicId: Uuid
  /** Whether the brokers themselves use the topic. (v0+) */
  readonly isInternal: boolean
  /** The partitions of the topic. (v0+) */
  readonly partitions: readonly DescribeTopicPartitionsResponsePartition[]
  /** Bits of the allowed operations; -2^31 when unknown. (v0+) */
  readonly topicAuthorizedOperations: number
}

/** What encode takes for DescribeTopicPartitionsResponseTopic. */
export interface DescribeTopicPartitionsResponseTopicInput {
  readonly errorCode: number
  readonly name: string | null
  readonly topicId: Uuid
  readonly isInternal?: boolean | undefined
  readonly partitions: readonly DescribeTopicPartitionsResponsePartitionInput[]
  readonly topicAuthorizedOperations?: number | undefined
}

/** The partitions of the topic. */
export interface DescribeTopicPartitionsResponsePartition {
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The broker that leads; -1 when none does. (v0+) */
  readonly leaderId: number
  /** The epoch of the leader. (v0+) */
  readonly leaderEpoch: number
  /** Brokers with a replica, the preferred leader first. (v0+) */
  readonly replicaNodes: readonly number[]
  /** Brokers whose replica is in sync. (v0+) */
  readonly isrNodes: readonly number[]
  /** Brokers that may lead without loss. (v0+) */
  readonly eligibleLeaderReplicas: readonly number[] | null
  /** The last such brokers. (v0+) */
  readonly lastKnownElr: readonly number[] | null
  /** Brokers whose replica is offline. (v0+) */
  readonly offlineReplicas: readonly number[]
}

/** What encode takes for DescribeTopicPartitionsResponsePartition. */
export interface DescribeTopicPartitionsResponsePartitionInput {
  readonly errorCode: number
  readonly partitionIndex: number
  readonly leaderId: number
  readonly leaderEpoch?: number | undefined
  readonly replicaNodes: readonly number[]
  readonly isrNodes: readonly number[]
  readonly eligibleLeaderReplicas?: readonly number[] | null | undefined
  readonly lastKnownElr?: readonly number[] | null | undefined
  readonly offlineReplicas: readonly number[]
}

/** Where to go on; null at the end. */
export interface DescribeTopicPartitionsResponseNextCursor {
  /** The topic to go on with. (v0+) */
  readonly topicName: string
  /** The partition to go on with. (v0+) */
  readonly partitionIndex: number
}

/** What encode takes for DescribeTopicPartitionsResponseNextCursor. */
export interface DescribeTopicPartitionsResponseNextCursorInput {
  readonly topicName: string
  readonly partitionIndex: number
}

function encodeDescribeTopicPartitionsResponseNextCursor(writer: Writer, message: DescribeTopicPartitionsResponseNextCursorInput, _version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  writer.unsignedVarint(0)
}

function decodeDescribeTopicPartitionsResponseNextCursor(reader: Reader, _version: number): DescribeTopicPartitionsResponseNextCursor {
  const topicName = reader.compactString()
  const partitionIndex = reader.int32()
  reader.skipTaggedFields()
  return { topicName, partitionIndex }
}

function encodeDescribeTopicPartitionsResponsePartition(writer: Writer, message: DescribeTopicPartitionsResponsePartitionInput, _version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const leaderId = message.leaderId
  writer.int32(leaderId)
  const leaderEpoch: number = message.leaderEpoch ?? -1
  writer.int32(leaderEpoch)
  const replicaNodes = message.replicaNodes
  writer.compactArrayLength(replicaNodes.length)
  for (const item of replicaNodes) writer.int32(item)
  const isrNodes = message.isrNodes
  writer.compactArrayLength(isrNodes.length)
  for (const item of isrNodes) writer.int32(item)
  const eligibleLeaderReplicas: readonly number[] | null = message.eligibleLeaderReplicas === undefined ? null : message.eligibleLeaderReplicas
  writer.compactArrayLength(eligibleLeaderReplicas === null ? -1 : eligibleLeaderReplicas.length)
  if (eligibleLeaderReplicas !== null) for (const item of eligibleLeaderReplicas) writer.int32(item)
  const lastKnownElr: readonly number[] | null = message.lastKnownElr === undefined ? null : message.lastKnownElr
  writer.compactArrayLength(lastKnownElr === null ? -1 : lastKnownElr.length)
  if (lastKnownElr !== null) for (const item of lastKnownElr) writer.int32(item)
  const offlineReplicas = message.offlineReplicas
  writer.compactArrayLength(offlineReplicas.length)
  for (const item of offlineReplicas) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeDescribeTopicPartitionsResponsePartition(reader: Reader, _version: number): DescribeTopicPartitionsResponsePartition {
  const errorCode = reader.int16()
  const partitionIndex = reader.int32()
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  let replicaNodes: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    replicaNodes = items
  }
  let isrNodes: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    isrNodes = items
  }
  let eligibleLeaderReplicas: readonly number[] | null
  {
    const count = reader.compactNullableArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    eligibleLeaderReplicas = count < 0 ? null : items
  }
  let lastKnownElr: readonly number[] | null
  {
    const count = reader.compactNullableArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    lastKnownElr = count < 0 ? null : items
  }
  let offlineReplicas: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    offlineReplicas = items
  }
  reader.skipTaggedFields()
  return { errorCode, partitionIndex, leaderId, leaderEpoch, replicaNodes, isrNodes, eligibleLeaderReplicas, lastKnownElr, offlineReplicas }
}

function encodeDescribeTopicPartitionsResponseTopic(writer: Writer, message: DescribeTopicPartitionsResponseTopicInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const name = message.name
  writer.compactNullableString(name)
  const topicId = message.topicId
  writer.uuid(topicId)
  const isInternal: boolean = message.isInternal ?? false
  writer.boolean(isInternal)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeDescribeTopicPartitionsResponsePartition(writer, item, version)
  const topicAuthorizedOperations: number = message.topicAuthorizedOperations ?? -2147483648
  writer.int32(topicAuthorizedOperations)
  writer.unsignedVarint(0)
}

function decodeDescribeTopicPartitionsResponseTopic(reader: Reader, version: number): DescribeTopicPartitionsResponseTopic {
  const errorCode = reader.int16()
  const name = reader.compactNullableString()
  const topicId = reader.uuid()
  const isInternal = reader.boolean()
  let partitions: readonly DescribeTopicPartitionsResponsePartition[]
  {
    const count = reader.compactArrayLength(20)
    const items: DescribeTopicPartitionsResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeTopicPartitionsResponsePartition(reader, version))
    partitions = items
  }
  const topicAuthorizedOperations = reader.int32()
  reader.skipTaggedFields()
  return { errorCode, name, topicId, isInternal, partitions, topicAuthorizedOperations }
}

function encodeDescribeTopicPartitionsResponse(writer: Writer, message: DescribeTopicPartitionsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeDescribeTopicPartitionsResponseTopic(writer, item, version)
  const nextCursor: DescribeTopicPartitionsResponseNextCursorInput | null = message.nextCursor === undefined ? null : message.nextCursor
  writer.structPresent(nextCursor !== null)
  if (nextCursor !== null) encodeDescribeTopicPartitionsResponseNextCursor(writer, nextCursor, version)
  writer.unsignedVarint(0)
}

function decodeDescribeTopicPartitionsResponse(reader: Reader, version: number): DescribeTopicPartitionsResponse {
  const throttleTimeMs = reader.int32()
  let topics: readonly DescribeTopicPartitionsResponseTopic[]
  {
    const count = reader.compactArrayLength(26)
    const items: DescribeTopicPartitionsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeTopicPartitionsResponseTopic(reader, version))
    topics = items
  }
  const nextCursor = (reader.structPresent() ? decodeDescribeTopicPartitionsResponseNextCursor(reader, version) : null)
  reader.skipTaggedFields()
  return { throttleTimeMs, topics, nextCursor }
}
