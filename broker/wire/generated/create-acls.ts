// Generated from broker/wire/schema/30-create-acls.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Adds access rules. */
export const createAcls: ApiCodec<CreateAclsRequest, CreateAclsRequestInput, CreateAclsResponse, CreateAclsResponseInput> = {
  key: 30,
  name: 'CreateAcls',
  minVersion: 1,
  maxVersion: 3,
  flexibleFrom: 2,
  request: {
    encode(writer, message, version) {
      checkVersion('CreateAclsRequest', version, { min: 1, max: 3 })
      encodeCreateAclsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('CreateAclsRequest', version, { min: 1, max: 3 })
      return decodeCreateAclsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('CreateAclsResponse', version, { min: 1, max: 3 })
      encodeCreateAclsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('CreateAclsResponse', version, { min: 1, max: 3 })
      return decodeCreateAclsResponse(reader, version)
    },
  },
}

/** Adds access rules. */
export interface CreateAclsRequest {
  /** The rules. (v0+) */
  readonly creations: readonly CreateAclsRequestCreation[]
}

/** What encode takes for CreateAclsRequest. */
export interface CreateAclsRequestInput {
  readonly creations: readonly CreateAclsRequestCreationInput[]
}

/** The rules. */
export interface CreateAclsRequestCreation {
  /** Type of the resource; as in DescribeAcls. (v0+) */
  readonly resourceType: number
  /** Its name; * for any. (v0+) */
  readonly resourceName: string
  /** How the name is meant: 3 literal, 4 prefix. (v1+) */
  readonly resourcePatternType: number
  /** The principal. (v0+) */
  readonly principal: string
  /** The host; * for any. (v0+) */
  readonly host: string
  /** The operation. (v0+) */
  readonly operation: number
  /** The permission: 2 deny, 3 allow. (v0+) */
  readonly permissionType: number
}

/** What encode takes for CreateAclsRequestCreation. */
export interface CreateAclsRequestCreationInput {
  readonly resourceType: number
  readonly resourceName: string
  readonly resourcePatternType?: number | undefined
  readonly principal: string
  readonly host: string
  readonly operation: number
  readonly permissionType: number
}

function encodeCreateAclsRequestCreation(writer: Writer, message: CreateAclsRequestCreationInput, version: number): void {
  const resourceType = message.resourceType
  writer.int8(resourceType)
  const resourceName = message.resourceName
  if (version >= 2) writer.compactString(resourceName)
  else writer.string(resourceName)
  const resourcePatternType: number = message.resourcePatternType ?? 3
  writer.int8(resourcePatternType)
  const principal = message.principal
  if (version >= 2) writer.compactString(principal)
  else writer.string(principal)
  const host = message.host
  if (version >= 2) writer.compactString(host)
  else writer.string(host)
  const operation = message.operation
  writer.int8(operation)
  const permissionType = message.permissionType
  writer.int8(permissionType)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeCreateAclsRequestCreation(reader: Reader, version: number): CreateAclsRequestCreation {
  const resourceType = reader.int8()
  const resourceName = (version >= 2 ? reader.compactString() : reader.string())
  const resourcePatternType = reader.int8()
  const principal = (version >= 2 ? reader.compactString() : reader.string())
  const host = (version >= 2 ? reader.compactString() : reader.string())
  const operation = reader.int8()
  const permissionType = reader.int8()
  if (version >= 2) reader.skipTaggedFields()
  return { resourceType, resourceName, resourcePatternType, principal, host, operation, permissionType }
}

function encodeCreateAclsRequest(writer: Writer, message: CreateAclsRequestInput, version: number): void {
  const creations = message.creations
  if (version >= 2) writer.compactArrayLength(creations.length)
  else writer.arrayLength(creations.length)
  for (const item of creations) encodeCreateAclsRequestCreation(writer, item, version)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeCreateAclsRequest(reader: Reader, version: number): CreateAclsRequest {
  let creations: readonly CreateAclsRequestCreation[]
  {
    const count = version >= 2 ? reader.compactArrayLength(8) : reader.arrayLength(8)
    const items: CreateAclsRequestCreation[] = []
    for (let index = 0; index < count; index++) items.push(decodeCreateAclsRequestCreation(reader, version))
    creations = items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { creations }
}

/** The answer to CreateAcls. */
export interface CreateAclsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** One entry per rule, in their order. (v0+) */
  readonly results: readonly CreateAclsResponseResult[]
}

/** What encode takes for CreateAclsResponse. */
export interface CreateAclsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly results: readonly CreateAclsResponseResultInput[]
}

/** One entry per rule, in their order. */
export interface CreateAclsResponseResult {
  /** The outcome for the rule; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for CreateAclsResponseResult. */
export interface CreateAclsResponseResultInput {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeCreateAclsResponseResult(writer: Writer, message: CreateAclsResponseResultInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  if (version >= 2) writer.compactNullableString(errorMessage)
  else writer.nullableString(errorMessage)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeCreateAclsResponseResult(reader: Reader, version: number): CreateAclsResponseResult {
  const errorCode = reader.int16()
  const errorMessage = (version >= 2 ? reader.compactNullableString() : reader.nullableString())
  if (version >= 2) reader.skipTaggedFields()
  return { errorCode, errorMessage }
}

function encodeCreateAclsResponse(writer: Writer, message: CreateAclsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const results = message.results
  if (version >= 2) writer.compactArrayLength(results.length)
  else writer.arrayLength(results.length)
  for (const item of results) encodeCreateAclsResponseResult(writer, item, version)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeCreateAclsResponse(reader: Reader, version: number): CreateAclsResponse {
  const throttleTimeMs = reader.int32()
  let results: readonly CreateAclsResponseResult[]
  {
    const count = version >= 2 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: CreateAclsResponseResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeCreateAclsResponseResult(reader, version))
    results = items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { throttleTimeMs, results }
}
