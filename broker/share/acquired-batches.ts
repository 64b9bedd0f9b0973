/** Batches of the log and the ranges acquired of them. */
import { splitBatches } from '../wire/record-batch.ts'
import type { AcquiredRange, BatchSpan } from './ranges.ts'

const NO_RECORDS = Buffer.alloc(0)

/** Whole batches from `fetchOffset` on; a gap belongs to the batch after it. */
export function spansOf(records: Buffer, fetchOffset: number): BatchSpan[] {
  const spans: BatchSpan[] = []
  let next = fetchOffset
  for (const { lastOffset } of splitBatches(records, 'tolerant')) {
    if (lastOffset < next) continue
    spans.push({ first: next, last: lastOffset })
    next = lastOffset + 1
  }
  return spans
}

/** The batches that hold what was acquired: the rest need not be sent. */
export function batchesAround(records: Buffer, acquired: readonly AcquiredRange[]): Buffer {
  const first = acquired[0]?.first ?? 0
  const last = acquired.at(-1)?.last ?? -1
  const wanted = splitBatches(records, 'tolerant').filter(
    (batch) => batch.lastOffset >= first && batch.baseOffset <= last,
  )
  const begin = wanted[0]
  const end = wanted.at(-1)
  return begin === undefined || end === undefined
    ? NO_RECORDS
    : records.subarray(begin.position, end.position + end.sizeBytes)
}

/** The parts of a range that lie in none of the spans, which are in order. */
export function outside(range: AcquiredRange, spans: readonly BatchSpan[]): AcquiredRange[] {
  const parts: AcquiredRange[] = []
  let first = range.first
  for (const span of spans) {
    if (span.last < first || span.first > range.last) continue
    if (span.first > first) parts.push({ ...range, first, last: span.first - 1 })
    first = span.last + 1
  }
  if (first <= range.last) parts.push({ ...range, first })
  return parts
}
