/**
 * A scan from the page's side: plans the ranges, reads them, and hands on rows and progress as they
 * come, merged over the partitions by time. It ends when every partition was read to the end taken at the
 * start, at the limit, or when it is cancelled; it never says "nothing there" before the end, and at the
 * limit it names what it left, so that another scan goes on without a gap and without a repetition.
 */

import type { KafkaClient } from '#broker'
import { type Clock, delay } from '#broker/base/clock'
import type { ScanEvent, ScanInput } from '#contract/messages'
import { PartitionCursor } from './scan-cursor.ts'
import { type MergeOptions, takeMerged } from './scan-merge.ts'
import { planScan, type ScanPlan } from './scan-ranges.ts'
import { readCursors, type ScanState } from './scan-reader.ts'

/** Time between batches of rows, and between progress reports. */
const ROWS_INTERVAL_MS = 50
const PROGRESS_INTERVAL_MS = 250

/** Rows in one event. */
const MAX_ROWS_PER_EVENT = 1_000

/** Memory for rows that wait for those of other partitions, over all partitions; each may hold a row. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024

/** Rows that a partition may hold: its even part of the limit times the first, but the second at least. */
const SHARE_FACTOR = 4
const MIN_SHARE_ROWS = 16

/** Offsets each partition is first asked for beyond its part, so that one round is mostly enough. */
const NEWEST_SLACK = 10

export interface ScanOptions {
  readonly client: Pick<KafkaClient, 'metadata' | 'fetchBatches'> & {
    readonly admin: Pick<KafkaClient['admin'], 'listOffsets'>
  }
  readonly input: ScanInput
  readonly clock: Clock
  readonly signal: AbortSignal
}

export async function* scan(options: ScanOptions): AsyncGenerator<ScanEvent> {
  const startedAtMs = options.clock.monotonicMs()
  const plan = await planScan(options.client, options.input, options.signal)
  const state: ScanState = {
    cursors: cursorsOf(plan, options.input),
    scannedRecords: 0,
    scannedBytes: 0,
    matchedRecords: 0,
  }
  const run = startReading(options, state)
  try {
    yield* handOn(options, { state, plan, run, startedAtMs })
    const left = state.cursors.filter(({ rest }) => rest !== null)
    const isAtEnd = left.every(({ isGivenUp, rows }) => isGivenUp && rows.length === 0)
    yield {
      type: 'done',
      reason: isAtEnd ? 'end' : 'limit',
      rest: [...left.flatMap(({ rest }) => rest ?? []), ...plan.left],
    }
  } finally {
    run.stop()
  }
}

function cursorsOf(plan: ScanPlan, input: ScanInput): readonly PartitionCursor[] {
  const count = Math.max(1, plan.ranges.length)
  const part = Math.ceil(input.limit / count)
  const share = {
    rows: Math.max(MIN_SHARE_ROWS, Math.min(input.limit, part * SHARE_FACTOR)),
    bytes: Math.floor(MAX_WAITING_BYTES / count),
  }
  const direction = input.from.type === 'newest' ? 'backward' : 'forward'
  return plan.ranges.map(
    (range) => new PartitionCursor(range, { direction, share, window: part + NEWEST_SLACK }),
  )
}

interface Run {
  readonly isDone: () => boolean
  /** What reading failed with, if it was a bug. */
  readonly failure: () => unknown
  readonly stop: () => void
}

function startReading(options: ScanOptions, state: ScanState): Run {
  const abort = new AbortController()
  const onAbort = () => abort.abort(options.signal.reason)
  options.signal.addEventListener('abort', onAbort, { once: true })
  let isDone = false
  let failure: unknown = null
  readCursors({ ...options, signal: abort.signal }, state)
    .catch((error: unknown) => {
      if (!abort.signal.aborted) failure = error
    })
    .finally(() => {
      isDone = true
    })
  return {
    isDone: () => isDone,
    failure: () => failure,
    stop: () => {
      options.signal.removeEventListener('abort', onAbort)
      abort.abort()
    },
  }
}

interface HandOn {
  readonly state: ScanState
  readonly plan: ScanPlan
  readonly run: Run
  readonly startedAtMs: number
}

/** Rows and progress until reading has ended and all is handed on, or the limit is reached. */
async function* handOn(options: ScanOptions, work: HandOn): AsyncGenerator<ScanEvent> {
  const { clock, signal, input } = options
  const { state, run } = work
  const isLive = input.from.type === 'live'
  const order: Omit<MergeOptions, 'most'> = {
    direction: input.from.type === 'newest' ? 'backward' : 'forward',
    isLive,
    isFiltered: input.contains !== '',
  }
  let left = isLive ? Number.POSITIVE_INFINITY : input.limit
  let progressAtMs = Number.NEGATIVE_INFINITY
  while (!signal.aborted) {
    const isLast = run.isDone() // asked before taking: what was read by then is taken
    const rows = takeMerged(state.cursors, { ...order, most: Math.min(left, MAX_ROWS_PER_EVENT) })
    left -= rows.length
    if (rows.length > 0) yield { type: 'records', records: rows }
    const nowMs = clock.monotonicMs()
    const isOver = left <= 0 || (isLast && rows.length === 0)
    if (isOver || nowMs - progressAtMs >= PROGRESS_INTERVAL_MS) {
      progressAtMs = nowMs
      yield progressOf(work, clock)
    }
    if (run.failure() !== null) throw run.failure()
    if (isOver) return
    if (rows.length < MAX_ROWS_PER_EVENT) await pause(clock, signal)
  }
}

/** Lets rows gather; a cancelled pause just ends, the caller looks at the signal. */
function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  return delay(clock, ROWS_INTERVAL_MS, signal).catch(() => {})
}

function progressOf({ state, plan, startedAtMs }: HandOn, clock: Clock): ScanEvent {
  return {
    type: 'progress',
    partitions: [
      ...state.cursors.map((cursor) => ({
        partition: cursor.partition,
        fromOffset: cursor.from,
        toOffset: cursor.to,
        position: cursor.from + cursor.readCount,
        error: cursor.error,
        leftOut: cursor.tellLeftOut(),
      })),
      ...plan.unreadable.map(({ partition, error }) => ({
        partition,
        fromOffset: 0,
        toOffset: 0,
        position: 0,
        error,
        leftOut: null,
      })),
    ],
    scannedRecords: state.scannedRecords,
    matchedRecords: state.matchedRecords,
    scannedBytes: state.scannedBytes,
    elapsedMs: Math.round(clock.monotonicMs() - startedAtMs),
  }
}
