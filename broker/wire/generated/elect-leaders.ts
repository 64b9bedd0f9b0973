// Generated from broker/wire/schema/43-elect-leaders.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Elects leaders of partitions. */
export const electLeaders: ApiCodec<ElectLeadersRequest, ElectLeadersRequestInput, ElectLeadersResponse, ElectLeadersResponseInput> = {
  key: 43,
  name: 'ElectLeaders',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  request: {
    encode(writer, message, version) {
      checkVersion('ElectLeadersRequest', version, { min: 0, max: 2 })
      encodeElectLeadersRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ElectLeadersRequest', version, { min: 0, max: 2 })
      return decodeElectLeadersRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ElectLeadersResponse', version, { min: 0, max: 2 })
      encodeElectLeadersResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ElectLeadersResponse', version, { min: 0, max: 2 })
      return decodeElectLeadersResponse(reader, version)
    },
  },
}

/** Elects leaders of partitions. */
export interface ElectLeadersRequest {
  /** Which election: 0 preferred, 1 unclean. (v1+) */
  readonly electionType: number
  /** Where to elect; null for everywhere. (v0+) */
  readonly topicPartitions: readonly ElectLeadersRequestTopicPartition[] | null
  /** How long to wait, ms. (v0+) */
  readonly timeoutMs: number
}

/** What encode takes for ElectLeadersRequest. */
export interface ElectLeadersRequestInput {
  readonly electionType?: number | undefined
  readonly topicPartitions: readonly ElectLeadersRequestTopicPartitionInput[] | null
  readonly timeoutMs?: number | undefined
}

/** Where to elect; null for everywhere. */
export interface ElectLeadersRequestTopicPartition {
  /** The topic. (v0+) */
  readonly topic: string
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ElectLeadersRequestTopicPartition. */
export interface ElectLeadersRequestTopicPartitionInput {
  readonly topic: string
  readonly partitions: readonly number[]
}

function encodeElectLeadersRequestTopicPartition(writer: Writer, message: ElectLeadersRequestTopicPartitionInput, version: number): void {
  const topic = message.topic
  if (version === 2) writer.compactString(topic)
  else writer.string(topic)
  const partitions = message.partitions
  if (version === 2) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeElectLeadersRequestTopicPartition(reader: Reader, version: number): ElectLeadersRequestTopicPartition {
  const topic = (version >= 2 ? reader.compactString() : reader.string())
  let partitions: readonly number[]
  {
    const count = version >= 2 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { topic, partitions }
}

function encodeElectLeadersRequest(writer: Writer, message: ElectLeadersRequestInput, version: number): void {
  const electionType: number = message.electionType ?? 0
  if (version >= 1) {
    writer.int8(electionType)
  } else if (electionType !== 0) throw cannotCarry('electionType', version)
  const topicPartitions = message.topicPartitions
  if (version === 2) writer.compactArrayLength(topicPartitions === null ? -1 : topicPartitions.length)
  else writer.arrayLength(topicPartitions === null ? -1 : topicPartitions.length)
  if (topicPartitions !== null) for (const item of topicPartitions) encodeElectLeadersRequestTopicPartition(writer, item, version)
  const timeoutMs: number = message.timeoutMs ?? 60000
  writer.int32(timeoutMs)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeElectLeadersRequest(reader: Reader, version: number): ElectLeadersRequest {
  const electionType: number = version >= 1 ? reader.int8() : 0
  let topicPartitions: readonly ElectLeadersRequestTopicPartition[] | null
  {
    const count = version >= 2 ? reader.compactNullableArrayLength(3) : reader.nullableArrayLength(3)
    const items: ElectLeadersRequestTopicPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeElectLeadersRequestTopicPartition(reader, version))
    topicPartitions = count < 0 ? null : items
  }
  const timeoutMs = reader.int32()
  if (version === 2) reader.skipTaggedFields()
  return { electionType, topicPartitions, timeoutMs }
}

/** The answer to ElectLeaders. */
export interface ElectLeadersResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v1+) */
  readonly errorCode: number
  /** The outcome per topic. (v0+) */
  readonly replicaElectionResults: readonly ElectLeadersResponseReplicaElectionResult[]
}

/** What encode takes for ElectLeadersResponse. */
export interface ElectLeadersResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode?: number | undefined
  readonly replicaElectionResults: readonly ElectLeadersResponseReplicaElectionResultInput[]
}

/** The outcome per topic. */
export interface ElectLeadersResponseReplicaElectionResult {
  /** The topic. (v0+) */
  readonly topic: string
  /** The outcome per partition. (v0+) */
  readonly partitionResult: readonly ElectLeadersResponsePartitionResult[]
}

/** What encode takes for ElectLeadersResponseReplicaElectionResult. */
export interface ElectLeadersResponseReplicaElectionResultInput {
  readonly topic: string
  readonly partitionResult: readonly ElectLeadersResponsePartitionResultInput[]
}

/** The outcome per partition. */
export interface ElectLeadersResponsePartitionResult {
  /** The partition. (v0+) */
  readonly partitionId: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for ElectLeadersResponsePartitionResult. */
export interface ElectLeadersResponsePartitionResultInput {
  readonly partitionId: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeElectLeadersResponsePartitionResult(writer: Writer, message: ElectLeadersResponsePartitionResultInput, version: number): void {
  const partitionId = message.partitionId
  writer.int32(partitionId)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  if (version === 2) writer.compactNullableString(errorMessage)
  else writer.nullableString(errorMessage)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeElectLeadersResponsePartitionResult(reader: Reader, version: number): ElectLeadersResponsePartitionResult {
  const partitionId = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = (version >= 2 ? reader.compactNullableString() : reader.nullableString())
  if (version === 2) reader.skipTaggedFields()
  return { partitionId, errorCode, errorMessage }
}

function encodeElectLeadersResponseReplicaElectionResult(writer: Writer, message: ElectLeadersResponseReplicaElectionResultInput, version: number): void {
  const topic = message.topic
  if (version === 2) writer.compactString(topic)
  else writer.string(topic)
  const partitionResult = message.partitionResult
  if (version === 2) writer.compactArrayLength(partitionResult.length)
  else writer.arrayLength(partitionResult.length)
  for (const item of partitionResult) encodeElectLeadersResponsePartitionResult(writer, item, version)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeElectLeadersResponseReplicaElectionResult(reader: Reader, version: number): ElectLeadersResponseReplicaElectionResult {
  const topic = (version >= 2 ? reader.compactString() : reader.string())
  let partitionResult: readonly ElectLeadersResponsePartitionResult[]
  {
    const count = version >= 2 ? reader.compactArrayLength(8) : reader.arrayLength(8)
    const items: ElectLeadersResponsePartitionResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeElectLeadersResponsePartitionResult(reader, version))
    partitionResult = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { topic, partitionResult }
}

function encodeElectLeadersResponse(writer: Writer, message: ElectLeadersResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  if (version >= 1) {
    const errorCode: number = message.errorCode ?? 0
    writer.int16(errorCode)
  }
  const replicaElectionResults = message.replicaElectionResults
  if (version === 2) writer.compactArrayLength(replicaElectionResults.length)
  else writer.arrayLength(replicaElectionResults.length)
  for (const item of replicaElectionResults) encodeElectLeadersResponseReplicaElectionResult(writer, item, version)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeElectLeadersResponse(reader: Reader, version: number): ElectLeadersResponse {
  const throttleTimeMs = reader.int32()
  const errorCode: number = version >= 1 ? reader.int16() : 0
  let replicaElectionResults: readonly ElectLeadersResponseReplicaElectionResult[]
  {
    const count = version >= 2 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: ElectLeadersResponseReplicaElectionResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeElectLeadersResponseReplicaElectionResult(reader, version))
    replicaElectionResults = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, replicaElectionResults }
}
