import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, int64, string, struct } from './vocabulary.ts'

/** Where a leader epoch ends, so that a log can be cut there. */
export const offsetForLeaderEpoch = api({
  key: 23,
  name: 'OffsetForLeaderEpoch',
  doc: 'Asks where a leader epoch ends.',
  versions: '2-4',
  flexible: '4+',
  notes: { 2: 'Leader epochs are checked (KIP-320).', 3: 'The replica that asks.' },
  errors: [
    'UNKNOWN_TOPIC_OR_PARTITION',
    'NOT_LEADER_OR_FOLLOWER',
    'FENCED_LEADER_EPOCH',
    'UNKNOWN_LEADER_EPOCH',
    'TOPIC_AUTHORIZATION_FAILED',
    'KAFKA_STORAGE_ERROR',
  ],
  request: {
    replicaId: int32('3+', 'The follower that asks; -1 for a consumer, -2 when unknown.', {
      default: -2,
      ignorable: true,
    }),
    topics: array(
      struct({
        topic: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partition: int32('0+', 'The partition.'),
            currentLeaderEpoch: int32('2+', 'The leader epoch the client knows; -1 for none.', {
              default: -1,
              ignorable: true,
            }),
            leaderEpoch: int32('0+', 'The epoch to look up.'),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'What to look up.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('2+'),
    topics: array(
      struct({
        topic: string('0+', 'The topic.'),
        partitions: array(
          struct({
            errorCode: errorCode('0+', 'the partition'),
            partition: int32('0+', 'The partition.'),
            leaderEpoch: int32('1+', 'The largest epoch up to the one asked for; -1 for none.', {
              default: -1,
              ignorable: true,
            }),
            endOffset: int64('0+', 'Where that epoch ends; -1 when unknown.', { default: -1 }),
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
