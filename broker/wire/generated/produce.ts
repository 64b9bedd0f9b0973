// Generated from broker/wire/schema/00-produce.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import { type Reader, type Uuid, ZERO_UUID } from '../reader.ts'
import type { RecordsInput, Writer } from '../writer.ts'

/** Appends record batches to partitions. */
export const produce: ApiCodec<ProduceRequest, ProduceRequestInput, ProduceResponse, ProduceResponseInput> = {
  key: 0,
  name: 'Produce',
  minVersion: 0,
  maxVersion: 13,
  flexibleFrom: 9,
  request: {
    encode(writer, message, version) {
      checkVersion('ProduceRequest', version, { min: 0, max: 13 })
      encodeProduceRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ProduceRequest', version, { min: 0, max: 13 })
      return decodeProduceRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ProduceResponse', version, { min: 0, max: 13 })
      encodeProduceResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ProduceResponse', version, { min: 0, max: 13 })
      return decodeProduceResponse(reader, version)
    },
  },
}

/** Appends record batches to partitions. */
export interface ProduceRequest {
  /** The transactional id; null outside of transactions. (v3+) */
  readonly transactionalId: string | null
  /** Who has to have the batch before the answer: 0 nobody, 1 the leader, -1 all in sync. (v0+) */
  readonly acks: number
  /** How long to wait for the replicas, ms. (v0+) */
  readonly timeoutMs: number
  /** What to append to each topic. (v0+) */
  readonly topicData: readonly ProduceRequestTopic[]
}

/** What encode takes for ProduceRequest. */
export interface ProduceRequestInput {
  readonly transactionalId?: string | null | undefined
  readonly acks: number
  readonly timeoutMs: number
  readonly topicData: readonly ProduceRequestTopicInput[]
}

/** What to append to each topic. */
export interface ProduceRequestTopic {
  /** The topic. (v0-12) */
  readonly name: string
  /** The id of the topic. (v13+) */
  readonly topicId: Uuid
  /** What to append to each partition. (v0+) */
  readonly partitionData: readonly ProduceRequestPartition[]
}

/** What encode takes for ProduceRequestTopic. */
export interface ProduceRequestTopicInput {
  readonly name?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitionData: readonly ProduceRequestPartitionInput[]
}

/** What to append to each partition. */
export interface ProduceRequestPartition {
  /** The partition. (v0+) */
  readonly index: number
  /** The batches. (v0+) */
  readonly records: Buffer | null
}

/** What encode takes for ProduceRequestPartition. */
export interface ProduceRequestPartitionInput {
  readonly index: number
  readonly records: RecordsInput | null
}

function encodeProduceRequestPartition(writer: Writer, message: ProduceRequestPartitionInput, version: number): void {
  const indexField = message.index
  writer.int32(indexField)
  const records = message.records
  if (version >= 9) writer.compactNullableRecords(records)
  else writer.nullableRecords(records)
  if (version >= 9) writer.unsignedVarint(0)
}

function decodeProduceRequestPartition(reader: Reader, version: number): ProduceRequestPartition {
  const indexField = reader.int32()
  const records = (version >= 9 ? reader.compactNullableRecords() : reader.nullableRecords())
  if (version >= 9) reader.skipTaggedFields()
  return { index: indexField, records }
}

function encodeProduceRequestTopic(writer: Writer, message: ProduceRequestTopicInput, version: number): void {
  if (version <= 12) {
    const name: string = message.name ?? ''
    if (version >= 9) writer.compactString(name)
    else writer.string(name)
  }
  if (version === 13) {
    const topicId: Uuid = message.topicId ?? ZERO_UUID
    writer.uuid(topicId)
  }
  const partitionData = message.partitionData
  if (version >= 9) writer.compactArrayLength(partitionData.length)
  else writer.arrayLength(partitionData.length)
  for (const item of partitionData) encodeProduceRequestPartition(writer, item, version)
  if (version >= 9) writer.unsignedVarint(0)
}

function decodeProduceRequestTopic(reader: Reader, version: number): ProduceRequestTopic {
  const name: string = version <= 12 ? (version >= 9 ? reader.compactString() : reader.string()) : ''
  const topicId: Uuid = version === 13 ? reader.uuid() : ZERO_UUID
  let partitionData: readonly ProduceRequestPartition[]
  {
    const count = version >= 9 ? reader.compactArrayLength(6) : reader.arrayLength(6)
    const items: ProduceRequestPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeProduceRequestPartition(reader, version))
    partitionData = items
  }
  if (version >= 9) reader.skipTaggedFields()
  return { name, topicId, partitionData }
}

function encodeProduceRequest(writer: Writer, message: ProduceRequestInput, version: number): void {
  if (version >= 3) {
    const transactionalId: string | null = message.transactionalId === undefined ? null : message.transactionalId
    if (version >= 9) writer.compactNullableString(transactionalId)
    else writer.nullableString(transactionalId)
  }
  const acks = message.acks
  writer.int16(acks)
  const timeoutMs = message.timeoutMs
  writer.int32(timeoutMs)
  const topicData = message.topicData
  if (version >= 9) writer.compactArrayLength(topicData.length)
  else writer.arrayLength(topicData.length)
  for (const item of topicData) encodeProduceRequestTopic(writer, item, version)
  if (version >= 9) writer.unsignedVarint(0)
}

function decodeProduceRequest(reader: Reader, version: number): ProduceRequest {
  const transactionalId: string | null = version >= 3 ? (version >= 9 ? reader.compactNullableString() : reader.nullableString()) : null
  const acks = reader.int16()
  const timeoutMs = reader.int32()
  let topicData: readonly ProduceRequestTopic[]
  {
    const count = version >= 9 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: ProduceRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeProduceRequestTopic(reader, version))
    topicData = items
  }
  if (version >= 9) reader.skipTaggedFields()
  return { transactionalId, acks, timeoutMs, topicData }
}

/** The answer to Produce. */
export interface ProduceResponse {
  /** The outcome per topic. (v0+) */
  readonly responses: readonly ProduceResponseTopic[]
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** Addresses of the leaders named above. (v10+) */
  readonly nodeEndpoints: readonly ProduceResponseNodeEndpoint[]
}

/** What encode takes for ProduceResponse. */
export interface ProduceResponseInput {
  readonly responses: readonly ProduceResponseTopicInput[]
  readonly throttleTimeMs?: number | undefined
  readonly nodeEndpoints?: readonly ProduceResponseNodeEndpointInput[] | undefined
}

/** The outcome per topic. */
export interface ProduceResponseTopic {
  /** The topic. (v0-12) */
  readonly name: string
  /** The id of the topic. (v13+) */
  readonly topicId: Uuid
  /** The outcome per partition. (v0+) */
  readonly partitionResponses: readonly ProduceResponsePartition[]
}

/** What encode takes for ProduceResponseTopic. */
export interface ProduceResponseTopicInput {
  readonly name?: string | undefined
  readonly topicId?: Uuid | undefined
  readonly partitionResponses: readonly ProduceResponsePartitionInput[]
}

/** The outcome per partition. */
export interface ProduceResponsePartition {
  /** The partition. (v0+) */
  readonly index: number
  /** The outcome for the partition; 0 is success. (v0+) */
  readonly errorCode: number
  /** Offset of the first record appended; -1 on failure. (v0+) */
  readonly baseOffset: number
  /** Time the broker stamped, ms since 1970; -1 with create time. (v2+) */
  readonly logAppendTimeMs: number
  /** First offset of the log. (v5+) */
  readonly logStartOffset: number
  /** The records that made the broker refuse the batch. (v8+) */
  readonly recordErrors: readonly ProduceResponseRecordError[]
  /** What went wrong, for people; null on success. (v8+) */
  readonly errorMessage: string | null
  /** Who leads the partition, when this broker does not. (v10+) */
  readonly currentLeader: ProduceResponseCurrentLeader
}

/** What encode takes for ProduceResponsePartition. */
export interface ProduceResponsePartitionInput {
  readonly index: number
  readonly errorCode: number
  readonly baseOffset: number
  readonly logAppendTimeMs?: number | undefined
  readonly logStartOffset?: number | undefined
  readonly recordErrors?: readonly ProduceResponseRecordErrorInput[] | undefined
  readonly errorMessage?: string | null | undefined
  readonly currentLeader?: ProduceResponseCurrentLeaderInput | undefined
}

/** The records that made the broker refuse the batch. */
export interface ProduceResponseRecordError {
  /** Position of the record in the batch. (v8+) */
  readonly batchIndex: number
  /** What is wrong with the record. (v8+) */
  readonly batchIndexErrorMessage: string | null
}

/** What encode takes for ProduceResponseRecordError. */
export interface ProduceResponseRecordErrorInput {
  readonly batchIndex: number
  readonly batchIndexErrorMessage?: string | null | undefined
}

/** Who leads the partition, when this broker does not. */
export interface ProduceResponseCurrentLeader {
  /** The leader; -1 when unknown. (v10+) */
  readonly leaderId: number
  /** Its epoch. (v10+) */
  readonly leaderEpoch: number
}

/** What encode takes for ProduceResponseCurrentLeader. */
export interface ProduceResponseCurrentLeaderInput {
  readonly leaderId?: number | undefined
  readonly leaderEpoch?: number | undefined
}

/** Addresses of the leaders named above. */
export interface ProduceResponseNodeEndpoint {
  /** The broker. (v10+) */
  readonly nodeId: number
  /** Host to connect to. (v10+) */
  readonly host: string
  /** Port to connect to. (v10+) */
  readonly port: number
  /** Rack of the broker, if it has one. (v10+) */
  readonly rack: string | null
}

/** What encode takes for ProduceResponseNodeEndpoint. */
export interface ProduceResponseNodeEndpointInput {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null | undefined
}

function encodeProduceResponseNodeEndpoint(writer: Writer, message: ProduceResponseNodeEndpointInput, _version: number): void {
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

function decodeProduceResponseNodeEndpoint(reader: Reader, _version: number): ProduceResponseNodeEndpoint {
  const nodeId = reader.int32()
  const host = reader.compactString()
  const port = reader.int32()
  const rack = reader.compactNullableString()
  reader.skipTaggedFields()
  return { nodeId, host, port, rack }
}

function encodeProduceResponseCurrentLeader(writer: Writer, message: ProduceResponseCurrentLeaderInput, _version: number): void {
  const leaderId: number = message.leaderId ?? -1
  writer.int32(leaderId)
  const leaderEpoch: number = message.leaderEpoch ?? -1
  writer.int32(leaderEpoch)
  writer.unsignedVarint(0)
}

function decodeProduceResponseCurrentLeader(reader: Reader, _version: number): ProduceResponseCurrentLeader {
  const leaderId = reader.int32()
  const leaderEpoch = reader.int32()
  reader.skipTaggedFields()
  return { leaderId, leaderEpoch }
}

const defaultProduceResponseCurrentLeader: ProduceResponseCurrentLeader = {
  leaderId: -1,
  leaderEpoch: -1,
}

function isDefaultProduceResponseCurrentLeader(message: ProduceResponseCurrentLeaderInput): boolean {
  return (message.leaderId === undefined || !(message.leaderId !== -1)) && (message.leaderEpoch === undefined || !(message.leaderEpoch !== -1))
}

function encodeProduceResponseRecordError(writer: Writer, message: ProduceResponseRecordErrorInput, version: number): void {
  const batchIndex = message.batchIndex
  writer.int32(batchIndex)
  const batchIndexErrorMessage: string | null = message.batchIndexErrorMessage === undefined ? null : message.batchIndexErrorMessage
  if (version >= 9) writer.compactNullableString(batchIndexErrorMessage)
  else writer.nullableString(batchIndexErrorMessage)
  if (version >= 9) writer.unsignedVarint(0)
}

function decodeProduceResponseRecordError(reader: Reader, version: number): ProduceResponseRecordError {
  const batchIndex = reader.int32()
  const batchIndexErrorMessage = (version >= 9 ? reader.compactNullableString() : reader.nullableString())
  if (version >= 9) reader.skipTaggedFields()
  return { batchIndex, batchIndexErrorMessage }
}

function encodeProduceResponsePartition(writer: Writer, message: ProduceResponsePartitionInput, version: number): void {
  const indexField = message.index
  writer.int32(indexField)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const baseOffset = message.baseOffset
  writer.int64(baseOffset)
  if (version >= 2) {
    const logAppendTimeMs: number = message.logAppendTimeMs ?? -1
    writer.int64(logAppendTimeMs)
  }
  if (version >= 5) {
    const logStartOffset: number = message.logStartOffset ?? -1
    writer.int64(logStartOffset)
  }
  if (version >= 8) {
    const recordErrors: readonly ProduceResponseRecordErrorInput[] = message.recordErrors ?? []
    if (version >= 9) writer.compactArrayLength(recordErrors.length)
    else writer.arrayLength(recordErrors.length)
    for (const item of recordErrors) encodeProduceResponseRecordError(writer, item, version)
  }
  if (version >= 8) {
    const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
    if (version >= 9) writer.compactNullableString(errorMessage)
    else writer.nullableString(errorMessage)
  }
  const currentLeader: ProduceResponseCurrentLeaderInput = message.currentLeader ?? defaultProduceResponseCurrentLeader
  const currentLeaderIsSet = version >= 10 && !isDefaultProduceResponseCurrentLeader(currentLeader)
  if (version >= 9) {
    writer.unsignedVarint((currentLeaderIsSet ? 1 : 0))
    if (currentLeaderIsSet) {
      writer.taggedField(0, (inner) => {
        encodeProduceResponseCurrentLeader(inner, currentLeader, version)
      })
    }
  }
}

function decodeProduceResponsePartition(reader: Reader, version: number): ProduceResponsePartition {
  const indexField = reader.int32()
  const errorCode = reader.int16()
  const baseOffset = reader.int64()
  const logAppendTimeMs: number = version >= 2 ? reader.int64() : -1
  const logStartOffset: number = version >= 5 ? reader.int64() : -1
  let recordErrors: readonly ProduceResponseRecordError[] = []
  if (version >= 8) {
    const count = version >= 9 ? reader.compactArrayLength(6) : reader.arrayLength(6)
    const items: ProduceResponseRecordError[] = []
    for (let index = 0; index < count; index++) items.push(decodeProduceResponseRecordError(reader, version))
    recordErrors = items
  }
  const errorMessage: string | null = version >= 8 ? (version >= 9 ? reader.compactNullableString() : reader.nullableString()) : null
  let currentLeader: ProduceResponseCurrentLeader = defaultProduceResponseCurrentLeader
  if (version >= 9) {
    for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
      const tag = reader.unsignedVarint()
      const end = reader.taggedFieldEnd()
      if (tag === 0 && version >= 10) {
        currentLeader = decodeProduceResponseCurrentLeader(reader, version)
        reader.expectOffset(end)
      } else reader.offset = end
    }
  }
  return { index: indexField, errorCode, baseOffset, logAppendTimeMs, logStartOffset, recordErrors, errorMessage, currentLeader }
}

function encodeProduceResponseTopic(writer: Writer, message: ProduceResponseTopicInput, version: number): void {
  if (version <= 12) {
    const name: string = message.name ?? ''
    if (version >= 9) writer.compactString(name)
    else writer.string(name)
  }
  if (version === 13) {
    const topicId: Uuid = message.topicId ?? ZERO_UUID
    writer.uuid(topicId)
  }
  const partitionResponses = message.partitionResponses
  if (version >= 9) writer.compactArrayLength(partitionResponses.length)
  else writer.arrayLength(partitionResponses.length)
  for (const item of partitionResponses) encodeProduceResponsePartition(writer, item, version)
  if (version >= 9) writer.unsignedVarint(0)
}

function decodeProduceResponseTopic(reader: Reader, version: number): ProduceResponseTopic {
  const name: string = version <= 12 ? (version >= 9 ? reader.compactString() : reader.string()) : ''
  const topicId: Uuid = version === 13 ? reader.uuid() : ZERO_UUID
  let partitionResponses: readonly ProduceResponsePartition[]
  {
    const count = version >= 9 ? reader.compactArrayLength(14) : reader.arrayLength(14)
    const items: ProduceResponsePartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeProduceResponsePartition(reader, version))
    partitionResponses = items
  }
  if (version >= 9) reader.skipTaggedFields()
  return { name, topicId, partitionResponses }
}

function encodeProduceResponse(writer: Writer, message: ProduceResponseInput, version: number): void {
  const responses = message.responses
  if (version >= 9) writer.compactArrayLength(responses.length)
  else writer.arrayLength(responses.length)
  for (const item of responses) encodeProduceResponseTopic(writer, item, version)
  if (version >= 1) {
    const throttleTimeMs: number = message.throttleTimeMs ?? 0
    writer.int32(throttleTimeMs)
  }
  const nodeEndpoints: readonly ProduceResponseNodeEndpointInput[] = message.nodeEndpoints ?? []
  const nodeEndpointsIsSet = version >= 10 && nodeEndpoints.length > 0
  if (version >= 9) {
    writer.unsignedVarint((nodeEndpointsIsSet ? 1 : 0))
    if (nodeEndpointsIsSet) {
      writer.taggedField(0, (inner) => {
        inner.compactArrayLength(nodeEndpoints.length)
        for (const item of nodeEndpoints) encodeProduceResponseNodeEndpoint(inner, item, version)
      })
    }
  }
}

function decodeProduceResponse(reader: Reader, version: number): ProduceResponse {
  let responses: readonly ProduceResponseTopic[]
  {
    const count = version >= 9 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: ProduceResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeProduceResponseTopic(reader, version))
    responses = items
  }
  const throttleTimeMs: number = version >= 1 ? reader.int32() : 0
  let nodeEndpoints: readonly ProduceResponseNodeEndpoint[] = []
  if (version >= 9) {
    for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
      const tag = reader.unsignedVarint()
      const end = reader.taggedFieldEnd()
      if (tag === 0 && version >= 10) {
        const count = reader.compactArrayLength(11)
        const items: ProduceResponseNodeEndpoint[] = []
        for (let index = 0; index < count; index++) items.push(decodeProduceResponseNodeEndpoint(reader, version))
        nodeEndpoints = items
        reader.expectOffset(end)
      } else reader.offset = end
    }
  }
  return { responses, throttleTimeMs, nodeEndpoints }
}
