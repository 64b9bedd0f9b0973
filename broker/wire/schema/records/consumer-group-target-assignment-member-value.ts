import { array, int32, message, struct, uuid } from '../vocabulary.ts'

/** What a member of a modern consumer group is to hold. */
export const consumerGroupTargetAssignmentMemberValue = message({
  name: 'ConsumerGroupTargetAssignmentMemberValue',
  doc: 'What a member of a modern consumer group is to hold.',
  versions: '0',
  flexible: '0+',
  fields: {
    topicPartitions: array(
      struct({
        topicId: uuid('0+', 'The topic.'),
        partitions: array(int32(), '0+', 'The partitions.'),
      }),
      '0+',
      'The partitions.',
      { name: 'TopicPartition' },
    ),
  },
})
