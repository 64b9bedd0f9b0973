import { KIB } from '../base/units.ts'
import { decompress, MAX_DECOMPRESSED_BATCH_BYTES } from '../wire/compression/codec.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { corruptRecord, type RecordContext, RecordCursor, RecordView, readRecord } from '../wire/record.ts'
import {
  BATCH_HEADER_BYTES,
  type BatchHeader,
  isCrcValid,
  MIN_RECORD_BYTES,
  readBatchHeader,
} from '../wire/record-batch.ts'
import { MAX_STORED_BATCH_BYTES } from './batch-walk.ts'
import type { Segment } from './segment.ts'

/** Bytes of a segment read at once: a read must not take long. */
const READ_WINDOW_BYTES = 512 * KIB

/**
 * The batches of a closed segment one after another, each checked, in memory that the next one reuses.
 * Unlike `scanBatches` it is pulled, so that its owner can rest between any two batches.
 */
export class BatchReader {
  /** Bytes read from the disk so far. */
  bytesRead = 0
  readonly #segment: Segment
  #window: Buffer
  #windowStart = 0
  #windowBytes = 0
  #position: number

  constructor(segment: Segment, position = 0) {
    this.#segment = segment
    this.#window = Buffer.allocUnsafe(Math.min(READ_WINDOW_BYTES, segment.sizeBytes))
    this.#position = position
  }

  /**
   * The next batch, which lies at `header.position` of `bytes` until the call after, or null at the end.
   * @throws KafkaError CORRUPT_MESSAGE, DiskError.
   */
  next(): { readonly header: BatchHeader; readonly bytes: Buffer } | null {
    if (this.isAtEnd) return null
    this.#need(BATCH_HEADER_BYTES)
    const { sizeBytes } = readBatchHeader(this.#bytes, this.#position - this.#windowStart)
    this.#need(sizeBytes)
    const header = readBatchHeader(this.#bytes, this.#position - this.#windowStart)
    if (!isCrcValid(this.#bytes, header)) throw this.#corrupt('a batch has another checksum than it says')
    this.#position += sizeBytes
    return { header, bytes: this.#bytes }
  }

  /** True when the batch read last is the last of the segment. */
  get isAtEnd(): boolean {
    return this.#position >= this.#segment.sizeBytes
  }

  get #bytes(): Buffer {
    return this.#window.subarray(0, this.#windowBytes)
  }

  /** Sees to it that `count` bytes from the position on are in the window. */
  #need(count: number): void {
    if (this.#position + count <= this.#windowStart + this.#windowBytes) return
    const remainingBytes = this.#segment.sizeBytes - this.#position
    if (count > remainingBytes || count > MAX_STORED_BATCH_BYTES) throw this.#corrupt('a batch is cut short')
    if (count > this.#window.length) this.#window = Buffer.allocUnsafe(count)
    const length = Math.min(this.#window.length, remainingBytes)
    const read = this.#segment.read({ position: this.#position, length }, () =>
      this.#window.subarray(0, length),
    )
    if (read.length < count) throw this.#corrupt('the file is shorter than it was')
    this.bytesRead += read.length
    this.#windowStart = this.#position
    this.#windowBytes = read.length
  }

  #corrupt(what: string): KafkaError {
    return new KafkaError('CORRUPT_MESSAGE', `${this.#segment.path} at ${this.#position}: ${what}`)
  }
}

/** The records of one batch one after another, with where each lies. Unlike `forEachRecord` it is pulled. */
export class BatchRecords {
  /** What the batch decompresses to. */
  readonly payload: Buffer
  /** The record read last. */
  readonly view = new RecordView()
  /** Where its length prefix begins; it ends at `view.end`. */
  start = 0
  readonly #cursor: RecordCursor
  readonly #context: RecordContext
  #remaining: number

  /** @throws KafkaError CORRUPT_MESSAGE, UNSUPPORTED_COMPRESSION_TYPE. */
  constructor(bytes: Buffer, header: BatchHeader) {
    const stored = bytes.subarray(header.position + BATCH_HEADER_BYTES, header.position + header.sizeBytes)
    this.payload =
      stored.length === 0 ? stored : decompress(header.compression, stored, MAX_DECOMPRESSED_BATCH_BYTES)
    if (header.recordCount < 0 || header.recordCount * MIN_RECORD_BYTES > this.payload.length) {
      throw corruptRecord(`${this.payload.length} bytes cannot hold ${header.recordCount} records`)
    }
    this.#cursor = new RecordCursor(this.payload, 0, this.payload.length)
    this.#remaining = header.recordCount
    this.#context = {
      baseOffset: header.baseOffset,
      baseTimestampMs: header.baseTimestampMs,
      logAppendTimeMs: header.timestampType === 'LogAppendTime' ? header.maxTimestampMs : null,
    }
    this.view.bytes = this.payload
  }

  /** Reads the next record into `view`; false behind the last. @throws KafkaError CORRUPT_MESSAGE. */
  next(): boolean {
    if (this.#remaining === 0) return false
    this.#remaining -= 1
    this.start = this.#cursor.position
    readRecord(this.#cursor, this.#context, this.view)
    return true
  }
}
