// Generated from broker/wire/schema/54-end-quorum-epoch.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Tells the voters that the leader steps down. */
export const endQuorumEpoch: ApiCodec<EndQuorumEpochRequest, EndQuorumEpochRequestInput, EndQuorumEpochResponse, EndQuorumEpochResponseInput> = {
  key: 54,
  name: 'EndQuorumEpoch',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  request: {
    encode(writer, message, version) {
      checkVersion('EndQuorumEpochRequest', version, { min: 0, max: 1 })
      encodeEndQuorumEpochRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('EndQuorumEpochRequest', version, { min: 0, max: 1 })
      return decodeEndQuorumEpochRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('EndQuorumEpochResponse', version, { min: 0, max: 1 })
      encodeEndQuorumEpochResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('EndQuorumEpochResponse', version, { min: 0, max: 1 })
      return decodeEndQuorumEpochResponse(reader, version)
    },
  },
}

/** Tells the voters that the leader steps down. */
export interface EndQuorumEpochRequest {
  /** The cluster the leader believes to be in. (v0+) */
  readonly clusterId: string | null
  /** What ends. (v0+) */
  readonly topics: readonly EndQuorumEpochRequestTopic[]
  /** Addresses of the leader. (v1+) */
  readonly leaderEndpoints: readonly EndQuorumEpochRequestLeaderEndpoint[]
}

/** What encode takes for EndQuorumEpochRequest. */
export interface EndQuorumEpochRequestInput {
  readonly clusterId?: string | null | undefined
  readonly topics: readonly EndQuorumEpochRequestTopicInput[]
  readonly leaderEndpoints?: readonly EndQuorumEpochRequestLeaderEndpointInput[] | undefined
}

/** What ends. */
export interface EndQuorumEpochRequestTopic {
  /** The topic, __cluster_metadata. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly EndQuorumEpochRequestPartition[]
}

/** What encode takes for EndQuorumEpochRequestTopic. */
export interface EndQuorumEpochRequestTopicInput {
  readonly topicName: string
  readonly partitions: readonly EndQuorumEpochRequestPartitionInput[]
}

/** The partitions. */
export interface EndQuorumEpochRequestPartition {
  /** The partition, 0. (v0+) */
  readonly partitionIndex: number
  /** The leader that steps down. (v0+) */
  readonly leaderId: number
  /** Its epoch. (v0+) */
  readonly leaderEpoch: number
  /** Who should lead, the best first. (v0) */
  readonly preferredSuccessors: readonly number[]
  /** Who should lead, the best first. (v1+) */
  readonly preferredCandidates: readonly EndQuorumEpochRequestPreferredCandidate[]
}

/** What encode takes for EndQuorumEpochRequestPartition. */
export interface EndQuorumEpochRequestPartitionInput {
  readonly partitionIndex: number
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly preferredSuccessors?: readonly number[] | undefined
  readonly preferredCandidates?: readonly EndQuorumEpochRequestPreferredCandidateInput[] | undefined
}

/** Who should lead, the best first. */
export interface EndQuorumEpochRequestPreferredCandidate {
  /** The voter. (v1+) */
  readonly candidateId: number
  /** The directory of its log. (v1+) */
  readonly candidateDirectoryId: Uuid
}

/** What encode takes for EndQuorumEpochRequestPreferredCandidate. */
export interface EndQuorumEpochRequestPreferredCandidateInput {
  readonly candidateId: number
  readonly candidateDirectoryId: Uuid
}

/** Addresses of the leader. */
export interface EndQuorumEpochRequestLeaderEndpoint {
  /** The listener. (v1+) */
  readonly name: string
  /** Host to connect to. (v1+) */
  readonly host: string
  /** Port to connect to. (v1+) */
  readonly port: number
}

/** What encode takes for EndQuorumEpochRequestLeaderEndpoint. */
export interface EndQuorumEpochRequestLeaderEndpointInput {
  readonly name: string
  readonly host: string
  readonly port: number
}

function encodeEndQuorumEpochRequestLeaderEndpoint(writer: Writer, message: EndQuorumEpochRequestLeaderEndpointInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const host = message.host
  writer.compactString(host)
  const port = message.port
  writer.uint16(port)
  writer.unsignedVarint(0)
}

function decodeEndQuorumEpochRequestLeaderEndpoint(reader: Reader, _version: number): EndQuorumEpochRequestLeaderEndpoint {
  const name = reader.compactString()
  const host = reader.compactString()
  const port = reader.uint16()
  reader.skipTaggedFields()
  return { name, host, port }
}

function encodeEndQuorumEpochRequestPreferredCandidate(writer: Writer, message: EndQuorumEpochRequestPreferredCandidateInput, _version: number): void {
  const candidateId = message.candidateId
  writer.int32(candidateId)
  const candidateDirectoryId = message.candidateDirectoryId
  writer.uuid(candidateDirectoryId)
  writer.unsignedVarint(0)
}

function decodeEndQuorumEpochRequestPreferredCandidate(reader: Reader, _version: number): EndQuorumEpochRequestPreferredCandidate {
  const candidateId = reader.int32()
  const candidateDirectoryId = reader.uuid()
  reader.skipTaggedFields()
  return { candidateId, candidateDirectoryId }
}

function encodeEndQuorumEpochRequestPartition(writer: Writer, message: EndQuorumEpochRequestPartitionInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const leaderId = message.leaderId
  writer.int32(leaderId)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  if (version === 0) {
    const preferredSuccessors: readonly number[] = message.preferredSuccessors ?? []
    writer.arrayLength(preferredSuccessors.length)
    for (const item of preferredSuccessors) writer.int32(item)
  }
  if (version === 1) {
    const preferredCandidates: readonly EndQuorumEpochRequestPreferredCandidateInput[] = message.preferredCandidates ?? []
    writer.compactArrayLength(preferredCandidates.length)
    for (const item of preferredCandidates) encodeEndQuorumEpochRequestPreferredCandidate(writer, item, version)
  }
  if (version === 1) writer.unsignedVarint(0)
}

function decodeEndQuorumEpochRequestPartition(reader: Reader, version: number): EndQuorumEpochRequestPartition {
  const partitionIndex = reader.int32()
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  let preferredSuccessors: readonly number[] = []
  if (version === 0) {
    const count = reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    preferredSuccessors = items
  }
  let preferredCandidates: readonly EndQuorumEpochRequestPreferredCandidate[] = []
  if (version === 1) {
    const count = reader.compactArrayLength(21)
    const items: EndQuorumEpochRequestPreferredCandidate[] = []
    for (let index = 0; index < count; index++) items.push(decodeEndQuorumEpochRequestPreferredCandidate(reader, version))
    preferredCandidates = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { partitionIndex, leaderId, leaderEpoch, preferredSuccessors, preferredCandidates }
}

function encodeEndQuorumEpochRequestTopic(writer: Writer, message: EndQuorumEpochRequestTopicInput, version: number): void {
  const topicName = message.topicName
  if (version === 1) writer.compactString(topicName)
  else writer.string(topicName)
  const partitions = message.partitions
  if (version === 1) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeEndQuorumEpochRequestPartition(writer, item, version)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeEndQuorumEpochRequestTopic(reader: Reader, version: number): EndQuorumEpochRequestTopic {
  const topicName = (version >= 1 ? reader.compactString() : reader.string())
  let partitions: readonly EndQuorumEpochRequestPartition[]
  {
    const count = version >= 1 ? reader.compactArrayLength(14) : reader.arrayLength(14)
    const items: EndQuorumEpochRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeEndQuorumEpochRequestPartition(reader, version))
    partitions = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { topicName, partitions }
}

function encodeEndQuorumEpochRequest(writer: Writer, message: EndQuorumEpochRequestInput, version: number): void {
  const clusterId: string | null = message.clusterId === undefined ? null : message.clusterId
  if (version === 1) writer.compactNullableString(clusterId)
  else writer.nullableString(clusterId)
  const topics = message.topics
  if (version === 1) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeEndQuorumEpochRequestTopic(writer, item, version)
  if (version === 1) {
    const leaderEndpoints: readonly EndQuorumEpochRequestLeaderEndpointInput[] = message.leaderEndpoints ?? []
    writer.compactArrayLength(leaderEndpoints.length)
    for (const item of leaderEndpoints) encodeEndQuorumEpochRequestLeaderEndpoint(writer, item, version)
  }
  if (version === 1) writer.unsignedVarint(0)
}

function decodeEndQuorumEpochRequest(reader: Reader, version: number): EndQuorumEpochRequest {
  const clusterId = (version >= 1 ? reader.compactNullableString() : reader.nullableString())
  let topics: readonly EndQuorumEpochRequestTopic[]
  {
    const count = version >= 1 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: EndQuorumEpochRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeEndQuorumEpochRequestTopic(reader, version))
    topics = items
  }
  let leaderEndpoints: readonly EndQuorumEpochRequestLeaderEndpoint[] = []
  if (version === 1) {
    const count = reader.compactArrayLength(5)
    const items: EndQuorumEpochRequestLeaderEndpoint[] = []
    for (let index = 0; index < count; index++) items.push(decodeEndQuorumEpochRequestLeaderEndpoint(reader, version))
    leaderEndpoints = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { clusterId, topics, leaderEndpoints }
}

/** The answer to EndQuorumEpoch. */
export interface EndQuorumEpochResponse {
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The outcome. (v0+) */
  readonly topics: readonly EndQuorumEpochResponseTopic[]
  /** Addresses of the leaders named above. (v1+) */
  readonly nodeEndpoints: readonly EndQuorumEpochResponseNodeEndpoint[]
}

/** What encode takes for EndQuorumEpochResponse. */
export interface EndQuorumEpochResponseInput {
  readonly errorCode: number
  readonly topics: readonly EndQuorumEpochResponseTopicInput[]
  readonly nodeEndpoints?: readonly EndQuorumEpochResponseNodeEndpointInput[] | undefined
}

/** The outcome. */
export interface EndQuorumEpochResponseTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly EndQuorumEpochResponsePartition[]
}

/** What encode takes for EndQuorumEpochResponseTopic. */
export interface EndQuorumEpochResponseTopicInput {
  readonly topicName: string
  readonly partitions: readonly EndQuorumEpochResponsePartitionInput[]
}

/** The partitions. */
export interface EndQuorumEpochResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** The leader; -1 when unknown. (v0+) */
  readonly leaderId: number
  /** The latest epoch known. (v0+) */
  readonly leaderEpoch: number
}

/** What encode takes for EndQuorumEpochResponsePartition. */
export interface EndQuorumEpochResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly leaderId: number
  readonly leaderEpoch: number
}

/** Addresses of the leaders named above. */
export interface EndQuorumEpochResponseNodeEndpoint {
  /** The node. (v1+) */
  readonly nodeId: number
  /** Host to connect to. (v1+) */
  readonly host: string
  /** Port to connect to. (v1+) */
  readonly port: number
}

/** What encode takes for EndQuorumEpochResponseNodeEndpoint. */
export interface EndQuorumEpochResponseNodeEndpointInput {
  readonly nodeId: number
  readonly host: string
  readonly port: number
}

function encodeEndQuorumEpochResponseNodeEndpoint(writer: Writer, message: EndQuorumEpochResponseNodeEndpointInput, _version: number): void {
  const nodeId = message.nodeId
  writer.int32(nodeId)
  const host = message.host
  writer.compactString(host)
  const port = message.port
  writer.uint16(port)
  writer.unsignedVarint(0)
}

function decodeEndQuorumEpochResponseNodeEndpoint(reader: Reader, _version: number): EndQuorumEpochResponseNodeEndpoint {
  const nodeId = reader.int32()
  const host = reader.compactString()
  const port = reader.uint16()
  reader.skipTaggedFields()
  return { nodeId, host, port }
}

function encodeEndQuorumEpochResponsePartition(writer: Writer, message: EndQuorumEpochResponsePartitionInput, version: number): void {
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

function decodeEndQuorumEpochResponsePartition(reader: Reader, version: number): EndQuorumEpochResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  if (version === 1) reader.skipTaggedFields()
  return { partitionIndex, errorCode, leaderId, leaderEpoch }
}

function encodeEndQuorumEpochResponseTopic(writer: Writer, message: EndQuorumEpochResponseTopicInput, version: number): void {
  const topicName = message.topicName
  if (version === 1) writer.compactString(topicName)
  else writer.string(topicName)
  const partitions = message.partitions
  if (version === 1) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeEndQuorumEpochResponsePartition(writer, item, version)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeEndQuorumEpochResponseTopic(reader: Reader, version: number): EndQuorumEpochResponseTopic {
  const topicName = (version >= 1 ? reader.compactString() : reader.string())
  let partitions: readonly EndQuorumEpochResponsePartition[]
  {
    const count = version >= 1 ? reader.compactArrayLength(14) : reader.arrayLength(14)
    const items: EndQuorumEpochResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeEndQuorumEpochResponsePartition(reader, version))
    partitions = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { topicName, partitions }
}

function encodeEndQuorumEpochResponse(writer: Writer, message: EndQuorumEpochResponseInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const topics = message.topics
  if (version === 1) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeEndQuorumEpochResponseTopic(writer, item, version)
  const nodeEndpoints: readonly EndQuorumEpochResponseNodeEndpointInput[] = message.nodeEndpoints ?? []
  const nodeEndpointsIsSet = version === 1 && nodeEndpoints.length > 0
  if (version === 1) {
    writer.unsignedVarint((nodeEndpointsIsSet ? 1 : 0))
    if (nodeEndpointsIsSet) {
      writer.taggedField(0, (inner) => {
        inner.compactArrayLength(nodeEndpoints.length)
        for (const item of nodeEndpoints) encodeEndQuorumEpochResponseNodeEndpoint(inner, item, version)
      })
    }
  }
}

function decodeEndQuorumEpochResponse(reader: Reader, version: number): EndQuorumEpochResponse {
  const errorCode = reader.int16()
  let topics: readonly EndQuorumEpochResponseTopic[]
  {
    const count = version >= 1 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: EndQuorumEpochResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeEndQuorumEpochResponseTopic(reader, version))
    topics = items
  }
  let nodeEndpoints: readonly EndQuorumEpochResponseNodeEndpoint[] = []
  if (version === 1) {
    for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
      const tag = reader.unsignedVarint()
      const end = reader.taggedFieldEnd()
      if (tag === 0) {
        const count = reader.compactArrayLength(8)
        const items: EndQuorumEpochResponseNodeEndpoint[] = []
        for (let index = 0; index < count; index++) items.push(decodeEndQuorumEpochResponseNodeEndpoint(reader, version))
        nodeEndpoints = items
        reader.expectOffset(end)
      } else reader.offset = end
    }
  }
  return { errorCode, topics, nodeEndpoints }
}
