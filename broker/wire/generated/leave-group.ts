// Generated from broker/wire/schema/13-leave-group.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Takes members out of a classic group. */
export const leaveGroup: ApiCodec<LeaveGroupRequest, LeaveGroupRequestInput, LeaveGroupResponse, LeaveGroupResponseInput> = {
  key: 13,
  name: 'LeaveGroup',
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 4,
  request: {
    encode(writer, message, version) {
      checkVersion('LeaveGroupRequest', version, { min: 0, max: 5 })
      encodeLeaveGroupRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('LeaveGroupRequest', version, { min: 0, max: 5 })
      return decodeLeaveGroupRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('LeaveGroupResponse', version, { min: 0, max: 5 })
      encodeLeaveGroupResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('LeaveGroupResponse', version, { min: 0, max: 5 })
      return decodeLeaveGroupResponse(reader, version)
    },
  },
}

/** Takes members out of a classic group. */
export interface LeaveGroupRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** The member. (v0-2) */
  readonly memberId: string
  /** The members. (v3+) */
  readonly members: readonly LeaveGroupRequestMember[]
}

/** What encode takes for LeaveGroupRequest. */
export interface LeaveGroupRequestInput {
  readonly groupId: string
  readonly memberId?: string | undefined
  readonly members?: readonly LeaveGroupRequestMemberInput[] | undefined
}

/** The members. */
export interface LeaveGroupRequestMember {
  /** The member; empty to name a static one. (v3+) */
  readonly memberId: string
  /** The id of a static member. (v3+) */
  readonly groupInstanceId: string | null
  /** Why the member leaves. (v5+) */
  readonly reason: string | null
}

/** What encode takes for LeaveGroupRequestMember. */
export interface LeaveGroupRequestMemberInput {
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly reason?: string | null | undefined
}

function encodeLeaveGroupRequestMember(writer: Writer, message: LeaveGroupRequestMemberInput, version: number): void {
  const memberId = message.memberId
  if (version >= 4) writer.compactString(memberId)
  else writer.string(memberId)
  const groupInstanceId: string | null = message.groupInstanceId === undefined ? null : message.groupInstanceId
  if (version >= 4) writer.compactNullableString(groupInstanceId)
  else writer.nullableString(groupInstanceId)
  if (version === 5) {
    const reason: string | null = message.reason === undefined ? null : message.reason
    writer.compactNullableString(reason)
  }
  if (version >= 4) writer.unsignedVarint(0)
}

function decodeLeaveGroupRequestMember(reader: Reader, version: number): LeaveGroupRequestMember {
  const memberId = (version >= 4 ? reader.compactString() : reader.string())
  const groupInstanceId = (version >= 4 ? reader.compactNullableString() : reader.nullableString())
  const reason: string | null = version === 5 ? reader.compactNullableString() : null
  if (version >= 4) reader.skipTaggedFields()
  return { memberId, groupInstanceId, reason }
}

function encodeLeaveGroupRequest(writer: Writer, message: LeaveGroupRequestInput, version: number): void {
  const groupId = message.groupId
  if (version >= 4) writer.compactString(groupId)
  else writer.string(groupId)
  const memberId: string = message.memberId ?? ''
  if (version <= 2) {
    writer.string(memberId)
  } else if (memberId !== '') throw cannotCarry('memberId', version)
  const members: readonly LeaveGroupRequestMemberInput[] = message.members ?? []
  if (version >= 3) {
    if (version >= 4) writer.compactArrayLength(members.length)
    else writer.arrayLength(members.length)
    for (const item of members) encodeLeaveGroupRequestMember(writer, item, version)
  } else if (members.length > 0) throw cannotCarry('members', version)
  if (version >= 4) writer.unsignedVarint(0)
}

function decodeLeaveGroupRequest(reader: Reader, version: number): LeaveGroupRequest {
  const groupId = (version >= 4 ? reader.compactString() : reader.string())
  const memberId: string = version <= 2 ? reader.string() : ''
  let members: readonly LeaveGroupRequestMember[] = []
  if (version >= 3) {
    const count = version >= 4 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: LeaveGroupRequestMember[] = []
    for (let index = 0; index < count; index++) items.push(decodeLeaveGroupRequestMember(reader, version))
    members = items
  }
  if (version >= 4) reader.skipTaggedFields()
  return { groupId, memberId, members }
}

/** The answer to LeaveGroup. */
export interface LeaveGroupResponse {
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The outcome per member. (v3+) */
  readonly members: readonly LeaveGroupResponseMember[]
}

/** What encode takes for LeaveGroupResponse. */
export interface LeaveGroupResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly members?: readonly LeaveGroupResponseMemberInput[] | undefined
}

/** The outcome per member. */
export interface LeaveGroupResponseMember {
  /** The member. (v3+) */
  readonly memberId: string
  /** The id of a static member. (v3+) */
  readonly groupInstanceId: string | null
  /** The outcome for the member; 0 is success. (v3+) */
  readonly errorCode: number
}

/** What encode takes for LeaveGroupResponseMember. */
export interface LeaveGroupResponseMemberInput {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly errorCode: number
}

function encodeLeaveGroupResponseMember(writer: Writer, message: LeaveGroupResponseMemberInput, version: number): void {
  const memberId = message.memberId
  if (version >= 4) writer.compactString(memberId)
  else writer.string(memberId)
  const groupInstanceId = message.groupInstanceId
  if (version >= 4) writer.compactNullableString(groupInstanceId)
  else writer.nullableString(groupInstanceId)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version >= 4) writer.unsignedVarint(0)
}

function decodeLeaveGroupResponseMember(reader: Reader, version: number): LeaveGroupResponseMember {
  const memberId = (version >= 4 ? reader.compactString() : reader.string())
  const groupInstanceId = (version >= 4 ? reader.compactNullableString() : reader.nullableString())
  const errorCode = reader.int16()
  if (version >= 4) reader.skipTaggedFields()
  return { memberId, groupInstanceId, errorCode }
}

function encodeLeaveGroupResponse(writer: Writer, message: LeaveGroupResponseInput, version: number): void {
  if (version >= 1) {
    const throttleTimeMs: number = message.throttleTimeMs ?? 0
    writer.int32(throttleTimeMs)
  }
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version >= 3) {
    const members: readonly LeaveGroupResponseMemberInput[] = message.members ?? []
    if (version >= 4) writer.compactArrayLength(members.length)
    else writer.arrayLength(members.length)
    for (const item of members) encodeLeaveGroupResponseMember(writer, item, version)
  }
  if (version >= 4) writer.unsignedVarint(0)
}

function decodeLeaveGroupResponse(reader: Reader, version: number): LeaveGroupResponse {
  const throttleTimeMs: number = version >= 1 ? reader.int32() : 0
  const errorCode = reader.int16()
  let members: readonly LeaveGroupResponseMember[] = []
  if (version >= 3) {
    const count = version >= 4 ? reader.compactArrayLength(5) : reader.arrayLength(5)
    const items: LeaveGroupResponseMember[] = []
    for (let index = 0; index < count; index++) items.push(decodeLeaveGroupResponseMember(reader, version))
    members = items
  }
  if (version >= 4) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, members }
}
