import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, int8, int32, int64, struct, uuid } from './vocabulary.ts'

/** A leader changes the in-sync set of its partition. */
export const alterPartition = api({
  key: 56,
  name: 'AlterPartition',
  doc: 'Lets a leader change the in-sync replicas of its partitions.',
  versions: '2-3',
  flexible: '0+',
  internal: true,
  notes: { 2: 'Topic ids (KIP-841).', 3: 'Broker epochs of the in-sync replicas (KIP-903).' },
  errors: [
    'NOT_CONTROLLER',
    'STALE_BROKER_EPOCH',
    'UNKNOWN_TOPIC_ID',
    'FENCED_LEADER_EPOCH',
    'INVALID_UPDATE_VERSION',
    'INVALID_REQUEST',
    'INELIGIBLE_REPLICA',
    'NEW_LEADER_ELECTED',
    'OPERATION_NOT_ATTEMPTED',
    'CLUSTER_AUTHORIZATION_FAILED',
  ],
  request: {
    brokerId: int32('0+', 'The leader.'),
    brokerEpoch: int64('0+', 'Its broker epoch.', { default: -1 }),
    topics: array(
      struct({
        topicId: uuid('2+', 'The topic.', { ignorable: true }),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            leaderEpoch: int32('0+', 'The leader epoch.'),
            newIsr: array(int32(), '0-2', 'The in-sync replicas wanted.'),
            newIsrWithEpochs: array(
              struct({
                brokerId: int32('3+', 'The broker.'),
                brokerEpoch: int64('3+', 'Its broker epoch; -1 when unknown.', { default: -1 }),
              }),
              '3+',
              'The in-sync replicas wanted, with their broker epochs.',
              { name: 'BrokerState' },
            ),
            leaderRecoveryState: int8(
              '1+',
              'Whether the leader still recovers from an unclean election: 1 it does.',
              {
                default: 0,
              },
            ),
            partitionEpoch: int32('0+', 'The partition epoch the change is based on.'),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'The changes.',
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    topics: array(
      struct({
        topicId: uuid('2+', 'The topic.', { ignorable: true }),
        partitions: array(
          struct({
            partitionIndex: int32('0+', 'The partition.'),
            errorCode: errorCode('0+', 'the partition'),
            leaderId: int32('0+', 'The leader.'),
            leaderEpoch: int32('0+', 'The leader epoch.'),
            isr: array(int32(), '0+', 'The in-sync replicas.'),
            leaderRecoveryState: int8('1+', 'Recovery of the leader.', { default: 0, ignorable: true }),
            partitionEpoch: int32('0+', 'The partition epoch.'),
          }),
          '0+',
          'The partitions.',
        ),
      }),
      '0+',
      'The state after the change.',
    ),
  },
})
