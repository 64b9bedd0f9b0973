// Generated from broker/wire/schema/57-update-features.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Changes the levels of features. */
export const updateFeatures: ApiCodec<UpdateFeaturesRequest, UpdateFeaturesRequestInput, UpdateFeaturesResponse, UpdateFeaturesResponseInput> = {
  key: 57,
  name: 'UpdateFeatures',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('UpdateFeaturesRequest', version, { min: 0, max: 2 })
      encodeUpdateFeaturesRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('UpdateFeaturesRequest', version, { min: 0, max: 2 })
      return decodeUpdateFeaturesRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('UpdateFeaturesResponse', version, { min: 0, max: 2 })
      encodeUpdateFeaturesResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('UpdateFeaturesResponse', version, { min: 0, max: 2 })
      return decodeUpdateFeaturesResponse(reader, version)
    },
  },
}

/** Changes the levels of features. */
export interface UpdateFeaturesRequest {
  /** How long to wait, ms. (v0+) */
  readonly timeoutMs: number
  /** The changes. (v0+) */
  readonly featureUpdates: readonly UpdateFeaturesRequestFeatureUpdate[]
  /** Whether only to check. (v1+) */
  readonly validateOnly: boolean
}

/** What encode takes for UpdateFeaturesRequest. */
export interface UpdateFeaturesRequestInput {
  readonly timeoutMs?: number | undefined
  readonly featureUpdates: readonly UpdateFeaturesRequestFeatureUpdateInput[]
  readonly validateOnly?: boolean | undefined
}

/** The changes. */
export interface UpdateFeaturesRequestFeatureUpdate {
  /** The feature. (v0+) */
  readonly feature: string
  /** The level wanted; below 1 to switch it off. (v0+) */
  readonly maxVersionLevel: number
  /** Whether the level may fall. (v0) */
  readonly allowDowngrade: boolean
  /** What is allowed: 1 up, 2 down without loss, 3 down with loss. (v1+) */
  readonly upgradeType: number
}

/** What encode takes for UpdateFeaturesRequestFeatureUpdate. */
export interface UpdateFeaturesRequestFeatureUpdateInput {
  readonly feature: string
  readonly maxVersionLevel: number
  readonly allowDowngrade?: boolean | undefined
  readonly upgradeType?: number | undefined
}

function encodeUpdateFeaturesRequestFeatureUpdate(writer: Writer, message: UpdateFeaturesRequestFeatureUpdateInput, version: number): void {
  const feature = message.feature
  writer.compactString(feature)
  const maxVersionLevel = message.maxVersionLevel
  writer.int16(maxVersionLevel)
  if (version === 0) {
    const allowDowngrade: boolean = message.allowDowngrade ?? false
    writer.boolean(allowDowngrade)
  }
  if (version >= 1) {
    const upgradeType: number = message.upgradeType ?? 1
    writer.int8(upgradeType)
  }
  writer.unsignedVarint(0)
}

function decodeUpdateFeaturesRequestFeatureUpdate(reader: Reader, version: number): UpdateFeaturesRequestFeatureUpdate {
  const feature = reader.compactString()
  const maxVersionLevel = reader.int16()
  const allowDowngrade: boolean = version === 0 ? reader.boolean() : false
  const upgradeType: number = version >= 1 ? reader.int8() : 1
  reader.skipTaggedFields()
  return { feature, maxVersionLevel, allowDowngrade, upgradeType }
}

function encodeUpdateFeaturesRequest(writer: Writer, message: UpdateFeaturesRequestInput, version: number): void {
  const timeoutMs: number = message.timeoutMs ?? 60000
  writer.int32(timeoutMs)
  const featureUpdates = message.featureUpdates
  writer.compactArrayLength(featureUpdates.length)
  for (const item of featureUpdates) encodeUpdateFeaturesRequestFeatureUpdate(writer, item, version)
  const validateOnly: boolean = message.validateOnly ?? false
  if (version >= 1) {
    writer.boolean(validateOnly)
  } else if (validateOnly !== false) throw cannotCarry('validateOnly', version)
  writer.unsignedVarint(0)
}

function decodeUpdateFeaturesRequest(reader: Reader, version: number): UpdateFeaturesRequest {
  const timeoutMs = reader.int32()
  let featureUpdates: readonly UpdateFeaturesRequestFeatureUpdate[]
  {
    const count = reader.compactArrayLength(5)
    const items: UpdateFeaturesRequestFeatureUpdate[] = []
    for (let index = 0; index < count; index++) items.push(decodeUpdateFeaturesRequestFeatureUpdate(reader, version))
    featureUpdates = items
  }
  const validateOnly: boolean = version >= 1 ? reader.boolean() : false
  reader.skipTaggedFields()
  return { timeoutMs, featureUpdates, validateOnly }
}

/** The answer to UpdateFeatures. */
export interface UpdateFeaturesResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** The outcome per feature. (v0-1) */
  readonly results: readonly UpdateFeaturesResponseResult[]
}

/** What encode takes for UpdateFeaturesResponse. */
export interface UpdateFeaturesResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly results?: readonly UpdateFeaturesResponseResultInput[] | undefined
}

/** The outcome per feature. */
export interface UpdateFeaturesResponseResult {
  /** The feature. (v0+) */
  readonly feature: string
  /** The outcome for the feature; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
}

/** What encode takes for UpdateFeaturesResponseResult. */
export interface UpdateFeaturesResponseResultInput {
  readonly feature: string
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
}

function encodeUpdateFeaturesResponseResult(writer: Writer, message: UpdateFeaturesResponseResultInput, _version: number): void {
  const feature = message.feature
  writer.compactString(feature)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  writer.unsignedVarint(0)
}

function decodeUpdateFeaturesResponseResult(reader: Reader, _version: number): UpdateFeaturesResponseResult {
  const feature = reader.compactString()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  reader.skipTaggedFields()
  return { feature, errorCode, errorMessage }
}

function encodeUpdateFeaturesResponse(writer: Writer, message: UpdateFeaturesResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  if (version <= 1) {
    const results: readonly UpdateFeaturesResponseResultInput[] = message.results ?? []
    writer.compactArrayLength(results.length)
    for (const item of results) encodeUpdateFeaturesResponseResult(writer, item, version)
  }
  writer.unsignedVarint(0)
}

function decodeUpdateFeaturesResponse(reader: Reader, version: number): UpdateFeaturesResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  let results: readonly UpdateFeaturesResponseResult[] = []
  if (version <= 1) {
    const count = reader.compactArrayLength(5)
    const items: UpdateFeaturesResponseResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeUpdateFeaturesResponseResult(reader, version))
    results = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, results }
}
