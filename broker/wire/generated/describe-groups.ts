// Generated from broker/wire/schema/15-describe-groups.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Describes classic groups and their members. */
export const describeGroups: ApiCodec<DescribeGroupsRequest, DescribeGroupsRequestInput, DescribeGroupsResponse, DescribeGroupsResponseInput> = {
  key: 15,
  name: 'DescribeGroups',
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 5,
  request: {
    encode(writer, message, version) {
      checkVersion('DescribeGroupsRequest', version, { min: 0, max: 6 })
      encodeDescribeGroupsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeGroupsRequest', version, { min: 0, max: 6 })
      return decodeDescribeGroupsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DescribeGroupsResponse', version, { min: 0, max: 6 })
      encodeDescribeGroupsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeGroupsResponse', version, { min: 0, max: 6 })
      return decodeDescribeGroupsResponse(reader, version)
    },
  },
}

/** Describes classic groups and their members. */
export interface DescribeGroupsRequest {
  /** The groups. (v0+) */
  readonly groups: readonly string[]
  /** Whether to tell what may be done to each group. (v3+) */
  readonly includeAuthorizedOperations: boolean
}

/** What encode takes for DescribeGroupsRequest. */
export interface DescribeGroupsRequestInput {
  readonly groups: readonly string[]
  readonly includeAuthorizedOperations?: boolean | undefined
}

function encodeDescribeGroupsRequest(writer: Writer, message: DescribeGroupsRequestInput, version: number): void {
  const groups = message.groups
  if (version >= 5) writer.compactArrayLength(groups.length)
  else writer.arrayLength(groups.length)
  for (const item of groups) { if (version >= 5) writer.compactString(item); else writer.string(item) }
  if (version >= 3) {
    const includeAuthorizedOperations: boolean = message.includeAuthorizedOperations ?? false
    writer.boolean(includeAuthorizedOperations)
  }
  if (version >= 5) writer.unsignedVarint(0)
}

function decodeDescribeGroupsRequest(reader: Reader, version: number): DescribeGroupsRequest {
  let groups: readonly string[]
  {
    const count = version >= 5 ? reader.compactArrayLength(1) : reader.arrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(version >= 5 ? reader.compactString() : reader.string())
    groups = items
  }
  const includeAuthorizedOperations: boolean = version >= 3 ? reader.boolean() : false
  if (version >= 5) reader.skipTaggedFields()
  return { groups, includeAuthorizedOperations }
}

/** The answer to DescribeGroups. */
export interface DescribeGroupsResponse {
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** One entry per group. (v0+) */
  readonly groups: readonly DescribeGroupsResponseGroup[]
}

/** What encode takes for DescribeGroupsResponse. */
export interface DescribeGroupsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly groups: readonly DescribeGroupsResponseGroupInput[]
}

/** One entry per group. */
export interface DescribeGroupsResponseGroup {
  /** The outcome for the group; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v6+) */
  readonly errorMessage: string | null
  /** The group. (v0+) */
  readonly groupId: string
  /** Empty, PreparingRebalance, CompletingRebalance, Stable or Dead. (v0+) */
  readonly groupState: string
  /** The kind of group. (v0+) */
  readonly protocolType: string
  /** The protocol chosen. (v0+) */
  readonly protocolData: string
  /** The members. (v0+) */
  readonly members: readonly DescribeGroupsResponseMember[]
  /** Bits of the allowed operations; -2^31 when not asked for. (v3+) */
  readonly authorizedOperations: number
}

/** What encode takes for DescribeGroupsResponseGroup. */
export interface DescribeGroupsResponseGroupInput {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly groupId: string
  readonly groupState: string
  readonly protocolType: string
  readonly protocolData: string
  readonly members: readonly DescribeGroupsResponseMemberInput[]
  readonly authorizedOperations?: number | undefined
}

/** The members. */
export interface DescribeGroupsResponseMember {
  /** The member. (v0+) */
  readonly memberId: string
  /** The id of a static member. (v4+) */
  readonly groupInstanceId: string | null
  /** The client id of its last join. (v0+) */
  readonly clientId: string
  /** The address of its last join. (v0+) */
  readonly clientHost: string
  /** What the member told the leader. (v0+) */
  readonly memberMetadata: Buffer
  /** What the member was assigned. (v0+) */
  readonly memberAssignment: Buffer
}

/** What encode takes for DescribeGroupsResponseMember. */
export interface DescribeGroupsResponseMemberInput {
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly clientId: string
  readonly clientHost: string
  readonly memberMetadata: Uint8Array
  readonly memberAssignment: Uint8Array
}

function encodeDescribeGroupsResponseMember(writer: Writer, message: DescribeGroupsResponseMemberInput, version: number): void {
  const memberId = message.memberId
  if (version >= 5) writer.compactString(memberId)
  else writer.string(memberId)
  if (version >= 4) {
    const groupInstanceId: string | null = message.groupInstanceId === undefined ? null : message.groupInstanceId
    if (version >= 5) writer.compactNullableString(groupInstanceId)
    else writer.nullableString(groupInstanceId)
  }
  const clientId = message.clientId
  if (version >= 5) writer.compactString(clientId)
  else writer.string(clientId)
  const clientHost = message.clientHost
  if (version >= 5) writer.compactString(clientHost)
  else writer.string(clientHost)
  const memberMetadata = message.memberMetadata
  if (version >= 5) writer.compactBytes(memberMetadata)
  else writer.bytes(memberMetadata)
  const memberAssignment = message.memberAssignment
  if (version >= 5) writer.compactBytes(memberAssignment)
  else writer.bytes(memberAssignment)
  if (version >= 5) writer.unsignedVarint(0)
}

function decodeDescribeGroupsResponseMember(reader: Reader, version: number): DescribeGroupsResponseMember {
  const memberId = (version >= 5 ? reader.compactString() : reader.string())
  const groupInstanceId: string | null = version >= 4 ? (version >= 5 ? reader.compactNullableString() : reader.nullableString()) : null
  const clientId = (version >= 5 ? reader.compactString() : reader.string())
  const clientHost = (version >= 5 ? reader.compactString() : reader.string())
  const memberMetadata = (version >= 5 ? reader.compactBytes() : reader.bytes())
  const memberAssignment = (version >= 5 ? reader.compactBytes() : reader.bytes())
  if (version >= 5) reader.skipTaggedFields()
  return { memberId, groupInstanceId, clientId, clientHost, memberMetadata, memberAssignment }
}

function encodeDescribeGroupsResponseGroup(writer: Writer, message: DescribeGroupsResponseGroupInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version === 6) {
    const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
    writer.compactNullableString(errorMessage)
  }
  const groupId = message.groupId
  if (version >= 5) writer.compactString(groupId)
  else writer.string(groupId)
  const groupState = message.groupState
  if (version >= 5) writer.compactString(groupState)
  else writer.string(groupState)
  const protocolType = message.protocolType
  if (version >= 5) writer.compactString(protocolType)
  else writer.string(protocolType)
  const protocolData = message.protocolData
  if (version >= 5) writer.compactString(protocolData)
  else writer.string(protocolData)
  const members = message.members
  if (version >= 5) writer.compactArrayLength(members.length)
  else writer.arrayLength(members.length)
  for (const item of members) encodeDescribeGroupsResponseMember(writer, item, version)
  if (version >= 3) {
    const authorizedOperations: number = message.authorizedOperations ?? -2147483648
    writer.int32(authorizedOperations)
  }
  if (version >= 5) writer.unsignedVarint(0)
}

function decodeDescribeGroupsResponseGroup(reader: Reader, version: number): DescribeGroupsResponseGroup {
  const errorCode = reader.int16()
  const errorMessage: string | null = version === 6 ? reader.compactNullableString() : null
  const groupId = (version >= 5 ? reader.compactString() : reader.string())
  const groupState = (version >= 5 ? reader.compactString() : reader.string())
  const protocolType = (version >= 5 ? reader.compactString() : reader.string())
  const protocolData = (version >= 5 ? reader.compactString() : reader.string())
  let members: readonly DescribeGroupsResponseMember[]
  {
    const count = version >= 5 ? reader.compactArrayLength(7) : reader.arrayLength(7)
    const items: DescribeGroupsResponseMember[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeGroupsResponseMember(reader, version))
    members = items
  }
  const authorizedOperations: number = version >= 3 ? reader.int32() : -2147483648
  if (version >= 5) reader.skipTaggedFields()
  return { errorCode, errorMessage, groupId, groupState, protocolType, protocolData, members, authorizedOperations }
}

function encodeDescribeGroupsResponse(writer: Writer, message: DescribeGroupsResponseInput, version: number): void {
  if (version >= 1) {
    const throttleTimeMs: number = message.throttleTimeMs ?? 0
    writer.int32(throttleTimeMs)
  }
  const groups = message.groups
  if (version >= 5) writer.compactArrayLength(groups.length)
  else writer.arrayLength(groups.length)
  for (const item of groups) encodeDescribeGroupsResponseGroup(writer, item, version)
  if (version >= 5) writer.unsignedVarint(0)
}

function decodeDescribeGroupsResponse(reader: Reader, version: number): DescribeGroupsResponse {
  const throttleTimeMs: number = version >= 1 ? reader.int32() : 0
  let groups: readonly DescribeGroupsResponseGroup[]
  {
    const count = version >= 5 ? reader.compactArrayLength(12) : reader.arrayLength(12)
    const items: DescribeGroupsResponseGroup[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeGroupsResponseGroup(reader, version))
    groups = items
  }
  if (version >= 5) reader.skipTaggedFields()
  return { throttleTimeMs, groups }
}
