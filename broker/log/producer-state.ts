import { assert } from '../base/assert.ts'
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
    if (header.producerEpoch < entry.epoch) {
      throw new KafkaError(
        'INVALID_PRODUCER_EPOCH',
        `Epoch ${header.producerEpoch} of producer ${header.producerId} is older than ${entry.epoch}`,
      )
    }
    const last = entry.batches.at(-1)
    if (header.producerEpoch > entry.epoch) {
      if (header.baseSequence !== 0) throw outOfOrder(header, 0)
    } else if (last !== undefined) {
      const expected = sequenceAfter(last.lastSequence, 1)
      if (header.baseSequence !== expected) throw outOfOrder(header, expected)
    }
  }

  /** Takes note of a batch that is in the log. Batches of producers without an id change nothing. */
  apply(header: BatchHeader): void {
    if (header.producerId < 0) return
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
    this.#forgetBeyondLimit()
    assert(entry.batches.length <= RETAINED_BATCHES, 'few batches are retained')
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
  }

  /** Replaces everything by the entries of a snapshot. */
  restore(entries: Iterable<ProducerEntry>): void {
    this.#entries.clear()
    for (const entry of entries) this.#entries.set(entry.producerId, entry)
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

  #forgetBeyondLimit(): void {
    for (const producerId of this.#entries.keys()) {
      if (this.#entries.size <= MAX_PRODUCERS) return
      this.#entries.delete(producerId)
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

function outOfOrder(header: BatchHeader, expected: number): KafkaError {
  return new KafkaError(
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
    `Producer ${header.producerId} sent sequence ${header.baseSequence} where ${expected} was next`,
  )
}
