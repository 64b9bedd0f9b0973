// Generated from broker/wire/schema/32-describe-configs.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Reads the configurations of topics, brokers and groups. */
export const describeConfigs: ApiCodec<DescribeConfigsRequest, DescribeConfigsRequestInput, DescribeConfigsResponse, DescribeConfigsResponseInput> = {
  key: 32,
  name: 'DescribeConfigs',
  minVersion: 1,
  maxVersion: 4,
  flexibleFrom: 4,
  request: {
    encode(writer, message, version) {
      checkVersion('DescribeConfigsRequest', version, { min: 1, max: 4 })
      encodeDescribeConfigsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeConfigsRequest', version, { min: 1, max: 4 })
      return decodeDescribeConfigsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DescribeConfigsResponse', version, { min: 1, max: 4 })
      encodeDescribeConfigsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeConfigsResponse', version, { min: 1, max: 4 })
      return decodeDescribeConfigsResponse(reader, version)
    },
  },
}

/** Reads the configurations of topics, brokers and groups. */
export interface DescribeConfigsRequest {
  /** What to describe. (v0+) */
  readonly resources: readonly DescribeConfigsRequestResource[]
  /** Whether to tell the values that were overruled. (v1+) */
  readonly includeSynonyms: boolean
  /** Whether to tell what each configuration means. (v3+) */
  readonly includeDocumentation: boolean
}

/** What encode takes for DescribeConfigsRequest. */
export interface DescribeConfigsRequestInput {
  readonly resources: readonly DescribeConfigsRequestResourceInput[]
  readonly includeSynonyms?: boolean | undefined
  readonly includeDocumentation?: boolean | undefined
}

/** What to describe. */
export interface DescribeConfigsRequestResource {
  /** What is named: 2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group. (v0+) */
  readonly resourceType: number
  /** The topic, broker id or group; empty for the default of all brokers. (v0+) */
  readonly resourceName: string
  /** Configurations wanted; null for all. (v0+) */
  readonly configurationKeys: readonly string[] | null
}

/** What encode takes for DescribeConfigsRequestResource. */
export interface DescribeConfigsRequestResourceInput {
  readonly resourceType: number
  readonly resourceName: string
  readonly configurationKeys?: readonly string[] | null | undefined
}

function encodeDescribeConfigsRequestResource(writer: Writer, message: DescribeConfigsRequestResourceInput, version: number): void {
  const resourceType = message.resourceType
  writer.int8(resourceType)
  const resourceName = message.resourceName
  if (version === 4) writer.compactString(resourceName)
  else writer.string(resourceName)
  const configurationKeys: readonly string[] | null = message.configurationKeys === undefined ? null : message.configurationKeys
  if (version === 4) writer.compactArrayLength(configurationKeys === null ? -1 : configurationKeys.length)
  else writer.arrayLength(configurationKeys === null ? -1 : configurationKeys.length)
  if (configurationKeys !== null) for (const item of configurationKeys) { if (version === 4) writer.compactString(item); else writer.string(item) }
  if (version === 4) writer.unsignedVarint(0)
}

function decodeDescribeConfigsRequestResource(reader: Reader, version: number): DescribeConfigsRequestResource {
  const resourceType = reader.int8()
  const resourceName = (version >= 4 ? reader.compactString() : reader.string())
  let configurationKeys: readonly string[] | null
  {
    const count = version >= 4 ? reader.compactNullableArrayLength(1) : reader.nullableArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(version === 4 ? reader.compactString() : reader.string())
    configurationKeys = count < 0 ? null : items
  }
  if (version === 4) reader.skipTaggedFields()
  return { resourceType, resourceName, configurationKeys }
}

function encodeDescribeConfigsRequest(writer: Writer, message: DescribeConfigsRequestInput, version: number): void {
  const resources = message.resources
  if (version === 4) writer.compactArrayLength(resources.length)
  else writer.arrayLength(resources.length)
  for (const item of resources) encodeDescribeConfigsRequestResource(writer, item, version)
  const includeSynonyms: boolean = message.includeSynonyms ?? false
  writer.boolean(includeSynonyms)
  if (version >= 3) {
    const includeDocumentation: boolean = message.includeDocumentation ?? false
    writer.boolean(includeDocumentation)
  }
  if (version === 4) writer.unsignedVarint(0)
}

function decodeDescribeConfigsRequest(reader: Reader, version: number): DescribeConfigsRequest {
  let resources: readonly DescribeConfigsRequestResource[]
  {
    const count = version >= 4 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: DescribeConfigsRequestResource[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeConfigsRequestResource(reader, version))
    resources = items
  }
  const includeSynonyms = reader.boolean()
  const includeDocumentation: boolean = version >= 3 ? reader.boolean() : false
  if (version === 4) reader.skipTaggedFields()
  return { resources, includeSynonyms, includeDocumentation }
}

/** The answer to DescribeConfigs. */
export interface DescribeConfigsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** One entry per resource. (v0+) */
  readonly results: readonly DescribeConfigsResponseResult[]
}

/** What encode takes for DescribeConfigsResponse. */
export interface DescribeConfigsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly results: readonly DescribeConfigsResponseResultInput[]
}

/** One entry per resource. */
export interface DescribeConfigsResponseResult {
  /** The outcome for the resource; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** What is named. (v0+) */
  readonly resourceType: number
  /** Its name. (v0+) */
  readonly resourceName: string
  /** The configurations. (v0+) */
  readonly configs: readonly DescribeConfigsResponseConfig[]
}

/** What encode takes for DescribeConfigsResponseResult. */
export interface DescribeConfigsResponseResultInput {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly resourceType: number
  readonly resourceName: string
  readonly configs: readonly DescribeConfigsResponseConfigInput[]
}

/** The configurations. */
export interface DescribeConfigsResponseConfig {
  /** The configuration. (v0+) */
  readonly name: string
  /** Its value; null when it is sensitive or has none. (v0+) */
  readonly value: string | null
  /** Whether it cannot be changed at run time. (v0+) */
  readonly readOnly: boolean
  /** Where the value comes from: 1 topic, 2 broker, 3 all brokers, 4 file, 5 default, 6 logger, 7 client metrics, 8 group. (v1+) */
  readonly configSource: number
  /** Whether the value is hidden. (v0+) */
  readonly isSensitive: boolean
  /** The values in order of precedence. (v1+) */
  readonly synonyms: readonly DescribeConfigsResponseSynonym[]
  /** Type: 1 boolean, 2 string, 3 int, 4 short, 5 long, 6 double, 7 list, 8 class, 9 password; 0 unknown. (v3+) */
  readonly configType: number
  /** What the configuration means. (v3+) */
  readonly documentation: string | null
}

/** What encode takes for DescribeConfigsResponseConfig. */
export interface DescribeConfigsResponseConfigInput {
  readonly name: string
  readonly value: string | null
  readonly readOnly: boolean
  readonly configSource?: number | undefined
  readonly isSensitive: boolean
  readonly synonyms: readonly DescribeConfigsResponseSynonymInput[]
  readonly configType?: number | undefined
  readonly documentation?: string | null | undefined
}

/** The values in order of precedence. */
export interface DescribeConfigsResponseSynonym {
  /** The configuration. (v1+) */
  readonly name: string
  /** Its value. (v1+) */
  readonly value: string | null
  /** Where the value comes from. (v1+) */
  readonly source: number
}

/** What encode takes for DescribeConfigsResponseSynonym. */
export interface DescribeConfigsResponseSynonymInput {
  readonly name: string
  readonly value: string | null
  readonly source: number
}

function encodeDescribeConfigsResponseSynonym(writer: Writer, message: DescribeConfigsResponseSynonymInput, version: number): void {
  const name = message.name
  if (version === 4) writer.compactString(name)
  else writer.string(name)
  const value = message.value
  if (version === 4) writer.compactNullableString(value)
  else writer.nullableString(value)
  const source = message.source
  writer.int8(source)
  if (version === 4) writer.unsignedVarint(0)
}

function decodeDescribeConfigsResponseSynonym(reader: Reader, version: number): DescribeConfigsResponseSynonym {
  const name = (version >= 4 ? reader.compactString() : reader.string())
  const value = (version >= 4 ? reader.compactNullableString() : reader.nullableString())
  const source = reader.int8()
  if (version === 4) reader.skipTaggedFields()
  return { name, value, source }
}

function encodeDescribeConfigsResponseConfig(writer: Writer, message: DescribeConfigsResponseConfigInput, version: number): void {
  const name = message.name
  if (version === 4) writer.compactString(name)
  else writer.string(name)
  const value = message.value
  if (version === 4) writer.compactNullableString(value)
  else writer.nullableString(value)
  const readOnly = message.readOnly
  writer.boolean(readOnly)
  const configSource: number = message.configSource ?? -1
  writer.int8(configSource)
  const isSensitive = message.isSensitive
  writer.boolean(isSensitive)
  const synonyms = message.synonyms
  if (version === 4) writer.compactArrayLength(synonyms.length)
  else writer.arrayLength(synonyms.length)
  for (const item of synonyms) encodeDescribeConfigsResponseSynonym(writer, item, version)
  if (version >= 3) {
    const configType: number = message.configType ?? 0
    writer.int8(configType)
  }
  if (version >= 3) {
    const documentation: string | null = message.documentation === undefined ? null : message.documentation
    if (version === 4) writer.compactNullableString(documentation)
    else writer.nullableString(documentation)
  }
  if (version === 4) writer.unsignedVarint(0)
}

function decodeDescribeConfigsResponseConfig(reader: Reader, version: number): DescribeConfigsResponseConfig {
  const name = (version >= 4 ? reader.compactString() : reader.string())
  const value = (version >= 4 ? reader.compactNullableString() : reader.nullableString())
  const readOnly = reader.boolean()
  const configSource = reader.int8()
  const isSensitive = reader.boolean()
  let synonyms: readonly DescribeConfigsResponseSynonym[]
  {
    const count = version >= 4 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: DescribeConfigsResponseSynonym[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeConfigsResponseSynonym(reader, version))
    synonyms = items
  }
  const configType: number = version >= 3 ? reader.int8() : 0
  const documentation: string | null = version >= 3 ? (version >= 4 ? reader.compactNullableString() : reader.nullableString()) : null
  if (version === 4) reader.skipTaggedFields()
  return { name, value, readOnly, configSource, isSensitive, synonyms, configType, documentation }
}

function encodeDescribeConfigsResponseResult(writer: Writer, message: DescribeConfigsResponseResultInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  if (version === 4) writer.compactNullableString(errorMessage)
  else writer.nullableString(errorMessage)
  const resourceType = message.resourceType
  writer.int8(resourceType)
  const resourceName = message.resourceName
  if (version === 4) writer.compactString(resourceName)
  else writer.string(resourceName)
  const configs = message.configs
  if (version === 4) writer.compactArrayLength(configs.length)
  else writer.arrayLength(configs.length)
  for (const item of configs) encodeDescribeConfigsResponseConfig(writer, item, version)
  if (version === 4) writer.unsignedVarint(0)
}

function decodeDescribeConfigsResponseResult(reader: Reader, version: number): DescribeConfigsResponseResult {
  const errorCode = reader.int16()
  const errorMessage = (version >= 4 ? reader.compactNullableString() : reader.nullableString())
  const resourceType = reader.int8()
  const resourceName = (version >= 4 ? reader.compactString() : reader.string())
  let configs: readonly DescribeConfigsResponseConfig[]
  {
    const count = version >= 4 ? reader.compactArrayLength(9) : reader.arrayLength(9)
    const items: DescribeConfigsResponseConfig[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeConfigsResponseConfig(reader, version))
    configs = items
  }
  if (version === 4) reader.skipTaggedFields()
  return { errorCode, errorMessage, resourceType, resourceName, configs }
}

function encodeDescribeConfigsResponse(writer: Writer, message: DescribeConfigsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const results = message.results
  if (version === 4) writer.compactArrayLength(results.length)
  else writer.arrayLength(results.length)
  for (const item of results) encodeDescribeConfigsResponseResult(writer, item, version)
  if (version === 4) writer.unsignedVarint(0)
}

function decodeDescribeConfigsResponse(reader: Reader, version: number): DescribeConfigsResponse {
  const throttleTimeMs = reader.int32()
  let results: readonly DescribeConfigsResponseResult[]
  {
    const count = version >= 4 ? reader.compactArrayLength(7) : reader.arrayLength(7)
    const items: DescribeConfigsResponseResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeConfigsResponseResult(reader, version))
    results = items
  }
  if (version === 4) reader.skipTaggedFields()
  return { throttleTimeMs, results }
}
