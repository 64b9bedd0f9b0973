import { MIB } from '../base/units.ts'
import {
  boolean,
  className,
  type DefinitionOptions,
  int,
  list,
  long,
  MAX_INT32,
  string,
} from './definition.ts'

/** Broker configs about the node, topics in general, replication and the controller. */

function dynamic(options: DefinitionOptions = {}): DefinitionOptions {
  return { update: 'cluster-wide', ...options }
}

export const brokerClusterConfigs = [
  int('node.id', null, 'Number of the node in the cluster.', { min: 0, since: '3.0' }),
  int('broker.id', -1, 'Number of the broker; the same as node.id.'),
  string(
    'broker.rack',
    null,
    'Where the broker stands, for placing replicas apart and reading from near ones.',
    { since: '0.10' },
  ),
  list('process.roles', '', 'Roles of the node: broker, controller, or both.', {
    oneOf: ['broker', 'controller'],
    canBeEmpty: true,
    since: '3.0',
  }),
  list('controller.quorum.voters', '', 'Voters of the metadata quorum, as id@host:port.', { since: '3.0' }),
  list('controller.quorum.bootstrap.servers', '', 'Addresses to find the metadata quorum by.', {
    since: '3.9',
  }),
  int(
    'controller.quorum.election.timeout.ms',
    1_000,
    'Milliseconds without a leader before a voter stands for election.',
    { since: '3.0' },
  ),
  int(
    'controller.quorum.election.backoff.max.ms',
    1_000,
    'Longest pause in milliseconds between elections.',
    { since: '3.0' },
  ),
  int(
    'controller.quorum.fetch.timeout.ms',
    2_000,
    'Milliseconds without a fetch from the leader before a voter stands for election.',
    { since: '3.0' },
  ),
  int('controller.quorum.append.linger.ms', 25, 'Milliseconds the leader gathers records before it writes.', {
    since: '3.0',
  }),
  int('controller.quorum.request.timeout.ms', 2_000, 'Milliseconds a voter waits for an answer.', {
    since: '3.0',
  }),
  int('controller.quorum.retry.backoff.ms', 20, 'Milliseconds before a voter asks again.', { since: '3.0' }),
  string('metadata.log.dir', null, 'Directory of the metadata log; unset: the data directory.', {
    since: '3.0',
  }),
  int('metadata.log.segment.bytes', 1_073_741_824, 'Size of a segment of the metadata log.', {
    min: 8 * MIB,
    since: '3.0',
  }),
  long(
    'metadata.log.segment.ms',
    604_800_000,
    'Milliseconds after which a segment of the metadata log is closed.',
    { since: '3.0' },
  ),
  long(
    'metadata.log.max.record.bytes.between.snapshots',
    20_971_520,
    'Bytes of records between two snapshots of the metadata.',
    { min: 1, since: '3.0' },
  ),
  long(
    'metadata.log.max.snapshot.interval.ms',
    3_600_000,
    'Milliseconds between two snapshots of the metadata.',
    { min: 0, since: '3.4' },
  ),
  int('metadata.max.idle.interval.ms', 500, 'Milliseconds after which an idle controller writes a no-op.', {
    min: 0,
    since: '3.2',
  }),
  long('metadata.max.retention.bytes', 104_857_600, 'Bytes of metadata log kept besides snapshots.', {
    since: '3.0',
  }),
  long('metadata.max.retention.ms', 604_800_000, 'Milliseconds metadata log and snapshots are kept.', {
    since: '3.0',
  }),
  int(
    'initial.broker.registration.timeout.ms',
    60_000,
    'Milliseconds a broker tries to register before it gives up.',
    { since: '3.0' },
  ),
  int('broker.heartbeat.interval.ms', 2_000, 'Milliseconds between heartbeats to the controller.', {
    since: '3.0',
  }),
  int(
    'broker.session.timeout.ms',
    9_000,
    'Milliseconds without a heartbeat after which a broker is fenced.',
    { since: '3.0' },
  ),
  boolean('controlled.shutdown.enable', true, 'Whether a broker hands over its leaderships before it stops.'),
  boolean(
    'auto.create.topics.enable',
    true,
    'Whether topics are made when a client asks for their metadata.',
  ),
  boolean(
    'auto.leader.rebalance.enable',
    true,
    'Whether leadership goes back to preferred replicas by itself.',
  ),
  boolean('delete.topic.enable', true, 'Whether topics can be deleted.'),
  int('num.partitions', 1, 'Partitions of a topic made without a number.', { min: 1 }),
  int('default.replication.factor', 1, 'Replicas of a topic made without a number.', { min: 1 }),
  int(
    'leader.imbalance.check.interval.seconds',
    300,
    'Seconds between checks for leaders that are not preferred.',
    { min: 1 },
  ),
  int(
    'leader.imbalance.per.broker.percentage',
    10,
    'Share of leaderships that may be misplaced before they are moved. Reported only.',
  ),
  boolean(
    'unclean.leader.election.enable',
    false,
    'Default of the topic config of the same name.',
    dynamic(),
  ),
  long(
    'unclean.leader.election.interval.ms',
    300_000,
    'Milliseconds between checks for partitions that need an unclean election.',
    { min: 1, since: '3.8' },
  ),
  int('replica.fetch.backoff.ms', 1_000, 'Milliseconds a follower waits after a failed fetch.', { min: 0 }),
  int('replica.fetch.max.bytes', MIB, 'Bytes a follower fetches per partition.', { min: 0 }),
  int('replica.fetch.min.bytes', 1, 'Bytes a follower waits for.'),
  int('replica.fetch.response.max.bytes', 10 * MIB, 'Bytes a follower fetches at once.', {
    min: 0,
    since: '0.10.1',
  }),
  int('replica.fetch.wait.max.ms', 500, 'Milliseconds a follower waits for bytes.'),
  long(
    'replica.high.watermark.checkpoint.interval.ms',
    5_000,
    'Milliseconds between checkpoints of the high watermarks.',
  ),
  long(
    'replica.lag.time.max.ms',
    30_000,
    'Milliseconds a follower may lag before it leaves the in-sync replicas.',
  ),
  int('replica.socket.receive.buffer.bytes', 65_536, 'Receive buffer of a follower’s socket. Reported only.'),
  int('replica.socket.timeout.ms', 30_000, 'Milliseconds a follower waits for an answer.'),
  className('replica.selector.class', null, 'Chooses the replica a consumer reads from; unset: the leader.', {
    since: '2.4',
  }),
  int('num.replica.fetchers', 1, 'Fetchers per source broker. Reported only.', dynamic()),
  int(
    'num.replica.alter.log.dirs.threads',
    null,
    'Threads that move replicas between directories. Reported only.',
    { since: '1.1' },
  ),
  int(
    'fetch.purgatory.purge.interval.requests',
    1_000,
    'Waiting fetches between two clean-ups. Reported only.',
  ),
  int(
    'producer.purgatory.purge.interval.requests',
    1_000,
    'Waiting produces between two clean-ups. Reported only.',
  ),
  int(
    'delete.records.purgatory.purge.interval.requests',
    1,
    'Waiting deletions between two clean-ups. Reported only.',
    { since: '0.11' },
  ),
  className('create.topic.policy.class.name', null, 'Decides whether a topic may be made.', {
    since: '0.10.2',
  }),
  className('alter.config.policy.class.name', null, 'Decides whether a config may be changed.', {
    since: '0.11',
  }),
  int('server.max.startup.time.ms', MAX_INT32, 'Milliseconds a start may take.', { min: 0, since: '3.5' }),
  boolean('unstable.api.versions.enable', false, 'Whether unfinished versions of requests are served.', {
    since: '3.7',
  }),
  boolean('unstable.feature.versions.enable', false, 'Whether unfinished feature versions are served.', {
    since: '3.7',
  }),
  boolean('remote.log.storage.system.enable', false, 'Whether tiered storage is there. It is not.', {
    since: '3.6',
  }),
]
