// Generated from broker/wire/schema/records/consumer-group-target-assignment-member-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of what a member of a modern consumer group is to hold. */
export const consumerGroupTargetAssignmentMemberKey: RecordCodec<ConsumerGroupTargetAssignmentMemberKey, ConsumerGroupTargetAssignmentMemberKeyInput> = {
  recordType: null,
  name: 'ConsumerGroupTargetAssignmentMemberKey',
  minVersion: 7,
  maxVersion: 7,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupTargetAssignmentMemberKey', version, { min: 7, max: 7 })
    encodeConsumerGroupTargetAssignmentMemberKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupTargetAssignmentMemberKey', version, { min: 7, max: 7 })
    return decodeConsumerGroupTargetAssignmentMemberKey(reader, version)
  },
}

/** Key of what a member of a modern consumer group is to hold. */
export interface ConsumerGroupTargetAssignmentMemberKey {
  /** The group. (v7) */
  readonly groupId: string
  /** The member. (v7) */
  readonly memberId: string
}

/** What encode takes for ConsumerGroupTargetAssignmentMemberKey. */
export interface ConsumerGroupTargetAssignmentMemberKeyInput {
  readonly groupId: string
  readonly memberId: string
}

function encodeConsumerGroupTargetAssignmentMemberKey(writer: Writer, message: ConsumerGroupTargetAssignmentMemberKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
  const memberId = message.memberId
  writer.string(memberId)
}

function decodeConsumerGroupTargetAssignmentMemberKey(reader: Reader, _version: number): ConsumerGroupTargetAssignmentMemberKey {
  const groupId = reader.string()
  const memberId = reader.string()
  return { groupId, memberId }
}
