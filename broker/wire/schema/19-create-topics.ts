import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int8, int16, int32, string, struct, uuid } from './vocabulary.ts'

/** Creates topics. */
export const createTopics = api({
  key: 19,
  name: 'CreateTopics',
  doc: 'Creates topics.',
  versions: '2-7',
  flexible: '5+',
  notes: {
    2: 'Throttle time.',
    3: 'The response is sent before the client is throttled (KIP-219).',
    4: 'Partitions and replication factor may be -1, the default of the broker (KIP-464).',
    5: 'The response tells what was created (KIP-525).',
    6: 'Clients know THROTTLING_QUOTA_EXCEEDED (KIP-599).',
    7: 'Topic ids.',
  },
  errors: [
    'TOPIC_ALREADY_EXISTS',
    'INVALID_TOPIC_EXCEPTION',
    'INVALID_PARTITIONS',
    'INVALID_REPLICATION_FACTOR',
    'INVALID_REPLICA_ASSIGNMENT',
    'INVALID_CONFIG',
    'POLICY_VIOLATION',
    'NOT_CONTROLLER',
    'INVALID_REQUEST',
    'TOPIC_AUTHORIZATION_FAILED',
    'CLUSTER_AUTHORIZATION_FAILED',
    'REQUEST_TIMED_OUT',
    'THROTTLING_QUOTA_EXCEEDED',
  ],
  request: {
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        numPartitions: int32('0+', 'Partitions to create; -1 for the default or with assignments.'),
        replicationFactor: int16('0+', 'Replicas of each partition; -1 for the default or with assignments.'),
        assignments: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            brokerIds: array(int32(), '0+', 'Brokers of its replicas, the preferred leader first.'),
          }),
          '0+',
          'Where each partition goes; empty to let the controller choose.',
        ),
        configs: array(
          struct({
            name: string('0+', 'The configuration.'),
            value: string('0+', 'Its value.', { nullable: '0+' }),
          }),
          '0+',
          'Configurations that differ from the defaults.',
        ),
      }),
      '0+',
      'Topics to create.',
    ),
    timeoutMs: int32('0+', 'How long to wait for the topics, ms.', { default: 60000 }),
    validateOnly: bool('1+', 'Whether only to check.', { default: false }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('2+'),
    topics: array(
      struct({
        name: string('0+', 'The topic.'),
        topicId: uuid('7+', 'The id it got.', { ignorable: true }),
        errorCode: errorCode('0+', 'the topic'),
        errorMessage: errorMessage('1+'),
        numPartitions: int32('5+', 'Partitions it got; -1 on failure.', { default: -1, ignorable: true }),
        replicationFactor: int16('5+', 'Replicas it got; -1 on failure.', { default: -1, ignorable: true }),
        configs: array(
          struct({
            name: string('5+', 'The configuration.'),
            value: string('5+', 'Its value; null when it is sensitive.', { nullable: '5+' }),
            readOnly: bool('5+', 'Whether it cannot be changed.'),
            configSource: int8('5+', 'Where the value comes from; as in DescribeConfigs.', {
              default: -1,
              ignorable: true,
            }),
            isSensitive: bool('5+', 'Whether the value is hidden.'),
          }),
          '5+',
          'Every configuration of the topic.',
          { nullable: '5+', ignorable: true },
        ),
        topicConfigErrorCode: int16('5+', 'Why the configurations are not told; 0 when they are.', {
          tag: 0,
          ignorable: true,
        }),
      }),
      '0+',
      'One entry per topic.',
    ),
  },
})
