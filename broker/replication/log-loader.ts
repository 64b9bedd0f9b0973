/**
 * Replays a coordinator's partition from its log, in slices, one per turn of the event loop, so that other
 * partitions and clients are served meanwhile.
 */
import { type CancelTimer, type Clock } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import { KIB } from '../base/units.ts'
import { decodeMarker, type TransactionMarker } from '../wire/control-record.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { type BatchHeader, splitBatches } from '../wire/record-batch.ts'
import { forEachRecord } from '../wire/record-batch-records.ts'
import type { Partition } from './partition.ts'

/** Bytes of a partition replayed in one turn of the event loop while it is loaded. */
export const LOAD_SLICE_BYTES = 256 * KIB

/** Receives what the log holds, in order. */
export interface LoadVisitor {
  /** One record with a key. @throws KafkaError when it is of a version that is not known: it is left out. */
  record(key: Buffer, value: Buffer | null, header: BatchHeader): void
  /** The end of a transaction in this partition. */
  marker?(header: BatchHeader, marker: TransactionMarker): void
}

export interface LoadOptions {
  readonly partition: Partition
  readonly clock: Clock
  readonly logger: Logger
  readonly visitor: LoadVisitor
  /** Called once, with the records replayed; also before `load` returns when the log is empty. */
  readonly onLoaded: (recordCount: number) => void
  /** Called once instead, when the log cannot be read. */
  readonly onFailed: (error: KafkaError) => void
}

/** Begins loading; returns how to give it up. */
export function load(options: LoadOptions): CancelTimer {
  const { log } = options.partition
  // What is appended from here on comes from this coordinator, which appends nothing before it is loaded.
  const endOffset = log.logEndOffset
  let fetchOffset = log.logStartOffset
  let recordCount = 0
  let cancel: CancelTimer = () => {}
  const step = () => {
    try {
      const slice = replaySlice(options, fetchOffset, endOffset)
      fetchOffset = slice.nextOffset
      recordCount += slice.recordCount
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      options.onFailed(error)
      return
    }
    next()
  }
  const next = () => {
    if (fetchOffset >= endOffset) options.onLoaded(recordCount)
    else cancel = options.clock.after(0, step)
  }
  next()
  return () => cancel()
}

function replaySlice(
  { partition, visitor, logger }: LoadOptions,
  fetchOffset: number,
  endOffset: number,
): { readonly nextOffset: number; readonly recordCount: number } {
  const { records } = partition.log.read({
    fetchOffset,
    maxBytes: LOAD_SLICE_BYTES,
    upperBoundOffset: endOffset,
    minOneMessage: true,
  })
  let nextOffset = fetchOffset
  let recordCount = 0
  for (const header of splitBatches(records, 'tolerant')) {
    recordCount += replayBatch(records, header, { visitor, logger, fromOffset: fetchOffset })
    nextOffset = header.lastOffset + 1
  }
  // Nothing below the end: compaction took the tail away.
  return { nextOffset: nextOffset === fetchOffset ? endOffset : nextOffset, recordCount }
}

function replayBatch(
  records: Buffer,
  header: BatchHeader,
  options: { readonly visitor: LoadVisitor; readonly logger: Logger; readonly fromOffset: number },
): number {
  const { visitor } = options
  if (header.isControl) {
    const marker = decodeMarker(records, header)
    if (marker !== null) visitor.marker?.(header, marker)
    return 0
  }
  let recordCount = 0
  forEachRecord(records, header, (view) => {
    const key = view.key()
    if (view.offset < options.fromOffset || key === null) return
    try {
      visitor.record(key, view.value(), header)
      recordCount += 1
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      // One record of a version that is not known must not take the whole partition with it.
      options.logger.warn('a stored record cannot be read', {
        offset: view.offset,
        error: describeError(error),
      })
    }
  })
  return recordCount
}
