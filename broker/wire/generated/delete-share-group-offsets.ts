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
  readonly topics: readonly DeleteShareGroupOffsetsRequestTopic[]
}

/** What encode takes for DeleteShareGroupOffsetsRequest. */
export interface DeleteShareGroupOffsetsRequestInput {
  readonly groupId: string
  readonly topics: readonly DeleteShareGroupOffsetsRequestTopicInput[]
}

/** The topics. */
export interface DeleteShareGroupOffsetsRequestTopic {
  /** The topic. (v0+) */
  readonly topicName: string
}

/** What encode takes for DeleteShareGroupOffsetsRequestTopic. */
export interface DeleteShareGroupOffsetsRequestTopicInput {
  readonly topicName: string
}

function encodeDeleteShareGroupOffsetsRequestTopic(writer: Writer, message: DeleteShareGroupOffsetsRequestTopicInput, _version: number): void {
  const topicName = message.topicName
  writer.compactString(topicName)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupOffsetsRequestTopic(reader: Reader, _version: number): DeleteShareGroupOffsetsRequestTopic {
  const topicName = reader.compactString()
  reader.skipTaggedFields()
  return { topicName }
}

function encodeDeleteShareGroupOffsetsRequest(writer: Writer, message: DeleteShareGroupOffsetsRequestInput, version: number): void {
  const groupId = message.groupId
  writer.compactString(groupId)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeDeleteShareGroupOffsetsRequestTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupOffsetsRequest(reader: Reader, version: number): DeleteShareGroupOffsetsRequest {
  const groupId = reader.compactString()
  let topics: readonly DeleteShareGroupOffsetsRequestTopic[]
  {
    const count = reader.compactArrayLength(2)
    const items: DeleteShareGroupOffsetsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteShareGroupOffsetsRequestTopic(reader, version))
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
  readonly responses: readonly DeleteShareGroupOffsetsResponseTopic[]
}

/** What encode takes for DeleteShareGroupOffsetsResponse. */
export interface DeleteShareGroupOffsetsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly responses: readonly DeleteShareGroupOffsetsResponseTopicInput[]
}

/** One entry per topic. */
export interface DeleteShareGroupOffsetsResponseTopic {
  /** The topic. (v0+) */
  readonly topicName: string
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The outcome for this item; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for DeleteShareGroupOffsetsResponseTopic. */
export interface DeleteShareGroupOffsetsResponseTopicInput {
  readonly topicName: string
  readonly topicId: Uuid
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeDeleteShareGroupOffsetsResponseTopic(writer: Writer, message: DeleteShareGroupOffsetsResponseTopicInput, _version: number): void {
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

function decodeDeleteShareGroupOffsetsResponseTopic(reader: Reader, _version: number): DeleteShareGroupOffsetsResponseTopic {
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
  for (const item of responses) encodeDeleteShareGroupOffsetsResponseTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDeleteShareGroupOffsetsResponse(reader: Reader, version: number): DeleteShareGroupOffsetsResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  let responses: readonly DeleteShareGroupOffsetsResponseTopic[]
  {
    const count = reader.compactArrayLength(21)
    const items: DeleteShareGroupOffsetsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteShareGroupOffsetsResponseTopic(reader, version))
    responses = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, responses }
}
