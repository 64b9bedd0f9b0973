import { array, int8, int32, message, struct, uuid } from '../vocabulary.ts'

/** What a member of a share group reads. */
export const shareGroupCurrentMemberAssignmentValue = message({
  name: 'ShareGroupCurrentMemberAssignmentValue',
  doc: 'A current assignment.',
  versions: '0',
  flexible: '0+',
  fields: {
    memberEpoch: int32('0+', 'Its epoch.'),
    previousMemberEpoch: int32('0+', 'The epoch before, for a member that was not told.'),
    state: int8('0+', 'State of the member, by number.'),
    assignedPartitions: array(
      struct({
        topicId: uuid('0+', 'The id of the topic.'),
        partitions: array(int32(), '0+', 'The partitions.'),
      }),
      '0+',
      'What the member may read.',
      { name: 'TopicPartitions' },
    ),
  },
})
