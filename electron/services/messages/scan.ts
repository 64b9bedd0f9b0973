/**
 * A scan from the page's side: plans the ranges, reads them, and hands on rows and progress as they
 * come. It ends when every partition was read to the end taken at the start, at the limit, or when it is
 * cancelled; it never says "nothing there" before the end.
 */

import type { KafkaClient } from '#broker'
import { type Clock, delay } from '#broker/base/clock'
import type { RecordPreview, ScanEvent, ScanInput } from '#contract/messages'
import { planScan, type ScanPlan } from './scan-ranges.ts'
import { type PartitionCursor, readCursors, type ScanState } from './scan-reader.ts'

/** Time between batches of rows, and between progress reports. */
const ROWS_INTERVAL_MS = 50
const PROGRESS_INTERVAL_MS = 250

/** Rows in one event. */
const MAX_ROWS_PER_EVENT = 1_000

/** Records each partition is first asked for beyond its share, so that one round is mostly enough. */
const NEWEST_SLACK = 10

/** How much further back each round of a newest-first scan with too few matches goes. */
const NEWEST_GROWTH = 4

export interface ScanOptions {
  readonly client: KafkaClient
  readonly input: ScanInput
  readonly clock: Clock
  readonly signal: AbortSignal
}

export async function* scan(options: ScanOptions): AsyncGenerator<ScanEvent> {
  const plan = await planScan(options.client, options.input, options.signal)
  if (options.input.from.type === 'newest') yield* scanNewest(options, plan)
  else yield* scanForward(options, plan)
}

async function* scanForward(options: ScanOptions, plan: ScanPlan): AsyncGenerator<ScanEvent> {
  const cursors = plan.ranges.map(
    (range): PartitionCursor => ({ ...range, position: range.from, error: null }),
  )
  const state = freshState(cursors)
  const run = startReading(options, state)
  const startedAtMs = options.clock.monotonicMs()
  try {
    yield* handOn(options, { state, plan, run, limit: options.input.limit, startedAtMs })
    const isAtEnd = cursors.every((cursor) => cursor.position >= cursor.to || cursor.error !== null)
    yield { type: 'done', reason: isAtEnd && state.pending.length === 0 ? 'end' : 'limit' }
  } finally {
    run.stop()
  }
}

/**
 * Rounds that go back from the end: each partition's share of the limit first, then, while there are too
 * few matches, windows that grow. Offsets of compacted topics lie about counts, so windows grow by what
 * was found, not by distance alone.
 */
async function* scanNewest(options: ScanOptions, plan: ScanPlan): AsyncGenerator<ScanEvent> {
  const { input } = options
  const totals = freshState([])
  const startedAtMs = options.clock.monotonicMs()
  let upper = new Map(plan.ranges.map((range) => [range.partition, range.to]))
  let last: readonly PartitionCursor[] = []
  let window = Math.ceil(input.limit / Math.max(1, plan.ranges.length)) + NEWEST_SLACK
  for (;;) {
    const cursors = plan.ranges.flatMap((range): PartitionCursor[] => {
      const to = upper.get(range.partition) ?? range.start
      const from = Math.max(range.start, to - window)
      return from >= to ? [] : [{ ...range, from, to, position: from, error: null }]
    })
    if (cursors.length === 0) {
      yield progressOf({ state: { ...totals, cursors: last }, plan, startedAtMs }, options.clock)
      yield { type: 'done', reason: 'end' }
      return
    }
    const state: ScanState = { ...totals, cursors, pending: [] }
    const run = startReading(options, state)
    try {
      yield* handOn(options, { state, plan, run, limit: Number.POSITIVE_INFINITY, startedAtMs })
    } finally {
      run.stop()
    }
    last = withLast(last, cursors)
    totals.matchedRecords = state.matchedRecords
    totals.scannedRecords = state.scannedRecords
    totals.scannedBytes = state.scannedBytes
    upper = new Map(cursors.map((cursor) => [cursor.partition, cursor.error === null ? cursor.from : 0]))
    if (totals.matchedRecords >= input.limit) {
      const isAtStart = plan.ranges.every(
        (range) => (upper.get(range.partition) ?? range.start) <= range.start,
      )
      yield { type: 'done', reason: isAtStart ? 'end' : 'limit' }
      return
    }
    window *= NEWEST_GROWTH
  }
}

/** What is known of each partition when a round is over: rounds leave out those that are read. */
function withLast(
  before: readonly PartitionCursor[],
  round: readonly PartitionCursor[],
): readonly PartitionCursor[] {
  return [...before.filter(({ partition }) => !round.some((one) => one.partition === partition)), ...round]
}

function freshState(cursors: readonly PartitionCursor[]): ScanState {
  return { cursors, pending: [], scannedRecords: 0, scannedBytes: 0, matchedRecords: 0 }
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
  readonly limit: number
  readonly startedAtMs: number
}

/** Rows and progress until reading has ended and all is handed on, or the limit is reached. */
async function* handOn(
  options: ScanOptions,
  { state, plan, run, limit, startedAtMs }: HandOn,
): AsyncGenerator<ScanEvent> {
  const { clock, signal, input } = options
  let left = input.from.type === 'live' ? Number.POSITIVE_INFINITY : limit
  let progressAtMs = Number.NEGATIVE_INFINITY
  while (!signal.aborted) {
    const rows = takeRows(state, Math.min(left, MAX_ROWS_PER_EVENT))
    left -= rows.length
    if (rows.length > 0) yield { type: 'records', records: rows }
    const nowMs = clock.monotonicMs()
    const isOver = left <= 0 || (run.isDone() && state.pending.length === 0)
    if (isOver || nowMs - progressAtMs >= PROGRESS_INTERVAL_MS) {
      progressAtMs = nowMs
      yield progressOf({ state, plan, startedAtMs }, clock)
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

function takeRows(state: ScanState, most: number): RecordPreview[] {
  const rows = state.pending.slice(0, most)
  state.pending = state.pending.slice(rows.length)
  return rows
}

function progressOf(
  facts: { readonly state: ScanState; readonly plan: ScanPlan; readonly startedAtMs: number },
  clock: Clock,
): ScanEvent {
  const { state, plan } = facts
  return {
    type: 'progress',
    partitions: [
      ...state.cursors.map(({ partition, from, to, position, error }) => ({
        partition,
        fromOffset: from,
        toOffset: to,
        position,
        error,
      })),
      ...plan.unreadable.map(({ partition, error }) => ({
        partition,
        fromOffset: 0,
        toOffset: 0,
        position: 0,
        error,
      })),
    ],
    scannedRecords: state.scannedRecords,
    matchedRecords: state.matchedRecords,
    scannedBytes: state.scannedBytes,
    elapsedMs: Math.round(clock.monotonicMs() - facts.startedAtMs),
  }
}
