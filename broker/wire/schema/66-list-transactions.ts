import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int64, string, struct } from './vocabulary.ts'

/** The transactions a broker coordinates. */
export const listTransactions = api({
  key: 66,
  name: 'ListTransactions',
  doc: 'Lists the transactions that the broker coordinates.',
  versions: '0-2',
  flexible: '0+',
  notes: { 1: 'Filter by duration (KIP-994).', 2: 'Filter by pattern (KIP-1152).' },
  errors: ['COORDINATOR_LOAD_IN_PROGRESS', 'COORDINATOR_NOT_AVAILABLE', 'INVALID_REGULAR_EXPRESSION'],
  request: {
    stateFilters: array(string(), '0+', 'States wanted; empty for all.'),
    producerIdFilters: array(int64(), '0+', 'Producers wanted; empty for all.'),
    durationFilter: int64('1+', 'Shortest duration wanted, ms; -1 for any.', { default: -1 }),
    transactionalIdPattern: string('2+', 'Regular expression for the transactional id; null for any.', {
      nullable: '2+',
      default: null,
    }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    unknownStateFilters: array(string(), '0+', 'States in the filter that do not exist.'),
    transactionStates: array(
      struct({
        transactionalId: string('0+', 'The transactional id.'),
        producerId: int64('0+', 'The producer.'),
        transactionState: string('0+', 'Its state.'),
      }),
      '0+',
      'The transactions.',
    ),
  },
})
