// Generated from broker/wire/schema/83-initialize-share-group-state.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Makes the state of share partitions. */
export const initializeShareGroupState: ApiCodec<InitializeShareGroupStateRequest, InitializeShareGroupStateRequestInput, InitializeShareGroupStateResponse, InitializeShareGroupStateResponseInput> = {
  key: 83,
  name: 'InitializeShareGroupState',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('InitializeShareGroupStateRequest', version, { min: 0, max: 0 })
      encodeInitializeShareGroupStateRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('InitializeShareGroupStateRequest', version, { min: 0, max: 0 })
      return decodeInitializeShareGroupStateRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('InitializeShareGroupStateResponse', version, { min: 0, max: 0 })
      encodeInitializeShareGroupStateResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('InitializeShareGroupStateResponse', version, { min: 0, max: 0 })
      return decodeInitializeShareGroupStateResponse(reader, version)
    },
  },
}

/** Makes the state of share partitions. */
export interface InitializeShareGroupStateRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** The topics. (v0+) */
  readonly topics: readonly InitializeShareGroupStateRequestInitializeStateData[]
}

/** What encode takes for InitializeShareGroupStateRequest. */
export interface InitializeShareGroupStateRequestInput {
  readonly groupId: string
  readonly topics: readonly InitializeShareGroupStateRequestInitializeStateDataInput[]
}

/** The topics. */
export interface InitializeShareGroupStateRequestInitializeStateData {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly InitializeShareGroupStateRequestPartitionData[]
}

/** What encode takes for InitializeShareGroupStateRequestInitializeStateData. */
export interface InitializeShareGroupStateRequestInitializeStateDataInput {
  readonly topicId: Uuid
  readonly partitions: readonly InitializeShareGroupStateRequestPartitionDataInput[]
}

/** The partitions. */
export interface InitializeShareGroupStateRequestPartitionData {
  /** The partition. (v0+) */
  readonly partition: number
  /** Raised whenever the state begins anew. (v0+) */
  readonly stateEpoch: number
  /** First offset that is not done with; -1 for none. (v0+) */
  readonly startOffset: number
}

/** What encode takes for InitializeShareGroupStateRequestPartitionData. */
export interface InitializeShareGroupStateRequestPartitionDataInput {
  readonly partition: number
  readonly stateEpoch: number
  readonly startOffset: number
}

function encodeInitializeShareGroupStateRequestPartitionData(writer: Writer, message: InitializeShareGroupStateRequestPartitionDataInput, _version: number): void {
  const partition = message.partition
  writer.int32(partition)
  const stateEpoch = message.stateEpoch
  writer.int32(stateEpoch)
  const startOffset = message.startOffset
  writer.int64(startOffset)
  writer.unsignedVarint(0)
}

function decodeInitializeShareGroupStateRequestPartitionData(reader: Reader, _version: number): InitializeShareGroupStateRequestPartitionData {
  const partition = reader.int32()
  const stateEpoch = reader.int32()
  const startOffset = reader.int64()
  reader.skipTaggedFields()
  return { partition, stateEpoch, startOffset }
}

function encodeInitializeShareGroupStateRequestInitializeStateData(writer: Writer, message: InitializeShareGroupStateRequestInitializeStateDataInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeInitializeShareGroupStateRequestPartitionData(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeInitializeShareGroupStateRequestInitializeStateData(reader: Reader, version: number): InitializeShareGroupStateRequestInitializeStateData {
  const topicId = reader.uuid()
  let partitions: readonly InitializeShareGroupStateRequestPartitionData[]
  {
    const count = reader.compactArrayLength(17)
    const items: InitializeShareGroupStateRequestPartitionData[] = []
    for (let index = 0; index < count; index++) items.push(decodeInitializeShareGroupStateRequestPartitionData(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeInitializeShareGroupStateRequest(writer: Writer, message: InitializeShareGroupStateRequestInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeInitializeShareGroupStateRequestInitializeStateData(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeInitializeShareGroupStateRequest(reader: Reader, version: number): InitializeShareGroupStateRequest {
  const groupId = reader.compactString()
  let topics: readonly InitializeShareGroupStateRequestInitializeStateData[]
  {
    const count = reader.compactArrayLength(18)
    const items: InitializeShareGroupStateRequestInitializeStateData[] = []
    for (let index = 0; index < count; index++) items.push(decodeInitializeShareGroupStateRequestInitializeStateData(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { groupId, topics }
}

/** The answer to InitializeShareGroupState. */
export interface InitializeShareGroupStateResponse {
  /** One entry per topic. (v0+) */
  readonly results: readonly InitializeShareGroupStateResponseInitializeStateResult[]
}

/** What encode takes for InitializeShareGroupStateResponse. */
export interface InitializeShareGroupStateResponseInput {
  readonly results: readonly InitializeShareGroupStateResponseInitializeStateResultInput[]
}

/** One entry per topic. */
export interface InitializeShareGroupStateResponseInitializeStateResult {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly InitializeShareGroupStateResponsePartitionResult[]
}

/** What encode takes for InitializeShareGroupStateResponseInitializeStateResult. */
export interface InitializeShareGroupStateResponseInitializeStateResultInput {
  readonly topicId: Uuid
  readonly partitions: readonly InitializeShareGroupStateResponsePartitionResultInput[]
}

/** The partitions. */
export interface InitializeShareGroupStateResponsePartitionResult {
  /** The partition. (v0+) */
  readonly partition: number
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for InitializeShareGroupStateResponsePartitionResult. */
export interface InitializeShareGroupStateResponsePartitionResultInput {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeInitializeShareGroupStateResponsePartitionResult(writer: Writer, message: InitializeShareGroupStateResponsePartitionResultInput, _version: number): void {
  const partition = message.partition
  writer.int32(partition)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeInitializeShareGroupStateResponsePartitionResult(reader: Reader, _version: number): InitializeShareGroupStateResponsePartitionResult {
  const partition = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { partition, errorCode, errorMessage }
}

function encodeInitializeShareGroupStateResponseInitializeStateResult(writer: Writer, message: InitializeShareGroupStateResponseInitializeStateResultInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeInitializeShareGroupStateResponsePartitionResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeInitializeShareGroupStateResponseInitializeStateResult(reader: Reader, version: number): InitializeShareGroupStateResponseInitializeStateResult {
  const topicId = reader.uuid()
  let partitions: readonly InitializeShareGroupStateResponsePartitionResult[]
  {
    const count = reader.compactArrayLength(8)
    const items: InitializeShareGroupStateResponsePartitionResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeInitializeShareGroupStateResponsePartitionResult(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeInitializeShareGroupStateResponse(writer: Writer, message: InitializeShareGroupStateResponseInput, version: number): void {
  const results = message.results
  writer.compactArrayLength(results.length)
  for (const item of results) encodeInitializeShareGroupStateResponseInitializeStateResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeInitializeShareGroupStateResponse(reader: Reader, version: number): InitializeShareGroupStateResponse {
  let results: readonly InitializeShareGroupStateResponseInitializeStateResult[]
  {
    const count = reader.compactArrayLength(18)
    const items: InitializeShareGroupStateResponseInitializeStateResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeInitializeShareGroupStateResponseInitializeStateResult(reader, version))
    results = items
  }
  reader.skipTaggedFields()
  return { results }
}
