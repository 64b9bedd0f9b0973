import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int32, int64, string, struct, uuid } from './vocabulary.ts'

/** Reads the position of groups. */
export const offsetFetch = api({
  key: 9,
  name: 'OffsetFetch',
  doc: 'Reads the positions of groups.',
  versions: '1-10',
  flexible: '6+',
  notes: {
    1: 'Offsets from the log of the coordinator.',
    2: 'Null topics mean all; an error for the whole request.',
    3: 'Throttle time.',
    4: 'The response is sent before the client is throttled (KIP-219).',
    5: 'Leader epochs (KIP-320).',
    7: 'Whether to wait for open transactions (KIP-447).',
    8: 'Several groups in one request (KIP-709).',
    9: 'Members of modern groups (KIP-848).',
    10: 'Topic ids (KIP-848).',
  },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'TOPIC_AUTHORIZATION_FAILED',
    'GROUP_AUTHORIZATION_FAILED',
    'GROUP_ID_NOT_FOUND',
    'UNSTABLE_OFFSET_COMMIT',
    'UNKNOWN_MEMBER_ID',
    'STALE_MEMBER_EPOCH',
    'UNKNOWN_TOPIC_ID',
  ],
  request: {
    groupId: string('0-7', 'The group.', { ignorable: true }),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitionIndexes: array(int32(), '0+', 'The partitions.'),
      }),
      '0-7',
      'What to look up; null for everything.',
      { nullable: '2-7', ignorable: true },
    ),
    groups: array(
      struct({
        groupId: string('8+', 'The group.'),
        memberId: string('9+', 'The member of a modern group.', {
          nullable: '9+',
          default: null,
          ignorable: true,
        }),
        memberEpoch: int32('9+', 'Its epoch; -1 outside of a group.', { default: -1, ignorable: true }),
        topics: array(
          struct({
            name: string('8-9', 'The topic.', { ignorable: true }),
            topicId: uuid('10+', 'The id of the topic.', { ignorable: true }),
            partitionIndexes: array(int32(), '8+', 'The partitions.'),
          }),
          '8+',
          'What to look up; null for everything.',
          { nullable: '8+', name: 'GroupTopic' },
        ),
      }),
      '8+',
      'The groups.',
    ),
    requireStable: bool('7+', 'Whether to wait for open transactions.', { default: false }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('3+'),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            committedOffset: int64('0+', 'The next offset to read; -1 for none.'),
            committedLeaderEpoch: int32('5-7', 'Leader epoch of the last record read.', {
              default: -1,
              ignorable: true,
            }),
            metadata: string('0+', 'What the client kept with it.', { nullable: '0+' }),
            errorCode: errorCode('0+', 'the partition'),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0-7',
      'What was found.',
      { ignorable: true },
    ),
    errorCode: errorCode('2-7', 'the group'),
    groups: array(
      struct({
        groupId: string('8+', 'The group.'),
        topics: array(
          struct({
            name: string('8-9', 'The topic.', { ignorable: true }),
            topicId: uuid('10+', 'The id of the topic.', { ignorable: true }),
            partitions: array(
              struct({
                partitionIndex: int32('8+', 'The partition.'),
                committedOffset: int64('8+', 'The next offset to read; -1 for none.'),
                committedLeaderEpoch: int32('8+', 'Leader epoch of the last record read.', { default: -1 }),
                metadata: string('8+', 'What the client kept with it.', { nullable: '8+' }),
                errorCode: errorCode('8+', 'the partition'),
              }),
              '8+',
              'The partitions.',
              { name: 'GroupTopicPartition' },
            ),
          }),
          '8+',
          'What was found.',
          { name: 'GroupTopic' },
        ),
        errorCode: errorCode('8+', 'the group'),
      }),
      '8+',
      'One entry per group.',
    ),
  },
})
