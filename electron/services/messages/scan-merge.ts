/** The order of a scan's rows: partitions merged by timestamp, each in its own order. */
import type { RecordPreview } from '#contract/messages'
import type { Direction, PartitionCursor } from './scan-cursor.ts'

export interface MergeOptions {
  readonly direction: Direction
  readonly most: number
  /** A live tail hands on what is there: nobody knows what comes. */
  readonly isLive: boolean
  /** With a filter a partition may go on for long without a row. What was last looked at in it then
   *  stands for the rows to come: timestamps mostly rise with the offsets. */
  readonly isFiltered: boolean
}

/**
 * The rows that are next, as far as that is known: none while a partition that is still read might have
 * an earlier one (a later one, newest first). Equal timestamps go by partition.
 */
export function takeMerged(cursors: readonly PartitionCursor[], options: MergeOptions): RecordPreview[] {
  const rows: RecordPreview[] = []
  while (rows.length < options.most) {
    const next = nextOf(cursors, options)
    if (next === null) return rows
    const row = options.direction === 'forward' ? next.rows.takeFirst() : next.rows.takeLast()
    if (row === undefined) return rows
    rows.push(row)
  }
  return rows
}

function nextOf(cursors: readonly PartitionCursor[], options: MergeOptions): PartitionCursor | null {
  const sign = options.direction === 'forward' ? 1 : -1
  let best: { readonly cursor: PartitionCursor; readonly rank: number } | null = null
  let limit = Number.POSITIVE_INFINITY
  for (const cursor of cursors) {
    const head = options.direction === 'forward' ? cursor.rows.first : cursor.rows.last
    if (head !== undefined) {
      const rank = sign * head.timestampMs
      // Partitions come in their order; newest first is exactly the other way round.
      if (best === null || rank < best.rank || (rank === best.rank && sign < 0)) best = { cursor, rank }
    } else if (cursor.isReading && !options.isLive) {
      if (!options.isFiltered || cursor.frontierMs === null) return null
      limit = Math.min(limit, sign * cursor.frontierMs)
    }
  }
  return best === null || best.rank > limit ? null : best.cursor
}
