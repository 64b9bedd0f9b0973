// Generated from broker/wire/schema/records/consumer-group-current-member-assignment-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of what a member of a modern consumer group holds. */
export const consumerGroupCurrentMemberAssignmentKey: RecordCodec<ConsumerGroupCurrentMemberAssignmentKey, ConsumerGroupCurrentMemberAssignmentKeyInput> = {
  recordType: null,
  name: 'ConsumerGroupCurrentMemberAssignmentKey',
  minVersion: 8,
  maxVersion: 8,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupCurrentMemberAssignmentKey', version, { min: 8, max: 8 })
    encodeConsumerGroupCurrentMemberAssignmentKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupCurrentMemberAssignmentKey', version, { min: 8, max: 8 })
    return decodeConsumerGroupCurrentMemberAssignmentKey(reader, version)
  },
}

/** Key of what a member of a modern consumer group holds. */
export interface ConsumerGroupCurrentMemberAssignmentKey {
  /** The group. (v8) */
  readonly groupId: string
  /** The member. (v8) */
  readonly memberId: string
}

/** What encode takes for ConsumerGroupCurrentMemberAssignmentKey. */
export interface ConsumerGroupCurrentMemberAssignmentKeyInput {
  readonly groupId: string
  readonly memberId: string
}

function encodeConsumerGroupCurrentMemberAssignmentKey(writer: Writer, message: ConsumerGroupCurrentMemberAssignmentKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
  const memberId = message.memberId
  writer.string(memberId)
}

function decodeConsumerGroupCurrentMemberAssignmentKey(reader: Reader, _version: number): ConsumerGroupCurrentMemberAssignmentKey {
  const groupId = reader.string()
  const memberId = reader.string()
  return { groupId, memberId }
}
