// Generated from broker/wire/schema/12-heartbeat.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Keeps a member of a classic group alive. */
export const heartbeat: ApiCodec<HeartbeatRequest, HeartbeatRequestInput, HeartbeatResponse, HeartbeatResponseInput> = {
  key: 12,
  name: 'Heartbeat',
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  request: {
    encode(writer, message, version) {
      checkVersion('HeartbeatRequest', version, { min: 0, max: 4 })
      encodeHeartbeatRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('HeartbeatRequest', version, { min: 0, max: 4 })
      return decodeHeartbeatRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('HeartbeatResponse', version, { min: 0, max: 4 })
      encodeHeartbeatResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('HeartbeatResponse', version, { min: 0, max: 4 })
      return decodeHeartbeatResponse(reader, version)
    },
  },
}

/** Keeps a member of a classic group alive. */
export interface HeartbeatRequest {
  /** The group. (v0+) */
  readonly groupId: string
  /** The generation the member is in. (v0+) */
  readonly generationId: number
  /** The member. (v0+) */
  readonly memberId: string
  /** The id of a static member. (v3+) */
  readonly groupInstanceId: string | null
}

/** What encode takes for HeartbeatRequest. */
export interface HeartbeatRequestInput {
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
}

function encodeHeartbeatRequest(writer: Writer, message: HeartbeatRequestInput, version: number): void {
  const groupId = message.groupId
  if (version === 4) writer.compactString(groupId)
  else writer.string(groupId)
  const generationId = message.generationId
  writer.int32(generationId)
  const memberId = message.memberId
  if (version === 4) writer.compactString(memberId)
  else writer.string(memberId)
  const groupInstanceId: string | null = message.groupInstanceId === undefined ? null : message.groupInstanceId
  if (version >= 3) {
    if (version === 4) writer.compactNullableString(groupInstanceId)
    else writer.nullableString(groupInstanceId)
  } else if (groupInstanceId !== null) throw cannotCarry('groupInstanceId', version)
  if (version === 4) writer.unsignedVarint(0)
}

function decodeHeartbeatRequest(reader: Reader, version: number): HeartbeatRequest {
  const groupId = (version >= 4 ? reader.compactString() : reader.string())
  const generationId = reader.int32()
  const memberId = (version >= 4 ? reader.compactString() : reader.string())
  const groupInstanceId: string | null = version >= 3 ? (version >= 4 ? reader.compactNullableString() : reader.nullableString()) : null
  if (version === 4) reader.skipTaggedFields()
  return { groupId, generationId, memberId, groupInstanceId }
}

/** The answer to Heartbeat. */
export interface HeartbeatResponse {
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
}

/** What encode takes for HeartbeatResponse. */
export interface HeartbeatResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
}

function encodeHeartbeatResponse(writer: Writer, message: HeartbeatResponseInput, version: number): void {
  if (version >= 1) {
    const throttleTimeMs: number = message.throttleTimeMs ?? 0
    writer.int32(throttleTimeMs)
  }
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version === 4) writer.unsignedVarint(0)
}

function decodeHeartbeatResponse(reader: Reader, version: number): HeartbeatResponse {
  const throttleTimeMs: number = version >= 1 ? reader.int32() : 0
  const errorCode = reader.int16()
  if (version === 4) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode }
}
