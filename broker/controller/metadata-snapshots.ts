/**
 * When the metadata log is summed up, and how much of it is kept after that: a snapshot is made when the log
 * has grown by a named amount, or after a named time if it has grown at all; the log then begins where the
 * snapshot before the newest ends, so that whoever is a little behind need not load one.
 *
 * Invariant: the log never begins behind the end of the newest snapshot. Each step can be the last: the
 * snapshot is durable before the log is cut, and the log is cut before an older snapshot goes.
 */
import { assert } from '../base/assert.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import { encodeSnapshot, type SnapshotId } from './snapshot-file.ts'
import type { SnapshotStore } from './snapshot-store.ts'

/** Snapshots that are kept: the log begins where the oldest of them ends. */
const KEPT_SNAPSHOTS = 2

export interface SnapshotLimits {
  /** metadata.log.max.record.bytes.between.snapshots */
  readonly maxBytesBetweenSnapshots: number
  /** metadata.log.max.snapshot.interval.ms; 0 for never. */
  readonly maxIntervalMs: number
}

/** The last record that was handed over. */
export interface HandedOver extends SnapshotId {
  readonly timestampMs: number
}

export class MetadataSnapshots {
  readonly #options: {
    readonly log: PartitionLog
    readonly store: SnapshotStore
    readonly limits: SnapshotLimits
    readonly logger: Logger
  }
  #bytesSinceLast = 0
  #lastMs: number

  constructor(
    options: {
      readonly log: PartitionLog
      readonly store: SnapshotStore
      readonly limits: SnapshotLimits
      readonly logger: Logger
    },
    nowMs: number,
  ) {
    this.#options = options
    this.#lastMs = nowMs
  }

  /** Notes that so many bytes of the log were committed. */
  noteCommitted(bytes: number): void {
    this.#bytesSinceLast += bytes
  }

  /** True when the log has grown enough, or long enough ago. */
  isDue(nowMs: number): boolean {
    const { maxBytesBetweenSnapshots, maxIntervalMs } = this.#options.limits
    if (this.#bytesSinceLast === 0) return false
    if (this.#bytesSinceLast >= maxBytesBetweenSnapshots) return true
    return maxIntervalMs > 0 && nowMs - this.#lastMs >= maxIntervalMs
  }

  /** Stores a snapshot of what was handed over and cuts the log behind it; a disk that fails is logged. */
  take(
    records: readonly MetadataRecord[],
    at: HandedOver,
    now: { monotonicMs: number; wallMs: number },
  ): void {
    const { store, logger } = this.#options
    this.#bytesSinceLast = 0
    this.#lastMs = now.monotonicMs
    const id: SnapshotId = { endOffset: at.endOffset, epoch: at.epoch }
    if (store.latest !== null && store.latest.endOffset >= id.endOffset) return
    const bytes = encodeSnapshot(id, {
      records,
      nowMs: now.wallMs,
      lastContainedLogTimestampMs: at.timestampMs,
    })
    try {
      store.write(id, bytes)
      logger.info('snapshot written', { ...id, sizeBytes: bytes.length })
      this.#cut()
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      logger.warn('no snapshot could be made', { ...id, error: describeError(error) })
    }
  }

  #cut(): void {
    const { log, store } = this.#options
    const oldestKept = store.ids.at(-KEPT_SNAPSHOTS)
    if (oldestKept === undefined) return
    assert(oldestKept.endOffset <= log.highWatermark, 'a snapshot has what is committed')
    log.deleteRecordsBefore(oldestKept.endOffset)
    store.removeBefore(oldestKept.endOffset)
  }
}
