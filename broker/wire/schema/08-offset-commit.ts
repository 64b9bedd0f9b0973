import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, int64, string, struct, uuid } from './vocabulary.ts'

/** Stores the position of a group. */
export const offsetCommit = api({
  key: 8,
  name: 'OffsetCommit',
  doc: 'Stores the position of a group in partitions.',
  versions: '2-10',
  flexible: '8+',
  notes: {
    3: 'Throttle time.',
    4: 'The response is sent before the client is throttled (KIP-219).',
    5: 'Without retention time.',
    6: 'Leader epochs (KIP-320).',
    7: 'Static members (KIP-345).',
    9: 'Members of modern groups (KIP-848).',
    10: 'Topic ids (KIP-848).',
  },
  errors: [
    'OFFSET_METADATA_TOO_LARGE',
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'ILLEGAL_GENERATION',
    'UNKNOWN_MEMBER_ID',
    'REBALANCE_IN_PROGRESS',
    'INVALID_COMMIT_OFFSET_SIZE',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'TOPIC_AUTHORIZATION_FAILED',
    'GROUP_AUTHORIZATION_FAILED',
    'FENCED_INSTANCE_ID',
    'GROUP_ID_NOT_FOUND',
    'STALE_MEMBER_EPOCH',
    'UNKNOWN_TOPIC_ID',
  ],
  request: {
    groupId: string('0+', 'The group.'),
    generationIdOrMemberEpoch: int32(
      '1+',
      'The generation, or the epoch of a modern member; -1 outside of a group.',
      {
        default: -1,
        ignorable: true,
      },
    ),
    memberId: string('1+', 'The member; empty outside of a group.', { ignorable: true }),
    groupInstanceId: string('7+', 'The id of a static member.', { nullable: '7+', default: null }),
    retentionTimeMs: int64('2-4', 'How long to keep the offsets, ms; -1 for the default.', {
      default: -1,
      ignorable: true,
    }),
    topics: array(
      struct({
        name: string('0-9', 'The topic.', { ignorable: true }),
        topicId: uuid('10+', 'The id of the topic.', { ignorable: true }),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            committedOffset: int64('0+', 'The next offset to read.'),
            committedLeaderEpoch: int32('6+', 'Leader epoch of the last record read; -1 when unknown.', {
              default: -1,
              ignorable: true,
            }),
            committedMetadata: string('0+', 'Whatever the client wants to keep with it.', { nullable: '0+' }),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'What to store.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('3+'),
    topics: array(
      struct({
        name: string('0-9', 'The topic.', { ignorable: true }),
        topicId: uuid('10+', 'The id of the topic.', { ignorable: true }),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            errorCode: errorCode('0+', 'the partition'),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'The outcome.',
    ),
  },
})
