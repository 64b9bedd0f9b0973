// Generated from broker/wire/schema/records/share-group-target-assignment-metadata-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** The epoch of an assignment. */
export const shareGroupTargetAssignmentMetadataValue: RecordCodec<ShareGroupTargetAssignmentMetadataValue, ShareGroupTargetAssignmentMetadataValueInput> = {
  recordType: null,
  name: 'ShareGroupTargetAssignmentMetadataValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ShareGroupTargetAssignmentMetadataValue', version, { min: 0, max: 0 })
    encodeShareGroupTargetAssignmentMetadataValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareGroupTargetAssignmentMetadataValue', version, { min: 0, max: 0 })
    return decodeShareGroupTargetAssignmentMetadataValue(reader, version)
  },
}

/** The epoch of an assignment. */
export interface ShareGroupTargetAssignmentMetadataValue {
  /** The group epoch the assignment was made for. (v0+) */
  readonly assignmentEpoch: number
}

/** What encode takes for ShareGroupTargetAssignmentMetadataValue. */
export interface ShareGroupTargetAssignmentMetadataValueInput {
  readonly assignmentEpoch: number
}

function encodeShareGroupTargetAssignmentMetadataValue(writer: Writer, message: ShareGroupTargetAssignmentMetadataValueInput, _version: number): void {
  const assignmentEpoch = message.assignmentEpoch
  writer.int32(assignmentEpoch)
  writer.unsignedVarint(0)
}

function decodeShareGroupTargetAssignmentMetadataValue(reader: Reader, _version: number): ShareGroupTargetAssignmentMetadataValue {
  const assignmentEpoch = reader.int32()
  reader.skipTaggedFields()
  return { assignmentEpoch }
}
