/** What is stored of share groups (KIP-932): key types 10 to 15 of `__consumer_offsets`. */
import {
  type ShareGroupCurrentMemberAssignmentKey,
  shareGroupCurrentMemberAssignmentKey,
} from '../../wire/generated/share-group-current-member-assignment-key.ts'
import {
  type ShareGroupCurrentMemberAssignmentValue,
  shareGroupCurrentMemberAssignmentValue,
} from '../../wire/generated/share-group-current-member-assignment-value.ts'
import {
  type ShareGroupMemberMetadataKey,
  shareGroupMemberMetadataKey,
} from '../../wire/generated/share-group-member-metadata-key.ts'
import {
  type ShareGroupMemberMetadataValue,
  shareGroupMemberMetadataValue,
} from '../../wire/generated/share-group-member-metadata-value.ts'
import {
  type ShareGroupMetadataKey,
  shareGroupMetadataKey,
} from '../../wire/generated/share-group-metadata-key.ts'
import {
  type ShareGroupMetadataValue,
  shareGroupMetadataValue,
} from '../../wire/generated/share-group-metadata-value.ts'
import {
  type ShareGroupStatePartitionMetadataKey,
  shareGroupStatePartitionMetadataKey,
} from '../../wire/generated/share-group-state-partition-metadata-key.ts'
import {
  type ShareGroupStatePartitionMetadataValue,
  shareGroupStatePartitionMetadataValue,
} from '../../wire/generated/share-group-state-partition-metadata-value.ts'
import {
  type ShareGroupTargetAssignmentMemberKey,
  shareGroupTargetAssignmentMemberKey,
} from '../../wire/generated/share-group-target-assignment-member-key.ts'
import {
  type ShareGroupTargetAssignmentMemberValue,
  shareGroupTargetAssignmentMemberValue,
} from '../../wire/generated/share-group-target-assignment-member-value.ts'
import {
  type ShareGroupTargetAssignmentMetadataKey,
  shareGroupTargetAssignmentMetadataKey,
} from '../../wire/generated/share-group-target-assignment-metadata-key.ts'
import {
  type ShareGroupTargetAssignmentMetadataValue,
  shareGroupTargetAssignmentMetadataValue,
} from '../../wire/generated/share-group-target-assignment-metadata-value.ts'
import type { AnyKindRecord, KindRecord, RecordTypes } from '../record-type.ts'

/** One change of what is stored of a share group. */
export type ShareRecord =
  | KindRecord<'shareMember', ShareGroupMemberMetadataKey, ShareGroupMemberMetadataValue>
  | KindRecord<'shareGroup', ShareGroupMetadataKey, ShareGroupMetadataValue>
  | KindRecord<'shareTarget', ShareGroupTargetAssignmentMetadataKey, ShareGroupTargetAssignmentMetadataValue>
  | KindRecord<
      'shareMemberTarget',
      ShareGroupTargetAssignmentMemberKey,
      ShareGroupTargetAssignmentMemberValue
    >
  | KindRecord<
      'shareMemberCurrent',
      ShareGroupCurrentMemberAssignmentKey,
      ShareGroupCurrentMemberAssignmentValue
    >
  | KindRecord<'shareStates', ShareGroupStatePartitionMetadataKey, ShareGroupStatePartitionMetadataValue>

/** How each is written. */
export const shareRecordTypes: RecordTypes<ShareRecord> = {
  shareMember: {
    keyVersion: 10,
    key: shareGroupMemberMetadataKey,
    value: shareGroupMemberMetadataValue,
  },
  shareGroup: { keyVersion: 11, key: shareGroupMetadataKey, value: shareGroupMetadataValue },
  shareTarget: {
    keyVersion: 12,
    key: shareGroupTargetAssignmentMetadataKey,
    value: shareGroupTargetAssignmentMetadataValue,
  },
  shareMemberTarget: {
    keyVersion: 13,
    key: shareGroupTargetAssignmentMemberKey,
    value: shareGroupTargetAssignmentMemberValue,
  },
  shareMemberCurrent: {
    keyVersion: 14,
    key: shareGroupCurrentMemberAssignmentKey,
    value: shareGroupCurrentMemberAssignmentValue,
  },
  shareStates: {
    keyVersion: 15,
    key: shareGroupStatePartitionMetadataKey,
    value: shareGroupStatePartitionMetadataValue,
  },
}

/** True for records of this kind. */
export function isShareRecord(record: AnyKindRecord): record is ShareRecord {
  return Object.hasOwn(shareRecordTypes, record.type)
}
