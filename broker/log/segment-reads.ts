import { forEachRecord } from '../wire/record-batch-records.ts'
import type { ReadOptions, ReadResult, TimestampedOffset } from './log-types.ts'
import type { LocatedBatch, Segment } from './segment.ts'

/** Reading from segment files: by offset and by time. No state. */

export const NOTHING_READ: ReadResult = { records: Buffer.alloc(0), firstOffset: -1 }

/**
 * Batches of one segment from the one that holds `fetchOffset` on, or null when the segment ends before it.
 * @throws DiskError, KafkaError CORRUPT_MESSAGE.
 */
export function readSegment(segment: Segment, options: ReadOptions): ReadResult | null {
  const located = segment.locate(options.fetchOffset)
  if (located === null) return null
  const { position, header } = located
  if (header.baseOffset >= options.upperBoundOffset) return NOTHING_READ
  const end = endPosition(segment, options.upperBoundOffset)
  const budget = options.minOneMessage ? Math.max(options.maxBytes, header.sizeBytes) : options.maxBytes
  if (header.sizeBytes > budget || end <= position) return NOTHING_READ
  const records = segment.read({ position, length: Math.min(budget, end - position) }, options.allocate)
  return { records, firstOffset: header.baseOffset }
}

/**
 * First record of the segment at or after `timestampMs` and at or behind `fromOffset`, or null.
 * @throws DiskError, KafkaError CORRUPT_MESSAGE.
 */
export function findRecordByTimestamp(
  segment: Segment,
  timestampMs: number,
  fromOffset: number,
): TimestampedOffset | null {
  let searchFrom = fromOffset
  for (;;) {
    const located = segment.locateTimestamp(timestampMs, searchFrom)
    if (located === null) return null
    const found = findInBatch(segment, located, (time, offset) => time >= timestampMs && offset >= fromOffset)
    if (found !== null) return found
    searchFrom = located.header.lastOffset + 1
  }
}

/** Where the batch begins that reaches `upperBoundOffset`, or the end of the segment. */
function endPosition(segment: Segment, upperBoundOffset: number): number {
  if (upperBoundOffset >= segment.nextOffset) return segment.sizeBytes
  return segment.locate(upperBoundOffset)?.position ?? segment.sizeBytes
}

function findInBatch(
  segment: Segment,
  { header, position }: LocatedBatch,
  holds: (timestampMs: number, offset: number) => boolean,
): TimestampedOffset | null {
  const bytes = segment.read({ position, length: header.sizeBytes })
  let found: TimestampedOffset | null = null
  forEachRecord(bytes, { ...header, position: 0 }, ({ timestampMs, offset }) => {
    if (!holds(timestampMs, offset)) return true
    found = { offset, timestampMs, leaderEpoch: header.partitionLeaderEpoch }
    return false
  })
  return found
}
