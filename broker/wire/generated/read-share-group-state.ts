// Generated from broker/wire/schema/84-read-share-group-state.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Reads the state of share partitions. */
export const readShareGroupState: ApiCodec<ReadShareGroupStateRequest, ReadShareGroupStateRequestInput, ReadShareGroupStateResponse, ReadShareGroupStateResponseInput> = {
  key: 84,
  name: 'ReadShareGroupState',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('ReadShareGroupStateRequest', version, { min: 0, max: 0 })
      encodeReadShareGroupStateRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ReadShareGroupStateRequest', version, { min: 0, max: 0 })
      return decodeReadShareGroupStateRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ReadShareGroupStateResponse', version, { min: 0, max: 0 })
      encodeReadShareGroupStateResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ReadShareGroupStateResponse', version, { min: 0, max: 0 })
      return decodeReadShareGroupStateResponse(reader, version)
    },
  },
}

/** Reads the state of share partitions. */
export interface ReadShareGroupStateRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** The topics. (v0+) */
  readonly topics: readonly ReadShareGroupStateRequestReadStateData[]
}

/** What encode takes for ReadShareGroupStateRequest. */
export interface ReadShareGroupStateRequestInput {
  readonly groupId: string
  readonly topics: readonly ReadShareGroupStateRequestReadStateDataInput[]
}

/** The topics. */
export interface ReadShareGroupStateRequestReadStateData {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly ReadShareGroupStateRequestPartitionData[]
}

/** What encode takes for ReadShareGroupStateRequestReadStateData. */
export interface ReadShareGroupStateRequestReadStateDataInput {
  readonly topicId: Uuid
  readonly partitions: readonly ReadShareGroupStateRequestPartitionDataInput[]
}

/** The partitions. */
export interface ReadShareGroupStateRequestPartitionData {
  /** The partition. (v0+) */
  readonly partition: number
  /** The leader epoch of the partition. (v0+) */
  readonly leaderEpoch: number
}

/** What encode takes for ReadShareGroupStateRequestPartitionData. */
export interface ReadShareGroupStateRequestPartitionDataInput {
  readonly partition: number
  readonly leaderEpoch: number
}

function encodeReadShareGroupStateRequestPartitionData(writer: Writer, message: ReadShareGroupStateRequestPartitionDataInput, _version: number): void {
  const partition = message.partition
  writer.int32(partition)
  const leaderEpoch = message.leaderEpoch
  writer.int32(leaderEpoch)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateRequestPartitionData(reader: Reader, _version: number): ReadShareGroupStateRequestPartitionData {
  const partition = reader.int32()
  const leaderEpoch = reader.int32()
  reader.skipTaggedFields()
  return { partition, leaderEpoch }
}

function encodeReadShareGroupStateRequestReadStateData(writer: Writer, message: ReadShareGroupStateRequestReadStateDataInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeReadShareGroupStateRequestPartitionData(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateRequestReadStateData(reader: Reader, version: number): ReadShareGroupStateRequestReadStateData {
  const topicId = reader.uuid()
  let partitions: readonly ReadShareGroupStateRequestPartitionData[]
  {
    const count = reader.compactArrayLength(9)
    const items: ReadShareGroupStateRequestPartitionData[] = []
    for (let index = 0; index < count; index++) items.push(decodeReadShareGroupStateRequestPartitionData(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeReadShareGroupStateRequest(writer: Writer, message: ReadShareGroupStateRequestInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeReadShareGroupStateRequestReadStateData(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateRequest(reader: Reader, version: number): ReadShareGroupStateRequest {
  const groupId = reader.compactString()
  let topics: readonly ReadShareGroupStateRequestReadStateData[]
  {
    const count = reader.compactArrayLength(18)
    const items: ReadShareGroupStateRequestReadStateData[] = []
    for (let index = 0; index < count; index++) items.push(decodeReadShareGroupStateRequestReadStateData(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { groupId, topics }
}

/** The answer to ReadShareGroupState. */
export interface ReadShareGroupStateResponse {
  /** One entry per topic. (v0+) */
  readonly results: readonly ReadShareGroupStateResponseReadStateResult[]
}

/** What encode takes for ReadShareGroupStateResponse. */
export interface ReadShareGroupStateResponseInput {
  readonly results: readonly ReadShareGroupStateResponseReadStateResultInput[]
}

/** One entry per topic. */
export interface ReadShareGroupStateResponseReadStateResult {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly ReadShareGroupStateResponsePartitionResult[]
}

/** What encode takes for ReadShareGroupStateResponseReadStateResult. */
export interface ReadShareGroupStateResponseReadStateResultInput {
  readonly topicId: Uuid
  readonly partitions: readonly ReadShareGroupStateResponsePartitionResultInput[]
}

/** The partitions. */
export interface ReadShareGroupStateResponsePartitionResult {
  /** The partition. (v0+) */
  readonly partition: number
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** Raised whenever the state begins anew. (v0+) */
  readonly stateEpoch: number
  /** First offset that is not done with; -1 for none. (v0+) */
  readonly startOffset: number
  /** States of ranges of offsets. (v0+) */
  readonly stateBatches: readonly ReadShareGroupStateResponseStateBatch[]
}

/** What encode takes for ReadShareGroupStateResponsePartitionResult. */
export interface ReadShareGroupStateResponsePartitionResultInput {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly stateEpoch: number
  readonly startOffset: number
  readonly stateBatches: readonly ReadShareGroupStateResponseStateBatchInput[]
}

/** States of ranges of offsets. */
export interface ReadShareGroupStateResponseStateBatch {
  /** First offset of the range. (v0+) */
  readonly firstOffset: number
  /** Last offset of the range, inclusive. (v0+) */
  readonly lastOffset: number
  /** 0 available, 2 acknowledged, 4 archived. (v0+) */
  readonly deliveryState: number
  /** How often the records were delivered. (v0+) */
  readonly deliveryCount: number
}

/** What encode takes for ReadShareGroupStateResponseStateBatch. */
export interface ReadShareGroupStateResponseStateBatchInput {
  readonly firstOffset: number
  readonly lastOffset: number
  readonly deliveryState: number
  readonly deliveryCount: number
}

function encodeReadShareGroupStateResponseStateBatch(writer: Writer, message: ReadShareGroupStateResponseStateBatchInput, _version: number): void {
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

function decodeReadShareGroupStateResponseStateBatch(reader: Reader, _version: number): ReadShareGroupStateResponseStateBatch {
  const firstOffset = reader.int64()
  const lastOffset = reader.int64()
  const deliveryState = reader.int8()
  const deliveryCount = reader.int16()
  reader.skipTaggedFields()
  return { firstOffset, lastOffset, deliveryState, deliveryCount }
}

function encodeReadShareGroupStateResponsePartitionResult(writer: Writer, message: ReadShareGroupStateResponsePartitionResultInput, version: number): void {
  const partition = message.partition
  writer.int32(partition)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const stateEpoch = message.stateEpoch
  writer.int32(stateEpoch)
  const startOffset = message.startOffset
  writer.int64(startOffset)
  const stateBatches = message.stateBatches
  writer.compactArrayLength(stateBatches.length)
  for (const item of stateBatches) encodeReadShareGroupStateResponseStateBatch(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateResponsePartitionResult(reader: Reader, version: number): ReadShareGroupStateResponsePartitionResult {
  const partition = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const stateEpoch = reader.int32()
  const startOffset = reader.int64()
  let stateBatches: readonly ReadShareGroupStateResponseStateBatch[]
  {
    const count = reader.compactArrayLength(20)
    const items: ReadShareGroupStateResponseStateBatch[] = []
    for (let index = 0; index < count; index++) items.push(decodeReadShareGroupStateResponseStateBatch(reader, version))
    stateBatches = items
  }
  reader.skipTaggedFields()
  return { partition, errorCode, errorMessage, stateEpoch, startOffset, stateBatches }
}

function encodeReadShareGroupStateResponseReadStateResult(writer: Writer, message: ReadShareGroupStateResponseReadStateResultInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeReadShareGroupStateResponsePartitionResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateResponseReadStateResult(reader: Reader, version: number): ReadShareGroupStateResponseReadStateResult {
  const topicId = reader.uuid()
  let partitions: readonly ReadShareGroupStateResponsePartitionResult[]
  {
    const count = reader.compactArrayLength(21)
    const items: ReadShareGroupStateResponsePartitionResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeReadShareGroupStateResponsePartitionResult(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeReadShareGroupStateResponse(writer: Writer, message: ReadShareGroupStateResponseInput, version: number): void {
  const results = message.results
  writer.compactArrayLength(results.length)
  for (const item of results) encodeReadShareGroupStateResponseReadStateResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeReadShareGroupStateResponse(reader: Reader, version: number): ReadShareGroupStateResponse {
  let results: readonly ReadShareGroupStateResponseReadStateResult[]
  {
    const count = reader.compactArrayLength(18)
    const items: ReadShareGroupStateResponseReadStateResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeReadShareGroupStateResponseReadStateResult(reader, version))
    results = items
  }
  reader.skipTaggedFields()
  return { results }
}
