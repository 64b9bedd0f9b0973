import { array, int32, message, struct, uuid } from '../vocabulary.ts'

/** What a member of a share group is to read. */
export const shareGroupTargetAssignmentMemberValue = message({
  name: 'ShareGroupTargetAssignmentMemberValue',
  doc: 'A target assignment.',
  versions: '0',
  flexible: '0+',
  fields: {
    topicPartitions: array(
      struct({
        topicId: uuid('0+', 'The id of the topic.'),
        partitions: array(int32(), '0+', 'The partitions.'),
      }),
      '0+',
      'The partitions, by topic.',
      { name: 'TopicPartition' },
    ),
  },
})
