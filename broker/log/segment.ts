import { assert } from '../base/assert.ts'
import { allocateFresh } from '../base/buffer-pool.ts'
import type { Disk } from '../base/disk.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { BATCH_HEADER_BYTES, type BatchHeader, readBatchHeader } from '../wire/record-batch.ts'
import { scanBatches, walkHeaders } from './batch-walk.ts'
import type { FileHandles } from './file-handles.ts'
import { OFFSET_INDEX_ENTRY_BYTES, OffsetIndex } from './offset-index.ts'
import { DELETED_SUFFIX, type SegmentFileKind, segmentFileName } from './segment-names.ts'
import { TIME_INDEX_ENTRY_BYTES, TimeIndex } from './time-index.ts'

/**
 * One segment: a file of batches and its two sparse indexes. It knows positions and offsets of its own
 * file, nothing of leaders, watermarks or retention.
 *
 * Invariants: `sizeBytes` counts whole batches that were written completely; bytes of the file behind it
 * are remains of a failed write and are never read. Index memory is ahead of index files, never behind.
 */

/** Largest distance of an offset from the base offset: index entries hold it as int32. */
export const MAX_RELATIVE_OFFSET = 0x7fff_ffff

export interface SegmentOptions {
  readonly directory: string
  readonly baseOffset: number
  readonly disk: Disk
  readonly handles: FileHandles
  readonly createdMs: number
  /** Size of an existing file; 0 for a segment that is begun. */
  readonly sizeBytes: number
  /** Behind the names of all its files: of a segment that is not part of the log yet. */
  readonly suffix?: string
}

/** A batch found in the file. */
export interface LocatedBatch {
  readonly position: number
  readonly header: BatchHeader
}

export class Segment {
  readonly baseOffset: number
  readonly createdMs: number
  /** The file of the batches. */
  readonly path: string
  readonly #directory: string
  readonly #suffix: string
  readonly #disk: Disk
  readonly #handles: FileHandles
  #offsetIndex: OffsetIndex
  #timeIndex: TimeIndex
  #sizeBytes: number
  #nextOffset: number
  #maxTimestampMs = -1
  #offsetOfMaxTimestamp: number
  #firstTimestampMs: number | null = null
  #bytesSinceIndexEntry = 0
  /** Where the last append begins, while it is known: followers and most consumers ask for it. */
  #lastAppend: LocatedBatch | null = null
  #hasRemains = false
  #isTimeKnown: boolean
  #isRetired = false
  #areIndexesSynced = false

  constructor(options: SegmentOptions) {
    assert(options.baseOffset >= 0, 'a segment begins at an offset')
    this.baseOffset = options.baseOffset
    this.createdMs = options.createdMs
    this.#directory = options.directory
    this.#suffix = options.suffix ?? ''
    this.#disk = options.disk
    this.#handles = options.handles
    this.path = this.pathOf('log')
    this.#sizeBytes = options.sizeBytes
    this.#nextOffset = options.baseOffset
    this.#offsetOfMaxTimestamp = options.baseOffset
    this.#isTimeKnown = options.sizeBytes === 0
    this.#offsetIndex = this.#makeOffsetIndex(options.sizeBytes === 0)
    this.#timeIndex = this.#makeTimeIndex(options.sizeBytes === 0)
  }

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  /** Offset behind the last record. Of a segment that was not scanned: set by `setNextOffset`. */
  get nextOffset(): number {
    return this.#nextOffset
  }

  /** Latest timestamp in the segment, or -1. May read the time index. @throws DiskError. */
  get maxTimestampMs(): number {
    this.#learnTime()
    return this.#maxTimestampMs
  }

  /** Time of the first batch, or null while the segment is empty: what segment.ms counts from. */
  firstTimestampMs(): number | null {
    if (this.#firstTimestampMs === null && this.#sizeBytes > 0) {
      const bytes = this.read({ position: 0, length: BATCH_HEADER_BYTES })
      this.#firstTimestampMs = readBatchHeader(bytes, 0).maxTimestampMs
    }
    return this.#firstTimestampMs
  }

  pathOf(kind: SegmentFileKind): string {
    return this.#disk.join(this.#directory, segmentFileName(this.baseOffset, kind) + this.#suffix)
  }

  /** True once the files of this name are no longer those of this segment: nobody writes them in its name. */
  get isRetired(): boolean {
    return this.#isRetired
  }

  /** Files that must be on the device with the batches before recovery may trust them; none when they are. */
  unsyncedIndexPaths(): string[] {
    if (this.#areIndexesSynced || this.#sizeBytes === 0) return []
    return INDEX_KINDS.map((kind) => this.pathOf(kind)).filter((path) => this.#disk.exists(path))
  }

  noteIndexesSynced(): void {
    this.#areIndexesSynced = true
  }

  /** Whether an append ending at `lastOffset` can still be indexed. */
  canHold(lastOffset: number): boolean {
    return lastOffset - this.baseOffset <= MAX_RELATIVE_OFFSET
  }

  /** Whether another index entry would pass the limit of the index files. */
  isIndexFull(segmentIndexBytes: number): boolean {
    const offsetEntries = Math.max(1, Math.floor(segmentIndexBytes / OFFSET_INDEX_ENTRY_BYTES))
    const timeEntries = Math.max(1, Math.floor(segmentIndexBytes / TIME_INDEX_ENTRY_BYTES))
    return this.#offsetIndex.entryCount >= offsetEntries || this.#timeIndex.entryCount >= timeEntries
  }

  /**
   * Writes `bytes`, which hold exactly the batches of `headers`, with one call to the disk. When that
   * fails nothing has changed: what was written is cut off, or ignored and overwritten later.
   * @throws DiskError.
   */
  append(bytes: Buffer, headers: readonly BatchHeader[], indexIntervalBytes: number): void {
    const file = this.#handles.get(this.path)
    if (this.#hasRemains) this.#cutRemains()
    this.#areIndexesSynced = false
    const start = this.#sizeBytes
    try {
      file.write([bytes], start)
    } catch (error) {
      this.#hasRemains = true
      try {
        this.#cutRemains()
      } catch {
        // Still there; `#hasRemains` makes the next append try again before it writes.
      }
      throw error
    }
    for (const header of headers) this.#account(header, start + header.position, indexIntervalBytes)
    this.#lastAppend = headers[0] === undefined ? null : { position: start, header: headers[0] }
    assert(this.#sizeBytes === start + bytes.length, 'headers cover the bytes written')
  }

  /** The first batch that ends at or behind `offset`, or null when all end before it. @throws DiskError. */
  locate(offset: number): LocatedBatch | null {
    const last = this.#lastAppend
    if (last !== null && last.header.baseOffset <= offset && offset <= last.header.lastOffset) return last
    let found: LocatedBatch | null = null
    this.walk({ fromOffset: offset }, (header, position) => {
      if (header.lastOffset < offset) return true
      found = { position, header }
      return false
    })
    return found
  }

  /** Shows batch headers from (a little before) `fromOffset` on. @throws DiskError, KafkaError CORRUPT_MESSAGE. */
  walk(
    options: { readonly fromOffset: number },
    visit: (header: BatchHeader, position: number) => boolean | void,
  ): void {
    if (this.#sizeBytes === 0) return
    const from = this.#offsetIndex.floorPosition(options.fromOffset)
    walkHeaders(this.#handles.get(this.path), { from, to: this.#sizeBytes }, visit)
  }

  /** Bytes of the file, fewer when it is shorter than it must be. @throws DiskError. */
  read(range: { readonly position: number; readonly length: number }, allocate = allocateFresh): Buffer {
    assert(range.position + range.length <= this.#sizeBytes, 'a read lies inside the segment', range)
    const target = allocate(range.length)
    assert(target.length === range.length, 'a read gets the memory it asked for')
    const readBytes = this.#handles.get(this.path).read(target, range.position)
    return readBytes === range.length ? target : target.subarray(0, readBytes)
  }

  /** First batch, at or behind `fromOffset`, that holds a record as late as `timestampMs`, or null. */
  locateTimestamp(timestampMs: number, fromOffset: number): LocatedBatch | null {
    if (this.maxTimestampMs < timestampMs) return null
    const indexed = this.#timeIndex.floorEntry(timestampMs - 1)
    let found: LocatedBatch | null = null
    this.walk({ fromOffset: Math.max(fromOffset, indexed?.offset ?? 0) }, (header, position) => {
      if (header.maxTimestampMs < timestampMs || header.lastOffset < fromOffset) return true
      found = { position, header }
      return false
    })
    return found
  }

  /** Cuts everything from the batch on that holds or follows `offset`. @throws DiskError. */
  truncateTo(offset: number): void {
    this.#areIndexesSynced = false
    const located = this.locate(offset)
    if (located === null) {
      this.#rescanTail()
      return
    }
    this.#handles.get(this.path).truncate(located.position)
    this.#sizeBytes = located.position
    this.#hasRemains = false
    this.#offsetIndex.truncateToPosition(located.position)
    this.#timeIndex.truncateToOffset(located.header.baseOffset)
    this.#rescanTail()
  }

  /** Declares where the segment ends, for one whose end is known from the segment behind it. */
  setNextOffset(offset: number): void {
    assert(offset >= this.baseOffset, 'a segment ends behind its base')
    this.#nextOffset = offset
  }

  /**
   * Learns the end of the segment from its index and the batches behind the last entry.
   * @returns false when file and index do not fit each other: the segment needs `recover`. @throws DiskError.
   */
  loadTail(): boolean {
    const last = this.#offsetIndex.lastEntry()
    if (last !== null && (last.position >= this.#sizeBytes || last.offset < this.baseOffset)) return false
    const lastTime = this.#timeIndex.lastEntry()
    if (lastTime !== null && lastTime.offset < this.baseOffset) return false
    try {
      if (this.#rescanTail() !== this.#sizeBytes) return false
    } catch (error) {
      if (error instanceof KafkaError) return false
      throw error
    }
    return (last?.offset ?? -1) < this.#nextOffset && (lastTime?.offset ?? -1) <= this.#nextOffset
  }

  /**
   * Reads the whole segment, keeps what is sound, cuts the rest and builds the indexes anew.
   * @returns bytes cut off. @throws DiskError.
   */
  recover(options: {
    readonly indexIntervalBytes: number
    /** Shown each sound batch, with the memory it lies in at `header.position` for the time of the call. */
    readonly visit: (header: BatchHeader, bytes: Buffer) => void
  }): number {
    const file = this.#handles.get(this.path)
    const fileBytes = file.sizeBytes()
    this.#resetToEmpty()
    const minOffset = this.baseOffset
    scanBatches(file, { from: 0, to: fileBytes, minOffset }, (header, position, bytes) => {
      if (!this.canHold(header.lastOffset)) return false
      this.#account(header, position, options.indexIntervalBytes)
      options.visit(header, bytes)
      return true
    })
    if (this.#sizeBytes < fileBytes) file.truncate(this.#sizeBytes)
    return fileBytes - this.#sizeBytes
  }

  /** Adds the last time index entry: when the segment stops being the active one, or the log closes. */
  finishTimeIndex(): void {
    if (this.#sizeBytes > 0) this.#timeIndex.maybeAppend(this.maxTimestampMs, this.#offsetOfMaxTimestamp)
  }

  /** Brings the index files up to date and cuts remains of a failed write. @throws DiskError. */
  persist(): void {
    if (this.#hasRemains) this.#cutRemains()
    if (this.#sizeBytes === 0) return
    this.#offsetIndex.file.persist()
    this.#timeIndex.file.persist()
  }

  /** Gives back the memory of the indexes. */
  unloadIndexes(): void {
    if (this.#sizeBytes === 0) return
    this.#offsetIndex.file.unload()
    this.#timeIndex.file.unload()
  }

  get hasLoadedIndexes(): boolean {
    return this.#offsetIndex.file.isLoaded || this.#timeIndex.file.isLoaded
  }

  closeFiles(): void {
    for (const kind of SEGMENT_FILE_KINDS) this.#handles.close(this.pathOf(kind))
  }

  /** Lets go of the files, which belong to another segment from here on. */
  retire(): void {
    this.closeFiles()
    this.#isRetired = true
  }

  /** Takes the files out of the log by renaming them; returns the names that wait for removal. @throws DiskError. */
  markDeleted(): string[] {
    this.retire()
    const renamed: string[] = []
    // The batches first: without them nothing else is looked at, should the rest not happen.
    for (const kind of ['log', ...INDEX_KINDS, 'snapshot'] as const) {
      const path = this.pathOf(kind)
      if (!this.#disk.exists(path)) continue
      this.#disk.rename(path, path + DELETED_SUFFIX)
      renamed.push(path + DELETED_SUFFIX)
    }
    return renamed
  }

  /** The same for the batches alone: the other files are about to be written over. @throws DiskError. */
  giveUpBatches(): string[] {
    this.retire()
    this.#disk.rename(this.path, this.path + DELETED_SUFFIX)
    return [this.path + DELETED_SUFFIX]
  }

  #account(header: BatchHeader, position: number, indexIntervalBytes: number): void {
    assert(position === this.#sizeBytes, 'batches lie end to end', { position })
    this.#accountTime(header)
    this.#firstTimestampMs ??= header.maxTimestampMs
    if (this.#bytesSinceIndexEntry > indexIntervalBytes) {
      this.#offsetIndex.append(header.lastOffset, position)
      this.#timeIndex.maybeAppend(this.#maxTimestampMs, this.#offsetOfMaxTimestamp)
      this.#bytesSinceIndexEntry = 0
    }
    this.#bytesSinceIndexEntry += header.sizeBytes
    this.#sizeBytes += header.sizeBytes
    this.#nextOffset = header.lastOffset + 1
  }

  /** Reads the headers behind the last index entry and returns where they end. */
  #rescanTail(): number {
    this.#lastAppend = null
    const lastTime = this.#timeIndex.lastEntry()
    this.#maxTimestampMs = lastTime?.timestampMs ?? -1
    this.#offsetOfMaxTimestamp = lastTime?.offset ?? this.baseOffset
    this.#isTimeKnown = true
    this.#nextOffset = this.baseOffset
    this.#firstTimestampMs = null
    if (this.#sizeBytes === 0) return 0
    const from = this.#offsetIndex.lastEntry()?.position ?? 0
    this.#bytesSinceIndexEntry = this.#sizeBytes - from
    const range = { from, to: this.#sizeBytes }
    return walkHeaders(this.#handles.get(this.path), range, (header) => {
      this.#nextOffset = header.lastOffset + 1
      this.#accountTime(header)
    })
  }

  #accountTime(header: BatchHeader): void {
    if (header.maxTimestampMs <= this.#maxTimestampMs) return
    this.#maxTimestampMs = header.maxTimestampMs
    this.#offsetOfMaxTimestamp = header.lastOffset
  }

  #learnTime(): void {
    if (this.#isTimeKnown) return
    this.#isTimeKnown = true
    const last = this.#timeIndex.lastEntry()
    // Retention asks this of every closed segment; none of them is kept in memory for it.
    this.#timeIndex.file.unload()
    if (last === null) return
    this.#maxTimestampMs = last.timestampMs
    this.#offsetOfMaxTimestamp = last.offset
  }

  #resetToEmpty(): void {
    for (const kind of ['index', 'timeindex'] as const) this.#handles.close(this.pathOf(kind))
    this.#offsetIndex = this.#makeOffsetIndex(true)
    this.#timeIndex = this.#makeTimeIndex(true)
    this.#sizeBytes = 0
    this.#nextOffset = this.baseOffset
    this.#maxTimestampMs = -1
    this.#offsetOfMaxTimestamp = this.baseOffset
    this.#firstTimestampMs = null
    this.#bytesSinceIndexEntry = 0
    this.#lastAppend = null
    this.#isTimeKnown = true
  }

  #cutRemains(): void {
    this.#handles.get(this.path).truncate(this.#sizeBytes)
    this.#hasRemains = false
  }

  #makeOffsetIndex(isFresh: boolean): OffsetIndex {
    return new OffsetIndex({
      path: this.pathOf('index'),
      baseOffset: this.baseOffset,
      handles: this.#handles,
      isFresh,
    })
  }

  #makeTimeIndex(isFresh: boolean): TimeIndex {
    const path = this.pathOf('timeindex')
    return new TimeIndex({ path, baseOffset: this.baseOffset, handles: this.#handles, isFresh })
  }
}

const INDEX_KINDS = ['index', 'timeindex', 'txnindex'] as const
/** Files that hold the batches of a segment and what is known of them, the batches last. */
export const SEGMENT_FILE_KINDS = [...INDEX_KINDS, 'log'] as const
