import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, string, struct } from './vocabulary.ts'

/** The groups a broker coordinates. */
export const listGroups = api({
  key: 16,
  name: 'ListGroups',
  doc: 'Lists the groups that the broker coordinates.',
  versions: '0-5',
  flexible: '3+',
  notes: {
    1: 'Throttle time.',
    2: 'The response is sent before the client is throttled (KIP-219).',
    4: 'States (KIP-518).',
    5: 'Types (KIP-848).',
  },
  errors: ['COORDINATOR_LOAD_IN_PROGRESS', 'COORDINATOR_NOT_AVAILABLE', 'GROUP_AUTHORIZATION_FAILED'],
  request: {
    statesFilter: array(string(), '4+', 'States wanted; empty for all.'),
    typesFilter: array(string(), '5+', 'Types wanted: classic, consumer, share, streams; empty for all.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('1+'),
    errorCode: errorCode('0+', 'the request'),
    groups: array(
      struct({
        groupId: string('0+', 'The group.'),
        protocolType: string('0+', 'The kind of group.'),
        groupState: string('4+', 'Its state.', { ignorable: true }),
        groupType: string('5+', 'Its type.', { ignorable: true }),
      }),
      '0+',
      'The groups.',
    ),
  },
})
