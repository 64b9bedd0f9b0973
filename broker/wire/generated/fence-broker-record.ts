// Generated from broker/wire/schema/records/fence-broker-record.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A broker may no longer serve. */
export const fenceBrokerRecord: RecordCodec<FenceBrokerRecord, FenceBrokerRecordInput> = {
  recordType: 7,
  name: 'FenceBrokerRecord',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('FenceBrokerRecord', version, { min: 0, max: 0 })
    encodeFenceBrokerRecord(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('FenceBrokerRecord', version, { min: 0, max: 0 })
    return decodeFenceBrokerRecord(reader, version)
  },
}

/** A broker may no longer serve. */
export interface FenceBrokerRecord {
  /** The broker. (v0+) */
  readonly id: number
  /** Its epoch. (v0+) */
  readonly epoch: number
}

/** What encode takes for FenceBrokerRecord. */
export interface FenceBrokerRecordInput {
  readonly id: number
  readonly epoch: number
}

function encodeFenceBrokerRecord(writer: Writer, message: FenceBrokerRecordInput, _version: number): void {
  const id = message.id
  writer.int32(id)
  const epoch = message.epoch
  writer.int64(epoch)
  writer.unsignedVarint(0)
}

function decodeFenceBrokerRecord(reader: Reader, _version: number): FenceBrokerRecord {
  const id = reader.int32()
  const epoch = reader.int64()
  reader.skipTaggedFields()
  return { id, epoch }
}
