import { array, int8, int32, message, struct, uuid } from '../vocabulary.ts'

const topicPartitions = {
  topicId: uuid('0+', 'The topic.'),
  partitions: array(int32(), '0+', 'The partitions.'),
}

/** What a member of a modern consumer group holds. */
export const consumerGroupCurrentMemberAssignmentValue = message({
  name: 'ConsumerGroupCurrentMemberAssignmentValue',
  doc: 'What a member of a modern consumer group holds.',
  versions: '0',
  flexible: '0+',
  fields: {
    memberEpoch: int32('0+', 'Its epoch.'),
    previousMemberEpoch: int32('0+', 'The epoch before, in case it has not heard of this one.'),
    state: int8('0+', '0 stable, 1 partitions to give up, 2 partitions to wait for.'),
    assignedPartitions: array(struct(topicPartitions), '0+', 'What it may read.', {
      name: 'TopicPartitions',
    }),
    partitionsPendingRevocation: array(struct(topicPartitions), '0+', 'What it has to give up.', {
      name: 'TopicPartitions',
    }),
  },
})
