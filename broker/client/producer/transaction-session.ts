/**
 * The transactional id of one producer at its coordinator: its identity, what the open transaction holds,
 * and how it ends. It is the identity its producer's sender sends under, and lets a partition's batches go
 * only once the partition is part of the transaction.
 *
 * Invariants: at most one transaction is open; after a failure nothing is sent until it has been aborted;
 * a producer that was fenced stays fenced. Source: KIP-98, KIP-360, KIP-890.
 */
import { assert } from '../../base/assert.ts'
import { addOffsetsToTxn } from '../../wire/generated/add-offsets-to-txn.ts'
import { addPartitionsToTxn } from '../../wire/generated/add-partitions-to-txn.ts'
import { endTxn } from '../../wire/generated/end-txn.ts'
import { initProducerId } from '../../wire/generated/init-producer-id.ts'
import { txnOffsetCommit } from '../../wire/generated/txn-offset-commit.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { ErrorName } from '../../wire/schema/errors.ts'
import type { OffsetToCommit } from '../admin/admin.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import type { TopicPartition } from '../client-types.ts'
import { ORDINARY_LANE } from '../connection-pool.ts'
import { throwIfError } from '../failures.ts'
import { groupByTopic, partitionKey } from '../settle-items.ts'
import type { ProducerIdentity } from './partition-queue.ts'
import type { IdentitySource } from './producer-id.ts'
import type { TransactionalGroup } from './producer-types.ts'

/** Level of `transaction.version` from which brokers add partitions themselves and raise the epoch at each end. */
const TRANSACTION_V2 = 2
/** Last versions of the first generation of the protocol. */
const LAST_V1 = { produce: 11, addPartitions: 3, endTxn: 4, txnOffsetCommit: 4 } as const

/** Answers that say that somebody else has taken the transactional id over, or that it must not be used. */
const FATAL: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'PRODUCER_FENCED',
  'INVALID_PRODUCER_EPOCH',
  'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
  'INVALID_TRANSACTION_TIMEOUT',
  'UNSUPPORTED_VERSION',
])

export class TransactionSession implements IdentitySource {
  readonly transactionalId: string
  readonly #core: ClientCore
  readonly #timeoutMs: number
  #identity: ProducerIdentity | null = null
  #needsInit = true
  #isV2 = false
  #isOpen = false
  #failure: KafkaError | null = null
  #fatal: KafkaError | null = null
  /** Partitions in the transaction, and those that are to be. */
  #added = new Set<string>()
  #toAdd = new Map<string, TopicPartition>()
  #hasOffsets = false
  #isAdding = false

  constructor(core: ClientCore, options: { readonly transactionalId: string; readonly timeoutMs: number }) {
    this.#core = core
    this.transactionalId = options.transactionalId
    this.#timeoutMs = options.timeoutMs
  }

  get current(): ProducerIdentity | null {
    return this.#isOpen && this.#failure === null ? this.#identity : null
  }

  get maxProduceVersion(): number | undefined {
    return this.#isV2 ? undefined : LAST_V1.produce
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Why the open transaction can only be aborted; null while it can be committed. */
  get failure(): KafkaError | null {
    return this.#failure
  }

  /** Why this producer can do nothing more. */
  get fatal(): KafkaError | null {
    return this.#fatal
  }

  /** Whether ending the transaction concerns anybody. */
  get isEmpty(): boolean {
    return this.#added.size === 0 && !this.#hasOffsets
  }

  admits(partition: TopicPartition, onChange: () => void): boolean {
    if (this.current === null) return true // the sender finds that there is no identity
    const key = partitionKey(partition)
    if (this.#added.has(key)) return true
    if (this.#isV2) {
      this.#added.add(key)
      return true
    }
    this.#toAdd.set(key, partition)
    if (!this.#isAdding) this.#startAdding(onChange)
    return false
  }

  discard(): void {
    this.fail(new KafkaError('TRANSACTION_ABORTABLE', 'A batch of the transaction was not written'))
  }

  request(listener: { readonly onReady: () => void; readonly onFatal: (error: Error) => void }): number {
    listener.onFatal(this.#failure ?? new KafkaError('INVALID_TXN_STATE', 'No transaction is open'))
    return Number.POSITIVE_INFINITY
  }

  /** The open transaction can no longer be committed. The first reason counts. */
  fail(reason: KafkaError): void {
    if (!this.#isOpen) return
    this.#failure ??= reason
    if (reason.errorName === 'PRODUCER_FENCED') this.#fatal ??= reason
  }

  /** Takes the transactional id over, where that is not done yet. True when sequences begin anew. Rejects with KafkaError. */
  async init(scope: CallScope): Promise<boolean> {
    const isFresh = this.#needsInit
    if (isFresh) await this.#init(scope)
    return isFresh
  }

  /** Opens a transaction of an id that was taken over. Rejects with KafkaError. */
  async begin(scope: CallScope): Promise<void> {
    assert(!this.#isOpen, 'one transaction is open at a time')
    assert(!this.#needsInit, 'the id was taken over')
    this.#isV2 = await this.#atCoordinator(scope, async (broker) => {
      const { versions } = await this.#core.open(broker, ORDINARY_LANE, scope)
      return (versions.features.get('transaction.version') ?? 0) >= TRANSACTION_V2
    })
    this.#added = new Set()
    this.#toAdd = new Map()
    this.#hasOffsets = false
    this.#failure = null
    this.#isOpen = true
  }

  /** Adds positions of a group to the transaction. Rejects with KafkaError; the transaction has failed then. */
  async sendOffsets(
    offsets: readonly OffsetToCommit[],
    group: TransactionalGroup,
    scope: CallScope,
  ): Promise<void> {
    const { producerId, producerEpoch } = this.#sendingIdentity()
    const { transactionalId } = this
    const { groupId, member } = group
    try {
      if (!this.#isV2) {
        await this.#atCoordinator(scope, async (broker) => {
          const request = { transactionalId, producerId, producerEpoch, groupId }
          const response = await this.#core.request(addOffsetsToTxn, () => request, { broker, scope })
          throwIfError(response.errorCode)
        })
      }
      this.#hasOffsets = true
      await this.#core.coordinators.run(groupId, scope, async (broker) => {
        const options = { broker, scope, ...(this.#isV2 ? {} : { maxVersion: LAST_V1.txnOffsetCommit }) }
        const shape = (version: number) => ({
          transactionalId,
          groupId,
          producerId,
          producerEpoch,
          ...(version >= NAMES_MEMBER_FROM
            ? {
                generationId: member?.generationId ?? -1,
                memberId: member?.memberId ?? '',
                groupInstanceId: member?.groupInstanceId ?? null,
              }
            : {}),
          topics: groupByTopic(offsets).map(([name, items]) => ({
            name,
            partitions: items.map(({ partition, offset, leaderEpoch, metadata }) => ({
              partitionIndex: partition,
              committedOffset: offset,
              committedLeaderEpoch: leaderEpoch ?? -1,
              committedMetadata: metadata ?? '',
            })),
          })),
        })
        const response = await this.#core.request(txnOffsetCommit, shape, options)
        for (const { partitions } of response.topics)
          for (const { errorCode } of partitions) throwIfError(errorCode)
      })
    } catch (error) {
      this.#noteFailure(error)
      throw error
    }
  }

  /**
   * Ends the transaction; nothing is in flight. True when sequences begin anew. Rejects with KafkaError: after
   * one that is not final, the same end can be asked for again.
   */
  async end(isCommit: boolean, scope: CallScope): Promise<boolean> {
    assert(this.#isOpen, 'only what is open ends')
    assert(!isCommit || this.#failure === null, 'what has failed is not committed')
    const hadFailed = this.#failure !== null
    let hasFreshEpoch = false
    if (!this.isEmpty) {
      try {
        hasFreshEpoch = await this.#atCoordinator(scope, (broker) => this.#end(isCommit, broker, scope))
      } catch (error) {
        this.#noteFatal(error)
        throw error
      }
    }
    this.#isOpen = false
    this.#failure = null
    // A batch may still be on its way: the next transaction must not have its epoch.
    if (hadFailed && !hasFreshEpoch) this.#needsInit = true
    return hasFreshEpoch
  }

  async #end(isCommit: boolean, broker: number, scope: CallScope): Promise<boolean> {
    const identity = this.#identity
    assert(identity !== null, 'an open transaction has an identity')
    const { producerId, producerEpoch } = identity
    const response = await this.#core.request(
      endTxn,
      () => ({ transactionalId: this.transactionalId, producerId, producerEpoch, committed: isCommit }),
      { broker, scope, ...(this.#isV2 ? {} : { maxVersion: LAST_V1.endTxn }) },
    )
    throwIfError(response.errorCode)
    if (!this.#isV2 || response.producerId < 0) return false
    const next = { producerId: response.producerId, producerEpoch: response.producerEpoch }
    this.#identity = { ...next, isTransactional: true }
    return true
  }

  async #init(scope: CallScope): Promise<void> {
    const known = this.#identity
    try {
      await this.#atCoordinator(scope, async (broker) => {
        const response = await this.#core.request(
          initProducerId,
          (version) => ({
            transactionalId: this.transactionalId,
            transactionTimeoutMs: this.#timeoutMs,
            ...(version >= TELLS_IDENTITY_FROM && known !== null
              ? { producerId: known.producerId, producerEpoch: known.producerEpoch }
              : {}),
          }),
          { broker, scope },
        )
        throwIfError(response.errorCode)
        const { producerId, producerEpoch } = response
        this.#identity = { producerId, producerEpoch, isTransactional: true }
      })
    } catch (error) {
      this.#noteFatal(error)
      throw error
    }
    this.#needsInit = false
  }

  #startAdding(onChange: () => void): void {
    this.#isAdding = true
    this.#add()
      .catch((error: unknown) => this.#noteFailure(error))
      .finally(() => {
        this.#isAdding = false
        onChange()
      })
  }

  /** The first generation of the protocol: the coordinator is told before a batch goes. */
  async #add(): Promise<void> {
    const scope = this.#core.scope()
    while (this.#toAdd.size > 0) {
      const asked = this.#toAdd
      this.#toAdd = new Map()
      const { producerId, producerEpoch } = this.#sendingIdentity()
      await this.#atCoordinator(scope, async (broker) => {
        const response = await this.#core.request(
          addPartitionsToTxn,
          () => ({
            v3AndBelowTransactionalId: this.transactionalId,
            v3AndBelowProducerId: producerId,
            v3AndBelowProducerEpoch: producerEpoch,
            v3AndBelowTopics: groupByTopic([...asked.values()]).map(([name, items]) => ({
              name,
              partitions: items.map(({ partition }) => partition),
            })),
          }),
          { broker, scope, maxVersion: LAST_V1.addPartitions },
        )
        throwIfError(response.errorCode)
        for (const { resultsByPartition } of response.resultsByTopicV3AndBelow)
          for (const { partitionErrorCode } of resultsByPartition) throwIfError(partitionErrorCode)
      })
      for (const key of asked.keys()) this.#added.add(key)
    }
  }

  #sendingIdentity(): ProducerIdentity {
    if (this.#failure !== null) throw this.#failure
    const { current } = this
    if (current === null) throw new KafkaError('INVALID_TXN_STATE', 'No transaction is open')
    return current
  }

  #atCoordinator<T>(scope: CallScope, attempt: (broker: number) => Promise<T>): Promise<T> {
    return this.#core.transactionCoordinators.run(this.transactionalId, scope, attempt)
  }

  #noteFailure(error: unknown): void {
    this.#noteFatal(error)
    this.fail(
      error instanceof KafkaError
        ? error
        : new KafkaError('TRANSACTION_ABORTABLE', 'The transaction was interrupted', { cause: error }),
    )
  }

  #noteFatal(error: unknown): void {
    if (!(error instanceof KafkaError)) return
    if (FATAL.has(error.errorName)) this.#fatal ??= error
    // The coordinator has forgotten the id: the next transaction begins with another one.
    if (error.errorName === 'INVALID_PRODUCER_ID_MAPPING') {
      this.#identity = null
      this.#needsInit = true
      this.#isOpen = false
    }
  }
}

/** First version of TxnOffsetCommit that names the member (KIP-447). */
const NAMES_MEMBER_FROM = 3
/** First version of InitProducerId that tells the identity the producer has (KIP-360). */
const TELLS_IDENTITY_FROM = 3
