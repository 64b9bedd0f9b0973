import { errorCode, errorMessage } from './shared-fields.ts'
import { api, array, int32, int64, string, struct, uint16, uuid } from './vocabulary.ts'

const replicaState = struct({
  replicaId: int32('0+', 'The node.'),
  replicaDirectoryId: uuid('2+', 'The directory of its log.', { ignorable: true }),
  logEndOffset: int64('0+', 'Next offset of its log; -1 when unknown.'),
  lastFetchTimestamp: int64('1+', 'When it last fetched, ms since 1970; -1 when unknown.', {
    default: -1,
    ignorable: true,
  }),
  lastCaughtUpTimestamp: int64('1+', 'When it last had everything, ms since 1970; -1 when unknown.', {
    default: -1,
    ignorable: true,
  }),
})

/** Leader, voters and observers of the metadata quorum. */
export const describeQuorum = api({
  key: 55,
  name: 'DescribeQuorum',
  doc: 'Describes leader, voters and observers of the metadata quorum.',
  versions: '0-2',
  flexible: '0+',
  notes: { 1: 'Times of the replicas (KIP-836).', 2: 'Directories, messages and nodes (KIP-853).' },
  errors: ['NOT_LEADER_OR_FOLLOWER', 'CLUSTER_AUTHORIZATION_FAILED', 'UNKNOWN_TOPIC_OR_PARTITION'],
  request: {
    topics: array(
      struct({
        topicName: string('0+', 'The topic, __cluster_metadata.'),
        partitions: array(
          struct({ partitionIndex: int32('0+', 'The partition, 0.') }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'What to describe.',
    ),
  },
  response: {
    errorCode: errorCode('0+', 'the request'),
    errorMessage: errorMessage('2+'),
    topics: array(
      struct({
        topicName: string('0+', 'The topic.'),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            errorCode: errorCode('0+', 'the partition'),
            errorMessage: errorMessage('2+'),
            leaderId: int32('0+', 'The leader; -1 when unknown.'),
            leaderEpoch: int32('0+', 'Its epoch.'),
            highWatermark: int64('0+', 'First offset that is not committed yet.'),
            currentVoters: array(replicaState, '0+', 'The voters.', { name: 'ReplicaState' }),
            observers: array(replicaState, '0+', 'The observers.', { name: 'ReplicaState' }),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'The state.',
    ),
    nodes: array(
      struct({
        nodeId: int32('2+', 'The node.'),
        listeners: array(
          struct({
            name: string('2+', 'The listener.'),
            host: string('2+', 'Host to connect to.'),
            port: uint16('2+', 'Port to connect to.'),
          }),
          '2+',
          'Where it listens.',
        ),
      }),
      '2+',
      'Addresses of the voters.',
      { ignorable: true },
    ),
  },
})
