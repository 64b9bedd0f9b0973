import { assert } from '../base/assert.ts'
import { DiskError } from '../base/disk.ts'
import type { LogConfig } from '../base/log-config.ts'
import { describeError, type Logger } from '../base/logger.ts'
import { decodeMarker } from '../wire/control-record.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { BatchHeader } from '../wire/record-batch.ts'
import { appendResult, duplicateResult, runsPerSegment } from './append-result.ts'
import { checkFromLeader, placeBatches, transformForLeader, validateForLeader } from './batch-preparation.ts'
import { replaceQuickly } from './checkpoint.ts'
import type { CleanedSegment } from './cleaned-segment.ts'
import { FileHandles } from './file-handles.ts'
import { GroupFlush } from './group-flush.ts'
import { LeaderEpochs } from './leader-epochs.ts'
import { LogCompaction } from './log-compaction.ts'
import type {
  AppendAsLeaderOptions,
  AppendResult,
  EpochEndOffset,
  LogRuntime,
  OpenLogOptions,
  ProducerStateView,
  ReadOptions,
  ReadResult,
  TimestampedOffset,
} from './log-types.ts'
import { encodeProducerSnapshot } from './producer-snapshot.ts'
import { ProducerStates } from './producer-state.ts'
import { loadSegments, removeSnapshots, restoreProducers } from './recovery.ts'
import type { Segment } from './segment.ts'
import { segmentFileName } from './segment-names.ts'
import { NOTHING_READ } from './segment-reads.ts'
import { SegmentStore } from './segment-store.ts'
import { asStorageError, onDisk } from './storage-error.ts'
import { type AbortedTransaction, TransactionIndex } from './transaction-index.ts'

/**
 * One partition on disk: an ordered list of segments, of which the last takes the appends, with the
 * producer state and leader epochs that belong to it. It owns the partition directory. It never decides
 * who leads, who is in sync or what a client may see: the high watermark and every epoch come from outside.
 *
 * Invariants: logStartOffset <= highWatermark <= logEndOffset. An append returns only after the disk has
 * taken every byte; one that fails changes nothing that can be seen. Everything but `flush` and `close` is
 * synchronous, so callers need no lock.
 *
 * Longer than most: here offsets, producers, epochs and watermarks change together.
 */
export class PartitionLog {
  readonly topic: string
  readonly partition: number
  readonly topicId: string
  readonly directory: string
  /** Where the compaction of this log stands; run by `LogCleaner`. */
  readonly compaction: LogCompaction
  readonly #runtime: LogRuntime
  readonly #logger: Logger
  readonly #isStrict: boolean
  readonly #onLogStartOffsetMoved: () => void
  readonly #producers = new ProducerStates()
  readonly #epochs: LeaderEpochs
  readonly #transactions: TransactionIndex
  readonly #store: SegmentStore
  readonly #groupFlush = new GroupFlush(() => this.#flushOnce())
  #config: LogConfig
  #logStartOffset: number
  #logEndOffset: number
  #highWatermark: number
  #recoveryPoint: number
  #lastFlushMs: number
  #isClosed = false

  /** Opens the log of a directory that exists, recovering it if need be. @throws KafkaError KAFKA_STORAGE_ERROR. */
  static open(options: OpenLogOptions): PartitionLog {
    return onDisk(`Opening ${options.topic}-${options.partition}`, () => new PartitionLog(options))
  }

  private constructor(options: OpenLogOptions) {
    const { directory, runtime, config, logger } = options
    this.topic = options.topic
    this.partition = options.partition
    this.topicId = options.topicId
    this.directory = directory
    this.#runtime = runtime
    this.#logger = logger
    this.#config = config
    const handles = options.handles ?? new FileHandles(runtime.disk)
    this.#isStrict = options.isStrict ?? false
    this.#onLogStartOffsetMoved = options.onLogStartOffsetMoved ?? (() => {})
    this.#epochs = new LeaderEpochs({ disk: runtime.disk, directory, logger })
    this.#transactions = new TransactionIndex({ disk: runtime.disk, directory, handles })
    this.#lastFlushMs = runtime.clock.nowMs()
    const segments = loadSegments({
      directory,
      disk: runtime.disk,
      handles,
      config,
      nowMs: this.#lastFlushMs,
      logger,
      recoveryPoint: options.recoveryPoint ?? 0,
      hadCleanShutdown: options.hadCleanShutdown ?? false,
      producers: this.#producers,
      transactions: this.#transactions,
      epochs: this.#epochs,
    })
    const startOffset = options.logStartOffset ?? 0
    this.#store = new SegmentStore({
      directory,
      logName: this.#name,
      runtime,
      handles,
      logger,
      segments,
      startOffset,
    })
    this.#logEndOffset = this.#store.nextOffset
    this.compaction = this.#makeCompaction(handles, options.cleanedOffset ?? 0)
    this.#logStartOffset = Math.max(startOffset, this.#store.startOffset)
    this.#highWatermark = 0
    const syncedTo = options.hadCleanShutdown
      ? (options.syncedTo ?? this.#logEndOffset)
      : Math.max(0, (options.recoveryPoint ?? 0) - 1)
    this.#recoveryPoint = Math.min(syncedTo, this.#logEndOffset)
    this.#epochs.truncateFromEnd(this.#logEndOffset)
    if (this.#logStartOffset > this.#logEndOffset) this.truncateFullyAndStartAt(this.#logStartOffset)
    this.#highWatermark = Math.min(
      Math.max(options.highWatermark ?? 0, this.#logStartOffset),
      this.#logEndOffset,
    )
    this.#producers.decideBelow(this.#highWatermark)
  }

  get config(): LogConfig {
    return this.#config
  }

  get logStartOffset(): number {
    return this.#logStartOffset
  }

  /** Offset the next record gets. */
  get logEndOffset(): number {
    return this.#logEndOffset
  }

  /** Consumers see what lies below. */
  get highWatermark(): number {
    return this.#highWatermark
  }

  /** Consumers of committed data see what lies below; equal to the high watermark while no transaction is open. */
  get lastStableOffset(): number {
    return Math.min(this.#highWatermark, this.#producers.firstUnstableOffset ?? this.#highWatermark)
  }

  /** Aborted transactions with records in [from, to), for a reader of committed records. @throws KafkaError KAFKA_STORAGE_ERROR. */
  abortedTransactions(from: number, to: number): AbortedTransaction[] {
    return onDisk(`Reading transactions of ${this.#name}`, () =>
      this.#transactions.collect(this.#store.from(from), from, to),
    )
  }

  /** False when nothing that is still here was ever aborted. */
  get hasAbortedTransactions(): boolean {
    return !this.#transactions.isEmpty
  }

  /** First offset of the transaction that a producer has open here, or null. */
  openTransactionOf(producerId: number, producerEpoch: number): number | null {
    return this.#producers.openTransactionOf(producerId, producerEpoch)
  }

  /** Everything below was synced to the device. */
  get recoveryPoint(): number {
    return this.#recoveryPoint
  }

  /** Bytes of all segment files. */
  get sizeBytes(): number {
    return this.#store.sizeBytes
  }

  get segmentCount(): number {
    return this.#store.count
  }

  /** Epoch of the latest leader known to this log, or -1. */
  get latestLeaderEpoch(): number {
    return this.#epochs.latestEpoch
  }

  /** First offset of a leader epoch, or null when the log has no entry for it. */
  leaderEpochStartOffset(epoch: number): number | null {
    return this.#epochs.startOffsetOf(epoch)
  }

  /** Epoch an offset was written in, or -1 when unknown. */
  leaderEpochOf(offset: number): number {
    return this.#epochs.epochOf(offset)
  }

  /** Largest known epoch at or below `epoch` and where it ends; -1 and -1 when unknown. OffsetForLeaderEpoch. */
  endOffsetForEpoch(epoch: number): EpochEndOffset {
    return this.#epochs.endOffsetFor(epoch, this.#logEndOffset)
  }

  /** Notes that a leader epoch begins at the log end: on becoming leader. */
  assignLeaderEpoch(epoch: number): void {
    this.#epochs.assign(epoch, this.#logEndOffset)
  }

  /** Raises the high watermark; returns false when it is there or past it already. */
  advanceHighWatermark(offset: number): boolean {
    assert(offset <= this.#logEndOffset, 'the high watermark lies in the log', { offset })
    if (offset <= this.#highWatermark) return false
    this.#highWatermark = offset
    this.#producers.decideBelow(offset)
    return true
  }

  applyConfig(config: LogConfig): void {
    this.#config = config
    if (!config.cleanupPolicy.isCompact) this.compaction.interrupt()
  }

  /**
   * Appends what a client or a coordinator sent: gives offsets, stamps the leader epoch, writes once.
   * The log owns `records` from here on and changes it in place.
   * @throws KafkaError of the checks (`InvalidRecordsError` names records), OUT_OF_ORDER_SEQUENCE_NUMBER,
   * INVALID_PRODUCER_EPOCH, RECORD_LIST_TOO_LARGE, KAFKA_STORAGE_ERROR; nothing was appended then.
   */
  appendAsLeader(records: Buffer, options: AppendAsLeaderOptions): AppendResult {
    this.#requireOpen()
    const nowMs = this.#runtime.clock.nowMs()
    const isBrokerTime = this.#config.messageTimestampType === 'LogAppendTime'
    const preparation = { config: this.#config, nowMs, isStrict: this.#isStrict }
    const sent = validateForLeader(records, options.origin, preparation)
    for (const header of sent) {
      if (header.producerId < 0) continue
      if (header.isControl) {
        const marker = decodeMarker(records, header)
        if (marker !== null) this.#producers.checkMarker(header, marker)
        continue
      }
      const duplicate = this.#producers.findDuplicate(header)
      if (duplicate !== null) {
        return duplicateResult(duplicate, { isBrokerTime, logStartOffset: this.#logStartOffset })
      }
      this.#producers.check(header)
    }
    const { leaderEpoch } = options
    const { bytes, headers } = transformForLeader(records, sent, preparation)
    const placed = placeBatches(bytes, headers, { baseOffset: this.#logEndOffset, leaderEpoch })
    this.#write(bytes, placed)
    const logAppendTimeMs = isBrokerTime ? nowMs : -1
    return appendResult(placed, { logAppendTimeMs, logStartOffset: this.#logStartOffset })
  }

  /**
   * Appends what the leader sent, offsets and epochs as they are; an incomplete batch at the end is dropped.
   * @throws KafkaError CORRUPT_MESSAGE, OFFSET_OUT_OF_RANGE when the batches begin before the log end,
   * KAFKA_STORAGE_ERROR. Batches written before a failure stay.
   */
  appendAsFollower(records: Buffer): AppendResult {
    this.#requireOpen()
    const headers = checkFromLeader(records, this.#logEndOffset)
    for (const run of runsPerSegment(headers, this.#config.segmentBytes)) {
      const first = run[0]
      const last = run.at(-1)
      assert(first !== undefined && last !== undefined, 'a run holds a batch')
      const bytes = records.subarray(first.position, last.position + last.sizeBytes)
      const moved = run.map((header) => ({ ...header, position: header.position - first.position }))
      this.#write(bytes, moved)
    }
    return appendResult(headers, { logAppendTimeMs: -1, logStartOffset: this.#logStartOffset })
  }

  /**
   * Batches from the one that holds `fetchOffset` on, below `upperBoundOffset`.
   * @throws KafkaError OFFSET_OUT_OF_RANGE outside [logStartOffset, logEndOffset], KAFKA_STORAGE_ERROR.
   */
  read(options: ReadOptions): ReadResult {
    this.#requireOpen()
    const { fetchOffset } = options
    if (fetchOffset < this.#logStartOffset || fetchOffset > this.#logEndOffset) {
      throw new KafkaError(
        'OFFSET_OUT_OF_RANGE',
        `Offset ${fetchOffset} is outside the log, which reaches from ${this.#logStartOffset} to ${this.#logEndOffset}`,
      )
    }
    if (fetchOffset >= Math.min(options.upperBoundOffset, this.#logEndOffset)) return NOTHING_READ
    return onDisk(`Reading ${this.#name}`, () => this.#store.read(options))
  }

  /** First record at or after `timestampMs`, below `upperBoundOffset`, or null. @throws KafkaError KAFKA_STORAGE_ERROR, CORRUPT_MESSAGE. */
  findOffsetByTimestamp(
    timestampMs: number,
    upperBoundOffset = this.#logEndOffset,
  ): TimestampedOffset | null {
    return onDisk(`Searching ${this.#name}`, () => {
      const found = this.#store.findByTimestamp(timestampMs, this.#logStartOffset)
      return found !== null && found.offset < upperBoundOffset ? found : null
    })
  }

  /** The first record of those with the latest timestamp, or null for an empty log. ListOffsets -3. */
  findMaxTimestamp(): TimestampedOffset | null {
    return onDisk(`Searching ${this.#name}`, () => this.#store.findMaxTimestamp(this.#logStartOffset))
  }

  /**
   * Cuts the log so that it ends at `offset` or, inside a batch, before that batch; later producer state
   * and epochs go too, and the high watermark is lowered if it must.
   * @throws KafkaError KAFKA_STORAGE_ERROR.
   */
  truncateTo(offset: number): void {
    this.#requireOpen()
    if (offset >= this.#logEndOffset) {
      // An epoch that began at the end and in which nothing was written may be one the leader never had.
      this.#epochs.truncateFromEnd(offset)
      return
    }
    if (offset < this.#store.startOffset) {
      this.truncateFullyAndStartAt(offset)
      return
    }
    onDisk(`Truncating ${this.#name}`, () => {
      this.compaction.interrupt()
      this.#store.truncateTo(offset)
      this.#afterTruncation()
    })
  }

  /** Drops everything; the next record gets `offset`. For a follower whose leader no longer has its offsets. */
  truncateFullyAndStartAt(offset: number): void {
    onDisk(`Truncating ${this.#name}`, () => {
      this.compaction.interrupt()
      this.#store.restartAt(offset)
      this.#logStartOffset = offset
      this.#epochs.clear()
      removeSnapshots(this.#runtime.disk, this.directory, () => true)
      this.#afterTruncation()
      this.#highWatermark = offset
    })
    this.#onLogStartOffsetMoved()
  }

  /** Moves the log start up to `offset`; whole segments below it are removed. @throws KafkaError OFFSET_OUT_OF_RANGE past the high watermark. */
  deleteRecordsBefore(offset: number): void {
    this.#requireOpen()
    if (offset < 0 || offset > this.#highWatermark) {
      throw new KafkaError(
        'OFFSET_OUT_OF_RANGE',
        `Records can be deleted up to the high watermark ${this.#highWatermark}, not up to ${offset}`,
      )
    }
    this.advanceLogStartOffset(offset)
    this.applyRetention(this.#runtime.clock.nowMs())
  }

  /** Moves the log start of a follower up to its leader's; does nothing when it is there already. */
  advanceLogStartOffset(offset: number): void {
    if (offset <= this.#logStartOffset) return
    assert(offset <= this.#logEndOffset, 'the log start lies in the log', { offset })
    this.#logStartOffset = offset
    this.#highWatermark = Math.max(this.#highWatermark, offset)
    this.#epochs.truncateFromStart(offset)
    this.#onLogStartOffsetMoved()
  }

  /** Removes what retention allows; returns the number of segments. @throws KafkaError KAFKA_STORAGE_ERROR. */
  applyRetention(nowMs: number): number {
    this.#requireOpen()
    return onDisk(`Retention of ${this.#name}`, () => {
      const count = this.#store.countExpired({
        config: this.#config,
        nowMs,
        highWatermark: this.#highWatermark,
        logStartOffset: this.#logStartOffset,
      })
      if (count === 0) return 0
      this.compaction.interrupt()
      if (count === this.#store.count) this.#roll([])
      this.#store.removeOldest(count, this.#config.fileDeleteDelayMs)
      this.advanceLogStartOffset(this.#store.startOffset)
      return count
    })
  }

  /** Forgets producers that have been silent for `expirationMs`. */
  expireProducers(nowMs: number, expirationMs: number): number {
    return this.#producers.expire(nowMs, expirationMs)
  }

  producerStates(): ProducerStateView[] {
    return this.#producers.views()
  }

  /**
   * True when flush.messages wants the last append on the device before anybody is told of it. The caller
   * waits for `flush`, which serves all who wait; an append that waited itself would hold up the event loop.
   */
  get isSyncDue(): boolean {
    return this.#logEndOffset - this.#recoveryPoint >= this.#config.flushMessages
  }

  /** First offset that must not be acknowledged yet: the log's end, or what flush.messages has waiting. */
  get acknowledgeableEnd(): number {
    return this.isSyncDue ? this.#recoveryPoint : this.#logEndOffset
  }

  /** True when flush.ms says that it is time. */
  isFlushDue(nowMs: number): boolean {
    return this.#recoveryPoint < this.#logEndOffset && nowMs - this.#lastFlushMs >= this.#config.flushMs
  }

  /** Syncs what was appended before the call; all who come while one runs share the next. @throws KafkaError KAFKA_STORAGE_ERROR. */
  flush(): Promise<void> {
    return this.#groupFlush.flush()
  }

  /** Syncs, brings every file up to date and closes. @throws KafkaError KAFKA_STORAGE_ERROR: not a clean end. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    try {
      if (this.#recoveryPoint < this.#logEndOffset) await this.flush()
      this.seal()
    } finally {
      this.abandon()
    }
  }

  /** Brings every file up to date and closes, without waiting for the device. @throws KafkaError KAFKA_STORAGE_ERROR. */
  seal(): void {
    try {
      onDisk(`Closing ${this.#name}`, () => {
        this.#store.persist()
        if (this.#store.sizeBytes > 0 || this.#producers.size > 0) this.#writeSnapshot(this.#logEndOffset)
      })
    } finally {
      this.abandon()
    }
  }

  /** Lets go of files, timers and memory without writing anything: for a log that is deleted, or a crash. */
  abandon(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.compaction.interrupt()
    this.#store.close()
  }

  get #name(): string {
    return `${this.topic}-${this.partition}`
  }

  #makeCompaction(handles: FileHandles, cleanedOffset: number): LogCompaction {
    const owner = {
      disk: this.#runtime.disk,
      handles,
      directory: this.directory,
      abortedTransactions: (from: number, to: number) =>
        this.#transactions.collect(this.#store.from(from), from, to),
      hasTransactionIndex: (segments: readonly Segment[]) => this.#transactions.hasFileOf(segments),
      isLastOfProducer: (header: BatchHeader) => this.#producers.isLastOfProducer(header),
      removeSnapshotsBefore: (end: number) =>
        removeSnapshots(this.#runtime.disk, this.directory, (offset) => offset < end),
      swap: (group: readonly Segment[], cleaned: CleanedSegment) => this.#swap(group, cleaned),
      logger: this.#logger,
      flush: () => this.flush(),
      state: () => ({
        config: this.#config,
        closed: this.#store.closed(),
        logStartOffset: this.#logStartOffset,
        stableOffset: this.lastStableOffset,
      }),
    }
    return new LogCompaction(owner, Math.min(cleanedOffset, this.#logEndOffset))
  }

  /** Puts a cleaned segment in its place; whoever reads after it sees the cleaned records alone. */
  #swap(group: readonly Segment[], cleaned: CleanedSegment): void {
    const hadIndex = this.#transactions.hasFileOf(group)
    try {
      this.#store.swap(group, cleaned, this.#config.fileDeleteDelayMs)
    } catch (error) {
      if (this.#store.isBroken) {
        // Between the old files and the others nothing can be served; opened anew, the log is whole.
        this.#logger.error('exchange of segments not finished', {
          log: this.#name,
          reason: describeError(error),
        })
        this.abandon()
      }
      throw error
    }
    if (hadIndex) this.#transactions.noteFile(cleaned.baseOffset)
  }

  #requireOpen(): void {
    if (this.#isClosed) throw new KafkaError('KAFKA_STORAGE_ERROR', `The log of ${this.#name} is closed`)
  }

  #write(bytes: Buffer, headers: readonly BatchHeader[]): void {
    const first = headers[0]
    const last = headers.at(-1)
    assert(first !== undefined && last !== undefined, 'a write holds a batch')
    assert(first.baseOffset >= this.#logEndOffset, 'offsets grow', { baseOffset: first.baseOffset })
    onDisk(`Appending to ${this.#name}`, () => {
      if (this.#store.mustRoll(bytes, headers, this.#config)) this.#roll(headers)
      this.#store.append(bytes, headers, this.#config)
    })
    this.#logEndOffset = last.lastOffset + 1
    for (const header of headers) {
      this.#track(bytes, header)
      if (header.partitionLeaderEpoch > this.#epochs.latestEpoch) {
        this.#epochs.assign(header.partitionLeaderEpoch, header.baseOffset)
      }
    }
    assert(this.#highWatermark <= this.#logEndOffset, 'the high watermark lies in the log')
  }

  /** Takes note of a batch that was written: its producer, and the transaction that it ends. */
  #track(bytes: Buffer, header: BatchHeader): void {
    const marker = header.isControl ? decodeMarker(bytes, header) : null
    const ended = this.#producers.apply(header, marker)
    if (ended?.isAborted !== true) return
    const lastStableOffset = this.#producers.stableOffsetAfter(ended)
    try {
      this.#transactions.add(this.#store.activeBase, { ...ended, lastStableOffset })
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      // The marker is in the log: recovery finds it. Until then readers see what was aborted, and are told here.
      this.#logger.error('aborted transaction not indexed', { log: this.#name, reason: error.message })
    }
  }

  /** Closes the active segment, before `headers` are appended, and syncs it in the background. A snapshot that fails is made up for by recovery. */
  #roll(headers: readonly BatchHeader[]): void {
    const baseOffset = this.#store.roll(headers)
    // Of a closed segment the indexes count as well: the sync below begins with it, even if its batches are synced.
    this.#recoveryPoint = Math.min(this.#recoveryPoint, baseOffset - 1)
    try {
      this.#writeSnapshot(baseOffset)
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      this.#logger.warn('producer snapshot not written', { log: this.#name, reason: error.message })
    }
    this.flush().catch((error: unknown) => {
      this.#logger.warn('closed segment not synced', { log: this.#name, reason: describeError(error) })
    })
  }

  #writeSnapshot(offset: number): void {
    const path = this.#runtime.disk.join(this.directory, segmentFileName(offset, 'snapshot'))
    replaceQuickly(this.#runtime.disk, path, encodeProducerSnapshot(this.#producers.entries()))
  }

  #afterTruncation(): void {
    this.#logEndOffset = this.#store.nextOffset
    this.compaction.truncateTo(this.#logEndOffset)
    this.#recoveryPoint = Math.min(this.#recoveryPoint, this.#logEndOffset)
    this.#logStartOffset = Math.min(this.#logStartOffset, this.#logEndOffset)
    this.#highWatermark = Math.min(this.#highWatermark, this.#logEndOffset)
    this.#epochs.truncateFromEnd(this.#logEndOffset)
    this.#transactions.truncate(this.#store.from(this.#logEndOffset), this.#logEndOffset)
    const { disk } = this.#runtime
    removeSnapshots(disk, this.directory, (offset) => offset > this.#logEndOffset)
    const options = { disk, directory: this.directory, producers: this.#producers, logger: this.#logger }
    restoreProducers(options, this.#store.all(), this.#logEndOffset)
    this.#producers.decideBelow(this.#highWatermark)
  }

  async #flushOnce(): Promise<void> {
    let target = this.#logEndOffset
    const { activeBase } = this.#store
    try {
      await this.#store.sync(this.#recoveryPoint)
    } catch (error) {
      throw asStorageError(`Syncing ${this.#name}`, error)
    }
    // A segment closed while the sync ran has indexes that it did not see: the next one begins with it.
    if (this.#store.activeBase !== activeBase) target = Math.max(0, target - 1)
    // A truncation while the sync ran may have moved the end down.
    this.#recoveryPoint = Math.max(this.#recoveryPoint, Math.min(target, this.#logEndOffset))
    this.#lastFlushMs = this.#runtime.clock.nowMs()
  }
}
