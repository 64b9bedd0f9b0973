import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, int64, string, struct, uuid } from './vocabulary.ts'

/** Start offsets and lag of share groups. */
export const describeShareGroupOffsets = api({
  key: 90,
  name: 'DescribeShareGroupOffsets',
  doc: 'Tells the start offsets of share groups.',
  versions: '0-1',
  flexible: '0+',
  notes: { 0: 'Share groups (KIP-932).', 1: 'The lag (KIP-1226).' },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'GROUP_ID_NOT_FOUND',
    'INVALID_REQUEST',
    'GROUP_AUTHORIZATION_FAILED',
    'TOPIC_AUTHORIZATION_FAILED',
  ],
  request: {
    groups: array(
      struct({
        groupId: string('0+', 'The group.'),
        topics: array(
          struct({
            topicName: string('0+', 'The topic.'),
            partitions: array(int32(), '0+', 'The partitions.'),
          }),
          '0+',
          'The topics.',
          { nullable: '0+', name: 'Topic' },
        ),
      }),
      '0+',
      'One entry per group.',
      { name: 'Group' },
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    groups: array(
      struct({
        groupId: string('0+', 'The group.'),
        topics: array(
          struct({
            topicName: string('0+', 'The topic.'),
            topicId: uuid('0+', 'The id of the topic.'),
            partitions: array(
              struct({
                partitionIndex: int32('0+', 'The partition.'),
                startOffset: int64('0+', 'First offset that is not done with; -1 for none.'),
                leaderEpoch: int32('0+', 'The leader epoch of the partition.'),
                lag: int64('1+', 'Records still to be delivered; -1 when unknown.', {
                  default: -1,
                  ignorable: true,
                }),
                errorCode: errorCode('0+'),
                errorMessage: errorMessage('0+'),
              }),
              '0+',
              'The partitions.',
              { name: 'Partition' },
            ),
          }),
          '0+',
          'The topics.',
          { name: 'Topic' },
        ),
        errorCode: errorCode('0+'),
        errorMessage: errorMessage('0+'),
      }),
      '0+',
      'One entry per group.',
      { name: 'Group' },
    ),
  },
})
