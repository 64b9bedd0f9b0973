/**
 * Sends the batches of a producer: up to five requests in flight per broker, each batch in its place in
 * the sequence of its partition. It works in passes: `wake` asks for one, and each plans the next by a
 * single timer. An answer decides whether a batch is done, goes again, or fails.
 *
 * When the sequence of a partition is broken (a batch failed after it was given its place, or a broker
 * has forgotten the producer), all in flight is awaited and the producer gets another id.
 */
import type { CancelTimer } from '../../base/clock.ts'
import { describeError } from '../../base/logger.ts'
import { MIB } from '../../base/units.ts'
import type { CompressionName } from '../../wire/compression/codec.ts'
import { produce } from '../../wire/generated/produce.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { ClientCore } from '../client-core.ts'
import { isKafkaError, LEADERSHIP_ERRORS } from '../failures.ts'
import { METADATA_MAX_AGE_MS } from '../metadata-cache.ts'
import { backoffMs, MAX_BACKOFF_MS } from '../retry.ts'
import { groupByTopic } from '../settle-items.ts'
import type { PartitionQueue } from './partition-queue.ts'
import { decide } from './produce-outcome.ts'
import { outcomesOf, type ProduceOutcome } from './produce-response.ts'
import type { ProducerBatch } from './producer-batch.ts'
import type { IdentitySource } from './producer-id.ts'

/** Longest pause while a partition has no leader, or one that does not answer: another may lead at any moment. */
const MAX_LEADER_PAUSE_MS = 250
/** Produce requests without an answer at one broker: as many batches as brokers remember (KIP-98). */
const MAX_IN_FLIGHT_PER_BROKER = 5
/** Bytes of batches in one request, unless a single batch is larger. */
const MAX_REQUEST_BYTES = MIB
/** Last Produce version that names topics. */
const LAST_VERSION_BY_NAME = 12

export interface SenderOptions {
  readonly acks: -1 | 0 | 1
  readonly compression: CompressionName
  readonly lingerMs: number
  readonly deliveryTimeoutMs: number
  readonly queues: ReadonlyMap<string, PartitionQueue>
  /** null for a producer that is not idempotent. */
  readonly identity: IdentitySource | null
  /** Whether batches go without waiting for more records. */
  readonly isFlushing: () => boolean
}

interface Shipment {
  readonly queue: PartitionQueue
  readonly batch: ProducerBatch
}

export class Sender {
  readonly #core: ClientCore
  readonly #options: SenderOptions
  readonly #lane: string
  readonly #inFlight = new Map<number, number>()
  #isWoken = false
  #isStopped = false
  #hasAbandoned = false
  #cancelTimer: CancelTimer = () => {}
  #isRefreshing = false
  #refreshAttempt = 0
  #nextRefreshMs: number
  /** A partition without a leader asks for metadata at once, but not again before its pause is over. */
  #refreshNotBeforeMs = 0
  readonly #onAdmitted = () => this.wake()

  constructor(core: ClientCore, options: SenderOptions) {
    this.#core = core
    this.#options = options
    this.#lane = core.newLane('produce')
    this.#nextRefreshMs = core.runtime.clock.monotonicMs() + METADATA_MAX_AGE_MS
  }

  /** Asks for a pass, soon. */
  wake(): void {
    if (this.#isWoken || this.#isStopped) return
    this.#isWoken = true
    queueMicrotask(() => {
      this.#isWoken = false
      if (!this.#isStopped) this.#pass()
    })
  }

  /** Somebody has given up waiting: what nobody waits for is not sent, or not sent again. */
  dropAbandoned(): void {
    this.#hasAbandoned = true
    this.wake()
  }

  /** Ends all work; batches are settled by the owner. */
  stop(): void {
    this.#isStopped = true
    this.#cancelTimer()
    this.#core.pool.closeLane(this.#lane)
  }

  #pass(): void {
    this.#cancelTimer()
    const nowMs = this.#core.runtime.clock.monotonicMs()
    if (this.#hasAbandoned) this.#removeAbandoned()
    this.#expire(nowMs)
    let wakeAtMs = this.#options.identity === null ? Number.POSITIVE_INFINITY : this.#renewProducerId()
    const canSend = this.#options.identity === null || this.#options.identity.current !== null
    while (canSend) {
      const plan = this.#plan(nowMs)
      wakeAtMs = Math.min(wakeAtMs, plan.wakeAtMs)
      for (const [leader, shipments] of plan.byLeader) this.#ship(leader, shipments)
      if (plan.byLeader.size === 0) break
    }
    wakeAtMs = Math.min(wakeAtMs, this.#nextExpiryMs())
    if (wakeAtMs === Number.POSITIVE_INFINITY) return
    this.#cancelTimer = this.#core.runtime.clock.after(Math.max(1, wakeAtMs - nowMs), () => this.wake())
  }

  /** Which batches go now, and when to look again. */
  #plan(nowMs: number): { byLeader: Map<number, Shipment[]>; wakeAtMs: number } {
    const byLeader = new Map<number, PartitionQueue[]>()
    let wakeAtMs = Number.POSITIVE_INFINITY
    let needsMetadata = false
    for (const queue of this.#options.queues.values()) {
      if (!this.#maySend(queue)) continue
      const dueMs = this.#dueMs(queue)
      if (dueMs > nowMs) {
        wakeAtMs = Math.min(wakeAtMs, dueMs)
        continue
      }
      const leader = this.#core.peekTopic(queue.topic)?.partitions[queue.partition]?.leaderId ?? -1
      const ofLeader = byLeader.get(leader)
      if (leader < 0) needsMetadata = true
      else if (ofLeader === undefined) byLeader.set(leader, [queue])
      else ofLeader.push(queue)
    }
    if (needsMetadata) this.#nextRefreshMs = Math.min(this.#nextRefreshMs, this.#refreshNotBeforeMs)
    wakeAtMs = Math.min(wakeAtMs, this.#refreshMetadata(nowMs))
    const shipments = new Map<number, Shipment[]>()
    for (const [leader, queues] of byLeader) {
      if ((this.#inFlight.get(leader) ?? 0) < MAX_IN_FLIGHT_PER_BROKER)
        shipments.set(leader, this.#load(queues))
    }
    return { byLeader: shipments, wakeAtMs }
  }

  #maySend(queue: PartitionQueue): boolean {
    if (queue.queued.length === 0 || queue.isDraining) return false
    const { identity } = this.#options
    const isOrdered = identity !== null && queue.hasAcknowledged
    if (queue.inFlight.length >= (isOrdered ? MAX_IN_FLIGHT_PER_BROKER : 1)) return false
    return identity === null || identity.admits(queue, this.#onAdmitted)
  }

  #dueMs(queue: PartitionQueue): number {
    const [first] = queue.queued
    if (first === undefined) return Number.POSITIVE_INFINITY
    const isFull = first.isSealed || queue.queued.length > 1 || this.#options.isFlushing()
    return Math.max(queue.notBeforeMs, isFull ? 0 : first.createdAtMs + this.#options.lingerMs)
  }

  /** Takes one batch of each queue, up to the size of a request. */
  #load(queues: readonly PartitionQueue[]): Shipment[] {
    const identity = this.#options.identity?.current ?? null
    const shipments: Shipment[] = []
    let sizeBytes = 0
    for (const queue of queues) {
      sizeBytes += queue.queued[0]?.sizeBytes ?? 0
      if (shipments.length > 0 && sizeBytes > MAX_REQUEST_BYTES) break
      const batch = queue.take(identity)
      batch.tellDoubt(true)
      shipments.push({ queue, batch })
    }
    return shipments
  }

  #ship(leader: number, shipments: readonly Shipment[]): void {
    this.#inFlight.set(leader, (this.#inFlight.get(leader) ?? 0) + 1)
    void this.#send(leader, shipments)
      .catch((error: unknown) => {
        const failure = error instanceof Error ? error : new KafkaError('UNKNOWN_SERVER_ERROR')
        return new Map(shipments.map(({ batch }) => [batch, failure]))
      })
      .then((outcomes: ReadonlyMap<ProducerBatch, ProduceOutcome | Error>) => {
        this.#inFlight.set(leader, (this.#inFlight.get(leader) ?? 1) - 1)
        if (this.#isStopped) return
        for (const { queue, batch } of shipments) {
          const missing = new KafkaError('UNKNOWN_SERVER_ERROR', 'The broker left a partition unanswered')
          this.#settle(queue, batch, outcomes.get(batch) ?? missing)
        }
        this.wake()
      })
  }

  async #send(
    leader: number,
    shipments: readonly Shipment[],
  ): Promise<ReadonlyMap<ProducerBatch, ProduceOutcome | Error>> {
    const { acks, compression } = this.#options
    const scope = this.#core.scope({}, this.#core.requestTimeoutMs * 2)
    const ids = new Map(
      shipments.map(({ queue }) => [queue.topic, this.#core.peekTopic(queue.topic)?.topicId ?? null]),
    )
    const hasAllIds = [...ids.values()].every((id) => id !== null)
    const maxVersion = Math.min(
      hasAllIds ? produce.maxVersion : LAST_VERSION_BY_NAME,
      this.#options.identity?.maxProduceVersion ?? produce.maxVersion,
    )
    const options = { broker: leader, scope, lane: this.#lane, maxVersion }
    const transactionalId = this.#options.identity?.transactionalId ?? null
    const items = shipments.map(({ batch }) => ({ topic: batch.topic, batch }))
    const shape = (version: number) => ({
      transactionalId,
      acks,
      timeoutMs: Math.floor(this.#core.requestTimeoutMs * 0.9),
      topicData: groupByTopic(items).map(([name, group]) => ({
        ...(version <= LAST_VERSION_BY_NAME ? { name } : { topicId: ids.get(name) ?? undefined }),
        partitionData: group.map(({ batch }) => ({
          index: batch.partition,
          records: batch.encode(compression),
        })),
      })),
    })
    if (acks === 0) {
      const { connection, versions } = await this.#core.open(leader, this.#lane, scope)
      const version = versions.pick(produce, maxVersion)
      connection.sendOneWay(produce, shape(version), version)
      return new Map(shipments.map(({ batch }) => [batch, { baseOffset: -1, logAppendTimeMs: -1 }]))
    }
    const response = await this.#core.request(produce, shape, options)
    return outcomesOf(
      response,
      shipments.map(({ batch }) => batch),
      ids,
    )
  }

  #settle(queue: PartitionQueue, batch: ProducerBatch, outcome: ProduceOutcome | Error): void {
    if (!(outcome instanceof Error)) {
      queue.hasAcknowledged = true
      queue.finish(batch)
      batch.succeed(outcome.baseOffset, outcome.logAppendTimeMs)
      return
    }
    const { clock, random } = this.#core.runtime
    if (isKafkaError(outcome, LEADERSHIP_ERRORS)) {
      this.#core.invalidateMetadata()
      this.#nextRefreshMs = clock.monotonicMs()
    }
    const decision = decide(batch, outcome, {
      hasEarlier: queue.hasEarlier(batch),
      isIdempotent: this.#options.identity !== null,
      isExpired: clock.monotonicMs() - batch.createdAtMs >= this.#options.deliveryTimeoutMs,
    })
    batch.lastError = outcome
    if (decision.isOutcomeUnknown) batch.isOutcomeUnknown = true
    if (decision.needsProducerId) this.#options.identity?.discard()
    if (!batch.isOutcomeUnknown) batch.tellDoubt(false)
    if (decision.action === 'resend' && batch.isAbandoned) {
      queue.finish(batch)
      if (batch.sequence !== null) this.#options.identity?.discard()
      return
    }
    switch (decision.action) {
      case 'resend':
        queue.notBeforeMs =
          clock.monotonicMs() +
          Math.min(
            backoffMs(batch.attempts, random),
            isKafkaError(outcome, LEADERSHIP_ERRORS) ? MAX_LEADER_PAUSE_MS : Number.POSITIVE_INFINITY,
          )
        batch.attempts += 1
        queue.giveBack(batch)
        break
      case 'split':
        queue.giveBack(batch, batch.split())
        break
      case 'fail':
        queue.finish(batch)
        batch.fail(decision.error, decision.single)
        break
      case 'succeed':
        queue.hasAcknowledged = true
        queue.finish(batch)
        batch.succeed(-1, -1)
        break
    }
  }

  /** Takes waiting batches without a reader out of the queues, and single records out of those that have no
   *  place in a sequence yet. What is in flight is looked at when it comes back. */
  #removeAbandoned(): void {
    this.#hasAbandoned = false
    for (const queue of this.#options.queues.values()) {
      if (queue.isDraining) {
        this.#hasAbandoned = true
        continue
      }
      for (const batch of queue.queued.slice()) {
        if (batch.isAbandoned) {
          queue.remove(batch)
          if (batch.sequence !== null) this.#options.identity?.discard()
        } else if (batch.sequence === null) batch.dropSettled()
      }
    }
  }

  /** Fails batches that have waited for too long. */
  #expire(nowMs: number): void {
    const bornBeforeMs = nowMs - this.#options.deliveryTimeoutMs
    for (const queue of this.#options.queues.values()) {
      if (queue.isDraining) continue
      for (const batch of queue.queued.filter(({ createdAtMs }) => createdAtMs <= bornBeforeMs)) {
        queue.remove(batch)
        if (batch.sequence !== null) this.#options.identity?.discard()
        batch.fail(
          batch.lastError ??
            new KafkaError(
              'REQUEST_TIMED_OUT',
              `No broker took the records within ${this.#options.deliveryTimeoutMs} ms`,
            ),
        )
      }
    }
  }

  #nextExpiryMs(): number {
    let nextMs = Number.POSITIVE_INFINITY
    for (const { queued } of this.#options.queues.values()) {
      if (queued[0] !== undefined)
        nextMs = Math.min(nextMs, queued[0].createdAtMs + this.#options.deliveryTimeoutMs)
    }
    return nextMs
  }

  /** Gets the producer id when one is needed and nothing is in flight; returns when to look again. */
  #renewProducerId(): number {
    const { identity, queues } = this.#options
    if (identity === null || identity.current !== null) return Number.POSITIVE_INFINITY
    const busy = [...queues.values()]
    if (busy.every(({ isEmpty }) => isEmpty) || busy.some(({ inFlight }) => inFlight.length > 0)) {
      return Number.POSITIVE_INFINITY
    }
    for (const queue of busy) {
      for (const batch of queue.restartSequence()) {
        batch.fail(
          new KafkaError(
            'OUT_OF_ORDER_SEQUENCE_NUMBER',
            'The producer had to start over; whether these records were written is not known',
            { cause: batch.lastError ?? undefined },
          ),
        )
      }
    }
    return identity.request({
      onReady: () => this.wake(),
      onFatal: (error) => {
        for (const queue of busy) {
          for (const batch of queue.queued.slice()) {
            queue.remove(batch)
            batch.fail(error)
          }
        }
      },
    })
  }

  /** Asks for metadata when it is due; returns when it is next. */
  #refreshMetadata(nowMs: number): number {
    const topics = [...this.#options.queues.values()]
      .filter(({ isEmpty }) => !isEmpty)
      .map(({ topic }) => topic)
    if (topics.length === 0) return Number.POSITIVE_INFINITY
    if (this.#isRefreshing) return Number.POSITIVE_INFINITY
    if (this.#nextRefreshMs > nowMs) return this.#nextRefreshMs
    this.#isRefreshing = true
    const scope = this.#core.scope({}, this.#core.requestTimeoutMs)
    const { clock, random } = this.#core.runtime
    this.#core
      .metadata({ topics: [...new Set(topics)], fresh: true }, scope)
      .then(
        (answer) => {
          const isComplete = [...answer.topics.values()].every(
            ({ error, partitions }) => error === null && partitions.every(({ leaderId }) => leaderId >= 0),
          )
          this.#refreshAttempt = isComplete ? 0 : this.#refreshAttempt + 1
          const retryMs = Math.min(MAX_LEADER_PAUSE_MS, backoffMs(this.#refreshAttempt, random))
          const pauseMs = isComplete ? METADATA_MAX_AGE_MS : retryMs
          this.#nextRefreshMs = clock.monotonicMs() + pauseMs
          this.#refreshNotBeforeMs = isComplete ? 0 : this.#nextRefreshMs
        },
        (error: unknown) => {
          this.#core.logger.warn('metadata is not available', { reason: describeError(error) })
          this.#nextRefreshMs = clock.monotonicMs() + MAX_BACKOFF_MS
          this.#refreshNotBeforeMs = this.#nextRefreshMs
        },
      )
      .finally(() => {
        this.#isRefreshing = false
        this.wake()
      })
    return Number.POSITIVE_INFINITY
  }
}
