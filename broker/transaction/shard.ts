/**
 * One partition of `__transaction_state` led by this broker: the transactions stored in it, and the way
 * changes take: appended, replayed, answered once committed. It serves nobody before it is loaded or after
 * it is closed, and one transactional id at a time has a change under way.
 */
import { assert } from '../base/assert.ts'
import type { CancelTimer, Clock } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import { CommitLog, type CoordinatorReplicas } from '../replication/commit-log.ts'
import { load } from '../replication/log-loader.ts'
import type { Partition } from '../replication/partition.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { decodeTransactionRecord, encodeTransactionRecord } from './records.ts'
import type { Transaction } from './transaction.ts'

/** Transactional ids that one partition may hold; one more is refused. */
export const MAX_TRANSACTIONS_PER_PARTITION = 100_000

/** Longest wait for a change to be on the in-sync replicas. */
const COMMIT_TIMEOUT_MS = 5_000

export interface TransactionShardOptions {
  readonly partition: Partition
  readonly replicas: CoordinatorReplicas
  readonly clock: Clock
  readonly logger: Logger
  /** The finalized transaction.version. */
  readonly transactionVersion: () => number
  readonly onLoaded: (shard: TransactionShard) => void
}

type Phase = 'loading' | 'active' | 'failed' | 'closed'

export class TransactionShard {
  readonly partition: Partition
  /** The epoch this broker leads the partition in: its coordinator epoch. */
  readonly leaderEpoch: number
  readonly #options: TransactionShardOptions
  readonly #log: CommitLog
  readonly #transactions = new Map<string, Transaction>()
  readonly #busy = new Set<string>()
  readonly #closed = new AbortController()
  readonly #cancelLoading: CancelTimer
  #phase: Phase = 'loading'

  constructor(options: TransactionShardOptions) {
    const { partition, clock, logger } = options
    this.partition = partition
    this.leaderEpoch = partition.leaderEpoch
    this.#options = options
    this.#log = new CommitLog(options.replicas, partition, () => COMMIT_TIMEOUT_MS)
    this.#cancelLoading = load({
      partition,
      clock,
      logger,
      visitor: {
        record: (key, value) => {
          const record = decodeTransactionRecord(key, value)
          if (record !== null) this.#replay(record.transactionalId, record.transaction)
        },
      },
      onLoaded: () => {
        this.#phase = 'active'
        // In a turn of its own: an empty log is loaded before the constructor returns.
        queueMicrotask(() => options.onLoaded(this))
      },
      onFailed: (error) => {
        this.#phase = 'failed'
        logger.error('transactions cannot be loaded', {
          partition: partition.partition,
          error: describeError(error),
        })
      },
    })
  }

  /** Aborts when this broker stops to coordinate what is stored here. */
  get closed(): AbortSignal {
    return this.#closed.signal
  }

  get isLoading(): boolean {
    return this.#phase === 'loading'
  }

  /** @throws KafkaError COORDINATOR_LOAD_IN_PROGRESS, NOT_COORDINATOR. */
  requireActive(): void {
    if (this.#phase === 'loading') throw new KafkaError('COORDINATOR_LOAD_IN_PROGRESS')
    if (this.#phase !== 'active') throw new KafkaError('NOT_COORDINATOR')
  }

  all(): IterableIterator<Transaction> {
    return this.#transactions.values()
  }

  find(transactionalId: string): Transaction | undefined {
    return this.#transactions.get(transactionalId)
  }

  /** True while a change of this id waits to be committed. */
  isBusy(transactionalId: string): boolean {
    return this.#busy.has(transactionalId)
  }

  /**
   * Stores a change; resolves when it is committed. Rejects with KafkaError CONCURRENT_TRANSACTIONS while
   * another change of the id is under way, and with what keeps the log from taking it.
   */
  async store(transactionalId: string, transaction: Transaction | null): Promise<void> {
    this.requireActive()
    if (this.#busy.has(transactionalId)) throw new KafkaError('CONCURRENT_TRANSACTIONS')
    const isNew = !this.#transactions.has(transactionalId)
    if (isNew && this.#transactions.size >= MAX_TRANSACTIONS_PER_PARTITION) {
      throw new KafkaError('COORDINATOR_NOT_AVAILABLE', 'Too many transactional ids')
    }
    const { clock, transactionVersion } = this.#options
    const form = { timestampMs: clock.nowMs(), transactionVersion: transactionVersion() }
    this.#log.append(encodeTransactionRecord({ transactionalId, transaction }, form))
    this.#replay(transactionalId, transaction)
    this.#busy.add(transactionalId)
    try {
      await this.#log.committed()
    } finally {
      this.#busy.delete(transactionalId)
    }
  }

  close(): void {
    assert(this.#phase !== 'closed', 'a shard is closed once')
    this.#phase = 'closed'
    this.#cancelLoading()
    this.#log.close()
    this.#closed.abort(new KafkaError('NOT_COORDINATOR'))
  }

  #replay(transactionalId: string, transaction: Transaction | null): void {
    if (transaction === null) this.#transactions.delete(transactionalId)
    else this.#transactions.set(transactionalId, transaction)
  }
}
