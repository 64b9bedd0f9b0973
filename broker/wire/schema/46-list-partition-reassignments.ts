import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, string, struct } from './vocabulary.ts'

/** Moves of replicas that are under way. */
export const listPartitionReassignments = api({
  key: 46,
  name: 'ListPartitionReassignments',
  doc: 'Lists the moves of replicas that are under way.',
  versions: '0',
  flexible: '0+',
  errors: ['UNKNOWN_TOPIC_OR_PARTITION', 'CLUSTER_AUTHORIZATION_FAILED', 'NOT_CONTROLLER'],
  request: {
    timeoutMs: int32('0+', 'How long to wait, ms.', { default: 60000 }),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitionIndexes: array(int32(), '0+', 'The partitions.'),
      }),
      '0+',
      'What to list; null for everything.',
      { nullable: '0+', default: null },
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    errorMessage: errorMessage('0+'),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            replicas: array(int32(), '0+', 'Brokers with a replica.'),
            addingReplicas: array(int32(), '0+', 'Replicas on their way in.'),
            removingReplicas: array(int32(), '0+', 'Replicas on their way out.'),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'The moves.',
    ),
  },
})
