import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, int16, int64, string } from './vocabulary.ts'

/** Adds the offsets of a group to a transaction. */
export const addOffsetsToTxn = api({
  key: 25,
  name: 'AddOffsetsToTxn',
  doc: 'Adds the offsets of a group to a transaction.',
  versions: '0-4',
  flexible: '3+',
  notes: {
    1: 'The response is sent before the client is throttled (KIP-219).',
    2: 'Clients know PRODUCER_FENCED.',
    4: 'Clients know TRANSACTION_ABORTABLE (KIP-890).',
  },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'INVALID_TXN_STATE',
    'INVALID_PRODUCER_ID_MAPPING',
    'INVALID_PRODUCER_EPOCH',
    'PRODUCER_FENCED',
    'CONCURRENT_TRANSACTIONS',
    'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
    'GROUP_AUTHORIZATION_FAILED',
    'TRANSACTION_ABORTABLE',
  ],
  request: {
    transactionalId: string('0+', 'The transactional id.'),
    producerId: int64('0+', 'The producer.'),
    producerEpoch: int16('0+', 'Its epoch.'),
    groupId: string('0+', 'The group.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
  },
})
