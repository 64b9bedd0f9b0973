// Generated from broker/wire/schema/records/share-group-metadata-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of a share group. */
export const shareGroupMetadataKey: RecordCodec<ShareGroupMetadataKey, ShareGroupMetadataKeyInput> = {
  recordType: null,
  name: 'ShareGroupMetadataKey',
  minVersion: 11,
  maxVersion: 11,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ShareGroupMetadataKey', version, { min: 11, max: 11 })
    encodeShareGroupMetadataKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareGroupMetadataKey', version, { min: 11, max: 11 })
    return decodeShareGroupMetadataKey(reader, version)
  },
}

/** Key of a share group. */
export interface ShareGroupMetadataKey {
  /** The group. (v0+) */
  readonly groupId: string
}

/** What encode takes for ShareGroupMetadataKey. */
export interface ShareGroupMetadataKeyInput {
  readonly groupId: string
}

function encodeShareGroupMetadataKey(writer: Writer, message: ShareGroupMetadataKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
}

function decodeShareGroupMetadataKey(reader: Reader, _version: number): ShareGroupMetadataKey {
  const groupId = reader.string()
  return { groupId }
}
