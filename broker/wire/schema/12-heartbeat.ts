import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, int32, string } from './vocabulary.ts'

/** Keeps a classic member alive. */
export const heartbeat = api({
  key: 12,
  name: 'Heartbeat',
  doc: 'Keeps a member of a classic group alive.',
  versions: '0-4',
  flexible: '4+',
  notes: {
    1: 'Throttle time.',
    2: 'The response is sent before the client is throttled (KIP-219).',
    3: 'Static members (KIP-345).',
  },
  errors: [
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'ILLEGAL_GENERATION',
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
  },
  response: {
    throttleTimeMs: throttleTimeMs('1+'),
    errorCode: errorCode('0+', 'the request'),
  },
})
