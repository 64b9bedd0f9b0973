/** A scan as the page holds it: rows, progress and how it ended. Pure; `use-scan.ts` feeds it. */
import type { PartitionProgress, RecordPreview, ScanEvent, ScanInput } from '#contract/messages'

/** Rows kept of a live tail; the oldest fall out. */
export const MAX_LIVE_ROWS = 20_000

export interface ScanModel {
  /** In the order they are shown. */
  readonly rows: readonly RecordPreview[]
  readonly partitions: readonly PartitionProgress[]
  readonly scannedRecords: number
  readonly matchedRecords: number
  readonly scannedBytes: number
  readonly elapsedMs: number
  /** Rows of a live tail that fell out. */
  readonly droppedCount: number
  readonly end: 'end' | 'limit' | null
}

export const EMPTY_SCAN: ScanModel = {
  rows: [],
  partitions: [],
  scannedRecords: 0,
  matchedRecords: 0,
  scannedBytes: 0,
  elapsedMs: 0,
  droppedCount: 0,
  end: null,
}

/** The model after `events`, with newly found rows put where they belong. */
export function applyEvents(
  model: ScanModel,
  events: readonly ScanEvent[],
  input: Pick<ScanInput, 'from' | 'limit'>,
): ScanModel {
  const found = events.flatMap((event) => (event.type === 'records' ? event.records : []))
  let next = found.length === 0 ? model : withRows(model, found, input)
  for (const event of events) {
    if (event.type === 'progress') {
      const { partitions, scannedRecords, matchedRecords, scannedBytes, elapsedMs } = event
      next = { ...next, partitions, scannedRecords, matchedRecords, scannedBytes, elapsedMs }
    } else if (event.type === 'done') next = { ...next, end: event.reason }
  }
  return next
}

/** How far a scan is, 0 to 1; null while that is not known. */
export function progressRatio({ partitions }: ScanModel): number | null {
  let done = 0
  let total = 0
  for (const { fromOffset, toOffset, position } of partitions) {
    done += position - fromOffset
    total += toOffset - fromOffset
  }
  return total <= 0 ? null : done / total
}

function withRows(
  model: ScanModel,
  found: readonly RecordPreview[],
  { from, limit }: Pick<ScanInput, 'from' | 'limit'>,
): ScanModel {
  if (from.type === 'live') {
    const rows = [...[...found].reverse(), ...model.rows]
    const excess = Math.max(0, rows.length - MAX_LIVE_ROWS)
    return { ...model, rows: rows.slice(0, MAX_LIVE_ROWS), droppedCount: model.droppedCount + excess }
  }
  const isNewestFirst = from.type === 'newest'
  const rows = [...model.rows, ...found].sort(isNewestFirst ? newestFirst : oldestFirst)
  return { ...model, rows: rows.slice(0, limit) }
}

function oldestFirst(a: RecordPreview, b: RecordPreview): number {
  return a.timestampMs - b.timestampMs || a.partition - b.partition || a.offset - b.offset
}

function newestFirst(a: RecordPreview, b: RecordPreview): number {
  return oldestFirst(b, a)
}
