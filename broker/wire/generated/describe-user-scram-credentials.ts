// Generated from broker/wire/schema/50-describe-user-scram-credentials.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Tells which users have SCRAM credentials. */
export const describeUserScramCredentials: ApiCodec<DescribeUserScramCredentialsRequest, DescribeUserScramCredentialsRequestInput, DescribeUserScramCredentialsResponse, DescribeUserScramCredentialsResponseInput> = {
  key: 50,
  name: 'DescribeUserScramCredentials',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('DescribeUserScramCredentialsRequest', version, { min: 0, max: 0 })
      encodeDescribeUserScramCredentialsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeUserScramCredentialsRequest', version, { min: 0, max: 0 })
      return decodeDescribeUserScramCredentialsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DescribeUserScramCredentialsResponse', version, { min: 0, max: 0 })
      encodeDescribeUserScramCredentialsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeUserScramCredentialsResponse', version, { min: 0, max: 0 })
      return decodeDescribeUserScramCredentialsResponse(reader, version)
    },
  },
}

/** Tells which users have SCRAM credentials. */
export interface DescribeUserScramCredentialsRequest {
  /** The users; null or empty for all. (v0+) */
  readonly users: readonly DescribeUserScramCredentialsRequestUser[] | null
}

/** What encode takes for DescribeUserScramCredentialsRequest. */
export interface DescribeUserScramCredentialsRequestInput {
  readonly users: readonly DescribeUserScramCredentialsRequestUserInput[] | null
}

/** The users; null or empty for all. */
export interface DescribeUserScramCredentialsRequestUser {
  /** The user. (v0+) */
  readonly name: string
}

/** What encode takes for DescribeUserScramCredentialsRequestUser. */
export interface DescribeUserScramCredentialsRequestUserInput {
  readonly name: string
}

function encodeDescribeUserScramCredentialsRequestUser(writer: Writer, message: DescribeUserScramCredentialsRequestUserInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  writer.unsignedVarint(0)
}

function decodeDescribeUserScramCredentialsRequestUser(reader: Reader, _version: number): DescribeUserScramCredentialsRequestUser {
  const name = reader.compactString()
  reader.skipTaggedFields()
  return { name }
}

function encodeDescribeUserScramCredentialsRequest(writer: Writer, message: DescribeUserScramCredentialsRequestInput, version: number): void {
  const users = message.users
  writer.compactArrayLength(users === null ? -1 : users.length)
  if (users !== null) for (const item of users) encodeDescribeUserScramCredentialsRequestUser(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeUserScramCredentialsRequest(reader: Reader, version: number): DescribeUserScramCredentialsRequest {
  let users: readonly DescribeUserScramCredentialsRequestUser[] | null
  {
    const count = reader.compactNullableArrayLength(2)
    const items: DescribeUserScramCredentialsRequestUser[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeUserScramCredentialsRequestUser(reader, version))
    users = count < 0 ? null : items
  }
  reader.skipTaggedFields()
  return { users }
}

/** The answer to DescribeUserScramCredentials. */
export interface DescribeUserScramCredentialsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** One entry per user. (v0+) */
  readonly results: readonly DescribeUserScramCredentialsResponseResult[]
}

/** What encode takes for DescribeUserScramCredentialsResponse. */
export interface DescribeUserScramCredentialsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly results: readonly DescribeUserScramCredentialsResponseResultInput[]
}

/** One entry per user. */
export interface DescribeUserScramCredentialsResponseResult {
  /** The user. (v0+) */
  readonly user: string
  /** The outcome for the user; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** The credentials. (v0+) */
  readonly credentialInfos: readonly DescribeUserScramCredentialsResponseCredentialInfo[]
}

/** What encode takes for DescribeUserScramCredentialsResponseResult. */
export interface DescribeUserScramCredentialsResponseResultInput {
  readonly user: string
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly credentialInfos: readonly DescribeUserScramCredentialsResponseCredentialInfoInput[]
}

/** The credentials. */
export interface DescribeUserScramCredentialsResponseCredentialInfo {
  /** The mechanism: 1 SCRAM-SHA-256, 2 SCRAM-SHA-512. (v0+) */
  readonly mechanism: number
  /** Iterations of the hash. (v0+) */
  readonly iterations: number
}

/** What encode takes for DescribeUserScramCredentialsResponseCredentialInfo. */
export interface DescribeUserScramCredentialsResponseCredentialInfoInput {
  readonly mechanism: number
  readonly iterations: number
}

function encodeDescribeUserScramCredentialsResponseCredentialInfo(writer: Writer, message: DescribeUserScramCredentialsResponseCredentialInfoInput, _version: number): void {
  const mechanism = message.mechanism
  writer.int8(mechanism)
  const iterations = message.iterations
  writer.int32(iterations)
  writer.unsignedVarint(0)
}

function decodeDescribeUserScramCredentialsResponseCredentialInfo(reader: Reader, _version: number): DescribeUserScramCredentialsResponseCredentialInfo {
  const mechanism = reader.int8()
  const iterations = reader.int32()
  reader.skipTaggedFields()
  return { mechanism, iterations }
}

function encodeDescribeUserScramCredentialsResponseResult(writer: Writer, message: DescribeUserScramCredentialsResponseResultInput, version: number): void {
  const user = message.user
  writer.compactString(user)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const credentialInfos = message.credentialInfos
  writer.compactArrayLength(credentialInfos.length)
  for (const item of credentialInfos) encodeDescribeUserScramCredentialsResponseCredentialInfo(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeUserScramCredentialsResponseResult(reader: Reader, version: number): DescribeUserScramCredentialsResponseResult {
  const user = reader.compactString()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  let credentialInfos: readonly DescribeUserScramCredentialsResponseCredentialInfo[]
  {
    const count = reader.compactArrayLength(6)
    const items: DescribeUserScramCredentialsResponseCredentialInfo[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeUserScramCredentialsResponseCredentialInfo(reader, version))
    credentialInfos = items
  }
  reader.skipTaggedFields()
  return { user, errorCode, errorMessage, credentialInfos }
}

function encodeDescribeUserScramCredentialsResponse(writer: Writer, message: DescribeUserScramCredentialsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const results = message.results
  writer.compactArrayLength(results.length)
  for (const item of results) encodeDescribeUserScramCredentialsResponseResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeUserScramCredentialsResponse(reader: Reader, version: number): DescribeUserScramCredentialsResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  let results: readonly DescribeUserScramCredentialsResponseResult[]
  {
    const count = reader.compactArrayLength(6)
    const items: DescribeUserScramCredentialsResponseResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeUserScramCredentialsResponseResult(reader, version))
    results = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, results }
}
