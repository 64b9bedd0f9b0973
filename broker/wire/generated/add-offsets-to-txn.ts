// Generated from broker/wire/schema/25-add-offsets-to-txn.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Adds the offsets of a group to a transaction. */
export const addOffsetsToTxn: ApiCodec<AddOffsetsToTxnRequest, AddOffsetsToTxnRequestInput, AddOffsetsToTxnResponse, AddOffsetsToTxnResponseInput> = {
  key: 25,
  name: 'AddOffsetsToTxn',
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 3,
  request: {
    encode(writer, message, version) {
      checkVersion('AddOffsetsToTxnRequest', version, { min: 0, max: 4 })
      encodeAddOffsetsToTxnRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AddOffsetsToTxnRequest', version, { min: 0, max: 4 })
      return decodeAddOffsetsToTxnRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('AddOffsetsToTxnResponse', version, { min: 0, max: 4 })
      encodeAddOffsetsToTxnResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AddOffsetsToTxnResponse', version, { min: 0, max: 4 })
      return decodeAddOffsetsToTxnResponse(reader, version)
    },
  },
}

/** Adds the offsets of a group to a transaction. */
export interface AddOffsetsToTxnRequest {
  /** The transactional id. (v0+) */
  readonly transactionalId: string
  /** The producer. (v0+) */
  readonly producerId: number
  /** Its epoch. (v0+) */
  readonly producerEpoch: number
  /** The group. (v0+) */
  readonly groupId: string
}

/** What encode takes for AddOffsetsToTxnRequest. */
export interface AddOffsetsToTxnRequestInput {
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly groupId: string
}

function encodeAddOffsetsToTxnRequest(writer: Writer, message: AddOffsetsToTxnRequestInput, version: number): void {
  const transactionalId = message.transactionalId
  if (version >= 3) writer.compactString(transactionalId)
  else writer.string(transactionalId)
  const producerId = message.producerId
  writer.int64(producerId)
  const producerEpoch = message.producerEpoch
  writer.int16(producerEpoch)
  const groupId = message.groupId
  if (version >= 3) writer.compactString(groupId)
  else writer.string(groupId)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeAddOffsetsToTxnRequest(reader: Reader, version: number): AddOffsetsToTxnRequest {
  const transactionalId = (version >= 3 ? reader.compactString() : reader.string())
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const groupId = (version >= 3 ? reader.compactString() : reader.string())
  if (version >= 3) reader.skipTaggedFields()
  return { transactionalId, producerId, producerEpoch, groupId }
}

/** The answer to AddOffsetsToTxn. */
export interface AddOffsetsToTxnResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
}

/** What encode takes for AddOffsetsToTxnResponse. */
export interface AddOffsetsToTxnResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
}

function encodeAddOffsetsToTxnResponse(writer: Writer, message: AddOffsetsToTxnResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeAddOffsetsToTxnResponse(reader: Reader, version: number): AddOffsetsToTxnResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  if (version >= 3) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode }
}
