/**
 * The transaction coordinator of one broker: gives producers their epochs, keeps which partitions a
 * transaction has touched, and ends it everywhere or nowhere. It owns a shard for each partition of
 * `__transaction_state` that is led here.
 *
 * Invariants: what a client was told has been committed before; a transaction whose end is decided is ended
 * in every partition, by this broker or by the one that takes over; an older incarnation of a producer is
 * refused from the moment the newer one is known.
 */
import type { CancelTimer } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import { DAY_MS, SECOND_MS } from '../base/units.ts'
import type { CoordinatorReplicas } from '../replication/commit-log.ts'
import type { Partition } from '../replication/partition.ts'
import { partitionForKey } from '../replication/partition-for-key.ts'
import type { LeadershipListener } from '../replication/replica-manager.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { TransactionMarkers } from './markers.ts'
import { TransactionShard } from './shard.ts'
import {
  checkProducer,
  completed,
  endOutcome,
  fencingEpoch,
  hasPartitions,
  isEnding,
  isEpochExhausted,
  NO_PARTITIONS,
  NONE,
  prepared,
  type Transaction,
  type TransactionPartitions,
  withPartitions,
} from './transaction.ts'

/** State of transactions. */
export const TRANSACTIONS_TOPIC = '__transaction_state'

/** Longest transactional id: it is stored under a key of classic string length. */
const MAX_TRANSACTIONAL_ID_LENGTH = 8_000

/** First version of EndTxn with which every transaction raises the epoch. */
export const TRANSACTION_V2 = 2

/** transaction.abort.timed.out.transaction.cleanup.interval.ms */
const TIMEOUT_CHECK_INTERVAL_MS = 10 * SECOND_MS

/** transactional.id.expiration.ms */
const EXPIRATION_MS = 7 * DAY_MS

export interface ProducerIdentity {
  readonly producerId: number
  readonly producerEpoch: number
}

export interface TransactionCoordinatorOptions {
  readonly runtime: Pick<Runtime, 'clock'>
  readonly replicas: CoordinatorReplicas
  readonly markers: TransactionMarkers
  readonly logger: Logger
  /** Partitions of `__transaction_state`, or 0 before it exists. */
  readonly partitionCount: () => number
  /** transaction.max.timeout.ms */
  readonly maxTimeoutMs: () => number
  readonly nextProducerId: () => Promise<number>
  /** The finalized transaction.version: which generation of the protocol clients are told of, and what is stored. */
  readonly transactionVersion: () => number
  /** Called with what is a bug. */
  readonly onFatal: (error: unknown) => void
}

export class TransactionCoordinator implements LeadershipListener {
  readonly #options: TransactionCoordinatorOptions
  readonly #shards = new Map<number, TransactionShard>()
  readonly #cancelTimeouts: CancelTimer
  #isStopped = false

  constructor(options: TransactionCoordinatorOptions) {
    this.#options = options
    this.#cancelTimeouts = options.runtime.clock.every(TIMEOUT_CHECK_INTERVAL_MS, () => this.#abortOverdue())
  }

  onLeader(partition: Partition): void {
    if (partition.topic !== TRANSACTIONS_TOPIC || this.#isStopped) return
    this.#shards.get(partition.partition)?.close()
    const shard = new TransactionShard({
      partition,
      replicas: this.#options.replicas,
      clock: this.#options.runtime.clock,
      logger: this.#options.logger,
      transactionVersion: this.#options.transactionVersion,
      onLoaded: (loaded) => this.#resume(loaded),
    })
    this.#shards.set(partition.partition, shard)
  }

  onNotLeader(topic: string, partition: number): void {
    if (topic !== TRANSACTIONS_TOPIC) return
    this.#shards.get(partition)?.close()
    this.#shards.delete(partition)
  }

  stop(): void {
    this.#isStopped = true
    this.#cancelTimeouts()
    for (const shard of this.#shards.values()) shard.close()
    this.#shards.clear()
  }

  /**
   * Gives a transactional id its producer and raises its epoch, so that earlier ones are fenced.
   * Rejects with KafkaError CONCURRENT_TRANSACTIONS while an older transaction is being ended.
   */
  async initProducer(request: {
    readonly transactionalId: string
    readonly timeoutMs: number
    /** What the client has, or -1 and -1. */
    readonly known: ProducerIdentity
  }): Promise<ProducerIdentity> {
    const { transactionalId, timeoutMs, known } = request
    const shard = this.#shardOf(transactionalId)
    if (timeoutMs <= 0 || timeoutMs > this.#options.maxTimeoutMs()) {
      throw new KafkaError('INVALID_TRANSACTION_TIMEOUT')
    }
    const present = shard.find(transactionalId)
    if (present === undefined) return this.#create(shard, transactionalId, timeoutMs)
    if (shard.isBusy(transactionalId) || isEnding(present)) throw new KafkaError('CONCURRENT_TRANSACTIONS')
    checkKnown(present, known)
    if (present.state === 'Ongoing') {
      this.#end(shard, present, { isCommit: false, producerEpoch: fencingEpoch(present) }).catch(() => {}) // logged
      throw new KafkaError('CONCURRENT_TRANSACTIONS')
    }
    const next = await this.#withNextEpoch(present)
    shard.requireActive()
    const fresh: Transaction = {
      ...next,
      timeoutMs,
      state: 'Empty',
      partitions: NO_PARTITIONS,
      startedMs: NONE,
      changedMs: this.#nowMs,
    }
    await shard.store(transactionalId, fresh)
    return { producerId: fresh.producerId, producerEpoch: fresh.producerEpoch }
  }

  /** Adds partitions to the transaction, opening it if need be. Rejects with KafkaError. */
  async addPartitions(
    transactionalId: string,
    producer: ProducerIdentity,
    added: { readonly partitions: TransactionPartitions; readonly clientVersion: number },
  ): Promise<void> {
    const shard = this.#shardOf(transactionalId)
    const present = this.#ownTransaction(shard, transactionalId, producer)
    if (present.state === 'Ongoing' && hasPartitions(present, added.partitions)) return
    const { clientVersion } = added
    const opened = withPartitions(present, added.partitions, { nowMs: this.#nowMs, clientVersion })
    await shard.store(transactionalId, opened)
  }

  /** Checks that the transaction has these partitions. @throws KafkaError, TRANSACTION_ABORTABLE when it has not. */
  verifyPartitions(
    transactionalId: string,
    producer: ProducerIdentity,
    partitions: TransactionPartitions,
  ): void {
    const shard = this.#shardOf(transactionalId)
    const present = this.#ownTransaction(shard, transactionalId, producer)
    if (present.state !== 'Ongoing' || !hasPartitions(present, partitions)) {
      throw new KafkaError('TRANSACTION_ABORTABLE', 'The partition is not part of the transaction')
    }
  }

  /**
   * Decides the end of a transaction; the markers follow. Answers the identity to go on with, which in
   * version 2 has a higher epoch. Rejects with KafkaError.
   */
  async endTransaction(
    transactionalId: string,
    producer: ProducerIdentity,
    end: { readonly isCommit: boolean; readonly clientVersion: number },
  ): Promise<ProducerIdentity> {
    const shard = this.#shardOf(transactionalId)
    const present = shard.find(transactionalId)
    if (present === undefined) throw new KafkaError('INVALID_PRODUCER_ID_MAPPING')
    const isV2 = end.clientVersion >= TRANSACTION_V2
    if (isV2 && isRepeatedEnd(present, producer, end.isCommit)) {
      if (isEnding(present) || shard.isBusy(transactionalId)) throw new KafkaError('CONCURRENT_TRANSACTIONS')
      return { producerId: present.producerId, producerEpoch: present.producerEpoch }
    }
    checkProducer(present, producer)
    if (shard.isBusy(transactionalId)) throw new KafkaError('CONCURRENT_TRANSACTIONS')
    const isNothingToAbort = isV2 && !end.isCommit && !isEnding(present)
    if (present.state !== 'Ongoing' && !isNothingToAbort) {
      const outcome = endOutcome(present.state, end.isCommit)
      if (outcome !== 'NONE') throw new KafkaError(outcome)
      return producer
    }
    if (!isV2) {
      await this.#end(shard, present, { isCommit: end.isCommit, producerEpoch: present.producerEpoch })
      return producer
    }
    const next = await this.#withNextEpoch(present)
    shard.requireActive()
    await this.#end(shard, present, {
      isCommit: end.isCommit,
      producerEpoch: fencingEpoch(present),
      ...(next.producerId === present.producerId ? {} : { nextProducerId: next.producerId }),
    })
    return { producerId: next.producerId, producerEpoch: next.producerEpoch }
  }

  /** A transaction by its id. @throws KafkaError TRANSACTIONAL_ID_NOT_FOUND and what says that it is not here. */
  describe(transactionalId: string): Transaction {
    const present = this.#shardOf(transactionalId).find(transactionalId)
    if (present === undefined) throw new KafkaError('TRANSACTIONAL_ID_NOT_FOUND')
    return present
  }

  /** Every transaction coordinated here. @throws KafkaError COORDINATOR_LOAD_IN_PROGRESS while some are not known. */
  list(): Transaction[] {
    const listed: Transaction[] = []
    for (const shard of this.#shards.values()) {
      shard.requireActive()
      listed.push(...shard.all())
    }
    return listed
  }

  get #nowMs(): number {
    return this.#options.runtime.clock.nowMs()
  }

  #shardOf(transactionalId: string): TransactionShard {
    if (transactionalId === '' || transactionalId.length > MAX_TRANSACTIONAL_ID_LENGTH) {
      throw new KafkaError('INVALID_REQUEST', 'The transactional id is empty or too long')
    }
    const count = this.#options.partitionCount()
    const shard = count === 0 ? undefined : this.#shards.get(partitionForKey(transactionalId, count))
    if (shard === undefined) throw new KafkaError('NOT_COORDINATOR')
    shard.requireActive()
    return shard
  }

  #ownTransaction(shard: TransactionShard, transactionalId: string, producer: ProducerIdentity): Transaction {
    const present = shard.find(transactionalId)
    if (present === undefined) throw new KafkaError('INVALID_PRODUCER_ID_MAPPING')
    checkProducer(present, producer)
    if (shard.isBusy(transactionalId) || isEnding(present)) throw new KafkaError('CONCURRENT_TRANSACTIONS')
    return present
  }

  async #create(
    shard: TransactionShard,
    transactionalId: string,
    timeoutMs: number,
  ): Promise<ProducerIdentity> {
    const producerId = await this.#options.nextProducerId()
    shard.requireActive()
    if (shard.find(transactionalId) !== undefined) throw new KafkaError('CONCURRENT_TRANSACTIONS')
    await shard.store(transactionalId, {
      transactionalId,
      producerId,
      previousProducerId: NONE,
      nextProducerId: NONE,
      producerEpoch: 0,
      timeoutMs,
      state: 'Empty',
      partitions: NO_PARTITIONS,
      startedMs: NONE,
      changedMs: this.#nowMs,
      clientVersion: 0,
    })
    return { producerId, producerEpoch: 0 }
  }

  /** The same id with the next epoch, or a fresh id when there is none left. */
  async #withNextEpoch(present: Transaction): Promise<Transaction> {
    if (!isEpochExhausted(present.producerEpoch)) {
      return { ...present, producerEpoch: present.producerEpoch + 1 }
    }
    const producerId = await this.#options.nextProducerId()
    return { ...present, previousProducerId: present.producerId, producerId, producerEpoch: 0 }
  }

  /**
   * Stores how the transaction ends, and has it carried out. Resolves when the decision is committed;
   * rejects with KafkaError, which is logged too, for callers that do not wait.
   */
  #end(
    shard: TransactionShard,
    present: Transaction,
    end: { readonly isCommit: boolean; readonly producerEpoch: number; readonly nextProducerId?: number },
  ): Promise<void> {
    const deciding = prepared(present, { nextProducerId: NONE, ...end, nowMs: this.#nowMs })
    const decided = shard.store(present.transactionalId, deciding)
    decided
      .then(() => this.#finish(shard, deciding))
      .catch((error: unknown) => this.#background(error, present.transactionalId))
    return decided
  }

  /** Writes the markers, then stores that it is over. Ends early when another broker has taken over. */
  async #finish(shard: TransactionShard, ending: Transaction): Promise<void> {
    await this.#options.markers.write({
      producerId: ending.producerId,
      producerEpoch: ending.producerEpoch,
      coordinatorEpoch: shard.leaderEpoch,
      isCommit: ending.state === 'PrepareCommit',
      partitions: ending.partitions,
      signal: shard.closed,
    })
    await shard.store(ending.transactionalId, completed(ending, this.#nowMs))
  }

  #background(error: unknown, transactionalId: string): void {
    if (!(error instanceof KafkaError)) {
      this.#options.onFatal(error)
      return
    }
    this.#options.logger.warn('a transaction is ended by whoever coordinates it next', {
      transactionalId,
      error: describeError(error),
    })
  }

  /** What was decided before this broker took over is carried out. */
  #resume(shard: TransactionShard): void {
    for (const transaction of Array.from(shard.all())) {
      if (!isEnding(transaction)) continue
      this.#finish(shard, transaction).catch((error: unknown) =>
        this.#background(error, transaction.transactionalId),
      )
    }
  }

  /** Aborts what is open for longer than its producer allowed, and forgets ids that nobody uses. */
  #abortOverdue(): void {
    const nowMs = this.#nowMs
    for (const shard of this.#shards.values()) {
      if (shard.isLoading) continue
      for (const transaction of Array.from(shard.all())) {
        const { transactionalId } = transaction
        if (shard.isBusy(transactionalId) || isEnding(transaction)) continue
        if (transaction.state === 'Ongoing') {
          if (nowMs - transaction.startedMs < transaction.timeoutMs) continue
          this.#options.logger.info('a transaction timed out', { transactionalId })
          this.#end(shard, transaction, {
            isCommit: false,
            producerEpoch: fencingEpoch(transaction),
          }).catch(() => {}) // logged
        } else if (nowMs - transaction.changedMs >= EXPIRATION_MS) {
          shard
            .store(transactionalId, null)
            .catch((error: unknown) => this.#background(error, transactionalId))
        }
      }
    }
  }
}

/** A client that was not told how its EndTxn ended comes with the epoch from before. */
function isRepeatedEnd(present: Transaction, producer: ProducerIdentity, isCommit: boolean): boolean {
  const isOlderEpoch =
    present.producerId === producer.producerId && present.producerEpoch === producer.producerEpoch + 1
  const isOlderId = present.previousProducerId === producer.producerId && present.producerEpoch === 0
  if (!isOlderEpoch && !isOlderId) return false
  return isCommit
    ? present.state === 'PrepareCommit' || present.state === 'CompleteCommit'
    : present.state === 'PrepareAbort' || present.state === 'CompleteAbort'
}

/** @throws KafkaError PRODUCER_FENCED when a newer incarnation has taken over (KIP-360). */
function checkKnown(present: Transaction, known: ProducerIdentity): void {
  if (known.producerId === NONE) return
  const isOwn = present.producerId === known.producerId && present.producerEpoch === known.producerEpoch
  const isBeforeRaise =
    present.producerId === known.producerId && present.producerEpoch === known.producerEpoch + 1
  const isBeforeFreshId = present.previousProducerId === known.producerId
  if (!isOwn && !isBeforeRaise && !isBeforeFreshId) throw new KafkaError('PRODUCER_FENCED')
}
