// Generated from broker/wire/schema/72-push-telemetry.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Hands in the metrics of a client. */
export const pushTelemetry: ApiCodec<PushTelemetryRequest, PushTelemetryRequestInput, PushTelemetryResponse, PushTelemetryResponseInput> = {
  key: 72,
  name: 'PushTelemetry',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('PushTelemetryRequest', version, { min: 0, max: 0 })
      encodePushTelemetryRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('PushTelemetryRequest', version, { min: 0, max: 0 })
      return decodePushTelemetryRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('PushTelemetryResponse', version, { min: 0, max: 0 })
      encodePushTelemetryResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('PushTelemetryResponse', version, { min: 0, max: 0 })
      return decodePushTelemetryResponse(reader, version)
    },
  },
}

/** Hands in the metrics of a client. */
export interface PushTelemetryRequest {
  /** The id of the client instance. (v0+) */
  readonly clientInstanceId: Uuid
  /** The subscription as the client was last told it. (v0+) */
  readonly subscriptionId: number
  /** Whether the client is ending: this is its last push. (v0+) */
  readonly terminating: boolean
  /** How the metrics are compressed. (v0+) */
  readonly compressionType: number
  /** Metrics as OpenTelemetry MetricsData. (v0+) */
  readonly metrics: Buffer
}

/** What encode takes for PushTelemetryRequest. */
export interface PushTelemetryRequestInput {
  readonly clientInstanceId: Uuid
  readonly subscriptionId: number
  readonly terminating: boolean
  readonly compressionType: number
  readonly metrics: Uint8Array
}

function encodePushTelemetryRequest(writer: Writer, message: PushTelemetryRequestInput, _version: number): void {
  const clientInstanceId = message.clientInstanceId
  writer.uuid(clientInstanceId)
  const subscriptionId = message.subscriptionId
  writer.int32(subscriptionId)
  const terminating = message.terminating
  writer.boolean(terminating)
  const compressionType = message.compressionType
  writer.int8(compressionType)
  const metrics = message.metrics
  writer.compactBytes(metrics)
  writer.unsignedVarint(0)
}

function decodePushTelemetryRequest(reader: Reader, _version: number): PushTelemetryRequest {
  const clientInstanceId = reader.uuid()
  const subscriptionId = reader.int32()
  const terminating = reader.boolean()
  const compressionType = reader.int8()
  const metrics = reader.compactBytes()
  reader.skipTaggedFields()
  return { clientInstanceId, subscriptionId, terminating, compressionType, metrics }
}

/** The answer to PushTelemetry. */
export interface PushTelemetryResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
}

/** What encode takes for PushTelemetryResponse. */
export interface PushTelemetryResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
}

function encodePushTelemetryResponse(writer: Writer, message: PushTelemetryResponseInput, _version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  writer.unsignedVarint(0)
}

function decodePushTelemetryResponse(reader: Reader, _version: number): PushTelemetryResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode }
}
