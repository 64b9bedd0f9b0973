// Generated from broker/wire/schema/10-find-coordinator.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Asks which broker coordinates a group or a transactional id. */
export const findCoordinator: ApiCodec<FindCoordinatorRequest, FindCoordinatorRequestInput, FindCoordinatorResponse, FindCoordinatorResponseInput> = {
  key: 10,
  name: 'FindCoordinator',
  minVersion: 0,
  maxVersion: 6,
  flexibleFrom: 3,
  request: {
    encode(writer, message, version) {
      checkVersion('FindCoordinatorRequest', version, { min: 0, max: 6 })
      encodeFindCoordinatorRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('FindCoordinatorRequest', version, { min: 0, max: 6 })
      return decodeFindCoordinatorRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('FindCoordinatorResponse', version, { min: 0, max: 6 })
      encodeFindCoordinatorResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('FindCoordinatorResponse', version, { min: 0, max: 6 })
      return decodeFindCoordinatorResponse(reader, version)
    },
  },
}

/** Asks which broker coordinates a group or a transactional id. */
export interface FindCoordinatorRequest {
  /** The group or transactional id. (v0-3) */
  readonly key: string
  /** What the key names: 0 group, 1 transaction, 2 share group partition. (v1+) */
  readonly keyType: number
  /** The ids to look up. (v4+) */
  readonly coordinatorKeys: readonly string[]
}

/** What encode takes for FindCoordinatorRequest. */
export interface FindCoordinatorRequestInput {
  readonly key?: string | undefined
  readonly keyType?: number | undefined
  readonly coordinatorKeys?: readonly string[] | undefined
}

function encodeFindCoordinatorRequest(writer: Writer, message: FindCoordinatorRequestInput, version: number): void {
  const key: string = message.key ?? ''
  if (version <= 3) {
    if (version === 3) writer.compactString(key)
    else writer.string(key)
  } else if (key !== '') throw cannotCarry('key', version)
  const keyType: number = message.keyType ?? 0
  if (version >= 1) {
    writer.int8(keyType)
  } else if (keyType !== 0) throw cannotCarry('keyType', version)
  const coordinatorKeys: readonly string[] = message.coordinatorKeys ?? []
  if (version >= 4) {
    writer.compactArrayLength(coordinatorKeys.length)
    for (const item of coordinatorKeys) { if (version >= 3) writer.compactString(item); else writer.string(item) }
  } else if (coordinatorKeys.length > 0) throw cannotCarry('coordinatorKeys', version)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeFindCoordinatorRequest(reader: Reader, version: number): FindCoordinatorRequest {
  const key: string = version <= 3 ? (version >= 3 ? reader.compactString() : reader.string()) : ''
  const keyType: number = version >= 1 ? reader.int8() : 0
  let coordinatorKeys: readonly string[] = []
  if (version >= 4) {
    const count = reader.compactArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(version >= 3 ? reader.compactString() : reader.string())
    coordinatorKeys = items
  }
  if (version >= 3) reader.skipTaggedFields()
  return { key, keyType, coordinatorKeys }
}

/** The answer to FindCoordinator. */
export interface FindCoordinatorResponse {
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** The outcome for the key; 0 is success. (v0-3) */
  readonly errorCode: number
  /** What went wrong, for people. (v1-3) */
  readonly errorMessage: string | null
  /** The coordinator; -1 on failure. (v0-3) */
  readonly nodeId: number
  /** Host to connect to. (v0-3) */
  readonly host: string
  /** Port to connect to. (v0-3) */
  readonly port: number
  /** One entry per key. (v4+) */
  readonly coordinators: readonly FindCoordinatorResponseCoordinator[]
}

/** What encode takes for FindCoordinatorResponse. */
export interface FindCoordinatorResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode?: number | undefined
  readonly errorMessage?: string | null | undefined
  readonly nodeId?: number | undefined
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly coordinators?: readonly FindCoordinatorResponseCoordinatorInput[] | undefined
}

/** One entry per key. */
export interface FindCoordinatorResponseCoordinator {
  /** The id that was asked for. (v4+) */
  readonly key: string
  /** The coordinator; -1 on failure. (v4+) */
  readonly nodeId: number
  /** Host to connect to. (v4+) */
  readonly host: string
  /** Port to connect to. (v4+) */
  readonly port: number
  /** The outcome for the key; 0 is success. (v4+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v4+) */
  readonly errorMessage: string | null
}

/** What encode takes for FindCoordinatorResponseCoordinator. */
export interface FindCoordinatorResponseCoordinatorInput {
  readonly key: string
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeFindCoordinatorResponseCoordinator(writer: Writer, message: FindCoordinatorResponseCoordinatorInput, _version: number): void {
  const key = message.key
  writer.compactString(key)
  const nodeId = message.nodeId
  writer.int32(nodeId)
  const host = message.host
  writer.compactString(host)
  const port = message.port
  writer.int32(port)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeFindCoordinatorResponseCoordinator(reader: Reader, _version: number): FindCoordinatorResponseCoordinator {
  const key = reader.compactString()
  const nodeId = reader.int32()
  const host = reader.compactString()
  const port = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { key, nodeId, host, port, errorCode, errorMessage }
}

function encodeFindCoordinatorResponse(writer: Writer, message: FindCoordinatorResponseInput, version: number): void {
  if (version >= 1) {
    const throttleTimeMs: number = message.throttleTimeMs ?? 0
    writer.int32(throttleTimeMs)
  }
  if (version <= 3) {
    const errorCode: number = message.errorCode ?? 0
    writer.int16(errorCode)
  }
  if (version >= 1 && version <= 3) {
    const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
    if (version === 3) writer.compactNullableString(errorMessage)
    else writer.nullableString(errorMessage)
  }
  if (version <= 3) {
    const nodeId: number = message.nodeId ?? 0
    writer.int32(nodeId)
  }
  if (version <= 3) {
    const host: string = message.host ?? ''
    if (version === 3) writer.compactString(host)
    else writer.string(host)
  }
  if (version <= 3) {
    const port: number = message.port ?? 0
    writer.int32(port)
  }
  const coordinators: readonly FindCoordinatorResponseCoordinatorInput[] = message.coordinators ?? []
  if (version >= 4) {
    writer.compactArrayLength(coordinators.length)
    for (const item of coordinators) encodeFindCoordinatorResponseCoordinator(writer, item, version)
  } else if (coordinators.length > 0) throw cannotCarry('coordinators', version)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeFindCoordinatorResponse(reader: Reader, version: number): FindCoordinatorResponse {
  const throttleTimeMs: number = version >= 1 ? reader.int32() : 0
  const errorCode: number = version <= 3 ? reader.int16() : 0
  const errorMessage: string | null = version >= 1 && version <= 3 ? (version >= 3 ? reader.compactNullableString() : reader.nullableString()) : null
  const nodeId: number = version <= 3 ? reader.int32() : 0
  const host: string = version <= 3 ? (version >= 3 ? reader.compactString() : reader.string()) : ''
  const port: number = version <= 3 ? reader.int32() : 0
  let coordinators: readonly FindCoordinatorResponseCoordinator[] = []
  if (version >= 4) {
    const count = reader.compactArrayLength(14)
    const items: FindCoordinatorResponseCoordinator[] = []
    for (let index = 0; index < count; index++) items.push(decodeFindCoordinatorResponseCoordinator(reader, version))
    coordinators = items
  }
  if (version >= 3) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, nodeId, host, port, coordinators }
}
