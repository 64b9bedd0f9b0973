// Generated from broker/wire/schema/29-describe-acls.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Lists the access rules that match a filter. */
export const describeAcls: ApiCodec<DescribeAclsRequest, DescribeAclsRequestInput, DescribeAclsResponse, DescribeAclsResponseInput> = {
  key: 29,
  name: 'DescribeAcls',
  minVersion: 1,
  maxVersion: 3,
  flexibleFrom: 2,
  request: {
    encode(writer, message, version) {
      checkVersion('DescribeAclsRequest', version, { min: 1, max: 3 })
      encodeDescribeAclsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeAclsRequest', version, { min: 1, max: 3 })
      return decodeDescribeAclsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DescribeAclsResponse', version, { min: 1, max: 3 })
      encodeDescribeAclsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeAclsResponse', version, { min: 1, max: 3 })
      return decodeDescribeAclsResponse(reader, version)
    },
  },
}

/** Lists the access rules that match a filter. */
export interface DescribeAclsRequest {
  /** Resource: 1 any, 2 topic, 3 group, 4 cluster, 5 transactional id, 6 token, 7 user. (v0+) */
  readonly resourceTypeFilter: number
  /** Name of the resource; null for any. (v0+) */
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

/** What encode takes for DescribeAclsRequest. */
export interface DescribeAclsRequestInput {
  readonly resourceTypeFilter: number
  readonly resourceNameFilter: string | null
  readonly patternTypeFilter?: number | undefined
  readonly principalFilter: string | null
  readonly hostFilter: string | null
  readonly operation: number
  readonly permissionType: number
}

function encodeDescribeAclsRequest(writer: Writer, message: DescribeAclsRequestInput, version: number): void {
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

function decodeDescribeAclsRequest(reader: Reader, version: number): DescribeAclsRequest {
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

/** The answer to DescribeAcls. */
export interface DescribeAclsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** One entry per resource. (v0+) */
  readonly resources: readonly DescribeAclsResponseResource[]
}

/** What encode takes for DescribeAclsResponse. */
export interface DescribeAclsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly resources: readonly DescribeAclsResponseResourceInput[]
}

/** One entry per resource. */
export interface DescribeAclsResponseResource {
  /** Type of the resource. (v0+) */
  readonly resourceType: number
  /** Its name. (v0+) */
  readonly resourceName: string
  /** How the name is meant: 3 literal, 4 prefix. (v1+) */
  readonly patternType: number
  /** The rules. (v0+) */
  readonly acls: readonly DescribeAclsResponseAcl[]
}

/** What encode takes for DescribeAclsResponseResource. */
export interface DescribeAclsResponseResourceInput {
  readonly resourceType: number
  readonly resourceName: string
  readonly patternType?: number | undefined
  readonly acls: readonly DescribeAclsResponseAclInput[]
}

/** The rules. */
export interface DescribeAclsResponseAcl {
  /** The principal. (v0+) */
  readonly principal: string
  /** The host; * for any. (v0+) */
  readonly host: string
  /** The operation. (v0+) */
  readonly operation: number
  /** The permission: 2 deny, 3 allow. (v0+) */
  readonly permissionType: number
}

/** What encode takes for DescribeAclsResponseAcl. */
export interface DescribeAclsResponseAclInput {
  readonly principal: string
  readonly host: string
  readonly operation: number
  readonly permissionType: number
}

function encodeDescribeAclsResponseAcl(writer: Writer, message: DescribeAclsResponseAclInput, version: number): void {
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

function decodeDescribeAclsResponseAcl(reader: Reader, version: number): DescribeAclsResponseAcl {
  const principal = (version >= 2 ? reader.compactString() : reader.string())
  const host = (version >= 2 ? reader.compactString() : reader.string())
  const operation = reader.int8()
  const permissionType = reader.int8()
  if (version >= 2) reader.skipTaggedFields()
  return { principal, host, operation, permissionType }
}

function encodeDescribeAclsResponseResource(writer: Writer, message: DescribeAclsResponseResourceInput, version: number): void {
  const resourceType = message.resourceType
  writer.int8(resourceType)
  const resourceName = message.resourceName
  if (version >= 2) writer.compactString(resourceName)
  else writer.string(resourceName)
  const patternType: number = message.patternType ?? 3
  writer.int8(patternType)
  const acls = message.acls
  if (version >= 2) writer.compactArrayLength(acls.length)
  else writer.arrayLength(acls.length)
  for (const item of acls) encodeDescribeAclsResponseAcl(writer, item, version)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeDescribeAclsResponseResource(reader: Reader, version: number): DescribeAclsResponseResource {
  const resourceType = reader.int8()
  const resourceName = (version >= 2 ? reader.compactString() : reader.string())
  const patternType = reader.int8()
  let acls: readonly DescribeAclsResponseAcl[]
  {
    const count = version >= 2 ? reader.compactArrayLength(5) : reader.arrayLength(5)
    const items: DescribeAclsResponseAcl[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeAclsResponseAcl(reader, version))
    acls = items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { resourceType, resourceName, patternType, acls }
}

function encodeDescribeAclsResponse(writer: Writer, message: DescribeAclsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  if (version >= 2) writer.compactNullableString(errorMessage)
  else writer.nullableString(errorMessage)
  const resources = message.resources
  if (version >= 2) writer.compactArrayLength(resources.length)
  else writer.arrayLength(resources.length)
  for (const item of resources) encodeDescribeAclsResponseResource(writer, item, version)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeDescribeAclsResponse(reader: Reader, version: number): DescribeAclsResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = (version >= 2 ? reader.compactNullableString() : reader.nullableString())
  let resources: readonly DescribeAclsResponseResource[]
  {
    const count = version >= 2 ? reader.compactArrayLength(5) : reader.arrayLength(5)
    const items: DescribeAclsResponseResource[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeAclsResponseResource(reader, version))
    resources = items
  }
  if (version >= 2) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, resources }
}
