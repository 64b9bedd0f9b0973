/**
 * The settings of one log: the topic's configuration in typed form. `broker/config` makes one
 * (`logConfigFrom`), `broker/log` follows it; neither imports the other. "No limit" is -1 where Kafka
 * writes -1, and `Number.MAX_SAFE_INTEGER` where Kafka writes 2^63-1.
 */
export interface LogConfig {
  readonly segmentBytes: number
  readonly segmentMs: number
  readonly segmentJitterMs: number
  /** Most bytes of one offset or time index file; a full index rolls the segment. */
  readonly segmentIndexBytes: number
  readonly indexIntervalBytes: number
  /** -1: no limit. */
  readonly retentionMs: number
  /** -1: no limit. */
  readonly retentionBytes: number
  readonly maxMessageBytes: number
  readonly messageTimestampType: 'CreateTime' | 'LogAppendTime'
  readonly messageTimestampBeforeMaxMs: number
  readonly messageTimestampAfterMaxMs: number
  readonly cleanupPolicy: { readonly isDelete: boolean; readonly isCompact: boolean }
  readonly deleteRetentionMs: number
  readonly minCompactionLagMs: number
  readonly maxCompactionLagMs: number
  readonly minCleanableDirtyRatio: number
  /** What batches are stored as; `producer` keeps what the producer sent. */
  readonly compressionType: 'producer' | 'uncompressed' | 'gzip' | 'snappy' | 'lz4' | 'zstd'
  readonly compressionGzipLevel: number
  readonly compressionLz4Level: number
  readonly compressionZstdLevel: number
  readonly fileDeleteDelayMs: number
  /** Records between forced syncs. */
  readonly flushMessages: number
  /** Longest time records stay unsynced. */
  readonly flushMs: number
}
