// Generated from broker/wire/schema/03-metadata.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotBeNull, cannotCarry, checkVersion } from '../codec-support.ts'
import { type Reader, type Uuid, ZERO_UUID } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Asks for brokers, topics and the leader of each partition. */
export const metadata: ApiCodec<MetadataRequest, MetadataRequestInput, MetadataResponse, MetadataResponseInput> = {
  key: 3,
  name: 'Metadata',
  minVersion: 0,
  maxVersion: 13,
  flexibleFrom: 9,
  request: {
    encode(writer, message, version) {
      checkVersion('MetadataRequest', version, { min: 0, max: 13 })
      encodeMetadataRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('MetadataRequest', version, { min: 0, max: 13 })
      return decodeMetadataRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('MetadataResponse', version, { min: 0, max: 13 })
      encodeMetadataResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('MetadataResponse', version, { min: 0, max: 13 })
      return decodeMetadataResponse(reader, version)
    },
  },
}

/** Asks for brokers, topics and the leader of each partition. */
export interface MetadataRequest {
  /** Topics to describe; null for all. (v0+) */
  readonly topics: readonly MetadataRequestTopic[] | null
  /** Whether missing topics may be created. (v4+) */
  readonly allowAutoTopicCreation: boolean
  /** Whether to tell what may be done to the cluster. (v8-10) */
  readonly includeClusterAuthorizedOperations: boolean
  /** Whether to tell what may be done to each topic. (v8+) */
  readonly includeTopicAuthorizedOperations: boolean
}

/** What encode takes for MetadataRequest. */
export interface MetadataRequestInput {
  readonly topics: readonly MetadataRequestTopicInput[] | null
  readonly allowAutoTopicCreation?: boolean | undefined
  readonly includeClusterAuthorizedOperations?: boolean | undefined
  readonly includeTopicAuthorizedOperations?: boolean | undefined
}

/** Topics to describe; null for all. */
export interface MetadataRequestTopic {
  /** The id of the topic, or zero to ask by name. (v10+) */
  readonly topicId: Uuid
  /** The name of the topic; null to ask by id. (v0+) */
  readonly name: string | null
}

/** What encode takes for MetadataRequestTopic. */
export interface MetadataRequestTopicInput {
  readonly topicId?: Uuid | undefined
  readonly name: string | null
}

function encodeMetadataRequestTopic(writer: Writer, message: MetadataRequestTopicInput, version: number): void {
  if (version >= 10) {
    const topicId: Uuid = message.topicId ?? ZERO_UUID
    writer.uuid(topicId)
  }
  const name = message.name
  if (name === null && !(version >= 10)) throw cannotBeNull('name', version)
  if (version >= 9) writer.compactNullableString(name)
  else writer.nullableString(name)
  if (version >= 9) writer.unsignedVarint(0)
}

function decodeMetadataRequestTopic(reader: Reader, version: number): MetadataRequestTopic {
  const topicId: Uuid = version >= 10 ? reader.uuid() : ZERO_UUID
  const name = (version >= 10 ? reader.compactNullableString() : version >= 9 ? reader.compactString() : reader.string())
  if (version >= 9) reader.skipTaggedFields()
  return { topicId, name }
}

function encodeMetadataRequest(writer: Writer, message: MetadataRequestInput, version: number): void {
  const topics = message.topics
  if (topics === null && !(version >= 1)) throw cannotBeNull('topics', version)
  if (version >= 9) writer.compactArrayLength(topics === null ? -1 : topics.length)
  else writer.arrayLength(topics === null ? -1 : topics.length)
  if (topics !== null) for (const item of topics) encodeMetadataRequestTopic(writer, item, version)
  if (version >= 4) {
    const allowAutoTopicCreation: boolean = message.allowAutoTopicCreation ?? true
    writer.boolean(allowAutoTopicCreation)
  }
  const includeClusterAuthorizedOperations: boolean = message.includeClusterAuthorizedOperations ?? false
  if (version >= 8 && version <= 10) {
    writer.boolean(includeClusterAuthorizedOperations)
  } else if (includeClusterAuthorizedOperations !== false) throw cannotCarry('includeClusterAuthorizedOperations', version)
  const includeTopicAuthorizedOperations: boolean = message.includeTopicAuthorizedOperations ?? false
  if (version >= 8) {
    writer.boolean(includeTopicAuthorizedOperations)
  } else if (includeTopicAuthorizedOperations !== false) throw cannotCarry('includeTopicAuthorizedOperations', version)
  if (version >= 9) writer.unsignedVarint(0)
}

function decodeMetadataRequest(reader: Reader, version: number): MetadataRequest {
  let topics: readonly MetadataRequestTopic[] | null
  {
    const count = version >= 9 ? reader.compactNullableArrayLength(2) : version >= 1 ? reader.nullableArrayLength(2) : reader.arrayLength(2)
    const items: MetadataRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeMetadataRequestTopic(reader, version))
    topics = count < 0 ? null : items
  }
  const allowAutoTopicCreation: boolean = version >= 4 ? reader.boolean() : true
  const includeClusterAuthorizedOperations: boolean = version >= 8 && version <= 10 ? reader.boolean() : false
  const includeTopicAuthorizedOperations: boolean = version >= 8 ? reader.boolean() : false
  if (version >= 9) reader.skipTaggedFields()
  return { topics, allowAutoTopicCreation, includeClusterAuthorizedOperations, includeTopicAuthorizedOperations }
}

/** The answer to Metadata. */
export interface MetadataResponse {
  /** How long the quota of the client delays it, ms. (v3+) */
  readonly throttleTimeMs: number
  /** Live brokers. (v0+) */
  readonly brokers: readonly MetadataResponseBroker[]
  /** Id of the cluster. (v2+) */
  readonly clusterId: string | null
  /** The broker to send administrative requests to; -1 when unknown. (v1+) */
  readonly controllerId: number
  /** One entry per topic. (v0+) */
  readonly topics: readonly MetadataResponseTopic[]
  /** Bits of the allowed operations; -2^31 when not asked for. (v8-10) */
  readonly clusterAuthorizedOperations: number
  /** The outcome for the request; 0 is success. (v13+) */
  readonly errorCode: number
}

/** What encode takes for MetadataResponse. */
export interface MetadataResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly brokers: readonly MetadataResponseBrokerInput[]
  readonly clusterId?: string | null | undefined
  readonly controllerId?: number | undefined
  readonly topics: readonly MetadataResponseTopicInput[]
  readonly clusterAuthorizedOperations?: number | undefined
  readonly errorCode?: number | undefined
}

/** Live brokers. */
export interface MetadataResponseBroker {
  /** The broker. (v0+) */
  readonly nodeId: number
  /** Host to connect to. (v0+) */
  readonly host: string
  /** Port to connect to. (v0+) */
  readonly port: number
  /** Rack of the broker, if it has one. (v1+) */
  readonly rack: string | null
}

/** What encode takes for MetadataResponseBroker. */
export interface MetadataResponseBrokerInput {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null | undefined
}

/** One entry per topic. */
export interface MetadataResponseTopic {
  /** The outcome for the topic; 0 is success. (v0+) */
  readonly errorCode: number
  /** The name of the topic; null when an id is not known. (v0+) */
  readonly name: string | null
  /** The id of the topic. (v10+) */
  readonly topicId: Uuid
  /** Whether the brokers themselves use the topic. (v1+) */
  readonly isInternal: boolean
  /** The partitions of the topic. (v0+) */
  readonly partitions: readonly MetadataResponsePartition[]
  /** Bits of the allowed operations; -2^31 when not asked for. (v8+) */
  readonly topicAuthorizedOperations: number
}

/** What encode takes for MetadataResponseTopic. */
export interface MetadataResponseTopicInput {
  readonly errorCode: number
  readonly name: string | null
  readonly topicId?: Uuid | undefined
  readonly isInternal?: boolean | undefined
  readonly partitions: readonly MetadataResponsePartitionInput[]
  readonly topicAuthorizedOperations?: number | undefined
}

/** The partitions of the topic. */
export interface MetadataResponsePartition {
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The broker that leads; -1 when none does. (v0+) */
  readonly leaderId: number
  /** The epoch of the leader. (v7+) */
  readonly leaderEpoch: number
  /** Brokers with a replica, the preferred leader first. (v0+) */
  readonly replicaNodes: readonly number[]
  /** Brokers whose replica is in sync. (v0+) */
  readonly isrNodes: readonly number[]
  /** Brokers whose replica is offline. (v5+) */
  readonly offlineReplicas: readonly number[]
}

/** What encode takes for MetadataResponsePartition. */
export interface MetadataResponsePartitionInput {
  readonly errorCode: number
  readonly partitionIndex: number
  readonly leaderId: number
  readonly leaderEpoch?: number | undefined
  readonly replicaNodes: readonly number[]
  readonly isrNodes: readonly number[]
  readonly offlineReplicas?: readonly number[] | undefined
}

function encodeMetadataResponsePartition(writer: Writer, message: MetadataResponsePartitionInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const leaderId = message.leaderId
  writer.int32(leaderId)
  if (version >= 7) {
    const leaderEpoch: number = message.leaderEpoch ?? -1
    writer.int32(leaderEpoch)
  }
  const replicaNodes = message.replicaNodes
  if (version >= 9) writer.compactArrayLength(replicaNodes.length)
  else writer.arrayLength(replicaNodes.length)
  for (const item of replicaNodes) writer.int32(item)
  const isrNodes = message.isrNodes
  if (version >= 9) writer.compactArrayLength(isrNodes.length)
  else writer.arrayLength(isrNodes.length)
  for (const item of isrNodes) writer.int32(item)
  if (version >= 5) {
    const offlineReplicas: readonly number[] = message.offlineReplicas ?? []
    if (version >= 9) writer.compactArrayLength(offlineReplicas.length)
    else writer.arrayLength(offlineReplicas.length)
    for (const item of offlineReplicas) writer.int32(item)
  }
  if (version >= 9) writer.unsignedVarint(0)
}

function decodeMetadataResponsePartition(reader: Reader, version: number): MetadataResponsePartition {
  const errorCode = reader.int16()
  const partitionIndex = reader.int32()
  const leaderId = reader.int32()
  const leaderEpoch: number = version >= 7 ? reader.int32() : -1
  let replicaNodes: readonly number[]
  {
    const count = version >= 9 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    replicaNodes = items
  }
  let isrNodes: readonly number[]
  {
    const count = version >= 9 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    isrNodes = items
  }
  let offlineReplicas: readonly number[] = []
  if (version >= 5) {
    const count = version >= 9 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    offlineReplicas = items
  }
  if (version >= 9) reader.skipTaggedFields()
  return { errorCode, partitionIndex, leaderId, leaderEpoch, replicaNodes, isrNodes, offlineReplicas }
}

function encodeMetadataResponseTopic(writer: Writer, message: MetadataResponseTopicInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const name = message.name
  if (name === null && !(version >= 12)) throw cannotBeNull('name', version)
  if (version >= 9) writer.compactNullableString(name)
  else writer.nullableString(name)
  if (version >= 10) {
    const topicId: Uuid = message.topicId ?? ZERO_UUID
    writer.uuid(topicId)
  }
  if (version >= 1) {
    const isInternal: boolean = message.isInternal ?? false
    writer.boolean(isInternal)
  }
  const partitions = message.partitions
  if (version >= 9) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) encodeMetadataResponsePartition(writer, item, version)
  if (version >= 8) {
    const topicAuthorizedOperations: number = message.topicAuthorizedOperations ?? -2147483648
    writer.int32(topicAuthorizedOperations)
  }
  if (version >= 9) writer.unsignedVarint(0)
}

function decodeMetadataResponseTopic(reader: Reader, version: number): MetadataResponseTopic {
  const errorCode = reader.int16()
  const name = (version >= 12 ? reader.compactNullableString() : version >= 9 ? reader.compactString() : reader.string())
  const topicId: Uuid = version >= 10 ? reader.uuid() : ZERO_UUID
  const isInternal: boolean = version >= 1 ? reader.boolean() : false
  let partitions: readonly MetadataResponsePartition[]
  {
    const count = version >= 9 ? reader.compactArrayLength(18) : reader.arrayLength(18)
    const items: MetadataResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeMetadataResponsePartition(reader, version))
    partitions = items
  }
  const topicAuthorizedOperations: number = version >= 8 ? reader.int32() : -2147483648
  if (version >= 9) reader.skipTaggedFields()
  return { errorCode, name, topicId, isInternal, partitions, topicAuthorizedOperations }
}

function encodeMetadataResponseBroker(writer: Writer, message: MetadataResponseBrokerInput, version: number): void {
  const nodeId = message.nodeId
  writer.int32(nodeId)
  const host = message.host
  if (version >= 9) writer.compactString(host)
  else writer.string(host)
  const port = message.port
  writer.int32(port)
  if (version >= 1) {
    const rack: string | null = message.rack === undefined ? null : message.rack
    if (version >= 9) writer.compactNullableString(rack)
    else writer.nullableString(rack)
  }
  if (version >= 9) writer.unsignedVarint(0)
}

function decodeMetadataResponseBroker(reader: Reader, version: number): MetadataResponseBroker {
  const nodeId = reader.int32()
  const host = (version >= 9 ? reader.compactString() : reader.string())
  const port = reader.int32()
  const rack: string | null = version >= 1 ? (version >= 9 ? reader.compactNullableString() : reader.nullableString()) : null
  if (version >= 9) reader.skipTaggedFields()
  return { nodeId, host, port, rack }
}

function encodeMetadataResponse(writer: Writer, message: MetadataResponseInput, version: number): void {
  if (version >= 3) {
    const throttleTimeMs: number = message.throttleTimeMs ?? 0
    writer.int32(throttleTimeMs)
  }
  const brokers = message.brokers
  if (version >= 9) writer.compactArrayLength(brokers.length)
  else writer.arrayLength(brokers.length)
  for (const item of brokers) encodeMetadataResponseBroker(writer, item, version)
  if (version >= 2) {
    const clusterId: string | null = message.clusterId === undefined ? null : message.clusterId
    if (version >= 9) writer.compactNullableString(clusterId)
    else writer.nullableString(clusterId)
  }
  if (version >= 1) {
    const controllerId: number = message.controllerId ?? -1
    writer.int32(controllerId)
  }
  const topics = message.topics
  if (version >= 9) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeMetadataResponseTopic(writer, item, version)
  if (version >= 8 && version <= 10) {
    const clusterAuthorizedOperations: number = message.clusterAuthorizedOperations ?? -2147483648
    writer.int32(clusterAuthorizedOperations)
  }
  if (version === 13) {
    const errorCode: number = message.errorCode ?? 0
    writer.int16(errorCode)
  }
  if (version >= 9) writer.unsignedVarint(0)
}

function decodeMetadataResponse(reader: Reader, version: number): MetadataResponse {
  const throttleTimeMs: number = version >= 3 ? reader.int32() : 0
  let brokers: readonly MetadataResponseBroker[]
  {
    const count = version >= 9 ? reader.compactArrayLength(10) : reader.arrayLength(10)
    const items: MetadataResponseBroker[] = []
    for (let index = 0; index < count; index++) items.push(decodeMetadataResponseBroker(reader, version))
    brokers = items
  }
  const clusterId: string | null = version >= 2 ? (version >= 9 ? reader.compactNullableString() : reader.nullableString()) : null
  const controllerId: number = version >= 1 ? reader.int32() : -1
  let topics: readonly MetadataResponseTopic[]
  {
    const count = version >= 9 ? reader.compactArrayLength(8) : reader.arrayLength(8)
    const items: MetadataResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeMetadataResponseTopic(reader, version))
    topics = items
  }
  const clusterAuthorizedOperations: number = version >= 8 && version <= 10 ? reader.int32() : -2147483648
  const errorCode: number = version === 13 ? reader.int16() : 0
  if (version >= 9) reader.skipTaggedFields()
  return { throttleTimeMs, brokers, clusterId, controllerId, topics, clusterAuthorizedOperations, errorCode }
}
