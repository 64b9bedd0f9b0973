import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, string, struct, uuid } from './vocabulary.ts'

/** Forgets topics of a share group. */
export const deleteShareGroupOffsets = api({
  key: 92,
  name: 'DeleteShareGroupOffsets',
  doc: 'Forgets the state of an empty share group for topics.',
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
    'UNKNOWN_TOPIC_OR_PARTITION',
    'GROUP_AUTHORIZATION_FAILED',
    'TOPIC_AUTHORIZATION_FAILED',
  ],
  request: {
    groupId: string('0+', 'The group.'),
    topics: array(
      struct({
        topicName: string('0+', 'The topic.'),
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
        errorCode: errorCode('0+'),
        errorMessage: errorMessage('0+'),
      }),
      '0+',
      'One entry per topic.',
      { name: 'Topic' },
    ),
  },
})
