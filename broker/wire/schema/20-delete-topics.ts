import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, string, struct, uuid } from './vocabulary.ts'

/** Deletes topics. */
export const deleteTopics = api({
  key: 20,
  name: 'DeleteTopics',
  doc: 'Deletes topics by name or id.',
  versions: '1-6',
  flexible: '4+',
  notes: {
    1: 'Throttle time.',
    2: 'The response is sent before the client is throttled (KIP-219).',
    3: 'Clients know TOPIC_DELETION_DISABLED.',
    5: 'Error messages (KIP-599).',
    6: 'Topic ids (KIP-516).',
  },
  errors: [
    'UNKNOWN_TOPIC_OR_PARTITION',
    'UNKNOWN_TOPIC_ID',
    'TOPIC_AUTHORIZATION_FAILED',
    'TOPIC_DELETION_DISABLED',
    'INVALID_REQUEST',
    'NOT_CONTROLLER',
    'REQUEST_TIMED_OUT',
    'THROTTLING_QUOTA_EXCEEDED',
  ],
  request: {
    topics: array(
      struct({
        name: string('6+', 'The name of the topic; null to delete by id.', { nullable: '6+', default: null }),
        topicId: uuid('6+', 'The id of the topic; zero to delete by name.', {
          default: 'AAAAAAAAAAAAAAAAAAAAAA',
        }),
      }),
      '6+',
      'Topics to delete.',
    ),
    topicNames: array(string(), '0-5', 'Names of the topics to delete.', { ignorable: true }),
    timeoutMs: int32('0+', 'How long to wait for the deletion, ms.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('1+'),
    responses: array(
      struct({
        name: string('0+', 'The name of the topic; null when an id is not known.', { nullable: '6+' }),
        topicId: uuid('6+', 'The id of the topic.', { ignorable: true }),
        errorCode: errorCode('0+', 'the topic'),
        errorMessage: errorMessage('5+'),
      }),
      '0+',
      'One entry per topic.',
    ),
  },
})
