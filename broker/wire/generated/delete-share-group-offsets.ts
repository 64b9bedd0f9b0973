// Generated from broker/wire/schema/92-delete-share-group-offsets.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Forgets the state of an empty share group for topics. */
export const deleteShareGroupOffsets: ApiCodec<DeleteShareGroupOffsetsRequest, DeleteShareGroupOffsetsRequestInput, DeleteShareGroupOffsetsResponse, DeleteShareGroupOffsetsResponseInput> = {
  key: 92,
  name: 'DeleteShareGroupOffsets',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('DeleteShareGroupOffsetsRequest', version, { min: 0, max: 0 })
      encodeDeleteShareGroupOffsetsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DeleteShareGroupOffsetsRequest', version, { min: 0, max: 0 })
      return decodeDeleteShareGroupOffsetsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DeleteShareGroupOffsetsResponse', version, { min: 0, max: 0 })
      encodeDeleteShareGroupOffsetsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DeleteShareGroupOffsetsResponse', version, { min: 0, max: 0 })
      return decodeDeleteShareGroupOffsetsResponse(reader, version)
    },
  },
}

/** Forgets the state of an empty share group for topics. */
export interface DeleteShareGroupOffsetsRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** The topics. (v0+) */
  readonly topics: readonly DeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic[]
}

/** What encode takes for DeleteShareGroupOffsetsRequest. */
export interface DeleteShareGroupOffsetsRequestInput {
  readonly groupId: string
  readonly topics: readonly DeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopicInput[]
}

/** The topics. */
export interface DeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic {
  /** The topic. (v0+) */
  readonly topicName: string
}

/** What encode takes for DeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic. */
export interface DeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopicInput {
  readonly topicName: string
}

function encodeDeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic(writer: Writer, message: DeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopicInput, _version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic(reader: Reader, _version: number): DeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic {
  const topicName = reader.compactString()
  reader.skipTaggedFields()
  return { topicName }
}

function encodeDeleteShareGroupOffsetsRequest(writer: Writer, message: DeleteShareGroupOffsetsRequestInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeDeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupOffsetsRequest(reader: Reader, version: number): DeleteShareGroupOffsetsRequest {
  const groupId = reader.compactString()
  let topics: readonly DeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic[]
  {
    const count = reader.compactArrayLength(2)
    const items: DeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteShareGroupOffsetsRequestDeleteShareGroupOffsetsRequestTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { groupId, topics }
}

/** The answer to DeleteShareGroupOffsets. */
export interface DeleteShareGroupOffsetsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** One entry per topic. (v0+) */
  readonly responses: readonly DeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic[]
}

/** What encode takes for DeleteShareGroupOffsetsResponse. */
export interface DeleteShareGroupOffsetsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly responses: readonly DeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopicInput[]
}

/** One entry per topic. */
export interface DeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for DeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic. */
export interface DeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopicInput {
  readonly topicName: string
  readonly topicId: Uuid
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeDeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic(writer: Writer, message: DeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopicInput, _version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  const topicId = message.topicId
  writer.uuid(topicId)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic(reader: Reader, _version: number): DeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic {
  const topicName = reader.compactString()
  const topicId = reader.uuid()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { topicName, topicId, errorCode, errorMessage }
}

function encodeDeleteShareGroupOffsetsResponse(writer: Writer, message: DeleteShareGroupOffsetsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const responses = message.responses
  writer.compactArrayLength(responses.length)
  for (const item of responses) encodeDeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupOffsetsResponse(reader: Reader, version: number): DeleteShareGroupOffsetsResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  let responses: readonly DeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic[]
  {
    const count = reader.compactArrayLength(21)
    const items: DeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteShareGroupOffsetsResponseDeleteShareGroupOffsetsResponseTopic(reader, version))
    responses = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, responses }
}
