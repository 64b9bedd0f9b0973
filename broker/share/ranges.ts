/** Ranges of offsets of one state: what the state of a share partition is made of. */
import type { StateBatch } from './state-batches.ts'

/** Where a record stands in its delivery. */
export type RecordState = 'available' | 'acquired' | 'acknowledged' | 'archived'

/** The numbers by which states are stored. Source: KIP-932, RecordState. */
export const RECORD_STATE_IDS = { available: 0, acquired: 1, acknowledged: 2, archived: 4 } as const

/** A change that is being stored. */
export interface Pending {
  readonly transition: number
  readonly state: RecordState
}

/** Offsets of one state; both ends inclusive. */
export interface Range {
  readonly first: number
  readonly last: number
  readonly state: RecordState
  readonly deliveryCount: number
  /** Who has acquired it; null when nobody has. */
  readonly memberId: string | null
  /** When the lock ends, on the monotonic clock; 0 when not acquired. */
  readonly lockUntilMs: number
  readonly pending: Pending | null
}

/** What a member was given. */
export interface AcquiredRange {
  readonly first: number
  readonly last: number
  readonly deliveryCount: number
}

/** Offsets of one batch of the log, and of the gap before it that compaction left. */
export interface BatchSpan {
  readonly first: number
  readonly last: number
}

/** Offsets that were never delivered. */
export function freshRange(first: number, last: number): Range {
  return {
    first,
    last,
    state: 'available',
    deliveryCount: 0,
    memberId: null,
    lockUntilMs: 0,
    pending: null,
  }
}

/** True for what may be acquired. */
export function isFree(range: Range): boolean {
  return range.state === 'available' && range.pending === null
}

/** True for states that a record does not leave. */
export function isDone(state: RecordState): boolean {
  return state === 'acknowledged' || state === 'archived'
}

/** Offsets of a range. */
export function sizeOf(range: { readonly first: number; readonly last: number }): number {
  return range.last - range.first + 1
}

/** True when two neighbours can be one range. */
export function isAlike(a: Range, b: Range): boolean {
  return (
    a.state === b.state &&
    a.deliveryCount === b.deliveryCount &&
    a.memberId === b.memberId &&
    a.lockUntilMs === b.lockUntilMs &&
    a.pending?.transition === b.pending?.transition &&
    a.pending?.state === b.pending?.state
  )
}

/** Adds what was acquired to the answer: to the range before it, if that is alike and below the batch size. */
export function addAcquired(acquired: AcquiredRange[], piece: AcquiredRange, batchSize: number): void {
  const before = acquired.at(-1)
  const mayJoin =
    before !== undefined &&
    before.last + 1 === piece.first &&
    before.deliveryCount === piece.deliveryCount &&
    sizeOf(before) < batchSize
  if (mayJoin) acquired[acquired.length - 1] = { ...before, last: piece.last }
  else acquired.push(piece)
}

/** A range as it is stored. */
export function storedOf(range: Pick<Range, 'first' | 'last' | 'state' | 'deliveryCount'>): StateBatch {
  return {
    firstOffset: range.first,
    lastOffset: range.last,
    deliveryState: RECORD_STATE_IDS[range.state],
    deliveryCount: range.deliveryCount,
  }
}

/** A state by its stored number; acquired ones were never stored, and are available again if they were. */
export function stateOf(id: number): RecordState {
  if (id === RECORD_STATE_IDS.acknowledged) return 'acknowledged'
  return id === RECORD_STATE_IDS.archived ? 'archived' : 'available'
}
