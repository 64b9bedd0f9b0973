// Generated from broker/wire/schema/records/share-group-target-assignment-metadata-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of an assignment epoch. */
export const shareGroupTargetAssignmentMetadataKey: RecordCodec<ShareGroupTargetAssignmentMetadataKey, ShareGroupTargetAssignmentMetadataKeyInput> = {
  recordType: null,
  name: 'ShareGroupTargetAssignmentMetadataKey',
  minVersion: 12,
  maxVersion: 12,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ShareGroupTargetAssignmentMetadataKey', version, { min: 12, max: 12 })
    encodeShareGroupTargetAssignmentMetadataKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareGroupTargetAssignmentMetadataKey', version, { min: 12, max: 12 })
    return decodeShareGroupTargetAssignmentMetadataKey(reader, version)
  },
}

/** Key of an assignment epoch. */
export interface ShareGroupTargetAssignmentMetadataKey {
  /** The group. (v0+) */
  readonly groupId: string
}

/** What encode takes for ShareGroupTargetAssignmentMetadataKey. */
export interface ShareGroupTargetAssignmentMetadataKeyInput {
  readonly groupId: string
}

function encodeShareGroupTargetAssignmentMetadataKey(writer: Writer, message: ShareGroupTargetAssignmentMetadataKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
}

function decodeShareGroupTargetAssignmentMetadataKey(reader: Reader, _version: number): ShareGroupTargetAssignmentMetadataKey {
  const groupId = reader.string()
  return { groupId }
}
