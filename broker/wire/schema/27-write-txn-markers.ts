import { errorCode } from './shared-fields.ts'
import { api, array, bool, int8, int16, int32, int64, string, struct } from './vocabulary.ts'

/** Writes the end of transactions into partitions. */
export const writeTxnMarkers = api({
  key: 27,
  name: 'WriteTxnMarkers',
  doc: 'Writes the end of transactions into partitions.',
  versions: '1-2',
  flexible: '1+',
  internal: true,
  notes: { 2: 'Transaction version (KIP-1228).' },
  errors: [
    'UNKNOWN_TOPIC_OR_PARTITION',
    'NOT_LEADER_OR_FOLLOWER',
    'INVALID_PRODUCER_EPOCH',
    'TRANSACTION_COORDINATOR_FENCED',
    'CLUSTER_AUTHORIZATION_FAILED',
  ],
  request: {
    markers: array(
      struct({
        producerId: int64('0+', 'The producer.'),
        producerEpoch: int16('0+', 'Its epoch.'),
        transactionResult: bool('0+', 'Whether the transaction was committed.'),
        topics: array(
          struct({
            name: string('0+', 'The topic.'),
            partitionIndexes: array(int32(), '0+', 'The partitions.'),
          }),
          '0+',
          'Where to write.',
        ),
        coordinatorEpoch: int32('0+', 'Epoch of the transaction coordinator.'),
        transactionVersion: int8('2+', 'Version of the transaction protocol.', {
          default: 0,
          ignorable: true,
        }),
      }),
      '0+',
      'The markers.',
    ),
  },
  response: {
    markers: array(
      struct({
        producerId: int64('0+', 'The producer.'),
        topics: array(
          struct({
            name: string('0+', 'The topic.'),
            partitions: array(
              struct({
                partitionIndex: int32('0+', 'The partition.'),
                errorCode: errorCode('0+', 'the partition'),
              }),
              '0+',
              'The outcome per partition.',
            ),
          }),
          '0+',
          'The outcome per topic.',
        ),
      }),
      '0+',
      'The outcome per marker.',
    ),
  },
})
