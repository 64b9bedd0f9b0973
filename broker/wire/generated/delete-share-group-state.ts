// Generated from broker/wire/schema/86-delete-share-group-state.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Forgets the state of share partitions. */
export const deleteShareGroupState: ApiCodec<DeleteShareGroupStateRequest, DeleteShareGroupStateRequestInput, DeleteShareGroupStateResponse, DeleteShareGroupStateResponseInput> = {
  key: 86,
  name: 'DeleteShareGroupState',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('DeleteShareGroupStateRequest', version, { min: 0, max: 0 })
      encodeDeleteShareGroupStateRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DeleteShareGroupStateRequest', version, { min: 0, max: 0 })
      return decodeDeleteShareGroupStateRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DeleteShareGroupStateResponse', version, { min: 0, max: 0 })
      encodeDeleteShareGroupStateResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DeleteShareGroupStateResponse', version, { min: 0, max: 0 })
      return decodeDeleteShareGroupStateResponse(reader, version)
    },
  },
}

/** Forgets the state of share partitions. */
export interface DeleteShareGroupStateRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** The topics. (v0+) */
  readonly topics: readonly DeleteShareGroupStateRequestDeleteStateData[]
}

/** What encode takes for DeleteShareGroupStateRequest. */
export interface DeleteShareGroupStateRequestInput {
  readonly groupId: string
  readonly topics: readonly DeleteShareGroupStateRequestDeleteStateDataInput[]
}

/** The topics. */
export interface DeleteShareGroupStateRequestDeleteStateData {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly DeleteShareGroupStateRequestPartitionData[]
}

/** What encode takes for DeleteShareGroupStateRequestDeleteStateData. */
export interface DeleteShareGroupStateRequestDeleteStateDataInput {
  readonly topicId: Uuid
  readonly partitions: readonly DeleteShareGroupStateRequestPartitionDataInput[]
}

/** The partitions. */
export interface DeleteShareGroupStateRequestPartitionData {
  /** The partition. (v0+) */
  readonly partition: number
}

/** What encode takes for DeleteShareGroupStateRequestPartitionData. */
export interface DeleteShareGroupStateRequestPartitionDataInput {
  readonly partition: number
}

function encodeDeleteShareGroupStateRequestPartitionData(writer: Writer, message: DeleteShareGroupStateRequestPartitionDataInput, _version: number): void {
  const partition = message.partition
  writer.int32(partition)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupStateRequestPartitionData(reader: Reader, _version: number): DeleteShareGroupStateRequestPartitionData {
  const partition = reader.int32()
  reader.skipTaggedFields()
  return { partition }
}

function encodeDeleteShareGroupStateRequestDeleteStateData(writer: Writer, message: DeleteShareGroupStateRequestDeleteStateDataInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeDeleteShareGroupStateRequestPartitionData(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupStateRequestDeleteStateData(reader: Reader, version: number): DeleteShareGroupStateRequestDeleteStateData {
  const topicId = reader.uuid()
  let partitions: readonly DeleteShareGroupStateRequestPartitionData[]
  {
    const count = reader.compactArrayLength(5)
    const items: DeleteShareGroupStateRequestPartitionData[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteShareGroupStateRequestPartitionData(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeDeleteShareGroupStateRequest(writer: Writer, message: DeleteShareGroupStateRequestInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeDeleteShareGroupStateRequestDeleteStateData(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupStateRequest(reader: Reader, version: number): DeleteShareGroupStateRequest {
  const groupId = reader.compactString()
  let topics: readonly DeleteShareGroupStateRequestDeleteStateData[]
  {
    const count = reader.compactArrayLength(18)
    const items: DeleteShareGroupStateRequestDeleteStateData[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteShareGroupStateRequestDeleteStateData(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { groupId, topics }
}

/** The answer to DeleteShareGroupState. */
export interface DeleteShareGroupStateResponse {
  /** One entry per topic. (v0+) */
  readonly results: readonly DeleteShareGroupStateResponseDeleteStateResult[]
}

/** What encode takes for DeleteShareGroupStateResponse. */
export interface DeleteShareGroupStateResponseInput {
  readonly results: readonly DeleteShareGroupStateResponseDeleteStateResultInput[]
}

/** One entry per topic. */
export interface DeleteShareGroupStateResponseDeleteStateResult {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The partitions. (v0+) */
  readonly partitions: readonly DeleteShareGroupStateResponsePartitionResult[]
}

/** What encode takes for DeleteShareGroupStateResponseDeleteStateResult. */
export interface DeleteShareGroupStateResponseDeleteStateResultInput {
  readonly topicId: Uuid
  readonly partitions: readonly DeleteShareGroupStateResponsePartitionResultInput[]
}

/** The partitions. */
export interface DeleteShareGroupStateResponsePartitionResult {
  /** The partition. (v0+) */
  readonly partition: number
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for DeleteShareGroupStateResponsePartitionResult. */
export interface DeleteShareGroupStateResponsePartitionResultInput {
  readonly partition: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeDeleteShareGroupStateResponsePartitionResult(writer: Writer, message: DeleteShareGroupStateResponsePartitionResultInput, _version: number): void {
  const partition = message.partition
  writer.int32(partition)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupStateResponsePartitionResult(reader: Reader, _version: number): DeleteShareGroupStateResponsePartitionResult {
  const partition = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { partition, errorCode, errorMessage }
}

function encodeDeleteShareGroupStateResponseDeleteStateResult(writer: Writer, message: DeleteShareGroupStateResponseDeleteStateResultInput, version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) encodeDeleteShareGroupStateResponsePartitionResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupStateResponseDeleteStateResult(reader: Reader, version: number): DeleteShareGroupStateResponseDeleteStateResult {
  const topicId = reader.uuid()
  let partitions: readonly DeleteShareGroupStateResponsePartitionResult[]
  {
    const count = reader.compactArrayLength(8)
    const items: DeleteShareGroupStateResponsePartitionResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteShareGroupStateResponsePartitionResult(reader, version))
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, partitions }
}

function encodeDeleteShareGroupStateResponse(writer: Writer, message: DeleteShareGroupStateResponseInput, version: number): void {
  const results = message.results
  writer.compactArrayLength(results.length)
  for (const item of results) encodeDeleteShareGroupStateResponseDeleteStateResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupStateResponse(reader: Reader, version: number): DeleteShareGroupStateResponse {
  let results: readonly DeleteShareGroupStateResponseDeleteStateResult[]
  {
    const count = reader.compactArrayLength(18)
    const items: DeleteShareGroupStateResponseDeleteStateResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteShareGroupStateResponseDeleteStateResult(reader, version))
    results = items
  }
  reader.skipTaggedFields()
  return { results }
}
