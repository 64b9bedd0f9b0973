// Generated from broker/wire/schema/33-alter-configs.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Replaces all configurations of a resource. */
export const alterConfigs: ApiCodec<AlterConfigsRequest, AlterConfigsRequestInput, AlterConfigsResponse, AlterConfigsResponseInput> = {
  key: 33,
  name: 'AlterConfigs',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  request: {
    encode(writer, message, version) {
      checkVersion('AlterConfigsRequest', version, { min: 0, max: 2 })
      encodeAlterConfigsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterConfigsRequest', version, { min: 0, max: 2 })
      return decodeAlterConfigsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('AlterConfigsResponse', version, { min: 0, max: 2 })
      encodeAlterConfigsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterConfigsResponse', version, { min: 0, max: 2 })
      return decodeAlterConfigsResponse(reader, version)
    },
  },
}

/** Replaces all configurations of a resource. */
export interface AlterConfigsRequest {
  /** What to change. (v0+) */
  readonly resources: readonly AlterConfigsRequestResource[]
  /** Whether only to check. (v0+) */
  readonly validateOnly: boolean
}

/** What encode takes for AlterConfigsRequest. */
export interface AlterConfigsRequestInput {
  readonly resources: readonly AlterConfigsRequestResourceInput[]
  readonly validateOnly: boolean
}

/** What to change. */
export interface AlterConfigsRequestResource {
  /** What is named; as in DescribeConfigs. (v0+) */
  readonly resourceType: number
  /** Its name. (v0+) */
  readonly resourceName: string
  /** The configurations; all others return to their defaults. (v0+) */
  readonly configs: readonly AlterConfigsRequestConfig[]
}

/** What encode takes for AlterConfigsRequestResource. */
export interface AlterConfigsRequestResourceInput {
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly AlterConfigsRequestConfigInput[]
}

/** The configurations; all others return to their defaults. */
export interface AlterConfigsRequestConfig {
  /** The configuration. (v0+) */
  readonly name: string
  /** Its value; null for the default. (v0+) */
  readonly value: string | null
}

/** What encode takes for AlterConfigsRequestConfig. */
export interface AlterConfigsRequestConfigInput {
  readonly name: string
  readonly value: string | null
}

function encodeAlterConfigsRequestConfig(writer: Writer, message: AlterConfigsRequestConfigInput, version: number): void {
  const name = message.name
  if (version === 2) writer.compactString(name)
  else writer.string(name)
  const value = message.value
  if (version === 2) writer.compactNullableString(value)
  else writer.nullableString(value)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeAlterConfigsRequestConfig(reader: Reader, version: number): AlterConfigsRequestConfig {
  const name = (version >= 2 ? reader.compactString() : reader.string())
  const value = (version >= 2 ? reader.compactNullableString() : reader.nullableString())
  if (version === 2) reader.skipTaggedFields()
  return { name, value }
}

function encodeAlterConfigsRequestResource(writer: Writer, message: AlterConfigsRequestResourceInput, version: number): void {
  const resourceType = message.resourceType
  writer.int8(resourceType)
  const resourceName = message.resourceName
  if (version === 2) writer.compactString(resourceName)
  else writer.string(resourceName)
  const configs = message.configs
  if (version === 2) writer.compactArrayLength(configs.length)
  else writer.arrayLength(configs.length)
  for (const item of configs) encodeAlterConfigsRequestConfig(writer, item, version)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeAlterConfigsRequestResource(reader: Reader, version: number): AlterConfigsRequestResource {
  const resourceType = reader.int8()
  const resourceName = (version >= 2 ? reader.compactString() : reader.string())
  let configs: readonly AlterConfigsRequestConfig[]
  {
    const count = version >= 2 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: AlterConfigsRequestConfig[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterConfigsRequestConfig(reader, version))
    configs = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { resourceType, resourceName, configs }
}

function encodeAlterConfigsRequest(writer: Writer, message: AlterConfigsRequestInput, version: number): void {
  const resources = message.resources
  if (version === 2) writer.compactArrayLength(resources.length)
  else writer.arrayLength(resources.length)
  for (const item of resources) encodeAlterConfigsRequestResource(writer, item, version)
  const validateOnly = message.validateOnly
  writer.boolean(validateOnly)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeAlterConfigsRequest(reader: Reader, version: number): AlterConfigsRequest {
  let resources: readonly AlterConfigsRequestResource[]
  {
    const count = version >= 2 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: AlterConfigsRequestResource[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterConfigsRequestResource(reader, version))
    resources = items
  }
  const validateOnly = reader.boolean()
  if (version === 2) reader.skipTaggedFields()
  return { resources, validateOnly }
}

/** The answer to AlterConfigs. */
export interface AlterConfigsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** One entry per resource. (v0+) */
  readonly responses: readonly AlterConfigsResponseResponse[]
}

/** What encode takes for AlterConfigsResponse. */
export interface AlterConfigsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly responses: readonly AlterConfigsResponseResponseInput[]
}

/** One entry per resource. */
export interface AlterConfigsResponseResponse {
  /** The outcome for the resource; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** What is named. (v0+) */
  readonly resourceType: number
  /** Its name. (v0+) */
  readonly resourceName: string
}

/** What encode takes for AlterConfigsResponseResponse. */
export interface AlterConfigsResponseResponseInput {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly resourceType: number
  readonly resourceName: string
}

function encodeAlterConfigsResponseResponse(writer: Writer, message: AlterConfigsResponseResponseInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  if (version === 2) writer.compactNullableString(errorMessage)
  else writer.nullableString(errorMessage)
  const resourceType = message.resourceType
  writer.int8(resourceType)
  const resourceName = message.resourceName
  if (version === 2) writer.compactString(resourceName)
  else writer.string(resourceName)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeAlterConfigsResponseResponse(reader: Reader, version: number): AlterConfigsResponseResponse {
  const errorCode = reader.int16()
  const errorMessage = (version >= 2 ? reader.compactNullableString() : reader.nullableString())
  const resourceType = reader.int8()
  const resourceName = (version >= 2 ? reader.compactString() : reader.string())
  if (version === 2) reader.skipTaggedFields()
  return { errorCode, errorMessage, resourceType, resourceName }
}

function encodeAlterConfigsResponse(writer: Writer, message: AlterConfigsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const responses = message.responses
  if (version === 2) writer.compactArrayLength(responses.length)
  else writer.arrayLength(responses.length)
  for (const item of responses) encodeAlterConfigsResponseResponse(writer, item, version)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeAlterConfigsResponse(reader: Reader, version: number): AlterConfigsResponse {
  const throttleTimeMs = reader.int32()
  let responses: readonly AlterConfigsResponseResponse[]
  {
    const count = version >= 2 ? reader.compactArrayLength(6) : reader.arrayLength(6)
    const items: AlterConfigsResponseResponse[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterConfigsResponseResponse(reader, version))
    responses = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { throttleTimeMs, responses }
}
