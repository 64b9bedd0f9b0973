import type { DiskFile } from '../base/disk.ts'
import { KIB, MIB } from '../base/units.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { BATCH_HEADER_BYTES, type BatchHeader, isCrcValid, readBatchHeader } from '../wire/record-batch.ts'

/** Bytes read at once while hopping from header to header: an index interval. */
const HEADER_WINDOW_BYTES = 4 * KIB
/** Bytes read at once while reading everything. */
const SCAN_WINDOW_BYTES = MIB
/** A batch that claims more than this is damage: no request can carry one (socket.request.max.bytes, recompressed). */
export const MAX_STORED_BATCH_BYTES = 256 * MIB

/** Part of a segment file, in bytes. */
export interface FileRange {
  readonly from: number
  readonly to: number
}

/**
 * Shows the header of each batch in `range` with its position in the file, without reading the bodies;
 * `visit` returns false to stop.
 * @returns position behind the last batch visited. @throws KafkaError CORRUPT_MESSAGE, DiskError.
 */
export function walkHeaders(
  file: DiskFile,
  range: FileRange,
  visit: (header: BatchHeader, position: number) => boolean | void,
): number {
  const window = Buffer.allocUnsafe(Math.min(HEADER_WINDOW_BYTES, Math.max(0, range.to - range.from)))
  let windowStart = range.from
  let windowBytes = 0
  let position = range.from
  while (position + BATCH_HEADER_BYTES <= range.to) {
    if (position + BATCH_HEADER_BYTES > windowStart + windowBytes) {
      windowStart = position
      windowBytes = file.read(window.subarray(0, Math.min(window.length, range.to - position)), position)
    }
    const header = readBatchHeader(window.subarray(0, windowBytes), position - windowStart)
    if (position + header.sizeBytes > range.to) break
    const isDone = visit(header, position) === false
    position += header.sizeBytes
    if (isDone) break
  }
  return position
}

/**
 * Reads every batch of `range` whole and checks it: format, checksum, offsets in order from `minOffset`.
 * `visit` returns false for a batch that is not to be counted as good either; it sees the batch's bytes at
 * `header.position` of the buffer it is given, until it returns.
 * @returns position behind the last good batch; bytes from there on are damage or an unfinished write.
 * @throws DiskError.
 */
export function scanBatches(
  file: DiskFile,
  range: FileRange & { readonly minOffset: number },
  visit: (header: BatchHeader, position: number, bytes: Buffer) => boolean | void,
): number {
  let window = Buffer.allocUnsafe(Math.min(SCAN_WINDOW_BYTES, Math.max(0, range.to - range.from)))
  let position = range.from
  let nextOffset = range.minOffset
  while (position < range.to) {
    const wantedBytes = Math.min(window.length, range.to - position)
    const windowBytes = file.read(window.subarray(0, wantedBytes), position)
    let consumed = 0
    let neededBytes = BATCH_HEADER_BYTES
    while (consumed + BATCH_HEADER_BYTES <= windowBytes) {
      const header = readHeaderOrNull(window.subarray(0, windowBytes), consumed)
      if (header === null || header.baseOffset < nextOffset) return position + consumed
      if (consumed + header.sizeBytes > windowBytes) {
        neededBytes = header.sizeBytes
        break
      }
      if (!isCrcValid(window, header)) return position + consumed
      if (visit(header, position + consumed, window) === false) return position + consumed
      nextOffset = header.lastOffset + 1
      consumed += header.sizeBytes
    }
    position += consumed
    if (position + neededBytes > range.to || neededBytes > MAX_STORED_BATCH_BYTES) return position
    if (consumed === 0 && windowBytes < wantedBytes) return position // the file is shorter than it was said
    if (neededBytes > window.length) window = Buffer.allocUnsafe(neededBytes)
  }
  return position
}

function readHeaderOrNull(buffer: Buffer, position: number): BatchHeader | null {
  try {
    return readBatchHeader(buffer, position)
  } catch (error) {
    if (error instanceof KafkaError) return null
    throw error
  }
}
