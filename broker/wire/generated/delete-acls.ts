// Generated from broker/wire/schema/31-delete-acls.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Removes the access rules that match filters. */
export const deleteAcls: ApiCodec<DeleteAclsRequest, DeleteAclsRequestInput, DeleteAclsResponse, DeleteAclsResponseInput> = {
  key: 31,
  name: 'DeleteAcls',
  minVersion: 1,
  maxVersion: 3,
  flexibleFrom: 2,
  request: {
    encode(writer, message, version) {
      checkVersion('DeleteAclsRequest', version, { min: 1, max: 3 })
      encodeDeleteAclsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DeleteAclsRequest', version, { min: 1, max: 3 })
      return decodeDeleteAclsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DeleteAclsResponse', version, { min: 1, max: 3 })
      encodeDeleteAclsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DeleteAclsResponse', version, { min: 1, max: 3 })
      return decodeDeleteAclsResponse(reader, version)
    },
  },
}

/** Removes the access rules that match filters. */
export interface DeleteAclsRequest {
  /** The filters. (v0+) */
  readonly filters: readonly DeleteAclsRequestFilter[]
}

/** What encode takes for DeleteAclsRequest. */
export interface DeleteAclsRequestInput {
  readonly filters: readonly DeleteAclsRequestFilterInput[]
}

/** The filters. */
export interface DeleteAclsRequestFilter {
  /** Type of the resource; as in DescribeAcls. (v0+) */
  readonly resourceTypeFilter: number
  /** Its name; null for any. (v0+) */
  readonly resourceNameFilter: string | null
  /** Pattern: 1 any, 2 any that matches the name, 3 literal, 4 prefix. (v1+) */
  readonly patternTypeFilter: number
  /** The principal; null for any. (v0+) */
  readonly principalFilter: string | null
  /** The host; null for any. (v0+) */
  readonly hostFilter: string | null
  /** The operation; 1 for any. (v0+) */
  readonly operation: number
  /** The permission: 1 any, 2 deny, 3 allow. (v0+) */
  readonly permissionType: number
}

/** What encode takes for DeleteAclsRequestFilter. */
export interface DeleteAclsRequestFilterInput {
  readonly resourceTypeFilter: number
  readonly resourceNameFilter: string | null
  readonly patternTypeFilter?: number | undefined
  readonly principalFilter: string | null
  readonly hostFilter: string | null
  readonly operation: number
  readonly permissionType: number
}

function encodeDeleteAclsRequestFilter(writer: Writer, message: DeleteAclsRequestFilterInput, version: number): void {
  const resourceTypeFilter = message.resourceTypeFilter
  writer.int8(resourceTypeFilter)
  const resourceNameFilter = message.resourceNameFilter
  if (version >= 2) writer.compactNullableString(resourceNameFilter)
  else writer.nullableString(resourceNameFilter)
  const patternTypeFilter: number = message.patternTypeFilter ?? 3
  writer.int8(patternTypeFilter)
  const principalFilter = message.principalFilter
  if (version >= 2) writer.compactNullableString(principalFilter)
  else writer.nullableString(principalFilter)
  const hostFilter = message.hostFilter
  if (version >= 2) writer.compactNullableString(hostFilter)
  else writer.nullableString(hostFilter)
  const operation = message.operation
  writer.int8(operation)
  const permissionType = message.permissionType
  writer.int8(permissionType)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeDeleteAclsRequestFilter(reader: Reader, version: number): DeleteAclsRequestFilter {
  const resourceTypeFilter = reader.int8()
  const resourceNameFilter = (version >= 2 ? reader.compactNullableString() : reader.nullableString())
  const patternTypeFilter = reader.int8()
  const principalFilter = (version >= 2 ? reader.compactNullableString() : reader.nullableString())
  const hostFilter = (version >= 2 ? reader.compactNullableString() : reader.nullableString())
  const operation = reader.int8()
  const permissionType = reader.int8()
  if (version >= 2) reader.skipTaggedFields()
  return { resourceTypeFilter, resourceNameFilter, patternTypeFilter, principalFilter, hostFilter, operation, permissionType }
}

function encodeDeleteAclsRequest(writer: Writer, message: DeleteAclsRequestInput, version: number): void {
  const filters = message.filters
  if (version >= 2) writer.compactArrayLength(filters.length)
  else writer.arrayLength(filters.length)
  for (const item of filters) encodeDeleteAclsRequestFilter(writer, item, version)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeDeleteAclsRequest(reader: Reader, version: number): DeleteAclsRequest {
  let filters: readonly DeleteAclsRequestFilter[]
  {
    const count = version >= 2 ? reader.compactArrayLength(8) : reader.arrayLength(8)
    const items: DeleteAclsRequestFilter[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteAclsRequestFilter(reader, version))
    filters = items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { filters }
}

/** The answer to DeleteAcls. */
export interface DeleteAclsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** One entry per filter, in their order. (v0+) */
  readonly filterResults: readonly DeleteAclsResponseFilterResult[]
}

/** What encode takes for DeleteAclsResponse. */
export interface DeleteAclsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly filterResults: readonly DeleteAclsResponseFilterResultInput[]
}

/** One entry per filter, in their order. */
export interface DeleteAclsResponseFilterResult {
  /** The outcome for the filter; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** The rules that matched. (v0+) */
  readonly matchingAcls: readonly DeleteAclsResponseMatchingAcl[]
}

/** What encode takes for DeleteAclsResponseFilterResult. */
export interface DeleteAclsResponseFilterResultInput {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly matchingAcls: readonly DeleteAclsResponseMatchingAclInput[]
}

/** The rules that matched. */
export interface DeleteAclsResponseMatchingAcl {
  /** The outcome for the rule; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** Type of the resource. (v0+) */
  readonly resourceType: number
  /** Its name. (v0+) */
  readonly resourceName: string
  /** How the name is meant: 3 literal, 4 prefix. (v1+) */
  readonly patternType: number
  /** The principal. (v0+) */
  readonly principal: string
  /** The host; * for any. (v0+) */
  readonly host: string
  /** The operation. (v0+) */
  readonly operation: number
  /** The permission: 2 deny, 3 allow. (v0+) */
  readonly permissionType: number
}

/** What encode takes for DeleteAclsResponseMatchingAcl. */
export interface DeleteAclsResponseMatchingAclInput {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly resourceType: number
  readonly resourceName: string
  readonly patternType?: number | undefined
  readonly principal: string
  readonly host: string
  readonly operation: number
  readonly permissionType: number
}

function encodeDeleteAclsResponseMatchingAcl(writer: Writer, message: DeleteAclsResponseMatchingAclInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  if (version >= 2) writer.compactNullableString(errorMessage)
  else writer.nullableString(errorMessage)
  const resourceType = message.resourceType
  writer.int8(resourceType)
  const resourceName = message.resourceName
  if (version >= 2) writer.compactString(resourceName)
  else writer.string(resourceName)
  const patternType: number = message.patternType ?? 3
  writer.int8(patternType)
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

function decodeDeleteAclsResponseMatchingAcl(reader: Reader, version: number): DeleteAclsResponseMatchingAcl {
  const errorCode = reader.int16()
  const errorMessage = (version >= 2 ? reader.compactNullableString() : reader.nullableString())
  const resourceType = reader.int8()
  const resourceName = (version >= 2 ? reader.compactString() : reader.string())
  const patternType = reader.int8()
  const principal = (version >= 2 ? reader.compactString() : reader.string())
  const host = (version >= 2 ? reader.compactString() : reader.string())
  const operation = reader.int8()
  const permissionType = reader.int8()
  if (version >= 2) reader.skipTaggedFields()
  return { errorCode, errorMessage, resourceType, resourceName, patternType, principal, host, operation, permissionType }
}

function encodeDeleteAclsResponseFilterResult(writer: Writer, message: DeleteAclsResponseFilterResultInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  if (version >= 2) writer.compactNullableString(errorMessage)
  else writer.nullableString(errorMessage)
  const matchingAcls = message.matchingAcls
  if (version >= 2) writer.compactArrayLength(matchingAcls.length)
  else writer.arrayLength(matchingAcls.length)
  for (const item of matchingAcls) encodeDeleteAclsResponseMatchingAcl(writer, item, version)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeDeleteAclsResponseFilterResult(reader: Reader, version: number): DeleteAclsResponseFilterResult {
  const errorCode = reader.int16()
  const errorMessage = (version >= 2 ? reader.compactNullableString() : reader.nullableString())
  let matchingAcls: readonly DeleteAclsResponseMatchingAcl[]
  {
    const count = version >= 2 ? reader.compactArrayLength(11) : reader.arrayLength(11)
    const items: DeleteAclsResponseMatchingAcl[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteAclsResponseMatchingAcl(reader, version))
    matchingAcls = items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { errorCode, errorMessage, matchingAcls }
}

function encodeDeleteAclsResponse(writer: Writer, message: DeleteAclsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const filterResults = message.filterResults
  if (version >= 2) writer.compactArrayLength(filterResults.length)
  else writer.arrayLength(filterResults.length)
  for (const item of filterResults) encodeDeleteAclsResponseFilterResult(writer, item, version)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeDeleteAclsResponse(reader: Reader, version: number): DeleteAclsResponse {
  const throttleTimeMs = reader.int32()
  let filterResults: readonly DeleteAclsResponseFilterResult[]
  {
    const count = version >= 2 ? reader.compactArrayLength(5) : reader.arrayLength(5)
    const items: DeleteAclsResponseFilterResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteAclsResponseFilterResult(reader, version))
    filterResults = items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { throttleTimeMs, filterResults }
}
