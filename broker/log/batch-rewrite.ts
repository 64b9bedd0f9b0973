import { assert } from '../base/assert.ts'
import { compress } from '../wire/compression/codec.ts'
import { RecordCursor, varintSize, writeVarint } from '../wire/record.ts'
import {
  BATCH_ATTRIBUTES,
  BATCH_HEADER_BYTES,
  BATCH_LOG_OVERHEAD_BYTES,
  BATCH_OFFSETS,
  type BatchHeader,
  NO_TIMESTAMP,
  writeCrc,
  writeInt64,
} from '../wire/record-batch.ts'

/**
 * What compaction makes of a batch: the same one with fewer records, or its header alone. Offsets, epochs,
 * producer, sequence and codec stay, so that nobody who counts them sees a difference. No state.
 * Source: Kafka's MemoryRecords.filterTo.
 */

/** The records of a batch that stay. */
export interface KeptRecords {
  /** What the batch decompressed to. */
  readonly payload: Buffer
  /** Where each record lies in it, with its length prefix: start and end in turn. */
  readonly ranges: readonly number[]
  /** Latest time of those that stay. */
  readonly maxTimestampMs: number
}

/** The batch at `header.position` of `bytes` without records: it still tells the producer's last sequence. */
export function bareHeader(bytes: Buffer, header: BatchHeader): Buffer {
  const batch = copyOfHeader(bytes, header, 0)
  const dropped = BATCH_ATTRIBUTES.compressionMask | BATCH_ATTRIBUTES.deleteHorizon
  batch.writeInt16BE(header.attributes & ~dropped, BATCH_OFFSETS.attributes)
  writeInt64(batch, BATCH_OFFSETS.baseTimestamp, NO_TIMESTAMP)
  batch.writeInt32BE(0, BATCH_OFFSETS.recordCount)
  writeCrc(batch, 0, batch.length)
  return batch
}

/**
 * The batch with the records of `kept` alone. A delete horizon, when given, is written where the base
 * timestamp was, and the records' times are counted from it. Source: KIP-534.
 */
export function rewriteBatch(
  bytes: Buffer,
  header: BatchHeader,
  kept: KeptRecords & { readonly deleteHorizonMs: number | null },
): Buffer {
  assert(kept.ranges.length > 0, 'a record stays')
  const { deleteHorizonMs } = kept
  const records =
    deleteHorizonMs === null ? joinRanges(kept) : shiftTimes(kept, header.baseTimestampMs - deleteHorizonMs)
  const payload = header.compression === 'none' ? records : compress(header.compression, records)
  const batch = copyOfHeader(bytes, header, payload.length)
  payload.copy(batch, BATCH_HEADER_BYTES)
  if (deleteHorizonMs !== null) {
    batch.writeInt16BE(header.attributes | BATCH_ATTRIBUTES.deleteHorizon, BATCH_OFFSETS.attributes)
    writeInt64(batch, BATCH_OFFSETS.baseTimestamp, deleteHorizonMs)
  }
  // The broker's own time holds for the whole batch, whoever of it stays.
  if (header.timestampType === 'CreateTime' && Number.isSafeInteger(kept.maxTimestampMs)) {
    writeInt64(batch, BATCH_OFFSETS.maxTimestamp, kept.maxTimestampMs)
  }
  batch.writeInt32BE(kept.ranges.length / 2, BATCH_OFFSETS.recordCount)
  writeCrc(batch, 0, batch.length)
  return batch
}

function copyOfHeader(bytes: Buffer, header: BatchHeader, payloadBytes: number): Buffer {
  const batch = Buffer.allocUnsafe(BATCH_HEADER_BYTES + payloadBytes)
  bytes.copy(batch, 0, header.position, header.position + BATCH_HEADER_BYTES)
  batch.writeInt32BE(batch.length - BATCH_LOG_OVERHEAD_BYTES, BATCH_OFFSETS.batchLength)
  return batch
}

function joinRanges({ payload, ranges }: KeptRecords): Buffer {
  let sizeBytes = 0
  for (let index = 0; index < ranges.length; index += 2)
    sizeBytes += at(ranges, index + 1) - at(ranges, index)
  const joined = Buffer.allocUnsafe(sizeBytes)
  let position = 0
  for (let index = 0; index < ranges.length; index += 2) {
    const start = at(ranges, index)
    let end = at(ranges, index + 1)
    // Neighbours that both stay are copied together.
    while (index + 2 < ranges.length && at(ranges, index + 2) === end) {
      index += 2
      end = at(ranges, index + 1)
    }
    position += payload.copy(joined, position, start, end)
  }
  assert(position === sizeBytes, 'the records fill the buffer')
  return joined
}

/** The records with `shiftMs` added to their timestamp deltas; everything behind those is copied as it is. */
function shiftTimes({ payload, ranges }: KeptRecords, shiftMs: number): Buffer {
  const cursor = new RecordCursor(payload, 0, payload.length)
  const parts: {
    readonly from: number
    readonly to: number
    readonly delta: number
    readonly bodyBytes: number
  }[] = []
  let sizeBytes = 0
  for (let index = 0; index < ranges.length; index += 2) {
    cursor.position = at(ranges, index)
    cursor.readVarint()
    cursor.skip(1)
    const delta = cursor.readVarlong() + shiftMs
    const from = cursor.position
    const to = at(ranges, index + 1)
    const bodyBytes = 1 + varintSize(delta) + to - from
    parts.push({ from, to, delta, bodyBytes })
    sizeBytes += varintSize(bodyBytes) + bodyBytes
  }
  const shifted = Buffer.allocUnsafe(sizeBytes)
  let position = 0
  for (const { from, to, delta, bodyBytes } of parts) {
    position = writeVarint(shifted, position, bodyBytes)
    shifted[position] = 0
    position = writeVarint(shifted, position + 1, delta)
    position += payload.copy(shifted, position, from, to)
  }
  assert(position === sizeBytes, 'the records fill the buffer')
  return shifted
}

function at(ranges: readonly number[], index: number): number {
  return ranges[index] as number // callers stay below the length, which is even
}
