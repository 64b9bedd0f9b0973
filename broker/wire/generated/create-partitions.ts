// Generated from broker/wire/schema/37-create-partitions.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Adds partitions to topics. */
export const createPartitions: ApiCodec<CreatePartitionsRequest, CreatePartitionsRequestInput, CreatePartitionsResponse, CreatePartitionsResponseInput> = {
  key: 37,
  name: 'CreatePartitions',
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 2,
  request: {
    encode(writer, message, version) {
      checkVersion('CreatePartitionsRequest', version, { min: 0, max: 3 })
      encodeCreatePartitionsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('CreatePartitionsRequest', version, { min: 0, max: 3 })
      return decodeCreatePartitionsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('CreatePartitionsResponse', version, { min: 0, max: 3 })
      encodeCreatePartitionsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('CreatePartitionsResponse', version, { min: 0, max: 3 })
      return decodeCreatePartitionsResponse(reader, version)
    },
  },
}

/** Adds partitions to topics. */
export interface CreatePartitionsRequest {
  /** Topics to extend. (v0+) */
  readonly topics: readonly CreatePartitionsRequestTopic[]
  /** How long to wait for the partitions, ms. (v0+) */
  readonly timeoutMs: number
  /** Whether only to check. (v0+) */
  readonly validateOnly: boolean
}

/** What encode takes for CreatePartitionsRequest. */
export interface CreatePartitionsRequestInput {
  readonly topics: readonly CreatePartitionsRequestTopicInput[]
  readonly timeoutMs: number
  readonly validateOnly: boolean
}

/** Topics to extend. */
export interface CreatePartitionsRequestTopic {
  /** The topic. (v0+) */
  readonly name: string
  /** Partitions it is to have in all. (v0+) */
  readonly count: number
  /** Where each added partition goes; null to let the controller choose. (v0+) */
  readonly assignments: readonly CreatePartitionsRequestAssignment[] | null
}

/** What encode takes for CreatePartitionsRequestTopic. */
export interface CreatePartitionsRequestTopicInput {
  readonly name: string
  readonly count: number
  readonly assignments?: readonly CreatePartitionsRequestAssignmentInput[] | null | undefined
}

/** Where each added partition goes; null to let the controller choose. */
export interface CreatePartitionsRequestAssignment {
  /** Brokers of the replicas, the preferred leader first. (v0+) */
  readonly brokerIds: readonly number[]
}

/** What encode takes for CreatePartitionsRequestAssignment. */
export interface CreatePartitionsRequestAssignmentInput {
  readonly brokerIds: readonly number[]
}

function encodeCreatePartitionsRequestAssignment(writer: Writer, message: CreatePartitionsRequestAssignmentInput, version: number): void {
  const brokerIds = message.brokerIds
  if (version >= 2) writer.compactArrayLength(brokerIds.length)
  else writer.arrayLength(brokerIds.length)
  for (const item of brokerIds) writer.int32(item)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeCreatePartitionsRequestAssignment(reader: Reader, version: number): CreatePartitionsRequestAssignment {
  let brokerIds: readonly number[]
  {
    const count = version >= 2 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    brokerIds = items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { brokerIds }
}

function encodeCreatePartitionsRequestTopic(writer: Writer, message: CreatePartitionsRequestTopicInput, version: number): void {
  const name = message.name
  if (version >= 2) writer.compactString(name)
  else writer.string(name)
  const countField = message.count
  writer.int32(countField)
  const assignments: readonly CreatePartitionsRequestAssignmentInput[] | null = message.assignments === undefined ? null : message.assignments
  if (version >= 2) writer.compactArrayLength(assignments === null ? -1 : assignments.length)
  else writer.arrayLength(assignments === null ? -1 : assignments.length)
  if (assignments !== null) for (const item of assignments) encodeCreatePartitionsRequestAssignment(writer, item, version)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeCreatePartitionsRequestTopic(reader: Reader, version: number): CreatePartitionsRequestTopic {
  const name = (version >= 2 ? reader.compactString() : reader.string())
  const countField = reader.int32()
  let assignments: readonly CreatePartitionsRequestAssignment[] | null
  {
    const count = version >= 2 ? reader.compactNullableArrayLength(2) : reader.nullableArrayLength(2)
    const items: CreatePartitionsRequestAssignment[] = []
    for (let index = 0; index < count; index++) items.push(decodeCreatePartitionsRequestAssignment(reader, version))
    assignments = count < 0 ? null : items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { name, count: countField, assignments }
}

function encodeCreatePartitionsRequest(writer: Writer, message: CreatePartitionsRequestInput, version: number): void {
  const topics = message.topics
  if (version >= 2) writer.compactArrayLength(topics.length)
  else writer.arrayLength(topics.length)
  for (const item of topics) encodeCreatePartitionsRequestTopic(writer, item, version)
  const timeoutMs = message.timeoutMs
  writer.int32(timeoutMs)
  const validateOnly = message.validateOnly
  writer.boolean(validateOnly)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeCreatePartitionsRequest(reader: Reader, version: number): CreatePartitionsRequest {
  let topics: readonly CreatePartitionsRequestTopic[]
  {
    const count = version >= 2 ? reader.compactArrayLength(7) : reader.arrayLength(7)
    const items: CreatePartitionsRequestTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeCreatePartitionsRequestTopic(reader, version))
    topics = items
  }
  const timeoutMs = reader.int32()
  const validateOnly = reader.boolean()
  if (version >= 2) reader.skipTaggedFields()
  return { topics, timeoutMs, validateOnly }
}

/** The answer to CreatePartitions. */
export interface CreatePartitionsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** One entry per topic. (v0+) */
  readonly results: readonly CreatePartitionsResponseResult[]
}

/** What encode takes for CreatePartitionsResponse. */
export interface CreatePartitionsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly results: readonly CreatePartitionsResponseResultInput[]
}

/** One entry per topic. */
export interface CreatePartitionsResponseResult {
  /** The topic. (v0+) */
  readonly name: string
  /** The outcome for the topic; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for CreatePartitionsResponseResult. */
export interface CreatePartitionsResponseResultInput {
  readonly name: string
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeCreatePartitionsResponseResult(writer: Writer, message: CreatePartitionsResponseResultInput, version: number): void {
  const name = message.name
  if (version >= 2) writer.compactString(name)
  else writer.string(name)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  if (version >= 2) writer.compactNullableString(errorMessage)
  else writer.nullableString(errorMessage)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeCreatePartitionsResponseResult(reader: Reader, version: number): CreatePartitionsResponseResult {
  const name = (version >= 2 ? reader.compactString() : reader.string())
  const errorCode = reader.int16()
  const errorMessage = (version >= 2 ? reader.compactNullableString() : reader.nullableString())
  if (version >= 2) reader.skipTaggedFields()
  return { name, errorCode, errorMessage }
}

function encodeCreatePartitionsResponse(writer: Writer, message: CreatePartitionsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const results = message.results
  if (version >= 2) writer.compactArrayLength(results.length)
  else writer.arrayLength(results.length)
  for (const item of results) encodeCreatePartitionsResponseResult(writer, item, version)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeCreatePartitionsResponse(reader: Reader, version: number): CreatePartitionsResponse {
  const throttleTimeMs = reader.int32()
  let results: readonly CreatePartitionsResponseResult[]
  {
    const count = version >= 2 ? reader.compactArrayLength(5) : reader.arrayLength(5)
    const items: CreatePartitionsResponseResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeCreatePartitionsResponseResult(reader, version))
    results = items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { throttleTimeMs, results }
}
