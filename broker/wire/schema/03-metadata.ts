import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int32, string, struct, uuid } from './vocabulary.ts'

/** Topics, their partitions and leaders, and the brokers: the map every client works from. */
export const metadata = api({
  key: 3,
  name: 'Metadata',
  doc: 'Asks for brokers, topics and the leader of each partition.',
  versions: '0-13',
  flexible: '9+',
  notes: {
    0: 'An empty list of topics means all of them.',
    1: 'A null list means all topics; rack, controller and internal topics.',
    2: 'Cluster id.',
    3: 'Throttle time.',
    4: 'The client says whether topics may be created.',
    5: 'Offline replicas (KIP-112).',
    6: 'The response is sent before the client is throttled (KIP-219).',
    7: 'Leader epochs (KIP-320).',
    8: 'Authorized operations (KIP-430).',
    10: 'Topic ids (KIP-516).',
    11: 'Without the authorized operations of the cluster (KIP-700).',
    12: 'Topics can be asked for by id.',
    13: 'An error for the whole request (KIP-1102).',
  },
  errors: [
    'UNKNOWN_TOPIC_OR_PARTITION',
    'LEADER_NOT_AVAILABLE',
    'INVALID_TOPIC_EXCEPTION',
    'TOPIC_AUTHORIZATION_FAILED',
    'UNKNOWN_TOPIC_ID',
    'LISTENER_NOT_FOUND',
    'REBOOTSTRAP_REQUIRED',
  ],
  request: {
    topics: array(
      struct({
        topicId: uuid('10+', 'The id of the topic, or zero to ask by name.', { ignorable: true }),
        name: string('0+', 'The name of the topic; null to ask by id.', { nullable: '10+' }),
      }),
      '0+',
      'Topics to describe; null for all.',
      { nullable: '1+' },
    ),
    allowAutoTopicCreation: bool('4+', 'Whether missing topics may be created.', {
      default: true,
      ignorable: true,
    }),
    includeClusterAuthorizedOperations: bool('8-10', 'Whether to tell what may be done to the cluster.'),
    includeTopicAuthorizedOperations: bool('8+', 'Whether to tell what may be done to each topic.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('3+'),
    brokers: array(
      struct({
        nodeId: int32('0+', 'The broker.'),
        host: string('0+', 'Host to connect to.'),
        port: int32('0+', 'Port to connect to.'),
        rack: string('1+', 'Rack of the broker, if it has one.', {
          nullable: '1+',
          default: null,
          ignorable: true,
        }),
      }),
      '0+',
      'Live brokers.',
    ),
    clusterId: string('2+', 'Id of the cluster.', { nullable: '2+', default: null, ignorable: true }),
    controllerId: int32('1+', 'The broker to send administrative requests to; -1 when unknown.', {
      default: -1,
      ignorable: true,
    }),
    topics: array(
      struct({
        errorCode: errorCode('0+', 'the topic'),
        name: string('0+', 'The name of the topic; null when an id is not known.', { nullable: '12+' }),
        topicId: uuid('10+', 'The id of the topic.', { ignorable: true }),
        isInternal: bool('1+', 'Whether the brokers themselves use the topic.', {
          default: false,
          ignorable: true,
        }),
        partitions: array(
          struct({
            errorCode: errorCode('0+', 'the partition'),
            partitionIndex: int32('0+', 'The partition.'),
            leaderId: int32('0+', 'The broker that leads; -1 when none does.'),
            leaderEpoch: int32('7+', 'The epoch of the leader.', { default: -1, ignorable: true }),
            replicaNodes: array(int32(), '0+', 'Brokers with a replica, the preferred leader first.'),
            isrNodes: array(int32(), '0+', 'Brokers whose replica is in sync.'),
            offlineReplicas: array(int32(), '5+', 'Brokers whose replica is offline.', { ignorable: true }),
          }),
          '0+',
          'The partitions of the topic.',
        ),
        topicAuthorizedOperations: int32('8+', 'Bits of the allowed operations; -2^31 when not asked for.', {
          default: -2147483648,
          ignorable: true,
        }),
      }),
      '0+',
      'One entry per topic.',
    ),
    clusterAuthorizedOperations: int32('8-10', 'Bits of the allowed operations; -2^31 when not asked for.', {
      default: -2147483648,
      ignorable: true,
    }),
    errorCode: errorCode('13+', 'the request'),
  },
})
