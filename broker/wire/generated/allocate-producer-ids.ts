// Generated from broker/wire/schema/67-allocate-producer-ids.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Gives a broker a block of producer ids. */
export const allocateProducerIds: ApiCodec<AllocateProducerIdsRequest, AllocateProducerIdsRequestInput, AllocateProducerIdsResponse, AllocateProducerIdsResponseInput> = {
  key: 67,
  name: 'AllocateProducerIds',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('AllocateProducerIdsRequest', version, { min: 0, max: 0 })
      encodeAllocateProducerIdsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AllocateProducerIdsRequest', version, { min: 0, max: 0 })
      return decodeAllocateProducerIdsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('AllocateProducerIdsResponse', version, { min: 0, max: 0 })
      encodeAllocateProducerIdsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AllocateProducerIdsResponse', version, { min: 0, max: 0 })
      return decodeAllocateProducerIdsResponse(reader, version)
    },
  },
}

/** Gives a broker a block of producer ids. */
export interface AllocateProducerIdsRequest {
  /** The broker. (v0+) */
  readonly brokerId: number
  /** Its epoch. (v0+) */
  readonly brokerEpoch: number
}

/** What encode takes for AllocateProducerIdsRequest. */
export interface AllocateProducerIdsRequestInput {
  readonly brokerId: number
  readonly brokerEpoch?: number | undefined
}

function encodeAllocateProducerIdsRequest(writer: Writer, message: AllocateProducerIdsRequestInput, _version: number): void {
  const brokerId = message.brokerId
  writer.int32(brokerId)
  const brokerEpoch: number = message.brokerEpoch ?? -1
  writer.int64(brokerEpoch)
  writer.unsignedVarint(0)
}

function decodeAllocateProducerIdsRequest(reader: Reader, _version: number): AllocateProducerIdsRequest {
  const brokerId = reader.int32()
  const brokerEpoch = reader.int64()
  reader.skipTaggedFields()
  return { brokerId, brokerEpoch }
}

/** The answer to AllocateProducerIds. */
export interface AllocateProducerIdsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** First id of the block. (v0+) */
  readonly producerIdStart: number
  /** Ids in the block. (v0+) */
  readonly producerIdLen: number
}

/** What encode takes for AllocateProducerIdsResponse. */
export interface AllocateProducerIdsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly producerIdStart: number
  readonly producerIdLen: number
}

function encodeAllocateProducerIdsResponse(writer: Writer, message: AllocateProducerIdsResponseInput, _version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const producerIdStart = message.producerIdStart
  writer.int64(producerIdStart)
  const producerIdLen = message.producerIdLen
  writer.int32(producerIdLen)
  writer.unsignedVarint(0)
}

function decodeAllocateProducerIdsResponse(reader: Reader, _version: number): AllocateProducerIdsResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const producerIdStart = reader.int64()
  const producerIdLen = reader.int32()
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, producerIdStart, producerIdLen }
}
