import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int16, int32, int64, string, struct } from './vocabulary.ts'

/** State of transactions. */
export const describeTransactions = api({
  key: 65,
  name: 'DescribeTransactions',
  doc: 'Describes transactions by their transactional ids.',
  versions: '0',
  flexible: '0+',
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'TRANSACTIONAL_ID_NOT_FOUND',
    'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
  ],
  request: { transactionalIds: array(string(), '0+', 'The transactional ids.') },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    transactionStates: array(
      struct({
        errorCode: errorCode('0+', 'the transaction'),
        transactionalId: string('0+', 'The transactional id.'),
        transactionState: string(
          '0+',
          'Empty, Ongoing, PrepareCommit, PrepareAbort, CompleteCommit, CompleteAbort.',
        ),
        transactionTimeoutMs: int32('0+', 'Time after which it is aborted, ms.'),
        transactionStartTimeMs: int64('0+', 'When it started, ms since 1970; -1 when it is not open.'),
        producerId: int64('0+', 'The producer.'),
        producerEpoch: int16('0+', 'Its epoch.'),
        topics: array(
          struct({
            topic: string('0+', 'The topic.'),
            partitions: array(int32(), '0+', 'The partitions.'),
          }),
          '0+',
          'What it has written to.',
        ),
      }),
      '0+',
      'One entry per transactional id.',
    ),
  },
})
