// Generated from broker/wire/schema/53-begin-quorum-epoch.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import { type Reader, type Uuid, ZERO_UUID } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Makes the leader of an epoch known to the voters. */
export const beginQuorumEpoch: ApiCodec<BeginQuorumEpochRequest, BeginQuorumEpochRequestInput, BeginQuorumEpochResponse, BeginQuorumEpochResponseInput> = {
  key: 53,
  name: 'BeginQuorumEpoch',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  request: {
    encode(writer, message, version) {
      checkVersion('BeginQuorumEpochRequest', version, { min: 0, max: 1 })
      encodeBeginQuorumEpochRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('BeginQuorumEpochRequest', version, { min: 0, max: 1 })
      return decodeBeginQuorumEpochRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('BeginQuorumEpochResponse', version, { min: 0, max: 1 })
      encodeBeginQuorumEpochResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('BeginQuorumEpochResponse', version, { min: 0, max: 1 })
      return decodeBeginQuorumEpochResponse(reader, version)
    },
  },
}

/** Makes the leader of an epoch known to the voters. */
export interface BeginQuorumEpochRequest {
  /** The cluster the leader believes to be in. (v0+) */
  readonly clusterId: string | null
  /** The voter told; -1 when unknown. (v1+) */
  readonly voterId: number
  /** Who leads. (v0+) */
  readonly topics: readonly BeginQuorumEpochRequestTopic[]
  /** Addresses of the leader. (v1+) */
  readonly leaderEndpoints: readonly BeginQuorumEpochRequestLeaderEndpoint[]
}

/** What encode takes for BeginQuorumEpochRequest. */
export interface BeginQuorumEpochRequestInput {
  readonly clusterId?: string | null | undefined
  readonly voterId?: number | undefined
  readonly topics: readonly BeginQuorumEpochRequestTopicInput[]
  readonly leaderEndpoints?: readonly BeginQuorumEpochRequestLeaderEndpointInput[] | undefined
}

/** Who leads. */
export interface BeginQuorumEpochRequestTopic {
  /** The topic, __cluster_metadata. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly BeginQuorumEpochRequestPartition[]
}

/** What encode takes for BeginQuorumEpochRequestTopic. */
export interface BeginQuorumEpochRequestTopicInput {
  readonly topicName: string
  readonly partitions: readonly BeginQuorumEpochRequestPartitionInput[]
}

/** The partitions. */
export interface BeginQuorumEpochRequestPartition {
  /** The partition, 0. (v0+) */
  readonly partitionIndex: number
  /** The directory of the log of the voter. (v1+) */
  readonly voterDirectoryId: Uuid
  /** The leader. (v0+) */
  readonly leaderId: number
  /** Its epoch. (v0+) */
  readonly leaderEpoch: number
}

/** What encode takes for BeginQuorumEpochRequestPartition. */
export interface BeginQuorumEpochRequestPartitionInput {
  readonly partitionIndex: number
  readonly voterDirectoryId?: Uuid | undefined
  readonly leaderId: number
  readonly leaderEpoch: number
}

/** Addresses of the leader. */
export interface BeginQuorumEpochRequestLeaderEndpoint {
  /** The listener. (v1+) */
  readonly name: string
  /** Host to connect to. (v1+) */
  readonly host: string
  /** Port to connect to. (v1+) */
  readonly port: number
}

/** What encode takes for BeginQuorumEpochRequestLeaderEndpoint. */
export interface BeginQuorumEpochRequestLeaderEndpointInput {
  readonly name: string
  readonly host: string
  readonly port: number
}

function encodeBeginQuorumEpochRequestLeaderEndpoint(writer: Writer, message: BeginQuorumEpochRequestLeaderEndpointInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const host = message.host
  writer.compactString(host)
  const port = message.port
  writer.uint16(port)
  writer.unsignedVarint(0)
}

function decodeBeginQuorumEpochRequestLeaderEndpoint(reader: Reader, _version: number): BeginQuorumEpochRequestLeaderEndpoint {
  const name = reader.compactString()
  const host = reader.compactString()
  const port = reader.uint16()
  reader.skipTaggedFields()
  return { name, host, port }
}

function encodeBeginQuorumEpochRequestPartition(writer: Writer, message: BeginQuorumEpochRequestPartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  if (version === 1) {
    const voterDirectoryId: Uuid = message.voterDirectoryId ?? ZERO_UUID
    writer.uuid(voterDirectoryId)
  }
  const leaderId = message.leaderId
  writer.int32(leaderId)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeBeginQuorumEpochRequestPartition(reader: Reader, version: number): BeginQuorumEpochRequestPartition {
  const partitionIndex = reader.int32()
  const voterDirectoryId: Uuid = version === 1 ? reader.uuid() : ZERO_UUID
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  if (version === 1) reader.skipTaggedFields()
  return { partitionIndex, voterDirectoryId, leaderId, leaderEpoch }
}

function encodeBeginQuorumEpochRequestTopic(writer: Writer, message: BeginQuorumEpochRequestTopicInput, version: number): void {
  const topicName = message.topicName
  if (version === 1) writer.compactString(topicName)
  else writer.string(topicName)
  const partitions = message.partitions
  if (version === 1) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeBeginQuorumEpochRequestPartition(writer, item, version)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeBeginQuorumEpochRequestTopic(reader: Reader, version: number): BeginQuorumEpochRequestTopic {
  const topicName = (version >= 1 ? reader.compactString() : reader.string())
  let partitions: readonly BeginQuorumEpochRequestPartition[]
  {
    const count = version >= 1 ? reader.compactArrayLength(12) : reader.arrayLength(12)
    const items: BeginQuorumEpochRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeBeginQuorumEpochRequestPartition(reader, version))
    partitions = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { topicName, partitions }
}

function encodeBeginQuorumEpochRequest(writer: Writer, message: BeginQuorumEpochRequestInput, version: number): void {
  const clusterId: string | null = message.clusterId === undefined ? null : message.clusterId
  if (version === 1) writer.compactNullableString(clusterId)
  else writer.nullableString(clusterId)
  if (version === 1) {
    const voterId: number = message.voterId ?? -1
    writer.int32(voterId)
  }
  const topics = message.topics
  if (version === 1) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeBeginQuorumEpochRequestTopic(writer, item, version)
  if (version === 1) {
    const leaderEndpoints: readonly BeginQuorumEpochRequestLeaderEndpointInput[] = message.leaderEndpoints ?? []
    writer.compactArrayLength(leaderEndpoints.length)
    for (const item of leaderEndpoints) encodeBeginQuorumEpochRequestLeaderEndpoint(writer, item, version)
  }
  if (version === 1) writer.unsignedVarint(0)
}

function decodeBeginQuorumEpochRequest(reader: Reader, version: number): BeginQuorumEpochRequest {
  const clusterId = (version >= 1 ? reader.compactNullableString() : reader.nullableString())
  const voterId: number = version === 1 ? reader.int32() : -1
  let topics: readonly BeginQuorumEpochRequestTopic[]
  {
    const count = version >= 1 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: BeginQuorumEpochRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeBeginQuorumEpochRequestTopic(reader, version))
    topics = items
  }
  let leaderEndpoints: readonly BeginQuorumEpochRequestLeaderEndpoint[] = []
  if (version === 1) {
    const count = reader.compactArrayLength(5)
    const items: BeginQuorumEpochRequestLeaderEndpoint[] = []
    for (let index = 0; index < count; index++) items.push(decodeBeginQuorumEpochRequestLeaderEndpoint(reader, version))
    leaderEndpoints = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { clusterId, voterId, topics, leaderEndpoints }
}

/** The answer to BeginQuorumEpoch. */
export interface BeginQuorumEpochResponse {
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The outcome. (v0+) */
  readonly topics: readonly BeginQuorumEpochResponseTopic[]
  /** Addresses of the leaders named above. (v1+) */
  readonly nodeEndpoints: readonly BeginQuorumEpochResponseNodeEndpoint[]
}

/** What encode takes for BeginQuorumEpochResponse. */
export interface BeginQuorumEpochResponseInput {
  readonly errorCode: number
  readonly topics: readonly BeginQuorumEpochResponseTopicInput[]
  readonly nodeEndpoints?: readonly BeginQuorumEpochResponseNodeEndpointInput[] | undefined
}

/** The outcome. */
export interface BeginQuorumEpochResponseTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly BeginQuorumEpochResponsePartition[]
}

/** What encode takes for BeginQuorumEpochResponseTopic. */
export interface BeginQuorumEpochResponseTopicInput {
  readonly topicName: string
  readonly partitions: readonly BeginQuorumEpochResponsePartitionInput[]
}

/** The partitions. */
export interface BeginQuorumEpochResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** The leader; -1 when unknown. (v0+) */
  readonly leaderId: number
  /** The latest epoch known. (v0+) */
  readonly leaderEpoch: number
}

/** What encode takes for BeginQuorumEpochResponsePartition. */
export interface BeginQuorumEpochResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly leaderId: number
  readonly leaderEpoch: number
}

/** Addresses of the leaders named above. */
export interface BeginQuorumEpochResponseNodeEndpoint {
  /** The node. (v1+) */
  readonly nodeId: number
  /** Host to connect to. (v1+) */
  readonly host: string
  /** Port to connect to. (v1+) */
  readonly port: number
}

/** What encode takes for BeginQuorumEpochResponseNodeEndpoint. */
export interface BeginQuorumEpochResponseNodeEndpointInput {
  readonly nodeId: number
  readonly host: string
  readonly port: number
}

function encodeBeginQuorumEpochResponseNodeEndpoint(writer: Writer, message: BeginQuorumEpochResponseNodeEndpointInput, _version: number): void {
  const nodeId = message.nodeId
  writer.int32(nodeId)
  const host = message.host
  writer.compactString(host)
  const port = message.port
  writer.uint16(port)
  writer.unsignedVarint(0)
}

function decodeBeginQuorumEpochResponseNodeEndpoint(reader: Reader, _version: number): BeginQuorumEpochResponseNodeEndpoint {
  const nodeId = reader.int32()
  const host = reader.compactString()
  const port = reader.uint16()
  reader.skipTaggedFields()
  return { nodeId, host, port }
}

function encodeBeginQuorumEpochResponsePartition(writer: Writer, message: BeginQuorumEpochResponsePartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const leaderId = message.leaderId
  writer.int32(leaderId)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeBeginQuorumEpochResponsePartition(reader: Reader, version: number): BeginQuorumEpochResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  if (version === 1) reader.skipTaggedFields()
  return { partitionIndex, errorCode, leaderId, leaderEpoch }
}

function encodeBeginQuorumEpochResponseTopic(writer: Writer, message: BeginQuorumEpochResponseTopicInput, version: number): void {
  const topicName = message.topicName
  if (version === 1) writer.compactString(topicName)
  else writer.string(topicName)
  const partitions = message.partitions
  if (version === 1) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeBeginQuorumEpochResponsePartition(writer, item, version)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeBeginQuorumEpochResponseTopic(reader: Reader, version: number): BeginQuorumEpochResponseTopic {
  const topicName = (version >= 1 ? reader.compactString() : reader.string())
  let partitions: readonly BeginQuorumEpochResponsePartition[]
  {
    const count = version >= 1 ? reader.compactArrayLength(14) : reader.arrayLength(14)
    const items: BeginQuorumEpochResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeBeginQuorumEpochResponsePartition(reader, version))
    partitions = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { topicName, partitions }
}

function encodeBeginQuorumEpochResponse(writer: Writer, message: BeginQuorumEpochResponseInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const topics = message.topics
  if (version === 1) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeBeginQuorumEpochResponseTopic(writer, item, version)
  const nodeEndpoints: readonly BeginQuorumEpochResponseNodeEndpointInput[] = message.nodeEndpoints ?? []
  const nodeEndpointsIsSet = version === 1 && nodeEndpoints.length > 0
  if (version === 1) {
    writer.unsignedVarint((nodeEndpointsIsSet ? 1 : 0))
    if (nodeEndpointsIsSet) {
      writer.taggedField(0, (inner) => {
        inner.compactArrayLength(nodeEndpoints.length)
        for (const item of nodeEndpoints) encodeBeginQuorumEpochResponseNodeEndpoint(inner, item, version)
      })
    }
  }
}

function decodeBeginQuorumEpochResponse(reader: Reader, version: number): BeginQuorumEpochResponse {
  const errorCode = reader.int16()
  let topics: readonly BeginQuorumEpochResponseTopic[]
  {
    const count = version >= 1 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: BeginQuorumEpochResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeBeginQuorumEpochResponseTopic(reader, version))
    topics = items
  }
  let nodeEndpoints: readonly BeginQuorumEpochResponseNodeEndpoint[] = []
  if (version === 1) {
    for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
      const tag = reader.unsignedVarint()
      const end = reader.taggedFieldEnd()
      if (tag === 0) {
        const count = reader.compactArrayLength(8)
        const items: BeginQuorumEpochResponseNodeEndpoint[] = []
        for (let index = 0; index < count; index++) items.push(decodeBeginQuorumEpochResponseNodeEndpoint(reader, version))
        nodeEndpoints = items
        reader.expectOffset(end)
      } else reader.offset = end
    }
  }
  return { errorCode, topics, nodeEndpoints }
}
