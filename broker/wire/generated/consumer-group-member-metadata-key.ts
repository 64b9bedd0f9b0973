// Generated from broker/wire/schema/records/consumer-group-member-metadata-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of a member of a modern consumer group. */
export const consumerGroupMemberMetadataKey: RecordCodec<ConsumerGroupMemberMetadataKey, ConsumerGroupMemberMetadataKeyInput> = {
  recordType: null,
  name: 'ConsumerGroupMemberMetadataKey',
  minVersion: 5,
  maxVersion: 5,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupMemberMetadataKey', version, { min: 5, max: 5 })
    encodeConsumerGroupMemberMetadataKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupMemberMetadataKey', version, { min: 5, max: 5 })
    return decodeConsumerGroupMemberMetadataKey(reader, version)
  },
}

/** Key of a member of a modern consumer group. */
export interface ConsumerGroupMemberMetadataKey {
  /** The group. (v5) */
  readonly groupId: string
  /** The member. (v5) */
  readonly memberId: string
}

/** What encode takes for ConsumerGroupMemberMetadataKey. */
export interface ConsumerGroupMemberMetadataKeyInput {
  readonly groupId: string
  readonly memberId: string
}

function encodeConsumerGroupMemberMetadataKey(writer: Writer, message: ConsumerGroupMemberMetadataKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
  const memberId = message.memberId
  writer.string(memberId)
}

function decodeConsumerGroupMemberMetadataKey(reader: Reader, _version: number): ConsumerGroupMemberMetadataKey {
  const groupId = reader.string()
  const memberId = reader.string()
  return { groupId, memberId }
}
