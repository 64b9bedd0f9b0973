/**
 * One partition of `__share_group_state` led by this broker: appends what the table decides, replays it, and
 * answers once it is committed. It serves nobody before it is loaded or after it is closed.
 */
import { assert } from '../base/assert.ts'
import type { CancelTimer, Clock } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import { CommitLog, type CoordinatorReplicas } from '../replication/commit-log.ts'
import { load } from '../replication/log-loader.ts'
import type { Partition } from '../replication/partition.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { MAX_COLD_SNAPSHOTS } from './limits.ts'
import { decodeShareStateRecord, encodeShareStateRecord, type ShareStateRecord } from './state-records.ts'
import type { SharePartitionKey } from './state-store.ts'
import { StateTable } from './state-table.ts'

export interface StateShardOptions {
  readonly partition: Partition
  readonly replicas: CoordinatorReplicas
  readonly clock: Clock
  readonly logger: Logger
  /** share.coordinator.write.timeout.ms */
  readonly writeTimeoutMs: () => number
}

type Phase = 'loading' | 'active' | 'failed' | 'closed'

export class StateShard {
  readonly partition: Partition
  readonly #options: StateShardOptions
  readonly #log: CommitLog
  readonly #table = new StateTable()
  readonly #cancelLoading: CancelTimer
  #phase: Phase = 'loading'

  constructor(options: StateShardOptions) {
    const { partition, clock, logger } = options
    this.partition = partition
    this.#options = options
    this.#log = new CommitLog(options.replicas, partition, options.writeTimeoutMs)
    this.#cancelLoading = load({
      partition,
      clock,
      logger,
      visitor: {
        record: (key, value, header) => {
          const record = decodeShareStateRecord(key, value)
          if (record !== null) this.#table.replay(record, header.baseOffset)
        },
      },
      onLoaded: () => {
        this.#phase = 'active'
      },
      onFailed: (error) => {
        this.#phase = 'failed'
        logger.error('states of share partitions cannot be loaded', {
          partition: partition.partition,
          error: describeError(error),
        })
      },
    })
  }

  get isActive(): boolean {
    return this.#phase === 'active'
  }

  /** What is stored. @throws KafkaError COORDINATOR_LOAD_IN_PROGRESS, NOT_COORDINATOR. */
  get table(): StateTable {
    if (this.#phase === 'loading') throw new KafkaError('COORDINATOR_LOAD_IN_PROGRESS')
    if (this.#phase !== 'active') throw new KafkaError('NOT_COORDINATOR')
    return this.#table
  }

  /** Stores a record, if there is one; resolves when all that was stored is committed. Rejects with KafkaError. */
  async store(record: ShareStateRecord | null): Promise<void> {
    if (record !== null) this.#append(record)
    await this.#log.committed()
  }

  /** Forgets states of topics that are gone, and cuts off what later snapshots have superseded. */
  prune(isGone: (key: SharePartitionKey) => boolean): void {
    for (const key of this.#table.keys()) {
      const removal = isGone(key) ? this.#table.recordOfRemoval(key) : null
      if (removal !== null) this.#append(removal)
    }
    const { log } = this.partition
    const endOffset = log.logEndOffset
    // Only what is committed supersedes: a snapshot that is lost again must not take its forerunner with it.
    if (this.#log.isCommitted) {
      const superseded = Math.min(this.#table.oldestSnapshotOffset ?? endOffset, log.highWatermark)
      if (superseded > log.logStartOffset) this.partition.deleteRecordsBefore(superseded)
    }
    // More records than states: some are superseded, and old snapshots keep those from going next time.
    if (endOffset - log.logStartOffset <= 2 * this.#table.size) return
    for (const key of this.#table.snapshotsBefore(endOffset - this.#table.size, MAX_COLD_SNAPSHOTS)) {
      const snapshot = this.#table.recordOfSnapshot(key, this.#options.clock.nowMs())
      if (snapshot !== null) this.#append(snapshot)
    }
  }

  close(): void {
    assert(this.#phase !== 'closed', 'a shard is closed once')
    this.#phase = 'closed'
    this.#cancelLoading()
    this.#log.close()
  }

  #append(record: ShareStateRecord): void {
    const offset = this.partition.log.logEndOffset
    this.#log.append(encodeShareStateRecord(record, this.#options.clock.nowMs()))
    this.#table.replay(record, offset)
  }
}
