/** What is stored of consumer groups (KIP-848): key types 3 to 8 and 16 of `__consumer_offsets`. */
import {
  type ConsumerGroupCurrentMemberAssignmentKey,
  consumerGroupCurrentMemberAssignmentKey,
} from '../../wire/generated/consumer-group-current-member-assignment-key.ts'
import {
  type ConsumerGroupCurrentMemberAssignmentValue,
  consumerGroupCurrentMemberAssignmentValue,
} from '../../wire/generated/consumer-group-current-member-assignment-value.ts'
import {
  type ConsumerGroupMemberMetadataKey,
  consumerGroupMemberMetadataKey,
} from '../../wire/generated/consumer-group-member-metadata-key.ts'
import {
  type ConsumerGroupMemberMetadataValue,
  consumerGroupMemberMetadataValue,
} from '../../wire/generated/consumer-group-member-metadata-value.ts'
import {
  type ConsumerGroupMetadataKey,
  consumerGroupMetadataKey,
} from '../../wire/generated/consumer-group-metadata-key.ts'
import {
  type ConsumerGroupMetadataValue,
  consumerGroupMetadataValue,
} from '../../wire/generated/consumer-group-metadata-value.ts'
import {
  type ConsumerGroupPartitionMetadataKey,
  consumerGroupPartitionMetadataKey,
} from '../../wire/generated/consumer-group-partition-metadata-key.ts'
import {
  type ConsumerGroupPartitionMetadataValue,
  consumerGroupPartitionMetadataValue,
} from '../../wire/generated/consumer-group-partition-metadata-value.ts'
import {
  type ConsumerGroupRegularExpressionKey,
  consumerGroupRegularExpressionKey,
} from '../../wire/generated/consumer-group-regular-expression-key.ts'
import {
  type ConsumerGroupRegularExpressionValue,
  consumerGroupRegularExpressionValue,
} from '../../wire/generated/consumer-group-regular-expression-value.ts'
import {
  type ConsumerGroupTargetAssignmentMemberKey,
  consumerGroupTargetAssignmentMemberKey,
} from '../../wire/generated/consumer-group-target-assignment-member-key.ts'
import {
  type ConsumerGroupTargetAssignmentMemberValue,
  consumerGroupTargetAssignmentMemberValue,
} from '../../wire/generated/consumer-group-target-assignment-member-value.ts'
import {
  type ConsumerGroupTargetAssignmentMetadataKey,
  consumerGroupTargetAssignmentMetadataKey,
} from '../../wire/generated/consumer-group-target-assignment-metadata-key.ts'
import {
  type ConsumerGroupTargetAssignmentMetadataValue,
  consumerGroupTargetAssignmentMetadataValue,
} from '../../wire/generated/consumer-group-target-assignment-metadata-value.ts'
import type { AnyKindRecord, KindRecord, RecordTypes } from '../record-type.ts'

/** One change of what is stored of a consumer group. */
export type ConsumerRecord =
  | KindRecord<'consumerGroup', ConsumerGroupMetadataKey, ConsumerGroupMetadataValue>
  | KindRecord<'consumerTopics', ConsumerGroupPartitionMetadataKey, ConsumerGroupPartitionMetadataValue>
  | KindRecord<'consumerMember', ConsumerGroupMemberMetadataKey, ConsumerGroupMemberMetadataValue>
  | KindRecord<
      'consumerTarget',
      ConsumerGroupTargetAssignmentMetadataKey,
      ConsumerGroupTargetAssignmentMetadataValue
    >
  | KindRecord<
      'consumerMemberTarget',
      ConsumerGroupTargetAssignmentMemberKey,
      ConsumerGroupTargetAssignmentMemberValue
    >
  | KindRecord<
      'consumerMemberCurrent',
      ConsumerGroupCurrentMemberAssignmentKey,
      ConsumerGroupCurrentMemberAssignmentValue
    >
  | KindRecord<'consumerRegex', ConsumerGroupRegularExpressionKey, ConsumerGroupRegularExpressionValue>

/** How each is written. */
export const consumerRecordTypes: RecordTypes<ConsumerRecord> = {
  consumerGroup: { keyVersion: 3, key: consumerGroupMetadataKey, value: consumerGroupMetadataValue },
  consumerTopics: {
    keyVersion: 4,
    key: consumerGroupPartitionMetadataKey,
    value: consumerGroupPartitionMetadataValue,
  },
  consumerMember: {
    keyVersion: 5,
    key: consumerGroupMemberMetadataKey,
    value: consumerGroupMemberMetadataValue,
    detach: (value) => ({ ...value, classicMemberMetadata: detached(value.classicMemberMetadata) }),
  },
  consumerTarget: {
    keyVersion: 6,
    key: consumerGroupTargetAssignmentMetadataKey,
    value: consumerGroupTargetAssignmentMetadataValue,
  },
  consumerMemberTarget: {
    keyVersion: 7,
    key: consumerGroupTargetAssignmentMemberKey,
    value: consumerGroupTargetAssignmentMemberValue,
  },
  consumerMemberCurrent: {
    keyVersion: 8,
    key: consumerGroupCurrentMemberAssignmentKey,
    value: consumerGroupCurrentMemberAssignmentValue,
  },
  consumerRegex: {
    keyVersion: 16,
    key: consumerGroupRegularExpressionKey,
    value: consumerGroupRegularExpressionValue,
  },
}

/** True for records of this kind. */
export function isConsumerRecord(record: AnyKindRecord): record is ConsumerRecord {
  return Object.hasOwn(consumerRecordTypes, record.type)
}

function detached(
  classic: ConsumerGroupMemberMetadataValue['classicMemberMetadata'],
): ConsumerGroupMemberMetadataValue['classicMemberMetadata'] {
  if (classic === null) return null
  const supportedProtocols = classic.supportedProtocols.map(({ name, metadata }) => ({
    name,
    metadata: Buffer.from(metadata),
  }))
  return { ...classic, supportedProtocols }
}
