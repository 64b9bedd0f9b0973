import { assert } from '../base/assert.ts'
import {
  type CompressionName,
  compress,
  compressionIdOf,
  decompress,
  MAX_DECOMPRESSED_BATCH_BYTES,
} from './compression/codec.ts'
import {
  corruptRecord,
  type KafkaRecord,
  RecordCursor,
  type RecordInput,
  RecordView,
  readRecord,
  recordBodySize,
  varintSize,
  writeRecord,
} from './record.ts'
import {
  BATCH_ATTRIBUTES,
  BATCH_HEADER_BYTES,
  BATCH_LOG_OVERHEAD_BYTES,
  BATCH_OFFSETS,
  type BatchHeader,
  MAGIC_V2,
  MIN_RECORD_BYTES,
  NO_PRODUCER_ID,
  NO_TIMESTAMP,
  type TimestampType,
  writeBaseOffset,
  writeCrc,
  writeInt64,
  writePartitionLeaderEpoch,
} from './record-batch.ts'

/** The records inside batches: building a batch from records, and reading them back, one by one or all. */

/** What `encodeBatch` takes; everything but `records` has the default of a plain producer. */
export interface BatchInput {
  readonly records: readonly RecordInput[]
  readonly baseOffset?: number
  readonly partitionLeaderEpoch?: number
  readonly compression?: CompressionName
  readonly compressionLevel?: number
  readonly timestampType?: TimestampType
  readonly producerId?: number
  readonly producerEpoch?: number
  readonly baseSequence?: number
  readonly isTransactional?: boolean
  readonly isControl?: boolean
}

/**
 * Builds one batch. Timestamps are safe integers; records are in offset order.
 * @throws KafkaError UNSUPPORTED_COMPRESSION_TYPE where the runtime lacks zstd.
 */
export function encodeBatch(input: BatchInput): Buffer {
  const { records } = input
  const baseOffset = input.baseOffset ?? 0
  const baseTimestampMs = records[0]?.timestampMs ?? NO_TIMESTAMP
  const compression = input.compression ?? 'none'
  const body = encodeRecords(records, baseOffset, baseTimestampMs)
  const payload =
    compression === 'none'
      ? body.bytes
      : compress(compression, body.bytes.subarray(BATCH_HEADER_BYTES), input.compressionLevel)
  const batch = compression === 'none' ? body.bytes : withRoomForHeader(payload)
  writeBaseOffset(batch, 0, baseOffset)
  batch.writeInt32BE(batch.length - BATCH_LOG_OVERHEAD_BYTES, BATCH_OFFSETS.batchLength)
  writePartitionLeaderEpoch(batch, 0, input.partitionLeaderEpoch ?? -1)
  batch.writeInt8(MAGIC_V2, BATCH_OFFSETS.magic)
  batch.writeInt16BE(attributesOf(input, compression), BATCH_OFFSETS.attributes)
  batch.writeInt32BE(body.lastOffsetDelta, BATCH_OFFSETS.lastOffsetDelta)
  writeInt64(batch, BATCH_OFFSETS.baseTimestamp, baseTimestampMs)
  writeInt64(batch, BATCH_OFFSETS.maxTimestamp, body.maxTimestampMs)
  writeInt64(batch, BATCH_OFFSETS.producerId, input.producerId ?? NO_PRODUCER_ID)
  batch.writeInt16BE(input.producerEpoch ?? -1, BATCH_OFFSETS.producerEpoch)
  batch.writeInt32BE(input.baseSequence ?? -1, BATCH_OFFSETS.baseSequence)
  batch.writeInt32BE(records.length, BATCH_OFFSETS.recordCount)
  writeCrc(batch, 0, batch.length)
  return batch
}

/**
 * The same batch with its records compressed another way; offsets, timestamps, ids and leader epoch stay.
 * @throws KafkaError CORRUPT_MESSAGE when the records do not decompress.
 */
export function recompressBatch(
  buffer: Buffer,
  header: BatchHeader,
  target: { readonly compression: CompressionName; readonly level?: number },
): Buffer {
  const records = batchPayload(buffer, header, MAX_DECOMPRESSED_BATCH_BYTES)
  const payload = compress(target.compression, records, target.level)
  const batch = withRoomForHeader(payload)
  buffer.copy(batch, 0, header.position, header.position + BATCH_HEADER_BYTES)
  batch.writeInt32BE(batch.length - BATCH_LOG_OVERHEAD_BYTES, BATCH_OFFSETS.batchLength)
  const attributes = header.attributes & ~BATCH_ATTRIBUTES.compressionMask
  batch.writeInt16BE(attributes | compressionIdOf(target.compression), BATCH_OFFSETS.attributes)
  writeCrc(batch, 0, batch.length)
  return batch
}

/**
 * Shows every record of a batch to `visit`, in order, without building values; `visit` returns false to
 * stop. The view is the same object each time. The batch must be complete in `buffer`.
 * @throws KafkaError CORRUPT_MESSAGE for malformed or oversized records, UNSUPPORTED_COMPRESSION_TYPE.
 */
export function forEachRecord(
  buffer: Buffer,
  header: BatchHeader,
  visit: (view: RecordView) => boolean | void,
  maxDecompressedBytes = MAX_DECOMPRESSED_BATCH_BYTES,
): void {
  const bytes = batchPayload(buffer, header, maxDecompressedBytes)
  if (header.recordCount < 0 || header.recordCount * MIN_RECORD_BYTES > bytes.length) {
    throw corruptRecord(`${bytes.length} bytes cannot hold ${header.recordCount} records`)
  }
  const cursor = new RecordCursor(bytes, 0, bytes.length)
  const context = {
    baseOffset: header.baseOffset,
    baseTimestampMs: header.baseTimestampMs,
    logAppendTimeMs: header.timestampType === 'LogAppendTime' ? header.maxTimestampMs : null,
  }
  const view = new RecordView()
  view.bytes = bytes
  for (let index = 0; index < header.recordCount; index += 1) {
    readRecord(cursor, context, view)
    if (visit(view) === false) return
  }
  if (cursor.position !== bytes.length) throw corruptRecord('bytes follow the last record of the batch')
}

/** All records of a batch. @throws KafkaError as `forEachRecord`. */
export function decodeRecords(
  buffer: Buffer,
  header: BatchHeader,
  maxDecompressedBytes = MAX_DECOMPRESSED_BATCH_BYTES,
): KafkaRecord[] {
  const records: KafkaRecord[] = []
  forEachRecord(buffer, header, (view) => void records.push(view.toRecord()), maxDecompressedBytes)
  return records
}

function batchPayload(buffer: Buffer, header: BatchHeader, maxDecompressedBytes: number): Buffer {
  const end = header.position + header.sizeBytes
  if (end > buffer.length) throw corruptRecord('the batch is cut short')
  const payload = buffer.subarray(header.position + BATCH_HEADER_BYTES, end)
  // A compacted batch may be a bare header: some codecs do not accept empty input.
  if (payload.length === 0) return payload
  return decompress(header.compression, payload, maxDecompressedBytes)
}

interface EncodedRecords {
  /** The records, behind room for a header. */
  readonly bytes: Buffer
  readonly maxTimestampMs: number
  readonly lastOffsetDelta: number
}

function encodeRecords(
  records: readonly RecordInput[],
  baseOffset: number,
  baseTimestampMs: number,
): EncodedRecords {
  let size = BATCH_HEADER_BYTES
  let maxTimestampMs = NO_TIMESTAMP
  let lastOffsetDelta = -1
  const placements = records.map((record, index) => {
    const offsetDelta = record.offset === undefined ? index : record.offset - baseOffset
    assert(offsetDelta > lastOffsetDelta, 'records are in offset order', { offsetDelta, lastOffsetDelta })
    assert(Number.isSafeInteger(record.timestampMs), 'a record timestamp is a safe integer')
    lastOffsetDelta = offsetDelta
    maxTimestampMs = Math.max(maxTimestampMs, record.timestampMs)
    const timestampDelta = record.timestampMs - baseTimestampMs
    const bodySize = recordBodySize(record, timestampDelta, offsetDelta)
    const position = size
    size += varintSize(bodySize) + bodySize
    return { position, bodySize, timestampDelta, offsetDelta }
  })
  const bytes = Buffer.allocUnsafe(size)
  for (const [index, placement] of placements.entries()) {
    const record = records[index] as RecordInput // placements were made from records
    const end = writeRecord(bytes, record, placement)
    assert(end === (placements[index + 1]?.position ?? size), 'a record has the size computed for it')
  }
  return { bytes, maxTimestampMs, lastOffsetDelta: Math.max(0, lastOffsetDelta) }
}

function withRoomForHeader(payload: Buffer): Buffer {
  const batch = Buffer.allocUnsafe(BATCH_HEADER_BYTES + payload.length)
  payload.copy(batch, BATCH_HEADER_BYTES)
  return batch
}

function attributesOf(input: BatchInput, compression: CompressionName): number {
  let attributes = compressionIdOf(compression)
  if (input.timestampType === 'LogAppendTime') attributes |= BATCH_ATTRIBUTES.logAppendTime
  if (input.isTransactional) attributes |= BATCH_ATTRIBUTES.transactional
  if (input.isControl) attributes |= BATCH_ATTRIBUTES.control
  return attributes
}
