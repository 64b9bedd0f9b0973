import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, string, struct } from './vocabulary.ts'

/** Deletes empty groups. */
export const deleteGroups = api({
  key: 42,
  name: 'DeleteGroups',
  doc: 'Deletes groups without members.',
  versions: '0-2',
  flexible: '2+',
  notes: { 1: 'The response is sent before the client is throttled (KIP-219).' },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'INVALID_GROUP_ID',
    'GROUP_AUTHORIZATION_FAILED',
    'NON_EMPTY_GROUP',
    'GROUP_ID_NOT_FOUND',
  ],
  request: { groupsNames: array(string(), '0+', 'The groups.') },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    results: array(
      struct({
        groupId: string('0+', 'The group.'),
        errorCode: errorCode('0+', 'the group'),
      }),
      '0+',
      'One entry per group.',
    ),
  },
})
