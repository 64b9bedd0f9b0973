/**
 * The reading half of a scan: fetches whole batches, tests raw bytes before anything is decoded, and
 * turns what matches into rows. One task per leader, all of them stopped by one signal and slowed down
 * by the reader of the rows. A partition that cannot be read for a while is given up and says why; the
 * others never wait longer for it than that.
 */

import {
  type FetchedPartition,
  forEachRecord,
  type KafkaClient,
  KafkaError,
  type RecordView,
  splitBatches,
} from '#broker'
import { type Clock, delay } from '#broker/base/clock'
import { type BatchHeader, isCrcValid } from '#broker/wire/record-batch'
import type { RecordPreview, ScanInput } from '#contract/messages'
import { previewOf } from './payload.ts'
import type { PartitionCursor } from './scan-cursor.ts'

/** Bytes asked of one broker at a time, and the least and most asked of one partition. */
const BROKER_FETCH_BYTES = 8 * 1024 * 1024
const MIN_PARTITION_FETCH_BYTES = 64 * 1024
const MAX_PARTITION_FETCH_BYTES = 1024 * 1024

/** Partitions in one fetch: more would come back empty anyway. */
const MAX_PARTITIONS_PER_FETCH = 256

/** Longest a fetch waits for data: long when tailing, short when the data is there anyway. */
const LIVE_WAIT_MS = 1_000
const SCAN_WAIT_MS = 100

/** Wait before a failed fetch is tried again. */
const RETRY_DELAY_MS = 250

/** How long a partition may fail, or leave a fetch unanswered, before it is given up. */
const MAX_FAILING_MS = 8_000

/** Wait until a look whether rows were taken. */
const BACK_PRESSURE_MS = 5

/** What all tasks of a scan share. */
export interface ScanState {
  readonly cursors: readonly PartitionCursor[]
  scannedRecords: number
  scannedBytes: number
  matchedRecords: number
}

export interface ScanContext {
  readonly client: Pick<KafkaClient, 'metadata' | 'fetchBatches'>
  readonly input: ScanInput
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** Reads every cursor to its end, or for ever when live. Failures are told in the cursor. */
export async function readCursors(context: ScanContext, state: ScanState): Promise<void> {
  const tasks = new Map<number, Promise<void>>() // one per broker
  while (!context.signal.aborted) {
    for (const { leaderId, isReading } of state.cursors) {
      if (!isReading || tasks.has(leaderId)) continue
      const task = readFromLeader(context, state, leaderId).finally(() => tasks.delete(leaderId))
      tasks.set(leaderId, task)
    }
    if (tasks.size === 0) return
    await Promise.race(tasks.values())
  }
}

/** Returns when nothing is left to read there, or when a partition has gone to another leader. */
async function readFromLeader(context: ScanContext, state: ScanState, leaderId: number): Promise<void> {
  const { clock, signal } = context
  while (!signal.aborted) {
    const open = state.cursors.filter((cursor) => cursor.leaderId === leaderId && cursor.isReading)
    if (open.length === 0) return
    const hungry = open
      .filter(({ isHungry }) => isHungry)
      .sort((a, b) => Number(a.rows.length > 0) - Number(b.rows.length > 0) || a.turns - b.turns)
      .slice(0, MAX_PARTITIONS_PER_FETCH)
    if (hungry.length === 0) {
      await delay(clock, BACK_PRESSURE_MS, signal)
      continue
    }
    try {
      if (await fetchOnce(context, state, hungry)) continue
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof KafkaError)) throw error
      for (const cursor of hungry) fail(context, cursor, error.message)
    }
    if (await recover(context, hungry)) return
  }
}

/** A leader may have moved or be on its way back: look where the partitions are, after a pause. True when
 *  one has moved. */
async function recover(
  { client, input, clock, signal }: ScanContext,
  cursors: readonly PartitionCursor[],
): Promise<boolean> {
  await delay(clock, RETRY_DELAY_MS, signal)
  const partitions = await client
    .metadata({ topics: [input.topic], fresh: true, signal, timeoutMs: MAX_FAILING_MS })
    .then(({ topics }) => topics.get(input.topic)?.partitions ?? [])
    .catch((error: unknown) => {
      if (error instanceof KafkaError) return [] // the next fetch finds out
      throw error
    })
  let hasMoved = false
  for (const cursor of cursors) {
    const leaderId = partitions.find((one) => one.partition === cursor.partition)?.leaderId ?? -1
    if (leaderId < 0 || leaderId === cursor.leaderId) continue
    cursor.leaderId = leaderId
    hasMoved = true
  }
  return hasMoved
}

/** Counts a failure against the partition; the last one it may have ends it. A live tail never gives up. */
function fail({ input, clock }: ScanContext, cursor: PartitionCursor, reason: string): void {
  cursor.failingSinceMs ??= clock.monotonicMs()
  if (input.from.type === 'live') cursor.error = reason
  else if (clock.monotonicMs() - cursor.failingSinceMs >= MAX_FAILING_MS) cursor.giveUp(reason)
}

/** False when some partition answered with an error that may pass. */
async function fetchOnce(
  context: ScanContext,
  state: ScanState,
  cursors: readonly PartitionCursor[],
): Promise<boolean> {
  const { client, input, clock, signal } = context
  const isLive = input.from.type === 'live'
  const evenBytes = Math.floor(BROKER_FETCH_BYTES / cursors.length)
  const partitionBytes = Math.min(MAX_PARTITION_FETCH_BYTES, Math.max(MIN_PARTITION_FETCH_BYTES, evenBytes))
  for (const cursor of cursors) {
    cursor.prepare()
    cursor.failingSinceMs ??= clock.monotonicMs() // until it answers
  }
  const fetched = await client.fetchBatches({
    broker: cursors[0]?.leaderId ?? -1,
    partitions: cursors.map(({ partition, position, needsMore }) => ({
      topic: input.topic,
      partition,
      fetchOffset: position,
      maxBytes: needsMore ? MAX_PARTITION_FETCH_BYTES : partitionBytes,
    })),
    maxWaitMs: isLive ? LIVE_WAIT_MS : SCAN_WAIT_MS,
    minBytes: 1,
    maxBytes: BROKER_FETCH_BYTES,
    isolation: input.isolation,
    signal,
    timeoutMs: MAX_FAILING_MS,
  })
  const resultOf = new Map(fetched.map((result) => [result.partition, result]))
  const needle = input.contains === '' ? null : Buffer.from(input.contains, 'utf8')
  let isHealthy = true
  for (const [index, cursor] of cursors.entries()) {
    const result = resultOf.get(cursor.partition)
    const problem = problemOf(result, cursor, { isLive, isFirst: index === 0 })
    if (problem !== null) {
      isHealthy = false
      if (problem.isFinal) cursor.giveUp(problem.reason)
      else fail(context, cursor, problem.reason)
      continue
    }
    cursor.failingSinceMs = null
    cursor.error = null
    if (result === undefined) continue
    const undecodable = takeBatches(state, cursor, { records: result.records, needle, isFirst: index === 0 })
    if (undecodable !== null) cursor.giveUp(undecodable)
  }
  return isHealthy
}

/** What is wrong with an answer, if anything is. */
function problemOf(
  result: FetchedPartition | undefined,
  cursor: PartitionCursor,
  facts: { readonly isLive: boolean; readonly isFirst: boolean },
): { readonly reason: string; readonly isFinal: boolean } | null {
  if (result === undefined) return { reason: 'The leader left it unanswered.', isFinal: false }
  const { error, logStartOffset, highWatermark, records } = result
  if (error === null) {
    // The first partition asked for gets data if there is any.
    const isShort = facts.isFirst && !facts.isLive && records.length === 0 && highWatermark <= cursor.position
    return isShort ? { reason: `The partition ends before offset ${cursor.position}.`, isFinal: false } : null
  }
  if (error.errorName === 'OFFSET_OUT_OF_RANGE' && logStartOffset > cursor.position) {
    cursor.moveTo(logStartOffset) // its first records were deleted meanwhile
    return null
  }
  return { reason: error.message, isFinal: !error.isRetriable }
}

interface Found {
  readonly records: Buffer
  readonly needle: Buffer | null
  /** The partition asked for first: its first batch comes whole, however large. */
  readonly isFirst: boolean
}

/** Takes what was fetched. Says why when the partition cannot be read on: not even where its next batch
 *  ends is known. A batch that cannot be decoded is left out, and what is behind it is read. */
function takeBatches(state: ScanState, cursor: PartitionCursor, found: Found): string | null {
  const before = cursor.position
  const batches = tryOrMessage(() => splitBatches(found.records, 'tolerant'))
  if (typeof batches === 'string') return `What follows offset ${before} cannot be read: ${batches}.`
  for (const header of batches) {
    if (cursor.position >= cursor.end) break
    state.scannedBytes += header.sizeBytes
    if (!header.isControl && !takeRecords(state, cursor, { ...found, header })) break
    cursor.moveTo(header.lastOffset + 1)
  }
  const isStuck = cursor.position === before && found.records.length > 0
  if (isStuck && cursor.needsMore && found.isFirst) {
    return `The leader sends the batch at offset ${before} only in part.`
  }
  cursor.needsMore = isStuck
  if (cursor.position !== before) cursor.turns += 1
  return null
}

/** Takes the records of one batch. False when the cursor has no room for the rest of them. */
function takeRecords(
  state: ScanState,
  cursor: PartitionCursor,
  { records, needle, header }: Found & { readonly header: BatchHeader },
): boolean {
  const timestampType = header.timestampType === 'LogAppendTime' ? 'logAppendTime' : 'createTime'
  let next = header.baseOffset
  let hasRoom = true
  const problem = tryOrMessage(() => {
    if (!isCrcValid(records, header)) throw new KafkaError('CORRUPT_MESSAGE', 'the batch fails its checksum')
    forEachRecord(records, header, (view) => {
      if (view.offset < next || view.offset > header.lastOffset) {
        throw new KafkaError('CORRUPT_MESSAGE', `a record claims offset ${view.offset}`)
      }
      if (view.offset >= cursor.end) return false
      next = view.offset + 1
      if (view.offset < cursor.position) return true
      state.scannedRecords += 1
      cursor.saw(view.timestampMs)
      if (needle !== null && !contains(view, needle)) return true
      state.matchedRecords += 1
      hasRoom = cursor.take(rowOf(view, { partition: cursor.partition, timestampType }))
      return hasRoom
    })
    return null
  })
  if (problem !== null) {
    const left = next === header.baseOffset ? 'it was' : 'the rest of it was'
    const lastOffset = Math.max(header.lastOffset, next - 1)
    cursor.leaveOut({
      offset: Math.min(next, lastOffset),
      lastOffset,
      reason: `the batch cannot be decoded (${problem}); ${left} left out`,
    })
  }
  return hasRoom
}

/** The result, or the message of the KafkaError that was thrown instead. */
function tryOrMessage<T>(run: () => T): T | string {
  try {
    return run()
  } catch (error) {
    if (error instanceof KafkaError) return error.message
    throw error
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
