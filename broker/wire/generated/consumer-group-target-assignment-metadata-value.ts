// Generated from broker/wire/schema/records/consumer-group-target-assignment-metadata-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** The target assignment of a modern consumer group. */
export const consumerGroupTargetAssignmentMetadataValue: RecordCodec<ConsumerGroupTargetAssignmentMetadataValue, ConsumerGroupTargetAssignmentMetadataValueInput> = {
  recordType: null,
  name: 'ConsumerGroupTargetAssignmentMetadataValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupTargetAssignmentMetadataValue', version, { min: 0, max: 0 })
    encodeConsumerGroupTargetAssignmentMetadataValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupTargetAssignmentMetadataValue', version, { min: 0, max: 0 })
    return decodeConsumerGroupTargetAssignmentMetadataValue(reader, version)
  },
}

/** The target assignment of a modern consumer group. */
export interface ConsumerGroupTargetAssignmentMetadataValue {
  /** The group epoch the assignment was made for. (v0+) */
  readonly assignmentEpoch: number
}

/** What encode takes for ConsumerGroupTargetAssignmentMetadataValue. */
export interface ConsumerGroupTargetAssignmentMetadataValueInput {
  readonly assignmentEpoch: number
}

function encodeConsumerGroupTargetAssignmentMetadataValue(writer: Writer, message: ConsumerGroupTargetAssignmentMetadataValueInput, _version: number): void {
  const assignmentEpoch = message.assignmentEpoch
  writer.int32(assignmentEpoch)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupTargetAssignmentMetadataValue(reader: Reader, _version: number): ConsumerGroupTargetAssignmentMetadataValue {
  const assignmentEpoch = reader.int32()
  reader.skipTaggedFields()
  return { assignmentEpoch }
}
