// Generated from broker/wire/schema/records/group-metadata-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of a classic group. */
export const groupMetadataKey: RecordCodec<GroupMetadataKey, GroupMetadataKeyInput> = {
  recordType: null,
  name: 'GroupMetadataKey',
  minVersion: 2,
  maxVersion: 2,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('GroupMetadataKey', version, { min: 2, max: 2 })
    encodeGroupMetadataKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('GroupMetadataKey', version, { min: 2, max: 2 })
    return decodeGroupMetadataKey(reader, version)
  },
}

/** Key of a classic group. */
export interface GroupMetadataKey {
  /** The group. (v0+) */
  readonly group: string
}

/** What encode takes for GroupMetadataKey. */
export interface GroupMetadataKeyInput {
  readonly group: string
}

function encodeGroupMetadataKey(writer: Writer, message: GroupMetadataKeyInput, _version: number): void {
  const group = message.group
  writer.string(group)
}

function decodeGroupMetadataKey(reader: Reader, _version: number): GroupMetadataKey {
  const group = reader.string()
  return { group }
}
