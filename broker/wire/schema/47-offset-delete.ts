import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, string, struct } from './vocabulary.ts'

/** Forgets the position of a group. */
export const offsetDelete = api({
  key: 47,
  name: 'OffsetDelete',
  doc: 'Forgets the position of a group in partitions.',
  versions: '0',
  flexible: 'none',
  errors: [
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'GROUP_AUTHORIZATION_FAILED',
    'GROUP_ID_NOT_FOUND',
    'NON_EMPTY_GROUP',
    'GROUP_SUBSCRIBED_TO_TOPIC',
    'UNKNOWN_TOPIC_OR_PARTITION',
  ],
  request: {
    groupId: string('0+', 'The group.'),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(struct({ partitionIndex: int32('0+', 'The partition.') }), '0+', 'The partitions.'),
      }),
      '0+',
      'What to forget.',
    ),
  },
  response: {
    errorCode: errorCode('0+', 'the request'),
    throttleTimeMs: throttleTimeMs('0+'),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
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
