import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, bool, int16, int64, string } from './vocabulary.ts'

/** Commits or aborts a transaction. */
export const endTxn = api({
  key: 26,
  name: 'EndTxn',
  doc: 'Commits or aborts a transaction.',
  versions: '0-5',
  flexible: '3+',
  notes: {
    1: 'The response is sent before the client is throttled (KIP-219).',
    2: 'Clients know PRODUCER_FENCED.',
    4: 'Clients know TRANSACTION_ABORTABLE (KIP-890).',
    5: 'Every transaction raises the producer epoch (KIP-890).',
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
    'TRANSACTION_ABORTABLE',
  ],
  request: {
    transactionalId: string('0+', 'The transactional id.'),
    producerId: int64('0+', 'The producer.'),
    producerEpoch: int16('0+', 'Its epoch.'),
    committed: bool('0+', 'Whether to commit; else it is aborted.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    producerId: int64('5+', 'The producer id to go on with; -1 on failure.', {
      default: -1,
      ignorable: true,
    }),
    producerEpoch: int16('5+', 'The epoch to go on with; -1 on failure.', { default: -1, ignorable: true }),
  },
})
