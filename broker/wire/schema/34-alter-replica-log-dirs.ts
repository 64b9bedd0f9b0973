import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, string, struct } from './vocabulary.ts'

/** Moves replicas of a broker to another of its log directories. */
export const alterReplicaLogDirs = api({
  key: 34,
  name: 'AlterReplicaLogDirs',
  doc: 'Moves replicas between the log directories of a broker.',
  versions: '1-2',
  flexible: '2+',
  notes: { 1: 'The response is sent before the client is throttled (KIP-219).' },
  errors: [
    'LOG_DIR_NOT_FOUND',
    'KAFKA_STORAGE_ERROR',
    'REPLICA_NOT_AVAILABLE',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'CLUSTER_AUTHORIZATION_FAILED',
  ],
  request: {
    dirs: array(
      struct({
        path: string('0+', 'Path of the directory.'),
        topics: array(
          struct({
            name: string('0+', 'The topic.'),
            partitions: array(int32(), '0+', 'The partitions.'),
          }),
          '0+',
          'The replicas to move there, by topic.',
        ),
      }),
      '0+',
      'The directories.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    results: array(
      struct({
        topicName: string('0+', 'The topic.'),
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
      'The outcome, by topic.',
    ),
  },
})
