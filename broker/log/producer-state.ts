import { assert } from '../base/assert.ts'
import type { TransactionMarker } from '../wire/control-record.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { BatchHeader } from '../wire/record-batch.ts'
import type { ProducerStateView } from './log-types.ts'

/**
 * What a partition remembers of idempotent producers: the last batches of each, so that a repeated one is
 * recognised and a gap refused. State changes only by `apply`, for each batch that is in the log; it can
 * therefore be rebuilt from a snapshot and the log behind it.
 * Source: KIP-98; quirk 11 of broker.md §1.3.
 */

/** Batches of a producer that are recognised when they come again. */
export const RETAINED_BATCHES = 5
/** Producers remembered per partition; past it the one silent for longest is forgotten. */
export const MAX_PRODUCERS = 100_000
const MAX_SEQUENCE = 0x7fff_ffff

/** A batch a producer had appended. */
export interface ProducedBatch {
  readonly baseSequence: number
  readonly lastSequence: number
  readonly firstOffset: number
  readonly lastOffset: number
  readonly timestampMs: number
}

/** A transaction that has ended in this partition. */
export interface EndedTransaction {
  readonly producerId: number
  readonly firstOffset: number
  /** Offset of the marker. */
  readonly lastOffset: number
  readonly isAborted: boolean
}

/** All that is known of one producer. */
export interface ProducerEntry {
  readonly producerId: number
  epoch: number
  /** Oldest first, at most `RETAINED_BATCHES`. */
  batches: ProducedBatch[]
  lastTimestampMs: number
  coordinatorEpoch: number
  currentTransactionFirstOffset: number
}

export class ProducerStates {
  readonly #entries = new Map<number, ProducerEntry>()
  /** First offset of each open transaction by producer, in the order they were opened. */
  readonly #open = new Map<number, number>()
  /** Ended, but the marker is not below the high watermark yet. */
  #undecided: EndedTransaction[] = []

  get size(): number {
    return this.#entries.size
  }

  /** The retained batch that `header` repeats, or null. */
  findDuplicate(header: BatchHeader): ProducedBatch | null {
    const entry = this.#entries.get(header.producerId)
    if (entry === undefined || entry.epoch !== header.producerEpoch) return null
    const lastSequence = sequenceAfter(header.baseSequence, header.lastOffsetDelta)
    for (const batch of entry.batches) {
      if (batch.baseSequence === header.baseSequence && batch.lastSequence === lastSequence) return batch
    }
    return null
  }

  /**
   * Refuses a batch that is not the next of its producer. Call after `findDuplicate` said null.
   * @throws KafkaError INVALID_PRODUCER_EPOCH, OUT_OF_ORDER_SEQUENCE_NUMBER.
   */
  check(header: BatchHeader): void {
    const entry = this.#entries.get(header.producerId)
    if (entry === undefined) return
    if (header.producerEpoch < entry.epoch) throw oldEpoch(header, entry)
    if (entry.currentTransactionFirstOffset >= 0 && !header.isTransactional) {
      throw new KafkaError(
        'INVALID_TXN_STATE',
        `Producer ${header.producerId} has a transaction open and sent a batch outside of it`,
      )
    }
    if (header.baseSequence < 0) return // a coordinator's own, in a producer's name
    const last = entry.batches.at(-1)
    if (header.producerEpoch > entry.epoch) {
      if (header.baseSequence !== 0) throw outOfOrder(header, 0)
    } else if (last !== undefined) {
      const expected = sequenceAfter(last.lastSequence, 1)
      if (header.baseSequence !== expected) throw outOfOrder(header, expected)
    }
  }

  /**
   * Refuses a marker of a producer or a coordinator that has been replaced.
   * @throws KafkaError INVALID_PRODUCER_EPOCH, TRANSACTION_COORDINATOR_FENCED.
   */
  checkMarker(header: BatchHeader, marker: TransactionMarker): void {
    const entry = this.#entries.get(header.producerId)
    if (entry === undefined) return
    if (header.producerEpoch < entry.epoch) throw oldEpoch(header, entry)
    if (marker.coordinatorEpoch < entry.coordinatorEpoch) {
      throw new KafkaError(
        'TRANSACTION_COORDINATOR_FENCED',
        `Coordinator epoch ${marker.coordinatorEpoch} is older than ${entry.coordinatorEpoch}`,
      )
    }
  }

  /** Whether this batch, which is in the log, is the last that is known of its producer. Source: Kafka's lastRecordsOfActiveProducers. */
  isLastOfProducer(header: BatchHeader): boolean {
    const entry = header.producerId < 0 ? undefined : this.#entries.get(header.producerId)
    if (entry === undefined) return false
    const last = entry.batches.at(-1)
    if (last !== undefined) return last.lastOffset === header.lastOffset
    return header.isControl && header.producerEpoch === entry.epoch
  }

  /** First offset of the producer's open transaction, or null. */
  openTransactionOf(producerId: number, producerEpoch: number): number | null {
    const entry = this.#entries.get(producerId)
    if (entry === undefined || entry.epoch !== producerEpoch) return null
    return entry.currentTransactionFirstOffset < 0 ? null : entry.currentTransactionFirstOffset
  }

  /** First offset of which it is not known, on every replica, how its transaction ends; null when there is none. */
  get firstUnstableOffset(): number | null {
    let first: number | null = null
    for (const offset of this.#open.values()) {
      first = offset
      break
    }
    for (const { firstOffset } of this.#undecided) first = Math.min(first ?? firstOffset, firstOffset)
    return first
  }

  /** Where the last stable offset will be once `ended` is: at the next open transaction, or behind its marker. */
  stableOffsetAfter(ended: EndedTransaction): number {
    for (const offset of this.#open.values()) return offset
    return ended.lastOffset + 1
  }

  /** Markers below the high watermark are on every replica: what they end is decided. */
  decideBelow(highWatermark: number): void {
    if (this.#undecided.length === 0) return
    this.#undecided = this.#undecided.filter(({ lastOffset }) => lastOffset >= highWatermark)
  }

  /**
   * Takes note of a batch that is in the log, with its marker when it is a control batch; answers the
   * transaction that it ends, or null. Batches of producers without an id change nothing.
   */
  apply(header: BatchHeader, marker: TransactionMarker | null): EndedTransaction | null {
    if (header.producerId < 0) return null
    let entry = this.#entries.get(header.producerId)
    // Taken out and put in again, so that the map is ordered by last use.
    if (entry !== undefined) this.#entries.delete(header.producerId)
    else entry = emptyEntry(header.producerId)
    this.#entries.set(header.producerId, entry)
    if (header.producerEpoch !== entry.epoch) entry.batches = []
    entry.epoch = header.producerEpoch
    entry.lastTimestampMs = header.maxTimestampMs
    if (!header.isControl && header.baseSequence >= 0) {
      if (entry.batches.length >= RETAINED_BATCHES) entry.batches.shift()
      entry.batches.push({
        baseSequence: header.baseSequence,
        lastSequence: sequenceAfter(header.baseSequence, header.lastOffsetDelta),
        firstOffset: header.baseOffset,
        lastOffset: header.lastOffset,
        timestampMs: header.maxTimestampMs,
      })
    }
    const ended = marker === null ? null : this.#end(entry, header, marker)
    if (header.isTransactional && !header.isControl && entry.currentTransactionFirstOffset < 0) {
      entry.currentTransactionFirstOffset = header.baseOffset
      this.#open.set(header.producerId, header.baseOffset)
    }
    this.#forgetBeyondLimit()
    assert(entry.batches.length <= RETAINED_BATCHES, 'few batches are retained')
    return ended
  }

  /** Forgets producers without a batch since `nowMs - expirationMs`; returns how many. */
  expire(nowMs: number, expirationMs: number): number {
    let count = 0
    for (const [producerId, entry] of this.#entries) {
      if (entry.currentTransactionFirstOffset >= 0 || nowMs - entry.lastTimestampMs < expirationMs) continue
      this.#entries.delete(producerId)
      count += 1
    }
    return count
  }

  clear(): void {
    this.#entries.clear()
    this.#open.clear()
    this.#undecided = []
  }

  /** Replaces everything by the entries of a snapshot. */
  restore(entries: Iterable<ProducerEntry>): void {
    this.clear()
    for (const entry of entries) this.#entries.set(entry.producerId, entry)
    const open = [...this.#entries.values()].filter((entry) => entry.currentTransactionFirstOffset >= 0)
    open.sort((a, b) => a.currentTransactionFirstOffset - b.currentTransactionFirstOffset)
    for (const entry of open) this.#open.set(entry.producerId, entry.currentTransactionFirstOffset)
    this.#forgetBeyondLimit()
  }

  entries(): Iterable<ProducerEntry> {
    return this.#entries.values()
  }

  /** What DescribeProducers answers. */
  views(): ProducerStateView[] {
    return [...this.#entries.values()].map((entry) => ({
      producerId: entry.producerId,
      producerEpoch: entry.epoch,
      lastSequence: entry.batches.at(-1)?.lastSequence ?? -1,
      lastTimestampMs: entry.lastTimestampMs,
      coordinatorEpoch: entry.coordinatorEpoch,
      currentTransactionStartOffset: entry.currentTransactionFirstOffset,
    }))
  }

  #end(entry: ProducerEntry, header: BatchHeader, marker: TransactionMarker): EndedTransaction | null {
    const firstOffset = entry.currentTransactionFirstOffset
    entry.coordinatorEpoch = marker.coordinatorEpoch
    entry.currentTransactionFirstOffset = -1
    this.#open.delete(entry.producerId)
    if (firstOffset < 0) return null // nothing of it was written here
    const ended = {
      producerId: entry.producerId,
      firstOffset,
      lastOffset: header.lastOffset,
      isAborted: !marker.isCommit,
    }
    this.#undecided.push(ended)
    return ended
  }

  /** A producer with an open transaction is never forgotten: readers of committed records wait for its end. */
  #forgetBeyondLimit(): void {
    if (this.#entries.size <= MAX_PRODUCERS) return
    for (const [producerId, entry] of this.#entries) {
      if (this.#entries.size <= MAX_PRODUCERS) return
      if (entry.currentTransactionFirstOffset < 0) this.#entries.delete(producerId)
    }
  }
}

/** `sequence` moved on by `steps`; after 2^31-1 comes 0. */
export function sequenceAfter(sequence: number, steps: number): number {
  const sum = sequence + steps
  return sum > MAX_SEQUENCE ? sum - MAX_SEQUENCE - 1 : sum
}

function emptyEntry(producerId: number): ProducerEntry {
  return {
    producerId,
    epoch: -1,
    batches: [],
    lastTimestampMs: -1,
    coordinatorEpoch: -1,
    currentTransactionFirstOffset: -1,
  }
}

function oldEpoch(header: BatchHeader, entry: ProducerEntry): KafkaError {
  return new KafkaError(
    'INVALID_PRODUCER_EPOCH',
    `Epoch ${header.producerEpoch} of producer ${header.producerId} is older than ${entry.epoch}`,
  )
}

function outOfOrder(header: BatchHeader, expected: number): KafkaError {
  return new KafkaError(
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
    `Producer ${header.producerId} sent sequence ${header.baseSequence} where ${expected} was next`,
  )
}
