// Generated from broker/wire/schema/26-end-txn.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Commits or aborts a transaction. */
export const endTxn: ApiCodec<EndTxnRequest, EndTxnRequestInput, EndTxnResponse, EndTxnResponseInput> = {
  key: 26,
  name: 'EndTxn',
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  request: {
    encode(writer, message, version) {
      checkVersion('EndTxnRequest', version, { min: 0, max: 5 })
      encodeEndTxnRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('EndTxnRequest', version, { min: 0, max: 5 })
      return decodeEndTxnRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('EndTxnResponse', version, { min: 0, max: 5 })
      encodeEndTxnResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('EndTxnResponse', version, { min: 0, max: 5 })
      return decodeEndTxnResponse(reader, version)
    },
  },
}

/** Commits or aborts a transaction. */
export interface EndTxnRequest {
  /** The transactional id. (v0+) */
  readonly transactionalId: string
  /** The producer. (v0+) */
  readonly producerId: number
  /** Its epoch. (v0+) */
  readonly producerEpoch: number
  /** Whether to commit; else it is aborted. (v0+) */
  readonly committed: boolean
}

/** What encode takes for EndTxnRequest. */
export interface EndTxnRequestInput {
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly committed: boolean
}

function encodeEndTxnRequest(writer: Writer, message: EndTxnRequestInput, version: number): void {
  const transactionalId = message.transactionalId
  if (version >= 3) writer.compactString(transactionalId)
  else writer.string(transactionalId)
  const producerId = message.producerId
  writer.int64(producerId)
  const producerEpoch = message.producerEpoch
  writer.int16(producerEpoch)
  const committed = message.committed
  writer.boolean(committed)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeEndTxnRequest(reader: Reader, version: number): EndTxnRequest {
  const transactionalId = (version >= 3 ? reader.compactString() : reader.string())
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const committed = reader.boolean()
  if (version >= 3) reader.skipTaggedFields()
  return { transactionalId, producerId, producerEpoch, committed }
}

/** The answer to EndTxn. */
export interface EndTxnResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The producer id to go on with; -1 on failure. (v5+) */
  readonly producerId: number
  /** The epoch to go on with; -1 on failure. (v5+) */
  readonly producerEpoch: number
}

/** What encode takes for EndTxnResponse. */
export interface EndTxnResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly producerId?: number | undefined
  readonly producerEpoch?: number | undefined
}

function encodeEndTxnResponse(writer: Writer, message: EndTxnResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version === 5) {
    const producerId: number = message.producerId ?? -1
    writer.int64(producerId)
  }
  if (version === 5) {
    const producerEpoch: number = message.producerEpoch ?? -1
    writer.int16(producerEpoch)
  }
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeEndTxnResponse(reader: Reader, version: number): EndTxnResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const producerId: number = version === 5 ? reader.int64() : -1
  const producerEpoch: number = version === 5 ? reader.int16() : -1
  if (version >= 3) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, producerId, producerEpoch }
}
