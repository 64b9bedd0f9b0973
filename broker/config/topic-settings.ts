import type { LogConfig } from '../base/log-config.ts'
import { isTrue, listItems, numericValue } from './definition.ts'
import { type BrokerConfigSources, type ConfigValues, resolveTopicConfig } from './resolve.ts'

/** The configs of a topic as typed values. */

/** What a topic's configuration means for its replicas. */
export interface TopicSettings {
  readonly logConfig: LogConfig
  readonly minInSyncReplicas: number
  readonly isUncleanLeaderElectionEnabled: boolean
  /** Replicas that are copied no faster than the rates of their brokers. */
  readonly leaderThrottledReplicas: ThrottledReplicas
  readonly followerThrottledReplicas: ThrottledReplicas
}

/** All replicas of a topic, or those named as `partition:broker`. */
export type ThrottledReplicas = 'all' | ReadonlySet<string>

/** Typed settings of a topic with these overrides on this broker. Values were validated when they were set. */
export function topicSettingsFrom(overrides: ConfigValues, broker: BrokerConfigSources): TopicSettings {
  const text = (name: string) => resolveTopicConfig(name, overrides, broker).trim()
  return {
    logConfig: logConfigFrom(text),
    minInSyncReplicas: numericValue(text('min.insync.replicas')),
    isUncleanLeaderElectionEnabled: isTrue(text('unclean.leader.election.enable')),
    leaderThrottledReplicas: throttledReplicasFrom(text('leader.replication.throttled.replicas')),
    followerThrottledReplicas: throttledReplicasFrom(text('follower.replication.throttled.replicas')),
  }
}

function throttledReplicasFrom(value: string): ThrottledReplicas {
  return value === '*' ? 'all' : new Set(listItems(value))
}

/** Typed settings of a log from the effective values of its topic's configs. */
export function logConfigFrom(valueOf: (name: string) => string): LogConfig {
  const number = (name: string) => numericValue(valueOf(name))
  const policies = listItems(valueOf('cleanup.policy'))
  return {
    segmentBytes: number('segment.bytes'),
    segmentMs: number('segment.ms'),
    segmentJitterMs: number('segment.jitter.ms'),
    segmentIndexBytes: number('segment.index.bytes'),
    indexIntervalBytes: number('index.interval.bytes'),
    retentionMs: number('retention.ms'),
    retentionBytes: number('retention.bytes'),
    maxMessageBytes: number('max.message.bytes'),
    messageTimestampType: timestampTypeOf(valueOf('message.timestamp.type')),
    messageTimestampBeforeMaxMs: number('message.timestamp.before.max.ms'),
    messageTimestampAfterMaxMs: number('message.timestamp.after.max.ms'),
    cleanupPolicy: { isDelete: policies.includes('delete'), isCompact: policies.includes('compact') },
    deleteRetentionMs: number('delete.retention.ms'),
    minCompactionLagMs: number('min.compaction.lag.ms'),
    maxCompactionLagMs: number('max.compaction.lag.ms'),
    minCleanableDirtyRatio: number('min.cleanable.dirty.ratio'),
    compressionType: compressionTypeOf(valueOf('compression.type')),
    compressionGzipLevel: number('compression.gzip.level'),
    compressionLz4Level: number('compression.lz4.level'),
    compressionZstdLevel: number('compression.zstd.level'),
    fileDeleteDelayMs: number('file.delete.delay.ms'),
    flushMessages: number('flush.messages'),
    flushMs: number('flush.ms'),
  }
}

function timestampTypeOf(value: string): LogConfig['messageTimestampType'] {
  return value === 'LogAppendTime' ? 'LogAppendTime' : 'CreateTime'
}

function compressionTypeOf(value: string): LogConfig['compressionType'] {
  switch (value) {
    case 'uncompressed':
    case 'gzip':
    case 'snappy':
    case 'lz4':
    case 'zstd':
      return value
    default:
      return 'producer'
  }
}
