import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, string, struct, uuid } from './vocabulary.ts'

/** Keeps a member in its share group. */
export const shareGroupHeartbeat = api({
  key: 76,
  name: 'ShareGroupHeartbeat',
  doc: 'Keeps a member in its share group and tells what it may read.',
  versions: '1',
  flexible: '0+',
  notes: { 1: 'Share groups (KIP-932).' },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'UNKNOWN_MEMBER_ID',
    'FENCED_MEMBER_EPOCH',
    'GROUP_MAX_SIZE_REACHED',
    'GROUP_ID_NOT_FOUND',
    'INVALID_REQUEST',
    'UNSUPPORTED_VERSION',
    'GROUP_AUTHORIZATION_FAILED',
    'TOPIC_AUTHORIZATION_FAILED',
  ],
  request: {
    groupId: string('1+', 'The group.'),
    memberId: string('1+', 'The member.'),
    memberEpoch: int32('1+', 'Its epoch: 0 to join, -1 to leave.'),
    rackId: string('1+', 'Its rack; null when it did not change or there is none.', {
      nullable: '1+',
      default: null,
    }),
    subscribedTopicNames: array(string(), '1+', 'Topics it subscribes to.', {
      nullable: '1+',
      default: null,
    }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('1+'),
    errorCode: errorCode('1+'),
    errorMessage: errorMessage('1+'),
    memberId: string('1+', 'The member.', { nullable: '1+', default: null }),
    memberEpoch: int32('1+', 'Its epoch.'),
    heartbeatIntervalMs: int32('1+', 'How often to send a heartbeat, ms.'),
    assignment: struct(
      {
        topicPartitions: array(
          struct({
            topicId: uuid('1+', 'The id of the topic.'),
            partitions: array(int32(), '1+', 'The partitions.'),
          }),
          '1+',
          'The partitions, by topic.',
          { name: 'TopicPartitions' },
        ),
      },
      '1+',
      'What the member may read.',
      { nullable: '1+', default: null, name: 'Assignment' },
    ),
  },
})
