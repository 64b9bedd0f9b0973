/**
 * The metadata log and its commitment. The controller hands records in and is told when they are
 * committed; it never sees how. With one voter a record is committed when it is on disk; a quorum of
 * several carries out raft's effects behind this same interface.
 */
import { assert } from '../base/assert.ts'
import type { Clock } from '../base/clock.ts'
import { MIB } from '../base/units.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import { decodeMetadataBatches, encodeMetadataBatch, type OffsetMetadataRecord } from './metadata-batches.ts'

/** Bytes of the log replayed at a time when loading. */
const LOAD_CHUNK_BYTES = 4 * MIB

export interface QuorumDriver {
  readonly leaderId: number
  /** Grows with every controller that takes over. */
  readonly epoch: number
  /** First offset that is not committed. */
  readonly highWatermark: number
  readonly log: PartitionLog
  /** Appends one atomic batch; resolves with its records' offsets when they are committed. */
  append(records: readonly MetadataRecord[]): Promise<readonly OffsetMetadataRecord[]>
  /** Every committed record from the start of the log. */
  load(): Generator<OffsetMetadataRecord>
  /** Resolves when the high watermark has passed `offset`, when the time is over or when `signal` aborts. */
  waitBeyond(
    offset: number,
    limits: { readonly maxWaitMs: number; readonly signal: AbortSignal },
  ): Promise<void>
}

/** A quorum of one: the driver's node is the only voter and always leads. */
export class SingleVoterDriver implements QuorumDriver {
  readonly leaderId: number
  readonly epoch: number
  readonly log: PartitionLog
  readonly #clock: Clock
  readonly #waiters = new Set<{ readonly offset: number; readonly wake: () => void }>()

  constructor(options: { readonly nodeId: number; readonly log: PartitionLog; readonly clock: Clock }) {
    this.leaderId = options.nodeId
    this.log = options.log
    this.#clock = options.clock
    this.epoch = options.log.latestLeaderEpoch + 1
    this.log.advanceHighWatermark(this.log.logEndOffset)
  }

  get highWatermark(): number {
    return this.log.highWatermark
  }

  append(records: readonly MetadataRecord[]): Promise<readonly OffsetMetadataRecord[]> {
    const batch = encodeMetadataBatch(records, this.#clock.nowMs())
    const { firstOffset, lastOffset } = this.log.appendAsLeader(batch, {
      leaderEpoch: this.epoch,
      origin: 'coordinator',
    })
    assert(lastOffset - firstOffset + 1 === records.length, 'every record has an offset')
    this.log.advanceHighWatermark(this.log.logEndOffset)
    this.#wake()
    const committed = records.map((record, index) => ({
      offset: firstOffset + index,
      epoch: this.epoch,
      record,
    }))
    return Promise.resolve(committed)
  }

  *load(): Generator<OffsetMetadataRecord> {
    let offset = this.log.logStartOffset
    while (offset < this.highWatermark) {
      const { records } = this.log.read({
        fetchOffset: offset,
        maxBytes: LOAD_CHUNK_BYTES,
        upperBoundOffset: this.highWatermark,
        minOneMessage: true,
      })
      const decoded = decodeMetadataBatches(records, offset)
      const last = decoded.at(-1)
      assert(last !== undefined, 'the committed log can be read')
      yield* decoded
      offset = last.offset + 1
    }
  }

  waitBeyond(
    offset: number,
    { maxWaitMs, signal }: { readonly maxWaitMs: number; readonly signal: AbortSignal },
  ): Promise<void> {
    if (this.highWatermark > offset || signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const finish = () => {
        cancelTimer()
        signal.removeEventListener('abort', finish)
        this.#waiters.delete(waiter)
        resolve()
      }
      const waiter = { offset, wake: finish }
      const cancelTimer = this.#clock.after(maxWaitMs, finish)
      signal.addEventListener('abort', finish, { once: true })
      this.#waiters.add(waiter)
    })
  }

  #wake(): void {
    for (const waiter of Array.from(this.#waiters)) if (waiter.offset < this.highWatermark) waiter.wake()
  }
}
