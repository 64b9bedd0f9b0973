// Generated from broker/wire/schema/records/consumer-group-target-assignment-metadata-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of the target assignment of a modern consumer group. */
export const consumerGroupTargetAssignmentMetadataKey: RecordCodec<ConsumerGroupTargetAssignmentMetadataKey, ConsumerGroupTargetAssignmentMetadataKeyInput> = {
  recordType: null,
  name: 'ConsumerGroupTargetAssignmentMetadataKey',
  minVersion: 6,
  maxVersion: 6,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupTargetAssignmentMetadataKey', version, { min: 6, max: 6 })
    encodeConsumerGroupTargetAssignmentMetadataKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupTargetAssignmentMetadataKey', version, { min: 6, max: 6 })
    return decodeConsumerGroupTargetAssignmentMetadataKey(reader, version)
  },
}

/** Key of the target assignment of a modern consumer group. */
export interface ConsumerGroupTargetAssignmentMetadataKey {
  /** The group. (v6) */
  readonly groupId: string
}

/** What encode takes for ConsumerGroupTargetAssignmentMetadataKey. */
export interface ConsumerGroupTargetAssignmentMetadataKeyInput {
  readonly groupId: string
}

function encodeConsumerGroupTargetAssignmentMetadataKey(writer: Writer, message: ConsumerGroupTargetAssignmentMetadataKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
}

function decodeConsumerGroupTargetAssignmentMetadataKey(reader: Reader, _version: number): ConsumerGroupTargetAssignmentMetadataKey {
  const groupId = reader.string()
  return { groupId }
}
