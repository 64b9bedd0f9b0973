import type { Allocate } from '../base/buffer-pool.ts'
import type { Clock } from '../base/clock.ts'
import type { Disk } from '../base/disk.ts'
import type { LogConfig } from '../base/log-config.ts'
import type { Logger } from '../base/logger.ts'
import { DAY_MS, GIB, HOUR_MS, MIB, MINUTE_MS } from '../base/units.ts'
import type { CompressionName } from '../wire/compression/codec.ts'
import type { FileHandles } from './file-handles.ts'

/** Kafka 4's defaults. */
export const DEFAULT_LOG_CONFIG: LogConfig = {
  segmentBytes: GIB,
  segmentMs: 7 * DAY_MS,
  segmentJitterMs: 0,
  segmentIndexBytes: 10 * MIB,
  indexIntervalBytes: 4096,
  retentionMs: 7 * DAY_MS,
  retentionBytes: -1,
  maxMessageBytes: MIB + 12,
  messageTimestampType: 'CreateTime',
  messageTimestampBeforeMaxMs: Number.MAX_SAFE_INTEGER,
  messageTimestampAfterMaxMs: HOUR_MS,
  cleanupPolicy: { isDelete: true, isCompact: false },
  deleteRetentionMs: DAY_MS,
  minCompactionLagMs: 0,
  maxCompactionLagMs: Number.MAX_SAFE_INTEGER,
  minCleanableDirtyRatio: 0.5,
  compressionType: 'producer',
  compressionGzipLevel: -1,
  compressionLz4Level: 9,
  compressionZstdLevel: 3,
  fileDeleteDelayMs: MINUTE_MS,
  flushMessages: Number.MAX_SAFE_INTEGER,
  flushMs: Number.MAX_SAFE_INTEGER,
}

/** What a log takes from the outside world. */
export interface LogRuntime {
  readonly disk: Disk
  readonly clock: Clock
}

/** What `PartitionLog.open` takes. The directory exists. */
export interface OpenLogOptions {
  readonly directory: string
  readonly topic: string
  readonly partition: number
  /** Kafka's form: 22 characters of URL-safe base64. */
  readonly topicId: string
  readonly config: LogConfig
  readonly runtime: LogRuntime
  readonly logger: Logger
  /** Everything below was synced. */
  readonly recoveryPoint?: number
  readonly hadCleanShutdown?: boolean
  /** How much of a log that was closed well is on the device; all unless given. */
  readonly syncedTo?: number
  /** From the checkpoints of the broker; both are brought into the bounds of what is there. */
  readonly logStartOffset?: number
  readonly highWatermark?: number
  /** Everything below has been compacted. */
  readonly cleanedOffset?: number
  readonly handles?: FileHandles
  /** Check every record of every produced batch, as Kafka does; costs per record. */
  readonly isStrict?: boolean
  /** Told when the log start moved, so that a checkpoint can be written. */
  readonly onLogStartOffsetMoved?: () => void
}

/** Who hands batches to the leader: clients get the full checks, coordinators may write control batches. */
export type AppendOrigin = 'client' | 'coordinator'

export interface AppendAsLeaderOptions {
  readonly leaderEpoch: number
  readonly origin: AppendOrigin
}

/** What an append did. */
export interface AppendResult {
  /** Offset of the first record of the first batch; -1 when nothing was appended. */
  readonly firstOffset: number
  readonly lastOffset: number
  /** Broker time put into the batches, or -1 when the topic keeps the producers' timestamps. */
  readonly logAppendTimeMs: number
  readonly logStartOffset: number
  /** True when the batch was already in the log: the offsets are those of the first arrival. */
  readonly isDuplicate: boolean
  readonly maxTimestampMs: number
  readonly sizeBytes: number
}

export interface ReadOptions {
  readonly fetchOffset: number
  readonly maxBytes: number
  /** Batches that reach this offset or go past it are not returned: high watermark, last stable offset or log end. */
  readonly upperBoundOffset: number
  /** Return the first batch even when it is larger than `maxBytes` (KIP-74). */
  readonly minOneMessage: boolean
  /** Where the bytes go; memory of their own unless given. What it gives is overwritten to the last byte used. */
  readonly allocate?: Allocate
}

/** Bytes of whole batches; the last may be cut where `maxBytes` ended, as in Kafka. */
export interface ReadResult {
  /** In what `allocate` gave, or the log's own memory, which never changes. */
  readonly records: Buffer
  /**
   * Base offset of the first batch in `records`; -1 when empty. At or below the offset asked for, or above it
   * where compaction left a gap.
   */
  readonly firstOffset: number
}

/** An offset found by time. */
export interface TimestampedOffset {
  readonly offset: number
  readonly timestampMs: number
  /** Epoch of the leader that wrote it, or -1 when unknown. */
  readonly leaderEpoch: number
}

/** Answer of a lookup by leader epoch; both are -1 when the epoch is unknown. */
export interface EpochEndOffset {
  readonly leaderEpoch: number
  readonly endOffset: number
}

/** What DescribeProducers tells about one producer. */
export interface ProducerStateView {
  readonly producerId: number
  readonly producerEpoch: number
  readonly lastSequence: number
  readonly lastTimestampMs: number
  readonly coordinatorEpoch: number
  /** -1: no open transaction. */
  readonly currentTransactionStartOffset: number
}

/** A compression a stored batch can be forced into; null keeps the producer's. */
export function forcedCompression(config: LogConfig): CompressionName | null {
  if (config.compressionType === 'producer') return null
  return config.compressionType === 'uncompressed' ? 'none' : config.compressionType
}
