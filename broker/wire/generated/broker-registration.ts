// Generated from broker/wire/schema/62-broker-registration.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Makes a broker known to the controller. */
export const brokerRegistration: ApiCodec<BrokerRegistrationRequest, BrokerRegistrationRequestInput, BrokerRegistrationResponse, BrokerRegistrationResponseInput> = {
  key: 62,
  name: 'BrokerRegistration',
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('BrokerRegistrationRequest', version, { min: 0, max: 4 })
      encodeBrokerRegistrationRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('BrokerRegistrationRequest', version, { min: 0, max: 4 })
      return decodeBrokerRegistrationRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('BrokerRegistrationResponse', version, { min: 0, max: 4 })
      encodeBrokerRegistrationResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('BrokerRegistrationResponse', version, { min: 0, max: 4 })
      return decodeBrokerRegistrationResponse(reader, version)
    },
  },
}

/** Makes a broker known to the controller. */
export interface BrokerRegistrationRequest {
  /** The broker. (v0+) */
  readonly brokerId: number
  /** The cluster it believes to be in. (v0+) */
  readonly clusterId: string
  /** An id of this run of the broker. (v0+) */
  readonly incarnationId: Uuid
  /** Where the broker listens. (v0+) */
  readonly listeners: readonly BrokerRegistrationRequestListener[]
  /** Features the broker supports. (v0+) */
  readonly features: readonly BrokerRegistrationRequestFeature[]
  /** Rack of the broker, if it has one. (v0+) */
  readonly rack: string | null
  /** Whether it migrates from ZooKeeper; always false here. (v1+) */
  readonly isMigratingZkBroker: boolean
  /** Ids of its log directories that are usable. (v2+) */
  readonly logDirs: readonly Uuid[]
  /** The epoch before a clean shutdown; -1 when it was not clean. (v3+) */
  readonly previousBrokerEpoch: number
}

/** What encode takes for BrokerRegistrationRequest. */
export interface BrokerRegistrationRequestInput {
  readonly brokerId: number
  readonly clusterId: string
  readonly incarnationId: Uuid
  readonly listeners: readonly BrokerRegistrationRequestListenerInput[]
  readonly features: readonly BrokerRegistrationRequestFeatureInput[]
  readonly rack: string | null
  readonly isMigratingZkBroker?: boolean | undefined
  readonly logDirs?: readonly Uuid[] | undefined
  readonly previousBrokerEpoch?: number | undefined
}

/** Where the broker listens. */
export interface BrokerRegistrationRequestListener {
  /** The listener. (v0+) */
  readonly name: string
  /** Host to connect to. (v0+) */
  readonly host: string
  /** Port to connect to. (v0+) */
  readonly port: number
  /** Security: 0 plaintext, 1 TLS, 2 SASL in plaintext, 3 SASL over TLS. (v0+) */
  readonly securityProtocol: number
}

/** What encode takes for BrokerRegistrationRequestListener. */
export interface BrokerRegistrationRequestListenerInput {
  readonly name: string
  readonly host: string
  readonly port: number
  readonly securityProtocol: number
}

/** Features the broker supports. */
export interface BrokerRegistrationRequestFeature {
  /** The feature. (v0+) */
  readonly name: string
  /** Lowest level supported. (v0+) */
  readonly minSupportedVersion: number
  /** Highest level supported. (v0+) */
  readonly maxSupportedVersion: number
}

/** What encode takes for BrokerRegistrationRequestFeature. */
export interface BrokerRegistrationRequestFeatureInput {
  readonly name: string
  readonly minSupportedVersion: number
  readonly maxSupportedVersion: number
}

function encodeBrokerRegistrationRequestFeature(writer: Writer, message: BrokerRegistrationRequestFeatureInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const minSupportedVersion = message.minSupportedVersion
  writer.int16(minSupportedVersion)
  const maxSupportedVersion = message.maxSupportedVersion
  writer.int16(maxSupportedVersion)
  writer.unsignedVarint(0)
}

function decodeBrokerRegistrationRequestFeature(reader: Reader, _version: number): BrokerRegistrationRequestFeature {
  const name = reader.compactString()
  const minSupportedVersion = reader.int16()
  const maxSupportedVersion = reader.int16()
  reader.skipTaggedFields()
  return { name, minSupportedVersion, maxSupportedVersion }
}

function encodeBrokerRegistrationRequestListener(writer: Writer, message: BrokerRegistrationRequestListenerInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const host = message.host
  writer.compactString(host)
  const port = message.port
  writer.uint16(port)
  const securityProtocol = message.securityProtocol
  writer.int16(securityProtocol)
  writer.unsignedVarint(0)
}

function decodeBrokerRegistrationRequestListener(reader: Reader, _version: number): BrokerRegistrationRequestListener {
  const name = reader.compactString()
  const host = reader.compactString()
  const port = reader.uint16()
  const securityProtocol = reader.int16()
  reader.skipTaggedFields()
  return { name, host, port, securityProtocol }
}

function encodeBrokerRegistrationRequest(writer: Writer, message: BrokerRegistrationRequestInput, version: number): void {
  const brokerId = message.brokerId
  writer.int32(brokerId)
  const clusterId = message.clusterId
  writer.compactString(clusterId)
  const incarnationId = message.incarnationId
  writer.uuid(incarnationId)
  const listeners = message.listeners
  writer.compactArrayLength(listeners.length)
  for (const item of listeners) encodeBrokerRegistrationRequestListener(writer, item, version)
  const features = message.features
  writer.compactArrayLength(features.length)
  for (const item of features) encodeBrokerRegistrationRequestFeature(writer, item, version)
  const rack = message.rack
  writer.compactNullableString(rack)
  const isMigratingZkBroker: boolean = message.isMigratingZkBroker ?? false
  if (version >= 1) {
    writer.boolean(isMigratingZkBroker)
  } else if (isMigratingZkBroker !== false) throw cannotCarry('isMigratingZkBroker', version)
  if (version >= 2) {
    const logDirs: readonly Uuid[] = message.logDirs ?? []
    writer.compactArrayLength(logDirs.length)
    for (const item of logDirs) writer.uuid(item)
  }
  if (version >= 3) {
    const previousBrokerEpoch: number = message.previousBrokerEpoch ?? -1
    writer.int64(previousBrokerEpoch)
  }
  writer.unsignedVarint(0)
}

function decodeBrokerRegistrationRequest(reader: Reader, version: number): BrokerRegistrationRequest {
  const brokerId = reader.int32()
  const clusterId = reader.compactString()
  const incarnationId = reader.uuid()
  let listeners: readonly BrokerRegistrationRequestListener[]
  {
    const count = reader.compactArrayLength(7)
    const items: BrokerRegistrationRequestListener[] = []
    for (let index = 0; index < count; index++) items.push(decodeBrokerRegistrationRequestListener(reader, version))
    listeners = items
  }
  let features: readonly BrokerRegistrationRequestFeature[]
  {
    const count = reader.compactArrayLength(6)
    const items: BrokerRegistrationRequestFeature[] = []
    for (let index = 0; index < count; index++) items.push(decodeBrokerRegistrationRequestFeature(reader, version))
    features = items
  }
  const rack = reader.compactNullableString()
  const isMigratingZkBroker: boolean = version >= 1 ? reader.boolean() : false
  let logDirs: readonly Uuid[] = []
  if (version >= 2) {
    const count = reader.compactArrayLength(16)
    const items: Uuid[] = []
    for (let index = 0; index < count; index++) items.push(reader.uuid())
    logDirs = items
  }
  const previousBrokerEpoch: number = version >= 3 ? reader.int64() : -1
  reader.skipTaggedFields()
  return { brokerId, clusterId, incarnationId, listeners, features, rack, isMigratingZkBroker, logDirs, previousBrokerEpoch }
}

/** The answer to BrokerRegistration. */
export interface BrokerRegistrationResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The epoch of the broker; -1 on failure. (v0+) */
  readonly brokerEpoch: number
}

/** What encode takes for BrokerRegistrationResponse. */
export interface BrokerRegistrationResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly brokerEpoch?: number | undefined
}

function encodeBrokerRegistrationResponse(writer: Writer, message: BrokerRegistrationResponseInput, _version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const brokerEpoch: number = message.brokerEpoch ?? -1
  writer.int64(brokerEpoch)
  writer.unsignedVarint(0)
}

function decodeBrokerRegistrationResponse(reader: Reader, _version: number): BrokerRegistrationResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const brokerEpoch = reader.int64()
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, brokerEpoch }
}
