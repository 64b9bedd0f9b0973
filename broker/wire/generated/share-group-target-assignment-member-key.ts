// Generated from broker/wire/schema/records/share-group-target-assignment-member-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of a target assignment. */
export const shareGroupTargetAssignmentMemberKey: RecordCodec<ShareGroupTargetAssignmentMemberKey, ShareGroupTargetAssignmentMemberKeyInput> = {
  recordType: null,
  name: 'ShareGroupTargetAssignmentMemberKey',
  minVersion: 13,
  maxVersion: 13,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ShareGroupTargetAssignmentMemberKey', version, { min: 13, max: 13 })
    encodeShareGroupTargetAssignmentMemberKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareGroupTargetAssignmentMemberKey', version, { min: 13, max: 13 })
    return decodeShareGroupTargetAssignmentMemberKey(reader, version)
  },
}

/** Key of a target assignment. */
export interface ShareGroupTargetAssignmentMemberKey {
  /** The group. (v0+) */
  readonly groupId: string
  /** The member. (v0+) */
  readonly memberId: string
}

/** What encode takes for ShareGroupTargetAssignmentMemberKey. */
export interface ShareGroupTargetAssignmentMemberKeyInput {
  readonly groupId: string
  readonly memberId: string
}

function encodeShareGroupTargetAssignmentMemberKey(writer: Writer, message: ShareGroupTargetAssignmentMemberKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
  const memberId = message.memberId
  writer.string(memberId)
}

function decodeShareGroupTargetAssignmentMemberKey(reader: Reader, _version: number): ShareGroupTargetAssignmentMemberKey {
  const groupId = reader.string()
  const memberId = reader.string()
  return { groupId, memberId }
}
