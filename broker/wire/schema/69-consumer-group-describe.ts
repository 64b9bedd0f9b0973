import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int8, int32, string, struct, uuid } from './vocabulary.ts'

const assignmentFields = {
  topicPartitions: array(
    struct({
      topicId: uuid('0+', 'The id of the topic.'),
      topicName: string('0+', 'The topic.'),
      partitions: array(int32(), '0+', 'The partitions.'),
    }),
    '0+',
    'The partitions.',
  ),
}

/** State and members of modern consumer groups. */
export const consumerGroupDescribe = api({
  key: 69,
  name: 'ConsumerGroupDescribe',
  doc: 'Describes modern consumer groups and their members.',
  versions: '0-1',
  flexible: '0+',
  notes: { 0: 'Modern groups (KIP-848).', 1: 'Kinds of members (KIP-1099).' },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'GROUP_AUTHORIZATION_FAILED',
    'TOPIC_AUTHORIZATION_FAILED',
    'INVALID_GROUP_ID',
    'GROUP_ID_NOT_FOUND',
  ],
  request: {
    groupIds: array(string(), '0+', 'The groups.'),
    includeAuthorizedOperations: bool('0+', 'Whether to tell what may be done to each group.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    groups: array(
      struct({
        errorCode: errorCode('0+', 'the group'),
        errorMessage: errorMessage('0+'),
        groupId: string('0+', 'The group.'),
        groupState: string('0+', 'Empty, Assigning, Reconciling, Stable or Dead.'),
        groupEpoch: int32('0+', 'Number of changes to the group.'),
        assignmentEpoch: int32('0+', 'The group epoch the assignment was made for.'),
        assignorName: string('0+', 'The assignor.'),
        members: array(
          struct({
            memberId: string('0+', 'The member.'),
            instanceId: string('0+', 'The id of a static member.', { nullable: '0+', default: null }),
            rackId: string('0+', 'Its rack.', { nullable: '0+', default: null }),
            memberEpoch: int32('0+', 'Its epoch.'),
            clientId: string('0+', 'Its client id.'),
            clientHost: string('0+', 'Its address.'),
            subscribedTopicNames: array(string(), '0+', 'Topics it subscribes to.'),
            subscribedTopicRegex: string('0+', 'Regular expression it subscribes with.', {
              nullable: '0+',
              default: null,
            }),
            assignment: struct(assignmentFields, '0+', 'What it holds.', { name: 'Assignment' }),
            targetAssignment: struct(assignmentFields, '0+', 'What it is to hold.', { name: 'Assignment' }),
            memberType: int8('1+', 'How it takes part: 0 classic, 1 modern, -1 unknown.', {
              default: -1,
              ignorable: true,
            }),
          }),
          '0+',
          'The members.',
        ),
        authorizedOperations: int32('0+', 'Bits of the allowed operations; -2^31 when not asked for.', {
          default: -2147483648,
        }),
      }),
      '0+',
      'One entry per group.',
    ),
  },
})
