// Generated from broker/wire/schema/46-list-partition-reassignments.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Lists the moves of replicas that are under way. */
export const listPartitionReassignments: ApiCodec<ListPartitionReassignmentsRequest, ListPartitionReassignmentsRequestInput, ListPartitionReassignmentsResponse, ListPartitionReassignmentsResponseInput> = {
  key: 46,
  name: 'ListPartitionReassignments',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('ListPartitionReassignmentsRequest', version, { min: 0, max: 0 })
      encodeListPartitionReassignmentsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ListPartitionReassignmentsRequest', version, { min: 0, max: 0 })
      return decodeListPartitionReassignmentsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ListPartitionReassignmentsResponse', version, { min: 0, max: 0 })
      encodeListPartitionReassignmentsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ListPartitionReassignmentsResponse', version, { min: 0, max: 0 })
      return decodeListPartitionReassignmentsResponse(reader, version)
    },
  },
}

/** Lists the moves of replicas that are under way. */
export interface ListPartitionReassignmentsRequest {
  /** How long to wait, ms. (v0+) */
  readonly timeoutMs: number
  /** What to list; null for everything. (v0+) */
  readonly topics: readonly ListPartitionReassignmentsRequestTopic[] | null
}

/** What encode takes for ListPartitionReassignmentsRequest. */
export interface ListPartitionReassignmentsRequestInput {
  readonly timeoutMs?: number | undefined
  readonly topics?: readonly ListPartitionReassignmentsRequestTopicInput[] | null | undefined
}

/** What to list; null for everything. */
export interface ListPartitionReassignmentsRequestTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitionIndexes: readonly number[]
}

/** What encode takes for ListPartitionReassignmentsRequestTopic. */
export interface ListPartitionReassignmentsRequestTopicInput {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

function encodeListPartitionReassignmentsRequestTopic(writer: Writer, message: ListPartitionReassignmentsRequestTopicInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const partitionIndexes = message.partitionIndexes
  writer.compactArrayLength(partitionIndexes.length)
  for (const item of partitionIndexes) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeListPartitionReassignmentsRequestTopic(reader: Reader, _version: number): ListPartitionReassignmentsRequestTopic {
  const name = reader.compactString()
  let partitionIndexes: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitionIndexes = items
  }
  reader.skipTaggedFields()
  return { name, partitionIndexes }
}

function encodeListPartitionReassignmentsRequest(writer: Writer, message: ListPartitionReassignmentsRequestInput, version: number): void {
  const timeoutMs: number = message.timeoutMs ?? 60000
  writer.int32(timeoutMs)
  const topics: readonly ListPartitionReassignmentsRequestTopicInput[] | null = message.topics === undefined ? null : message.topics
  writer.compactArrayLength(topics === null ? -1 : topics.length)
  if (topics !== null) for (const item of topics) encodeListPartitionReassignmentsRequestTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeListPartitionReassignmentsRequest(reader: Reader, version: number): ListPartitionReassignmentsRequest {
  const timeoutMs = reader.int32()
  let topics: readonly ListPartitionReassignmentsRequestTopic[] | null
  {
    const count = reader.compactNullableArrayLength(3)
    const items: ListPartitionReassignmentsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeListPartitionReassignmentsRequestTopic(reader, version))
    topics = count < 0 ? null : items
  }
  reader.skipTaggedFields()
  return { timeoutMs, topics }
}

/** The answer to ListPartitionReassignments. */
export interface ListPartitionReassignmentsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** The moves. (v0+) */
  readonly topics: readonly ListPartitionReassignmentsResponseTopic[]
}

/** What encode takes for ListPartitionReassignmentsResponse. */
export interface ListPartitionReassignmentsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly topics: readonly ListPartitionReassignmentsResponseTopicInput[]
}

/** The moves. */
export interface ListPartitionReassignmentsResponseTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The partitions. (v0+) */
  readonly partitions: readonly ListPartitionReassignmentsResponsePartition[]
}

/** What encode takes for ListPartitionReassignmentsResponseTopic. */
export interface ListPartitionReassignmentsResponseTopicInput {
  readonly name: string
  readonly partitions: readonly ListPartitionReassignmentsResponsePartitionInput[]
}

/** The partitions. */
export interface ListPartitionReassignmentsResponsePartition {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** Brokers with a replica. (v0+) */
  readonly replicas: readonly number[]
  /** Replicas on their way in. (v0+) */
  readonly addingReplicas: readonly number[]
  /** Replicas on their way out. (v0+) */
  readonly removingReplicas: readonly number[]
}

/** What encode takes for ListPartitionReassignmentsResponsePartition. */
export interface ListPartitionReassignmentsResponsePartitionInput {
  readonly partitionIndex: number
  readonly replicas: readonly number[]
  readonly addingReplicas: readonly number[]
  readonly removingReplicas: readonly number[]
}

function encodeListPartitionReassignmentsResponsePartition(writer: Writer, message: ListPartitionReassignmentsResponsePartitionInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const replicas = message.replicas
  writer.compactArrayLength(replicas.length)
  for (const item of replicas) writer.int32(item)
  const addingReplicas = message.addingReplicas
  writer.compactArrayLength(addingReplicas.length)
  for (const item of addingReplicas) writer.int32(item)
  const removingReplicas = message.removingReplicas
  writer.compactArrayLength(removingReplicas.length)
  for (const item of removingReplicas) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeListPartitionReassignmentsResponsePartition(reader: Reader, _version: number): ListPartitionReassignmentsResponsePartition {
  const partitionIndex = reader.int32()
  let replicas: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    replicas = items
  }
  let addingReplicas: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    addingReplicas = items
  }
  let removingReplicas: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    removingReplicas = items
  }
  reader.skipTaggedFields()
  return { partitionIndex, replicas, addingReplicas, removingReplicas }
}

function encodeListPartitionReassignmentsResponseTopic(writer: Writer, message: ListPartitionReassignmentsResponseTopicInput, version: number): void {
  const name = message.name
  writer.compactString(name)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeListPartitionReassignmentsResponsePartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeListPartitionReassignmentsResponseTopic(reader: Reader, version: number): ListPartitionReassignmentsResponseTopic {
  const name = reader.compactString()
  let partitions: readonly ListPartitionReassignmentsResponsePartition[]
  {
    const count = reader.compactArrayLength(8)
    const items: ListPartitionReassignmentsResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeListPartitionReassignmentsResponsePartition(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { name, partitions }
}

function encodeListPartitionReassignmentsResponse(writer: Writer, message: ListPartitionReassignmentsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeListPartitionReassignmentsResponseTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeListPartitionReassignmentsResponse(reader: Reader, version: number): ListPartitionReassignmentsResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  let topics: readonly ListPartitionReassignmentsResponseTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: ListPartitionReassignmentsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeListPartitionReassignmentsResponseTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, topics }
}
