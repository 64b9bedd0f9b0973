import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, string, struct } from './vocabulary.ts'

/** Leaves a classic group. */
export const leaveGroup = api({
  key: 13,
  name: 'LeaveGroup',
  doc: 'Takes members out of a classic group.',
  versions: '0-5',
  flexible: '4+',
  notes: {
    1: 'Throttle time.',
    2: 'The response is sent before the client is throttled (KIP-219).',
    3: 'Several members, static ones too (KIP-345).',
    5: 'Reason (KIP-800).',
  },
  errors: [
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'UNKNOWN_MEMBER_ID',
    'GROUP_AUTHORIZATION_FAILED',
    'FENCED_INSTANCE_ID',
  ],
  request: {
    groupId: string('0+', 'The group.'),
    memberId: string('0-2', 'The member.'),
    members: array(
      struct({
        memberId: string('3+', 'The member; empty to name a static one.'),
        groupInstanceId: string('3+', 'The id of a static member.', { nullable: '3+', default: null }),
        reason: string('5+', 'Why the member leaves.', { nullable: '5+', default: null, ignorable: true }),
      }),
      '3+',
      'The members.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('1+'),
    errorCode: errorCode('0+', 'the request'),
    members: array(
      struct({
        memberId: string('3+', 'The member.'),
        groupInstanceId: string('3+', 'The id of a static member.', { nullable: '3+' }),
        errorCode: errorCode('3+', 'the member'),
      }),
      '3+',
      'The outcome per member.',
      { ignorable: true },
    ),
  },
})
