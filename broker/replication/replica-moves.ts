/**
 * Moves replicas of this broker between its log directories: copies a log in slices into a future replica, lets
 * that catch up, and exchanges the two in one turn of the event loop. Clients notice nothing of it.
 * Source: KIP-113.
 *
 * Invariants: the exchange takes place only when the copy has every batch, and has on the device what the
 * original has there; a copy that parts with the original (it was truncated) is cut back by epochs first.
 */
import { assert } from '../base/assert.ts'
import { type Clock, delay } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import { KIB, MIB } from '../base/units.ts'
import type { LogDirectories } from '../log/log-directories.ts'
import type { LogManager } from '../log/log-manager.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { splitBatches } from '../wire/record-batch.ts'
import type { Partition } from './partition.ts'
import type { ReplicationQuota } from './replication-quota.ts'

/** Bytes copied in one turn of the event loop; a larger batch is copied whole. */
export const MOVE_SLICE_BYTES = 256 * KIB

/** Bytes that may be missing when the exchange is begun: they are copied in the same turn. */
const LAST_SLICE_BYTES = MIB

/** Wait while the rate is exceeded, and after a failure of the disk. */
const REST_MS = 100

interface Move {
  readonly partition: Partition
  readonly path: string
  readonly manager: LogManager
  readonly future: PartitionLog
  notBeforeMs: number
}

export class ReplicaMoves {
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #logs: LogDirectories
  readonly #quota: ReplicationQuota
  readonly #onMoved: (partition: Partition) => void
  readonly #onFatal: (error: unknown) => void
  readonly #moves = new Map<Partition, Move>()
  readonly #stopped = new AbortController()
  #isRunning = false

  constructor(options: {
    readonly clock: Clock
    readonly logger: Logger
    readonly logs: LogDirectories
    /** replica.alter.log.dirs.io.max.bytes.per.second */
    readonly quota: ReplicationQuota
    readonly onMoved: (partition: Partition) => void
    /** Called with what is a bug. */
    readonly onFatal: (error: unknown) => void
  }) {
    this.#clock = options.clock
    this.#logger = options.logger
    this.#logs = options.logs
    this.#quota = options.quota
    this.#onMoved = options.onMoved
    this.#onFatal = options.onFatal
  }

  /**
   * Begins to move a replica; one that is there already stays, and a move elsewhere is given up.
   * @throws KafkaError LOG_DIR_NOT_FOUND, KAFKA_STORAGE_ERROR.
   */
  begin(partition: Partition, path: string): void {
    const target = this.#logs.at(path)
    if (this.#moves.get(partition)?.path === path) return
    this.cancel(partition)
    const holder = this.#logs.holderOf(partition.log)
    if (holder === null) throw new KafkaError('KAFKA_STORAGE_ERROR')
    if (holder.path === path) return
    this.#add(partition, target)
  }

  /** Takes up a move that a stop of the broker has interrupted. */
  resume(partition: Partition): void {
    const { topic, log } = partition
    const holder = this.#logs.holderOf(log)
    const name = `${topic}-${partition.partition}`
    for (const directory of this.#logs.online) {
      try {
        if (!directory.manager.futures.stored().has(name)) continue
        if (directory.path === holder?.path || this.#moves.has(partition)) {
          directory.manager.futures.remove(topic, partition.partition)
        } else {
          this.#add(partition, directory)
        }
      } catch (error) {
        this.#note(partition, error)
      }
    }
  }

  /** Gives up the move of a replica; fine when there is none. */
  cancel(partition: Partition): void {
    const move = this.#moves.get(partition)
    if (move === undefined) return
    this.#moves.delete(partition)
    try {
      move.manager.futures.remove(partition.topic, partition.partition)
    } catch (error) {
      this.#note(partition, error)
    }
  }

  /** Forgets the moves into a directory that has failed, and those of replicas that were in it. */
  afterFailure(isGone: (partition: Partition) => boolean): void {
    for (const [partition, move] of this.#moves) {
      const isTargetGone = this.#logs.online.every(({ manager }) => manager !== move.manager)
      if (isTargetGone || isGone(partition)) this.#moves.delete(partition)
    }
  }

  /** Copies nothing any more; the next start goes on. */
  stop(): void {
    this.#stopped.abort()
    this.#moves.clear()
  }

  #add(partition: Partition, target: { readonly path: string; readonly manager: LogManager }): void {
    const { topic, topicId, log } = partition
    const { config } = log
    const future = target.manager.futures.open({ topic, partition: partition.partition, topicId, config })
    const { path, manager } = target
    this.#moves.set(partition, { partition, path, manager, future, notBeforeMs: Number.NEGATIVE_INFINITY })
    this.#logger.info('moving a replica', { topic, partition: partition.partition, path })
    if (this.#isRunning) return
    this.#isRunning = true
    this.#run().catch(this.#onFatal)
  }

  async #run(): Promise<void> {
    try {
      while (this.#moves.size > 0 && !this.#stopped.signal.aborted) {
        let isIdle = true
        for (const move of this.#moves.values()) {
          if (!this.#isCurrent(move) || this.#clock.monotonicMs() < move.notBeforeMs) continue
          if (await this.#advance(move)) isIdle = false
          await this.#pause(0)
        }
        if (isIdle) await this.#pause(REST_MS)
      }
    } finally {
      this.#isRunning = false
    }
  }

  /** False when there was nothing to be done for it. */
  async #advance(move: Move): Promise<boolean> {
    const { partition, future } = move
    try {
      align(partition.log, future)
      if (future.logEndOffset < partition.log.logEndOffset) {
        if (this.#quota.isExceeded) return false
        this.#quota.record(copySlice(partition.log, future))
        return true
      }
      await future.flush()
      if (this.#isCurrent(move)) this.#exchange(move)
      return true
    } catch (error) {
      this.#note(partition, error)
      move.notBeforeMs = this.#clock.monotonicMs() + REST_MS
      if (
        this.#isCurrent(move) &&
        move.manager.futures.get(partition.topic, partition.partition) !== future
      ) {
        this.#moves.delete(partition) // the copy is closed: it was to take over, and could not
      }
      return false
    }
  }

  /** What has been appended during the sync is copied in the turn of the exchange, unless it is much. */
  #exchange({ partition, future, manager, path }: Move): void {
    const { log } = partition
    align(log, future)
    let copiedBytes = 0
    while (future.logEndOffset < log.logEndOffset && copiedBytes < LAST_SLICE_BYTES) {
      copiedBytes += copySlice(log, future)
    }
    this.#quota.record(copiedBytes)
    if (future.logEndOffset !== log.logEndOffset || future.recoveryPoint < log.recoveryPoint) return
    if (log.latestLeaderEpoch > future.latestLeaderEpoch) future.assignLeaderEpoch(log.latestLeaderEpoch)
    const taken = this.#logs.exchange(log, { manager, syncedTo: future.recoveryPoint })
    partition.replaceLog(taken)
    this.#moves.delete(partition)
    this.#logger.info('a replica has moved', {
      topic: partition.topic,
      partition: partition.partition,
      path,
      sizeBytes: taken.sizeBytes,
    })
    this.#onMoved(partition)
  }

  #isCurrent(move: Move): boolean {
    return !this.#stopped.signal.aborted && this.#moves.get(move.partition) === move
  }

  async #pause(ms: number): Promise<void> {
    await delay(this.#clock, ms, this.#stopped.signal).catch(() => {}) // stopped
  }

  #note(partition: Partition, error: unknown): void {
    if (!(error instanceof KafkaError)) throw error
    this.#logger.warn('the move of a replica met an error', {
      topic: partition.topic,
      partition: partition.partition,
      error: describeError(error),
    })
  }
}

/** Brings the start of the copy to the original's, and cuts off what the original has not. */
function align(log: PartitionLog, future: PartitionLog): void {
  if (future.logEndOffset > 0 && future.latestLeaderEpoch >= 0) {
    const { leaderEpoch, endOffset } = log.endOffsetForEpoch(future.latestLeaderEpoch)
    const ours = leaderEpoch < 0 ? null : future.endOffsetForEpoch(leaderEpoch)
    const agreed = ours === null ? log.logStartOffset : Math.min(ours.endOffset, endOffset)
    if (agreed < future.logEndOffset) future.truncateTo(Math.max(agreed, future.logStartOffset))
  }
  if (future.logEndOffset > log.logEndOffset) future.truncateTo(log.logEndOffset)
  if (future.logEndOffset < log.logStartOffset) {
    const start = firstBatchAt(log, log.logStartOffset)
    if (future.logEndOffset !== start) future.truncateFullyAndStartAt(start)
  }
  if (log.logStartOffset <= future.logEndOffset) future.advanceLogStartOffset(log.logStartOffset)
}

/** Copies batches; returns how many bytes. */
function copySlice(log: PartitionLog, future: PartitionLog): number {
  const from = Math.max(future.logEndOffset, log.logStartOffset)
  const { records } = log.read({
    fetchOffset: from,
    maxBytes: MOVE_SLICE_BYTES,
    minOneMessage: true,
    upperBoundOffset: log.logEndOffset,
  })
  assert(records.length > 0, 'below the end of a log lies a batch', { from })
  const before = future.logEndOffset
  future.appendAsFollower(records)
  assert(future.logEndOffset > before, 'a slice holds a whole batch')
  return records.length
}

/** Base offset of the batch that holds `offset`, which a log that starts there begins with. */
function firstBatchAt(log: PartitionLog, offset: number): number {
  if (offset >= log.logEndOffset) return offset
  const { records } = log.read({
    fetchOffset: offset,
    maxBytes: 1,
    minOneMessage: true,
    upperBoundOffset: log.logEndOffset,
  })
  const [first] = splitBatches(records, 'tolerant')
  return first === undefined ? offset : Math.min(first.baseOffset, offset)
}
