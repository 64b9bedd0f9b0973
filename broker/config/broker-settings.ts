import { unreachable } from '../base/assert.ts'
import { MINUTE_MS } from '../base/units.ts'
import { isTrue, listItems, numericValue } from './definition.ts'
import { type BrokerConfigSources, resolveBrokerConfig } from './resolve.ts'

/** The configs of a broker as typed values: those that something in this cluster acts upon. */
export interface BrokerConfigs {
  readonly autoCreateTopics: boolean
  readonly isDeleteTopicEnabled: boolean
  readonly numPartitions: number
  readonly defaultReplicationFactor: number
  readonly brokerHeartbeatIntervalMs: number
  readonly brokerSessionTimeoutMs: number
  readonly quorumElectionTimeoutMs: number
  /** metadata.log.max.record.bytes.between.snapshots */
  readonly maxMetadataBytesBetweenSnapshots: number
  /** metadata.log.max.snapshot.interval.ms; 0 for never. */
  readonly maxMetadataSnapshotIntervalMs: number
  readonly quorumFetchTimeoutMs: number
  readonly isControlledShutdownEnabled: boolean
  readonly isAutoLeaderRebalanceEnabled: boolean
  readonly leaderImbalanceCheckIntervalMs: number
  readonly socketRequestMaxBytes: number
  readonly connectionsMaxIdleMs: number
  readonly maxConnections: number
  readonly maxConnectionsPerIp: number
  readonly queuedMaxRequests: number
  readonly fetchMaxBytes: number
  readonly fetchSessionCacheSlots: number
  readonly telemetryMaxBytes: number
  readonly replicaLagTimeMaxMs: number
  readonly replicaFetchMaxBytes: number
  readonly replicaFetchMinBytes: number
  readonly replicaFetchWaitMaxMs: number
  readonly replicaFetchResponseMaxBytes: number
  readonly replicaFetchBackoffMs: number
  /** Bytes per second for throttled replicas that read from this broker, and that it reads. */
  readonly leaderThrottledRate: number
  readonly followerThrottledRate: number
  readonly alterLogDirsRate: number
  readonly replicationQuotaSampleCount: number
  readonly replicationQuotaSampleMs: number
  /** Whether consumers are sent to an in-sync replica of their own rack. */
  readonly isReplicaSelectorRackAware: boolean
  readonly offsetsTopicPartitionCount: number
  readonly offsetsTopicReplicationFactor: number
  readonly offsetsTopicSegmentBytes: number
  readonly transactionTopicPartitionCount: number
  readonly transactionTopicReplicationFactor: number
  readonly transactionTopicMinIsr: number
  readonly transactionTopicSegmentBytes: number
  readonly transactionMaxTimeoutMs: number
  readonly isTransactionVerificationEnabled: boolean
  readonly log: BrokerLogSettings
  readonly groups: BrokerGroupSettings
  readonly share: BrokerShareSettings
}

/** Housekeeping of a broker's logs: the shape of `LogManagerSettings` in `broker/log`, without its test switch. */
export interface BrokerLogSettings {
  readonly retentionCheckIntervalMs: number
  readonly checkpointIntervalMs: number
  readonly highWatermarkCheckpointIntervalMs: number
  readonly producerIdExpirationMs: number
  readonly isCleanerEnabled: boolean
  readonly cleanerBackoffMs: number
  readonly cleanerDedupeBufferBytes: number
  readonly cleanerBytesPerSecond: number
}

/** The share coordinator and its topic, and what share groups cost a broker. */
export interface BrokerShareSettings {
  readonly topicPartitionCount: number
  readonly topicReplicationFactor: number
  readonly topicMinIsr: number
  readonly topicSegmentBytes: number
  readonly updatesPerSnapshot: number
  readonly writeTimeoutMs: number
  readonly maxSessions: number
}

/** Limits and times of the group coordinator. */
export interface BrokerGroupSettings {
  readonly minSessionTimeoutMs: number
  readonly maxSessionTimeoutMs: number
  readonly initialRebalanceDelayMs: number
  readonly maxSize: number
  readonly consumer: ConsumerGroupLimits
  readonly share: ShareGroupLimits
  readonly offsetMetadataMaxBytes: number
  readonly offsetsRetentionMs: number
  readonly offsetsRetentionCheckIntervalMs: number
  readonly offsetsCommitTimeoutMs: number
}

/** Limits of groups of the consumer protocol (KIP-848), and which way groups may change between protocols. */
export interface ConsumerGroupLimits {
  readonly maxSize: number
  /** The first is the default. */
  readonly assignors: readonly string[]
  readonly migrationPolicy: MigrationPolicy
  readonly regexRefreshIntervalMs: number
}

/** Limits and times of share groups (KIP-932). */
export interface ShareGroupLimits {
  readonly maxSize: number
  readonly initializeRetryMs: number
}

/** Values of group.consumer.migration.policy. */
export type MigrationPolicy = 'bidirectional' | 'upgrade' | 'downgrade' | 'disabled'

/** The only selector but the default that Kafka comes with. */
export const RACK_AWARE_SELECTOR = 'org.apache.kafka.common.replica.RackAwareReplicaSelector'

/** Typed configs of a broker. Values were validated when they were set. */
export function brokerConfigsFrom(sources: BrokerConfigSources): BrokerConfigs {
  const text = (name: string) =>
    resolveBrokerConfig(name, sources) ?? unreachable('the broker config has a default', { name })
  const number = (name: string) => numericValue(text(name))
  const flag = (name: string) => isTrue(text(name))
  return {
    autoCreateTopics: flag('auto.create.topics.enable'),
    isDeleteTopicEnabled: flag('delete.topic.enable'),
    numPartitions: number('num.partitions'),
    defaultReplicationFactor: number('default.replication.factor'),
    brokerHeartbeatIntervalMs: number('broker.heartbeat.interval.ms'),
    brokerSessionTimeoutMs: number('broker.session.timeout.ms'),
    quorumElectionTimeoutMs: number('controller.quorum.election.timeout.ms'),
    maxMetadataBytesBetweenSnapshots: number('metadata.log.max.record.bytes.between.snapshots'),
    maxMetadataSnapshotIntervalMs: number('metadata.log.max.snapshot.interval.ms'),
    quorumFetchTimeoutMs: number('controller.quorum.fetch.timeout.ms'),
    isControlledShutdownEnabled: flag('controlled.shutdown.enable'),
    isAutoLeaderRebalanceEnabled: flag('auto.leader.rebalance.enable'),
    leaderImbalanceCheckIntervalMs: number('leader.imbalance.check.interval.seconds') * 1000,
    socketRequestMaxBytes: number('socket.request.max.bytes'),
    connectionsMaxIdleMs: number('connections.max.idle.ms'),
    maxConnections: number('max.connections'),
    maxConnectionsPerIp: number('max.connections.per.ip'),
    queuedMaxRequests: number('queued.max.requests'),
    fetchMaxBytes: number('fetch.max.bytes'),
    fetchSessionCacheSlots: number('max.incremental.fetch.session.cache.slots'),
    telemetryMaxBytes: number('telemetry.max.bytes'),
    replicaLagTimeMaxMs: number('replica.lag.time.max.ms'),
    replicaFetchMaxBytes: number('replica.fetch.max.bytes'),
    replicaFetchMinBytes: number('replica.fetch.min.bytes'),
    replicaFetchWaitMaxMs: number('replica.fetch.wait.max.ms'),
    replicaFetchResponseMaxBytes: number('replica.fetch.response.max.bytes'),
    replicaFetchBackoffMs: number('replica.fetch.backoff.ms'),
    leaderThrottledRate: number('leader.replication.throttled.rate'),
    followerThrottledRate: number('follower.replication.throttled.rate'),
    alterLogDirsRate: number('replica.alter.log.dirs.io.max.bytes.per.second'),
    replicationQuotaSampleCount: number('replication.quota.window.num'),
    replicationQuotaSampleMs: number('replication.quota.window.size.seconds') * 1000,
    isReplicaSelectorRackAware:
      resolveBrokerConfig('replica.selector.class', sources)?.trim() === RACK_AWARE_SELECTOR,
    offsetsTopicPartitionCount: number('offsets.topic.num.partitions'),
    offsetsTopicReplicationFactor: number('offsets.topic.replication.factor'),
    offsetsTopicSegmentBytes: number('offsets.topic.segment.bytes'),
    transactionTopicPartitionCount: number('transaction.state.log.num.partitions'),
    transactionTopicReplicationFactor: number('transaction.state.log.replication.factor'),
    transactionTopicMinIsr: number('transaction.state.log.min.isr'),
    transactionTopicSegmentBytes: number('transaction.state.log.segment.bytes'),
    transactionMaxTimeoutMs: number('transaction.max.timeout.ms'),
    isTransactionVerificationEnabled: flag('transaction.partition.verification.enable'),
    share: {
      topicPartitionCount: number('share.coordinator.state.topic.num.partitions'),
      topicReplicationFactor: number('share.coordinator.state.topic.replication.factor'),
      topicMinIsr: number('share.coordinator.state.topic.min.isr'),
      topicSegmentBytes: number('share.coordinator.state.topic.segment.bytes'),
      updatesPerSnapshot: number('share.coordinator.snapshot.update.records.per.snapshot'),
      writeTimeoutMs: number('share.coordinator.write.timeout.ms'),
      maxSessions: number('group.share.max.share.sessions'),
    },
    log: {
      retentionCheckIntervalMs: number('log.retention.check.interval.ms'),
      checkpointIntervalMs: number('log.flush.offset.checkpoint.interval.ms'),
      highWatermarkCheckpointIntervalMs: number('replica.high.watermark.checkpoint.interval.ms'),
      producerIdExpirationMs: number('producer.id.expiration.ms'),
      isCleanerEnabled: flag('log.cleaner.enable'),
      cleanerBackoffMs: number('log.cleaner.backoff.ms'),
      cleanerDedupeBufferBytes: number('log.cleaner.dedupe.buffer.size'),
      cleanerBytesPerSecond: number('log.cleaner.io.max.bytes.per.second'),
    },
    groups: {
      minSessionTimeoutMs: number('group.min.session.timeout.ms'),
      maxSessionTimeoutMs: number('group.max.session.timeout.ms'),
      initialRebalanceDelayMs: number('group.initial.rebalance.delay.ms'),
      maxSize: number('group.max.size'),
      consumer: {
        maxSize: number('group.consumer.max.size'),
        assignors: listItems(text('group.consumer.assignors')),
        migrationPolicy: migrationPolicyOf(text('group.consumer.migration.policy')),
        regexRefreshIntervalMs: number('group.consumer.regex.refresh.interval.ms'),
      },
      share: {
        maxSize: number('group.share.max.size'),
        initializeRetryMs: number('group.share.initialize.retry.interval.ms'),
      },
      offsetMetadataMaxBytes: number('offset.metadata.max.bytes'),
      offsetsRetentionMs: number('offsets.retention.minutes') * MINUTE_MS,
      offsetsRetentionCheckIntervalMs: number('offsets.retention.check.interval.ms'),
      offsetsCommitTimeoutMs: number('offsets.commit.timeout.ms'),
    },
  }
}

/** Kafka takes the policy in any case. */
function migrationPolicyOf(value: string): MigrationPolicy {
  switch (value.toLowerCase()) {
    case 'upgrade':
      return 'upgrade'
    case 'downgrade':
      return 'downgrade'
    case 'disabled':
      return 'disabled'
    default:
      return 'bidirectional'
  }
}
