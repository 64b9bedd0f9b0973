/**
 * The reading half of a scan: fetches whole batches, tests raw bytes before anything is decoded, and
 * turns what matches into rows. One task per leader, all of them stopped by one signal and slowed down
 * by the reader of the rows.
 */

import { forEachRecord, type KafkaClient, KafkaError, type RecordView, splitBatches } from '#broker'
import { type Clock, delay } from '#broker/base/clock'
import type { RecordPreview, ScanInput } from '#contract/messages'
import { previewOf } from './payload.ts'

/** Bytes asked of one partition and of one broker at a time. */
const PARTITION_FETCH_BYTES = 1024 * 1024
const BROKER_FETCH_BYTES = 8 * 1024 * 1024

/** Longest a fetch waits for data: long when tailing, short when the data is there anyway. */
const LIVE_WAIT_MS = 1_000
const SCAN_WAIT_MS = 100

/** Wait before a failed fetch is tried again, and how often in a row that may happen. */
const RETRY_DELAY_MS = 250
const MAX_FAILURES_IN_A_ROW = 20

/** Rows found and not handed on yet; above it, no further fetch starts. */
const MAX_PENDING_ROWS = 4_000

/** One partition being read. */
export interface PartitionCursor {
  readonly partition: number
  leaderId: number
  readonly from: number
  readonly to: number
  position: number
  error: string | null
}

/** What all tasks of a scan share. */
export interface ScanState {
  readonly cursors: readonly PartitionCursor[]
  pending: RecordPreview[]
  scannedRecords: number
  scannedBytes: number
  matchedRecords: number
}

export interface ScanContext {
  readonly client: KafkaClient
  readonly input: ScanInput
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** Reads every cursor to its end, or for ever when live. Failures are told in the cursor. */
export async function readCursors(context: ScanContext, state: ScanState): Promise<void> {
  const leaders = new Set(state.cursors.map(({ leaderId }) => leaderId))
  await Promise.all([...leaders].map((leaderId) => readFromLeader(context, state, leaderId))) // one per broker
}

async function readFromLeader(context: ScanContext, state: ScanState, leaderId: number): Promise<void> {
  const { input, clock, signal } = context
  const isLive = input.from.type === 'live'
  let failures = 0
  while (!signal.aborted) {
    const cursors = state.cursors.filter(
      (cursor) =>
        cursor.leaderId === leaderId && cursor.error === null && (isLive || cursor.position < cursor.to),
    )
    if (cursors.length === 0) return
    while (state.pending.length > MAX_PENDING_ROWS) await delay(clock, 10, signal)
    try {
      const isHealthy = await fetchOnce(context, state, cursors)
      failures = isHealthy ? 0 : failures + 1
      if (!isHealthy) await recover(context, cursors)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof KafkaError)) throw error
      failures += 1
      if (failures >= MAX_FAILURES_IN_A_ROW) {
        for (const cursor of cursors) cursor.error = error.message
      } else await recover(context, cursors)
    }
    if (failures >= MAX_FAILURES_IN_A_ROW) return
  }
}

/** A leader may have moved or be on its way back: look where the partitions are, after a pause. */
async function recover(
  { client, input, clock, signal }: ScanContext,
  cursors: readonly PartitionCursor[],
): Promise<void> {
  await delay(clock, RETRY_DELAY_MS, signal)
  const { topics } = await client.metadata({ topics: [input.topic], fresh: true, signal })
  for (const cursor of cursors) {
    const partition = topics.get(input.topic)?.partitions.find((one) => one.partition === cursor.partition)
    if (partition !== undefined && partition.leaderId >= 0) cursor.leaderId = partition.leaderId
  }
}

/** False when some partition answered with an error that may pass. */
async function fetchOnce(
  { client, input, signal }: ScanContext,
  state: ScanState,
  cursors: readonly PartitionCursor[],
): Promise<boolean> {
  const isLive = input.from.type === 'live'
  const fetched = await client.fetchBatches({
    broker: cursors[0]?.leaderId ?? -1,
    partitions: cursors.map(({ partition, position }) => ({
      topic: input.topic,
      partition,
      fetchOffset: position,
      maxBytes: PARTITION_FETCH_BYTES,
    })),
    maxWaitMs: isLive ? LIVE_WAIT_MS : SCAN_WAIT_MS,
    minBytes: 1,
    maxBytes: BROKER_FETCH_BYTES,
    isolation: input.isolation,
    signal,
  })
  let isHealthy = true
  const needle = input.contains === '' ? null : Buffer.from(input.contains, 'utf8')
  for (const result of fetched) {
    const cursor = cursors.find(({ partition }) => partition === result.partition)
    if (cursor === undefined) continue
    if (result.error !== null) {
      isHealthy = isHealthy && !result.error.isRetriable
      if (!result.error.isRetriable) cursor.error = result.error.message
      continue
    }
    takeBatches(state, cursor, { records: result.records, needle, isLive })
  }
  return isHealthy
}

function takeBatches(
  state: ScanState,
  cursor: PartitionCursor,
  found: { readonly records: Buffer; readonly needle: Buffer | null; readonly isLive: boolean },
): void {
  const end = found.isLive ? Number.MAX_SAFE_INTEGER : cursor.to
  const batches = splitBatches(found.records, 'tolerant')
  for (const header of batches) {
    if (cursor.position >= end) return
    state.scannedBytes += header.sizeBytes
    if (!header.isControl) {
      const timestampType = header.timestampType === 'LogAppendTime' ? 'logAppendTime' : 'createTime'
      forEachRecord(found.records, header, (view) => {
        if (view.offset < cursor.position || view.offset >= end) return
        state.scannedRecords += 1
        if (found.needle !== null && !contains(view, found.needle)) return
        state.matchedRecords += 1
        state.pending.push(rowOf(view, { partition: cursor.partition, timestampType }))
      })
    }
    cursor.position = Math.min(Math.max(cursor.position, header.lastOffset + 1), end)
  }
}

/** Key, value and headers lie side by side in the record's bytes: one search covers them all. */
function contains(view: RecordView, needle: Buffer): boolean {
  const starts = [view.keyStart, view.valueStart, view.headersStart].filter((start) => start >= 0)
  return view.bytes.subarray(Math.min(...starts), view.end).includes(needle)
}

function rowOf(view: RecordView, facts: Pick<RecordPreview, 'partition' | 'timestampType'>): RecordPreview {
  const key = view.key()
  const value = view.value()
  return {
    ...facts,
    offset: view.offset,
    timestampMs: view.timestampMs,
    key: previewOf(key),
    value: previewOf(value),
    headerCount: view.headerCount,
    sizeBytes:
      (key?.length ?? 0) + (value?.length ?? 0) + (view.headerCount === 0 ? 0 : view.end - view.headersStart),
  }
}
