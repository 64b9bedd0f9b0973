import type { CompactionResult } from '../log/compaction-pass.ts'
import type { CompactionPace } from '../log/log-compaction.ts'
import type { AppendResult } from '../log/log-types.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import { encodeMarkerBatch } from '../wire/control-record.ts'
import { type BatchHeader, splitBatches } from '../wire/record-batch.ts'
import { type BatchInput, decodeRecords, encodeBatch } from '../wire/record-batch-records.ts'

/** Settings of a small compacted topic: about two batches per segment. */
export const COMPACTED = {
  cleanupPolicy: { isDelete: false, isCompact: true },
  segmentBytes: 300,
  minCleanableDirtyRatio: 0,
} as const

/** A record by key; null is a tombstone. */
export type Keyed = readonly [key: string | null, value: string | null]

/** Appends one batch of keyed records as a client would, and lets every replica have it. */
export function put(
  log: PartitionLog,
  records: readonly Keyed[],
  options: Partial<BatchInput> & { readonly timestampMs?: number } = {},
): AppendResult {
  const { timestampMs = 1_700_000_000_000, ...rest } = options
  const bytes = encodeBatch({
    records: records.map(([key, value]) => ({
      timestampMs,
      key: key === null ? null : Buffer.from(key),
      value: value === null ? null : Buffer.from(value),
    })),
    ...rest,
  })
  const result = log.appendAsLeader(bytes, { leaderEpoch: 0, origin: 'client' })
  log.advanceHighWatermark(log.logEndOffset)
  return result
}

/** Ends a transaction of epoch 0. */
export function endTransaction(log: PartitionLog, producerId: number, isCommit: boolean): void {
  const marker = {
    producerId,
    producerEpoch: 0,
    isCommit,
    coordinatorEpoch: 0,
    timestampMs: 1_700_000_000_000,
  }
  log.appendAsLeader(encodeMarkerBatch(marker), { leaderEpoch: 0, origin: 'coordinator' })
  log.advanceHighWatermark(log.logEndOffset)
}

/** Works through without a rest. */
export const TIRELESS: CompactionPace = { spend: () => {}, isDue: () => false, rest: () => Promise.resolve() }

/** One pass over whatever may be compacted; null when there was nothing or it was interrupted. */
export async function compactNow(
  log: PartitionLog,
  options: { readonly nowMs?: number; readonly offsetMapBytes?: number; readonly pace?: CompactionPace } = {},
): Promise<CompactionResult | null> {
  const { nowMs = 1_700_000_000_000, offsetMapBytes = 65_536, pace = TIRELESS } = options
  return log.compaction.run({ nowMs, offsetMapBytes, seed: Buffer.alloc(16, 7), pace })
}

/** Every batch from `fromOffset` to the log end, read the way a follower reads. */
export function readBatches(
  log: PartitionLog,
  fromOffset = log.logStartOffset,
): { readonly header: BatchHeader; readonly records: ReturnType<typeof decodeRecords> }[] {
  const batches: { header: BatchHeader; records: ReturnType<typeof decodeRecords> }[] = []
  let fetchOffset = fromOffset
  while (fetchOffset < log.logEndOffset) {
    const { records: bytes } = log.read({
      fetchOffset,
      maxBytes: 10_000,
      upperBoundOffset: log.logEndOffset,
      minOneMessage: true,
    })
    const headers = splitBatches(bytes, 'tolerant')
    if (headers.length === 0) break
    for (const header of headers) batches.push({ header, records: decodeRecords(bytes, header) })
    fetchOffset = (headers.at(-1)?.lastOffset ?? fetchOffset) + 1
  }
  return batches
}

/** Every record that is not a marker, as `offset:key=value`; a tombstone as `offset:key`. */
export function readKeyed(log: PartitionLog, fromOffset = log.logStartOffset): string[] {
  return readBatches(log, fromOffset)
    .filter(({ header }) => !header.isControl)
    .flatMap(({ records }) => records)
    .filter(({ offset }) => offset >= fromOffset)
    .map(
      ({ offset, key, value }) =>
        `${offset}:${String(key ?? '')}${value === null ? '' : `=${String(value)}`}`,
    )
}
