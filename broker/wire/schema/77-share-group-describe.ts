import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int32, string, struct, uuid } from './vocabulary.ts'

/** State and members of share groups. */
export const shareGroupDescribe = api({
  key: 77,
  name: 'ShareGroupDescribe',
  doc: 'Describes share groups and their members.',
  versions: '1',
  flexible: '0+',
  notes: { 1: 'Share groups (KIP-932).' },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'INVALID_GROUP_ID',
    'GROUP_ID_NOT_FOUND',
    'INVALID_REQUEST',
    'GROUP_AUTHORIZATION_FAILED',
    'TOPIC_AUTHORIZATION_FAILED',
  ],
  request: {
    groupIds: array(string(), '1+', 'The groups.'),
    includeAuthorizedOperations: bool('1+', 'Whether to tell what may be done to each group.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('1+'),
    groups: array(
      struct({
        errorCode: errorCode('1+'),
        errorMessage: errorMessage('1+'),
        groupId: string('1+', 'The group.'),
        groupState: string('1+', 'Empty, Stable or Dead.'),
        groupEpoch: int32('1+', 'Number of changes to the group.'),
        assignmentEpoch: int32('1+', 'The group epoch the assignment was made for.'),
        assignorName: string('1+', 'The assignor.'),
        members: array(
          struct({
            memberId: string('1+', 'The member.'),
            rackId: string('1+', 'Its rack.', { nullable: '1+', default: null }),
            memberEpoch: int32('1+', 'Its epoch.'),
            clientId: string('1+', 'The client id.'),
            clientHost: string('1+', 'The address of the client.'),
            subscribedTopicNames: array(string(), '1+', 'Topics it subscribes to.'),
            assignment: struct(
              {
                topicPartitions: array(
                  struct({
                    topicId: uuid('1+', 'The id of the topic.'),
                    topicName: string('1+', 'The topic.'),
                    partitions: array(int32(), '1+', 'The partitions.'),
                  }),
                  '1+',
                  'The partitions, by topic.',
                  { name: 'TopicPartitions' },
                ),
              },
              '1+',
              'What the member may read.',
              { name: 'Assignment' },
            ),
          }),
          '1+',
          'The members.',
          { name: 'Member' },
        ),
        authorizedOperations: int32('1+', 'Bits of the allowed operations; -2^31 when not asked for.', {
          default: -2147483648,
        }),
      }),
      '1+',
      'One entry per group.',
      { name: 'DescribedGroup' },
    ),
  },
})
