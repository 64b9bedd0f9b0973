// Generated from broker/wire/schema/records/config-record.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A configuration has changed. */
export const configRecord: RecordCodec<ConfigRecord, ConfigRecordInput> = {
  recordType: 4,
  name: 'ConfigRecord',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ConfigRecord', version, { min: 0, max: 0 })
    encodeConfigRecord(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConfigRecord', version, { min: 0, max: 0 })
    return decodeConfigRecord(reader, version)
  },
}

/** A configuration has changed. */
export interface ConfigRecord {
  /** What is named: 2 topic, 4 broker, 16 client metrics, 32 group. (v0+) */
  readonly resourceType: number
  /** Its name. (v0+) */
  readonly resourceName: string
  /** The configuration. (v0+) */
  readonly name: string
  /** Its value; null when it was removed. (v0+) */
  readonly value: string | null
}

/** What encode takes for ConfigRecord. */
export interface ConfigRecordInput {
  readonly resourceType: number
  readonly resourceName: string
  readonly name: string
  readonly value: string | null
}

function encodeConfigRecord(writer: Writer, message: ConfigRecordInput, _version: number): void {
  const resourceType = message.resourceType
  writer.int8(resourceType)
  const resourceName = message.resourceName
  writer.compactString(resourceName)
  const name = message.name
  writer.compactString(name)
  const value = message.value
  writer.compactNullableString(value)
  writer.unsignedVarint(0)
}

function decodeConfigRecord(reader: Reader, _version: number): ConfigRecord {
  const resourceType = reader.int8()
  const resourceName = reader.compactString()
  const name = reader.compactString()
  const value = reader.compactNullableString()
  reader.skipTaggedFields()
  return { resourceType, resourceName, name, value }
}
