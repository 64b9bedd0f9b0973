import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, bytes, int32, string, struct } from './vocabulary.ts'

/** State and members of classic groups. */
export const describeGroups = api({
  key: 15,
  name: 'DescribeGroups',
  doc: 'Describes classic groups and their members.',
  versions: '0-6',
  flexible: '5+',
  notes: {
    1: 'Throttle time.',
    2: 'The response is sent before the client is throttled (KIP-219).',
    3: 'Authorized operations (KIP-430).',
    4: 'Static members (KIP-345).',
    6: 'Error messages; unknown groups are an error (KIP-1043).',
  },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'GROUP_AUTHORIZATION_FAILED',
    'GROUP_ID_NOT_FOUND',
  ],
  request: {
    groups: array(string(), '0+', 'The groups.'),
    includeAuthorizedOperations: bool('3+', 'Whether to tell what may be done to each group.', {
      default: false,
      ignorable: true,
    }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('1+'),
    groups: array(
      struct({
        errorCode: errorCode('0+', 'the group'),
        errorMessage: errorMessage('6+'),
        groupId: string('0+', 'The group.'),
        groupState: string('0+', 'Empty, PreparingRebalance, CompletingRebalance, Stable or Dead.'),
        protocolType: string('0+', 'The kind of group.'),
        protocolData: string('0+', 'The protocol chosen.'),
        members: array(
          struct({
            memberId: string('0+', 'The member.'),
            groupInstanceId: string('4+', 'The id of a static member.', {
              nullable: '4+',
              default: null,
              ignorable: true,
            }),
            clientId: string('0+', 'The client id of its last join.'),
            clientHost: string('0+', 'The address of its last join.'),
            memberMetadata: bytes('0+', 'What the member told the leader.'),
            memberAssignment: bytes('0+', 'What the member was assigned.'),
          }),
          '0+',
          'The members.',
        ),
        authorizedOperations: int32('3+', 'Bits of the allowed operations; -2^31 when not asked for.', {
          default: -2147483648,
          ignorable: true,
        }),
      }),
      '0+',
      'One entry per group.',
    ),
  },
})
