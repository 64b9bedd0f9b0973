// Generated from broker/wire/schema/records/no-op-record.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Keeps the metadata log moving. */
export const noOpRecord: RecordCodec<NoOpRecord, NoOpRecordInput> = {
  recordType: 20,
  name: 'NoOpRecord',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('NoOpRecord', version, { min: 0, max: 0 })
    encodeNoOpRecord(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('NoOpRecord', version, { min: 0, max: 0 })
    return decodeNoOpRecord(reader, version)
  },
}

/** Keeps the metadata log moving. It has no fields. */
export type NoOpRecord = object

/** What encode takes for NoOpRecord. It has no fields. */
export type NoOpRecordInput = object

function encodeNoOpRecord(writer: Writer, _message: NoOpRecordInput, _version: number): void {
  writer.unsignedVarint(0)
}

function decodeNoOpRecord(reader: Reader, _version: number): NoOpRecord {
  reader.skipTaggedFields()
  return {}
}
