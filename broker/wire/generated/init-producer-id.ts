// Generated from broker/wire/schema/22-init-producer-id.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Gives a producer its id and epoch. */
export const initProducerId: ApiCodec<InitProducerIdRequest, InitProducerIdRequestInput, InitProducerIdResponse, InitProducerIdResponseInput> = {
  key: 22,
  name: 'InitProducerId',
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 2,
  request: {
    encode(writer, message, version) {
      checkVersion('InitProducerIdRequest', version, { min: 0, max: 5 })
      encodeInitProducerIdRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('InitProducerIdRequest', version, { min: 0, max: 5 })
      return decodeInitProducerIdRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('InitProducerIdResponse', version, { min: 0, max: 5 })
      encodeInitProducerIdResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('InitProducerIdResponse', version, { min: 0, max: 5 })
      return decodeInitProducerIdResponse(reader, version)
    },
  },
}

/** Gives a producer its id and epoch. */
export interface InitProducerIdRequest {
  /** The transactional id; null for an idempotent producer. (v0+) */
  readonly transactionalId: string | null
  /** Time after which an open transaction is aborted, ms. (v0+) */
  readonly transactionTimeoutMs: number
  /** The id the producer has; -1 for none. (v3+) */
  readonly producerId: number
  /** The epoch the producer has; -1 for none. (v3+) */
  readonly producerEpoch: number
}

/** What encode takes for InitProducerIdRequest. */
export interface InitProducerIdRequestInput {
  readonly transactionalId: string | null
  readonly transactionTimeoutMs: number
  readonly producerId?: number | undefined
  readonly producerEpoch?: number | undefined
}

function encodeInitProducerIdRequest(writer: Writer, message: InitProducerIdRequestInput, version: number): void {
  const transactionalId = message.transactionalId
  if (version >= 2) writer.compactNullableString(transactionalId)
  else writer.nullableString(transactionalId)
  const transactionTimeoutMs = message.transactionTimeoutMs
  writer.int32(transactionTimeoutMs)
  const producerId: number = message.producerId ?? -1
  if (version >= 3) {
    writer.int64(producerId)
  } else if (producerId !== -1) throw cannotCarry('producerId', version)
  const producerEpoch: number = message.producerEpoch ?? -1
  if (version >= 3) {
    writer.int16(producerEpoch)
  } else if (producerEpoch !== -1) throw cannotCarry('producerEpoch', version)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeInitProducerIdRequest(reader: Reader, version: number): InitProducerIdRequest {
  const transactionalId = (version >= 2 ? reader.compactNullableString() : reader.nullableString())
  const transactionTimeoutMs = reader.int32()
  const producerId: number = version >= 3 ? reader.int64() : -1
  const producerEpoch: number = version >= 3 ? reader.int16() : -1
  if (version >= 2) reader.skipTaggedFields()
  return { transactionalId, transactionTimeoutMs, producerId, producerEpoch }
}

/** The answer to InitProducerId. */
export interface InitProducerIdResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The id; -1 on failure. (v0+) */
  readonly producerId: number
  /** The epoch. (v0+) */
  readonly producerEpoch: number
}

/** What encode takes for InitProducerIdResponse. */
export interface InitProducerIdResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly producerId?: number | undefined
  readonly producerEpoch: number
}

function encodeInitProducerIdResponse(writer: Writer, message: InitProducerIdResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const producerId: number = message.producerId ?? -1
  writer.int64(producerId)
  const producerEpoch = message.producerEpoch
  writer.int16(producerEpoch)
  if (version >= 2) writer.unsignedVarint(0)
}

function decodeInitProducerIdResponse(reader: Reader, version: number): InitProducerIdResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  if (version >= 2) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, producerId, producerEpoch }
}
