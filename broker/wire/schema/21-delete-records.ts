import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, int64, string, struct } from './vocabulary.ts'

/** Moves the start of partitions forward. */
export const deleteRecords = api({
  key: 21,
  name: 'DeleteRecords',
  doc: 'Deletes the records before an offset.',
  versions: '0-2',
  flexible: '2+',
  notes: { 1: 'The response is sent before the client is throttled (KIP-219).' },
  errors: [
    'OFFSET_OUT_OF_RANGE',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'NOT_LEADER_OR_FOLLOWER',
    'TOPIC_AUTHORIZATION_FAILED',
    'POLICY_VIOLATION',
    'REQUEST_TIMED_OUT',
  ],
  request: {
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            offset: int64('0+', 'First offset to keep; -1 for the high watermark.'),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'What to delete.',
    ),
    timeoutMs: int32('0+', 'How long to wait for the replicas, ms.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            lowWatermark: int64('0+', 'First offset that every replica still has; -1 on failure.'),
            errorCode: errorCode('0+', 'the partition'),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'The outcome.',
    ),
  },
})
