// Generated from broker/wire/schema/45-alter-partition-reassignments.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Starts or cancels the move of replicas to other brokers. */
export const alterPartitionReassignments: ApiCodec<AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsRequestInput, AlterPartitionReassignmentsResponse, AlterPartitionReassignmentsResponseInput> = {
  key: 45,
  name: 'AlterPartitionReassignments',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('AlterPartitionReassignmentsRequest', version, { min: 0, max: 1 })
      encodeAlterPartitionReassignmentsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterPartitionReassignmentsRequest', version, { min: 0, max: 1 })
      return decodeAlterPartitionReassignmentsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('AlterPartitionReassignmentsResponse', version, { min: 0, max: 1 })
      encodeAlterPartitionReassignmentsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterPartitionReassignmentsResponse', version, { min: 0, max: 1 })
      return decodeAlterPartitionReassignmentsResponse(reader, version)
    },
  },
}

/** Starts or cancels the move of replicas to other brokers. */
export interface AlterPartitionReassignmentsRequest {
  /** How long to wait for the start, ms. (v0+) */
  readonly timeoutMs: number
  /** Whether the replication factor may change. (v1+) */
  readonly allowReplicationFactorChange: boolean
  /** What to move. (v0+) */
  readonly topics: readonly AlterPartitionReassignmentsRequestTopic[]
}

/** What encode takes for AlterPartitionReassignmentsRequest. */
export interface AlterPartitionReassignmentsRequestInput {
  readonly timeoutMs?: number | undefined
  readonly allowReplicationFactorChange?: boolean | undefined
  readonly topics: readonly AlterPartitionReassignmentsRequestTopicInput[]
}

/** What to move. */
export interface AlterPartitionReassignmentsRequestTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly AlterPartitionReassignmentsRequestPartition[]
}

/** What encode takes for AlterPartitionReassignmentsRequestTopic. */
export interface AlterPartitionReassignmentsRequestTopicInput {
  readonly name: string
  readonly partitions: readonly AlterPartitionReassignmentsRequestPartitionInput[]
}

/** The partitions. */
export interface AlterPartitionReassignmentsRequestPartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** Brokers it is to be on; null cancels a move. (v0+) */
  readonly replicas: readonly number[] | null
}

/** What encode takes for AlterPartitionReassignmentsRequestPartition. */
export interface AlterPartitionReassignmentsRequestPartitionInput {
  readonly partitionIndex: number
  readonly replicas?: readonly number[] | null | undefined
}

function encodeAlterPartitionReassignmentsRequestPartition(writer: Writer, message: AlterPartitionReassignmentsRequestPartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const replicas: readonly number[] | null = message.replicas === undefined ? null : message.replicas
  writer.compactArrayLength(replicas === null ? -1 : replicas.length)
  if (replicas !== null) for (const item of replicas) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionReassignmentsRequestPartition(reader: Reader, _version: number): AlterPartitionReassignmentsRequestPartition {
  const partitionIndex = reader.int32()
  let replicas: readonly number[] | null
  {
    const count = reader.compactNullableArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    replicas = count < 0 ? null : items
  }
  reader.skipTaggedFields()
  return { partitionIndex, replicas }
}

function encodeAlterPartitionReassignmentsRequestTopic(writer: Writer, message: AlterPartitionReassignmentsRequestTopicInput, version: number): void {
  const name = message.name
  writer.compactString(name)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeAlterPartitionReassignmentsRequestPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionReassignmentsRequestTopic(reader: Reader, version: number): AlterPartitionReassignmentsRequestTopic {
  const name = reader.compactString()
  let partitions: readonly AlterPartitionReassignmentsRequestPartition[]
  {
    const count = reader.compactArrayLength(6)
    const items: AlterPartitionReassignmentsRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterPartitionReassignmentsRequestPartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { name, partitions }
}

function encodeAlterPartitionReassignmentsRequest(writer: Writer, message: AlterPartitionReassignmentsRequestInput, version: number): void {
  const timeoutMs: number = message.timeoutMs ?? 60000
  writer.int32(timeoutMs)
  const allowReplicationFactorChange: boolean = message.allowReplicationFactorChange ?? true
  if (version === 1) {
    writer.boolean(allowReplicationFactorChange)
  } else if (allowReplicationFactorChange !== true) throw cannotCarry('allowReplicationFactorChange', version)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeAlterPartitionReassignmentsRequestTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionReassignmentsRequest(reader: Reader, version: number): AlterPartitionReassignmentsRequest {
  const timeoutMs = reader.int32()
  const allowReplicationFactorChange: boolean = version === 1 ? reader.boolean() : true
  let topics: readonly AlterPartitionReassignmentsRequestTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: AlterPartitionReassignmentsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterPartitionReassignmentsRequestTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { timeoutMs, allowReplicationFactorChange, topics }
}

/** The answer to AlterPartitionReassignments. */
export interface AlterPartitionReassignmentsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** Whether the replication factor might change. (v1+) */
  readonly allowReplicationFactorChange: boolean
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** The outcome per topic. (v0+) */
  readonly responses: readonly AlterPartitionReassignmentsResponseResponse[]
}

/** What encode takes for AlterPartitionReassignmentsResponse. */
export interface AlterPartitionReassignmentsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly allowReplicationFactorChange?: boolean | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly responses: readonly AlterPartitionReassignmentsResponseResponseInput[]
}

/** The outcome per topic. */
export interface AlterPartitionReassignmentsResponseResponse {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly AlterPartitionReassignmentsResponsePartition[]
}

/** What encode takes for AlterPartitionReassignmentsResponseResponse. */
export interface AlterPartitionReassignmentsResponseResponseInput {
  readonly name: string
  readonly partitions: readonly AlterPartitionReassignmentsResponsePartitionInput[]
}

/** The partitions. */
export interface AlterPartitionReassignmentsResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for AlterPartitionReassignmentsResponsePartition. */
export interface AlterPartitionReassignmentsResponsePartitionInput {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeAlterPartitionReassignmentsResponsePartition(writer: Writer, message: AlterPartitionReassignmentsResponsePartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionReassignmentsResponsePartition(reader: Reader, _version: number): AlterPartitionReassignmentsResponsePartition {
  const partitionIndex = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { partitionIndex, errorCode, errorMessage }
}

function encodeAlterPartitionReassignmentsResponseResponse(writer: Writer, message: AlterPartitionReassignmentsResponseResponseInput, version: number): void {
  const name = message.name
  writer.compactString(name)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeAlterPartitionReassignmentsResponsePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionReassignmentsResponseResponse(reader: Reader, version: number): AlterPartitionReassignmentsResponseResponse {
  const name = reader.compactString()
  let partitions: readonly AlterPartitionReassignmentsResponsePartition[]
  {
    const count = reader.compactArrayLength(8)
    const items: AlterPartitionReassignmentsResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterPartitionReassignmentsResponsePartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { name, partitions }
}

function encodeAlterPartitionReassignmentsResponse(writer: Writer, message: AlterPartitionReassignmentsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  if (version === 1) {
    const allowReplicationFactorChange: boolean = message.allowReplicationFactorChange ?? true
    writer.boolean(allowReplicationFactorChange)
  }
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const responses = message.responses
  writer.compactArrayLength(responses.length)
  for (const item of responses) encodeAlterPartitionReassignmentsResponseResponse(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterPartitionReassignmentsResponse(reader: Reader, version: number): AlterPartitionReassignmentsResponse {
  const throttleTimeMs = reader.int32()
  const allowReplicationFactorChange: boolean = version === 1 ? reader.boolean() : true
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  let responses: readonly AlterPartitionReassignmentsResponseResponse[]
  {
    const count = reader.compactArrayLength(3)
    const items: AlterPartitionReassignmentsResponseResponse[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterPartitionReassignmentsResponseResponse(reader, version))
    responses = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, allowReplicationFactorChange, errorCode, errorMessage, responses }
}
