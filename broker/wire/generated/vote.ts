// Generated from broker/wire/schema/52-vote.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import { type Reader, type Uuid, ZERO_UUID } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Asks a voter of the metadata quorum for its vote. */
export const vote: ApiCodec<VoteRequest, VoteRequestInput, VoteResponse, VoteResponseInput> = {
  key: 52,
  name: 'Vote',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('VoteRequest', version, { min: 0, max: 2 })
      encodeVoteRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('VoteRequest', version, { min: 0, max: 2 })
      return decodeVoteRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('VoteResponse', version, { min: 0, max: 2 })
      encodeVoteResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('VoteResponse', version, { min: 0, max: 2 })
      return decodeVoteResponse(reader, version)
    },
  },
}

/** Asks a voter of the metadata quorum for its vote. */
export interface VoteRequest {
  /** The cluster the candidate believes to be in. (v0+) */
  readonly clusterId: string | null
  /** The voter asked; -1 when unknown. (v1+) */
  readonly voterId: number
  /** What to vote on. (v0+) */
  readonly topics: readonly VoteRequestTopic[]
}

/** What encode takes for VoteRequest. */
export interface VoteRequestInput {
  readonly clusterId?: string | null | undefined
  readonly voterId?: number | undefined
  readonly topics: readonly VoteRequestTopicInput[]
}

/** What to vote on. */
export interface VoteRequestTopic {
  /** The topic, __cluster_metadata. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly VoteRequestPartition[]
}

/** What encode takes for VoteRequestTopic. */
export interface VoteRequestTopicInput {
  readonly topicName: string
  readonly partitions: readonly VoteRequestPartitionInput[]
}

/** The partitions. */
export interface VoteRequestPartition {
  /** The partition, 0. (v0+) */
  readonly partitionIndex: number
  /** The epoch of the candidate. (v0+) */
  readonly replicaEpoch: number
  /** The candidate. (v0+) */
  readonly replicaId: number
  /** The directory of its log. (v1+) */
  readonly replicaDirectoryId: Uuid
  /** The directory of the log of the voter. (v1+) */
  readonly voterDirectoryId: Uuid
  /** Epoch of the last record of the candidate. (v0+) */
  readonly lastOffsetEpoch: number
  /** Next offset of its log. (v0+) */
  readonly lastOffset: number
  /** Whether only to find out if an election could be won. (v2+) */
  readonly preVote: boolean
}

/** What encode takes for VoteRequestPartition. */
export interface VoteRequestPartitionInput {
  readonly partitionIndex: number
  readonly replicaEpoch: number
  readonly replicaId: number
  readonly replicaDirectoryId?: Uuid | undefined
  readonly voterDirectoryId?: Uuid | undefined
  readonly lastOffsetEpoch: number
  readonly lastOffset: number
  readonly preVote?: boolean | undefined
}

function encodeVoteRequestPartition(writer: Writer, message: VoteRequestPartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const replicaEpoch = message.replicaEpoch
  writer.int32(replicaEpoch)
  const replicaId = message.replicaId
  writer.int32(replicaId)
  if (version >= 1) {
    const replicaDirectoryId: Uuid = message.replicaDirectoryId ?? ZERO_UUID
    writer.uuid(replicaDirectoryId)
  }
  if (version >= 1) {
    const voterDirectoryId: Uuid = message.voterDirectoryId ?? ZERO_UUID
    writer.uuid(voterDirectoryId)
  }
  const lastOffsetEpoch = message.lastOffsetEpoch
  writer.int32(lastOffsetEpoch)
  const lastOffset = message.lastOffset
  writer.int64(lastOffset)
  const preVote: boolean = message.preVote ?? false
  if (version === 2) {
    writer.boolean(preVote)
  } else if (preVote !== false) throw cannotCarry('preVote', version)
  writer.unsignedVarint(0)
}

function decodeVoteRequestPartition(reader: Reader, version: number): VoteRequestPartition {
  const partitionIndex = reader.int32()
  const replicaEpoch = reader.int32()
  const replicaId = reader.int32()
  const replicaDirectoryId: Uuid = version >= 1 ? reader.uuid() : ZERO_UUID
  const voterDirectoryId: Uuid = version >= 1 ? reader.uuid() : ZERO_UUID
  const lastOffsetEpoch = reader.int32()
  const lastOffset = reader.int64()
  const preVote: boolean = version === 2 ? reader.boolean() : false
  reader.skipTaggedFields()
  return { partitionIndex, replicaEpoch, replicaId, replicaDirectoryId, voterDirectoryId, lastOffsetEpoch, lastOffset, preVote }
}

function encodeVoteRequestTopic(writer: Writer, message: VoteRequestTopicInput, version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeVoteRequestPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeVoteRequestTopic(reader: Reader, version: number): VoteRequestTopic {
  const topicName = reader.compactString()
  let partitions: readonly VoteRequestPartition[]
  {
    const count = reader.compactArrayLength(25)
    const items: VoteRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeVoteRequestPartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicName, partitions }
}

function encodeVoteRequest(writer: Writer, message: VoteRequestInput, version: number): void {
  const clusterId: string | null = message.clusterId === undefined ? null : message.clusterId
  writer.compactNullableString(clusterId)
  if (version >= 1) {
    const voterId: number = message.voterId ?? -1
    writer.int32(voterId)
  }
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeVoteRequestTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeVoteRequest(reader: Reader, version: number): VoteRequest {
  const clusterId = reader.compactNullableString()
  const voterId: number = version >= 1 ? reader.int32() : -1
  let topics: readonly VoteRequestTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: VoteRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeVoteRequestTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { clusterId, voterId, topics }
}

/** The answer to Vote. */
export interface VoteResponse {
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The votes. (v0+) */
  readonly topics: readonly VoteResponseTopic[]
  /** Addresses of the leaders named above. (v1+) */
  readonly nodeEndpoints: readonly VoteResponseNodeEndpoint[]
}

/** What encode takes for VoteResponse. */
export interface VoteResponseInput {
  readonly errorCode: number
  readonly topics: readonly VoteResponseTopicInput[]
  readonly nodeEndpoints?: readonly VoteResponseNodeEndpointInput[] | undefined
}

/** The votes. */
export interface VoteResponseTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly VoteResponsePartition[]
}

/** What encode takes for VoteResponseTopic. */
export interface VoteResponseTopicInput {
  readonly topicName: string
  readonly partitions: readonly VoteResponsePartitionInput[]
}

/** The partitions. */
export interface VoteResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** The leader; -1 when unknown. (v0+) */
  readonly leaderId: number
  /** The latest epoch known. (v0+) */
  readonly leaderEpoch: number
  /** Whether the vote is given. (v0+) */
  readonly voteGranted: boolean
}

/** What encode takes for VoteResponsePartition. */
export interface VoteResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly voteGranted: boolean
}

/** Addresses of the leaders named above. */
export interface VoteResponseNodeEndpoint {
  /** The node. (v1+) */
  readonly nodeId: number
  /** Host to connect to. (v1+) */
  readonly host: string
  /** Port to connect to. (v1+) */
  readonly port: number
}

/** What encode takes for VoteResponseNodeEndpoint. */
export interface VoteResponseNodeEndpointInput {
  readonly nodeId: number
  readonly host: string
  readonly port: number
}

function encodeVoteResponseNodeEndpoint(writer: Writer, message: VoteResponseNodeEndpointInput, _version: number): void {
  const nodeId = message.nodeId
  writer.int32(nodeId)
  const host = message.host
  writer.compactString(host)
  const port = message.port
  writer.uint16(port)
  writer.unsignedVarint(0)
}

function decodeVoteResponseNodeEndpoint(reader: Reader, _version: number): VoteResponseNodeEndpoint {
  const nodeId = reader.int32()
  const host = reader.compactString()
  const port = reader.uint16()
  reader.skipTaggedFields()
  return { nodeId, host, port }
}

function encodeVoteResponsePartition(writer: Writer, message: VoteResponsePartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const leaderId = message.leaderId
  writer.int32(leaderId)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  const voteGranted = message.voteGranted
  writer.boolean(voteGranted)
  writer.unsignedVarint(0)
}

function decodeVoteResponsePartition(reader: Reader, _version: number): VoteResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  const voteGranted = reader.boolean()
  reader.skipTaggedFields()
  return { partitionIndex, errorCode, leaderId, leaderEpoch, voteGranted }
}

function encodeVoteResponseTopic(writer: Writer, message: VoteResponseTopicInput, version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeVoteResponsePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeVoteResponseTopic(reader: Reader, version: number): VoteResponseTopic {
  const topicName = reader.compactString()
  let partitions: readonly VoteResponsePartition[]
  {
    const count = reader.compactArrayLength(16)
    const items: VoteResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeVoteResponsePartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicName, partitions }
}

function encodeVoteResponse(writer: Writer, message: VoteResponseInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeVoteResponseTopic(writer, item, version)
  const nodeEndpoints: readonly VoteResponseNodeEndpointInput[] = message.nodeEndpoints ?? []
  const nodeEndpointsIsSet = version >= 1 && nodeEndpoints.length > 0
  writer.unsignedVarint((nodeEndpointsIsSet ? 1 : 0))
  if (nodeEndpointsIsSet) {
    writer.taggedField(0, (inner) => {
      inner.compactArrayLength(nodeEndpoints.length)
      for (const item of nodeEndpoints) encodeVoteResponseNodeEndpoint(inner, item, version)
    })
  }
}

function decodeVoteResponse(reader: Reader, version: number): VoteResponse {
  const errorCode = reader.int16()
  let topics: readonly VoteResponseTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: VoteResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeVoteResponseTopic(reader, version))
    topics = items
  }
  let nodeEndpoints: readonly VoteResponseNodeEndpoint[] = []
  for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
    const tag = reader.unsignedVarint()
    const end = reader.taggedFieldEnd()
    if (tag === 0 && version >= 1) {
      const count = reader.compactArrayLength(8)
      const items: VoteResponseNodeEndpoint[] = []
      for (let index = 0; index < count; index++) items.push(decodeVoteResponseNodeEndpoint(reader, version))
      nodeEndpoints = items
      reader.expectOffset(end)
    } else reader.offset = end
  }
  return { errorCode, topics, nodeEndpoints }
}
