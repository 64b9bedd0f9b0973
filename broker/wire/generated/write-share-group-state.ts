// Generated from broker/wire/schema/85-write-share-group-state.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Changes the state of share partitions. */
export const writeShareGroupState: ApiCodec<WriteShareGroupStateRequest, WriteShareGroupStateRequestInput, WriteShareGroupStateResponse, WriteShareGroupStateResponseInput> = {
  key: 85,
  name: 'WriteShareGroupState',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('WriteShareGroupStateRequest', version, { min: 0, max: 1 })
      encodeWriteShareGroupStateRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('WriteShareGroupStateRequest', version, { min: 0, max: 1 })
      return decodeWriteShareGroupStateRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('WriteShareGroupStateResponse', version, { min: 0, max: 1 })
      encodeWriteShareGroupStateResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('WriteShareGroupStateResponse', version, { min: 0, max: 1 })
      return decodeWriteShareGroupStateResponse(reader, version)
    },
  },
}

/** Changes the state of share partitions. */
export interface WriteShareGroupStateRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** The topics. (v0+) */
  readonly topics: readonly WriteShareGroupStateRequestWriteStateData[]
}

/** What encode takes for WriteShareGroupStateRequest. */
export interface WriteShareGroupStateRequestInput {
  readonly groupId: string
  readonly topics: readonly WriteShareGroupStateRequestWriteStateDataInput[]
}

/** The topics. */
export interface WriteShareGroupStateRequestWriteStateData {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly WriteShareGroupStateRequestPartitionData[]
}

/** What encode takes for WriteShareGroupStateRequestWriteStateData. */
export interface WriteShareGroupStateRequestWriteStateDataInput {
  readonly topicId: Uuid
  readonly partitions: readonly WriteShareGroupStateRequestPartitionDataInput[]
}

/** The partitions. */
export interface WriteShareGroupStateRequestPartitionData {
  /** The partition. (v0+) */
  readonly partition: number
  /** Raised whenever the state begins anew. (v0+) */
  readonly stateEpoch: number
  /** The leader epoch of the partition. (v0+) */
  readonly leaderEpoch: number
  /** First offset that is not done with; -1 for none. (v0+) */
  readonly startOffset: number
  /** Offsets from the start on that are done with; -1 when unknown. (v1+) */
  readonly deliveryCompleteCount: number
  /** States of ranges of offsets. (v0+) */
  readonly stateBatches: readonly WriteShareGroupStateRequestStateBatch[]
}

/** What encode takes for WriteShareGroupStateRequestPartitionData. */
export interface WriteShareGroupStateRequestPartitionDataInput {
  readonly partition: number
  readonly stateEpoch: number
  readonly leaderEpoch: number
  readonly startOffset: number
  readonly deliveryCompleteCount?: number | undefined
  readonly stateBatches: readonly WriteShareGroupStateRequestStateBatchInput[]
}

/** States of ranges of offsets. */
export interface WriteShareGroupStateRequestStateBatch {
  /** First offset of the range. (v0+) */
  readonly firstOffset: number
  /** Last offset of the range, inclusive. (v0+) */
  readonly lastOffset: number
  /** 0 available, 2 acknowledged, 4 archived. (v0+) */
  readonly deliveryState: number
  /** How often the records were delivered. (v0+) */
  readonly deliveryCount: number
}

/** What encode takes for WriteShareGroupStateRequestStateBatch. */
export interface WriteShareGroupStateRequestStateBatchInput {
  readonly firstOffset: number
  readonly lastOffset: number
  readonly deliveryState: number
  readonly deliveryCount: number
}

function encodeWriteShareGroupStateRequestStateBatch(writer: Writer, message: WriteShareGroupStateRequestStateBatchInput, _version: number): void {
  const firstOffset = message.firstOffset
  writer.int64(firstOffset)
  const lastOffset = message.lastOffset
  writer.int64(lastOffset)
  const deliveryState = message.deliveryState
  writer.int8(deliveryState)
  const deliveryCount = message.deliveryCount
  writer.int16(deliveryCount)
  writer.unsignedVarint(0)
}

function decodeWriteShareGroupStateRequestStateBatch(reader: Reader, _version: number): WriteShareGroupStateRequestStateBatch {
  const firstOffset = reader.int64()
  const lastOffset = reader.int64()
  const deliveryState = reader.int8()
  const deliveryCount = reader.int16()
  reader.skipTaggedFields()
  return { firstOffset, lastOffset, deliveryState, deliveryCount }
}

function encodeWriteShareGroupStateRequestPartitionData(writer: Writer, message: WriteShareGroupStateRequestPartitionDataInput, version: number): void {
  const partition = message.partition
  writer.int32(partition)
  const stateEpoch = message.stateEpoch
  writer.int32(stateEpoch)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  const startOffset = message.startOffset
  writer.int64(startOffset)
  if (version === 1) {
    const deliveryCompleteCount: number = message.deliveryCompleteCount ?? -1
    writer.int32(deliveryCompleteCount)
  }
  const stateBatches = message.stateBatches
  writer.compactArrayLength(stateBatches.length)
  for (const item of stateBatches) encodeWriteShareGroupStateRequestStateBatch(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeWriteShareGroupStateRequestPartitionData(reader: Reader, version: number): WriteShareGroupStateRequestPartitionData {
  const partition = reader.int32()
  const stateEpoch = reader.int32()
  const leaderEpoch = reader.int32()
  const startOffset = reader.int64()
  const deliveryCompleteCount: number = version === 1 ? reader.int32() : -1
  let stateBatches: readonly WriteShareGroupStateRequestStateBatch[]
  {
    const count = reader.compactArrayLength(20)
    const items: WriteShareGroupStateRequestStateBatch[] = []
    for (let index = 0; index < count; index++) items.push(decodeWriteShareGroupStateRequestStateBatch(reader, version))
    stateBatches = items
  }
  reader.skipTaggedFields()
  return { partition, stateEpoch, leaderEpoch, startOffset, deliveryCompleteCount, stateBatches }
}

function encodeWriteShareGroupStateRequestWriteStateData(writer: Writer, message: WriteShareGroupStateRequestWriteStateDataInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeWriteShareGroupStateRequestPartitionData(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeWriteShareGroupStateRequestWriteStateData(reader: Reader, version: number): WriteShareGroupStateRequestWriteStateData {
  const topicId = reader.uuid()
  let partitions: readonly WriteShareGroupStateRequestPartitionData[]
  {
    const count = reader.compactArrayLength(22)
    const items: WriteShareGroupStateRequestPartitionData[] = []
    for (let index = 0; index < count; index++) items.push(decodeWriteShareGroupStateRequestPartitionData(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeWriteShareGroupStateRequest(writer: Writer, message: WriteShareGroupStateRequestInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeWriteShareGroupStateRequestWriteStateData(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeWriteShareGroupStateRequest(reader: Reader, version: number): WriteShareGroupStateRequest {
  const groupId = reader.compactString()
  let topics: readonly WriteShareGroupStateRequestWriteStateData[]
  {
    const count = reader.compactArrayLength(18)
    const items: WriteShareGroupStateRequestWriteStateData[] = []
    for (let index = 0; index < count; index++) items.push(decodeWriteShareGroupStateRequestWriteStateData(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { groupId, topics }
}

/** The answer to WriteShareGroupState. */
export interface WriteShareGroupStateResponse {
  /** One entry per topic. (v0+) */
  readonly results: readonly WriteShareGroupStateResponseWriteStateResult[]
}

/** What encode takes for WriteShareGroupStateResponse. */
export interface WriteShareGroupStateResponseInput {
  readonly results: readonly WriteShareGroupStateResponseWriteStateResultInput[]
}

/** One entry per topic. */
export interface WriteShareGroupStateResponseWriteStateResult {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly WriteShareGroupStateResponsePartitionResult[]
}

/** What encode takes for WriteShareGroupStateResponseWriteStateResult. */
export interface WriteShareGroupStateResponseWriteStateResultInput {
  readonly topicId: Uuid
  readonly partitions: readonly WriteShareGroupStateResponsePartitionResultInput[]
}

/** The partitions. */
export interface WriteShareGroupStateResponsePartitionResult {
  /** The partition. (v0+) */
  readonly partition: number
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for WriteShareGroupStateResponsePartitionResult. */
export interface WriteShareGroupStateResponsePartitionResultInput {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeWriteShareGroupStateResponsePartitionResult(writer: Writer, message: WriteShareGroupStateResponsePartitionResultInput, _version: number): void {
  const partition = message.partition
  writer.int32(partition)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeWriteShareGroupStateResponsePartitionResult(reader: Reader, _version: number): WriteShareGroupStateResponsePartitionResult {
  const partition = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { partition, errorCode, errorMessage }
}

function encodeWriteShareGroupStateResponseWriteStateResult(writer: Writer, message: WriteShareGroupStateResponseWriteStateResultInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeWriteShareGroupStateResponsePartitionResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeWriteShareGroupStateResponseWriteStateResult(reader: Reader, version: number): WriteShareGroupStateResponseWriteStateResult {
  const topicId = reader.uuid()
  let partitions: readonly WriteShareGroupStateResponsePartitionResult[]
  {
    const count = reader.compactArrayLength(8)
    const items: WriteShareGroupStateResponsePartitionResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeWriteShareGroupStateResponsePartitionResult(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeWriteShareGroupStateResponse(writer: Writer, message: WriteShareGroupStateResponseInput, version: number): void {
  const results = message.results
  writer.compactArrayLength(results.length)
  for (const item of results) encodeWriteShareGroupStateResponseWriteStateResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeWriteShareGroupStateResponse(reader: Reader, version: number): WriteShareGroupStateResponse {
  let results: readonly WriteShareGroupStateResponseWriteStateResult[]
  {
    const count = reader.compactArrayLength(18)
    const items: WriteShareGroupStateResponseWriteStateResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeWriteShareGroupStateResponseWriteStateResult(reader, version))
    results = items
  }
  reader.skipTaggedFields()
  return { results }
}
