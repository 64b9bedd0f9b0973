import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int32, string, struct } from './vocabulary.ts'

/** Adds partitions to topics. */
export const createPartitions = api({
  key: 37,
  name: 'CreatePartitions',
  doc: 'Adds partitions to topics.',
  versions: '0-3',
  flexible: '2+',
  notes: {
    1: 'The response is sent before the client is throttled (KIP-219).',
    3: 'Clients know THROTTLING_QUOTA_EXCEEDED (KIP-599).',
  },
  errors: [
    'UNKNOWN_TOPIC_OR_PARTITION',
    'INVALID_PARTITIONS',
    'INVALID_REPLICA_ASSIGNMENT',
    'REASSIGNMENT_IN_PROGRESS',
    'TOPIC_AUTHORIZATION_FAILED',
    'INVALID_REQUEST',
    'NOT_CONTROLLER',
  ],
  request: {
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        count: int32('0+', 'Partitions it is to have in all.'),
        assignments: array(
          struct({ brokerIds: array(int32(), '0+', 'Brokers of the replicas, the preferred leader first.') }),
          '0+',
          'Where each added partition goes; null to let the controller choose.',
          { nullable: '0+', default: null },
        ),
      }),
      '0+',
      'Topics to extend.',
    ),
    timeoutMs: int32('0+', 'How long to wait for the partitions, ms.'),
    validateOnly: bool('0+', 'Whether only to check.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    results: array(
      struct({
        name: string('0+', 'The topic.'),
        errorCode: errorCode('0+', 'the topic'),
        errorMessage: errorMessage('0+'),
      }),
      '0+',
      'One entry per topic.',
    ),
  },
})
