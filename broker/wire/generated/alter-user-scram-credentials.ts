// Generated from broker/wire/schema/51-alter-user-scram-credentials.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Sets and removes SCRAM credentials. */
export const alterUserScramCredentials: ApiCodec<AlterUserScramCredentialsRequest, AlterUserScramCredentialsRequestInput, AlterUserScramCredentialsResponse, AlterUserScramCredentialsResponseInput> = {
  key: 51,
  name: 'AlterUserScramCredentials',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('AlterUserScramCredentialsRequest', version, { min: 0, max: 0 })
      encodeAlterUserScramCredentialsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterUserScramCredentialsRequest', version, { min: 0, max: 0 })
      return decodeAlterUserScramCredentialsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('AlterUserScramCredentialsResponse', version, { min: 0, max: 0 })
      encodeAlterUserScramCredentialsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AlterUserScramCredentialsResponse', version, { min: 0, max: 0 })
      return decodeAlterUserScramCredentialsResponse(reader, version)
    },
  },
}

/** Sets and removes SCRAM credentials. */
export interface AlterUserScramCredentialsRequest {
  /** Credentials to remove. (v0+) */
  readonly deletions: readonly AlterUserScramCredentialsRequestDeletion[]
  /** Credentials to set. (v0+) */
  readonly upsertions: readonly AlterUserScramCredentialsRequestUpsertion[]
}

/** What encode takes for AlterUserScramCredentialsRequest. */
export interface AlterUserScramCredentialsRequestInput {
  readonly deletions: readonly AlterUserScramCredentialsRequestDeletionInput[]
  readonly upsertions: readonly AlterUserScramCredentialsRequestUpsertionInput[]
}

/** Credentials to remove. */
export interface AlterUserScramCredentialsRequestDeletion {
  /** The user. (v0+) */
  readonly name: string
  /** The mechanism: 1 SCRAM-SHA-256, 2 SCRAM-SHA-512. (v0+) */
  readonly mechanism: number
}

/** What encode takes for AlterUserScramCredentialsRequestDeletion. */
export interface AlterUserScramCredentialsRequestDeletionInput {
  readonly name: string
  readonly mechanism: number
}

/** Credentials to set. */
export interface AlterUserScramCredentialsRequestUpsertion {
  /** The user. (v0+) */
  readonly name: string
  /** The mechanism: 1 SCRAM-SHA-256, 2 SCRAM-SHA-512. (v0+) */
  readonly mechanism: number
  /** Iterations of the hash. (v0+) */
  readonly iterations: number
  /** The salt. (v0+) */
  readonly salt: Buffer
  /** The salted and hashed password. (v0+) */
  readonly saltedPassword: Buffer
}

/** What encode takes for AlterUserScramCredentialsRequestUpsertion. */
export interface AlterUserScramCredentialsRequestUpsertionInput {
  readonly name: string
  readonly mechanism: number
  readonly iterations: number
  readonly salt: Uint8Array
  readonly saltedPassword: Uint8Array
}

function encodeAlterUserScramCredentialsRequestUpsertion(writer: Writer, message: AlterUserScramCredentialsRequestUpsertionInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const mechanism = message.mechanism
  writer.int8(mechanism)
  const iterations = message.iterations
  writer.int32(iterations)
  const salt = message.salt
  writer.compactBytes(salt)
  const saltedPassword = message.saltedPassword
  writer.compactBytes(saltedPassword)
  writer.unsignedVarint(0)
}

function decodeAlterUserScramCredentialsRequestUpsertion(reader: Reader, _version: number): AlterUserScramCredentialsRequestUpsertion {
  const name = reader.compactString()
  const mechanism = reader.int8()
  const iterations = reader.int32()
  const salt = reader.compactBytes()
  const saltedPassword = reader.compactBytes()
  reader.skipTaggedFields()
  return { name, mechanism, iterations, salt, saltedPassword }
}

function encodeAlterUserScramCredentialsRequestDeletion(writer: Writer, message: AlterUserScramCredentialsRequestDeletionInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const mechanism = message.mechanism
  writer.int8(mechanism)
  writer.unsignedVarint(0)
}

function decodeAlterUserScramCredentialsRequestDeletion(reader: Reader, _version: number): AlterUserScramCredentialsRequestDeletion {
  const name = reader.compactString()
  const mechanism = reader.int8()
  reader.skipTaggedFields()
  return { name, mechanism }
}

function encodeAlterUserScramCredentialsRequest(writer: Writer, message: AlterUserScramCredentialsRequestInput, version: number): void {
  const deletions = message.deletions
  writer.compactArrayLength(deletions.length)
  for (const item of deletions) encodeAlterUserScramCredentialsRequestDeletion(writer, item, version)
  const upsertions = message.upsertions
  writer.compactArrayLength(upsertions.length)
  for (const item of upsertions) encodeAlterUserScramCredentialsRequestUpsertion(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterUserScramCredentialsRequest(reader: Reader, version: number): AlterUserScramCredentialsRequest {
  let deletions: readonly AlterUserScramCredentialsRequestDeletion[]
  {
    const count = reader.compactArrayLength(3)
    const items: AlterUserScramCredentialsRequestDeletion[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterUserScramCredentialsRequestDeletion(reader, version))
    deletions = items
  }
  let upsertions: readonly AlterUserScramCredentialsRequestUpsertion[]
  {
    const count = reader.compactArrayLength(9)
    const items: AlterUserScramCredentialsRequestUpsertion[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterUserScramCredentialsRequestUpsertion(reader, version))
    upsertions = items
  }
  reader.skipTaggedFields()
  return { deletions, upsertions }
}

/** The answer to AlterUserScramCredentials. */
export interface AlterUserScramCredentialsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** One entry per user. (v0+) */
  readonly results: readonly AlterUserScramCredentialsResponseResult[]
}

/** What encode takes for AlterUserScramCredentialsResponse. */
export interface AlterUserScramCredentialsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly results: readonly AlterUserScramCredentialsResponseResultInput[]
}

/** One entry per user. */
export interface AlterUserScramCredentialsResponseResult {
  /** The user. (v0+) */
  readonly user: string
  /** The outcome for the user; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for AlterUserScramCredentialsResponseResult. */
export interface AlterUserScramCredentialsResponseResultInput {
  readonly user: string
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeAlterUserScramCredentialsResponseResult(writer: Writer, message: AlterUserScramCredentialsResponseResultInput, _version: number): void {
  const user = message.user
  writer.compactString(user)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeAlterUserScramCredentialsResponseResult(reader: Reader, _version: number): AlterUserScramCredentialsResponseResult {
  const user = reader.compactString()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { user, errorCode, errorMessage }
}

function encodeAlterUserScramCredentialsResponse(writer: Writer, message: AlterUserScramCredentialsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const results = message.results
  writer.compactArrayLength(results.length)
  for (const item of results) encodeAlterUserScramCredentialsResponseResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAlterUserScramCredentialsResponse(reader: Reader, version: number): AlterUserScramCredentialsResponse {
  const throttleTimeMs = reader.int32()
  let results: readonly AlterUserScramCredentialsResponseResult[]
  {
    const count = reader.compactArrayLength(5)
    const items: AlterUserScramCredentialsResponseResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeAlterUserScramCredentialsResponseResult(reader, version))
    results = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, results }
}
