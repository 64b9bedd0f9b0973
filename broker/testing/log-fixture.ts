import { ManualClock } from '../base/clock.ts'
import type { LogConfig } from '../base/log-config.ts'
import { silentLogger } from '../base/logger.ts'
import type { OpenLogOptions } from '../log/log-types.ts'
import { DEFAULT_LOG_CONFIG } from '../log/log-types.ts'
import { PartitionLog } from '../log/partition-log.ts'
import { splitBatches } from '../wire/record-batch.ts'
import { type BatchInput, decodeRecords, encodeBatch } from '../wire/record-batch-records.ts'
import { MemoryDisk } from './memory-disk.ts'

/** A valid topic id for tests. */
export const TEST_TOPIC_ID = 'AAAAAAAAAAAAAAAAAAAAAA'
export const TEST_LOG_DIRECTORY = '/data/orders-0'

/** A log on a memory disk with a clock of its own; reopen it with the same disk to restart. */
export function openTestLog(
  options: {
    readonly disk?: MemoryDisk
    readonly clock?: ManualClock
    readonly config?: Partial<LogConfig>
  } & Partial<Omit<OpenLogOptions, 'config' | 'runtime'>> = {},
): { log: PartitionLog; disk: MemoryDisk; clock: ManualClock } {
  const { disk = new MemoryDisk(), clock = new ManualClock(), config, ...rest } = options
  disk.makeDirectory(TEST_LOG_DIRECTORY)
  const log = PartitionLog.open({
    directory: TEST_LOG_DIRECTORY,
    topic: 'orders',
    partition: 0,
    topicId: TEST_TOPIC_ID,
    config: { ...DEFAULT_LOG_CONFIG, ...config },
    runtime: { disk, clock },
    logger: silentLogger,
    ...rest,
  })
  return { log, disk, clock }
}

/** A produced batch of string values. */
export function batchOf(
  values: readonly string[],
  options: Partial<BatchInput> & { readonly timestampMs?: number; readonly key?: string } = {},
): Buffer {
  const { timestampMs = 1_700_000_000_000, key, ...rest } = options
  const records = values.map((value) => ({
    timestampMs,
    key: key === undefined ? null : Buffer.from(key),
    value: Buffer.from(value),
  }))
  return encodeBatch({ records, ...rest })
}

/** Appends one batch as a client would. */
export function append(
  log: PartitionLog,
  values: readonly string[],
  options: Parameters<typeof batchOf>[1] = {},
) {
  return log.appendAsLeader(batchOf(values, options), { leaderEpoch: 0, origin: 'client' })
}

/** Every record from `fromOffset` to the log end, read the way a consumer reads. */
export function readAll(
  log: PartitionLog,
  fromOffset = log.logStartOffset,
): { readonly offset: number; readonly value: string }[] {
  const records: { offset: number; value: string }[] = []
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
    for (const header of headers) {
      for (const record of decodeRecords(bytes, header)) {
        if (record.offset >= fetchOffset) records.push({ offset: record.offset, value: String(record.value) })
      }
      fetchOffset = Math.max(fetchOffset, header.lastOffset + 1)
    }
  }
  return records
}
