// Generated from broker/wire/schema/records/share-group-member-metadata-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of a member. */
export const shareGroupMemberMetadataKey: RecordCodec<ShareGroupMemberMetadataKey, ShareGroupMemberMetadataKeyInput> = {
  recordType: null,
  name: 'ShareGroupMemberMetadataKey',
  minVersion: 10,
  maxVersion: 10,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ShareGroupMemberMetadataKey', version, { min: 10, max: 10 })
    encodeShareGroupMemberMetadataKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareGroupMemberMetadataKey', version, { min: 10, max: 10 })
    return decodeShareGroupMemberMetadataKey(reader, version)
  },
}

/** Key of a member. */
export interface ShareGroupMemberMetadataKey {
  /** The group. (v0+) */
  readonly groupId: string
  /** The member. (v0+) */
  readonly memberId: string
}

/** What encode takes for ShareGroupMemberMetadataKey. */
export interface ShareGroupMemberMetadataKeyInput {
  readonly groupId: string
  readonly memberId: string
}

function encodeShareGroupMemberMetadataKey(writer: Writer, message: ShareGroupMemberMetadataKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
  const memberId = message.memberId
  writer.string(memberId)
}

function decodeShareGroupMemberMetadataKey(reader: Reader, _version: number): ShareGroupMemberMetadataKey {
  const groupId = reader.string()
  const memberId = reader.string()
  return { groupId, memberId }
}
