import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int8, int32, int64, string, struct } from './vocabulary.ts'

/** Offsets by time, and the ends of the log. */
export const listOffsets = api({
  key: 2,
  name: 'ListOffsets',
  doc: 'Looks up offsets by timestamp, or the ends of the log.',
  versions: '1-11',
  flexible: '6+',
  notes: {
    1: 'One offset per partition.',
    2: 'Isolation level.',
    4: 'Leader epochs (KIP-320).',
    5: 'Clients know OFFSET_NOT_AVAILABLE.',
    7: 'Timestamp -3: the largest timestamp (KIP-734).',
    8: 'Timestamp -4: the earliest local offset (KIP-405).',
    9: 'Timestamp -5: the last tiered offset (KIP-1005).',
    10: 'Time-out, for lookups in remote storage (KIP-1075).',
    11: 'Timestamp -6: the earliest offset that awaits upload (KIP-1023).',
  },
  errors: [
    'UNKNOWN_TOPIC_OR_PARTITION',
    'NOT_LEADER_OR_FOLLOWER',
    'TOPIC_AUTHORIZATION_FAILED',
    'FENCED_LEADER_EPOCH',
    'UNKNOWN_LEADER_EPOCH',
    'OFFSET_NOT_AVAILABLE',
    'UNSUPPORTED_FOR_MESSAGE_FORMAT',
  ],
  request: {
    replicaId: int32('0+', 'The follower that asks; -1 for a client.'),
    isolationLevel: int8('2+', 'What the end is: 0 the high watermark, 1 the last stable offset.'),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            currentLeaderEpoch: int32('4+', 'The leader epoch the client knows; -1 for none.', {
              default: -1,
              ignorable: true,
            }),
            timestamp: int64('0+', 'Time wanted, ms since 1970; -1 end, -2 start, -3 largest timestamp.'),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'What to look up.',
    ),
    timeoutMs: int32('10+', 'How long a lookup in remote storage may take, ms.', { ignorable: true }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('2+'),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            errorCode: errorCode('0+', 'the partition'),
            timestamp: int64('1+', 'Timestamp of the record found, ms since 1970; -1 for none.', {
              default: -1,
              ignorable: true,
            }),
            offset: int64('1+', 'Offset found; -1 for none.', { default: -1, ignorable: true }),
            leaderEpoch: int32('4+', 'Leader epoch of the record found; -1 when unknown.', {
              default: -1,
              ignorable: true,
            }),
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
