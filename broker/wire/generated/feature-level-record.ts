// Generated from broker/wire/schema/records/feature-level-record.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** The level of a feature has changed. */
export const featureLevelRecord: RecordCodec<FeatureLevelRecord, FeatureLevelRecordInput> = {
  recordType: 12,
  name: 'FeatureLevelRecord',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('FeatureLevelRecord', version, { min: 0, max: 0 })
    encodeFeatureLevelRecord(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('FeatureLevelRecord', version, { min: 0, max: 0 })
    return decodeFeatureLevelRecord(reader, version)
  },
}

/** The level of a feature has changed. */
export interface FeatureLevelRecord {
  /** The feature. (v0+) */
  readonly name: string
  /** The level the cluster runs at; 0 for off. (v0+) */
  readonly featureLevel: number
}

/** What encode takes for FeatureLevelRecord. */
export interface FeatureLevelRecordInput {
  readonly name: string
  readonly featureLevel: number
}

function encodeFeatureLevelRecord(writer: Writer, message: FeatureLevelRecordInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const featureLevel = message.featureLevel
  writer.int16(featureLevel)
  writer.unsignedVarint(0)
}

function decodeFeatureLevelRecord(reader: Reader, _version: number): FeatureLevelRecord {
  const name = reader.compactString()
  const featureLevel = reader.int16()
  reader.skipTaggedFields()
  return { name, featureLevel }
}
