import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int16, int32, int64, string, struct } from './vocabulary.ts'

/** Adds partitions to a transaction. */
export const addPartitionsToTxn = api({
  key: 24,
  name: 'AddPartitionsToTxn',
  doc: 'Adds partitions to a transaction, or checks that they are in it.',
  versions: '0-5',
  flexible: '3+',
  notes: {
    1: 'The response is sent before the client is throttled (KIP-219).',
    2: 'Clients know PRODUCER_FENCED.',
    4: 'Several transactions; sent by brokers to verify (KIP-890).',
    5: 'Clients know TRANSACTION_ABORTABLE (KIP-890).',
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
    'TOPIC_AUTHORIZATION_FAILED',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'OPERATION_NOT_ATTEMPTED',
    'TRANSACTION_ABORTABLE',
  ],
  request: {
    transactions: array(
      struct({
        transactionalId: string('4+', 'The transactional id.'),
        producerId: int64('4+', 'The producer.'),
        producerEpoch: int16('4+', 'Its epoch.'),
        verifyOnly: bool('4+', 'Whether only to check.', { default: false }),
        topics: array(
          struct({
            name: string('4+', 'The topic.'),
            partitions: array(int32(), '4+', 'The partitions.'),
          }),
          '4+',
          'What to add.',
          { name: 'TransactionTopic' },
        ),
      }),
      '4+',
      'The transactions.',
    ),
    v3AndBelowTransactionalId: string('0-3', 'The transactional id.'),
    v3AndBelowProducerId: int64('0-3', 'The producer.'),
    v3AndBelowProducerEpoch: int16('0-3', 'Its epoch.'),
    v3AndBelowTopics: array(
      struct({
        name: string('0-3', 'The topic.'),
        partitions: array(int32(), '0-3', 'The partitions.'),
      }),
      '0-3',
      'What to add.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('4+', 'the request'),
    resultsByTransaction: array(
      struct({
        transactionalId: string('4+', 'The transactional id.'),
        topicResults: array(
          struct({
            name: string('4+', 'The topic.'),
            resultsByPartition: array(
              struct({
                partitionIndex: int32('4+', 'The partition.'),
                partitionErrorCode: int16('4+', 'The outcome for the partition; 0 is success.'),
              }),
              '4+',
              'The outcome per partition.',
              { name: 'TransactionPartitionResult' },
            ),
          }),
          '4+',
          'The outcome per topic.',
          { name: 'TransactionTopicResult' },
        ),
      }),
      '4+',
      'The outcome per transaction.',
      { name: 'TransactionResult' },
    ),
    resultsByTopicV3AndBelow: array(
      struct({
        name: string('0-3', 'The topic.'),
        resultsByPartition: array(
          struct({
            partitionIndex: int32('0-3', 'The partition.'),
            partitionErrorCode: int16('0-3', 'The outcome for the partition; 0 is success.'),
          }),
          '0-3',
          'The outcome per partition.',
          { name: 'PartitionResult' },
        ),
      }),
      '0-3',
      'The outcome per topic.',
      { name: 'TopicResult' },
    ),
  },
})
