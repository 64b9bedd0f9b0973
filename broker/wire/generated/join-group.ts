// Generated from broker/wire/schema/11-join-group.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotBeNull, cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Joins a classic group and waits for the rebalance. */
export const joinGroup: ApiCodec<JoinGroupRequest, JoinGroupRequestInput, JoinGroupResponse, JoinGroupResponseInput> = {
  key: 11,
  name: 'JoinGroup',
  minVersion: 0,
  maxVersion: 9,
  flexibleFrom: 6,
  request: {
    encode(writer, message, version) {
      checkVersion('JoinGroupRequest', version, { min: 0, max: 9 })
      encodeJoinGroupRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('JoinGroupRequest', version, { min: 0, max: 9 })
      return decodeJoinGroupRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('JoinGroupResponse', version, { min: 0, max: 9 })
      encodeJoinGroupResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('JoinGroupResponse', version, { min: 0, max: 9 })
      return decodeJoinGroupResponse(reader, version)
    },
  },
}

/** Joins a classic group and waits for the rebalance. */
export interface JoinGroupRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** Silence after which the member is dropped, ms. (v0+) */
  readonly sessionTimeoutMs: number
  /** How long the member may take to rejoin, ms; -1: the session time-out. (v1+) */
  readonly rebalanceTimeoutMs: number
  /** The id the coordinator gave the member; empty on the first join. (v0+) */
  readonly memberId: string
  /** The id of a static member. (v5+) */
  readonly groupInstanceId: string | null
  /** The kind of group: consumer, connect. (v0+) */
  readonly protocolType: string
  /** Protocols the member supports, the preferred first. (v0+) */
  readonly protocols: readonly JoinGroupRequestProtocol[]
  /** Why the member joins. (v8+) */
  readonly reason: string | null
}

/** What encode takes for JoinGroupRequest. */
export interface JoinGroupRequestInput {
  readonly groupId: string
  readonly sessionTimeoutMs: number
  readonly rebalanceTimeoutMs?: number | undefined
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly protocolType: string
  readonly protocols: readonly JoinGroupRequestProtocolInput[]
  readonly reason?: string | null | undefined
}

/** Protocols the member supports, the preferred first. */
export interface JoinGroupRequestProtocol {
  /** The protocol, such as the name of an assignor. (v0+) */
  readonly name: string
  /** What the member tells the leader, in the form of the protocol. (v0+) */
  readonly metadata: Buffer
}

/** What encode takes for JoinGroupRequestProtocol. */
export interface JoinGroupRequestProtocolInput {
  readonly name: string
  readonly metadata: Uint8Array
}

function encodeJoinGroupRequestProtocol(writer: Writer, message: JoinGroupRequestProtocolInput, version: number): void {
  const name = message.name
  if (version >= 6) writer.compactString(name)
  else writer.string(name)
  const metadata = message.metadata
  if (version >= 6) writer.compactBytes(metadata)
  else writer.bytes(metadata)
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeJoinGroupRequestProtocol(reader: Reader, version: number): JoinGroupRequestProtocol {
  const name = (version >= 6 ? reader.compactString() : reader.string())
  const metadata = (version >= 6 ? reader.compactBytes() : reader.bytes())
  if (version >= 6) reader.skipTaggedFields()
  return { name, metadata }
}

function encodeJoinGroupRequest(writer: Writer, message: JoinGroupRequestInput, version: number): void {
  const groupId = message.groupId
  if (version >= 6) writer.compactString(groupId)
  else writer.string(groupId)
  const sessionTimeoutMs = message.sessionTimeoutMs
  writer.int32(sessionTimeoutMs)
  if (version >= 1) {
    const rebalanceTimeoutMs: number = message.rebalanceTimeoutMs ?? -1
    writer.int32(rebalanceTimeoutMs)
  }
  const memberId = message.memberId
  if (version >= 6) writer.compactString(memberId)
  else writer.string(memberId)
  const groupInstanceId: string | null = message.groupInstanceId === undefined ? null : message.groupInstanceId
  if (version >= 5) {
    if (version >= 6) writer.compactNullableString(groupInstanceId)
    else writer.nullableString(groupInstanceId)
  } else if (groupInstanceId !== null) throw cannotCarry('groupInstanceId', version)
  const protocolType = message.protocolType
  if (version >= 6) writer.compactString(protocolType)
  else writer.string(protocolType)
  const protocols = message.protocols
  if (version >= 6) writer.compactArrayLength(protocols.length)
  else writer.arrayLength(protocols.length)
  for (const item of protocols) encodeJoinGroupRequestProtocol(writer, item, version)
  if (version >= 8) {
    const reason: string | null = message.reason === undefined ? null : message.reason
    writer.compactNullableString(reason)
  }
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeJoinGroupRequest(reader: Reader, version: number): JoinGroupRequest {
  const groupId = (version >= 6 ? reader.compactString() : reader.string())
  const sessionTimeoutMs = reader.int32()
  const rebalanceTimeoutMs: number = version >= 1 ? reader.int32() : -1
  const memberId = (version >= 6 ? reader.compactString() : reader.string())
  const groupInstanceId: string | null = version >= 5 ? (version >= 6 ? reader.compactNullableString() : reader.nullableString()) : null
  const protocolType = (version >= 6 ? reader.compactString() : reader.string())
  let protocols: readonly JoinGroupRequestProtocol[]
  {
    const count = version >= 6 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: JoinGroupRequestProtocol[] = []
    for (let index = 0; index < count; index++) items.push(decodeJoinGroupRequestProtocol(reader, version))
    protocols = items
  }
  const reason: string | null = version >= 8 ? reader.compactNullableString() : null
  if (version >= 6) reader.skipTaggedFields()
  return { groupId, sessionTimeoutMs, rebalanceTimeoutMs, memberId, groupInstanceId, protocolType, protocols, reason }
}

/** The answer to JoinGroup. */
export interface JoinGroupResponse {
  /** How long the quota of the client delays it, ms. (v2+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The generation of the group. (v0+) */
  readonly generationId: number
  /** The kind of group. (v7+) */
  readonly protocolType: string | null
  /** The protocol chosen. (v0+) */
  readonly protocolName: string | null
  /** The member that leads. (v0+) */
  readonly leader: string
  /** Whether the leader must not assign. (v9+) */
  readonly skipAssignment: boolean
  /** The id of the member. (v0+) */
  readonly memberId: string
  /** All members; only the leader gets them. (v0+) */
  readonly members: readonly JoinGroupResponseMember[]
}

/** What encode takes for JoinGroupResponse. */
export interface JoinGroupResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly generationId?: number | undefined
  readonly protocolType?: string | null | undefined
  readonly protocolName: string | null
  readonly leader: string
  readonly skipAssignment?: boolean | undefined
  readonly memberId: string
  readonly members: readonly JoinGroupResponseMemberInput[]
}

/** All members; only the leader gets them. */
export interface JoinGroupResponseMember {
  /** The member. (v0+) */
  readonly memberId: string
  /** The id of a static member. (v5+) */
  readonly groupInstanceId: string | null
  /** What the member told. (v0+) */
  readonly metadata: Buffer
}

/** What encode takes for JoinGroupResponseMember. */
export interface JoinGroupResponseMemberInput {
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly metadata: Uint8Array
}

function encodeJoinGroupResponseMember(writer: Writer, message: JoinGroupResponseMemberInput, version: number): void {
  const memberId = message.memberId
  if (version >= 6) writer.compactString(memberId)
  else writer.string(memberId)
  if (version >= 5) {
    const groupInstanceId: string | null = message.groupInstanceId === undefined ? null : message.groupInstanceId
    if (version >= 6) writer.compactNullableString(groupInstanceId)
    else writer.nullableString(groupInstanceId)
  }
  const metadata = message.metadata
  if (version >= 6) writer.compactBytes(metadata)
  else writer.bytes(metadata)
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeJoinGroupResponseMember(reader: Reader, version: number): JoinGroupResponseMember {
  const memberId = (version >= 6 ? reader.compactString() : reader.string())
  const groupInstanceId: string | null = version >= 5 ? (version >= 6 ? reader.compactNullableString() : reader.nullableString()) : null
  const metadata = (version >= 6 ? reader.compactBytes() : reader.bytes())
  if (version >= 6) reader.skipTaggedFields()
  return { memberId, groupInstanceId, metadata }
}

function encodeJoinGroupResponse(writer: Writer, message: JoinGroupResponseInput, version: number): void {
  if (version >= 2) {
    const throttleTimeMs: number = message.throttleTimeMs ?? 0
    writer.int32(throttleTimeMs)
  }
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const generationId: number = message.generationId ?? -1
  writer.int32(generationId)
  if (version >= 7) {
    const protocolType: string | null = message.protocolType === undefined ? null : message.protocolType
    writer.compactNullableString(protocolType)
  }
  const protocolName = message.protocolName
  if (protocolName === null && !(version >= 7)) throw cannotBeNull('protocolName', version)
  if (version >= 6) writer.compactNullableString(protocolName)
  else writer.nullableString(protocolName)
  const leader = message.leader
  if (version >= 6) writer.compactString(leader)
  else writer.string(leader)
  if (version === 9) {
    const skipAssignment: boolean = message.skipAssignment ?? false
    writer.boolean(skipAssignment)
  }
  const memberId = message.memberId
  if (version >= 6) writer.compactString(memberId)
  else writer.string(memberId)
  const members = message.members
  if (version >= 6) writer.compactArrayLength(members.length)
  else writer.arrayLength(members.length)
  for (const item of members) encodeJoinGroupResponseMember(writer, item, version)
  if (version >= 6) writer.unsignedVarint(0)
}

function decodeJoinGroupResponse(reader: Reader, version: number): JoinGroupResponse {
  const throttleTimeMs: number = version >= 2 ? reader.int32() : 0
  const errorCode = reader.int16()
  const generationId = reader.int32()
  const protocolType: string | null = version >= 7 ? reader.compactNullableString() : null
  const protocolName = (version >= 7 ? reader.compactNullableString() : version >= 6 ? reader.compactString() : reader.string())
  const leader = (version >= 6 ? reader.compactString() : reader.string())
  const skipAssignment: boolean = version === 9 ? reader.boolean() : false
  const memberId = (version >= 6 ? reader.compactString() : reader.string())
  let members: readonly JoinGroupResponseMember[]
  {
    const count = version >= 6 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: JoinGroupResponseMember[] = []
    for (let index = 0; index < count; index++) items.push(decodeJoinGroupResponseMember(reader, version))
    members = items
  }
  if (version >= 6) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, generationId, protocolType, protocolName, leader, skipAssignment, memberId, members }
}
