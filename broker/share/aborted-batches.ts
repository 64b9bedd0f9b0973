/** Which batches of what was read belong to transactions that were aborted. */
import { decodeMarker } from '../wire/control-record.ts'
import { splitBatches } from '../wire/record-batch.ts'
import type { BatchSpan } from './ranges.ts'

/** A transaction that was aborted: from its first offset to its marker. */
export interface AbortedTransaction {
  readonly producerId: number
  readonly firstOffset: number
}

/**
 * Offsets of aborted batches in `records`, in order.
 * @param abortedUntil transactions aborted that reach into the records, whose end it is given.
 */
export function abortedSpans(
  records: Buffer,
  abortedUntil: (end: number) => readonly AbortedTransaction[],
): BatchSpan[] {
  const batches = splitBatches(records, 'tolerant')
  const end = batches.at(-1)?.lastOffset
  if (end === undefined) return []
  const transactions = abortedUntil(end + 1).toSorted((a, b) => a.firstOffset - b.firstOffset)
  const open = new Set<number>()
  const spans: BatchSpan[] = []
  let next = 0
  for (const batch of batches) {
    for (; next < transactions.length; next += 1) {
      const transaction = transactions[next]
      if (transaction === undefined || transaction.firstOffset > batch.lastOffset) break
      open.add(transaction.producerId)
    }
    if (batch.isControl) {
      if (decodeMarker(records, batch)?.isCommit === false) open.delete(batch.producerId)
    } else if (batch.isTransactional && open.has(batch.producerId)) {
      spans.push({ first: batch.baseOffset, last: batch.lastOffset })
    }
  }
  return spans
}
