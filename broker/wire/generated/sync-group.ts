// Generated from broker/wire/schema/14-sync-group.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Hands in and collects the assignment of a classic group. */
export const syncGroup: ApiCodec<SyncGroupRequest, SyncGroupRequestInput, SyncGroupResponse, SyncGroupResponseInput> = {
  key: 14,
  name: 'SyncGroup',
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 4,
  request: {
    encode(writer, message, version) {
      checkVersion('SyncGroupRequest', version, { min: 0, max: 5 })
      encodeSyncGroupRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('SyncGroupRequest', version, { min: 0, max: 5 })
      return decodeSyncGroupRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('SyncGroupResponse', version, { min: 0, max: 5 })
      encodeSyncGroupResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('SyncGroupResponse', version, { min: 0, max: 5 })
      return decodeSyncGroupResponse(reader, version)
    },
  },
}

/** Hands in and collects the assignment of a classic group. */
export interface SyncGroupRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** The generation the member is in. (v0+) */
  readonly generationId: number
  /** The member. (v0+) */
  readonly memberId: string
  /** The id of a static member. (v3+) */
  readonly groupInstanceId: string | null
  /** The kind of group. (v5+) */
  readonly protocolType: string | null
  /** The protocol of this generation. (v5+) */
  readonly protocolName: string | null
  /** The assignment; only the leader sends it. (v0+) */
  readonly assignments: readonly SyncGroupRequestAssignment[]
}

/** What encode takes for SyncGroupRequest. */
export interface SyncGroupRequestInput {
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly protocolType?: string | null | undefined
  readonly protocolName?: string | null | undefined
  readonly assignments: readonly SyncGroupRequestAssignmentInput[]
}

/** The assignment; only the leader sends it. */
export interface SyncGroupRequestAssignment {
  /** The member. (v0+) */
  readonly memberId: string
  /** What it gets, in the form of the protocol. (v0+) */
  readonly assignment: Buffer
}

/** What encode takes for SyncGroupRequestAssignment. */
export interface SyncGroupRequestAssignmentInput {
  readonly memberId: string
  readonly assignment: Uint8Array
}

function encodeSyncGroupRequestAssignment(writer: Writer, message: SyncGroupRequestAssignmentInput, version: number): void {
  const memberId = message.memberId
  if (version >= 4) writer.compactString(memberId)
  else writer.string(memberId)
  const assignment = message.assignment
  if (version >= 4) writer.compactBytes(assignment)
  else writer.bytes(assignment)
  if (version >= 4) writer.unsignedVarint(0)
}

function decodeSyncGroupRequestAssignment(reader: Reader, version: number): SyncGroupRequestAssignment {
  const memberId = (version >= 4 ? reader.compactString() : reader.string())
  const assignment = (version >= 4 ? reader.compactBytes() : reader.bytes())
  if (version >= 4) reader.skipTaggedFields()
  return { memberId, assignment }
}

function encodeSyncGroupRequest(writer: Writer, message: SyncGroupRequestInput, version: number): void {
  const groupId = message.groupId
  if (version >= 4) writer.compactString(groupId)
  else writer.string(groupId)
  const generationId = message.generationId
  writer.int32(generationId)
  const memberId = message.memberId
  if (version >= 4) writer.compactString(memberId)
  else writer.string(memberId)
  const groupInstanceId: string | null = message.groupInstanceId === undefined ? null : message.groupInstanceId
  if (version >= 3) {
    if (version >= 4) writer.compactNullableString(groupInstanceId)
    else writer.nullableString(groupInstanceId)
  } else if (groupInstanceId !== null) throw cannotCarry('groupInstanceId', version)
  if (version === 5) {
    const protocolType: string | null = message.protocolType === undefined ? null : message.protocolType
    writer.compactNullableString(protocolType)
  }
  if (version === 5) {
    const protocolName: string | null = message.protocolName === undefined ? null : message.protocolName
    writer.compactNullableString(protocolName)
  }
  const assignments = message.assignments
  if (version >= 4) writer.compactArrayLength(assignments.length)
  else writer.arrayLength(assignments.length)
  for (const item of assignments) encodeSyncGroupRequestAssignment(writer, item, version)
  if (version >= 4) writer.unsignedVarint(0)
}

function decodeSyncGroupRequest(reader: Reader, version: number): SyncGroupRequest {
  const groupId = (version >= 4 ? reader.compactString() : reader.string())
  const generationId = reader.int32()
  const memberId = (version >= 4 ? reader.compactString() : reader.string())
  const groupInstanceId: string | null = version >= 3 ? (version >= 4 ? reader.compactNullableString() : reader.nullableString()) : null
  const protocolType: string | null = version === 5 ? reader.compactNullableString() : null
  const protocolName: string | null = version === 5 ? reader.compactNullableString() : null
  let assignments: readonly SyncGroupRequestAssignment[]
  {
    const count = version >= 4 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: SyncGroupRequestAssignment[] = []
    for (let index = 0; index < count; index++) items.push(decodeSyncGroupRequestAssignment(reader, version))
    assignments = items
  }
  if (version >= 4) reader.skipTaggedFields()
  return { groupId, generationId, memberId, groupInstanceId, protocolType, protocolName, assignments }
}

/** The answer to SyncGroup. */
export interface SyncGroupResponse {
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The kind of group. (v5+) */
  readonly protocolType: string | null
  /** The protocol of this generation. (v5+) */
  readonly protocolName: string | null
  /** What the member gets. (v0+) */
  readonly assignment: Buffer
}

/** What encode takes for SyncGroupResponse. */
export interface SyncGroupResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly protocolType?: string | null | undefined
  readonly protocolName?: string | null | undefined
  readonly assignment: Uint8Array
}

function encodeSyncGroupResponse(writer: Writer, message: SyncGroupResponseInput, version: number): void {
  if (version >= 1) {
    const throttleTimeMs: number = message.throttleTimeMs ?? 0
    writer.int32(throttleTimeMs)
  }
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version === 5) {
    const protocolType: string | null = message.protocolType === undefined ? null : message.protocolType
    writer.compactNullableString(protocolType)
  }
  if (version === 5) {
    const protocolName: string | null = message.protocolName === undefined ? null : message.protocolName
    writer.compactNullableString(protocolName)
  }
  const assignment = message.assignment
  if (version >= 4) writer.compactBytes(assignment)
  else writer.bytes(assignment)
  if (version >= 4) writer.unsignedVarint(0)
}

function decodeSyncGroupResponse(reader: Reader, version: number): SyncGroupResponse {
  const throttleTimeMs: number = version >= 1 ? reader.int32() : 0
  const errorCode = reader.int16()
  const protocolType: string | null = version === 5 ? reader.compactNullableString() : null
  const protocolName: string | null = version === 5 ? reader.compactNullableString() : null
  const assignment = (version >= 4 ? reader.compactBytes() : reader.bytes())
  if (version >= 4) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, protocolType, protocolName, assignment }
}
