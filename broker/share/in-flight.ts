/**
 * What of a partition a share group is busy with: the offsets from the first that is not done with to the
 * last that was ever acquired, as ranges of one state each. No clock, log or network in here.
 *
 * Invariants: the ranges follow one another without gap or overlap from `startOffset` to `endOffset`; an
 * offset is acquired by at most one member; its delivery count never exceeds the limit; what is acknowledged
 * or archived is never acquired again; the first range is not done with, or waits to be stored as done with.
 *
 * A change that has to be stored is marked on the range (`pending`) until it is, and can be taken back.
 * Source: KIP-932. Differs: Kafka keeps the batches as they were acquired and splits them into single
 * offsets; here neighbours of the same state are one range, however they came about.
 */
import { assert } from '../base/assert.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { type AcknowledgementBatch, acknowledgementsOf } from './acknowledgements.ts'
import { MAX_RANGES } from './limits.ts'
import {
  type AcquiredRange,
  addAcquired,
  type BatchSpan,
  freshRange,
  isAlike,
  isDone,
  isFree,
  type Pending,
  type Range,
  type RecordState,
  sizeOf,
  stateOf,
  storedOf,
} from './ranges.ts'
import type { StateBatch } from './state-batches.ts'

export interface AcquireOptions {
  readonly memberId: string
  /** Most records; exceeded up to the end of a batch unless `isStrict`. */
  readonly maxRecords: number
  readonly isStrict: boolean
  /** Size from which a further batch begins a range of its own in the answer. */
  readonly batchSize: number
  readonly lockUntilMs: number
  /** What was read, one after another without gaps, beginning where the read began. */
  readonly spans: readonly BatchSpan[]
}

/** Limits that may change while the group goes on. */
export interface InFlightLimits {
  readonly maxDeliveryCount: number
  readonly maxRecordLocks: number
}

/** A change to be stored; `commit` or `rollBack` with its id afterwards. */
export interface Transition {
  readonly id: number
  /** What to store; empty when nothing has to be. */
  readonly changes: readonly StateBatch[]
}

export class InFlight {
  #ranges: Range[] = []
  #startOffset: number
  #lastTransition = 0
  readonly #limits: () => InFlightLimits

  /** @param stored what was stored of the offsets from `startOffset` on; gaps were never delivered. */
  constructor(startOffset: number, stored: readonly StateBatch[], limits: () => InFlightLimits) {
    this.#startOffset = startOffset
    this.#limits = limits
    let next = startOffset
    for (const batch of stored) {
      const first = Math.max(batch.firstOffset, next)
      if (batch.lastOffset < first) continue
      if (first > next) this.#ranges.push(freshRange(next, first - 1))
      this.#ranges.push({
        ...freshRange(first, batch.lastOffset),
        state: stateOf(batch.deliveryState),
        deliveryCount: batch.deliveryCount,
      })
      next = batch.lastOffset + 1
    }
    this.#settle()
  }

  /** First offset that is not done with. */
  get startOffset(): number {
    return this.#startOffset
  }

  /** Last offset that was ever acquired; one before the start when there is none. */
  get endOffset(): number {
    return this.#ranges.at(-1)?.last ?? this.#startOffset - 1
  }

  /** Everything in flight, in order. */
  get ranges(): readonly Range[] {
    return this.#ranges
  }

  /** Offsets that are done with, or about to be, although the start is not past them. */
  get deliveryCompleteCount(): number {
    let count = 0
    for (const range of this.#ranges) {
      if (isDone(range.pending?.state ?? range.state)) count += sizeOf(range)
    }
    return count
  }

  /** Where the next read begins, or null while no further record may be acquired. */
  nextFetchOffset(): number | null {
    const free = this.#ranges.find(isFree)
    if (free !== undefined) return free.first
    return this.#mayGrow ? this.endOffset + 1 : null
  }

  /** Gives what is free of the spans to the member. */
  acquire(options: AcquireOptions): AcquiredRange[] {
    const acquired: AcquiredRange[] = []
    let left = options.maxRecords
    for (const span of options.spans) {
      // Past the limit of locks nothing was added, and what follows has to wait for that.
      if (left <= 0 || span.first > this.endOffset + 1) break
      for (const piece of this.#freePieces(Math.max(this.#startOffset, span.first), span.last)) {
        if (options.isStrict && left <= 0) break
        const suspectCount = suspectsToGive(piece, sizeOf(span), this.#limits().maxDeliveryCount)
        // Records that may make members fail come alone, so that others are not given up with them.
        if (suspectCount !== null && acquired.length > 0) return this.#given(acquired)
        const most = Math.min(options.isStrict ? left : Infinity, suspectCount ?? Infinity)
        const last = Math.min(piece.last, piece.first + most - 1)
        const deliveryCount = piece.deliveryCount + 1
        const { memberId, lockUntilMs } = options
        this.#replace({
          ...freshRange(piece.first, last),
          state: 'acquired',
          deliveryCount,
          memberId,
          lockUntilMs,
        })
        left -= last - piece.first + 1
        addAcquired(acquired, { first: piece.first, last, deliveryCount }, options.batchSize)
        if (suspectCount !== null) return this.#given(acquired)
      }
    }
    return this.#given(acquired)
  }

  /**
   * Checks what a member says about records, all or nothing, and marks it as being stored; renewed locks
   * take effect at once. @throws KafkaError INVALID_REQUEST, INVALID_RECORD_STATE.
   */
  acknowledge(memberId: string, batches: readonly AcknowledgementBatch[], renewUntilMs: number): Transition {
    const planned: { readonly range: Range; readonly state: RecordState | 'renewed' }[] = []
    for (const { first, last, type } of acknowledgementsOf(batches)) {
      if (last < this.#startOffset) continue
      for (const range of this.#acquiredPieces(Math.max(first, this.#startOffset), last, memberId)) {
        planned.push({ range, state: type === 'renew' ? 'renewed' : this.#outcomeOf(type, range) })
      }
    }
    const id = this.#newTransition()
    for (const { range, state } of planned) {
      if (state === 'renewed') this.#replace({ ...range, lockUntilMs: renewUntilMs })
      else this.#replace({ ...range, pending: { transition: id, state } })
    }
    this.#merge()
    return this.#transitionOf(id)
  }

  /** Gives back what the member holds, because it is gone. It counts as a delivery, as in Kafka. */
  release(memberId: string): Transition {
    const id = this.#newTransition()
    for (const range of this.#ranges.slice()) {
      if (range.memberId !== memberId || range.pending !== null) continue
      const state = this.#availableOrArchived(range.deliveryCount)
      this.#replace({ ...range, pending: { transition: id, state } })
    }
    this.#merge()
    return this.#transitionOf(id)
  }

  /** The change was stored. */
  commit(id: number): void {
    this.#finish(id, (range, pending) => ({
      ...freshRange(range.first, range.last),
      state: pending.state,
      deliveryCount: range.deliveryCount,
    }))
    this.#settle()
  }

  /** The change was not stored: the member holds on to the records until its lock ends. */
  rollBack(id: number): void {
    this.#finish(id, (range) => ({ ...range, pending: null }))
    this.#merge()
  }

  /** Takes back what is locked for too long; answers what to store. */
  expireLocks(nowMs: number): StateBatch[] {
    const changes: StateBatch[] = []
    for (const range of this.#ranges.slice()) {
      if (range.state !== 'acquired' || range.pending !== null || range.lockUntilMs > nowMs) continue
      const state = this.#availableOrArchived(range.deliveryCount)
      const changed = { ...freshRange(range.first, range.last), state, deliveryCount: range.deliveryCount }
      this.#replace(changed)
      changes.push(storedOf(changed))
    }
    this.#settle()
    return changes
  }

  /** When the first lock ends; null while nothing is locked. */
  nextLockExpiryMs(): number | null {
    let earliest: number | null = null
    for (const range of this.#ranges) {
      if (range.state !== 'acquired' || range.pending !== null) continue
      if (earliest === null || range.lockUntilMs < earliest) earliest = range.lockUntilMs
    }
    return earliest
  }

  /** Leaves out what a reader of committed records is not to see. */
  archive(first: number, last: number): void {
    for (const range of this.#pieces(first, last)) {
      if (isDone(range.state) || range.pending !== null) continue
      this.#replace({
        ...freshRange(range.first, range.last),
        state: 'archived',
        deliveryCount: range.deliveryCount,
      })
    }
    this.#settle()
  }

  /** The log begins later: what lies before is gone, whoever held it. */
  advanceTo(logStartOffset: number): void {
    if (logStartOffset <= this.#startOffset) return
    this.#ranges = this.#ranges.flatMap((range) => {
      if (range.last < logStartOffset) return []
      return range.first < logStartOffset ? [{ ...range, first: logStartOffset }] : [range]
    })
    this.#startOffset = logStartOffset
    this.#settle()
  }

  get #mayGrow(): boolean {
    if (this.#ranges.length >= MAX_RANGES) return false
    return this.endOffset - this.#startOffset + 1 < this.#limits().maxRecordLocks
  }

  #newTransition(): number {
    this.#lastTransition += 1
    return this.#lastTransition
  }

  #given(acquired: AcquiredRange[]): AcquiredRange[] {
    this.#merge()
    return acquired
  }

  #outcomeOf(type: 'gap' | 'accept' | 'release' | 'reject', range: Range): RecordState {
    if (type === 'accept') return 'acknowledged'
    return type === 'release' ? this.#availableOrArchived(range.deliveryCount) : 'archived'
  }

  #availableOrArchived(deliveryCount: number): RecordState {
    return deliveryCount >= this.#limits().maxDeliveryCount ? 'archived' : 'available'
  }

  /** Parts of the ranges within the offsets. @throws KafkaError unless the member holds them all. */
  #acquiredPieces(first: number, last: number, memberId: string): readonly Range[] {
    if (first > this.endOffset) {
      throw new KafkaError(
        'INVALID_REQUEST',
        'Batch record not found. The first offset in request is past acquired records.',
      )
    }
    if (last > this.endOffset) {
      throw new KafkaError(
        'INVALID_REQUEST',
        'Batch record not found. The last offset in request is past acquired records.',
      )
    }
    const pieces = this.#pieces(first, last)
    for (const range of pieces) {
      if (range.state !== 'acquired' || range.pending !== null) {
        throw new KafkaError('INVALID_RECORD_STATE', 'The record is not acquired.')
      }
      if (range.memberId !== memberId) {
        throw new KafkaError('INVALID_RECORD_STATE', 'Member is not the owner of offset')
      }
    }
    return pieces
  }

  /** Parts of the ranges that lie within the offsets. */
  #pieces(first: number, last: number): Range[] {
    const pieces: Range[] = []
    for (let index = this.#indexOf(first); index < this.#ranges.length; index += 1) {
      const range = this.#ranges[index]
      if (range === undefined || range.first > last) break
      if (range.last < first) continue
      pieces.push({ ...range, first: Math.max(range.first, first), last: Math.min(range.last, last) })
    }
    return pieces
  }

  /** What may be acquired of the offsets: free ranges, and what lies past the end. */
  #freePieces(first: number, last: number): Range[] {
    const free = this.#pieces(first, last).filter(isFree)
    const next = this.endOffset + 1
    if (last >= next && this.#mayGrow) free.push(freshRange(Math.max(first, next), last))
    return free
  }

  #transitionOf(id: number): Transition {
    const changes: StateBatch[] = []
    for (const range of this.#ranges) {
      if (range.pending?.transition !== id) continue
      changes.push(storedOf({ ...range, state: range.pending.state }))
    }
    return { id, changes }
  }

  #finish(id: number, change: (range: Range, pending: Pending) => Range): void {
    this.#ranges = this.#ranges.map((range) =>
      range.pending?.transition === id ? change(range, range.pending) : range,
    )
  }

  /** Puts a range where it belongs, cutting what it covers. */
  #replace(range: Range): void {
    assert(range.first <= range.last, 'a range has offsets')
    assert(range.first <= this.endOffset + 1, 'ranges leave no gap')
    assert((range.state === 'acquired') === (range.memberId !== null), 'what is acquired has an owner')
    const from = this.#indexOf(range.first)
    const inserted: Range[] = []
    let until = from
    for (; until < this.#ranges.length; until += 1) {
      const present = this.#ranges[until]
      if (present === undefined || present.first > range.last) break
      if (present.first < range.first) inserted.push({ ...present, last: range.first - 1 })
    }
    inserted.push(range)
    const lastCut = this.#ranges[until - 1]
    if (until > from && lastCut !== undefined && lastCut.last > range.last) {
      inserted.push({ ...lastCut, first: range.last + 1 })
    }
    this.#ranges.splice(from, until - from, ...inserted)
  }

  /** Index of the first range that ends at `offset` or later. */
  #indexOf(offset: number): number {
    let low = 0
    let high = this.#ranges.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#ranges[middle]?.last ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Moves the start past what is done with. */
  #settle(): void {
    let done = 0
    for (const range of this.#ranges) {
      if (!isDone(range.state)) break
      done += 1
    }
    const lastDone = this.#ranges[done - 1]
    if (lastDone !== undefined) {
      this.#startOffset = lastDone.last + 1
      this.#ranges.splice(0, done)
    }
    this.#merge()
  }

  #merge(): void {
    const merged: Range[] = []
    for (const range of this.#ranges) {
      const before = merged.at(-1)
      if (before !== undefined && isAlike(before, range)) {
        assert(before.last + 1 === range.first, 'ranges follow one another')
        merged[merged.length - 1] = { ...before, last: range.last }
      } else merged.push(range)
    }
    this.#ranges = merged
    assert((merged[0]?.first ?? this.#startOffset) === this.#startOffset, 'ranges begin at the start')
  }
}

/**
 * How many of records that were delivered often already may be given at once: fewer with each delivery, and
 * one alone the last time. Null for those that were not. Source: SharePartition, throttleRecordsDeliveryLimit.
 */
function suspectsToGive(piece: Range, batchSize: number, maxDeliveryCount: number): number | null {
  const limit = Math.max(2, Math.ceil(maxDeliveryCount / 2))
  const { deliveryCount } = piece
  if (maxDeliveryCount > 2 && deliveryCount === maxDeliveryCount - 1) return 1
  if (deliveryCount < limit) return null
  return Math.max(1, Math.floor(batchSize / 2 ** (deliveryCount - limit + 1)))
}
