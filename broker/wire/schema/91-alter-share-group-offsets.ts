import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, int64, string, struct, uuid } from './vocabulary.ts'

/** Sets start offsets of a share group. */
export const alterShareGroupOffsets = api({
  key: 91,
  name: 'AlterShareGroupOffsets',
  doc: 'Sets the start offsets of an empty share group.',
  versions: '0',
  flexible: '0+',
  notes: { 0: 'Share groups (KIP-932).' },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'GROUP_ID_NOT_FOUND',
    'NON_EMPTY_GROUP',
    'KAFKA_STORAGE_ERROR',
    'INVALID_REQUEST',
    'GROUP_AUTHORIZATION_FAILED',
    'TOPIC_AUTHORIZATION_FAILED',
  ],
  request: {
    groupId: string('0+', 'The group.'),
    topics: array(
      struct({
        topicName: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            startOffset: int64('0+', 'First offset that is not done with; -1 for none.'),
          }),
          '0+',
          'The partitions.',
          { name: 'Partition' },
        ),
      }),
      '0+',
      'The topics.',
      { name: 'Topic' },
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+'),
    errorMessage: errorMessage('0+'),
    responses: array(
      struct({
        topicName: string('0+', 'The topic.'),
        topicId: uuid('0+', 'The id of the topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            errorCode: errorCode('0+'),
            errorMessage: errorMessage('0+'),
          }),
          '0+',
          'The partitions.',
          { name: 'Partition' },
        ),
      }),
      '0+',
      'One entry per topic.',
      { name: 'Topic' },
    ),
  },
})
