import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, int16, int32, int64, string } from './vocabulary.ts'

/** Gives a producer its id and epoch. */
export const initProducerId = api({
  key: 22,
  name: 'InitProducerId',
  doc: 'Gives a producer its id and epoch.',
  versions: '0-5',
  flexible: '2+',
  notes: {
    1: 'The response is sent before the client is throttled (KIP-219).',
    3: 'A producer may ask for a higher epoch (KIP-360).',
    4: 'Clients know PRODUCER_FENCED.',
    5: 'Clients know TRANSACTION_ABORTABLE (KIP-890).',
  },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'INVALID_TRANSACTION_TIMEOUT',
    'CONCURRENT_TRANSACTIONS',
    'INVALID_PRODUCER_EPOCH',
    'PRODUCER_FENCED',
    'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
    'CLUSTER_AUTHORIZATION_FAILED',
    'INVALID_REQUEST',
  ],
  request: {
    transactionalId: string('0+', 'The transactional id; null for an idempotent producer.', {
      nullable: '0+',
    }),
    transactionTimeoutMs: int32('0+', 'Time after which an open transaction is aborted, ms.'),
    producerId: int64('3+', 'The id the producer has; -1 for none.', { default: -1 }),
    producerEpoch: int16('3+', 'The epoch the producer has; -1 for none.', { default: -1 }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    producerId: int64('0+', 'The id; -1 on failure.', { default: -1 }),
    producerEpoch: int16('0+', 'The epoch.'),
  },
})
