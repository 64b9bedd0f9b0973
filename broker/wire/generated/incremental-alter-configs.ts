// Generated from broker/wire/schema/44-incremental-alter-configs.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Changes single configurations of a resource. */
export const incrementalAlterConfigs: ApiCodec<IncrementalAlterConfigsRequest, IncrementalAlterConfigsRequestInput, IncrementalAlterConfigsResponse, IncrementalAlterConfigsResponseInput> = {
  key: 44,
  name: 'IncrementalAlterConfigs',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  request: {
    encode(writer, message, version) {
      checkVersion('IncrementalAlterConfigsRequest', version, { min: 0, max: 1 })
      encodeIncrementalAlterConfigsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('IncrementalAlterConfigsRequest', version, { min: 0, max: 1 })
      return decodeIncrementalAlterConfigsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('IncrementalAlterConfigsResponse', version, { min: 0, max: 1 })
      encodeIncrementalAlterConfigsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('IncrementalAlterConfigsResponse', version, { min: 0, max: 1 })
      return decodeIncrementalAlterConfigsResponse(reader, version)
    },
  },
}

/** Changes single configurations of a resource. */
export interface IncrementalAlterConfigsRequest {
  /** What to change. (v0+) */
  readonly resources: readonly IncrementalAlterConfigsRequestResource[]
  /** Whether only to check. (v0+) */
  readonly validateOnly: boolean
}

/** What encode takes for IncrementalAlterConfigsRequest. */
export interface IncrementalAlterConfigsRequestInput {
  readonly resources: readonly IncrementalAlterConfigsRequestResourceInput[]
  readonly validateOnly: boolean
}

/** What to change. */
export interface IncrementalAlterConfigsRequestResource {
  /** What is named; as in DescribeConfigs. (v0+) */
  readonly resourceType: number
  /** Its name. (v0+) */
  readonly resourceName: string
  /** The changes. (v0+) */
  readonly configs: readonly IncrementalAlterConfigsRequestConfig[]
}

/** What encode takes for IncrementalAlterConfigsRequestResource. */
export interface IncrementalAlterConfigsRequestResourceInput {
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly IncrementalAlterConfigsRequestConfigInput[]
}

/** The changes. */
export interface IncrementalAlterConfigsRequestConfig {
  /** The configuration. (v0+) */
  readonly name: string
  /** What to do: 0 set, 1 delete, 2 append to a list, 3 remove from a list. (v0+) */
  readonly configOperation: number
  /** The value. (v0+) */
  readonly value: string | null
}

/** What encode takes for IncrementalAlterConfigsRequestConfig. */
export interface IncrementalAlterConfigsRequestConfigInput {
  readonly name: string
  readonly configOperation: number
  readonly value: string | null
}

function encodeIncrementalAlterConfigsRequestConfig(writer: Writer, message: IncrementalAlterConfigsRequestConfigInput, version: number): void {
  const name = message.name
  if (version === 1) writer.compactString(name)
  else writer.string(name)
  const configOperation = message.configOperation
  writer.int8(configOperation)
  const value = message.value
  if (version === 1) writer.compactNullableString(value)
  else writer.nullableString(value)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeIncrementalAlterConfigsRequestConfig(reader: Reader, version: number): IncrementalAlterConfigsRequestConfig {
  const name = (version >= 1 ? reader.compactString() : reader.string())
  const configOperation = reader.int8()
  const value = (version >= 1 ? reader.compactNullableString() : reader.nullableString())
  if (version === 1) reader.skipTaggedFields()
  return { name, configOperation, value }
}

function encodeIncrementalAlterConfigsRequestResource(writer: Writer, message: IncrementalAlterConfigsRequestResourceInput, version: number): void {
  const resourceType = message.resourceType
  writer.int8(resourceType)
  const resourceName = message.resourceName
  if (version === 1) writer.compactString(resourceName)
  else writer.string(resourceName)
  const configs = message.configs
  if (version === 1) writer.compactArrayLength(configs.length)
  else writer.arrayLength(configs.length)
  for (const item of configs) encodeIncrementalAlterConfigsRequestConfig(writer, item, version)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeIncrementalAlterConfigsRequestResource(reader: Reader, version: number): IncrementalAlterConfigsRequestResource {
  const resourceType = reader.int8()
  const resourceName = (version >= 1 ? reader.compactString() : reader.string())
  let configs: readonly IncrementalAlterConfigsRequestConfig[]
  {
    const count = version >= 1 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: IncrementalAlterConfigsRequestConfig[] = []
    for (let index = 0; index < count; index++) items.push(decodeIncrementalAlterConfigsRequestConfig(reader, version))
    configs = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { resourceType, resourceName, configs }
}

function encodeIncrementalAlterConfigsRequest(writer: Writer, message: IncrementalAlterConfigsRequestInput, version: number): void {
  const resources = message.resources
  if (version === 1) writer.compactArrayLength(resources.length)
  else writer.arrayLength(resources.length)
  for (const item of resources) encodeIncrementalAlterConfigsRequestResource(writer, item, version)
  const validateOnly = message.validateOnly
  writer.boolean(validateOnly)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeIncrementalAlterConfigsRequest(reader: Reader, version: number): IncrementalAlterConfigsRequest {
  let resources: readonly IncrementalAlterConfigsRequestResource[]
  {
    const count = version >= 1 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: IncrementalAlterConfigsRequestResource[] = []
    for (let index = 0; index < count; index++) items.push(decodeIncrementalAlterConfigsRequestResource(reader, version))
    resources = items
  }
  const validateOnly = reader.boolean()
  if (version === 1) reader.skipTaggedFields()
  return { resources, validateOnly }
}

/** The answer to IncrementalAlterConfigs. */
export interface IncrementalAlterConfigsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** One entry per resource. (v0+) */
  readonly responses: readonly IncrementalAlterConfigsResponseResponse[]
}

/** What encode takes for IncrementalAlterConfigsResponse. */
export interface IncrementalAlterConfigsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly responses: readonly IncrementalAlterConfigsResponseResponseInput[]
}

/** One entry per resource. */
export interface IncrementalAlterConfigsResponseResponse {
  /** The outcome for the resource; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** What is named. (v0+) */
  readonly resourceType: number
  /** Its name. (v0+) */
  readonly resourceName: string
}

/** What encode takes for IncrementalAlterConfigsResponseResponse. */
export interface IncrementalAlterConfigsResponseResponseInput {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly resourceType: number
  readonly resourceName: string
}

function encodeIncrementalAlterConfigsResponseResponse(writer: Writer, message: IncrementalAlterConfigsResponseResponseInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  if (version === 1) writer.compactNullableString(errorMessage)
  else writer.nullableString(errorMessage)
  const resourceType = message.resourceType
  writer.int8(resourceType)
  const resourceName = message.resourceName
  if (version === 1) writer.compactString(resourceName)
  else writer.string(resourceName)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeIncrementalAlterConfigsResponseResponse(reader: Reader, version: number): IncrementalAlterConfigsResponseResponse {
  const errorCode = reader.int16()
  const errorMessage = (version >= 1 ? reader.compactNullableString() : reader.nullableString())
  const resourceType = reader.int8()
  const resourceName = (version >= 1 ? reader.compactString() : reader.string())
  if (version === 1) reader.skipTaggedFields()
  return { errorCode, errorMessage, resourceType, resourceName }
}

function encodeIncrementalAlterConfigsResponse(writer: Writer, message: IncrementalAlterConfigsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const responses = message.responses
  if (version === 1) writer.compactArrayLength(responses.length)
  else writer.arrayLength(responses.length)
  for (const item of responses) encodeIncrementalAlterConfigsResponseResponse(writer, item, version)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeIncrementalAlterConfigsResponse(reader: Reader, version: number): IncrementalAlterConfigsResponse {
  const throttleTimeMs = reader.int32()
  let responses: readonly IncrementalAlterConfigsResponseResponse[]
  {
    const count = version >= 1 ? reader.compactArrayLength(6) : reader.arrayLength(6)
    const items: IncrementalAlterConfigsResponseResponse[] = []
    for (let index = 0; index < count; index++) items.push(decodeIncrementalAlterConfigsResponseResponse(reader, version))
    responses = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { throttleTimeMs, responses }
}
