/**
 * Stored states of offset ranges, and how later ones go over earlier ones. Pure.
 *
 * Source: KIP-932; PersisterStateBatchCombiner. Of two states of an offset the one with the higher delivery
 * count stands, and among equal counts the one further on its way; so a change that comes twice, or late,
 * takes nothing back.
 */
import { assert } from '../base/assert.ts'

/** Offsets of one stored state; both ends inclusive. */
export interface StateBatch {
  readonly firstOffset: number
  readonly lastOffset: number
  /** 0 available, 2 acknowledged, 4 archived. */
  readonly deliveryState: number
  readonly deliveryCount: number
}

/** Puts `changes` over `present` and drops what lies before `startOffset`; ordered, without overlap. */
export function combine(
  present: readonly StateBatch[],
  changes: readonly StateBatch[],
  startOffset: number,
): StateBatch[] {
  let combined = present.filter(({ lastOffset }) => lastOffset >= startOffset)
  for (const change of changes) {
    // A range whose ends are the wrong way round says nothing.
    if (change.firstOffset <= change.lastOffset) combined = overlay(combined, change)
  }
  return merged(cut(combined, startOffset))
}

/** `present`, which is in order, with one change over it. */
function overlay(present: readonly StateBatch[], change: StateBatch): StateBatch[] {
  const from = indexOf(present, change.firstOffset)
  const covered: StateBatch[] = []
  let next = change.firstOffset
  let until = from
  for (; until < present.length; until += 1) {
    const batch = present[until]
    if (batch === undefined || batch.firstOffset > change.lastOffset) break
    if (batch.firstOffset < change.firstOffset) covered.push({ ...batch, lastOffset: change.firstOffset - 1 })
    if (next < batch.firstOffset) {
      covered.push({ ...change, firstOffset: next, lastOffset: batch.firstOffset - 1 })
    }
    const first = Math.max(batch.firstOffset, change.firstOffset)
    const last = Math.min(batch.lastOffset, change.lastOffset)
    covered.push({ ...stronger(batch, change), firstOffset: first, lastOffset: last })
    if (batch.lastOffset > change.lastOffset) covered.push({ ...batch, firstOffset: change.lastOffset + 1 })
    next = last + 1
  }
  if (next <= change.lastOffset) covered.push({ ...change, firstOffset: next })
  return present.slice(0, from).concat(covered, present.slice(until))
}

/** Index of the first batch that ends at `offset` or later. */
function indexOf(batches: readonly StateBatch[], offset: number): number {
  let low = 0
  let high = batches.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((batches[middle]?.lastOffset ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}

function stronger(present: StateBatch, change: StateBatch): StateBatch {
  if (present.deliveryCount !== change.deliveryCount) {
    return present.deliveryCount > change.deliveryCount ? present : change
  }
  return present.deliveryState > change.deliveryState ? present : change
}

function cut(batches: readonly StateBatch[], startOffset: number): StateBatch[] {
  return batches.flatMap((batch) => {
    if (batch.lastOffset < startOffset) return []
    return [batch.firstOffset < startOffset ? { ...batch, firstOffset: startOffset } : batch]
  })
}

function merged(batches: readonly StateBatch[]): StateBatch[] {
  const result: StateBatch[] = []
  for (const batch of batches) {
    const before = result.at(-1)
    assert(before === undefined || before.lastOffset < batch.firstOffset, 'stored ranges do not overlap')
    const isAlike =
      before !== undefined &&
      before.lastOffset + 1 === batch.firstOffset &&
      before.deliveryState === batch.deliveryState &&
      before.deliveryCount === batch.deliveryCount
    if (isAlike) result[result.length - 1] = { ...before, lastOffset: batch.lastOffset }
    else result.push(batch)
  }
  return result
}
