import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, bytes, int32, string, struct } from './vocabulary.ts'

/** Joins a classic group and waits for the rebalance. */
export const joinGroup = api({
  key: 11,
  name: 'JoinGroup',
  doc: 'Joins a classic group and waits for the rebalance.',
  versions: '0-9',
  flexible: '6+',
  notes: {
    1: 'Rebalance time-out.',
    2: 'Throttle time.',
    3: 'The response is sent before the client is throttled (KIP-219).',
    4: 'A first join answers MEMBER_ID_REQUIRED (KIP-394).',
    5: 'Static members (KIP-345).',
    7: 'Protocol type in the response (KIP-559).',
    8: 'Reason (KIP-800).',
    9: 'The leader may be told to skip the assignment (KIP-814).',
  },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'INCONSISTENT_GROUP_PROTOCOL',
    'INVALID_GROUP_ID',
    'UNKNOWN_MEMBER_ID',
    'INVALID_SESSION_TIMEOUT',
    'REBALANCE_IN_PROGRESS',
    'GROUP_AUTHORIZATION_FAILED',
    'MEMBER_ID_REQUIRED',
    'GROUP_MAX_SIZE_REACHED',
    'FENCED_INSTANCE_ID',
  ],
  request: {
    groupId: string('0+', 'The group.'),
    sessionTimeoutMs: int32('0+', 'Silence after which the member is dropped, ms.'),
    rebalanceTimeoutMs: int32('1+', 'How long the member may take to rejoin, ms; -1: the session time-out.', {
      default: -1,
      ignorable: true,
    }),
    memberId: string('0+', 'The id the coordinator gave the member; empty on the first join.'),
    groupInstanceId: string('5+', 'The id of a static member.', { nullable: '5+', default: null }),
    protocolType: string('0+', 'The kind of group: consumer, connect.'),
    protocols: array(
      struct({
        name: string('0+', 'The protocol, such as the name of an assignor.'),
        metadata: bytes('0+', 'What the member tells the leader, in the form of the protocol.'),
      }),
      '0+',
      'Protocols the member supports, the preferred first.',
    ),
    reason: string('8+', 'Why the member joins.', { nullable: '8+', default: null, ignorable: true }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('2+'),
    errorCode: errorCode('0+', 'the request'),
    generationId: int32('0+', 'The generation of the group.', { default: -1 }),
    protocolType: string('7+', 'The kind of group.', { nullable: '7+', default: null, ignorable: true }),
    protocolName: string('0+', 'The protocol chosen.', { nullable: '7+' }),
    leader: string('0+', 'The member that leads.'),
    skipAssignment: bool('9+', 'Whether the leader must not assign.', { default: false, ignorable: true }),
    memberId: string('0+', 'The id of the member.'),
    members: array(
      struct({
        memberId: string('0+', 'The member.'),
        groupInstanceId: string('5+', 'The id of a static member.', {
          nullable: '5+',
          default: null,
          ignorable: true,
        }),
        metadata: bytes('0+', 'What the member told.'),
      }),
      '0+',
      'All members; only the leader gets them.',
    ),
  },
})
