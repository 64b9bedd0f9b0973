import { assert } from '../base/assert.ts'
import type { CancelTimer } from '../base/clock.ts'
import { DiskError, type DiskSpace } from '../base/disk.ts'
import type { LogConfig } from '../base/log-config.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../base/units.ts'
import {
  CLEAN_SHUTDOWN_FILE,
  CLEANER_OFFSET_FILE,
  formatOffsetCheckpoint,
  HIGH_WATERMARK_FILE,
  LOG_START_OFFSET_FILE,
  parseOffsetCheckpoint,
  RECOVERY_POINT_FILE,
  readPartitionMetadata,
  readTextIfAny,
  replaceQuickly,
  writePartitionMetadata,
} from './checkpoint.ts'
import { FileHandles } from './file-handles.ts'
import { FutureLogs } from './future-logs.ts'
import { DEFAULT_LOG_CLEANER_SETTINGS, LogCleaner, type LogCleanerSettings } from './log-cleaner.ts'
import type { OpenLogOptions } from './log-types.ts'
import { PartitionLog } from './partition-log.ts'
import { parsePartitionDirectoryName, partitionDirectoryName } from './segment-names.ts'
import { onDisk } from './storage-error.ts'

/**
 * All logs in the data directory of one broker: opens, makes and deletes partitions, runs retention and
 * compaction, writes the checkpoints and the clean shutdown marker. Which partitions belong here, and with which
 * settings, is told by its owner; it never reads cluster metadata.
 *
 * Invariant: the marker exists only between a complete `close` and the next `open`.
 */

/** Intervals of a broker's own housekeeping; Kafka's defaults. */
export interface LogManagerSettings extends LogCleanerSettings {
  /** log.retention.check.interval.ms */
  readonly retentionCheckIntervalMs: number
  /** log.flush.offset.checkpoint.interval.ms, and that of log starts */
  readonly checkpointIntervalMs: number
  /** replica.high.watermark.checkpoint.interval.ms */
  readonly highWatermarkCheckpointIntervalMs: number
  /** log.flush.scheduler.interval.ms: how often flush.ms is looked at. */
  readonly flushCheckIntervalMs: number
  /** producer.id.expiration.ms */
  readonly producerIdExpirationMs: number
  /** Check every record of every produced batch. */
  readonly isStrict: boolean
}

export const DEFAULT_LOG_MANAGER_SETTINGS: LogManagerSettings = {
  ...DEFAULT_LOG_CLEANER_SETTINGS,
  retentionCheckIntervalMs: 5 * MINUTE_MS,
  checkpointIntervalMs: MINUTE_MS,
  highWatermarkCheckpointIntervalMs: 5 * SECOND_MS,
  flushCheckIntervalMs: SECOND_MS,
  producerIdExpirationMs: DAY_MS,
  isStrict: false,
}

export interface LogManagerOptions {
  /** The data directory; made if missing. */
  readonly directory: string
  readonly runtime: Pick<Runtime, 'disk' | 'clock' | 'random'>
  readonly logger: Logger
  readonly settings?: Partial<LogManagerSettings>
  /** Called when the directory itself has gone, or its own files cannot be written; may be called many times. */
  readonly onFault?: (error: DiskError) => void
}

/** A partition directory found on disk. */
export interface StoredPartition {
  readonly topic: string
  readonly partition: number
  /** Null when `partition.metadata` is missing or damaged. */
  readonly topicId: string | null
}

/** Suffix of a partition directory that waits for its removal. */
const DELETE_SUFFIX = '-delete'
/** In the folder of a replica that came from another directory. */
const MOVE_COUNT_FILE = 'move-count'
/** Names are cut to leave room for the suffix within what file systems allow. */
const MAX_DELETED_NAME_CHARACTERS = 200

export class LogManager {
  readonly directory: string
  /** Whether the previous run ended in `close`. */
  readonly hadCleanShutdown: boolean
  readonly #runtime: Pick<Runtime, 'disk' | 'clock' | 'random'>
  readonly #logger: Logger
  readonly #settings: LogManagerSettings
  readonly #onFault: (error: DiskError) => void
  readonly #handles: FileHandles
  /** Copies on their way here from other directories. */
  readonly futures: FutureLogs
  readonly #logs = new Map<string, PartitionLog>()
  readonly #recoveryPoints: Map<string, number>
  readonly #logStartOffsets: Map<string, number>
  readonly #highWatermarks: Map<string, number>
  readonly #cleanedOffsets: Map<string, number>
  readonly #cleaner: LogCleaner
  readonly #writtenCheckpoints = new Map<string, string>()
  readonly #timers = new Set<CancelTimer>()
  readonly #isDeleting = new Set<() => void>()
  #isClosed = false

  /** Opens a data directory; no log is opened yet. @throws KafkaError KAFKA_STORAGE_ERROR. */
  static open(options: LogManagerOptions): LogManager {
    return onDisk(`Opening the data directory ${options.directory}`, () => new LogManager(options))
  }

  private constructor(options: LogManagerOptions) {
    const { disk } = options.runtime
    this.directory = options.directory
    this.#runtime = options.runtime
    this.#logger = options.logger
    this.#settings = { ...DEFAULT_LOG_MANAGER_SETTINGS, ...options.settings }
    this.#onFault = options.onFault ?? (() => {})
    this.#handles = new FileHandles(disk)
    this.futures = new FutureLogs({ ...options, handles: this.#handles })
    disk.makeDirectory(options.directory)
    for (const entry of disk.list(options.directory)) {
      if (entry.isDirectory && entry.name.endsWith(DELETE_SUFFIX)) {
        disk.removeTree(disk.join(options.directory, entry.name))
      }
    }
    this.#recoveryPoints = this.#readCheckpoint(RECOVERY_POINT_FILE)
    this.#logStartOffsets = this.#readCheckpoint(LOG_START_OFFSET_FILE)
    this.#highWatermarks = this.#readCheckpoint(HIGH_WATERMARK_FILE)
    this.#cleanedOffsets = this.#readCheckpoint(CLEANER_OFFSET_FILE)
    this.#cleaner = new LogCleaner({
      clock: options.runtime.clock,
      logger: options.logger,
      settings: this.#settings,
      logs: () => this.#logs.values(),
      seed: (byteCount) => options.runtime.random.bytes(byteCount),
      onCleaned: (log) => this.#afterCleaning(log),
    })
    const marker = disk.join(options.directory, CLEAN_SHUTDOWN_FILE)
    this.hadCleanShutdown = disk.exists(marker)
    disk.removeFile(marker)
  }

  /** Begins the periodic work: retention, compaction, flush.ms, checkpoints. */
  start(): void {
    const { clock } = this.#runtime
    const every = (intervalMs: number, task: () => void) => this.#timers.add(clock.every(intervalMs, task))
    every(this.#settings.retentionCheckIntervalMs, () => this.runRetention())
    this.#cleaner.start()
    every(this.#settings.flushCheckIntervalMs, () => this.#flushDue())
    every(this.#settings.checkpointIntervalMs, () => this.#quietly('checkpoint', () => this.checkpoint()))
    every(this.#settings.highWatermarkCheckpointIntervalMs, () =>
      this.#quietly('high watermark checkpoint', () => this.checkpointHighWatermarks()),
    )
  }

  /** Partition directories on disk, opened or not: to find those that no longer belong here. @throws KafkaError. */
  storedPartitions(): StoredPartition[] {
    const { disk } = this.#runtime
    return onDisk('Listing partitions', () => {
      const stored: StoredPartition[] = []
      for (const entry of this.#onItself(() => disk.list(this.directory))) {
        const parsed = entry.isDirectory ? parsePartitionDirectoryName(entry.name) : null
        if (parsed === null) continue
        const topicId = readPartitionMetadata(disk, disk.join(this.directory, entry.name))
        stored.push({ ...parsed, topicId })
      }
      return stored
    })
  }

  /**
   * Whether the partition has a folder here, opened or not: `unnamed` when it has lost the topic's id with the
   * power, `other` when it belongs to another topic of that name. @throws KafkaError KAFKA_STORAGE_ERROR.
   */
  holds(topic: string, partition: number, topicId: string): 'own' | 'unnamed' | 'other' | 'none' {
    const { disk } = this.#runtime
    const folder = disk.join(this.directory, partitionDirectoryName(topic, partition))
    return onDisk('Looking for a partition', () => {
      if (!disk.exists(folder)) return 'none'
      const storedId = readPartitionMetadata(disk, folder)
      if (storedId === null) return 'unnamed'
      return storedId === topicId ? 'own' : 'other'
    })
  }

  get openCount(): number {
    return this.#logs.size
  }

  get(topic: string, partition: number): PartitionLog | undefined {
    return this.#logs.get(partitionDirectoryName(topic, partition))
  }

  /** All open logs. */
  logs(): Iterable<PartitionLog> {
    return this.#logs.values()
  }

  /**
   * The log of a partition, opened or made. A directory that belongs to another topic id (a topic deleted
   * and created again) is put aside for removal, so that old data cannot come back.
   * @throws KafkaError KAFKA_STORAGE_ERROR.
   */
  open(request: {
    readonly topic: string
    readonly partition: number
    readonly topicId: string
    readonly config: LogConfig
  }): PartitionLog {
    assert(!this.#isClosed, 'the log manager is open')
    const { topic, partition, topicId, config } = request
    const name = partitionDirectoryName(topic, partition)
    const known = this.#logs.get(name)
    if (known?.topicId === topicId) {
      known.applyConfig(config)
      return known
    }
    if (known !== undefined) this.delete(topic, partition)
    onDisk(`Preparing ${name}`, () => this.#prepareDirectory(name, topicId, config))
    return this.#openLog(name, { ...request, hadCleanShutdown: this.hadCleanShutdown })
  }

  /**
   * Makes the future replica of a partition the replica itself: its folder takes the name, with the count of
   * moves that lets it prevail over a copy left elsewhere. All in one turn of the event loop.
   * @throws KafkaError KAFKA_STORAGE_ERROR; what lies here then is for the next start to judge.
   */
  promote(
    current: PartitionLog,
    { moveCount, syncedTo }: { readonly moveCount: number; readonly syncedTo: number },
  ): PartitionLog {
    assert(!this.#isClosed, 'the log manager is open')
    const { topic, partition, topicId, config } = current
    const name = partitionDirectoryName(topic, partition)
    const { disk } = this.#runtime
    const folder = this.futures.release(topic, partition)
    onDisk(`Moving ${name} to ${this.directory}`, () => {
      this.#putAside(name, config.fileDeleteDelayMs)
      this.#recoveryPoints.set(name, syncedTo)
      this.#logStartOffsets.set(name, current.logStartOffset)
      this.#highWatermarks.set(name, current.highWatermark)
      this.#cleanedOffsets.delete(name) // it may have been copied before it was compacted
      this.#writeLogStartOffsets()
      this.#writeCheckpoint(HIGH_WATERMARK_FILE, this.#highWatermarks)
      disk.replaceFile(disk.join(folder, MOVE_COUNT_FILE), Buffer.from(`${moveCount}\n`))
      disk.rename(folder, disk.join(this.directory, name))
    })
    return this.#openLog(name, { topic, partition, topicId, config, hadCleanShutdown: true, syncedTo })
  }

  /** How often the replica in this directory has moved between directories. @throws KafkaError KAFKA_STORAGE_ERROR. */
  moveCountOf(topic: string, partition: number): number {
    const { disk } = this.#runtime
    const file = disk.join(this.directory, partitionDirectoryName(topic, partition), MOVE_COUNT_FILE)
    const text = onDisk('Reading a count of moves', () => readTextIfAny(disk, file))
    return text !== null && /^\d{1,15}\n?$/.test(text) ? Number(text) : 0
  }

  /** Lets the replica in this directory prevail over one that moved less often. @throws KafkaError KAFKA_STORAGE_ERROR. */
  keepMoveCount(log: PartitionLog, moveCount: number): void {
    const { disk } = this.#runtime
    const file = disk.join(log.directory, MOVE_COUNT_FILE)
    onDisk('Writing a count of moves', () => disk.replaceFile(file, Buffer.from(`${moveCount}\n`)))
  }

  #openLog(
    name: string,
    request: Pick<
      OpenLogOptions,
      'topic' | 'partition' | 'topicId' | 'config' | 'hadCleanShutdown' | 'syncedTo'
    >,
  ): PartitionLog {
    const log = PartitionLog.open({
      ...request,
      directory: this.#runtime.disk.join(this.directory, name),
      runtime: this.#runtime,
      logger: this.#logger,
      recoveryPoint: this.#recoveryPoints.get(name) ?? 0,
      logStartOffset: this.#logStartOffsets.get(name) ?? 0,
      highWatermark: this.#highWatermarks.get(name) ?? 0,
      cleanedOffset: this.#cleanedOffsets.get(name) ?? 0,
      handles: this.#handles,
      isStrict: this.#settings.isStrict,
      onLogStartOffsetMoved: () => this.#quietly('log start checkpoint', () => this.#writeLogStartOffsets()),
    })
    this.#logs.set(name, log)
    return log
  }

  /**
   * Takes a partition out of the broker, opened or only on disk: its directory is renamed at once and
   * removed after file.delete.delay.ms. Fine when there is none. @throws KafkaError KAFKA_STORAGE_ERROR.
   */
  delete(topic: string, partition: number): void {
    const name = partitionDirectoryName(topic, partition)
    const log = this.#logs.get(name)
    log?.abandon()
    this.#logs.delete(name)
    this.#forget(name)
    const delayMs = log?.config.fileDeleteDelayMs ?? 0
    onDisk(`Deleting ${name}`, () => this.#putAside(name, delayMs))
  }

  /** Applies retention to every log and forgets silent producers. A log that fails is logged and tried again. */
  runRetention(): void {
    for (const log of this.#logs.values()) {
      // It would end a pass that may have run for long; that one is followed by retention.
      if (!log.compaction.isRunning) this.#retain(log)
    }
  }

  /** Compacts what is worth it, as the timer does. */
  runCleaner(): Promise<void> {
    return this.#cleaner.run()
  }

  /** Writes recovery points and log starts. @throws KafkaError KAFKA_STORAGE_ERROR. */
  checkpoint(): void {
    for (const [name, log] of this.#logs) this.#recoveryPoints.set(name, log.recoveryPoint)
    this.#writeCheckpoint(RECOVERY_POINT_FILE, this.#recoveryPoints)
    this.#writeLogStartOffsets()
    this.#writeCleanedOffsets()
  }

  /** Writes the high watermarks. @throws KafkaError KAFKA_STORAGE_ERROR. */
  checkpointHighWatermarks(): void {
    for (const [name, log] of this.#logs) this.#highWatermarks.set(name, log.highWatermark)
    this.#writeCheckpoint(HIGH_WATERMARK_FILE, this.#highWatermarks)
  }

  /** Room on the disk. @throws KafkaError KAFKA_STORAGE_ERROR. */
  space(): DiskSpace {
    return onDisk('Asking for disk space', () =>
      this.#onItself(() => this.#runtime.disk.space(this.directory)),
    )
  }

  /**
   * Closes every log and, if all ended well, leaves the marker that lets the next start trust the files.
   * Never throws: what fails is logged, and recovered at the next start.
   */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#stopTimers()
    await this.futures.close()
    let isClean = true
    for (const log of this.#logs.values()) {
      try {
        await log.close()
      } catch (error) {
        isClean = false
        this.#logger.error('log not closed cleanly', { log: nameOf(log), reason: describeError(error) })
      }
    }
    this.#handles.closeAll()
    for (const removeNow of this.#isDeleting) removeNow()
    isClean = this.#quietly('checkpoint', () => this.checkpoint()) && isClean
    isClean = this.#quietly('high watermark checkpoint', () => this.checkpointHighWatermarks()) && isClean
    const marker = this.#runtime.disk.join(this.directory, CLEAN_SHUTDOWN_FILE)
    const content = Buffer.from('{"version":0}')
    if (isClean) this.#quietly('clean shutdown marker', () => this.#runtime.disk.replaceFile(marker, content))
    this.#isClosed = true
  }

  /** Lets go of files and timers without writing: the simulator's kill. */
  abandon(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#stopTimers()
    this.futures.abandon()
    for (const log of this.#logs.values()) log.abandon()
    this.#handles.closeAll()
  }

  #retain(log: PartitionLog): void {
    const nowMs = this.#runtime.clock.nowMs()
    this.#quietly('retention', () => {
      const count = log.applyRetention(nowMs)
      if (count > 0) this.#logger.info('retention removed segments', { log: nameOf(log), count })
      log.expireProducers(nowMs, this.#settings.producerIdExpirationMs)
    })
  }

  #afterCleaning(log: PartitionLog): void {
    if (this.#logs.get(nameOf(log)) !== log) return
    this.#quietly('cleaner checkpoint', () => this.#writeCleanedOffsets())
    this.#retain(log)
  }

  #prepareDirectory(name: string, topicId: string, config: LogConfig): void {
    const { disk } = this.#runtime
    const directory = disk.join(this.directory, name)
    if (disk.exists(directory)) {
      const storedId = readPartitionMetadata(disk, directory)
      if (storedId === topicId) return
      if (storedId !== null) {
        this.#logger.warn('directory belongs to another topic of that name', { log: name, storedId })
        this.#forget(name)
        this.#putAside(name, config.fileDeleteDelayMs)
      }
    }
    this.#onItself(() => {
      // Otherwise a directory that has gone would be made again, and be empty.
      if (!disk.exists(this.directory)) throw missing(this.directory)
      disk.makeDirectory(directory)
    })
    writePartitionMetadata(disk, directory, topicId)
  }

  #putAside(name: string, delayMs: number): void {
    const { disk, random, clock } = this.#runtime
    const from = disk.join(this.directory, name)
    if (!disk.exists(from)) return
    const unique = Buffer.from(random.bytes(16)).toString('hex')
    const aside = `${name.slice(0, MAX_DELETED_NAME_CHARACTERS)}.${unique}${DELETE_SUFFIX}`
    const to = disk.join(this.directory, aside)
    disk.rename(from, to)
    const remove = () => {
      cancel()
      this.#timers.delete(cancel)
      this.#isDeleting.delete(remove)
      this.#quietly('removal of a deleted partition', () => disk.removeTree(to))
    }
    const cancel = clock.after(delayMs, remove)
    this.#timers.add(cancel)
    this.#isDeleting.add(remove)
  }

  #forget(name: string): void {
    this.#recoveryPoints.delete(name)
    this.#logStartOffsets.delete(name)
    this.#highWatermarks.delete(name)
    this.#cleanedOffsets.delete(name)
  }

  #flushDue(): void {
    const nowMs = this.#runtime.clock.nowMs()
    for (const log of this.#logs.values()) {
      if (!log.isFlushDue(nowMs)) continue
      log.flush().catch((error: unknown) => {
        this.#logger.error('flush failed', { log: nameOf(log), reason: describeError(error) })
      })
    }
  }

  #writeLogStartOffsets(): void {
    for (const [name, log] of this.#logs) this.#logStartOffsets.set(name, log.logStartOffset)
    this.#writeCheckpoint(LOG_START_OFFSET_FILE, this.#logStartOffsets)
  }

  /** Logs that were never compacted are not in it, as in Kafka. */
  #writeCleanedOffsets(): void {
    for (const [name, { compaction }] of this.#logs) {
      if (compaction.cleanedOffset > 0) this.#cleanedOffsets.set(name, compaction.cleanedOffset)
      else this.#cleanedOffsets.delete(name)
    }
    if (this.#cleanedOffsets.size === 0 && !this.#writtenCheckpoints.has(CLEANER_OFFSET_FILE)) return
    this.#writeCheckpoint(CLEANER_OFFSET_FILE, this.#cleanedOffsets)
  }

  #readCheckpoint(file: string): Map<string, number> {
    const text = readTextIfAny(this.#runtime.disk, this.#runtime.disk.join(this.directory, file))
    if (text === null) return new Map()
    this.#writtenCheckpoints.set(file, text)
    const offsets = parseOffsetCheckpoint(text)
    if (offsets === null) this.#logger.warn('checkpoint is damaged and ignored', { file })
    return offsets ?? new Map()
  }

  #writeCheckpoint(file: string, offsets: ReadonlyMap<string, number>): void {
    const path = this.#runtime.disk.join(this.directory, file)
    const content = formatOffsetCheckpoint(offsets)
    const isThere = this.#runtime.disk.exists(path)
    if (isThere && this.#writtenCheckpoints.get(file) === content) return
    onDisk(`Writing ${file}`, () =>
      this.#onItself(() => {
        if (!isThere) this.#requireFolders()
        // Not synced: a checkpoint lost with the power costs a longer recovery, a sync would stall the event loop.
        replaceQuickly(this.#runtime.disk, path, content)
      }),
    )
    this.#writtenCheckpoints.set(file, content)
  }

  /** Where no folder of a partition is there either, another directory lies at the path, such as a bare mount point. */
  #requireFolders(): void {
    if (this.#logs.size === 0) return
    for (const log of this.#logs.values()) if (this.#runtime.disk.exists(log.directory)) return
    throw missing(this.directory)
  }

  /**
   * For the directory itself and its own files: whatever keeps them from being used means that it has failed, even
   * what is an ordinary answer elsewhere. A full disk is none, nor is a file that has the name of a partition.
   */
  #onItself<Value>(act: () => Value): Value {
    try {
      return act()
    } catch (error) {
      if (error instanceof DiskError && error.code !== 'DISK_FULL' && error.code !== 'EXISTS')
        this.#onFault(error)
      throw error
    }
  }

  #stopTimers(): void {
    this.#quietly('stopping compaction', () => this.#cleaner.stop())
    for (const cancel of this.#timers) cancel()
    this.#timers.clear()
  }

  /** Runs housekeeping that is tried again later anyway; returns whether it worked. */
  #quietly(what: string, act: () => void): boolean {
    try {
      act()
      return true
    } catch (error) {
      if (!(error instanceof DiskError || isStorageError(error))) throw error
      this.#logger.error(`${what} failed`, { reason: describeError(error) })
      return false
    }
  }
}

function missing(directory: string): DiskError {
  return new DiskError('NOT_FOUND', directory, 'the log directory is not there any more')
}

function isStorageError(error: unknown): boolean {
  return error instanceof Error && 'errorName' in error && error.errorName === 'KAFKA_STORAGE_ERROR'
}

function nameOf(log: PartitionLog): string {
  return partitionDirectoryName(log.topic, log.partition)
}
