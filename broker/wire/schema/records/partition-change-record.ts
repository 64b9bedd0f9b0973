import { array, int8, int32, message, uuid } from '../vocabulary.ts'

/** What has changed about a partition. */
export const partitionChangeRecord = message({
  name: 'PartitionChangeRecord',
  doc: 'What has changed about a partition; fields at their default stay as they are.',
  versions: '0-2',
  flexible: '0+',
  recordType: 5,
  notes: { 1: 'Directories (KIP-858).', 2: 'Eligible leader replicas (KIP-966).' },
  fields: {
    partitionId: int32('0+', 'The partition.', { default: -1 }),
    topicId: uuid('0+', 'Its topic.'),
    isr: array(int32(), '0+', 'Brokers whose replica is in sync.', { tag: 0, nullable: '0+', default: null }),
    leader: int32('0+', 'The leader; -1 for none, -2 for no change.', { tag: 1, default: -2 }),
    replicas: array(int32(), '0+', 'Brokers with a replica.', { tag: 2, nullable: '0+', default: null }),
    removingReplicas: array(int32(), '0+', 'Replicas on their way out.', {
      tag: 3,
      nullable: '0+',
      default: null,
    }),
    addingReplicas: array(int32(), '0+', 'Replicas on their way in.', {
      tag: 4,
      nullable: '0+',
      default: null,
    }),
    leaderRecoveryState: int8('0+', 'Recovery of the leader; -1 for no change.', { tag: 5, default: -1 }),
    eligibleLeaderReplicas: array(int32(), '2+', 'Replicas that may lead without loss.', {
      tag: 6,
      nullable: '2+',
      default: null,
    }),
    lastKnownElr: array(int32(), '2+', 'The last such replicas.', { tag: 7, nullable: '2+', default: null }),
    directories: array(uuid(), '1+', 'Log directory of each replica.', {
      tag: 8,
      nullable: '1+',
      default: null,
    }),
  },
})
