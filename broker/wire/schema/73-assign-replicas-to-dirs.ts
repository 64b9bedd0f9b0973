import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int32, int64, struct, uuid } from './vocabulary.ts'

/** A broker tells in which of its log directories replicas are. */
export const assignReplicasToDirs = api({
  key: 73,
  name: 'AssignReplicasToDirs',
  doc: 'Lets a broker tell in which of its log directories its replicas are.',
  versions: '0',
  flexible: '0+',
  internal: true,
  errors: [
    'NOT_CONTROLLER',
    'STALE_BROKER_EPOCH',
    'BROKER_ID_NOT_REGISTERED',
    'UNKNOWN_TOPIC_ID',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'NOT_LEADER_OR_FOLLOWER',
    'INVALID_REQUEST',
    'CLUSTER_AUTHORIZATION_FAILED',
  ],
  request: {
    brokerId: int32('0+', 'The broker.'),
    brokerEpoch: int64('0+', 'Its broker epoch.', { default: -1 }),
    directories: array(
      struct({
        id: uuid('0+', 'The directory.'),
        topics: array(
          struct({
            topicId: uuid('0+', 'The topic.'),
            partitions: array(
              struct({ partitionIndex: int32('0+', 'The partition.') }),
              '0+',
              'The partitions.',
            ),
          }),
          '0+',
          'The replicas there, by topic.',
        ),
      }),
      '0+',
      'The directories.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    directories: array(
      struct({
        id: uuid('0+', 'The directory.'),
        topics: array(
          struct({
            topicId: uuid('0+', 'The topic.'),
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
          'The replicas, by topic.',
        ),
      }),
      '0+',
      'The directories.',
    ),
  },
})
