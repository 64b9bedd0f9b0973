// Generated from broker/wire/schema/20-delete-topics.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotBeNull, cannotCarry, checkVersion } from '../codec-support.ts'
import { type Reader, type Uuid, ZERO_UUID } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Deletes topics by name or id. */
export const deleteTopics: ApiCodec<DeleteTopicsRequest, DeleteTopicsRequestInput, DeleteTopicsResponse, DeleteTopicsResponseInput> = {
  key: 20,
  name: 'DeleteTopics',
  minVersion: 1,
  maxVersion: 6,
  flexibleFrom: 4,
  request: {
    encode(writer, message, version) {
      checkVersion('DeleteTopicsRequest', version, { min: 1, max: 6 })
      encodeDeleteTopicsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DeleteTopicsRequest', version, { min: 1, max: 6 })
      return decodeDeleteTopicsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DeleteTopicsResponse', version, { min: 1, max: 6 })
      encodeDeleteTopicsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DeleteTopicsResponse', version, { min: 1, max: 6 })
      return decodeDeleteTopicsResponse(reader, version)
    },
  },
}

/** Deletes topics by name or id. */
export interface DeleteTopicsRequest {
  /** Topics to delete. (v6+) */
  readonly topics: readonly DeleteTopicsRequestTopic[]
  /** Names of the topics to delete. (v0-5) */
  readonly topicNames: readonly string[]
  /** How long to wait for the deletion, ms. (v0+) */
  readonly timeoutMs: number
}

/** What encode takes for DeleteTopicsRequest. */
export interface DeleteTopicsRequestInput {
  readonly topics?: readonly DeleteTopicsRequestTopicInput[] | undefined
  readonly topicNames?: readonly string[] | undefined
  readonly timeoutMs: number
}

/** Topics to delete. */
export interface DeleteTopicsRequestTopic {
  /** The name of the topic; null to delete by id. (v6+) */
  readonly name: string | null
  /** The id of the topic; zero to delete by name. (v6+) */
  readonly topicId: Uuid
}

/** What encode takes for DeleteTopicsRequestTopic. */
export interface DeleteTopicsRequestTopicInput {
  readonly name?: string | null | undefined
  readonly topicId?: Uuid | undefined
}

function encodeDeleteTopicsRequestTopic(writer: Writer, message: DeleteTopicsRequestTopicInput, _version: number): void {
  const name: string | null = message.name === undefined ? null : message.name
  writer.compactNullableString(name)
  const topicId: Uuid = message.topicId ?? 'AAAAAAAAAAAAAAAAAAAAAA'
  writer.uuid(topicId)
  writer.unsignedVarint(0)
}

function decodeDeleteTopicsRequestTopic(reader: Reader, _version: number): DeleteTopicsRequestTopic {
  const name = reader.compactNullableString()
  const topicId = reader.uuid()
  reader.skipTaggedFields()
  return { name, topicId }
}

function encodeDeleteTopicsRequest(writer: Writer, message: DeleteTopicsRequestInput, version: number): void {
  const topics: readonly DeleteTopicsRequestTopicInput[] = message.topics ?? []
  if (version === 6) {
    writer.compactArrayLength(topics.length)
    for (const item of topics) encodeDeleteTopicsRequestTopic(writer, item, version)
  } else if (topics.length > 0) throw cannotCarry('topics', version)
  if (version <= 5) {
    const topicNames: readonly string[] = message.topicNames ?? []
    if (version >= 4) writer.compactArrayLength(topicNames.length)
    else writer.arrayLength(topicNames.length)
    for (const item of topicNames) { if (version >= 4) writer.compactString(item); else writer.string(item) }
  }
  const timeoutMs = message.timeoutMs
  writer.int32(timeoutMs)
  if (version >= 4) writer.unsignedVarint(0)
}

function decodeDeleteTopicsRequest(reader: Reader, version: number): DeleteTopicsRequest {
  let topics: readonly DeleteTopicsRequestTopic[] = []
  if (version === 6) {
    const count = reader.compactArrayLength(18)
    const items: DeleteTopicsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteTopicsRequestTopic(reader, version))
    topics = items
  }
  let topicNames: readonly string[] = []
  if (version <= 5) {
    const count = version >= 4 ? reader.compactArrayLength(1) : reader.arrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(version >= 4 ? reader.compactString() : reader.string())
    topicNames = items
  }
  const timeoutMs = reader.int32()
  if (version >= 4) reader.skipTaggedFields()
  return { topics, topicNames, timeoutMs }
}

/** The answer to DeleteTopics. */
export interface DeleteTopicsResponse {
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** One entry per topic. (v0+) */
  readonly responses: readonly DeleteTopicsResponseResponse[]
}

/** What encode takes for DeleteTopicsResponse. */
export interface DeleteTopicsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly responses: readonly DeleteTopicsResponseResponseInput[]
}

/** One entry per topic. */
export interface DeleteTopicsResponseResponse {
  /** The name of the topic; null when an id is not known. (v0+) */
  readonly name: string | null
  /** The id of the topic. (v6+) */
  readonly topicId: Uuid
  /** The outcome for the topic; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v5+) */
  readonly errorMessage: string | null
}

/** What encode takes for DeleteTopicsResponseResponse. */
export interface DeleteTopicsResponseResponseInput {
  readonly name: string | null
  readonly topicId?: Uuid | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeDeleteTopicsResponseResponse(writer: Writer, message: DeleteTopicsResponseResponseInput, version: number): void {
  const name = message.name
  if (name === null && !(version === 6)) throw cannotBeNull('name', version)
  if (version >= 4) writer.compactNullableString(name)
  else writer.nullableString(name)
  if (version === 6) {
    const topicId: Uuid = message.topicId ?? ZERO_UUID
    writer.uuid(topicId)
  }
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version >= 5) {
    const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
    writer.compactNullableString(errorMessage)
  }
  if (version >= 4) writer.unsignedVarint(0)
}

function decodeDeleteTopicsResponseResponse(reader: Reader, version: number): DeleteTopicsResponseResponse {
  const name = (version >= 6 ? reader.compactNullableString() : version >= 4 ? reader.compactString() : reader.string())
  const topicId: Uuid = version === 6 ? reader.uuid() : ZERO_UUID
  const errorCode = reader.int16()
  const errorMessage: string | null = version >= 5 ? reader.compactNullableString() : null
  if (version >= 4) reader.skipTaggedFields()
  return { name, topicId, errorCode, errorMessage }
}

function encodeDeleteTopicsResponse(writer: Writer, message: DeleteTopicsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const responses = message.responses
  if (version >= 4) writer.compactArrayLength(responses.length)
  else writer.arrayLength(responses.length)
  for (const item of responses) encodeDeleteTopicsResponseResponse(writer, item, version)
  if (version >= 4) writer.unsignedVarint(0)
}

function decodeDeleteTopicsResponse(reader: Reader, version: number): DeleteTopicsResponse {
  const throttleTimeMs = reader.int32()
  let responses: readonly DeleteTopicsResponseResponse[]
  {
    const count = version >= 4 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: DeleteTopicsResponseResponse[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteTopicsResponseResponse(reader, version))
    responses = items
  }
  if (version >= 4) reader.skipTaggedFields()
  return { throttleTimeMs, responses }
}
