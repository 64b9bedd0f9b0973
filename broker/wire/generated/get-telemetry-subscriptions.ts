// Generated from broker/wire/schema/71-get-telemetry-subscriptions.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Asks which of its metrics a client is to push. */
export const getTelemetrySubscriptions: ApiCodec<GetTelemetrySubscriptionsRequest, GetTelemetrySubscriptionsRequestInput, GetTelemetrySubscriptionsResponse, GetTelemetrySubscriptionsResponseInput> = {
  key: 71,
  name: 'GetTelemetrySubscriptions',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('GetTelemetrySubscriptionsRequest', version, { min: 0, max: 0 })
      encodeGetTelemetrySubscriptionsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('GetTelemetrySubscriptionsRequest', version, { min: 0, max: 0 })
      return decodeGetTelemetrySubscriptionsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('GetTelemetrySubscriptionsResponse', version, { min: 0, max: 0 })
      encodeGetTelemetrySubscriptionsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('GetTelemetrySubscriptionsResponse', version, { min: 0, max: 0 })
      return decodeGetTelemetrySubscriptionsResponse(reader, version)
    },
  },
}

/** Asks which of its metrics a client is to push. */
export interface GetTelemetrySubscriptionsRequest {
  /** The id of the client instance; zero to be given one. (v0+) */
  readonly clientInstanceId: Uuid
}

/** What encode takes for GetTelemetrySubscriptionsRequest. */
export interface GetTelemetrySubscriptionsRequestInput {
  readonly clientInstanceId: Uuid
}

function encodeGetTelemetrySubscriptionsRequest(writer: Writer, message: GetTelemetrySubscriptionsRequestInput, _version: number): void {
  const clientInstanceId = message.clientInstanceId
  writer.uuid(clientInstanceId)
  writer.unsignedVarint(0)
}

function decodeGetTelemetrySubscriptionsRequest(reader: Reader, _version: number): GetTelemetrySubscriptionsRequest {
  const clientInstanceId = reader.uuid()
  reader.skipTaggedFields()
  return { clientInstanceId }
}

/** The answer to GetTelemetrySubscriptions. */
export interface GetTelemetrySubscriptionsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The id of the client instance. (v0+) */
  readonly clientInstanceId: Uuid
  /** The id of the subscription, which every push names. (v0+) */
  readonly subscriptionId: number
  /** Compressions that are understood, the best first. (v0+) */
  readonly acceptedCompressionTypes: readonly number[]
  /** Time from one push to the next. (v0+) */
  readonly pushIntervalMs: number
  /** Most bytes of a push. (v0+) */
  readonly telemetryMaxBytes: number
  /** Whether counters tell what has come since the last push. (v0+) */
  readonly deltaTemporality: boolean
  /** Prefixes of the names of wanted metrics: none for nothing, an empty one for all. (v0+) */
  readonly requestedMetrics: readonly string[]
}

/** What encode takes for GetTelemetrySubscriptionsResponse. */
export interface GetTelemetrySubscriptionsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly clientInstanceId: Uuid
  readonly subscriptionId: number
  readonly acceptedCompressionTypes: readonly number[]
  readonly pushIntervalMs: number
  readonly telemetryMaxBytes: number
  readonly deltaTemporality: boolean
  readonly requestedMetrics: readonly string[]
}

function encodeGetTelemetrySubscriptionsResponse(writer: Writer, message: GetTelemetrySubscriptionsResponseInput, _version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const clientInstanceId = message.clientInstanceId
  writer.uuid(clientInstanceId)
  const subscriptionId = message.subscriptionId
  writer.int32(subscriptionId)
  const acceptedCompressionTypes = message.acceptedCompressionTypes
  writer.compactArrayLength(acceptedCompressionTypes.length)
  for (const item of acceptedCompressionTypes) writer.int8(item)
  const pushIntervalMs = message.pushIntervalMs
  writer.int32(pushIntervalMs)
  const telemetryMaxBytes = message.telemetryMaxBytes
  writer.int32(telemetryMaxBytes)
  const deltaTemporality = message.deltaTemporality
  writer.boolean(deltaTemporality)
  const requestedMetrics = message.requestedMetrics
  writer.compactArrayLength(requestedMetrics.length)
  for (const item of requestedMetrics) writer.compactString(item)
  writer.unsignedVarint(0)
}

function decodeGetTelemetrySubscriptionsResponse(reader: Reader, _version: number): GetTelemetrySubscriptionsResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const clientInstanceId = reader.uuid()
  const subscriptionId = reader.int32()
  let acceptedCompressionTypes: readonly number[]
  {
    const count = reader.compactArrayLength(1)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int8())
    acceptedCompressionTypes = items
  }
  const pushIntervalMs = reader.int32()
  const telemetryMaxBytes = reader.int32()
  const deltaTemporality = reader.boolean()
  let requestedMetrics: readonly string[]
  {
    const count = reader.compactArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(reader.compactString())
    requestedMetrics = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, clientInstanceId, subscriptionId, acceptedCompressionTypes, pushIntervalMs, telemetryMaxBytes, deltaTemporality, requestedMetrics }
}
