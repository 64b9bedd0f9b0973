// Generated from broker/wire/schema/records/broker-registration-change-record.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** What has changed about the registration of a broker; fields at their default stay as they are. */
export const brokerRegistrationChangeRecord: RecordCodec<BrokerRegistrationChangeRecord, BrokerRegistrationChangeRecordInput> = {
  recordType: 17,
  name: 'BrokerRegistrationChangeRecord',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('BrokerRegistrationChangeRecord', version, { min: 0, max: 2 })
    encodeBrokerRegistrationChangeRecord(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('BrokerRegistrationChangeRecord', version, { min: 0, max: 2 })
    return decodeBrokerRegistrationChangeRecord(reader, version)
  },
}

/** What has changed about the registration of a broker; fields at their default stay as they are. */
export interface BrokerRegistrationChangeRecord {
  /** The broker. (v0+) */
  readonly brokerId: number
  /** Its epoch. (v0+) */
  readonly brokerEpoch: number
  /** Fencing: 1 fenced, -1 unfenced, 0 no change. (v0+) */
  readonly fenced: number
  /** Controlled shutdown: 1 started, 0 no change. (v1+) */
  readonly inControlledShutdown: number
  /** Ids of its log directories; empty for no change. (v2+) */
  readonly logDirs: readonly Uuid[]
}

/** What encode takes for BrokerRegistrationChangeRecord. */
export interface BrokerRegistrationChangeRecordInput {
  readonly brokerId: number
  readonly brokerEpoch: number
  readonly fenced?: number | undefined
  readonly inControlledShutdown?: number | undefined
  readonly logDirs?: readonly Uuid[] | undefined
}

function encodeBrokerRegistrationChangeRecord(writer: Writer, message: BrokerRegistrationChangeRecordInput, version: number): void {
  const brokerId = message.brokerId
  writer.int32(brokerId)
  const brokerEpoch = message.brokerEpoch
  writer.int64(brokerEpoch)
  const fenced: number = message.fenced ?? 0
  const fencedIsSet = fenced !== 0
  const inControlledShutdown: number = message.inControlledShutdown ?? 0
  const inControlledShutdownIsSet = version >= 1 && inControlledShutdown !== 0
  if (!(version >= 1) && inControlledShutdown !== 0) throw cannotCarry('inControlledShutdown', version)
  const logDirs: readonly Uuid[] = message.logDirs ?? []
  const logDirsIsSet = version === 2 && logDirs.length > 0
  if (!(version === 2) && logDirs.length > 0) throw cannotCarry('logDirs', version)
  writer.unsignedVarint((fencedIsSet ? 1 : 0) + (inControlledShutdownIsSet ? 1 : 0) + (logDirsIsSet ? 1 : 0))
  if (fencedIsSet) {
    writer.taggedField(0, (inner) => {
      inner.int8(fenced)
    })
  }
  if (inControlledShutdownIsSet) {
    writer.taggedField(1, (inner) => {
      inner.int8(inControlledShutdown)
    })
  }
  if (logDirsIsSet) {
    writer.taggedField(2, (inner) => {
      inner.compactArrayLength(logDirs.length)
      for (const item of logDirs) inner.uuid(item)
    })
  }
}

function decodeBrokerRegistrationChangeRecord(reader: Reader, version: number): BrokerRegistrationChangeRecord {
  const brokerId = reader.int32()
  const brokerEpoch = reader.int64()
  let fenced: number = 0
  let inControlledShutdown: number = 0
  let logDirs: readonly Uuid[] = []
  for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
    const tag = reader.unsignedVarint()
    const end = reader.taggedFieldEnd()
    if (tag === 0) {
      fenced = reader.int8()
      reader.expectOffset(end)
    } else if (tag === 1 && version >= 1) {
      inControlledShutdown = reader.int8()
      reader.expectOffset(end)
    } else if (tag === 2 && version === 2) {
      const count = reader.compactArrayLength(16)
      const items: Uuid[] = []
      for (let index = 0; index < count; index++) items.push(reader.uuid())
      logDirs = items
      reader.expectOffset(end)
    } else reader.offset = end
  }
  return { brokerId, brokerEpoch, fenced, inControlledShutdown, logDirs }
}
