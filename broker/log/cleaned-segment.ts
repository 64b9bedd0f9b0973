import { assert } from '../base/assert.ts'
import type { Disk } from '../base/disk.ts'
import { KIB } from '../base/units.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { type BatchHeader, readBatchHeader } from '../wire/record-batch.ts'
import type { FileHandles } from './file-handles.ts'
import { syncFile } from './group-flush.ts'
import { SEGMENT_FILE_KINDS, Segment } from './segment.ts'
import { CLEANED_SUFFIX } from './segment-names.ts'
import { commitSwap, discardCleaned } from './segment-swap.ts'
import { type AbortedTransaction, encodeTransactionEntries } from './transaction-index.ts'

/** Bytes gathered before they are written. */
const WRITE_BUFFER_BYTES = 512 * KIB
/** Largest position an index entry can hold. */
const MAX_POSITION = 0x7fff_ffff

/** The segment that a pass of compaction writes: batches one after another, then synced, then swapped in or dropped. */
export class CleanedSegment {
  readonly baseOffset: number
  readonly createdMs: number
  readonly #disk: Disk
  readonly #handles: FileHandles
  readonly #directory: string
  readonly #indexIntervalBytes: number
  readonly #segment: Segment
  readonly #buffer = Buffer.allocUnsafe(WRITE_BUFFER_BYTES)
  #buffered: BatchHeader[] = []
  #bufferedBytes = 0
  #isCommitted = false

  constructor(options: {
    readonly disk: Disk
    readonly handles: FileHandles
    readonly directory: string
    readonly baseOffset: number
    readonly createdMs: number
    readonly indexIntervalBytes: number
  }) {
    const { disk, handles, directory, baseOffset, createdMs } = options
    this.baseOffset = baseOffset
    this.createdMs = createdMs
    this.#disk = disk
    this.#handles = handles
    this.#directory = directory
    this.#indexIntervalBytes = options.indexIntervalBytes
    discardCleaned({ disk, directory, baseOffset })
    const suffix = CLEANED_SUFFIX
    this.#segment = new Segment({ directory, baseOffset, disk, handles, createdMs, sizeBytes: 0, suffix })
  }

  /** Bytes added so far. */
  get sizeBytes(): number {
    return this.#segment.sizeBytes + this.#bufferedBytes
  }

  /** Adds a batch, which is copied. @throws DiskError; KafkaError CORRUPT_MESSAGE when no segment can hold it. */
  add(batch: Buffer): void {
    if (this.sizeBytes + batch.length > MAX_POSITION) {
      throw new KafkaError('CORRUPT_MESSAGE', 'A cleaned segment grows past what its index can address')
    }
    if (this.#bufferedBytes + batch.length > this.#buffer.length) this.#write()
    if (batch.length > this.#buffer.length) {
      this.#segment.append(batch, [readBatchHeader(batch, 0)], this.#indexIntervalBytes)
      return
    }
    const position = this.#bufferedBytes
    batch.copy(this.#buffer, position)
    this.#bufferedBytes += batch.length
    this.#buffered.push(readBatchHeader(this.#buffer, position))
  }

  /**
   * Brings everything to the device; what it yields is to be waited for.
   * @param aborted null: none of the segments before had a transaction index. @throws DiskError.
   */
  *finish(aborted: readonly AbortedTransaction[] | null): Generator<Promise<void>, void, void> {
    this.#write()
    assert(this.#segment.sizeBytes > 0, 'a cleaned segment holds a batch')
    this.#segment.finishTimeIndex()
    this.#segment.persist()
    if (aborted !== null) {
      const file = this.#handles.get(this.#segment.pathOf('txnindex'))
      file.write([encodeTransactionEntries(aborted)], 0)
    }
    this.#segment.closeFiles()
    for (const kind of SEGMENT_FILE_KINDS) {
      const path = this.#segment.pathOf(kind)
      if (this.#disk.exists(path)) yield syncFile(this.#disk, path)
    }
  }

  /** Makes the exchange irrevocable: from here on the files belong to the log. @throws DiskError; it is not then. */
  commit(): void {
    commitSwap({ disk: this.#disk, directory: this.#directory, baseOffset: this.baseOffset })
    this.#isCommitted = true
  }

  /** Removes the files, unless they belong to the log. @throws DiskError. */
  discard(): void {
    if (this.#isCommitted) return
    this.#segment.closeFiles()
    discardCleaned({ disk: this.#disk, directory: this.#directory, baseOffset: this.baseOffset })
  }

  #write(): void {
    if (this.#bufferedBytes === 0) return
    const bytes = this.#buffer.subarray(0, this.#bufferedBytes)
    this.#segment.append(bytes, this.#buffered, this.#indexIntervalBytes)
    this.#buffered = []
    this.#bufferedBytes = 0
  }
}
