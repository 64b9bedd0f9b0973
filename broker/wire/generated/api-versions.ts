// Generated from broker/wire/schema/18-api-versions.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Asks which requests and versions the node serves, and which features are on. */
export const apiVersions: ApiCodec<ApiVersionsRequest, ApiVersionsRequestInput, ApiVersionsResponse, ApiVersionsResponseInput> = {
  key: 18,
  name: 'ApiVersions',
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 3,
  request: {
    encode(writer, message, version) {
      checkVersion('ApiVersionsRequest', version, { min: 0, max: 4 })
      encodeApiVersionsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ApiVersionsRequest', version, { min: 0, max: 4 })
      return decodeApiVersionsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ApiVersionsResponse', version, { min: 0, max: 4 })
      encodeApiVersionsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ApiVersionsResponse', version, { min: 0, max: 4 })
      return decodeApiVersionsResponse(reader, version)
    },
  },
}

/** Asks which requests and versions the node serves, and which features are on. */
export interface ApiVersionsRequest {
  /** Name of the client library. (v3+) */
  readonly clientSoftwareName: string
  /** Version of the client library. (v3+) */
  readonly clientSoftwareVersion: string
}

/** What encode takes for ApiVersionsRequest. */
export interface ApiVersionsRequestInput {
  readonly clientSoftwareName?: string | undefined
  readonly clientSoftwareVersion?: string | undefined
}

function encodeApiVersionsRequest(writer: Writer, message: ApiVersionsRequestInput, version: number): void {
  if (version >= 3) {
    const clientSoftwareName: string = message.clientSoftwareName ?? ''
    writer.compactString(clientSoftwareName)
  }
  if (version >= 3) {
    const clientSoftwareVersion: string = message.clientSoftwareVersion ?? ''
    writer.compactString(clientSoftwareVersion)
  }
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeApiVersionsRequest(reader: Reader, version: number): ApiVersionsRequest {
  const clientSoftwareName: string = version >= 3 ? reader.compactString() : ''
  const clientSoftwareVersion: string = version >= 3 ? reader.compactString() : ''
  if (version >= 3) reader.skipTaggedFields()
  return { clientSoftwareName, clientSoftwareVersion }
}

/** The answer to ApiVersions. */
export interface ApiVersionsResponse {
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** What the node serves. (v0+) */
  readonly apiKeys: readonly ApiVersionsResponseApiKey[]
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** Feature levels that the node supports. (v3+) */
  readonly supportedFeatures: readonly ApiVersionsResponseSupportedFeature[]
  /** Epoch of the finalized features; -1 when unknown. (v3+) */
  readonly finalizedFeaturesEpoch: number
  /** Feature levels that the cluster runs at. (v3+) */
  readonly finalizedFeatures: readonly ApiVersionsResponseFinalizedFeature[]
  /** Whether a migration from ZooKeeper may start; always false here. (v3+) */
  readonly zkMigrationReady: boolean
}

/** What encode takes for ApiVersionsResponse. */
export interface ApiVersionsResponseInput {
  readonly errorCode: number
  readonly apiKeys: readonly ApiVersionsResponseApiKeyInput[]
  readonly throttleTimeMs?: number | undefined
  readonly supportedFeatures?: readonly ApiVersionsResponseSupportedFeatureInput[] | undefined
  readonly finalizedFeaturesEpoch?: number | undefined
  readonly finalizedFeatures?: readonly ApiVersionsResponseFinalizedFeatureInput[] | undefined
  readonly zkMigrationReady?: boolean | undefined
}

/** What the node serves. */
export interface ApiVersionsResponseApiKey {
  /** The API key. (v0+) */
  readonly apiKey: number
  /** First version served. (v0+) */
  readonly minVersion: number
  /** Last version served. (v0+) */
  readonly maxVersion: number
}

/** What encode takes for ApiVersionsResponseApiKey. */
export interface ApiVersionsResponseApiKeyInput {
  readonly apiKey: number
  readonly minVersion: number
  readonly maxVersion: number
}

/** Feature levels that the node supports. */
export interface ApiVersionsResponseSupportedFeature {
  /** The feature. (v0+) */
  readonly name: string
  /** First level the node supports. (v0+) */
  readonly minVersion: number
  /** Last level the node supports. (v0+) */
  readonly maxVersion: number
}

/** What encode takes for ApiVersionsResponseSupportedFeature. */
export interface ApiVersionsResponseSupportedFeatureInput {
  readonly name: string
  readonly minVersion: number
  readonly maxVersion: number
}

/** Feature levels that the cluster runs at. */
export interface ApiVersionsResponseFinalizedFeature {
  /** The feature. (v0+) */
  readonly name: string
  /** Highest level the cluster has agreed on. (v0+) */
  readonly maxVersionLevel: number
  /** Lowest level the cluster has agreed on. (v0+) */
  readonly minVersionLevel: number
}

/** What encode takes for ApiVersionsResponseFinalizedFeature. */
export interface ApiVersionsResponseFinalizedFeatureInput {
  readonly name: string
  readonly maxVersionLevel: number
  readonly minVersionLevel: number
}

function encodeApiVersionsResponseFinalizedFeature(writer: Writer, message: ApiVersionsResponseFinalizedFeatureInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const maxVersionLevel = message.maxVersionLevel
  writer.int16(maxVersionLevel)
  const minVersionLevel = message.minVersionLevel
  writer.int16(minVersionLevel)
  writer.unsignedVarint(0)
}

function decodeApiVersionsResponseFinalizedFeature(reader: Reader, _version: number): ApiVersionsResponseFinalizedFeature {
  const name = reader.compactString()
  const maxVersionLevel = reader.int16()
  const minVersionLevel = reader.int16()
  reader.skipTaggedFields()
  return { name, maxVersionLevel, minVersionLevel }
}

function encodeApiVersionsResponseSupportedFeature(writer: Writer, message: ApiVersionsResponseSupportedFeatureInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const minVersion = message.minVersion
  writer.int16(minVersion)
  const maxVersion = message.maxVersion
  writer.int16(maxVersion)
  writer.unsignedVarint(0)
}

function decodeApiVersionsResponseSupportedFeature(reader: Reader, _version: number): ApiVersionsResponseSupportedFeature {
  const name = reader.compactString()
  const minVersion = reader.int16()
  const maxVersion = reader.int16()
  reader.skipTaggedFields()
  return { name, minVersion, maxVersion }
}

function encodeApiVersionsResponseApiKey(writer: Writer, message: ApiVersionsResponseApiKeyInput, version: number): void {
  const apiKey = message.apiKey
  writer.int16(apiKey)
  const minVersion = message.minVersion
  writer.int16(minVersion)
  const maxVersion = message.maxVersion
  writer.int16(maxVersion)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeApiVersionsResponseApiKey(reader: Reader, version: number): ApiVersionsResponseApiKey {
  const apiKey = reader.int16()
  const minVersion = reader.int16()
  const maxVersion = reader.int16()
  if (version >= 3) reader.skipTaggedFields()
  return { apiKey, minVersion, maxVersion }
}

function encodeApiVersionsResponse(writer: Writer, message: ApiVersionsResponseInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const apiKeys = message.apiKeys
  if (version >= 3) writer.compactArrayLength(apiKeys.length)
  else writer.arrayLength(apiKeys.length)
  for (const item of apiKeys) encodeApiVersionsResponseApiKey(writer, item, version)
  if (version >= 1) {
    const throttleTimeMs: number = message.throttleTimeMs ?? 0
    writer.int32(throttleTimeMs)
  }
  const supportedFeatures: readonly ApiVersionsResponseSupportedFeatureInput[] = message.supportedFeatures ?? []
  const supportedFeaturesIsSet = version >= 3 && supportedFeatures.length > 0
  const finalizedFeaturesEpoch: number = message.finalizedFeaturesEpoch ?? -1
  const finalizedFeaturesEpochIsSet = version >= 3 && finalizedFeaturesEpoch !== -1
  const finalizedFeatures: readonly ApiVersionsResponseFinalizedFeatureInput[] = message.finalizedFeatures ?? []
  const finalizedFeaturesIsSet = version >= 3 && finalizedFeatures.length > 0
  const zkMigrationReady: boolean = message.zkMigrationReady ?? false
  const zkMigrationReadyIsSet = version >= 3 && zkMigrationReady !== false
  if (version >= 3) {
    writer.unsignedVarint((supportedFeaturesIsSet ? 1 : 0) + (finalizedFeaturesEpochIsSet ? 1 : 0) + (finalizedFeaturesIsSet ? 1 : 0) + (zkMigrationReadyIsSet ? 1 : 0))
    if (supportedFeaturesIsSet) {
      writer.taggedField(0, (inner) => {
        inner.compactArrayLength(supportedFeatures.length)
        for (const item of supportedFeatures) encodeApiVersionsResponseSupportedFeature(inner, item, version)
      })
    }
    if (finalizedFeaturesEpochIsSet) {
      writer.taggedField(1, (inner) => {
        inner.int64(finalizedFeaturesEpoch)
      })
    }
    if (finalizedFeaturesIsSet) {
      writer.taggedField(2, (inner) => {
        inner.compactArrayLength(finalizedFeatures.length)
        for (const item of finalizedFeatures) encodeApiVersionsResponseFinalizedFeature(inner, item, version)
      })
    }
    if (zkMigrationReadyIsSet) {
      writer.taggedField(3, (inner) => {
        inner.boolean(zkMigrationReady)
      })
    }
  }
}

function decodeApiVersionsResponse(reader: Reader, version: number): ApiVersionsResponse {
  const errorCode = reader.int16()
  let apiKeys: readonly ApiVersionsResponseApiKey[]
  {
    const count = version >= 3 ? reader.compactArrayLength(6) : reader.arrayLength(6)
    const items: ApiVersionsResponseApiKey[] = []
    for (let index = 0; index < count; index++) items.push(decodeApiVersionsResponseApiKey(reader, version))
    apiKeys = items
  }
  const throttleTimeMs: number = version >= 1 ? reader.int32() : 0
  let supportedFeatures: readonly ApiVersionsResponseSupportedFeature[] = []
  let finalizedFeaturesEpoch: number = -1
  let finalizedFeatures: readonly ApiVersionsResponseFinalizedFeature[] = []
  let zkMigrationReady: boolean = false
  if (version >= 3) {
    for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
      const tag = reader.unsignedVarint()
      const end = reader.taggedFieldEnd()
      if (tag === 0) {
        const count = reader.compactArrayLength(6)
        const items: ApiVersionsResponseSupportedFeature[] = []
        for (let index = 0; index < count; index++) items.push(decodeApiVersionsResponseSupportedFeature(reader, version))
        supportedFeatures = items
        reader.expectOffset(end)
      } else if (tag === 1) {
        finalizedFeaturesEpoch = reader.int64()
        reader.expectOffset(end)
      } else if (tag === 2) {
        const count = reader.compactArrayLength(6)
        const items: ApiVersionsResponseFinalizedFeature[] = []
        for (let index = 0; index < count; index++) items.push(decodeApiVersionsResponseFinalizedFeature(reader, version))
        finalizedFeatures = items
        reader.expectOffset(end)
      } else if (tag === 3) {
        zkMigrationReady = reader.boolean()
        reader.expectOffset(end)
      } else reader.offset = end
    }
  }
  return { errorCode, apiKeys, throttleTimeMs, supportedFeatures, finalizedFeaturesEpoch, finalizedFeatures, zkMigrationReady }
}
