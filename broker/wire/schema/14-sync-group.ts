import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, bytes, int32, string, struct } from './vocabulary.ts'

/** Hands in (leader) and collects (everyone) the assignment of a classic group. */
export const syncGroup = api({
  key: 14,
  name: 'SyncGroup',
  doc: 'Hands in and collects the assignment of a classic group.',
  versions: '0-5',
  flexible: '4+',
  notes: {
    1: 'Throttle time.',
    2: 'The response is sent before the client is throttled (KIP-219).',
    3: 'Static members (KIP-345).',
    5: 'Protocol type and name are checked (KIP-559).',
  },
  errors: [
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'ILLEGAL_GENERATION',
    'INCONSISTENT_GROUP_PROTOCOL',
    'UNKNOWN_MEMBER_ID',
    'REBALANCE_IN_PROGRESS',
    'GROUP_AUTHORIZATION_FAILED',
    'FENCED_INSTANCE_ID',
  ],
  request: {
    groupId: string('0+', 'The group.'),
    generationId: int32('0+', 'The generation the member is in.'),
    memberId: string('0+', 'The member.'),
    groupInstanceId: string('3+', 'The id of a static member.', { nullable: '3+', default: null }),
    protocolType: string('5+', 'The kind of group.', { nullable: '5+', default: null, ignorable: true }),
    protocolName: string('5+', 'The protocol of this generation.', {
      nullable: '5+',
      default: null,
      ignorable: true,
    }),
    assignments: array(
      struct({
        memberId: string('0+', 'The member.'),
        assignment: bytes('0+', 'What it gets, in the form of the protocol.'),
      }),
      '0+',
      'The assignment; only the leader sends it.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('1+'),
    errorCode: errorCode('0+', 'the request'),
    protocolType: string('5+', 'The kind of group.', { nullable: '5+', default: null, ignorable: true }),
    protocolName: string('5+', 'The protocol of this generation.', {
      nullable: '5+',
      default: null,
      ignorable: true,
    }),
    assignment: bytes('0+', 'What the member gets.'),
  },
})
