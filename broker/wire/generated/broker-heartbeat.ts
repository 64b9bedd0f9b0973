// Generated from broker/wire/schema/63-broker-heartbeat.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Keeps a broker registered and tells it whether it may serve. */
export const brokerHeartbeat: ApiCodec<BrokerHeartbeatRequest, BrokerHeartbeatRequestInput, BrokerHeartbeatResponse, BrokerHeartbeatResponseInput> = {
  key: 63,
  name: 'BrokerHeartbeat',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('BrokerHeartbeatRequest', version, { min: 0, max: 2 })
      encodeBrokerHeartbeatRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('BrokerHeartbeatRequest', version, { min: 0, max: 2 })
      return decodeBrokerHeartbeatRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('BrokerHeartbeatResponse', version, { min: 0, max: 2 })
      encodeBrokerHeartbeatResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('BrokerHeartbeatResponse', version, { min: 0, max: 2 })
      return decodeBrokerHeartbeatResponse(reader, version)
    },
  },
}

/** Keeps a broker registered and tells it whether it may serve. */
export interface BrokerHeartbeatRequest {
  /** The broker. (v0+) */
  readonly brokerId: number
  /** Its epoch. (v0+) */
  readonly brokerEpoch: number
  /** Offset up to which it has applied the metadata log. (v0+) */
  readonly currentMetadataOffset: number
  /** Whether it wants to be fenced. (v0+) */
  readonly wantFence: boolean
  /** Whether it wants to shut down. (v0+) */
  readonly wantShutDown: boolean
  /** Log directories that failed. (v1+) */
  readonly offlineLogDirs: readonly Uuid[]
  /** Log directories that take no further replicas. (v2+) */
  readonly cordonedLogDirs: readonly Uuid[]
}

/** What encode takes for BrokerHeartbeatRequest. */
export interface BrokerHeartbeatRequestInput {
  readonly brokerId: number
  readonly brokerEpoch?: number | undefined
  readonly currentMetadataOffset: number
  readonly wantFence: boolean
  readonly wantShutDown: boolean
  readonly offlineLogDirs?: readonly Uuid[] | undefined
  readonly cordonedLogDirs?: readonly Uuid[] | undefined
}

function encodeBrokerHeartbeatRequest(writer: Writer, message: BrokerHeartbeatRequestInput, version: number): void {
  const brokerId = message.brokerId
  writer.int32(brokerId)
  const brokerEpoch: number = message.brokerEpoch ?? -1
  writer.int64(brokerEpoch)
  const currentMetadataOffset = message.currentMetadataOffset
  writer.int64(currentMetadataOffset)
  const wantFence = message.wantFence
  writer.boolean(wantFence)
  const wantShutDown = message.wantShutDown
  writer.boolean(wantShutDown)
  const offlineLogDirs: readonly Uuid[] = message.offlineLogDirs ?? []
  const offlineLogDirsIsSet = version >= 1 && offlineLogDirs.length > 0
  const cordonedLogDirs: readonly Uuid[] = message.cordonedLogDirs ?? []
  const cordonedLogDirsIsSet = version === 2 && cordonedLogDirs.length > 0
  writer.unsignedVarint((offlineLogDirsIsSet ? 1 : 0) + (cordonedLogDirsIsSet ? 1 : 0))
  if (offlineLogDirsIsSet) {
    writer.taggedField(0, (inner) => {
      inner.compactArrayLength(offlineLogDirs.length)
      for (const item of offlineLogDirs) inner.uuid(item)
    })
  }
  if (cordonedLogDirsIsSet) {
    writer.taggedField(1, (inner) => {
      inner.compactArrayLength(cordonedLogDirs.length)
      for (const item of cordonedLogDirs) inner.uuid(item)
    })
  }
}

function decodeBrokerHeartbeatRequest(reader: Reader, version: number): BrokerHeartbeatRequest {
  const brokerId = reader.int32()
  const brokerEpoch = reader.int64()
  const currentMetadataOffset = reader.int64()
  const wantFence = reader.boolean()
  const wantShutDown = reader.boolean()
  let offlineLogDirs: readonly Uuid[] = []
  let cordonedLogDirs: readonly Uuid[] = []
  for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
    const tag = reader.unsignedVarint()
    const end = reader.taggedFieldEnd()
    if (tag === 0 && version >= 1) {
      const count = reader.compactArrayLength(16)
      const items: Uuid[] = []
      for (let index = 0; index < count; index++) items.push(reader.uuid())
      offlineLogDirs = items
      reader.expectOffset(end)
    } else if (tag === 1 && version === 2) {
      const count = reader.compactArrayLength(16)
      const items: Uuid[] = []
      for (let index = 0; index < count; index++) items.push(reader.uuid())
      cordonedLogDirs = items
      reader.expectOffset(end)
    } else reader.offset = end
  }
  return { brokerId, brokerEpoch, currentMetadataOffset, wantFence, wantShutDown, offlineLogDirs, cordonedLogDirs }
}

/** The answer to BrokerHeartbeat. */
export interface BrokerHeartbeatResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** Whether it has applied enough of the metadata log. (v0+) */
  readonly isCaughtUp: boolean
  /** Whether it is fenced. (v0+) */
  readonly isFenced: boolean
  /** Whether it may go. (v0+) */
  readonly shouldShutDown: boolean
}

/** What encode takes for BrokerHeartbeatResponse. */
export interface BrokerHeartbeatResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly isCaughtUp?: boolean | undefined
  readonly isFenced?: boolean | undefined
  readonly shouldShutDown: boolean
}

function encodeBrokerHeartbeatResponse(writer: Writer, message: BrokerHeartbeatResponseInput, _version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const isCaughtUp: boolean = message.isCaughtUp ?? false
  writer.boolean(isCaughtUp)
  const isFenced: boolean = message.isFenced ?? true
  writer.boolean(isFenced)
  const shouldShutDown = message.shouldShutDown
  writer.boolean(shouldShutDown)
  writer.unsignedVarint(0)
}

function decodeBrokerHeartbeatResponse(reader: Reader, _version: number): BrokerHeartbeatResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const isCaughtUp = reader.boolean()
  const isFenced = reader.boolean()
  const shouldShutDown = reader.boolean()
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, isCaughtUp, isFenced, shouldShutDown }
}
