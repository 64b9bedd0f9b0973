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

/** `present` in order with one change over it. */
function overlay(present: readonly StateBatch[], change: StateBatch): StateBatch[] {
  const result: StateBatch[] = []
  let next = change.firstOffset
  for (const batch of present) {
    if (batch.lastOffset < change.firstOffset) {
      result.push(batch)
      continue
    }
    if (batch.firstOffset > change.lastOffset) {
      if (next <= change.lastOffset) result.push({ ...change, firstOffset: next })
      next = change.lastOffset + 1
      result.push(batch)
      continue
    }
    if (batch.firstOffset < change.firstOffset) result.push({ ...batch, lastOffset: change.firstOffset - 1 })
    if (next < batch.firstOffset) {
      result.push({ ...change, firstOffset: next, lastOffset: batch.firstOffset - 1 })
    }
    const first = Math.max(batch.firstOffset, change.firstOffset)
    const last = Math.min(batch.lastOffset, change.lastOffset)
    result.push({ ...stronger(batch, change), firstOffset: first, lastOffset: last })
    if (batch.lastOffset > change.lastOffset) result.push({ ...batch, firstOffset: change.lastOffset + 1 })
    next = last + 1
  }
  if (next <= change.lastOffset) result.push({ ...change, firstOffset: next })
  return result
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
