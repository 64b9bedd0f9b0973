// Generated from broker/wire/schema/records/register-broker-record.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A broker has registered. */
export const registerBrokerRecord: RecordCodec<RegisterBrokerRecord, RegisterBrokerRecordInput> = {
  recordType: 0,
  name: 'RegisterBrokerRecord',
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('RegisterBrokerRecord', version, { min: 0, max: 3 })
    encodeRegisterBrokerRecord(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('RegisterBrokerRecord', version, { min: 0, max: 3 })
    return decodeRegisterBrokerRecord(reader, version)
  },
}

/** A broker has registered. */
export interface RegisterBrokerRecord {
  /** The broker. (v0+) */
  readonly brokerId: number
  /** Whether it migrates from ZooKeeper; always false here. (v2+) */
  readonly isMigratingZkBroker: boolean
  /** An id of this run of the broker. (v0+) */
  readonly incarnationId: Uuid
  /** Its epoch: the offset of this record. (v0+) */
  readonly brokerEpoch: number
  /** Where the broker listens. (v0+) */
  readonly endPoints: readonly RegisterBrokerRecordEndPoint[]
  /** Features the broker supports. (v0+) */
  readonly features: readonly RegisterBrokerRecordFeature[]
  /** Rack of the broker, if it has one. (v0+) */
  readonly rack: string | null
  /** Whether it starts fenced. (v0+) */
  readonly fenced: boolean
  /** Whether it is shutting down. (v1+) */
  readonly inControlledShutdown: boolean
  /** Ids of its log directories. (v3+) */
  readonly logDirs: readonly Uuid[]
}

/** What encode takes for RegisterBrokerRecord. */
export interface RegisterBrokerRecordInput {
  readonly brokerId: number
  readonly isMigratingZkBroker?: boolean | undefined
  readonly incarnationId: Uuid
  readonly brokerEpoch: number
  readonly endPoints: readonly RegisterBrokerRecordEndPointInput[]
  readonly features: readonly RegisterBrokerRecordFeatureInput[]
  readonly rack: string | null
  readonly fenced?: boolean | undefined
  readonly inControlledShutdown?: boolean | undefined
  readonly logDirs?: readonly Uuid[] | undefined
}

/** Where the broker listens. */
export interface RegisterBrokerRecordEndPoint {
  /** The listener. (v0+) */
  readonly name: string
  /** Host to connect to. (v0+) */
  readonly host: string
  /** Port to connect to. (v0+) */
  readonly port: number
  /** Security: 0 plaintext, 1 TLS, 2 SASL in plaintext, 3 SASL over TLS. (v0+) */
  readonly securityProtocol: number
}

/** What encode takes for RegisterBrokerRecordEndPoint. */
export interface RegisterBrokerRecordEndPointInput {
  readonly name: string
  readonly host: string
  readonly port: number
  readonly securityProtocol: number
}

/** Features the broker supports. */
export interface RegisterBrokerRecordFeature {
  /** The feature. (v0+) */
  readonly name: string
  /** Lowest level supported. (v0+) */
  readonly minSupportedVersion: number
  /** Highest level supported. (v0+) */
  readonly maxSupportedVersion: number
}

/** What encode takes for RegisterBrokerRecordFeature. */
export interface RegisterBrokerRecordFeatureInput {
  readonly name: string
  readonly minSupportedVersion: number
  readonly maxSupportedVersion: number
}

function encodeRegisterBrokerRecordFeature(writer: Writer, message: RegisterBrokerRecordFeatureInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const minSupportedVersion = message.minSupportedVersion
  writer.int16(minSupportedVersion)
  const maxSupportedVersion = message.maxSupportedVersion
  writer.int16(maxSupportedVersion)
  writer.unsignedVarint(0)
}

function decodeRegisterBrokerRecordFeature(reader: Reader, _version: number): RegisterBrokerRecordFeature {
  const name = reader.compactString()
  const minSupportedVersion = reader.int16()
  const maxSupportedVersion = reader.int16()
  reader.skipTaggedFields()
  return { name, minSupportedVersion, maxSupportedVersion }
}

function encodeRegisterBrokerRecordEndPoint(writer: Writer, message: RegisterBrokerRecordEndPointInput, _version: number): void {
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

function decodeRegisterBrokerRecordEndPoint(reader: Reader, _version: number): RegisterBrokerRecordEndPoint {
  const name = reader.compactString()
  const host = reader.compactString()
  const port = reader.uint16()
  const securityProtocol = reader.int16()
  reader.skipTaggedFields()
  return { name, host, port, securityProtocol }
}

function encodeRegisterBrokerRecord(writer: Writer, message: RegisterBrokerRecordInput, version: number): void {
  const brokerId = message.brokerId
  writer.int32(brokerId)
  const isMigratingZkBroker: boolean = message.isMigratingZkBroker ?? false
  if (version >= 2) {
    writer.boolean(isMigratingZkBroker)
  } else if (isMigratingZkBroker !== false) throw cannotCarry('isMigratingZkBroker', version)
  const incarnationId = message.incarnationId
  writer.uuid(incarnationId)
  const brokerEpoch = message.brokerEpoch
  writer.int64(brokerEpoch)
  const endPoints = message.endPoints
  writer.compactArrayLength(endPoints.length)
  for (const item of endPoints) encodeRegisterBrokerRecordEndPoint(writer, item, version)
  const features = message.features
  writer.compactArrayLength(features.length)
  for (const item of features) encodeRegisterBrokerRecordFeature(writer, item, version)
  const rack = message.rack
  writer.compactNullableString(rack)
  const fenced: boolean = message.fenced ?? true
  writer.boolean(fenced)
  const inControlledShutdown: boolean = message.inControlledShutdown ?? false
  if (version >= 1) {
    writer.boolean(inControlledShutdown)
  } else if (inControlledShutdown !== false) throw cannotCarry('inControlledShutdown', version)
  const logDirs: readonly Uuid[] = message.logDirs ?? []
  const logDirsIsSet = version === 3 && logDirs.length > 0
  if (!(version === 3) && logDirs.length > 0) throw cannotCarry('logDirs', version)
  writer.unsignedVarint((logDirsIsSet ? 1 : 0))
  if (logDirsIsSet) {
    writer.taggedField(0, (inner) => {
      inner.compactArrayLength(logDirs.length)
      for (const item of logDirs) inner.uuid(item)
    })
  }
}

function decodeRegisterBrokerRecord(reader: Reader, version: number): RegisterBrokerRecord {
  const brokerId = reader.int32()
  const isMigratingZkBroker: boolean = version >= 2 ? reader.boolean() : false
  const incarnationId = reader.uuid()
  const brokerEpoch = reader.int64()
  let endPoints: readonly RegisterBrokerRecordEndPoint[]
  {
    const count = reader.compactArrayLength(7)
    const items: RegisterBrokerRecordEndPoint[] = []
    for (let index = 0; index < count; index++) items.push(decodeRegisterBrokerRecordEndPoint(reader, version))
    endPoints = items
  }
  let features: readonly RegisterBrokerRecordFeature[]
  {
    const count = reader.compactArrayLength(6)
    const items: RegisterBrokerRecordFeature[] = []
    for (let index = 0; index < count; index++) items.push(decodeRegisterBrokerRecordFeature(reader, version))
    features = items
  }
  const rack = reader.compactNullableString()
  const fenced = reader.boolean()
  const inControlledShutdown: boolean = version >= 1 ? reader.boolean() : false
  let logDirs: readonly Uuid[] = []
  for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
    const tag = reader.unsignedVarint()
    const end = reader.taggedFieldEnd()
    if (tag === 0 && version === 3) {
      const count = reader.compactArrayLength(16)
      const items: Uuid[] = []
      for (let index = 0; index < count; index++) items.push(reader.uuid())
      logDirs = items
      reader.expectOffset(end)
    } else reader.offset = end
  }
  return { brokerId, isMigratingZkBroker, incarnationId, brokerEpoch, endPoints, features, rack, fenced, inControlledShutdown, logDirs }
}
