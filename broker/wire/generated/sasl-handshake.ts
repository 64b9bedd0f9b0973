// Generated from broker/wire/schema/17-sasl-handshake.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Chooses the SASL mechanism. */
export const saslHandshake: ApiCodec<SaslHandshakeRequest, SaslHandshakeRequestInput, SaslHandshakeResponse, SaslHandshakeResponseInput> = {
  key: 17,
  name: 'SaslHandshake',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: Number.POSITIVE_INFINITY,
  request: {
    encode(writer, message, version) {
      checkVersion('SaslHandshakeRequest', version, { min: 0, max: 1 })
      encodeSaslHandshakeRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('SaslHandshakeRequest', version, { min: 0, max: 1 })
      return decodeSaslHandshakeRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('SaslHandshakeResponse', version, { min: 0, max: 1 })
      encodeSaslHandshakeResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('SaslHandshakeResponse', version, { min: 0, max: 1 })
      return decodeSaslHandshakeResponse(reader, version)
    },
  },
}

/** Chooses the SASL mechanism. */
export interface SaslHandshakeRequest {
  /** The mechanism. (v0+) */
  readonly mechanism: string
}

/** What encode takes for SaslHandshakeRequest. */
export interface SaslHandshakeRequestInput {
  readonly mechanism: string
}

function encodeSaslHandshakeRequest(writer: Writer, message: SaslHandshakeRequestInput, _version: number): void {
  const mechanism = message.mechanism
  writer.string(mechanism)
}

function decodeSaslHandshakeRequest(reader: Reader, _version: number): SaslHandshakeRequest {
  const mechanism = reader.string()
  return { mechanism }
}

/** The answer to SaslHandshake. */
export interface SaslHandshakeResponse {
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** Mechanisms that are on. (v0+) */
  readonly mechanisms: readonly string[]
}

/** What encode takes for SaslHandshakeResponse. */
export interface SaslHandshakeResponseInput {
  readonly errorCode: number
  readonly mechanisms: readonly string[]
}

function encodeSaslHandshakeResponse(writer: Writer, message: SaslHandshakeResponseInput, _version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const mechanisms = message.mechanisms
  writer.arrayLength(mechanisms.length)
  for (const item of mechanisms) writer.string(item)
}

function decodeSaslHandshakeResponse(reader: Reader, _version: number): SaslHandshakeResponse {
  const errorCode = reader.int16()
  let mechanisms: readonly string[]
  {
    const count = reader.arrayLength(2)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(reader.string())
    mechanisms = items
  }
  return { errorCode, mechanisms }
}
