// Generated from broker/wire/schema/01-fetch.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import { type Reader, type Uuid, ZERO_UUID } from '../reader.ts'
import type { RecordsInput, Writer } from '../writer.ts'

/** Reads record batches from partitions. */
export const fetch: ApiCodec<FetchRequest, FetchRequestInput, FetchResponse, FetchResponseInput> = {
  key: 1,
  name: 'Fetch',
  minVersion: 4,
  maxVersion: 18,
  flexibleFrom: 12,
  request: {
    encode(writer, message, version) {
      checkVersion('FetchRequest', version, { min: 4, max: 18 })
      encodeFetchRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('FetchRequest', version, { min: 4, max: 18 })
      return decodeFetchRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('FetchResponse', version, { min: 4, max: 18 })
      encodeFetchResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('FetchResponse', version, { min: 4, max: 18 })
      return decodeFetchResponse(reader, version)
    },
  },
}

/** Reads record batches from partitions. */
export interface FetchRequest {
  /** The follower that fetches; -1 for a consumer. (v0-14) */
  readonly replicaId: number
  /** How long to wait for data, ms. (v0+) */
  readonly maxWaitMs: number
  /** Bytes to wait for. (v0+) */
  readonly minBytes: number
  /** Bytes to return at most; the first batch is returned whole all the same. (v3+) */
  readonly maxBytes: number
  /** What to see: 0 everything, 1 only what is committed. (v4+) */
  readonly isolationLevel: number
  /** The fetch session; 0 for none. (v7+) */
  readonly sessionId: number
  /** Number of the request within the session; 0 opens one, -1 goes without. (v7+) */
  readonly sessionEpoch: number
  /** What to read; in a session only what changes. (v0+) */
  readonly topics: readonly FetchRequestTopic[]
  /** What to drop from the session. (v7+) */
  readonly forgottenTopicsData: readonly FetchRequestForgottenTopic[]
  /** Rack of the consumer; empty for none. (v11+) */
  readonly rackId: string
  /** The cluster a quorum voter believes to be in. (v12+) */
  readonly clusterId: string | null
  /** Which follower fetches. (v15+) */
  readonly replicaState: FetchRequestReplicaState
}

/** What encode takes for FetchRequest. */
export interface FetchRequestInput {
  readonly replicaId?: number | undefined
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes?: number | undefined
  readonly isolationLevel?: number | undefined
  readonly sessionId?: number | undefined
  readonly sessionEpoch?: number | undefined
  readonly topics: readonly FetchRequestTopicInput[]
  readonly forgottenTopicsData?: readonly FetchRequestForgottenTopicInput[] | undefined
  readonly rackId?: string | undefined
  readonly clusterId?: string | null | undefined
  readonly replicaState?: FetchRequestReplicaStateInput | undefined
}

/** What to read; in a session only what changes. */
export interface FetchRequestTopic {
  /** The topic. (v0-12) */
  readonly topic: string
  /** The id of the topic. (v13+) */
  readonly topicId: Uuid
  /** The partitions to read. (v0+) */
  readonly partitions: readonly FetchRequestPartition[]
}

/** What encode takes for FetchRequestTopic. */
export interface FetchRequestTopicInput {
  readonly topic?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitions: readonly FetchRequestPartitionInput[]
}

/** The partitions to read. */
export interface FetchRequestPartition {
  /** The partition. (v0+) */
  readonly partition: number
  /** The leader epoch the client knows; -1 for none. (v9+) */
  readonly currentLeaderEpoch: number
  /** First offset wanted. (v0+) */
  readonly fetchOffset: number
  /** Epoch of the last record a follower has; -1 for none. (v12+) */
  readonly lastFetchedEpoch: number
  /** First offset of the log of a follower; -1 for a consumer. (v5+) */
  readonly logStartOffset: number
  /** Bytes to return for this partition at most. (v0+) */
  readonly partitionMaxBytes: number
  /** Directory of the fetching replica. (v17+) */
  readonly replicaDirectoryId: Uuid
  /** High watermark a follower knows; -1 when unknown. The largest number stands for int64 max: not told. (v18+) */
  readonly highWatermark: number
}

/** What encode takes for FetchRequestPartition. */
export interface FetchRequestPartitionInput {
  readonly partition: number
  readonly currentLeaderEpoch?: number | undefined
  readonly fetchOffset: number
  readonly lastFetchedEpoch?: number | undefined
  readonly logStartOffset?: number | undefined
  readonly partitionMaxBytes: number
  readonly replicaDirectoryId?: Uuid | undefined
  readonly highWatermark?: number | undefined
}

/** What to drop from the session. */
export interface FetchRequestForgottenTopic {
  /** The topic. (v7-12) */
  readonly topic: string
  /** The id of the topic. (v13+) */
  readonly topicId: Uuid
  /** The partitions. (v7+) */
  readonly partitions: readonly number[]
}

/** What encode takes for FetchRequestForgottenTopic. */
export interface FetchRequestForgottenTopicInput {
  readonly topic?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitions: readonly number[]
}

/** Which follower fetches. */
export interface FetchRequestReplicaState {
  /** The follower that fetches; -1 for a consumer. (v15+) */
  readonly replicaId: number
  /** Broker epoch of the follower; -1 when unknown. (v15+) */
  readonly replicaEpoch: number
}

/** What encode takes for FetchRequestReplicaState. */
export interface FetchRequestReplicaStateInput {
  readonly replicaId?: number | undefined
  readonly replicaEpoch?: number | undefined
}

function encodeFetchRequestReplicaState(writer: Writer, message: FetchRequestReplicaStateInput, _version: number): void {
  const replicaId: number = message.replicaId ?? -1
  writer.int32(replicaId)
  const replicaEpoch: number = message.replicaEpoch ?? -1
  writer.int64(replicaEpoch)
  writer.unsignedVarint(0)
}

function decodeFetchRequestReplicaState(reader: Reader, _version: number): FetchRequestReplicaState {
  const replicaId = reader.int32()
  const replicaEpoch = reader.int64()
  reader.skipTaggedFields()
  return { replicaId, replicaEpoch }
}

const defaultFetchRequestReplicaState: FetchRequestReplicaState = {
  replicaId: -1,
  replicaEpoch: -1,
}

function isDefaultFetchRequestReplicaState(message: FetchRequestReplicaStateInput): boolean {
  return (message.replicaId === undefined || !(message.replicaId !== -1)) && (message.replicaEpoch === undefined || !(message.replicaEpoch !== -1))
}

function encodeFetchRequestForgottenTopic(writer: Writer, message: FetchRequestForgottenTopicInput, version: number): void {
  if (version <= 12) {
    const topic: string = message.topic ?? ''
    if (version === 12) writer.compactString(topic)
    else writer.string(topic)
  }
  if (version >= 13) {
    const topicId: Uuid = message.topicId ?? ZERO_UUID
    writer.uuid(topicId)
  }
  const partitions = message.partitions
  if (version >= 12) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  if (version >= 12) writer.unsignedVarint(0)
}

function decodeFetchRequestForgottenTopic(reader: Reader, version: number): FetchRequestForgottenTopic {
  const topic: string = version <= 12 ? (version >= 12 ? reader.compactString() : reader.string()) : ''
  const topicId: Uuid = version >= 13 ? reader.uuid() : ZERO_UUID
  let partitions: readonly number[]
  {
    const count = version >= 12 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  if (version >= 12) reader.skipTaggedFields()
  return { topic, topicId, partitions }
}

function encodeFetchRequestPartition(writer: Writer, message: FetchRequestPartitionInput, version: number): void {
  const partition = message.partition
  writer.int32(partition)
  if (version >= 9) {
    const currentLeaderEpoch: number = message.currentLeaderEpoch ?? -1
    writer.int32(currentLeaderEpoch)
  }
  const fetchOffset = message.fetchOffset
  writer.int64(fetchOffset)
  const lastFetchedEpoch: number = message.lastFetchedEpoch ?? -1
  if (version >= 12) {
    writer.int32(lastFetchedEpoch)
  } else if (lastFetchedEpoch !== -1) throw cannotCarry('lastFetchedEpoch', version)
  if (version >= 5) {
    const logStartOffset: number = message.logStartOffset ?? -1
    writer.int64(logStartOffset)
  }
  const partitionMaxBytes = message.partitionMaxBytes
  writer.int32(partitionMaxBytes)
  const replicaDirectoryId: Uuid = message.replicaDirectoryId ?? ZERO_UUID
  const replicaDirectoryIdIsSet = version >= 17 && replicaDirectoryId !== ZERO_UUID
  const highWatermark: number = message.highWatermark ?? 9007199254740991
  const highWatermarkIsSet = version === 18 && highWatermark !== 9007199254740991
  if (version >= 12) {
    writer.unsignedVarint((replicaDirectoryIdIsSet ? 1 : 0) + (highWatermarkIsSet ? 1 : 0))
    if (replicaDirectoryIdIsSet) {
      writer.taggedField(0, (inner) => {
        inner.uuid(replicaDirectoryId)
      })
    }
    if (highWatermarkIsSet) {
      writer.taggedField(1, (inner) => {
        inner.int64(highWatermark)
      })
    }
  }
}

function decodeFetchRequestPartition(reader: Reader, version: number): FetchRequestPartition {
  const partition = reader.int32()
  const currentLeaderEpoch: number = version >= 9 ? reader.int32() : -1
  const fetchOffset = reader.int64()
  const lastFetchedEpoch: number = version >= 12 ? reader.int32() : -1
  const logStartOffset: number = version >= 5 ? reader.int64() : -1
  const partitionMaxBytes = reader.int32()
  let replicaDirectoryId: Uuid = ZERO_UUID
  let highWatermark: number = 9007199254740991
  if (version >= 12) {
    for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
      const tag = reader.unsignedVarint()
      const end = reader.taggedFieldEnd()
      if (tag === 0 && version >= 17) {
        replicaDirectoryId = reader.uuid()
        reader.expectOffset(end)
      } else if (tag === 1 && version === 18) {
        highWatermark = reader.int64()
        reader.expectOffset(end)
      } else reader.offset = end
    }
  }
  return { partition, currentLeaderEpoch, fetchOffset, lastFetchedEpoch, logStartOffset, partitionMaxBytes, replicaDirectoryId, highWatermark }
}

function encodeFetchRequestTopic(writer: Writer, message: FetchRequestTopicInput, version: number): void {
  if (version <= 12) {
    const topic: string = message.topic ?? ''
    if (version === 12) writer.compactString(topic)
    else writer.string(topic)
  }
  if (version >= 13) {
    const topicId: Uuid = message.topicId ?? ZERO_UUID
    writer.uuid(topicId)
  }
  const partitions = message.partitions
  if (version >= 12) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeFetchRequestPartition(writer, item, version)
  if (version >= 12) writer.unsignedVarint(0)
}

function decodeFetchRequestTopic(reader: Reader, version: number): FetchRequestTopic {
  const topic: string = version <= 12 ? (version >= 12 ? reader.compactString() : reader.string()) : ''
  const topicId: Uuid = version >= 13 ? reader.uuid() : ZERO_UUID
  let partitions: readonly FetchRequestPartition[]
  {
    const count = version >= 12 ? reader.compactArrayLength(16) : reader.arrayLength(16)
    const items: FetchRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeFetchRequestPartition(reader, version))
    partitions = items
  }
  if (version >= 12) reader.skipTaggedFields()
  return { topic, topicId, partitions }
}

function encodeFetchRequest(writer: Writer, message: FetchRequestInput, version: number): void {
  if (version <= 14) {
    const replicaId: number = message.replicaId ?? -1
    writer.int32(replicaId)
  }
  const maxWaitMs = message.maxWaitMs
  writer.int32(maxWaitMs)
  const minBytes = message.minBytes
  writer.int32(minBytes)
  const maxBytes: number = message.maxBytes ?? 2147483647
  writer.int32(maxBytes)
  const isolationLevel: number = message.isolationLevel ?? 0
  writer.int8(isolationLevel)
  if (version >= 7) {
    const sessionId: number = message.sessionId ?? 0
    writer.int32(sessionId)
  }
  if (version >= 7) {
    const sessionEpoch: number = message.sessionEpoch ?? -1
    writer.int32(sessionEpoch)
  }
  const topics = message.topics
  if (version >= 12) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeFetchRequestTopic(writer, item, version)
  const forgottenTopicsData: readonly FetchRequestForgottenTopicInput[] = message.forgottenTopicsData ?? []
  if (version >= 7) {
    if (version >= 12) writer.compactArrayLength(forgottenTopicsData.length)
    else writer.arrayLength(forgottenTopicsData.length)
    for (const item of forgottenTopicsData) encodeFetchRequestForgottenTopic(writer, item, version)
  } else if (forgottenTopicsData.length > 0) throw cannotCarry('forgottenTopicsData', version)
  if (version >= 11) {
    const rackId: string = message.rackId ?? ''
    if (version >= 12) writer.compactString(rackId)
    else writer.string(rackId)
  }
  const clusterId: string | null = message.clusterId === undefined ? null : message.clusterId
  const clusterIdIsSet = version >= 12 && clusterId !== null
  const replicaState: FetchRequestReplicaStateInput = message.replicaState ?? defaultFetchRequestReplicaState
  const replicaStateIsSet = version >= 15 && !isDefaultFetchRequestReplicaState(replicaState)
  if (!(version >= 15) && !isDefaultFetchRequestReplicaState(replicaState)) throw cannotCarry('replicaState', version)
  if (version >= 12) {
    writer.unsignedVarint((clusterIdIsSet ? 1 : 0) + (replicaStateIsSet ? 1 : 0))
    if (clusterIdIsSet) {
      writer.taggedField(0, (inner) => {
        inner.compactNullableString(clusterId)
      })
    }
    if (replicaStateIsSet) {
      writer.taggedField(1, (inner) => {
        encodeFetchRequestReplicaState(inner, replicaState, version)
      })
    }
  }
}

function decodeFetchRequest(reader: Reader, version: number): FetchRequest {
  const replicaId: number = version <= 14 ? reader.int32() : -1
  const maxWaitMs = reader.int32()
  const minBytes = reader.int32()
  const maxBytes = reader.int32()
  const isolationLevel = reader.int8()
  const sessionId: number = version >= 7 ? reader.int32() : 0
  const sessionEpoch: number = version >= 7 ? reader.int32() : -1
  let topics: readonly FetchRequestTopic[]
  {
    const count = version >= 12 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: FetchRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeFetchRequestTopic(reader, version))
    topics = items
  }
  let forgottenTopicsData: readonly FetchRequestForgottenTopic[] = []
  if (version >= 7) {
    const count = version >= 12 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: FetchRequestForgottenTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeFetchRequestForgottenTopic(reader, version))
    forgottenTopicsData = items
  }
  const rackId: string = version >= 11 ? (version >= 12 ? reader.compactString() : reader.string()) : ''
  let clusterId: string | null = null
  let replicaState: FetchRequestReplicaState = defaultFetchRequestReplicaState
  if (version >= 12) {
    for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
      const tag = reader.unsignedVarint()
      const end = reader.taggedFieldEnd()
      if (tag === 0) {
        clusterId = reader.compactNullableString()
        reader.expectOffset(end)
      } else if (tag === 1 && version >= 15) {
        replicaState = decodeFetchRequestReplicaState(reader, version)
        reader.expectOffset(end)
      } else reader.offset = end
    }
  }
  return { replicaId, maxWaitMs, minBytes, maxBytes, isolationLevel, sessionId, sessionEpoch, topics, forgottenTopicsData, rackId, clusterId, replicaState }
}

/** The answer to Fetch. */
export interface FetchResponse {
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v7+) */
  readonly errorCode: number
  /** The fetch session; 0 for none. (v7+) */
  readonly sessionId: number
  /** What was read; in a session only what changed. (v0+) */
  readonly responses: readonly FetchResponseTopic[]
  /** Addresses of the leaders named above. (v16+) */
  readonly nodeEndpoints: readonly FetchResponseNodeEndpoint[]
}

/** What encode takes for FetchResponse. */
export interface FetchResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode?: number | undefined
  readonly sessionId?: number | undefined
  readonly responses: readonly FetchResponseTopicInput[]
  readonly nodeEndpoints?: readonly FetchResponseNodeEndpointInput[] | undefined
}

/** What was read; in a session only what changed. */
export interface FetchResponseTopic {
  /** The topic. (v0-12) */
  readonly topic: string
  /** The id of the topic. (v13+) */
  readonly topicId: Uuid
  /** The partitions of the topic. (v0+) */
  readonly partitions: readonly FetchResponsePartition[]
}

/** What encode takes for FetchResponseTopic. */
export interface FetchResponseTopicInput {
  readonly topic?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitions: readonly FetchResponsePartitionInput[]
}

/** The partitions of the topic. */
export interface FetchResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** First offset that is not replicated yet. (v0+) */
  readonly highWatermark: number
  /** First offset of an open transaction, or the high watermark. (v4+) */
  readonly lastStableOffset: number
  /** First offset of the log. (v5+) */
  readonly logStartOffset: number
  /** Aborted transactions in the range, when only committed records are wanted. (v4+) */
  readonly abortedTransactions: readonly FetchResponseAbortedTransaction[] | null
  /** The broker to read from instead; -1 to stay. (v11+) */
  readonly preferredReadReplica: number
  /** The batches; the last may be cut off. (v0+) */
  readonly records: Buffer | null
  /** Where the log of the follower departs from the one of the leader. (v12+) */
  readonly divergingEpoch: FetchResponseDivergingEpoch
  /** Who leads the partition, when this broker does not. (v12+) */
  readonly currentLeader: FetchResponseCurrentLeader
  /** The snapshot to load instead, in the metadata log. (v12+) */
  readonly snapshotId: FetchResponseSnapshotId
}

/** What encode takes for FetchResponsePartition. */
export interface FetchResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly highWatermark: number
  readonly lastStableOffset?: number | undefined
  readonly logStartOffset?: number | undefined
  readonly abortedTransactions?: readonly FetchResponseAbortedTransactionInput[] | null | undefined
  readonly preferredReadReplica?: number | undefined
  readonly records: RecordsInput | null
  readonly divergingEpoch?: FetchResponseDivergingEpochInput | undefined
  readonly currentLeader?: FetchResponseCurrentLeaderInput | undefined
  readonly snapshotId?: FetchResponseSnapshotIdInput | undefined
}

/** Aborted transactions in the range, when only committed records are wanted. */
export interface FetchResponseAbortedTransaction {
  /** The producer. (v4+) */
  readonly producerId: number
  /** First offset of the aborted transaction. (v4+) */
  readonly firstOffset: number
}

/** What encode takes for FetchResponseAbortedTransaction. */
export interface FetchResponseAbortedTransactionInput {
  readonly producerId: number
  readonly firstOffset: number
}

/** Where the log of the follower departs from the one of the leader. */
export interface FetchResponseDivergingEpoch {
  /** The largest epoch the leader has up to the one of the follower. (v12+) */
  readonly epoch: number
  /** Where that epoch ends. (v12+) */
  readonly endOffset: number
}

/** What encode takes for FetchResponseDivergingEpoch. */
export interface FetchResponseDivergingEpochInput {
  readonly epoch?: number | undefined
  readonly endOffset?: number | undefined
}

/** Who leads the partition, when this broker does not. */
export interface FetchResponseCurrentLeader {
  /** The leader; -1 when unknown. (v12+) */
  readonly leaderId: number
  /** Its epoch. (v12+) */
  readonly leaderEpoch: number
}

/** What encode takes for FetchResponseCurrentLeader. */
export interface FetchResponseCurrentLeaderInput {
  readonly leaderId?: number | undefined
  readonly leaderEpoch?: number | undefined
}

/** The snapshot to load instead, in the metadata log. */
export interface FetchResponseSnapshotId {
  /** Offset up to which the snapshot reaches. (v12+) */
  readonly endOffset: number
  /** Epoch of that offset. (v12+) */
  readonly epoch: number
}

/** What encode takes for FetchResponseSnapshotId. */
export interface FetchResponseSnapshotIdInput {
  readonly endOffset?: number | undefined
  readonly epoch?: number | undefined
}

/** Addresses of the leaders named above. */
export interface FetchResponseNodeEndpoint {
  /** The broker. (v16+) */
  readonly nodeId: number
  /** Host to connect to. (v16+) */
  readonly host: string
  /** Port to connect to. (v16+) */
  readonly port: number
  /** Rack of the broker, if it has one. (v16+) */
  readonly rack: string | null
}

/** What encode takes for FetchResponseNodeEndpoint. */
export interface FetchResponseNodeEndpointInput {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null | undefined
}

function encodeFetchResponseNodeEndpoint(writer: Writer, message: FetchResponseNodeEndpointInput, _version: number): void {
  const nodeId = message.nodeId
  writer.int32(nodeId)
  const host = message.host
  writer.compactString(host)
  const port = message.port
  writer.int32(port)
  const rack: string | null = message.rack === undefined ? null : message.rack
  writer.compactNullableString(rack)
  writer.unsignedVarint(0)
}

function decodeFetchResponseNodeEndpoint(reader: Reader, _version: number): FetchResponseNodeEndpoint {
  const nodeId = reader.int32()
  const host = reader.compactString()
  const port = reader.int32()
  const rack = reader.compactNullableString()
  reader.skipTaggedFields()
  return { nodeId, host, port, rack }
}

function encodeFetchResponseSnapshotId(writer: Writer, message: FetchResponseSnapshotIdInput, _version: number): void {
  const endOffset: number = message.endOffset ?? -1
  writer.int64(endOffset)
  const epoch: number = message.epoch ?? -1
  writer.int32(epoch)
  writer.unsignedVarint(0)
}

function decodeFetchResponseSnapshotId(reader: Reader, _version: number): FetchResponseSnapshotId {
  const endOffset = reader.int64()
  const epoch = reader.int32()
  reader.skipTaggedFields()
  return { endOffset, epoch }
}

const defaultFetchResponseSnapshotId: FetchResponseSnapshotId = {
  endOffset: -1,
  epoch: -1,
}

function isDefaultFetchResponseSnapshotId(message: FetchResponseSnapshotIdInput): boolean {
  return (message.endOffset === undefined || !(message.endOffset !== -1)) && (message.epoch === undefined || !(message.epoch !== -1))
}

function encodeFetchResponseCurrentLeader(writer: Writer, message: FetchResponseCurrentLeaderInput, _version: number): void {
  const leaderId: number = message.leaderId ?? -1
  writer.int32(leaderId)
  const leaderEpoch: number = message.leaderEpoch ?? -1
  writer.int32(leaderEpoch)
  writer.unsignedVarint(0)
}

function decodeFetchResponseCurrentLeader(reader: Reader, _version: number): FetchResponseCurrentLeader {
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  reader.skipTaggedFields()
  return { leaderId, leaderEpoch }
}

const defaultFetchResponseCurrentLeader: FetchResponseCurrentLeader = {
  leaderId: -1,
  leaderEpoch: -1,
}

function isDefaultFetchResponseCurrentLeader(message: FetchResponseCurrentLeaderInput): boolean {
  return (message.leaderId === undefined || !(message.leaderId !== -1)) && (message.leaderEpoch === undefined || !(message.leaderEpoch !== -1))
}

function encodeFetchResponseDivergingEpoch(writer: Writer, message: FetchResponseDivergingEpochInput, _version: number): void {
  const epoch: number = message.epoch ?? -1
  writer.int32(epoch)
  const endOffset: number = message.endOffset ?? -1
  writer.int64(endOffset)
  writer.unsignedVarint(0)
}

function decodeFetchResponseDivergingEpoch(reader: Reader, _version: number): FetchResponseDivergingEpoch {
  const epoch = reader.int32()
  const endOffset = reader.int64()
  reader.skipTaggedFields()
  return { epoch, endOffset }
}

const defaultFetchResponseDivergingEpoch: FetchResponseDivergingEpoch = {
  epoch: -1,
  endOffset: -1,
}

function isDefaultFetchResponseDivergingEpoch(message: FetchResponseDivergingEpochInput): boolean {
  return (message.epoch === undefined || !(message.epoch !== -1)) && (message.endOffset === undefined || !(message.endOffset !== -1))
}

function encodeFetchResponseAbortedTransaction(writer: Writer, message: FetchResponseAbortedTransactionInput, version: number): void {
  const producerId = message.producerId
  writer.int64(producerId)
  const firstOffset = message.firstOffset
  writer.int64(firstOffset)
  if (version >= 12) writer.unsignedVarint(0)
}

function decodeFetchResponseAbortedTransaction(reader: Reader, version: number): FetchResponseAbortedTransaction {
  const producerId = reader.int64()
  const firstOffset = reader.int64()
  if (version >= 12) reader.skipTaggedFields()
  return { producerId, firstOffset }
}

function encodeFetchResponsePartition(writer: Writer, message: FetchResponsePartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const highWatermark = message.highWatermark
  writer.int64(highWatermark)
  const lastStableOffset: number = message.lastStableOffset ?? -1
  writer.int64(lastStableOffset)
  if (version >= 5) {
    const logStartOffset: number = message.logStartOffset ?? -1
    writer.int64(logStartOffset)
  }
  const abortedTransactions: readonly FetchResponseAbortedTransactionInput[] | null = message.abortedTransactions === undefined ? null : message.abortedTransactions
  if (version >= 12) writer.compactArrayLength(abortedTransactions === null ? -1 : abortedTransactions.length)
  else writer.arrayLength(abortedTransactions === null ? -1 : abortedTransactions.length)
  if (abortedTransactions !== null) for (const item of abortedTransactions) encodeFetchResponseAbortedTransaction(writer, item, version)
  const preferredReadReplica: number = message.preferredReadReplica ?? -1
  if (version >= 11) {
    writer.int32(preferredReadReplica)
  } else if (preferredReadReplica !== -1) throw cannotCarry('preferredReadReplica', version)
  const records = message.records
  if (version >= 12) writer.compactNullableRecords(records)
  else writer.nullableRecords(records)
  const divergingEpoch: FetchResponseDivergingEpochInput = message.divergingEpoch ?? defaultFetchResponseDivergingEpoch
  const divergingEpochIsSet = version >= 12 && !isDefaultFetchResponseDivergingEpoch(divergingEpoch)
  if (!(version >= 12) && !isDefaultFetchResponseDivergingEpoch(divergingEpoch)) throw cannotCarry('divergingEpoch', version)
  const currentLeader: FetchResponseCurrentLeaderInput = message.currentLeader ?? defaultFetchResponseCurrentLeader
  const currentLeaderIsSet = version >= 12 && !isDefaultFetchResponseCurrentLeader(currentLeader)
  const snapshotId: FetchResponseSnapshotIdInput = message.snapshotId ?? defaultFetchResponseSnapshotId
  const snapshotIdIsSet = version >= 12 && !isDefaultFetchResponseSnapshotId(snapshotId)
  if (!(version >= 12) && !isDefaultFetchResponseSnapshotId(snapshotId)) throw cannotCarry('snapshotId', version)
  if (version >= 12) {
    writer.unsignedVarint((divergingEpochIsSet ? 1 : 0) + (currentLeaderIsSet ? 1 : 0) + (snapshotIdIsSet ? 1 : 0))
    if (divergingEpochIsSet) {
      writer.taggedField(0, (inner) => {
        encodeFetchResponseDivergingEpoch(inner, divergingEpoch, version)
      })
    }
    if (currentLeaderIsSet) {
      writer.taggedField(1, (inner) => {
        encodeFetchResponseCurrentLeader(inner, currentLeader, version)
      })
    }
    if (snapshotIdIsSet) {
      writer.taggedField(2, (inner) => {
        encodeFetchResponseSnapshotId(inner, snapshotId, version)
      })
    }
  }
}

function decodeFetchResponsePartition(reader: Reader, version: number): FetchResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const highWatermark = reader.int64()
  const lastStableOffset = reader.int64()
  const logStartOffset: number = version >= 5 ? reader.int64() : -1
  let abortedTransactions: readonly FetchResponseAbortedTransaction[] | null
  {
    const count = version >= 12 ? reader.compactNullableArrayLength(16) : reader.nullableArrayLength(16)
    const items: FetchResponseAbortedTransaction[] = []
    for (let index = 0; index < count; index++) items.push(decodeFetchResponseAbortedTransaction(reader, version))
    abortedTransactions = count < 0 ? null : items
  }
  const preferredReadReplica: number = version >= 11 ? reader.int32() : -1
  const records = (version >= 12 ? reader.compactNullableRecords() : reader.nullableRecords())
  let divergingEpoch: FetchResponseDivergingEpoch = defaultFetchResponseDivergingEpoch
  let currentLeader: FetchResponseCurrentLeader = defaultFetchResponseCurrentLeader
  let snapshotId: FetchResponseSnapshotId = defaultFetchResponseSnapshotId
  if (version >= 12) {
    for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
      const tag = reader.unsignedVarint()
      const end = reader.taggedFieldEnd()
      if (tag === 0) {
        divergingEpoch = decodeFetchResponseDivergingEpoch(reader, version)
        reader.expectOffset(end)
      } else if (tag === 1) {
        currentLeader = decodeFetchResponseCurrentLeader(reader, version)
        reader.expectOffset(end)
      } else if (tag === 2) {
        snapshotId = decodeFetchResponseSnapshotId(reader, version)
        reader.expectOffset(end)
      } else reader.offset = end
    }
  }
  return { partitionIndex, errorCode, highWatermark, lastStableOffset, logStartOffset, abortedTransactions, preferredReadReplica, records, divergingEpoch, currentLeader, snapshotId }
}

function encodeFetchResponseTopic(writer: Writer, message: FetchResponseTopicInput, version: number): void {
  if (version <= 12) {
    const topic: string = message.topic ?? ''
    if (version === 12) writer.compactString(topic)
    else writer.string(topic)
  }
  if (version >= 13) {
    const topicId: Uuid = message.topicId ?? ZERO_UUID
    writer.uuid(topicId)
  }
  const partitions = message.partitions
  if (version >= 12) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeFetchResponsePartition(writer, item, version)
  if (version >= 12) writer.unsignedVarint(0)
}

function decodeFetchResponseTopic(reader: Reader, version: number): FetchResponseTopic {
  const topic: string = version <= 12 ? (version >= 12 ? reader.compactString() : reader.string()) : ''
  const topicId: Uuid = version >= 13 ? reader.uuid() : ZERO_UUID
  let partitions: readonly FetchResponsePartition[]
  {
    const count = version >= 12 ? reader.compactArrayLength(30) : reader.arrayLength(30)
    const items: FetchResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeFetchResponsePartition(reader, version))
    partitions = items
  }
  if (version >= 12) reader.skipTaggedFields()
  return { topic, topicId, partitions }
}

function encodeFetchResponse(writer: Writer, message: FetchResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  if (version >= 7) {
    const errorCode: number = message.errorCode ?? 0
    writer.int16(errorCode)
  }
  const sessionId: number = message.sessionId ?? 0
  if (version >= 7) {
    writer.int32(sessionId)
  } else if (sessionId !== 0) throw cannotCarry('sessionId', version)
  const responses = message.responses
  if (version >= 12) writer.compactArrayLength(responses.length)
  else writer.arrayLength(responses.length)
  for (const item of responses) encodeFetchResponseTopic(writer, item, version)
  const nodeEndpoints: readonly FetchResponseNodeEndpointInput[] = message.nodeEndpoints ?? []
  const nodeEndpointsIsSet = version >= 16 && nodeEndpoints.length > 0
  if (version >= 12) {
    writer.unsignedVarint((nodeEndpointsIsSet ? 1 : 0))
    if (nodeEndpointsIsSet) {
      writer.taggedField(0, (inner) => {
        inner.compactArrayLength(nodeEndpoints.length)
        for (const item of nodeEndpoints) encodeFetchResponseNodeEndpoint(inner, item, version)
      })
    }
  }
}

function decodeFetchResponse(reader: Reader, version: number): FetchResponse {
  const throttleTimeMs = reader.int32()
  const errorCode: number = version >= 7 ? reader.int16() : 0
  const sessionId: number = version >= 7 ? reader.int32() : 0
  let responses: readonly FetchResponseTopic[]
  {
    const count = version >= 12 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: FetchResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeFetchResponseTopic(reader, version))
    responses = items
  }
  let nodeEndpoints: readonly FetchResponseNodeEndpoint[] = []
  if (version >= 12) {
    for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
      const tag = reader.unsignedVarint()
      const end = reader.taggedFieldEnd()
      if (tag === 0 && version >= 16) {
        const count = reader.compactArrayLength(11)
        const items: FetchResponseNodeEndpoint[] = []
        for (let index = 0; index < count; index++) items.push(decodeFetchResponseNodeEndpoint(reader, version))
        nodeEndpoints = items
        reader.expectOffset(end)
      } else reader.offset = end
    }
  }
  return { throttleTimeMs, errorCode, sessionId, responses, nodeEndpoints }
}
