/**
 * All log directories of one broker, each with a `LogManager` of its own. It knows in which of them a partition
 * lies, chooses one for a partition that lies nowhere yet, and takes a directory whose disk fails out of use,
 * for good: only the next start opens it again. Source: KIP-112, KIP-113, KIP-858.
 *
 * Invariants: of a partition there is one log, in one directory that is online; a directory that has failed is
 * neither read nor written.
 */
import { assert } from '../base/assert.ts'
import type { DiskError } from '../base/disk.ts'
import type { LogConfig } from '../base/log-config.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import { MIB } from '../base/units.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { type Uuid, ZERO_UUID } from '../wire/reader.ts'
import { LogManager, type LogManagerSettings, type StoredPartition } from './log-manager.ts'
import type { PartitionLog } from './partition-log.ts'
import { parsePartitionDirectoryName, partitionDirectoryName } from './segment-names.ts'
import { reasonOf } from './storage-error.ts'
import { watchedDisk } from './watched-disk.ts'

/** Log directories of one broker at most. */
export const MAX_LOG_DIRECTORIES = 8

/** Wishes for partitions that are not here yet; further ones are refused. */
const MAX_PREFERENCES = 10_000

/** Free bytes that another directory must have for one whose disk is full to be left. */
const MIN_ROOM_BYTES = 16 * MIB

/** A directory as it was found at the start. */
export interface FoundDirectory {
  readonly path: string
  /** Its own id; null where that cannot be read. */
  readonly directoryId: Uuid | null
  /** Why it cannot be used, or null. */
  readonly problem: string | null
}

/** One log directory; `manager` is null from its failure on. */
export interface LogDirectory {
  readonly path: string
  readonly directoryId: Uuid | null
  manager: LogManager | null
}

/** A directory that has just failed, and what was in it. */
export interface FailedDirectory {
  readonly path: string
  readonly directoryId: Uuid | null
  readonly logs: ReadonlySet<PartitionLog>
}

/** A replica to be opened. */
interface ReplicaRequest {
  readonly topic: string
  readonly partition: number
  readonly topicId: Uuid
  readonly config: LogConfig
}

export class LogDirectories {
  readonly #logger: Logger
  readonly #clock: Runtime['clock']
  readonly #directories: readonly LogDirectory[]
  readonly #preferences = new Map<string, string>()
  #onFailed: (failed: FailedDirectory) => void = () => {}

  /** Opens what can be opened. @throws KafkaError KAFKA_STORAGE_ERROR when that is nothing. */
  static open(options: {
    readonly directories: readonly FoundDirectory[]
    readonly runtime: Pick<Runtime, 'disk' | 'clock' | 'random'>
    readonly logger: Logger
    readonly settings?: Partial<LogManagerSettings>
  }): LogDirectories {
    return new LogDirectories(options)
  }

  private constructor(options: Parameters<typeof LogDirectories.open>[0]) {
    assert(options.directories.length >= 1, 'a broker has a log directory')
    assert(options.directories.length <= MAX_LOG_DIRECTORIES, 'log directories are few')
    this.#logger = options.logger
    this.#clock = options.runtime.clock
    this.#directories = options.directories.map((found) => this.#openOne(found, options))
    if (this.online.length === 0) {
      const [first] = options.directories
      throw new KafkaError('KAFKA_STORAGE_ERROR', `No log directory can be opened: ${first?.problem ?? ''}`)
    }
    this.#settleDuplicates()
  }

  /** Called, in a turn of its own, for each directory that fails from now on. */
  onFailed(listener: (failed: FailedDirectory) => void): void {
    this.#onFailed = listener
  }

  get all(): readonly LogDirectory[] {
    return this.#directories
  }

  /** Those in use. */
  get online(): readonly (LogDirectory & { readonly manager: LogManager })[] {
    return this.#directories.filter(isOnline)
  }

  get onlineIds(): Uuid[] {
    return this.online.flatMap(({ directoryId }) => directoryId ?? [])
  }

  get failedIds(): Uuid[] {
    return this.#directories.flatMap((one) => (one.manager === null ? (one.directoryId ?? []) : []))
  }

  /** Begins the periodic work of each. */
  start(): void {
    for (const { manager } of this.online) manager.start()
  }

  /** Closes all. Never throws. */
  async close(): Promise<void> {
    for (const { manager } of this.online) await manager.close()
  }

  /** Partition folders on disk, and folders of their copies. @throws KafkaError KAFKA_STORAGE_ERROR. */
  storedPartitions(): StoredPartition[] {
    return this.online.flatMap(({ manager }) => {
      const copies = [...manager.futures.stored()].flatMap((name) => parsePartitionDirectoryName(name) ?? [])
      return [...manager.storedPartitions(), ...copies.map((copy) => ({ ...copy, topicId: null }))]
    })
  }

  /**
   * The log of a partition: where it lies, where somebody wished it, where it is said to be, or else where the
   * fewest are.
   * @throws KafkaError KAFKA_STORAGE_ERROR, also when it is in a directory that has failed.
   */
  open(
    request: ReplicaRequest & { /** Where it is said to be. */ readonly directoryId: Uuid },
  ): PartitionLog {
    const { topic, partition, topicId, config, directoryId } = request
    const name = partitionDirectoryName(topic, partition)
    const assigned = this.online.find((one) => one.directoryId === directoryId)
    if (assigned === undefined && this.#mayHaveFailed(directoryId)) {
      throw new KafkaError('KAFKA_STORAGE_ERROR', `${name} is in a log directory that has failed`)
    }
    const found =
      this.online.length === 1
        ? []
        : this.online.map((one) => ({ one, holds: one.manager.holds(topic, partition, topicId) }))
    const holder =
      found.find(({ holds }) => holds === 'own')?.one ?? found.find(({ holds }) => holds === 'unnamed')?.one
    const wished = this.online.find(({ path }) => path === this.#preferences.get(name))
    this.#preferences.delete(name)
    const { manager } = holder ?? wished ?? assigned ?? this.#emptiest()
    for (const { one, holds } of found) {
      if (one.manager !== manager && holds !== 'none') one.manager.delete(topic, partition)
    }
    return manager.open({ topic, partition, topicId, config })
  }

  /** Takes a partition out of the broker, with copies of it. @throws KafkaError KAFKA_STORAGE_ERROR. */
  delete(topic: string, partition: number): void {
    for (const { manager } of this.online) {
      manager.delete(topic, partition)
      if (this.#directories.length > 1) manager.futures.remove(topic, partition)
    }
  }

  /** The directory an open log is in; null when that has failed. */
  holderOf(log: PartitionLog): (LogDirectory & { readonly manager: LogManager }) | null {
    return this.online.find(({ manager }) => manager.get(log.topic, log.partition) === log) ?? null
  }

  /**
   * Takes the directory of a log out of use whose disk is full, so that others lead what is in it. It stays where
   * no other that is online has room: without the last one the broker would end, and directories that share a
   * full disk would go one after another. What stays works again once there is space.
   */
  leaveFullDisk(log: PartitionLog, error: DiskError): void {
    assert(error.code === 'DISK_FULL', 'the disk is full')
    const directory = this.holderOf(log)
    const others = this.online.filter((other) => other.path !== directory?.path)
    if (directory !== null && others.some(hasRoom)) this.#fail(directory, error)
  }

  /** @throws KafkaError LOG_DIR_NOT_FOUND for a path that is none, KAFKA_STORAGE_ERROR for one that has failed. */
  at(path: string): LogDirectory & { readonly manager: LogManager } {
    const directory = this.#directories.find((one) => one.path === path)
    if (directory === undefined) {
      throw new KafkaError('LOG_DIR_NOT_FOUND', `${path} is no log directory of this broker`)
    }
    if (!isOnline(directory)) throw new KafkaError('KAFKA_STORAGE_ERROR', `${path} has failed`)
    return directory
  }

  /** Remembers where a partition is to lie that is not here yet. @throws KafkaError REPLICA_NOT_AVAILABLE when there are too many wishes. */
  prefer(wish: { readonly topic: string; readonly partition: number; readonly path: string }): void {
    if (this.#preferences.size >= MAX_PREFERENCES) {
      throw new KafkaError('REPLICA_NOT_AVAILABLE', 'Too many partitions are waited for')
    }
    this.#preferences.set(nameOf(wish), wish.path)
  }

  /** The copy of a partition that is on its way to another directory, or null. */
  futureOf(topic: string, partition: number): PartitionLog | null {
    for (const { manager } of this.online) {
      const future = manager.futures.get(topic, partition)
      if (future !== undefined) return future
    }
    return null
  }

  /**
   * Lets the complete copy in `target` take the place of `current`, which is closed and put aside. Crash-safe
   * at each step: of two copies, the one that moved more often counts.
   * @throws KafkaError KAFKA_STORAGE_ERROR: `current` is in use as before.
   */
  exchange(
    current: PartitionLog,
    target: { readonly manager: LogManager; readonly syncedTo: number },
  ): PartitionLog {
    const source = this.holderOf(current)
    assert(source !== null, 'a log that moves lies in a directory')
    assert(source.manager !== target.manager, 'a replica moves to another directory')
    const { topic, partition } = current
    const moveCount = source.manager.moveCountOf(topic, partition) + 1
    let log: PartitionLog
    try {
      log = target.manager.promote(current, { moveCount, syncedTo: target.syncedTo })
    } catch (error) {
      // Whatever became of the copy, it must not prevail at the next start: appends go on here.
      source.manager.keepMoveCount(current, moveCount + 1)
      throw error
    }
    try {
      source.manager.delete(topic, partition)
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      this.#logger.warn('a replica that has moved is left behind', { reason: describeError(error) })
    }
    return log
  }

  #openOne(found: FoundDirectory, options: Parameters<typeof LogDirectories.open>[0]): LogDirectory {
    const { path, directoryId } = found
    const directory: LogDirectory = { path, directoryId, manager: null }
    const refuse = (reason: string) => {
      this.#logger.error('log directory cannot be opened and is left out', { path, reason })
      return directory
    }
    if (found.problem !== null) return refuse(found.problem)
    const disk = watchedDisk(options.runtime.disk, (error) => this.#fail(directory, error))
    try {
      directory.manager = LogManager.open({
        directory: path,
        runtime: { ...options.runtime, disk },
        logger: options.logger,
        onFault: (error) => this.#fail(directory, error),
        ...(options.settings === undefined ? {} : { settings: options.settings }),
      })
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      return refuse(describeError(error))
    }
    return directory
  }

  /** From here on nothing uses it; what was in it is told when those who are at work have finished their turn. */
  #fail(directory: LogDirectory, error: DiskError): void {
    const { manager, path, directoryId } = directory
    if (manager === null) return
    directory.manager = null
    this.#logger.error('log directory has failed and is taken out of use', {
      path,
      reason: reasonOf(error),
      file: error.path,
    })
    this.#clock.after(0, () => {
      const logs = new Set(manager.logs())
      manager.abandon()
      this.#onFailed({ path, directoryId, logs })
    })
  }

  /** True when the id is that of a directory that has failed, or may be: of some, not even the id can be read. */
  #mayHaveFailed(directoryId: Uuid): boolean {
    if (this.#directories.every((one) => one.manager !== null)) return false
    if (directoryId === ZERO_UUID) return false
    return this.#directories.some(
      (one) => one.manager === null && (one.directoryId ?? directoryId) === directoryId,
    )
  }

  #emptiest(): { readonly manager: LogManager } {
    const [first, ...others] = this.online
    if (first === undefined) throw new KafkaError('KAFKA_STORAGE_ERROR', 'Every log directory has failed')
    let best = first
    for (const one of others) if (one.manager.openCount < best.manager.openCount) best = one
    return best
  }

  /** After a crash between the two steps of an exchange, a partition lies in two directories. */
  #settleDuplicates(): void {
    if (this.online.length === 1) return
    const kept = new Map<
      string,
      { readonly manager: LogManager; readonly moveCount: number; readonly topicId: Uuid | null }
    >()
    for (const { manager } of this.online) {
      for (const { topic, partition, topicId } of manager.storedPartitions()) {
        const key = partitionDirectoryName(topic, partition)
        const moveCount = manager.moveCountOf(topic, partition)
        const other = kept.get(key)
        // Another topic of that name is no copy: which of them counts, the metadata will say.
        if (other !== undefined && (other.topicId ?? topicId) !== (topicId ?? other.topicId)) continue
        const loser = other === undefined ? null : other.moveCount > moveCount ? manager : other.manager
        if (loser !== null) {
          this.#logger.warn('a copy left by a move is removed', { topic, partition, path: loser.directory })
          loser.delete(topic, partition)
        }
        if (loser !== manager) kept.set(key, { manager, moveCount, topicId })
      }
    }
  }
}

/** Room for the tail of a segment at least; what cannot be asked has none. */
function hasRoom({ manager }: { readonly manager: LogManager }): boolean {
  try {
    return manager.space().usableBytes >= MIN_ROOM_BYTES
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return false
  }
}

function isOnline(directory: LogDirectory): directory is LogDirectory & { readonly manager: LogManager } {
  return directory.manager !== null
}

function nameOf({ topic, partition }: { readonly topic: string; readonly partition: number }): string {
  return partitionDirectoryName(topic, partition)
}
