// Generated from broker/wire/schema/59-fetch-snapshot.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import { type Reader, type Uuid, ZERO_UUID } from '../reader.ts'
import type { RecordsInput, Writer } from '../writer.ts'

/** Reads a snapshot of the metadata log. */
export const fetchSnapshot: ApiCodec<FetchSnapshotRequest, FetchSnapshotRequestInput, FetchSnapshotResponse, FetchSnapshotResponseInput> = {
  key: 59,
  name: 'FetchSnapshot',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('FetchSnapshotRequest', version, { min: 0, max: 1 })
      encodeFetchSnapshotRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('FetchSnapshotRequest', version, { min: 0, max: 1 })
      return decodeFetchSnapshotRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('FetchSnapshotResponse', version, { min: 0, max: 1 })
      encodeFetchSnapshotResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('FetchSnapshotResponse', version, { min: 0, max: 1 })
      return decodeFetchSnapshotResponse(reader, version)
    },
  },
}

/** Reads a snapshot of the metadata log. */
export interface FetchSnapshotRequest {
  /** The node that reads. (v0+) */
  readonly replicaId: number
  /** Bytes to return at most. (v0+) */
  readonly maxBytes: number
  /** What to read. (v0+) */
  readonly topics: readonly FetchSnapshotRequestTopic[]
  /** The cluster the reader believes to be in. (v0+) */
  readonly clusterId: string | null
}

/** What encode takes for FetchSnapshotRequest. */
export interface FetchSnapshotRequestInput {
  readonly replicaId?: number | undefined
  readonly maxBytes?: number | undefined
  readonly topics: readonly FetchSnapshotRequestTopicInput[]
  readonly clusterId?: string | null | undefined
}

/** What to read. */
export interface FetchSnapshotRequestTopic {
  /** The topic, __cluster_metadata. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly FetchSnapshotRequestPartition[]
}

/** What encode takes for FetchSnapshotRequestTopic. */
export interface FetchSnapshotRequestTopicInput {
  readonly name: string
  readonly partitions: readonly FetchSnapshotRequestPartitionInput[]
}

/** The partitions. */
export interface FetchSnapshotRequestPartition {
  /** The partition, 0. (v0+) */
  readonly partition: number
  /** The leader epoch the reader knows; -1 for none. (v0+) */
  readonly currentLeaderEpoch: number
  /** The snapshot. (v0+) */
  readonly snapshotId: FetchSnapshotRequestSnapshotId
  /** First byte wanted. (v0+) */
  readonly position: number
  /** Directory of the reading replica. (v1+) */
  readonly replicaDirectoryId: Uuid
}

/** What encode takes for FetchSnapshotRequestPartition. */
export interface FetchSnapshotRequestPartitionInput {
  readonly partition: number
  readonly currentLeaderEpoch: number
  readonly snapshotId: FetchSnapshotRequestSnapshotIdInput
  readonly position: number
  readonly replicaDirectoryId?: Uuid | undefined
}

/** The snapshot. */
export interface FetchSnapshotRequestSnapshotId {
  /** Offset up to which the snapshot reaches. (v0+) */
  readonly endOffset: number
  /** Epoch of that offset. (v0+) */
  readonly epoch: number
}

/** What encode takes for FetchSnapshotRequestSnapshotId. */
export interface FetchSnapshotRequestSnapshotIdInput {
  readonly endOffset: number
  readonly epoch: number
}

function encodeFetchSnapshotRequestSnapshotId(writer: Writer, message: FetchSnapshotRequestSnapshotIdInput, _version: number): void {
  const endOffset = message.endOffset
  writer.int64(endOffset)
  const epoch = message.epoch
  writer.int32(epoch)
  writer.unsignedVarint(0)
}

function decodeFetchSnapshotRequestSnapshotId(reader: Reader, _version: number): FetchSnapshotRequestSnapshotId {
  const endOffset = reader.int64()
  const epoch = reader.int32()
  reader.skipTaggedFields()
  return { endOffset, epoch }
}

function encodeFetchSnapshotRequestPartition(writer: Writer, message: FetchSnapshotRequestPartitionInput, version: number): void {
  const partition = message.partition
  writer.int32(partition)
  const currentLeaderEpoch = message.currentLeaderEpoch
  writer.int32(currentLeaderEpoch)
  const snapshotId = message.snapshotId
  encodeFetchSnapshotRequestSnapshotId(writer, snapshotId, version)
  const position = message.position
  writer.int64(position)
  const replicaDirectoryId: Uuid = message.replicaDirectoryId ?? ZERO_UUID
  const replicaDirectoryIdIsSet = version === 1 && replicaDirectoryId !== ZERO_UUID
  writer.unsignedVarint((replicaDirectoryIdIsSet ? 1 : 0))
  if (replicaDirectoryIdIsSet) {
    writer.taggedField(0, (inner) => {
      inner.uuid(replicaDirectoryId)
    })
  }
}

function decodeFetchSnapshotRequestPartition(reader: Reader, version: number): FetchSnapshotRequestPartition {
  const partition = reader.int32()
  const currentLeaderEpoch = reader.int32()
  const snapshotId = decodeFetchSnapshotRequestSnapshotId(reader, version)
  const position = reader.int64()
  let replicaDirectoryId: Uuid = ZERO_UUID
  for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
    const tag = reader.unsignedVarint()
    const end = reader.taggedFieldEnd()
    if (tag === 0 && version === 1) {
      replicaDirectoryId = reader.uuid()
      reader.expectOffset(end)
    } else reader.offset = end
  }
  return { partition, currentLeaderEpoch, snapshotId, position, replicaDirectoryId }
}

function encodeFetchSnapshotRequestTopic(writer: Writer, message: FetchSnapshotRequestTopicInput, version: number): void {
  const name = message.name
  writer.compactString(name)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeFetchSnapshotRequestPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeFetchSnapshotRequestTopic(reader: Reader, version: number): FetchSnapshotRequestTopic {
  const name = reader.compactString()
  let partitions: readonly FetchSnapshotRequestPartition[]
  {
    const count = reader.compactArrayLength(30)
    const items: FetchSnapshotRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeFetchSnapshotRequestPartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { name, partitions }
}

function encodeFetchSnapshotRequest(writer: Writer, message: FetchSnapshotRequestInput, version: number): void {
  const replicaId: number = message.replicaId ?? -1
  writer.int32(replicaId)
  const maxBytes: number = message.maxBytes ?? 2147483647
  writer.int32(maxBytes)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeFetchSnapshotRequestTopic(writer, item, version)
  const clusterId: string | null = message.clusterId === undefined ? null : message.clusterId
  const clusterIdIsSet = clusterId !== null
  writer.unsignedVarint((clusterIdIsSet ? 1 : 0))
  if (clusterIdIsSet) {
    writer.taggedField(0, (inner) => {
      inner.compactNullableString(clusterId)
    })
  }
}

function decodeFetchSnapshotRequest(reader: Reader, version: number): FetchSnapshotRequest {
  const replicaId = reader.int32()
  const maxBytes = reader.int32()
  let topics: readonly FetchSnapshotRequestTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: FetchSnapshotRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeFetchSnapshotRequestTopic(reader, version))
    topics = items
  }
  let clusterId: string | null = null
  for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
    const tag = reader.unsignedVarint()
    const end = reader.taggedFieldEnd()
    if (tag === 0) {
      clusterId = reader.compactNullableString()
      reader.expectOffset(end)
    } else reader.offset = end
  }
  return { replicaId, maxBytes, topics, clusterId }
}

/** The answer to FetchSnapshot. */
export interface FetchSnapshotResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** What was read. (v0+) */
  readonly topics: readonly FetchSnapshotResponseTopic[]
  /** Addresses of the leaders named above. (v1+) */
  readonly nodeEndpoints: readonly FetchSnapshotResponseNodeEndpoint[]
}

/** What encode takes for FetchSnapshotResponse. */
export interface FetchSnapshotResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly topics: readonly FetchSnapshotResponseTopicInput[]
  readonly nodeEndpoints?: readonly FetchSnapshotResponseNodeEndpointInput[] | undefined
}

/** What was read. */
export interface FetchSnapshotResponseTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly FetchSnapshotResponsePartition[]
}

/** What encode takes for FetchSnapshotResponseTopic. */
export interface FetchSnapshotResponseTopicInput {
  readonly name: string
  readonly partitions: readonly FetchSnapshotResponsePartitionInput[]
}

/** The partitions. */
export interface FetchSnapshotResponsePartition {
  /** The partition. (v0+) */
  readonly index: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** The snapshot. (v0+) */
  readonly snapshotId: FetchSnapshotResponseSnapshotId
  /** Bytes of the whole snapshot. (v0+) */
  readonly size: number
  /** First byte returned. (v0+) */
  readonly position: number
  /** The bytes; they may begin and end inside a batch. (v0+) */
  readonly unalignedRecords: Buffer
  /** Who leads. (v0+) */
  readonly currentLeader: FetchSnapshotResponseCurrentLeader
}

/** What encode takes for FetchSnapshotResponsePartition. */
export interface FetchSnapshotResponsePartitionInput {
  readonly index: number
  readonly errorCode: number
  readonly snapshotId: FetchSnapshotResponseSnapshotIdInput
  readonly size: number
  readonly position: number
  readonly unalignedRecords: RecordsInput
  readonly currentLeader?: FetchSnapshotResponseCurrentLeaderInput | undefined
}

/** The snapshot. */
export interface FetchSnapshotResponseSnapshotId {
  /** Offset up to which the snapshot reaches. (v0+) */
  readonly endOffset: number
  /** Epoch of that offset. (v0+) */
  readonly epoch: number
}

/** What encode takes for FetchSnapshotResponseSnapshotId. */
export interface FetchSnapshotResponseSnapshotIdInput {
  readonly endOffset: number
  readonly epoch: number
}

/** Who leads. */
export interface FetchSnapshotResponseCurrentLeader {
  /** The leader; -1 when unknown. (v0+) */
  readonly leaderId: number
  /** Its epoch. (v0+) */
  readonly leaderEpoch: number
}

/** What encode takes for FetchSnapshotResponseCurrentLeader. */
export interface FetchSnapshotResponseCurrentLeaderInput {
  readonly leaderId?: number | undefined
  readonly leaderEpoch?: number | undefined
}

/** Addresses of the leaders named above. */
export interface FetchSnapshotResponseNodeEndpoint {
  /** The node. (v1+) */
  readonly nodeId: number
  /** Host to connect to. (v1+) */
  readonly host: string
  /** Port to connect to. (v1+) */
  readonly port: number
}

/** What encode takes for FetchSnapshotResponseNodeEndpoint. */
export interface FetchSnapshotResponseNodeEndpointInput {
  readonly nodeId: number
  readonly host: string
  readonly port: number
}

function encodeFetchSnapshotResponseNodeEndpoint(writer: Writer, message: FetchSnapshotResponseNodeEndpointInput, _version: number): void {
  const nodeId = message.nodeId
  writer.int32(nodeId)
  const host = message.host
  writer.compactString(host)
  const port = message.port
  writer.uint16(port)
  writer.unsignedVarint(0)
}

function decodeFetchSnapshotResponseNodeEndpoint(reader: Reader, _version: number): FetchSnapshotResponseNodeEndpoint {
  const nodeId = reader.int32()
  const host = reader.compactString()
  const port = reader.uint16()
  reader.skipTaggedFields()
  return { nodeId, host, port }
}

function encodeFetchSnapshotResponseCurrentLeader(writer: Writer, message: FetchSnapshotResponseCurrentLeaderInput, _version: number): void {
  const leaderId: number = message.leaderId ?? -1
  writer.int32(leaderId)
  const leaderEpoch: number = message.leaderEpoch ?? -1
  writer.int32(leaderEpoch)
  writer.unsignedVarint(0)
}

function decodeFetchSnapshotResponseCurrentLeader(reader: Reader, _version: number): FetchSnapshotResponseCurrentLeader {
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  reader.skipTaggedFields()
  return { leaderId, leaderEpoch }
}

const defaultFetchSnapshotResponseCurrentLeader: FetchSnapshotResponseCurrentLeader = {
  leaderId: -1,
  leaderEpoch: -1,
}

function isDefaultFetchSnapshotResponseCurrentLeader(message: FetchSnapshotResponseCurrentLeaderInput): boolean {
  return (message.leaderId === undefined || !(message.leaderId !== -1)) && (message.leaderEpoch === undefined || !(message.leaderEpoch !== -1))
}

function encodeFetchSnapshotResponseSnapshotId(writer: Writer, message: FetchSnapshotResponseSnapshotIdInput, _version: number): void {
  const endOffset = message.endOffset
  writer.int64(endOffset)
  const epoch = message.epoch
  writer.int32(epoch)
  writer.unsignedVarint(0)
}

function decodeFetchSnapshotResponseSnapshotId(reader: Reader, _version: number): FetchSnapshotResponseSnapshotId {
  const endOffset = reader.int64()
  const epoch = reader.int32()
  reader.skipTaggedFields()
  return { endOffset, epoch }
}

function encodeFetchSnapshotResponsePartition(writer: Writer, message: FetchSnapshotResponsePartitionInput, version: number): void {
  const indexField = message.index
  writer.int32(indexField)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const snapshotId = message.snapshotId
  encodeFetchSnapshotResponseSnapshotId(writer, snapshotId, version)
  const size = message.size
  writer.int64(size)
  const position = message.position
  writer.int64(position)
  const unalignedRecords = message.unalignedRecords
  writer.compactRecords(unalignedRecords)
  const currentLeader: FetchSnapshotResponseCurrentLeaderInput = message.currentLeader ?? defaultFetchSnapshotResponseCurrentLeader
  const currentLeaderIsSet = !isDefaultFetchSnapshotResponseCurrentLeader(currentLeader)
  writer.unsignedVarint((currentLeaderIsSet ? 1 : 0))
  if (currentLeaderIsSet) {
    writer.taggedField(0, (inner) => {
      encodeFetchSnapshotResponseCurrentLeader(inner, currentLeader, version)
    })
  }
}

function decodeFetchSnapshotResponsePartition(reader: Reader, version: number): FetchSnapshotResponsePartition {
  const indexField = reader.int32()
  const errorCode = reader.int16()
  const snapshotId = decodeFetchSnapshotResponseSnapshotId(reader, version)
  const size = reader.int64()
  const position = reader.int64()
  const unalignedRecords = reader.compactRecords()
  let currentLeader: FetchSnapshotResponseCurrentLeader = defaultFetchSnapshotResponseCurrentLeader
  for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
    const tag = reader.unsignedVarint()
    const end = reader.taggedFieldEnd()
    if (tag === 0) {
      currentLeader = decodeFetchSnapshotResponseCurrentLeader(reader, version)
      reader.expectOffset(end)
    } else reader.offset = end
  }
  return { index: indexField, errorCode, snapshotId, size, position, unalignedRecords, currentLeader }
}

function encodeFetchSnapshotResponseTopic(writer: Writer, message: FetchSnapshotResponseTopicInput, version: number): void {
  const name = message.name
  writer.compactString(name)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeFetchSnapshotResponsePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeFetchSnapshotResponseTopic(reader: Reader, version: number): FetchSnapshotResponseTopic {
  const name = reader.compactString()
  let partitions: readonly FetchSnapshotResponsePartition[]
  {
    const count = reader.compactArrayLength(37)
    const items: FetchSnapshotResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeFetchSnapshotResponsePartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { name, partitions }
}

function encodeFetchSnapshotResponse(writer: Writer, message: FetchSnapshotResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeFetchSnapshotResponseTopic(writer, item, version)
  const nodeEndpoints: readonly FetchSnapshotResponseNodeEndpointInput[] = message.nodeEndpoints ?? []
  const nodeEndpointsIsSet = version === 1 && nodeEndpoints.length > 0
  writer.unsignedVarint((nodeEndpointsIsSet ? 1 : 0))
  if (nodeEndpointsIsSet) {
    writer.taggedField(0, (inner) => {
      inner.compactArrayLength(nodeEndpoints.length)
      for (const item of nodeEndpoints) encodeFetchSnapshotResponseNodeEndpoint(inner, item, version)
    })
  }
}

function decodeFetchSnapshotResponse(reader: Reader, version: number): FetchSnapshotResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  let topics: readonly FetchSnapshotResponseTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: FetchSnapshotResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeFetchSnapshotResponseTopic(reader, version))
    topics = items
  }
  let nodeEndpoints: readonly FetchSnapshotResponseNodeEndpoint[] = []
  for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
    const tag = reader.unsignedVarint()
    const end = reader.taggedFieldEnd()
    if (tag === 0 && version === 1) {
      const count = reader.compactArrayLength(8)
      const items: FetchSnapshotResponseNodeEndpoint[] = []
      for (let index = 0; index < count; index++) items.push(decodeFetchSnapshotResponseNodeEndpoint(reader, version))
      nodeEndpoints = items
      reader.expectOffset(end)
    } else reader.offset = end
  }
  return { throttleTimeMs, errorCode, topics, nodeEndpoints }
}
