import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int8, int32, string, struct } from './vocabulary.ts'

/** Which broker coordinates a group, a transactional id or a share group. */
export const findCoordinator = api({
  key: 10,
  name: 'FindCoordinator',
  doc: 'Asks which broker coordinates a group or a transactional id.',
  versions: '0-6',
  flexible: '3+',
  notes: {
    1: 'Kinds of keys; throttle time.',
    2: 'The response is sent before the client is throttled (KIP-219).',
    4: 'Several keys in one request (KIP-699).',
    5: 'Clients know TRANSACTION_ABORTABLE (KIP-890).',
    6: 'Share groups (KIP-932).',
  },
  errors: [
    'COORDINATOR_NOT_AVAILABLE',
    'INVALID_GROUP_ID',
    'INVALID_REQUEST',
    'GROUP_AUTHORIZATION_FAILED',
    'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
  ],
  request: {
    key: string('0-3', 'The group or transactional id.'),
    keyType: int8('1+', 'What the key names: 0 group, 1 transaction, 2 share group partition.', {
      default: 0,
    }),
    coordinatorKeys: array(string(), '4+', 'The ids to look up.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('1+'),
    errorCode: errorCode('0-3', 'the key'),
    errorMessage: string('1-3', 'What went wrong, for people.', {
      nullable: '1-3',
      default: null,
      ignorable: true,
    }),
    nodeId: int32('0-3', 'The coordinator; -1 on failure.', { ignorable: true }),
    host: string('0-3', 'Host to connect to.', { ignorable: true }),
    port: int32('0-3', 'Port to connect to.', { ignorable: true }),
    coordinators: array(
      struct({
        key: string('4+', 'The id that was asked for.'),
        nodeId: int32('4+', 'The coordinator; -1 on failure.'),
        host: string('4+', 'Host to connect to.'),
        port: int32('4+', 'Port to connect to.'),
        errorCode: errorCode('4+', 'the key'),
        errorMessage: errorMessage('4+'),
      }),
      '4+',
      'One entry per key.',
    ),
  },
})
