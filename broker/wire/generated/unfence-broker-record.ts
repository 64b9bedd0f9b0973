// Generated from broker/wire/schema/records/unfence-broker-record.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A broker may serve. */
export const unfenceBrokerRecord: RecordCodec<UnfenceBrokerRecord, UnfenceBrokerRecordInput> = {
  recordType: 8,
  name: 'UnfenceBrokerRecord',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('UnfenceBrokerRecord', version, { min: 0, max: 0 })
    encodeUnfenceBrokerRecord(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('UnfenceBrokerRecord', version, { min: 0, max: 0 })
    return decodeUnfenceBrokerRecord(reader, version)
  },
}

/** A broker may serve. */
export interface UnfenceBrokerRecord {
  /** The broker. (v0+) */
  readonly id: number
  /** Its epoch. (v0+) */
  readonly epoch: number
}

/** What encode takes for UnfenceBrokerRecord. */
export interface UnfenceBrokerRecordInput {
  readonly id: number
  readonly epoch: number
}

function encodeUnfenceBrokerRecord(writer: Writer, message: UnfenceBrokerRecordInput, _version: number): void {
  const id = message.id
  writer.int32(id)
  const epoch = message.epoch
  writer.int64(epoch)
  writer.unsignedVarint(0)
}

function decodeUnfenceBrokerRecord(reader: Reader, _version: number): UnfenceBrokerRecord {
  const id = reader.int32()
  const epoch = reader.int64()
  reader.skipTaggedFields()
  return { id, epoch }
}
