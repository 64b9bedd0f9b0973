import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, int64, string, struct } from './vocabulary.ts'

/** Producers that write to a partition. */
export const describeProducers = api({
  key: 61,
  name: 'DescribeProducers',
  doc: 'Describes the producers that a partition remembers.',
  versions: '0',
  flexible: '0+',
  errors: [
    'UNKNOWN_TOPIC_OR_PARTITION',
    'NOT_LEADER_OR_FOLLOWER',
    'TOPIC_AUTHORIZATION_FAILED',
    'INVALID_TOPIC_EXCEPTION',
  ],
  request: {
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitionIndexes: array(int32(), '0+', 'The partitions.'),
      }),
      '0+',
      'What to describe.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            errorCode: errorCode('0+', 'the partition'),
            errorMessage: errorMessage('0+'),
            activeProducers: array(
              struct({
                producerId: int64('0+', 'The producer.'),
                producerEpoch: int32('0+', 'Its epoch.'),
                lastSequence: int32('0+', 'The last sequence it wrote; -1 for none.', { default: -1 }),
                lastTimestamp: int64('0+', 'The last timestamp it wrote, ms since 1970; -1 for none.', {
                  default: -1,
                }),
                coordinatorEpoch: int32('0+', 'Epoch of its transaction coordinator.'),
                currentTxnStartOffset: int64('0+', 'Where its open transaction starts; -1 for none.', {
                  default: -1,
                }),
              }),
              '0+',
              'The producers.',
            ),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'What was found.',
    ),
  },
})
