// Generated from broker/wire/schema/records/unregister-broker-record.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A broker is gone for good. */
export const unregisterBrokerRecord: RecordCodec<UnregisterBrokerRecord, UnregisterBrokerRecordInput> = {
  recordType: 1,
  name: 'UnregisterBrokerRecord',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('UnregisterBrokerRecord', version, { min: 0, max: 0 })
    encodeUnregisterBrokerRecord(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('UnregisterBrokerRecord', version, { min: 0, max: 0 })
    return decodeUnregisterBrokerRecord(reader, version)
  },
}

/** A broker is gone for good. */
export interface UnregisterBrokerRecord {
  /** The broker. (v0+) */
  readonly brokerId: number
  /** Its epoch. (v0+) */
  readonly brokerEpoch: number
}

/** What encode takes for UnregisterBrokerRecord. */
export interface UnregisterBrokerRecordInput {
  readonly brokerId: number
  readonly brokerEpoch: number
}

function encodeUnregisterBrokerRecord(writer: Writer, message: UnregisterBrokerRecordInput, _version: number): void {
  const brokerId = message.brokerId
  writer.int32(brokerId)
  const brokerEpoch = message.brokerEpoch
  writer.int64(brokerEpoch)
  writer.unsignedVarint(0)
}

function decodeUnregisterBrokerRecord(reader: Reader, _version: number): UnregisterBrokerRecord {
  const brokerId = reader.int32()
  const brokerEpoch = reader.int64()
  reader.skipTaggedFields()
  return { brokerId, brokerEpoch }
}
