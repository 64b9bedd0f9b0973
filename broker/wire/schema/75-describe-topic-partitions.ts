import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int32, string, struct, uuid } from './vocabulary.ts'

/** Topics and partitions page by page. */
export const describeTopicPartitions = api({
  key: 75,
  name: 'DescribeTopicPartitions',
  doc: 'Describes topics and their partitions page by page.',
  versions: '0',
  flexible: '0+',
  errors: [
    'UNKNOWN_TOPIC_OR_PARTITION',
    'INVALID_TOPIC_EXCEPTION',
    'TOPIC_AUTHORIZATION_FAILED',
    'INVALID_REQUEST',
  ],
  request: {
    topics: array(struct({ name: string('0+', 'The topic.') }), '0+', 'Topics to describe; empty for all.'),
    responsePartitionLimit: int32('0+', 'Partitions to return at most.', { default: 2000 }),
    cursor: struct(
      {
        topicName: string('0+', 'The topic to go on with.'),
        partitionIndex: int32('0+', 'The partition to go on with.'),
      },
      '0+',
      'Where to go on; null for the start.',
      { nullable: '0+', default: null },
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    topics: array(
      struct({
        errorCode: errorCode('0+', 'the topic'),
        name: string('0+', 'The topic.', { nullable: '0+' }),
        topicId: uuid('0+', 'Its id.'),
        isInternal: bool('0+', 'Whether the brokers themselves use the topic.', { default: false }),
        partitions: array(
          struct({
            errorCode: errorCode('0+', 'the partition'),
            partitionIndex: int32('0+', 'The partition.'),
            leaderId: int32('0+', 'The broker that leads; -1 when none does.'),
            leaderEpoch: int32('0+', 'The epoch of the leader.', { default: -1 }),
            replicaNodes: array(int32(), '0+', 'Brokers with a replica, the preferred leader first.'),
            isrNodes: array(int32(), '0+', 'Brokers whose replica is in sync.'),
            eligibleLeaderReplicas: array(int32(), '0+', 'Brokers that may lead without loss.', {
              nullable: '0+',
              default: null,
            }),
            lastKnownElr: array(int32(), '0+', 'The last such brokers.', { nullable: '0+', default: null }),
            offlineReplicas: array(int32(), '0+', 'Brokers whose replica is offline.'),
          }),
          '0+',
          'The partitions of the topic.',
        ),
        topicAuthorizedOperations: int32('0+', 'Bits of the allowed operations; -2^31 when unknown.', {
          default: -2147483648,
        }),
      }),
      '0+',
      'The topics.',
    ),
    nextCursor: struct(
      {
        topicName: string('0+', 'The topic to go on with.'),
        partitionIndex: int32('0+', 'The partition to go on with.'),
      },
      '0+',
      'Where to go on; null at the end.',
      { nullable: '0+', default: null },
    ),
  },
})
