// Generated from broker/wire/schema/36-sasl-authenticate.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Carries one step of a SASL exchange. */
export const saslAuthenticate: ApiCodec<SaslAuthenticateRequest, SaslAuthenticateRequestInput, SaslAuthenticateResponse, SaslAuthenticateResponseInput> = {
  key: 36,
  name: 'SaslAuthenticate',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  request: {
    encode(writer, message, version) {
      checkVersion('SaslAuthenticateRequest', version, { min: 0, max: 2 })
      encodeSaslAuthenticateRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('SaslAuthenticateRequest', version, { min: 0, max: 2 })
      return decodeSaslAuthenticateRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('SaslAuthenticateResponse', version, { min: 0, max: 2 })
      encodeSaslAuthenticateResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('SaslAuthenticateResponse', version, { min: 0, max: 2 })
      return decodeSaslAuthenticateResponse(reader, version)
    },
  },
}

/** Carries one step of a SASL exchange. */
export interface SaslAuthenticateRequest {
  /** What the client says, in the form of the mechanism. (v0+) */
  readonly authBytes: Buffer
}

/** What encode takes for SaslAuthenticateRequest. */
export interface SaslAuthenticateRequestInput {
  readonly authBytes: Uint8Array
}

function encodeSaslAuthenticateRequest(writer: Writer, message: SaslAuthenticateRequestInput, version: number): void {
  const authBytes = message.authBytes
  if (version === 2) writer.compactBytes(authBytes)
  else writer.bytes(authBytes)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeSaslAuthenticateRequest(reader: Reader, version: number): SaslAuthenticateRequest {
  const authBytes = (version >= 2 ? reader.compactBytes() : reader.bytes())
  if (version === 2) reader.skipTaggedFields()
  return { authBytes }
}

/** The answer to SaslAuthenticate. */
export interface SaslAuthenticateResponse {
  /** The outcome for the step; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** What the server says, in the form of the mechanism. (v0+) */
  readonly authBytes: Buffer
  /** Time after which to authenticate again, ms; 0 for never. (v1+) */
  readonly sessionLifetimeMs: number
}

/** What encode takes for SaslAuthenticateResponse. */
export interface SaslAuthenticateResponseInput {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly authBytes: Uint8Array
  readonly sessionLifetimeMs?: number | undefined
}

function encodeSaslAuthenticateResponse(writer: Writer, message: SaslAuthenticateResponseInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  if (version === 2) writer.compactNullableString(errorMessage)
  else writer.nullableString(errorMessage)
  const authBytes = message.authBytes
  if (version === 2) writer.compactBytes(authBytes)
  else writer.bytes(authBytes)
  if (version >= 1) {
    const sessionLifetimeMs: number = message.sessionLifetimeMs ?? 0
    writer.int64(sessionLifetimeMs)
  }
  if (version === 2) writer.unsignedVarint(0)
}

function decodeSaslAuthenticateResponse(reader: Reader, version: number): SaslAuthenticateResponse {
  const errorCode = reader.int16()
  const errorMessage = (version >= 2 ? reader.compactNullableString() : reader.nullableString())
  const authBytes = (version >= 2 ? reader.compactBytes() : reader.bytes())
  const sessionLifetimeMs: number = version >= 1 ? reader.int64() : 0
  if (version === 2) reader.skipTaggedFields()
  return { errorCode, errorMessage, authBytes, sessionLifetimeMs }
}
