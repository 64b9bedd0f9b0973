import { array, int8, int16, int32, int64, message, string, struct } from '../vocabulary.ts'

/** A transactional id in `__transaction_state`. */
export const transactionLogValue = message({
  name: 'TransactionLogValue',
  doc: 'A transactional id with its transaction.',
  versions: '0-1',
  flexible: '1+',
  notes: { 1: 'Producer ids before and after, and the version of the protocol (KIP-890).' },
  fields: {
    producerId: int64('0+', 'The producer.'),
    producerEpoch: int16('0+', 'Its epoch.'),
    transactionTimeoutMs: int32('0+', 'Time after which an open transaction is aborted, ms.'),
    transactionStatus: int8('0+', 'Its state, by number.'),
    transactionPartitions: array(
      struct({
        topic: string('0+', 'The topic.'),
        partitionIds: array(int32(), '0+', 'The partitions.'),
      }),
      '0+',
      'What it has written to; null when it has written nothing.',
      { nullable: '0+' },
    ),
    transactionLastUpdateTimestampMs: int64('0+', 'When it last changed, ms since 1970.'),
    transactionStartTimestampMs: int64('0+', 'When it started, ms since 1970; -1 when it is not open.'),
    previousProducerId: int64('1+', 'The producer id before it ran out of epochs; -1 for none.', {
      tag: 0,
      default: -1,
      ignorable: true,
    }),
    nextProducerId: int64('1+', 'The producer id that comes next; -1 for none.', {
      tag: 1,
      default: -1,
      ignorable: true,
    }),
    clientTransactionVersion: int16('1+', 'Version of the protocol the client speaks.', {
      tag: 2,
      default: 0,
      ignorable: true,
    }),
  },
})
