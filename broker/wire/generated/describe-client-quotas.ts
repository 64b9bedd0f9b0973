// Generated from broker/wire/schema/48-describe-client-quotas.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Lists the quotas that match a filter. */
export const describeClientQuotas: ApiCodec<DescribeClientQuotasRequest, DescribeClientQuotasRequestInput, DescribeClientQuotasResponse, DescribeClientQuotasResponseInput> = {
  key: 48,
  name: 'DescribeClientQuotas',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  request: {
    encode(writer, message, version) {
      checkVersion('DescribeClientQuotasRequest', version, { min: 0, max: 1 })
      encodeDescribeClientQuotasRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeClientQuotasRequest', version, { min: 0, max: 1 })
      return decodeDescribeClientQuotasRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DescribeClientQuotasResponse', version, { min: 0, max: 1 })
      encodeDescribeClientQuotasResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeClientQuotasResponse', version, { min: 0, max: 1 })
      return decodeDescribeClientQuotasResponse(reader, version)
    },
  },
}

/** Lists the quotas that match a filter. */
export interface DescribeClientQuotasRequest {
  /** The filter. (v0+) */
  readonly components: readonly DescribeClientQuotasRequestComponent[]
  /** Whether entities with further components are left out. (v0+) */
  readonly strict: boolean
}

/** What encode takes for DescribeClientQuotasRequest. */
export interface DescribeClientQuotasRequestInput {
  readonly components: readonly DescribeClientQuotasRequestComponentInput[]
  readonly strict: boolean
}

/** The filter. */
export interface DescribeClientQuotasRequestComponent {
  /** Kind of entity: user, client-id, ip. (v0+) */
  readonly entityType: string
  /** How to match: 0 this name, 1 the default, 2 any named. (v0+) */
  readonly matchType: number
  /** The name; null when none is meant. (v0+) */
  readonly match: string | null
}

/** What encode takes for DescribeClientQuotasRequestComponent. */
export interface DescribeClientQuotasRequestComponentInput {
  readonly entityType: string
  readonly matchType: number
  readonly match: string | null
}

function encodeDescribeClientQuotasRequestComponent(writer: Writer, message: DescribeClientQuotasRequestComponentInput, version: number): void {
  const entityType = message.entityType
  if (version === 1) writer.compactString(entityType)
  else writer.string(entityType)
  const matchType = message.matchType
  writer.int8(matchType)
  const match = message.match
  if (version === 1) writer.compactNullableString(match)
  else writer.nullableString(match)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeDescribeClientQuotasRequestComponent(reader: Reader, version: number): DescribeClientQuotasRequestComponent {
  const entityType = (version >= 1 ? reader.compactString() : reader.string())
  const matchType = reader.int8()
  const match = (version >= 1 ? reader.compactNullableString() : reader.nullableString())
  if (version === 1) reader.skipTaggedFields()
  return { entityType, matchType, match }
}

function encodeDescribeClientQuotasRequest(writer: Writer, message: DescribeClientQuotasRequestInput, version: number): void {
  const components = message.components
  if (version === 1) writer.compactArrayLength(components.length)
  else writer.arrayLength(components.length)
  for (const item of components) encodeDescribeClientQuotasRequestComponent(writer, item, version)
  const strict = message.strict
  writer.boolean(strict)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeDescribeClientQuotasRequest(reader: Reader, version: number): DescribeClientQuotasRequest {
  let components: readonly DescribeClientQuotasRequestComponent[]
  {
    const count = version >= 1 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: DescribeClientQuotasRequestComponent[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeClientQuotasRequestComponent(reader, version))
    components = items
  }
  const strict = reader.boolean()
  if (version === 1) reader.skipTaggedFields()
  return { components, strict }
}

/** The answer to DescribeClientQuotas. */
export interface DescribeClientQuotasResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** One entry per entity; null on failure. (v0+) */
  readonly entries: readonly DescribeClientQuotasResponseEntry[] | null
}

/** What encode takes for DescribeClientQuotasResponse. */
export interface DescribeClientQuotasResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly entries: readonly DescribeClientQuotasResponseEntryInput[] | null
}

/** One entry per entity; null on failure. */
export interface DescribeClientQuotasResponseEntry {
  /** Who the quota is for. (v0+) */
  readonly entity: readonly DescribeClientQuotasResponseEntity[]
  /** The quotas. (v0+) */
  readonly values: readonly DescribeClientQuotasResponseValue[]
}

/** What encode takes for DescribeClientQuotasResponseEntry. */
export interface DescribeClientQuotasResponseEntryInput {
  readonly entity: readonly DescribeClientQuotasResponseEntityInput[]
  readonly values: readonly DescribeClientQuotasResponseValueInput[]
}

/** Who the quota is for. */
export interface DescribeClientQuotasResponseEntity {
  /** Kind of entity. (v0+) */
  readonly entityType: string
  /** Its name; null for the default. (v0+) */
  readonly entityName: string | null
}

/** What encode takes for DescribeClientQuotasResponseEntity. */
export interface DescribeClientQuotasResponseEntityInput {
  readonly entityType: string
  readonly entityName: string | null
}

/** The quotas. */
export interface DescribeClientQuotasResponseValue {
  /** The quota, such as producer_byte_rate. (v0+) */
  readonly key: string
  /** Its value, in the unit of the quota. (v0+) */
  readonly value: number
}

/** What encode takes for DescribeClientQuotasResponseValue. */
export interface DescribeClientQuotasResponseValueInput {
  readonly key: string
  readonly value: number
}

function encodeDescribeClientQuotasResponseValue(writer: Writer, message: DescribeClientQuotasResponseValueInput, version: number): void {
  const key = message.key
  if (version === 1) writer.compactString(key)
  else writer.string(key)
  const value = message.value
  writer.float64(value)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeDescribeClientQuotasResponseValue(reader: Reader, version: number): DescribeClientQuotasResponseValue {
  const key = (version >= 1 ? reader.compactString() : reader.string())
  const value = reader.float64()
  if (version === 1) reader.skipTaggedFields()
  return { key, value }
}

function encodeDescribeClientQuotasResponseEntity(writer: Writer, message: DescribeClientQuotasResponseEntityInput, version: number): void {
  const entityType = message.entityType
  if (version === 1) writer.compactString(entityType)
  else writer.string(entityType)
  const entityName = message.entityName
  if (version === 1) writer.compactNullableString(entityName)
  else writer.nullableString(entityName)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeDescribeClientQuotasResponseEntity(reader: Reader, version: number): DescribeClientQuotasResponseEntity {
  const entityType = (version >= 1 ? reader.compactString() : reader.string())
  const entityName = (version >= 1 ? reader.compactNullableString() : reader.nullableString())
  if (version === 1) reader.skipTaggedFields()
  return { entityType, entityName }
}

function encodeDescribeClientQuotasResponseEntry(writer: Writer, message: DescribeClientQuotasResponseEntryInput, version: number): void {
  const entity = message.entity
  if (version === 1) writer.compactArrayLength(entity.length)
  else writer.arrayLength(entity.length)
  for (const item of entity) encodeDescribeClientQuotasResponseEntity(writer, item, version)
  const values = message.values
  if (version === 1) writer.compactArrayLength(values.length)
  else writer.arrayLength(values.length)
  for (const item of values) encodeDescribeClientQuotasResponseValue(writer, item, version)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeDescribeClientQuotasResponseEntry(reader: Reader, version: number): DescribeClientQuotasResponseEntry {
  let entity: readonly DescribeClientQuotasResponseEntity[]
  {
    const count = version >= 1 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: DescribeClientQuotasResponseEntity[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeClientQuotasResponseEntity(reader, version))
    entity = items
  }
  let values: readonly DescribeClientQuotasResponseValue[]
  {
    const count = version >= 1 ? reader.compactArrayLength(10) : reader.arrayLength(10)
    const items: DescribeClientQuotasResponseValue[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeClientQuotasResponseValue(reader, version))
    values = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { entity, values }
}

function encodeDescribeClientQuotasResponse(writer: Writer, message: DescribeClientQuotasResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  if (version === 1) writer.compactNullableString(errorMessage)
  else writer.nullableString(errorMessage)
  const entries = message.entries
  if (version === 1) writer.compactArrayLength(entries === null ? -1 : entries.length)
  else writer.arrayLength(entries === null ? -1 : entries.length)
  if (entries !== null) for (const item of entries) encodeDescribeClientQuotasResponseEntry(writer, item, version)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeDescribeClientQuotasResponse(reader: Reader, version: number): DescribeClientQuotasResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = (version >= 1 ? reader.compactNullableString() : reader.nullableString())
  let entries: readonly DescribeClientQuotasResponseEntry[] | null
  {
    const count = version >= 1 ? reader.compactNullableArrayLength(3) : reader.nullableArrayLength(3)
    const items: DescribeClientQuotasResponseEntry[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeClientQuotasResponseEntry(reader, version))
    entries = count < 0 ? null : items
  }
  if (version === 1) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, entries }
}
