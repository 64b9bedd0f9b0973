import { errorCode, errorMessage } from './shared-fields.ts'
import { api, array, int32, string, struct, uuid } from './vocabulary.ts'

/** Forgets the state of share partitions. */
export const deleteShareGroupState = api({
  key: 86,
  name: 'DeleteShareGroupState',
  doc: 'Forgets the state of share partitions.',
  versions: '0',
  flexible: '0+',
  internal: true,
  notes: { 0: 'Share groups (KIP-932).' },
  errors: [
    'COORDINATOR_LOAD_IN_PROGRESS',
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'GROUP_ID_NOT_FOUND',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'FENCED_STATE_EPOCH',
    'INVALID_REQUEST',
  ],
  request: {
    groupId: string('0+', 'The group.'),
    topics: array(
      struct({
        topicId: uuid('0+', 'The id of the topic.'),
        partitions: array(
          struct({
            partition: int32('0+', 'The partition.'),
          }),
          '0+',
          'The partitions.',
          { name: 'PartitionData' },
        ),
      }),
      '0+',
      'The topics.',
      { name: 'DeleteStateData' },
    ),
  },
  response: {
    results: array(
      struct({
        topicId: uuid('0+', 'The id of the topic.'),
        partitions: array(
          struct({
            partition: int32('0+', 'The partition.'),
            errorCode: errorCode('0+'),
            errorMessage: errorMessage('0+'),
          }),
          '0+',
          'The partitions.',
          { name: 'PartitionResult' },
        ),
      }),
      '0+',
      'One entry per topic.',
      { name: 'DeleteStateResult' },
    ),
  },
})
