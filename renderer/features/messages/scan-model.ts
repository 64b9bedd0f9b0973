/** A scan as the page holds it: rows, progress and how it ended. Pure; `use-scan.ts` feeds it. */
import type {
  LeftOutBatches,
  PartitionProgress,
  RecordPreview,
  ScanEvent,
  ScanInput,
  ScanRange,
} from '#contract/messages'

/** Rows kept of a live tail; the oldest fall out. */
export const MAX_LIVE_ROWS = 20_000

/** What the runs before the present one came to: reading on adds to it. */
interface Totals {
  readonly rowCount: number
  readonly scannedRecords: number
  readonly matchedRecords: number
  readonly scannedBytes: number
  readonly elapsedMs: number
  readonly leftOut: readonly LeftOutPartition[]
}

/** The batches of a partition that could not be decoded. */
export interface LeftOutPartition extends LeftOutBatches {
  readonly partition: number
}

export interface ScanModel {
  /** In the order they are shown, which is the order they come in: partitions are merged at the source. */
  readonly rows: readonly RecordPreview[]
  readonly partitions: readonly PartitionProgress[]
  readonly scannedRecords: number
  readonly matchedRecords: number
  readonly scannedBytes: number
  readonly elapsedMs: number
  /** Rows of a live tail that fell out. */
  readonly droppedCount: number
  readonly end: 'end' | 'limit' | null
  /** What was not handed out: where reading goes on. */
  readonly rest: readonly ScanRange[]
  readonly before: Totals
}

const NOTHING: Totals = {
  rowCount: 0,
  scannedRecords: 0,
  matchedRecords: 0,
  scannedBytes: 0,
  elapsedMs: 0,
  leftOut: [],
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
  rest: [],
  before: NOTHING,
}

/** The model after `events`. */
export function applyEvents(
  model: ScanModel,
  events: readonly ScanEvent[],
  input: Pick<ScanInput, 'from'>,
): ScanModel {
  const found = events.flatMap((event) => (event.type === 'records' ? event.records : []))
  let next = found.length === 0 ? model : withRows(model, found, input)
  for (const event of events) {
    if (event.type === 'progress') {
      const { before } = next
      const named = new Set(event.partitions.map(({ partition }) => partition))
      next = {
        ...next,
        partitions: [
          ...next.partitions.filter(({ partition }) => !named.has(partition)),
          ...event.partitions,
        ],
        scannedRecords: before.scannedRecords + event.scannedRecords,
        matchedRecords: before.matchedRecords + event.matchedRecords,
        scannedBytes: before.scannedBytes + event.scannedBytes,
        elapsedMs: before.elapsedMs + event.elapsedMs,
      }
    } else if (event.type === 'done') next = { ...next, end: event.reason, rest: event.rest }
  }
  return next
}

/** The model when reading goes on where it stopped. */
export function goOn(model: ScanModel): ScanModel {
  const { rows, scannedRecords, matchedRecords, scannedBytes, elapsedMs } = model
  const leftOut = leftOutBatches(model)
  const before = { rowCount: rows.length, scannedRecords, matchedRecords, scannedBytes, elapsedMs, leftOut }
  const partitions = model.partitions.map((one) => ({ ...one, leftOut: null }))
  return { ...model, partitions, end: null, rest: [], before }
}

/** How far a scan is on its way to `limit` rows or to the end, 0 to 1; null while that is not known. */
export function progressRatio({ partitions, rows, before }: ScanModel, limit: number): number | null {
  let done = 0
  let total = 0
  for (const { fromOffset, toOffset, position } of partitions) {
    done += position - fromOffset
    total += toOffset - fromOffset
  }
  return total <= 0 ? null : Math.min(1, Math.max(done / total, (rows.length - before.rowCount) / limit))
}

/** Batches that could not be decoded, over all runs. */
export function leftOutBatches({ partitions, before }: ScanModel): readonly LeftOutPartition[] {
  const found = new Map(before.leftOut.map((one) => [one.partition, one]))
  for (const { partition, leftOut } of partitions) {
    if (leftOut === null) continue
    const earlier = found.get(partition)
    found.set(partition, {
      ...leftOut,
      ...earlier,
      partition,
      batchCount: leftOut.batchCount + (earlier?.batchCount ?? 0),
    })
  }
  return [...found.values()].sort((a, b) => a.partition - b.partition)
}

/** Partitions that could not be read, or not to their end. */
export function failedPartitions({ partitions }: ScanModel): readonly PartitionProgress[] {
  return partitions.filter(({ error }) => error !== null).sort((a, b) => a.partition - b.partition)
}

function withRows(
  model: ScanModel,
  found: readonly RecordPreview[],
  { from }: Pick<ScanInput, 'from'>,
): ScanModel {
  if (from.type !== 'live') return { ...model, rows: [...model.rows, ...found] }
  const rows = [...[...found].reverse(), ...model.rows]
  const excess = Math.max(0, rows.length - MAX_LIVE_ROWS)
  return { ...model, rows: rows.slice(0, MAX_LIVE_ROWS), droppedCount: model.droppedCount + excess }
}
