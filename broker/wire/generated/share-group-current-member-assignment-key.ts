// Generated from broker/wire/schema/records/share-group-current-member-assignment-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of a current assignment. */
export const shareGroupCurrentMemberAssignmentKey: RecordCodec<ShareGroupCurrentMemberAssignmentKey, ShareGroupCurrentMemberAssignmentKeyInput> = {
  recordType: null,
  name: 'ShareGroupCurrentMemberAssignmentKey',
  minVersion: 14,
  maxVersion: 14,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ShareGroupCurrentMemberAssignmentKey', version, { min: 14, max: 14 })
    encodeShareGroupCurrentMemberAssignmentKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareGroupCurrentMemberAssignmentKey', version, { min: 14, max: 14 })
    return decodeShareGroupCurrentMemberAssignmentKey(reader, version)
  },
}

/** Key of a current assignment. */
export interface ShareGroupCurrentMemberAssignmentKey {
  /** The group. (v0+) */
  readonly groupId: string
  /** The member. (v0+) */
  readonly memberId: string
}

/** What encode takes for ShareGroupCurrentMemberAssignmentKey. */
export interface ShareGroupCurrentMemberAssignmentKeyInput {
  readonly groupId: string
  readonly memberId: string
}

function encodeShareGroupCurrentMemberAssignmentKey(writer: Writer, message: ShareGroupCurrentMemberAssignmentKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
  const memberId = message.memberId
  writer.string(memberId)
}

function decodeShareGroupCurrentMemberAssignmentKey(reader: Reader, _version: number): ShareGroupCurrentMemberAssignmentKey {
  const groupId = reader.string()
  const memberId = reader.string()
  return { groupId, memberId }
}
