// Generated from broker/wire/schema/64-unregister-broker.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Removes the registration of a broker. */
export const unregisterBroker: ApiCodec<UnregisterBrokerRequest, UnregisterBrokerRequestInput, UnregisterBrokerResponse, UnregisterBrokerResponseInput> = {
  key: 64,
  name: 'UnregisterBroker',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('UnregisterBrokerRequest', version, { min: 0, max: 0 })
      encodeUnregisterBrokerRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('UnregisterBrokerRequest', version, { min: 0, max: 0 })
      return decodeUnregisterBrokerRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('UnregisterBrokerResponse', version, { min: 0, max: 0 })
      encodeUnregisterBrokerResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('UnregisterBrokerResponse', version, { min: 0, max: 0 })
      return decodeUnregisterBrokerResponse(reader, version)
    },
  },
}

/** Removes the registration of a broker. */
export interface UnregisterBrokerRequest {
  /** The broker. (v0+) */
  readonly brokerId: number
}

/** What encode takes for UnregisterBrokerRequest. */
export interface UnregisterBrokerRequestInput {
  readonly brokerId: number
}

function encodeUnregisterBrokerRequest(writer: Writer, message: UnregisterBrokerRequestInput, _version: number): void {
  const brokerId = message.brokerId
  writer.int32(brokerId)
  writer.unsignedVarint(0)
}

function decodeUnregisterBrokerRequest(reader: Reader, _version: number): UnregisterBrokerRequest {
  const brokerId = reader.int32()
  reader.skipTaggedFields()
  return { brokerId }
}

/** The answer to UnregisterBroker. */
export interface UnregisterBrokerResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for UnregisterBrokerResponse. */
export interface UnregisterBrokerResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeUnregisterBrokerResponse(writer: Writer, message: UnregisterBrokerResponseInput, _version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeUnregisterBrokerResponse(reader: Reader, _version: number): UnregisterBrokerResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage }
}
