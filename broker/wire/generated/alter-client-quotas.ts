// Generated from broker/wire/schema/49-alter-client-quotas.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Sets and removes quotas. */
export const alterClientQuotas: ApiCodec<AlterClientQuotasRequest, AlterClientQuotasRequestInput, AlterClientQuotasResponse, AlterClientQuotasResponseInput> = {
  key: 49,
  name: 'AlterClientQuotas',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  request: {
    encode(writer, message, version) {
      checkVersion('AlterClientQuotasRequest', version, { min: 0, max: 1 })
      encodeAlterClientQuotasRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterClientQuotasRequest', version, { min: 0, max: 1 })
      return decodeAlterClientQuotasRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('AlterClientQuotasResponse', version, { min: 0, max: 1 })
      encodeAlterClientQuotasResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterClientQuotasResponse', version, { min: 0, max: 1 })
      return decodeAlterClientQuotasResponse(reader, version)
    },
  },
}

/** Sets and removes quotas. */
export interface AlterClientQuotasRequest {
  /** One entry per entity. (v0+) */
  readonly entries: readonly AlterClientQuotasRequestEntry[]
  /** Whether only to check. (v0+) */
  readonly validateOnly: boolean
}

/** What encode takes for AlterClientQuotasRequest. */
export interface AlterClientQuotasRequestInput {
  readonly entries: readonly AlterClientQuotasRequestEntryInput[]
  readonly validateOnly: boolean
}

/** One entry per entity. */
export interface AlterClientQuotasRequestEntry {
  /** Who the quota is for. (v0+) */
  readonly entity: readonly AlterClientQuotasRequestEntity[]
  /** The changes. (v0+) */
  readonly ops: readonly AlterClientQuotasRequestOp[]
}

/** What encode takes for AlterClientQuotasRequestEntry. */
export interface AlterClientQuotasRequestEntryInput {
  readonly entity: readonly AlterClientQuotasRequestEntityInput[]
  readonly ops: readonly AlterClientQuotasRequestOpInput[]
}

/** Who the quota is for. */
export interface AlterClientQuotasRequestEntity {
  /** Kind of entity: user, client-id, ip. (v0+) */
  readonly entityType: string
  /** Its name; null for the default. (v0+) */
  readonly entityName: string | null
}

/** What encode takes for AlterClientQuotasRequestEntity. */
export interface AlterClientQuotasRequestEntityInput {
  readonly entityType: string
  readonly entityName: string | null
}

/** The changes. */
export interface AlterClientQuotasRequestOp {
  /** The quota, such as producer_byte_rate. (v0+) */
  readonly key: string
  /** The value to set, in the unit of the quota. (v0+) */
  readonly value: number
  /** Whether to remove the quota instead. (v0+) */
  readonly remove: boolean
}

/** What encode takes for AlterClientQuotasRequestOp. */
export interface AlterClientQuotasRequestOpInput {
  readonly key: string
  readonly value: number
  readonly remove: boolean
}

function encodeAlterClientQuotasRequestOp(writer: Writer, message: AlterClientQuotasRequestOpInput, version: number): void {
  const key = message.key
  if (version === 1) writer.compactString(key)
  else writer.string(key)
  const value = message.value
  writer.float64(value)
  const remove = message.remove
  writer.boolean(remove)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeAlterClientQuotasRequestOp(reader: Reader, version: number): AlterClientQuotasRequestOp {
  const key = (version >= 1 ? reader.compactString() : reader.string())
  const value = reader.float64()
  const remove = reader.boolean()
  if (version === 1) reader.skipTaggedFields()
  return { key, value, remove }
}

function encodeAlterClientQuotasRequestEntity(writer: Writer, message: AlterClientQuotasRequestEntityInput, version: number): void {
  const entityType = message.entityType
  if (version === 1) writer.compactString(entityType)
  else writer.string(entityType)
  const entityName = message.entityName
  if (version === 1) writer.compactNullableString(entityName)
  else writer.nullableString(entityName)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeAlterClientQuotasRequestEntity(reader: Reader, version: number): AlterClientQuotasRequestEntity {
  const entityType = (version >= 1 ? reader.compactString() : reader.string())
  const entityName = (version >= 1 ? reader.compactNullableString() : reader.nullableString())
  if (version === 1) reader.skipTaggedFields()
  return { entityType, entityName }
}

function encodeAlterClientQuotasRequestEntry(writer: Writer, message: AlterClientQuotasRequestEntryInput, version: number): void {
  const entity = message.entity
  if (version === 1) writer.compactArrayLength(entity.length)
  else writer.arrayLength(entity.length)
  for (const item of entity) encodeAlterClientQuotasRequestEntity(writer, item, version)
  const ops = message.ops
  if (version === 1) writer.compactArrayLength(ops.length)
  else writer.arrayLength(ops.length)
  for (const item of ops) encodeAlterClientQuotasRequestOp(writer, item, version)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeAlterClientQuotasRequestEntry(reader: Reader, version: number): AlterClientQuotasRequestEntry {
  let entity: readonly AlterClientQuotasRequestEntity[]
  {
    const count = version >= 1 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: AlterClientQuotasRequestEntity[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterClientQuotasRequestEntity(reader, version))
    entity = items
  }
  let ops: readonly AlterClientQuotasRequestOp[]
  {
    const count = version >= 1 ? reader.compactArrayLength(11) : reader.arrayLength(11)
    const items: AlterClientQuotasRequestOp[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterClientQuotasRequestOp(reader, version))
    ops = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { entity, ops }
}

function encodeAlterClientQuotasRequest(writer: Writer, message: AlterClientQuotasRequestInput, version: number): void {
  const entries = message.entries
  if (version === 1) writer.compactArrayLength(entries.length)
  else writer.arrayLength(entries.length)
  for (const item of entries) encodeAlterClientQuotasRequestEntry(writer, item, version)
  const validateOnly = message.validateOnly
  writer.boolean(validateOnly)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeAlterClientQuotasRequest(reader: Reader, version: number): AlterClientQuotasRequest {
  let entries: readonly AlterClientQuotasRequestEntry[]
  {
    const count = version >= 1 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: AlterClientQuotasRequestEntry[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterClientQuotasRequestEntry(reader, version))
    entries = items
  }
  const validateOnly = reader.boolean()
  if (version === 1) reader.skipTaggedFields()
  return { entries, validateOnly }
}

/** The answer to AlterClientQuotas. */
export interface AlterClientQuotasResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** One entry per entity. (v0+) */
  readonly entries: readonly AlterClientQuotasResponseEntry[]
}

/** What encode takes for AlterClientQuotasResponse. */
export interface AlterClientQuotasResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly entries: readonly AlterClientQuotasResponseEntryInput[]
}

/** One entry per entity. */
export interface AlterClientQuotasResponseEntry {
  /** The outcome for the entity; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** Who the quota is for. (v0+) */
  readonly entity: readonly AlterClientQuotasResponseEntity[]
}

/** What encode takes for AlterClientQuotasResponseEntry. */
export interface AlterClientQuotasResponseEntryInput {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly entity: readonly AlterClientQuotasResponseEntityInput[]
}

/** Who the quota is for. */
export interface AlterClientQuotasResponseEntity {
  /** Kind of entity. (v0+) */
  readonly entityType: string
  /** Its name; null for the default. (v0+) */
  readonly entityName: string | null
}

/** What encode takes for AlterClientQuotasResponseEntity. */
export interface AlterClientQuotasResponseEntityInput {
  readonly entityType: string
  readonly entityName: string | null
}

function encodeAlterClientQuotasResponseEntity(writer: Writer, message: AlterClientQuotasResponseEntityInput, version: number): void {
  const entityType = message.entityType
  if (version === 1) writer.compactString(entityType)
  else writer.string(entityType)
  const entityName = message.entityName
  if (version === 1) writer.compactNullableString(entityName)
  else writer.nullableString(entityName)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeAlterClientQuotasResponseEntity(reader: Reader, version: number): AlterClientQuotasResponseEntity {
  const entityType = (version >= 1 ? reader.compactString() : reader.string())
  const entityName = (version >= 1 ? reader.compactNullableString() : reader.nullableString())
  if (version === 1) reader.skipTaggedFields()
  return { entityType, entityName }
}

function encodeAlterClientQuotasResponseEntry(writer: Writer, message: AlterClientQuotasResponseEntryInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  if (version === 1) writer.compactNullableString(errorMessage)
  else writer.nullableString(errorMessage)
  const entity = message.entity
  if (version === 1) writer.compactArrayLength(entity.length)
  else writer.arrayLength(entity.length)
  for (const item of entity) encodeAlterClientQuotasResponseEntity(writer, item, version)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeAlterClientQuotasResponseEntry(reader: Reader, version: number): AlterClientQuotasResponseEntry {
  const errorCode = reader.int16()
  const errorMessage = (version >= 1 ? reader.compactNullableString() : reader.nullableString())
  let entity: readonly AlterClientQuotasResponseEntity[]
  {
    const count = version >= 1 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: AlterClientQuotasResponseEntity[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterClientQuotasResponseEntity(reader, version))
    entity = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { errorCode, errorMessage, entity }
}

function encodeAlterClientQuotasResponse(writer: Writer, message: AlterClientQuotasResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const entries = message.entries
  if (version === 1) writer.compactArrayLength(entries.length)
  else writer.arrayLength(entries.length)
  for (const item of entries) encodeAlterClientQuotasResponseEntry(writer, item, version)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeAlterClientQuotasResponse(reader: Reader, version: number): AlterClientQuotasResponse {
  const throttleTimeMs = reader.int32()
  let entries: readonly AlterClientQuotasResponseEntry[]
  {
    const count = version >= 1 ? reader.compactArrayLength(5) : reader.arrayLength(5)
    const items: AlterClientQuotasResponseEntry[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterClientQuotasResponseEntry(reader, version))
    entries = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { throttleTimeMs, entries }
}
