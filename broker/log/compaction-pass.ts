import { assert } from '../base/assert.ts'
import type { Disk } from '../base/disk.ts'
import type { LogConfig } from '../base/log-config.ts'
import { decodeMarker } from '../wire/control-record.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { BatchHeader } from '../wire/record-batch.ts'
import { BatchReader, BatchRecords } from './batch-reader.ts'
import { bareHeader, rewriteBatch } from './batch-rewrite.ts'
import { CleanedSegment } from './cleaned-segment.ts'
import { CleanedTransactions } from './cleaned-transactions.ts'
import { type CompactionPlan, groupSegments } from './compaction-plan.ts'
import type { FileHandles } from './file-handles.ts'
import { OffsetMap } from './offset-map.ts'
import type { Segment } from './segment.ts'
import type { AbortedTransaction } from './transaction-index.ts'

/**
 * One pass of compaction over one log: learns the latest offset of each key in what was never compacted,
 * then writes every closed segment anew without the records that a later one has replaced. Offsets stay.
 *
 * It is a generator, so that its driver decides how long it works at a stretch and can drop it between any
 * two steps: a number is such a place, a promise is to be waited for first. What it has not swapped in by
 * then is removed. Between two steps the log may grow, and must not change otherwise.
 * Source: Kafka's Cleaner; KIP-534 for delete horizons.
 */

/** What a pass takes from its log. */
export interface CompactionHost {
  readonly disk: Disk
  readonly handles: FileHandles
  readonly directory: string
  /** Aborted transactions with records in [from, to). */
  abortedTransactions(from: number, to: number): AbortedTransaction[]
  /** Whether one of the segments has a transaction index. */
  hasTransactionIndex(segments: readonly Segment[]): boolean
  /** Whether this batch is what a producer that is still remembered wrote last. */
  isLastOfProducer(header: BatchHeader): boolean
  /**
   * Forgets the producer snapshots before `offset`: a transaction that is open in one of them is ended by a
   * marker that is about to go. @throws DiskError.
   */
  removeSnapshotsBefore(offset: number): void
  /** Puts the cleaned files in the place of `group`. @throws DiskError. */
  swap(group: readonly Segment[], cleaned: CleanedSegment): void
}

export interface CompactionOptions {
  readonly config: LogConfig
  readonly nowMs: number
  /** Memory for the keys. */
  readonly offsetMapBytes: number
  readonly seed: Uint8Array
}

/** What a pass has done. */
export interface CompactionResult {
  /** Everything below has been compacted. */
  readonly endOffset: number
  /** Distinct keys among what was never compacted before. */
  readonly keys: number
  readonly bytesRead: number
  readonly bytesBefore: number
  readonly bytesAfter: number
}

/** A place where a pass may rest, and the bytes it has read and written since the last; or what it waits for. */
export type CompactionStep = Promise<void> | number

/** Records looked at between two places where the pass may rest: a batch can hold a million. */
const RECORDS_PER_STEP = 128

/** @throws KafkaError CORRUPT_MESSAGE for damage, or a batch with more keys than there is memory for; DiskError. */
export function* compactLog(
  host: CompactionHost,
  plan: CompactionPlan<Segment>,
  options: CompactionOptions,
): Generator<CompactionStep, CompactionResult, void> {
  const pass = new CompactionPass(host, plan, options)
  return yield* pass.run()
}

class CompactionPass {
  readonly #host: CompactionHost
  readonly #plan: CompactionPlan<Segment>
  readonly #options: CompactionOptions
  readonly #map: OffsetMap
  readonly #end: number
  #bytesRead = 0
  #bytesBefore = 0
  #bytesAfter = 0
  /** Whether a marker has been left out of the group that is written. */
  #hasLostMarker = false

  constructor(host: CompactionHost, plan: CompactionPlan<Segment>, options: CompactionOptions) {
    const last = plan.segments.at(-1)
    assert(last !== undefined, 'a plan has a segment')
    this.#host = host
    this.#plan = plan
    this.#options = options
    this.#end = last.nextOffset
    this.#map = new OffsetMap({
      memoryBytes: options.offsetMapBytes,
      keyCount: this.#end - plan.dirtyFrom,
      seed: options.seed,
    })
  }

  *run(): Generator<CompactionStep, CompactionResult, void> {
    yield* this.#learnKeys()
    const endOffset = this.#map.latestOffset + 1
    if (endOffset <= this.#plan.dirtyFrom) {
      throw new KafkaError('CORRUPT_MESSAGE', 'One batch has more keys than compaction has memory for')
    }
    const segments = this.#plan.segments.filter(({ baseOffset }) => baseOffset < endOffset)
    const transactions = this.#transactions(segments[0]?.baseOffset ?? 0)
    for (const group of groupSegments(segments, this.#options.config))
      yield* this.#cleanGroup(group, transactions)
    return {
      endOffset,
      keys: this.#map.size,
      bytesRead: this.#bytesRead,
      bytesBefore: this.#bytesBefore,
      bytesAfter: this.#bytesAfter,
    }
  }

  #transactions(from: number): CleanedTransactions {
    return new CleanedTransactions(this.#host.abortedTransactions(from, this.#end))
  }

  /** Fills the map from where the last pass came to, as far as its memory reaches. */
  *#learnKeys(): Generator<CompactionStep, void, void> {
    const { dirtyFrom } = this.#plan
    const transactions = this.#transactions(dirtyFrom)
    for (const segment of this.#plan.segments) {
      if (segment.nextOffset <= dirtyFrom) continue
      const reader = new BatchReader(segment, segment.locate(dirtyFrom)?.position ?? segment.sizeBytes)
      for (let batch = reader.next(); batch !== null; batch = reader.next()) {
        if (!(yield* this.#learnBatch(batch.bytes, batch.header, transactions))) {
          this.#bytesRead += reader.bytesRead
          return
        }
        this.#map.latestOffset = batch.header.lastOffset
        yield batch.header.sizeBytes
      }
      this.#map.latestOffset = segment.nextOffset - 1
      this.#bytesRead += reader.bytesRead
    }
  }

  /** False when the map is full before the batch is at its end. */
  *#learnBatch(
    bytes: Buffer,
    header: BatchHeader,
    transactions: CleanedTransactions,
  ): Generator<CompactionStep, boolean, void> {
    if (header.isControl) {
      transactions.onMarker(header, decodeMarker(bytes, header))
      return true
    }
    // What was aborted replaces nothing.
    if (transactions.onRecords(header)) return true
    const records = new BatchRecords(bytes, header)
    const { view } = records
    for (let count = 1; records.next(); count += 1) {
      if (view.keyStart >= 0 && view.offset >= this.#plan.dirtyFrom) {
        if (!this.#map.put(records.payload, { start: view.keyStart, end: view.keyEnd }, view.offset))
          return false
      }
      if (count % RECORDS_PER_STEP === 0) yield 0
    }
    return true
  }

  /** Writes one segment from those of the group and puts it in their place. */
  *#cleanGroup(
    group: readonly Segment[],
    transactions: CleanedTransactions,
  ): Generator<CompactionStep, void, void> {
    const { disk, handles, directory } = this.#host
    const first = group[0]
    const last = group.at(-1)
    assert(first !== undefined && last !== undefined, 'a group holds a segment')
    let createdMs = 0
    let bytesBefore = 0
    for (const segment of group) {
      createdMs = Math.max(createdMs, segment.createdMs)
      bytesBefore += segment.sizeBytes
    }
    if (bytesBefore === 0) return
    const { indexIntervalBytes } = this.#options.config
    const { baseOffset } = first
    const place = { disk, handles, directory, baseOffset, createdMs, indexIntervalBytes }
    const cleaned = new CleanedSegment(place)
    this.#hasLostMarker = false
    try {
      const isChanged = yield* this.#copyGroup(group, cleaned, transactions)
      const aborted = transactions.takeKept()
      if (isChanged || group.length > 1) {
        yield* cleaned.finish(this.#host.hasTransactionIndex(group) ? aborted : null)
        if (this.#hasLostMarker) this.#host.removeSnapshotsBefore(last.nextOffset)
        this.#host.swap(group, cleaned)
      }
      this.#bytesBefore += bytesBefore
      this.#bytesAfter += cleaned.sizeBytes
    } finally {
      cleaned.discard()
    }
  }

  /** Copies what stays; true when that is not all. */
  *#copyGroup(
    group: readonly Segment[],
    cleaned: CleanedSegment,
    transactions: CleanedTransactions,
  ): Generator<CompactionStep, boolean, void> {
    const lastFilled = group.findLast(({ sizeBytes }) => sizeBytes > 0)
    let isChanged = false
    for (const segment of group) {
      const reader = new BatchReader(segment)
      for (let batch = reader.next(); batch !== null; batch = reader.next()) {
        const { bytes, header } = batch
        const writtenBefore = cleaned.sizeBytes
        const kept = yield* this.#clean(bytes, header, transactions)
        // Followers and readers get to the end of a segment only over a batch that ends there.
        const isNeeded = (segment === lastFilled && reader.isAtEnd) || this.#host.isLastOfProducer(header)
        const isWhole = kept === 'whole' || (kept === null && isNeeded && header.recordCount === 0)
        if (isWhole) cleaned.add(bytes.subarray(header.position, header.position + header.sizeBytes))
        else if (kept instanceof Buffer) cleaned.add(kept)
        else if (isNeeded) cleaned.add(bareHeader(bytes, header))
        if (!isWhole) isChanged = true
        yield header.sizeBytes + cleaned.sizeBytes - writtenBefore
      }
      this.#bytesRead += reader.bytesRead
    }
    return isChanged
  }

  /** What stays of a batch: all of it, another batch, or no record. */
  *#clean(
    bytes: Buffer,
    header: BatchHeader,
    transactions: CleanedTransactions,
  ): Generator<CompactionStep, Buffer | 'whole' | null, void> {
    const { nowMs, config } = this.#options
    const isPastHorizon = header.hasDeleteHorizon && header.baseTimestampMs <= nowMs
    const deleteHorizonMs = header.hasDeleteHorizon ? null : nowMs + config.deleteRetentionMs
    if (header.isControl) {
      const isForNothing = transactions.onMarker(header, decodeMarker(bytes, header))
      if (header.recordCount === 0) return null
      if (isForNothing && isPastHorizon) {
        this.#hasLostMarker = true
        return null
      }
      if (!isForNothing || deleteHorizonMs === null) return 'whole'
      return stampHorizon(bytes, header, deleteHorizonMs)
    }
    if (transactions.onRecords(header)) return null
    return yield* this.#filter(bytes, header, { isPastHorizon, deleteHorizonMs })
  }

  *#filter(
    bytes: Buffer,
    header: BatchHeader,
    deletes: { readonly isPastHorizon: boolean; readonly deleteHorizonMs: number | null },
  ): Generator<CompactionStep, Buffer | 'whole' | null, void> {
    const records = new BatchRecords(bytes, header)
    const { view, payload } = records
    const ranges: number[] = []
    let maxTimestampMs = -1
    let hasTombstone = false
    let hasOddTime = !Number.isSafeInteger(header.baseTimestampMs)
    for (let count = 1; records.next(); count += 1) {
      if (this.#isKept(records, deletes.isPastHorizon)) {
        ranges.push(records.start, view.end)
        maxTimestampMs = Math.max(maxTimestampMs, view.timestampMs)
        if (view.valueStart < 0 && view.offset <= this.#map.latestOffset) hasTombstone = true
        if (!Number.isSafeInteger(view.timestampMs)) hasOddTime = true
      }
      if (count % RECORDS_PER_STEP === 0) yield 0
    }
    if (ranges.length === 0) return null
    // Times that cannot be counted exactly cannot be moved either: such a tombstone stays.
    const deleteHorizonMs = hasTombstone && !hasOddTime ? deletes.deleteHorizonMs : null
    if (deleteHorizonMs === null && ranges.length === header.recordCount * 2) return 'whole'
    return rewriteBatch(bytes, header, { payload, ranges, maxTimestampMs, deleteHorizonMs })
  }

  #isKept({ payload, view }: BatchRecords, isPastHorizon: boolean): boolean {
    if (view.offset > this.#map.latestOffset) return true
    // Left from a time when the topic was not compacted: it can never be replaced.
    if (view.keyStart < 0) return false
    if (view.valueStart < 0 && isPastHorizon) return false
    return view.offset >= this.#map.get(payload, view.keyStart, view.keyEnd)
  }
}

/** A control batch with the time from which on it may go. */
function stampHorizon(bytes: Buffer, header: BatchHeader, deleteHorizonMs: number): Buffer {
  const { payload, view, start } = onlyRecord(bytes, header)
  const kept = { payload, ranges: [start, view.end], maxTimestampMs: view.timestampMs, deleteHorizonMs }
  return rewriteBatch(bytes, header, kept)
}

function onlyRecord(bytes: Buffer, header: BatchHeader): BatchRecords {
  const records = new BatchRecords(bytes, header)
  if (!records.next() || header.recordCount !== 1) {
    throw new KafkaError('CORRUPT_MESSAGE', 'A control batch holds another number of records than one')
  }
  return records
}
