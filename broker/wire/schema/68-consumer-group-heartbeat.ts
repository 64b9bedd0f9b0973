import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, string, struct, uuid } from './vocabulary.ts'

/** Joins, keeps alive and leaves a modern consumer group. */
export const consumerGroupHeartbeat = api({
  key: 68,
  name: 'ConsumerGroupHeartbeat',
  doc: 'Joins, keeps alive and leaves a modern consumer group.',
  versions: '0-1',
  flexible: '0+',
  notes: {
    0: 'Modern groups (KIP-848).',
    1: 'Regular expressions; the client makes the member id (KIP-1082).',
  },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'GROUP_AUTHORIZATION_FAILED',
    'TOPIC_AUTHORIZATION_FAILED',
    'INVALID_REQUEST',
    'UNKNOWN_MEMBER_ID',
    'FENCED_MEMBER_EPOCH',
    'UNRELEASED_INSTANCE_ID',
    'UNSUPPORTED_ASSIGNOR',
    'GROUP_MAX_SIZE_REACHED',
    'FENCED_INSTANCE_ID',
    'INVALID_REGULAR_EXPRESSION',
  ],
  request: {
    groupId: string('0+', 'The group.'),
    memberId: string('0+', 'The member.'),
    memberEpoch: int32('0+', 'Its epoch; 0 joins, -1 leaves, -2 leaves for a while.'),
    instanceId: string('0+', 'The id of a static member.', { nullable: '0+', default: null }),
    rackId: string('0+', 'Its rack; null for none or no change.', { nullable: '0+', default: null }),
    rebalanceTimeoutMs: int32('0+', 'How long it may take to give up partitions, ms; -1 for no change.', {
      default: -1,
    }),
    subscribedTopicNames: array(string(), '0+', 'Topics it subscribes to; null for no change.', {
      nullable: '0+',
      default: null,
    }),
    subscribedTopicRegex: string('1+', 'Regular expression it subscribes with; null for no change.', {
      nullable: '1+',
      default: null,
    }),
    serverAssignor: string('0+', 'The assignor it wants; null for any or no change.', {
      nullable: '0+',
      default: null,
    }),
    topicPartitions: array(
      struct({
        topicId: uuid('0+', 'The topic.'),
        partitions: array(int32(), '0+', 'The partitions.'),
      }),
      '0+',
      'What it holds; null for no change.',
      { nullable: '0+', default: null },
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    errorMessage: errorMessage('0+'),
    memberId: string('0+', 'The member, when the coordinator made its id.', {
      nullable: '0+',
      default: null,
    }),
    memberEpoch: int32('0+', 'Its epoch.'),
    heartbeatIntervalMs: int32('0+', 'When to send the next heartbeat, ms.'),
    assignment: struct(
      {
        topicPartitions: array(
          struct({
            topicId: uuid('0+', 'The topic.'),
            partitions: array(int32(), '0+', 'The partitions.'),
          }),
          '0+',
          'The partitions it may read.',
        ),
      },
      '0+',
      'What it is to hold; null for no change.',
      { nullable: '0+', default: null },
    ),
  },
})
