import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int32, string, struct } from './vocabulary.ts'

/** Moves replicas to other brokers. */
export const alterPartitionReassignments = api({
  key: 45,
  name: 'AlterPartitionReassignments',
  doc: 'Starts or cancels the move of replicas to other brokers.',
  versions: '0-1',
  flexible: '0+',
  notes: { 1: 'Whether the replication factor may change (KIP-860).' },
  errors: [
    'UNKNOWN_TOPIC_OR_PARTITION',
    'INVALID_REPLICA_ASSIGNMENT',
    'INVALID_REPLICATION_FACTOR',
    'NO_REASSIGNMENT_IN_PROGRESS',
    'CLUSTER_AUTHORIZATION_FAILED',
    'NOT_CONTROLLER',
  ],
  request: {
    timeoutMs: int32('0+', 'How long to wait for the start, ms.', { default: 60000 }),
    allowReplicationFactorChange: bool('1+', 'Whether the replication factor may change.', { default: true }),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            replicas: array(int32(), '0+', 'Brokers it is to be on; null cancels a move.', {
              nullable: '0+',
              default: null,
            }),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'What to move.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    allowReplicationFactorChange: bool('1+', 'Whether the replication factor might change.', {
      default: true,
      ignorable: true,
    }),
    errorCode: errorCode('0+', 'the request'),
    errorMessage: errorMessage('0+'),
    responses: array(
      struct({
        name: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            errorCode: errorCode('0+', 'the partition'),
            errorMessage: errorMessage('0+'),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'The outcome per topic.',
    ),
  },
})
