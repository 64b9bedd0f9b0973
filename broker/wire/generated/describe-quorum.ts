// Generated from broker/wire/schema/55-describe-quorum.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import { type Reader, type Uuid, ZERO_UUID } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Describes leader, voters and observers of the metadata quorum. */
export const describeQuorum: ApiCodec<DescribeQuorumRequest, DescribeQuorumRequestInput, DescribeQuorumResponse, DescribeQuorumResponseInput> = {
  key: 55,
  name: 'DescribeQuorum',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('DescribeQuorumRequest', version, { min: 0, max: 2 })
      encodeDescribeQuorumRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeQuorumRequest', version, { min: 0, max: 2 })
      return decodeDescribeQuorumRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DescribeQuorumResponse', version, { min: 0, max: 2 })
      encodeDescribeQuorumResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeQuorumResponse', version, { min: 0, max: 2 })
      return decodeDescribeQuorumResponse(reader, version)
    },
  },
}

/** Describes leader, voters and observers of the metadata quorum. */
export interface DescribeQuorumRequest {
  /** What to describe. (v0+) */
  readonly topics: readonly DescribeQuorumRequestTopic[]
}

/** What encode takes for DescribeQuorumRequest. */
export interface DescribeQuorumRequestInput {
  readonly topics: readonly DescribeQuorumRequestTopicInput[]
}

/** What to describe. */
export interface DescribeQuorumRequestTopic {
  /** The topic, __cluster_metadata. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly DescribeQuorumRequestPartition[]
}

/** What encode takes for DescribeQuorumRequestTopic. */
export interface DescribeQuorumRequestTopicInput {
  readonly topicName: string
  readonly partitions: readonly DescribeQuorumRequestPartitionInput[]
}

/** The partitions. */
export interface DescribeQuorumRequestPartition {
  /** The partition, 0. (v0+) */
  readonly partitionIndex: number
}

/** What encode takes for DescribeQuorumRequestPartition. */
export interface DescribeQuorumRequestPartitionInput {
  readonly partitionIndex: number
}

function encodeDescribeQuorumRequestPartition(writer: Writer, message: DescribeQuorumRequestPartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumRequestPartition(reader: Reader, _version: number): DescribeQuorumRequestPartition {
  const partitionIndex = reader.int32()
  reader.skipTaggedFields()
  return { partitionIndex }
}

function encodeDescribeQuorumRequestTopic(writer: Writer, message: DescribeQuorumRequestTopicInput, version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeDescribeQuorumRequestPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumRequestTopic(reader: Reader, version: number): DescribeQuorumRequestTopic {
  const topicName = reader.compactString()
  let partitions: readonly DescribeQuorumRequestPartition[]
  {
    const count = reader.compactArrayLength(5)
    const items: DescribeQuorumRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeQuorumRequestPartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicName, partitions }
}

function encodeDescribeQuorumRequest(writer: Writer, message: DescribeQuorumRequestInput, version: number): void {
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeDescribeQuorumRequestTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumRequest(reader: Reader, version: number): DescribeQuorumRequest {
  let topics: readonly DescribeQuorumRequestTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: DescribeQuorumRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeQuorumRequestTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { topics }
}

/** The answer to DescribeQuorum. */
export interface DescribeQuorumResponse {
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v2+) */
  readonly errorMessage: string | null
  /** The state. (v0+) */
  readonly topics: readonly DescribeQuorumResponseTopic[]
  /** Addresses of the voters. (v2+) */
  readonly nodes: readonly DescribeQuorumResponseNode[]
}

/** What encode takes for DescribeQuorumResponse. */
export interface DescribeQuorumResponseInput {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly topics: readonly DescribeQuorumResponseTopicInput[]
  readonly nodes?: readonly DescribeQuorumResponseNodeInput[] | undefined
}

/** The state. */
export interface DescribeQuorumResponseTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly DescribeQuorumResponsePartition[]
}

/** What encode takes for DescribeQuorumResponseTopic. */
export interface DescribeQuorumResponseTopicInput {
  readonly topicName: string
  readonly partitions: readonly DescribeQuorumResponsePartitionInput[]
}

/** The partitions. */
export interface DescribeQuorumResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v2+) */
  readonly errorMessage: string | null
  /** The leader; -1 when unknown. (v0+) */
  readonly leaderId: number
  /** Its epoch. (v0+) */
  readonly leaderEpoch: number
  /** First offset that is not committed yet. (v0+) */
  readonly highWatermark: number
  /** The voters. (v0+) */
  readonly currentVoters: readonly DescribeQuorumResponseReplicaState[]
  /** The observers. (v0+) */
  readonly observers: readonly DescribeQuorumResponseReplicaState[]
}

/** What encode takes for DescribeQuorumResponsePartition. */
export interface DescribeQuorumResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly highWatermark: number
  readonly currentVoters: readonly DescribeQuorumResponseReplicaStateInput[]
  readonly observers: readonly DescribeQuorumResponseReplicaStateInput[]
}

/** The voters. */
export interface DescribeQuorumResponseReplicaState {
  /** The node. (v0+) */
  readonly replicaId: number
  /** The directory of its log. (v2+) */
  readonly replicaDirectoryId: Uuid
  /** Next offset of its log; -1 when unknown. (v0+) */
  readonly logEndOffset: number
  /** When it last fetched, ms since 1970; -1 when unknown. (v1+) */
  readonly lastFetchTimestamp: number
  /** When it last had everything, ms since 1970; -1 when unknown. (v1+) */
  readonly lastCaughtUpTimestamp: number
}

/** What encode takes for DescribeQuorumResponseReplicaState. */
export interface DescribeQuorumResponseReplicaStateInput {
  readonly replicaId: number
  readonly replicaDirectoryId?: Uuid | undefined
  readonly logEndOffset: number
  readonly lastFetchTimestamp?: number | undefined
  readonly lastCaughtUpTimestamp?: number | undefined
}

/** Addresses of the voters. */
export interface DescribeQuorumResponseNode {
  /** The node. (v2+) */
  readonly nodeId: number
  /** Where it listens. (v2+) */
  readonly listeners: readonly DescribeQuorumResponseListener[]
}

/** What encode takes for DescribeQuorumResponseNode. */
export interface DescribeQuorumResponseNodeInput {
  readonly nodeId: number
  readonly listeners: readonly DescribeQuorumResponseListenerInput[]
}

/** Where it listens. */
export interface DescribeQuorumResponseListener {
  /** The listener. (v2+) */
  readonly name: string
  /** Host to connect to. (v2+) */
  readonly host: string
  /** Port to connect to. (v2+) */
  readonly port: number
}

/** What encode takes for DescribeQuorumResponseListener. */
export interface DescribeQuorumResponseListenerInput {
  readonly name: string
  readonly host: string
  readonly port: number
}

function encodeDescribeQuorumResponseListener(writer: Writer, message: DescribeQuorumResponseListenerInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const host = message.host
  writer.compactString(host)
  const port = message.port
  writer.uint16(port)
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumResponseListener(reader: Reader, _version: number): DescribeQuorumResponseListener {
  const name = reader.compactString()
  const host = reader.compactString()
  const port = reader.uint16()
  reader.skipTaggedFields()
  return { name, host, port }
}

function encodeDescribeQuorumResponseNode(writer: Writer, message: DescribeQuorumResponseNodeInput, version: number): void {
  const nodeId = message.nodeId
  writer.int32(nodeId)
  const listeners = message.listeners
  writer.compactArrayLength(listeners.length)
  for (const item of listeners) encodeDescribeQuorumResponseListener(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumResponseNode(reader: Reader, version: number): DescribeQuorumResponseNode {
  const nodeId = reader.int32()
  let listeners: readonly DescribeQuorumResponseListener[]
  {
    const count = reader.compactArrayLength(5)
    const items: DescribeQuorumResponseListener[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeQuorumResponseListener(reader, version))
    listeners = items
  }
  reader.skipTaggedFields()
  return { nodeId, listeners }
}

function encodeDescribeQuorumResponseReplicaState(writer: Writer, message: DescribeQuorumResponseReplicaStateInput, version: number): void {
  const replicaId = message.replicaId
  writer.int32(replicaId)
  if (version === 2) {
    const replicaDirectoryId: Uuid = message.replicaDirectoryId ?? ZERO_UUID
    writer.uuid(replicaDirectoryId)
  }
  const logEndOffset = message.logEndOffset
  writer.int64(logEndOffset)
  if (version >= 1) {
    const lastFetchTimestamp: number = message.lastFetchTimestamp ?? -1
    writer.int64(lastFetchTimestamp)
  }
  if (version >= 1) {
    const lastCaughtUpTimestamp: number = message.lastCaughtUpTimestamp ?? -1
    writer.int64(lastCaughtUpTimestamp)
  }
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumResponseReplicaState(reader: Reader, version: number): DescribeQuorumResponseReplicaState {
  const replicaId = reader.int32()
  const replicaDirectoryId: Uuid = version === 2 ? reader.uuid() : ZERO_UUID
  const logEndOffset = reader.int64()
  const lastFetchTimestamp: number = version >= 1 ? reader.int64() : -1
  const lastCaughtUpTimestamp: number = version >= 1 ? reader.int64() : -1
  reader.skipTaggedFields()
  return { replicaId, replicaDirectoryId, logEndOffset, lastFetchTimestamp, lastCaughtUpTimestamp }
}

function encodeDescribeQuorumResponsePartition(writer: Writer, message: DescribeQuorumResponsePartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version === 2) {
    const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
    writer.compactNullableString(errorMessage)
  }
  const leaderId = message.leaderId
  writer.int32(leaderId)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  const highWatermark = message.highWatermark
  writer.int64(highWatermark)
  const currentVoters = message.currentVoters
  writer.compactArrayLength(currentVoters.length)
  for (const item of currentVoters) encodeDescribeQuorumResponseReplicaState(writer, item, version)
  const observers = message.observers
  writer.compactArrayLength(observers.length)
  for (const item of observers) encodeDescribeQuorumResponseReplicaState(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumResponsePartition(reader: Reader, version: number): DescribeQuorumResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const errorMessage: string | null = version === 2 ? reader.compactNullableString() : null
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  const highWatermark = reader.int64()
  let currentVoters: readonly DescribeQuorumResponseReplicaState[]
  {
    const count = reader.compactArrayLength(13)
    const items: DescribeQuorumResponseReplicaState[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeQuorumResponseReplicaState(reader, version))
    currentVoters = items
  }
  let observers: readonly DescribeQuorumResponseReplicaState[]
  {
    const count = reader.compactArrayLength(13)
    const items: DescribeQuorumResponseReplicaState[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeQuorumResponseReplicaState(reader, version))
    observers = items
  }
  reader.skipTaggedFields()
  return { partitionIndex, errorCode, errorMessage, leaderId, leaderEpoch, highWatermark, currentVoters, observers }
}

function encodeDescribeQuorumResponseTopic(writer: Writer, message: DescribeQuorumResponseTopicInput, version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeDescribeQuorumResponsePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumResponseTopic(reader: Reader, version: number): DescribeQuorumResponseTopic {
  const topicName = reader.compactString()
  let partitions: readonly DescribeQuorumResponsePartition[]
  {
    const count = reader.compactArrayLength(25)
    const items: DescribeQuorumResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeQuorumResponsePartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicName, partitions }
}

function encodeDescribeQuorumResponse(writer: Writer, message: DescribeQuorumResponseInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version === 2) {
    const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
    writer.compactNullableString(errorMessage)
  }
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeDescribeQuorumResponseTopic(writer, item, version)
  if (version === 2) {
    const nodes: readonly DescribeQuorumResponseNodeInput[] = message.nodes ?? []
    writer.compactArrayLength(nodes.length)
    for (const item of nodes) encodeDescribeQuorumResponseNode(writer, item, version)
  }
  writer.unsignedVarint(0)
}

function decodeDescribeQuorumResponse(reader: Reader, version: number): DescribeQuorumResponse {
  const errorCode = reader.int16()
  const errorMessage: string | null = version === 2 ? reader.compactNullableString() : null
  let topics: readonly DescribeQuorumResponseTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: DescribeQuorumResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeQuorumResponseTopic(reader, version))
    topics = items
  }
  let nodes: readonly DescribeQuorumResponseNode[] = []
  if (version === 2) {
    const count = reader.compactArrayLength(6)
    const items: DescribeQuorumResponseNode[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeQuorumResponseNode(reader, version))
    nodes = items
  }
  reader.skipTaggedFields()
  return { errorCode, errorMessage, topics, nodes }
}
