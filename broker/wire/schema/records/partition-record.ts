import { array, int8, int32, message, uuid } from '../vocabulary.ts'

/** A partition in full. */
export const partitionRecord = message({
  name: 'PartitionRecord',
  doc: 'A partition in full.',
  versions: '0-2',
  flexible: '0+',
  recordType: 3,
  notes: { 1: 'Directories (KIP-858).', 2: 'Eligible leader replicas (KIP-966).' },
  fields: {
    partitionId: int32('0+', 'The partition.', { default: -1 }),
    topicId: uuid('0+', 'Its topic.'),
    replicas: array(int32(), '0+', 'Brokers with a replica, the preferred leader first.'),
    isr: array(int32(), '0+', 'Brokers whose replica is in sync.'),
    removingReplicas: array(int32(), '0+', 'Replicas on their way out.', { default: 'empty' }),
    addingReplicas: array(int32(), '0+', 'Replicas on their way in.', { default: 'empty' }),
    leader: int32('0+', 'The leader; -1 for none.', { default: -1 }),
    leaderEpoch: int32('0+', 'The epoch of the leader.', { default: -1 }),
    partitionEpoch: int32('0+', 'Number of changes to the partition.', { default: -1 }),
    directories: array(uuid(), '1+', 'Log directory of each replica.'),
    leaderRecoveryState: int8(
      '0+',
      'Whether the leader still recovers from an unclean election: 1 it does.',
      {
        tag: 0,
        default: 0,
      },
    ),
    eligibleLeaderReplicas: array(int32(), '2+', 'Replicas that may lead without loss.', {
      tag: 1,
      nullable: '2+',
      default: null,
    }),
    lastKnownElr: array(int32(), '2+', 'The last such replicas.', { tag: 2, nullable: '2+', default: null }),
  },
})
