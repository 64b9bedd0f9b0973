// Generated from broker/wire/schema/19-create-topics.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import { type Reader, type Uuid, ZERO_UUID } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Creates topics. */
export const createTopics: ApiCodec<CreateTopicsRequest, CreateTopicsRequestInput, CreateTopicsResponse, CreateTopicsResponseInput> = {
  key: 19,
  name: 'CreateTopics',
  minVersion: 2,
  maxVersion: 7,
  flexibleFrom: 5,
  request: {
    encode(writer, message, version) {
      checkVersion('CreateTopicsRequest', version, { min: 2, max: 7 })
      encodeCreateTopicsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('CreateTopicsRequest', version, { min: 2, max: 7 })
      return decodeCreateTopicsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('CreateTopicsResponse', version, { min: 2, max: 7 })
      encodeCreateTopicsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('CreateTopicsResponse', version, { min: 2, max: 7 })
      return decodeCreateTopicsResponse(reader, version)
    },
  },
}

/** Creates topics. */
export interface CreateTopicsRequest {
  /** Topics to create. (v0+) */
  readonly topics: readonly CreateTopicsRequestTopic[]
  /** How long to wait for the topics, ms. (v0+) */
  readonly timeoutMs: number
  /** Whether only to check. (v1+) */
  readonly validateOnly: boolean
}

/** What encode takes for CreateTopicsRequest. */
export interface CreateTopicsRequestInput {
  readonly topics: readonly CreateTopicsRequestTopicInput[]
  readonly timeoutMs?: number | undefined
  readonly validateOnly?: boolean | undefined
}

/** Topics to create. */
export interface CreateTopicsRequestTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** Partitions to create; -1 for the default or with assignments. (v0+) */
  readonly numPartitions: number
  /** Replicas of each partition; -1 for the default or with assignments. (v0+) */
  readonly replicationFactor: number
  /** Where each partition goes; empty to let the controller choose. (v0+) */
  readonly assignments: readonly CreateTopicsRequestAssignment[]
  /** Configurations that differ from the defaults. (v0+) */
  readonly configs: readonly CreateTopicsRequestConfig[]
}

/** What encode takes for CreateTopicsRequestTopic. */
export interface CreateTopicsRequestTopicInput {
  readonly name: string
  readonly numPartitions: number
  readonly replicationFactor: number
  readonly assignments: readonly CreateTopicsRequestAssignmentInput[]
  readonly configs: readonly CreateTopicsRequestConfigInput[]
}

/** Where each partition goes; empty to let the controller choose. */
export interface CreateTopicsRequestAssignment {
  /** The partition. (v0+) */
  readonly partitionIndex: number
  /** Brokers of its replicas, the preferred leader first. (v0+) */
  readonly brokerIds: readonly number[]
}

/** What encode takes for CreateTopicsRequestAssignment. */
export interface CreateTopicsRequestAssignmentInput {
  readonly partitionIndex: number
  readonly brokerIds: readonly number[]
}

/** Configurations that differ from the defaults. */
export interface CreateTopicsRequestConfig {
  /** The configuration. (v0+) */
  readonly name: string
  /** Its value. (v0+) */
  readonly value: string | null
}

/** What encode takes for CreateTopicsRequestConfig. */
export interface CreateTopicsRequestConfigInput {
  readonly name: string
  readonly value: string | null
}

function encodeCreateTopicsRequestConfig(writer: Writer, message: CreateTopicsRequestConfigInput, version: number): void {
  const name = message.name
  if (version >= 5) writer.compactString(name)
  else writer.string(name)
  const value = message.value
  if (version >= 5) writer.compactNullableString(value)
  else writer.nullableString(value)
  if (version >= 5) writer.unsignedVarint(0)
}

function decodeCreateTopicsRequestConfig(reader: Reader, version: number): CreateTopicsRequestConfig {
  const name = (version >= 5 ? reader.compactString() : reader.string())
  const value = (version >= 5 ? reader.compactNullableString() : reader.nullableString())
  if (version >= 5) reader.skipTaggedFields()
  return { name, value }
}

function encodeCreateTopicsRequestAssignment(writer: Writer, message: CreateTopicsRequestAssignmentInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const brokerIds = message.brokerIds
  if (version >= 5) writer.compactArrayLength(brokerIds.length)
  else writer.arrayLength(brokerIds.length)
  for (const item of brokerIds) writer.int32(item)
  if (version >= 5) writer.unsignedVarint(0)
}

function decodeCreateTopicsRequestAssignment(reader: Reader, version: number): CreateTopicsRequestAssignment {
  const partitionIndex = reader.int32()
  let brokerIds: readonly number[]
  {
    const count = version >= 5 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    brokerIds = items
  }
  if (version >= 5) reader.skipTaggedFields()
  return { partitionIndex, brokerIds }
}

function encodeCreateTopicsRequestTopic(writer: Writer, message: CreateTopicsRequestTopicInput, version: number): void {
  const name = message.name
  if (version >= 5) writer.compactString(name)
  else writer.string(name)
  const numPartitions = message.numPartitions
  writer.int32(numPartitions)
  const replicationFactor = message.replicationFactor
  writer.int16(replicationFactor)
  const assignments = message.assignments
  if (version >= 5) writer.compactArrayLength(assignments.length)
  else writer.arrayLength(assignments.length)
  for (const item of assignments) encodeCreateTopicsRequestAssignment(writer, item, version)
  const configs = message.configs
  if (version >= 5) writer.compactArrayLength(configs.length)
  else writer.arrayLength(configs.length)
  for (const item of configs) encodeCreateTopicsRequestConfig(writer, item, version)
  if (version >= 5) writer.unsignedVarint(0)
}

function decodeCreateTopicsRequestTopic(reader: Reader, version: number): CreateTopicsRequestTopic {
  const name = (version >= 5 ? reader.compactString() : reader.string())
  const numPartitions = reader.int32()
  const replicationFactor = reader.int16()
  let assignments: readonly CreateTopicsRequestAssignment[]
  {
    const count = version >= 5 ? reader.compactArrayLength(6) : reader.arrayLength(6)
    const items: CreateTopicsRequestAssignment[] = []
    for (let index = 0; index < count; index++) items.push(decodeCreateTopicsRequestAssignment(reader, version))
    assignments = items
  }
  let configs: readonly CreateTopicsRequestConfig[]
  {
    const count = version >= 5 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: CreateTopicsRequestConfig[] = []
    for (let index = 0; index < count; index++) items.push(decodeCreateTopicsRequestConfig(reader, version))
    configs = items
  }
  if (version >= 5) reader.skipTaggedFields()
  return { name, numPartitions, replicationFactor, assignments, configs }
}

function encodeCreateTopicsRequest(writer: Writer, message: CreateTopicsRequestInput, version: number): void {
  const topics = message.topics
  if (version >= 5) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeCreateTopicsRequestTopic(writer, item, version)
  const timeoutMs: number = message.timeoutMs ?? 60000
  writer.int32(timeoutMs)
  const validateOnly: boolean = message.validateOnly ?? false
  writer.boolean(validateOnly)
  if (version >= 5) writer.unsignedVarint(0)
}

function decodeCreateTopicsRequest(reader: Reader, version: number): CreateTopicsRequest {
  let topics: readonly CreateTopicsRequestTopic[]
  {
    const count = version >= 5 ? reader.compactArrayLength(10) : reader.arrayLength(10)
    const items: CreateTopicsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeCreateTopicsRequestTopic(reader, version))
    topics = items
  }
  const timeoutMs = reader.int32()
  const validateOnly = reader.boolean()
  if (version >= 5) reader.skipTaggedFields()
  return { topics, timeoutMs, validateOnly }
}

/** The answer to CreateTopics. */
export interface CreateTopicsResponse {
  /** How long the quota of the client delays it, ms. (v2+) */
  readonly throttleTimeMs: number
  /** One entry per topic. (v0+) */
  readonly topics: readonly CreateTopicsResponseTopic[]
}

/** What encode takes for CreateTopicsResponse. */
export interface CreateTopicsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly topics: readonly CreateTopicsResponseTopicInput[]
}

/** One entry per topic. */
export interface CreateTopicsResponseTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** The id it got. (v7+) */
  readonly topicId: Uuid
  /** The outcome for the topic; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v1+) */
  readonly errorMessage: string | null
  /** Partitions it got; -1 on failure. (v5+) */
  readonly numPartitions: number
  /** Replicas it got; -1 on failure. (v5+) */
  readonly replicationFactor: number
  /** Every configuration of the topic. (v5+) */
  readonly configs: readonly CreateTopicsResponseConfig[] | null
  /** Why the configurations are not told; 0 when they are. (v5+) */
  readonly topicConfigErrorCode: number
}

/** What encode takes for CreateTopicsResponseTopic. */
export interface CreateTopicsResponseTopicInput {
  readonly name: string
  readonly topicId?: Uuid | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly numPartitions?: number | undefined
  readonly replicationFactor?: number | undefined
  readonly configs?: readonly CreateTopicsResponseConfigInput[] | null | undefined
  readonly topicConfigErrorCode?: number | undefined
}

/** Every configuration of the topic. */
export interface CreateTopicsResponseConfig {
  /** The configuration. (v5+) */
  readonly name: string
  /** Its value; null when it is sensitive. (v5+) */
  readonly value: string | null
  /** Whether it cannot be changed. (v5+) */
  readonly readOnly: boolean
  /** Where the value comes from; as in DescribeConfigs. (v5+) */
  readonly configSource: number
  /** Whether the value is hidden. (v5+) */
  readonly isSensitive: boolean
}

/** What encode takes for CreateTopicsResponseConfig. */
export interface CreateTopicsResponseConfigInput {
  readonly name: string
  readonly value: string | null
  readonly readOnly: boolean
  readonly configSource?: number | undefined
  readonly isSensitive: boolean
}

function encodeCreateTopicsResponseConfig(writer: Writer, message: CreateTopicsResponseConfigInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const value = message.value
  writer.compactNullableString(value)
  const readOnly = message.readOnly
  writer.boolean(readOnly)
  const configSource: number = message.configSource ?? -1
  writer.int8(configSource)
  const isSensitive = message.isSensitive
  writer.boolean(isSensitive)
  writer.unsignedVarint(0)
}

function decodeCreateTopicsResponseConfig(reader: Reader, _version: number): CreateTopicsResponseConfig {
  const name = reader.compactString()
  const value = reader.compactNullableString()
  const readOnly = reader.boolean()
  const configSource = reader.int8()
  const isSensitive = reader.boolean()
  reader.skipTaggedFields()
  return { name, value, readOnly, configSource, isSensitive }
}

function encodeCreateTopicsResponseTopic(writer: Writer, message: CreateTopicsResponseTopicInput, version: number): void {
  const name = message.name
  if (version >= 5) writer.compactString(name)
  else writer.string(name)
  if (version === 7) {
    const topicId: Uuid = message.topicId ?? ZERO_UUID
    writer.uuid(topicId)
  }
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  if (version >= 5) writer.compactNullableString(errorMessage)
  else writer.nullableString(errorMessage)
  if (version >= 5) {
    const numPartitions: number = message.numPartitions ?? -1
    writer.int32(numPartitions)
  }
  if (version >= 5) {
    const replicationFactor: number = message.replicationFactor ?? -1
    writer.int16(replicationFactor)
  }
  if (version >= 5) {
    const configs: readonly CreateTopicsResponseConfigInput[] | null = message.configs === undefined ? [] : message.configs
    writer.compactArrayLength(configs === null ? -1 : configs.length)
    if (configs !== null) for (const item of configs) encodeCreateTopicsResponseConfig(writer, item, version)
  }
  const topicConfigErrorCode: number = message.topicConfigErrorCode ?? 0
  const topicConfigErrorCodeIsSet = version >= 5 && topicConfigErrorCode !== 0
  if (version >= 5) {
    writer.unsignedVarint((topicConfigErrorCodeIsSet ? 1 : 0))
    if (topicConfigErrorCodeIsSet) {
      writer.taggedField(0, (inner) => {
        inner.int16(topicConfigErrorCode)
      })
    }
  }
}

function decodeCreateTopicsResponseTopic(reader: Reader, version: number): CreateTopicsResponseTopic {
  const name = (version >= 5 ? reader.compactString() : reader.string())
  const topicId: Uuid = version === 7 ? reader.uuid() : ZERO_UUID
  const errorCode = reader.int16()
  const errorMessage = (version >= 5 ? reader.compactNullableString() : reader.nullableString())
  const numPartitions: number = version >= 5 ? reader.int32() : -1
  const replicationFactor: number = version >= 5 ? reader.int16() : -1
  let configs: readonly CreateTopicsResponseConfig[] | null = []
  if (version >= 5) {
    const count = reader.compactNullableArrayLength(6)
    const items: CreateTopicsResponseConfig[] = []
    for (let index = 0; index < count; index++) items.push(decodeCreateTopicsResponseConfig(reader, version))
    configs = count < 0 ? null : items
  }
  let topicConfigErrorCode: number = 0
  if (version >= 5) {
    for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
      const tag = reader.unsignedVarint()
      const end = reader.taggedFieldEnd()
      if (tag === 0) {
        topicConfigErrorCode = reader.int16()
        reader.expectOffset(end)
      } else reader.offset = end
    }
  }
  return { name, topicId, errorCode, errorMessage, numPartitions, replicationFactor, configs, topicConfigErrorCode }
}

function encodeCreateTopicsResponse(writer: Writer, message: CreateTopicsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const topics = message.topics
  if (version >= 5) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeCreateTopicsResponseTopic(writer, item, version)
  if (version >= 5) writer.unsignedVarint(0)
}

function decodeCreateTopicsResponse(reader: Reader, version: number): CreateTopicsResponse {
  const throttleTimeMs = reader.int32()
  let topics: readonly CreateTopicsResponseTopic[]
  {
    const count = version >= 5 ? reader.compactArrayLength(6) : reader.arrayLength(6)
    const items: CreateTopicsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeCreateTopicsResponseTopic(reader, version))
    topics = items
  }
  if (version >= 5) reader.skipTaggedFields()
  return { throttleTimeMs, topics }
}
