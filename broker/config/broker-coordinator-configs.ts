import { MIB } from '../base/units.ts'
import { boolean, type DefinitionOptions, int, list, long, MAX_INT32, short, string } from './definition.ts'

/** Broker configs of the coordinators: groups, offsets, transactions, share groups, delegation tokens. */

function dynamic(options: DefinitionOptions = {}): DefinitionOptions {
  return { update: 'cluster-wide', ...options }
}

const CODEC_ID = { min: 0, max: 4 }

export const brokerCoordinatorConfigs = [
  int(
    'group.initial.rebalance.delay.ms',
    3_000,
    'Milliseconds a new group waits for more members before its first rebalance.',
    { since: '0.11' },
  ),
  int('group.max.session.timeout.ms', 1_800_000, 'Longest session time-out a member may ask for.'),
  int('group.min.session.timeout.ms', 6_000, 'Shortest session time-out a member may ask for.'),
  int('group.max.size', MAX_INT32, 'Most members of a group.', { min: 1, since: '2.2' }),
  list(
    'group.coordinator.rebalance.protocols',
    'classic,consumer,streams,share',
    'Group protocols offered.',
    { oneOf: ['classic', 'consumer', 'share', 'streams'], since: '3.7' },
  ),
  int('group.coordinator.threads', 4, 'Coordinator threads. Reported only: a broker here is one thread.', {
    min: 1,
    since: '3.7',
  }),
  int(
    'group.coordinator.append.linger.ms',
    5,
    'Milliseconds the coordinator gathers records before it writes.',
    { min: -1, since: '4.0' },
  ),
  list(
    'group.consumer.assignors',
    'uniform,range',
    'Assignors of the consumer protocol, the first is the default.',
    { since: '3.7' },
  ),
  int(
    'group.consumer.heartbeat.interval.ms',
    5_000,
    'Default of the group config consumer.heartbeat.interval.ms.',
    { min: 1, since: '3.7' },
  ),
  int(
    'group.consumer.max.heartbeat.interval.ms',
    15_000,
    'Longest heartbeat interval of the consumer protocol.',
    { min: 1, since: '3.7' },
  ),
  int('group.consumer.max.session.timeout.ms', 60_000, 'Longest session time-out of the consumer protocol.', {
    min: 1,
    since: '3.7',
  }),
  int('group.consumer.max.size', MAX_INT32, 'Most members of a group of the consumer protocol.', {
    min: 1,
    since: '3.7',
  }),
  string(
    'group.consumer.migration.policy',
    'bidirectional',
    'Which way groups may change between the classic and the consumer protocol.',
    { oneOf: ['upgrade', 'downgrade', 'disabled', 'bidirectional'], since: '3.8' },
  ),
  int(
    'group.consumer.min.heartbeat.interval.ms',
    5_000,
    'Shortest heartbeat interval of the consumer protocol.',
    { min: 1, since: '3.7' },
  ),
  int(
    'group.consumer.min.session.timeout.ms',
    45_000,
    'Shortest session time-out of the consumer protocol.',
    { min: 1, since: '3.7' },
  ),
  int(
    'group.consumer.regex.refresh.interval.ms',
    600_000,
    'Milliseconds after which the topics that regular expressions of the consumer protocol match are looked up again.',
    { min: 10_000, since: '4.1' },
  ),
  int(
    'group.consumer.session.timeout.ms',
    45_000,
    'Default of the group config consumer.session.timeout.ms.',
    { min: 1, since: '3.7' },
  ),
  int('group.share.delivery.count.limit', 5, 'Deliveries of a record before a share group gives it up.', {
    min: 2,
    max: 10,
    since: '4.0',
  }),
  int(
    'group.share.initialize.retry.interval.ms',
    30_000,
    'Milliseconds after which the state of a share partition is initialized again when the first try was lost.',
    { min: 1, since: '4.1' },
  ),
  int(
    'group.share.heartbeat.interval.ms',
    5_000,
    'Default of the group config share.heartbeat.interval.ms.',
    { min: 1, since: '4.0' },
  ),
  int('group.share.max.heartbeat.interval.ms', 15_000, 'Longest heartbeat interval of share groups.', {
    min: 1,
    since: '4.0',
  }),
  int('group.share.max.record.lock.duration.ms', 60_000, 'Longest a share group may lock a record.', {
    min: 30_000,
    max: 3_600_000,
    since: '4.0',
  }),
  int('group.share.max.session.timeout.ms', 60_000, 'Longest session time-out of share groups.', {
    min: 1,
    since: '4.0',
  }),
  int('group.share.min.heartbeat.interval.ms', 5_000, 'Shortest heartbeat interval of share groups.', {
    min: 1,
    since: '4.0',
  }),
  int('group.share.min.record.lock.duration.ms', 15_000, 'Shortest a share group may lock a record.', {
    min: 1_000,
    max: 30_000,
    since: '4.0',
  }),
  int('group.share.min.session.timeout.ms', 45_000, 'Shortest session time-out of share groups.', {
    min: 1,
    since: '4.0',
  }),
  list('group.share.assignors', 'simple', 'Assignors of share groups. There is one.', {
    oneOf: ['simple'],
    since: '4.2',
  }),
  int('group.share.max.share.sessions', 2_000, 'Share sessions kept.', { min: 1, since: '4.1' }),
  int('group.share.max.size', 200, 'Most members of a share group.', { min: 1, max: 1_000, since: '4.0' }),
  int('group.share.partition.max.record.locks', 2_000, 'Records of a partition locked at once.', {
    min: 100,
    max: 10_000,
    since: '4.0',
  }),
  int(
    'group.share.record.lock.duration.ms',
    30_000,
    'Default of the group config share.record.lock.duration.ms.',
    { min: 1_000, max: 3_600_000, since: '4.0' },
  ),
  int('group.share.session.timeout.ms', 45_000, 'Default of the group config share.session.timeout.ms.', {
    min: 1,
    since: '4.0',
  }),
  int(
    'group.streams.heartbeat.interval.ms',
    5_000,
    'Default of the group config streams.heartbeat.interval.ms.',
    { min: 1, since: '4.1' },
  ),
  int('group.streams.num.standby.replicas', 0, 'Default of the group config streams.num.standby.replicas.', {
    min: 0,
    since: '4.1',
  }),
  int('group.streams.session.timeout.ms', 45_000, 'Default of the group config streams.session.timeout.ms.', {
    min: 1,
    since: '4.1',
  }),
  int('offset.metadata.max.bytes', 4_096, 'Bytes of metadata that may be committed with an offset.'),
  int(
    'offsets.commit.timeout.ms',
    5_000,
    'Milliseconds a commit waits for the replicas of the offsets topic.',
    { min: 1 },
  ),
  int('offsets.load.buffer.size', 5 * MIB, 'Bytes read at once when offsets are loaded.', { min: 1 }),
  long('offsets.retention.check.interval.ms', 600_000, 'Milliseconds between checks for offsets to forget.', {
    min: 1,
  }),
  int('offsets.retention.minutes', 10_080, 'Minutes offsets are kept after their group has become empty.', {
    min: 1,
  }),
  int('offsets.topic.compression.codec', 0, 'Compression id of the offsets topic.', CODEC_ID),
  int('offsets.topic.num.partitions', 50, 'Partitions of the offsets topic; fixed once it exists.', {
    min: 1,
  }),
  short('offsets.topic.replication.factor', 3, 'Replicas of the offsets topic.', { min: 1 }),
  int('offsets.topic.segment.bytes', 100 * MIB, 'Size of a segment of the offsets topic.', { min: 1 }),
  int('share.coordinator.state.topic.num.partitions', 50, 'Partitions of the share state topic.', {
    min: 1,
    since: '4.0',
  }),
  short('share.coordinator.state.topic.replication.factor', 3, 'Replicas of the share state topic.', {
    min: 1,
    since: '4.0',
  }),
  short('share.coordinator.state.topic.min.isr', 2, 'min.insync.replicas of the share state topic.', {
    min: 1,
    since: '4.0',
  }),
  int(
    'share.coordinator.state.topic.segment.bytes',
    100 * MIB,
    'Size of a segment of the share state topic.',
    { min: 1, since: '4.0' },
  ),
  int(
    'share.coordinator.snapshot.update.records.per.snapshot',
    500,
    'Changes of a share partition that are stored before its whole state is stored again.',
    { min: 0, since: '4.0' },
  ),
  int(
    'share.coordinator.write.timeout.ms',
    5_000,
    'Milliseconds the share coordinator waits for a change to be replicated.',
    { min: 1, since: '4.0' },
  ),
  int(
    'transaction.state.log.num.partitions',
    50,
    'Partitions of the transaction topic; fixed once it exists.',
    { min: 1, since: '0.11' },
  ),
  short('transaction.state.log.replication.factor', 3, 'Replicas of the transaction topic.', {
    min: 1,
    since: '0.11',
  }),
  int('transaction.state.log.min.isr', 2, 'min.insync.replicas of the transaction topic.', {
    min: 1,
    since: '0.11',
  }),
  int('transaction.state.log.segment.bytes', 100 * MIB, 'Size of a segment of the transaction topic.', {
    min: 1,
    since: '0.11',
  }),
  int('transaction.state.log.load.buffer.size', 5 * MIB, 'Bytes read at once when transactions are loaded.', {
    min: 1,
    since: '0.11',
  }),
  int('transaction.max.timeout.ms', 900_000, 'Longest transaction time-out a producer may ask for.', {
    min: 1,
    since: '0.11',
  }),
  int(
    'transactional.id.expiration.ms',
    604_800_000,
    'Milliseconds after which an unused transactional id is forgotten.',
    { min: 1, since: '0.11' },
  ),
  int(
    'transaction.abort.timed.out.transaction.cleanup.interval.ms',
    10_000,
    'Milliseconds between checks for transactions past their time-out.',
    { min: 1, since: '0.11' },
  ),
  int(
    'transaction.remove.expired.transaction.cleanup.interval.ms',
    3_600_000,
    'Milliseconds between checks for expired transactional ids.',
    { min: 1, since: '0.11' },
  ),
  boolean(
    'transaction.partition.verification.enable',
    true,
    'Whether a partition asks the coordinator before it joins a transaction.',
    dynamic({ since: '3.6' }),
  ),
  boolean(
    'transaction.two.phase.commit.enable',
    false,
    'Whether producers may take part in two-phase commits.',
    { since: '4.1' },
  ),
  long(
    'delegation.token.expiry.time.ms',
    86_400_000,
    'Milliseconds before a delegation token must be renewed.',
    { min: 1, since: '1.1' },
  ),
  long(
    'delegation.token.max.lifetime.ms',
    604_800_000,
    'Longest life of a delegation token in milliseconds.',
    { min: 1, since: '1.1' },
  ),
]
