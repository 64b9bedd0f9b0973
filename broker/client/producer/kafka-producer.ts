/**
 * The producer: takes records, finds their partition, and gathers them into batches that the sender
 * sends. It holds at most `maxBufferedBytes` of records; `send` waits beyond that. Every accepted record
 * settles exactly once, at the latest when the producer ends.
 */
import { assert } from '../../base/assert.ts'
import { type Deferred, deferred } from '../../base/deferred.ts'
import { KIB, MIB } from '../../base/units.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { RecordInput } from '../../wire/record.ts'
import type { ClientCore } from '../client-core.ts'
import type { CallOptions, TopicMetadata } from '../client-types.ts'
import { partitionOfKey } from '../partitioner.ts'
import { partitionKey } from '../settle-items.ts'
import { PartitionQueue } from './partition-queue.ts'
import { type PendingRecord, ProducerBatch, recordSizeBytes } from './producer-batch.ts'
import { type IdentitySource, ProducerId } from './producer-id.ts'
import type { Producer, ProducerOptions, ProducerRecord, SendOptions, SentRecord } from './producer-types.ts'
import { Sender } from './sender.ts'
import { TopicLookups } from './topic-lookups.ts'

/** How long `send` waits for room and for metadata unless its options say otherwise. */
const DEFAULT_SEND_TIMEOUT_MS = 60_000
/** Calls of `send` that may wait for room. */
const MAX_WAITING_SENDS = 100_000

const DEFAULT_LINGER_MS = 5
const DEFAULT_BATCH_BYTES = 64 * KIB
const DEFAULT_BUFFERED_BYTES = 32 * MIB
const DEFAULT_DELIVERY_TIMEOUT_MS = 120_000

/** Records accepted between two flushes. */
interface Generation {
  openRecords: number
  isSealed: boolean
  readonly done: Deferred<void>
}

export class KafkaProducer implements Producer {
  readonly #core: ClientCore
  readonly #queues = new Map<string, PartitionQueue>()
  readonly #sender: Sender
  readonly #lookups: TopicLookups
  readonly #onEnd: () => void
  readonly #batchBytes: number
  readonly #maxBufferedBytes: number
  readonly #stickyByTopic = new Map<string, number>()
  /** Records without room, in order; those already answered (aborted, timed out) are skipped. */
  #waiting: PendingRecord[] = []
  readonly #open = new Set<PendingRecord>()
  #bufferedBytes = 0
  #nextOrdinal = 0
  #generation = newGeneration()
  /** Settles when the flushes so far have. */
  #flushed: Promise<unknown> = Promise.resolve()
  #flushesUnderWay = 0
  #endedBy: KafkaError | null = null

  /** @throws KafkaError INVALID_REQUIRED_ACKS when idempotence is asked for without acks -1. */
  constructor(
    core: ClientCore,
    options: ProducerOptions & {
      /** Who the producer is, if not one of its own. */
      readonly identity?: IdentitySource
    },
    onEnd: () => void,
  ) {
    const acks = options.acks ?? -1
    if (options.isIdempotent === true && acks !== -1) {
      throw new KafkaError('INVALID_REQUIRED_ACKS', 'An idempotent producer needs acks -1')
    }
    const isIdempotent = options.isIdempotent ?? acks === -1
    this.#core = core
    this.#onEnd = onEnd
    this.#batchBytes = options.batchBytes ?? DEFAULT_BATCH_BYTES
    this.#maxBufferedBytes = options.maxBufferedBytes ?? DEFAULT_BUFFERED_BYTES
    this.#lookups = new TopicLookups(core)
    this.#sender = new Sender(core, {
      acks,
      compression: options.compression ?? 'none',
      lingerMs: options.lingerMs ?? DEFAULT_LINGER_MS,
      deliveryTimeoutMs: options.deliveryTimeoutMs ?? DEFAULT_DELIVERY_TIMEOUT_MS,
      queues: this.#queues,
      identity: options.identity ?? (isIdempotent ? new ProducerId(core) : null),
      isFlushing: () => this.#flushesUnderWay > 0,
    })
  }

  send(record: ProducerRecord, options: SendOptions = {}): Promise<SentRecord> {
    return new Promise((resolve, reject) => {
      const input = {
        key: record.key,
        value: record.value,
        timestampMs: record.timestampMs ?? Math.floor(this.#core.runtime.clock.nowMs()),
        ...(record.headers === undefined ? {} : { headers: record.headers }),
      }
      const refusal = this.#refusalOf(input, options)
      if (refusal !== null) {
        reject(refusal.reason)
        return
      }
      const place = {
        topic: record.topic,
        partition: record.partition ?? null,
        input,
        sizeBytes: recordSizeBytes(input),
      }
      this.#admit(this.#accept(place, options, { resolve, reject }))
    })
  }

  async flush(): Promise<void> {
    if (this.#open.size === 0) return
    const generation = this.#generation
    this.#generation = newGeneration()
    generation.isSealed = true
    if (generation.openRecords === 0) generation.done.resolve()
    this.#flushed = Promise.all([this.#flushed, generation.done.promise])
    this.#flushesUnderWay += 1
    this.#sender.wake()
    try {
      await this.#flushed
    } finally {
      this.#flushesUnderWay -= 1
    }
  }

  async close(): Promise<void> {
    if (this.#endedBy !== null) return
    const ended = new KafkaError('NETWORK_EXCEPTION', 'The producer was closed')
    this.#endedBy = ended
    while (this.#open.size > 0) await this.flush()
    this.abort(ended)
  }

  /** Looks again at what can be sent: the identity has changed. */
  wake(): void {
    this.#sender.wake()
  }

  /** Begins the sequence of every partition anew. Nothing is in flight. */
  restartSequences(): void {
    for (const queue of this.#queues.values()) {
      const doubtful = queue.restartSequence()
      assert(doubtful.length === 0, 'nothing is left over from before')
    }
  }

  /** Ends at once; every record that has not settled fails with `reason`. */
  abort(reason: KafkaError): void {
    this.#endedBy ??= reason
    this.#sender.stop()
    this.#waiting = []
    for (const record of this.#open) record.settle(reason)
    this.#onEnd()
  }

  /** Makes the record one of ours: it settles once, through `answer`. */
  #accept(
    place: Pick<PendingRecord, 'topic' | 'partition' | 'input' | 'sizeBytes'>,
    options: SendOptions,
    answer: { readonly resolve: (sent: SentRecord) => void; readonly reject: (reason: unknown) => void },
  ): PendingRecord {
    const generation = this.#generation
    const { signal, timeoutMs = DEFAULT_SEND_TIMEOUT_MS } = options
    let stopWaiting = () => {}
    const end = (tell: () => void) => {
      if (!this.#open.has(pending)) return
      stopWaiting()
      signal?.removeEventListener('abort', onAbort)
      this.#release(pending, generation)
      tell()
    }
    const pending: PendingRecord = {
      ...place,
      isCounted: false,
      stopWaiting: () => stopWaiting(),
      isSettled: () => !this.#open.has(pending),
      onDoubt: options.onDoubt ?? null,
      settle: (outcome) =>
        end(() => (outcome instanceof Error ? answer.reject(outcome) : answer.resolve(outcome))),
    }
    const onAbort = () => {
      end(() => answer.reject(signal?.reason))
      this.#sender.dropAbandoned()
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    generation.openRecords += 1
    this.#open.add(pending)
    if (this.#lacksRoom(pending) || this.#lookups.known(pending) === null) {
      const late = `The record found no room or no partition within ${timeoutMs} ms`
      stopWaiting = this.#core.runtime.clock.after(timeoutMs, () =>
        pending.settle(new KafkaError('REQUEST_TIMED_OUT', late)),
      )
    }
    return pending
  }

  #refusalOf(input: RecordInput, { signal }: CallOptions): { readonly reason: unknown } | null {
    if (this.#endedBy !== null) return { reason: this.#endedBy }
    if (signal?.aborted) return { reason: signal.reason }
    if (!Number.isSafeInteger(input.timestampMs)) {
      return {
        reason: new KafkaError('INVALID_TIMESTAMP', 'The timestamp is not a whole number of milliseconds'),
      }
    }
    const sizeBytes = recordSizeBytes(input)
    if (sizeBytes > this.#maxBufferedBytes) {
      return {
        reason: new KafkaError('MESSAGE_TOO_LARGE', 'The record is larger than the buffer of the producer'),
      }
    }
    if (this.#waiting.length < MAX_WAITING_SENDS) return null
    return {
      reason: new KafkaError('REQUEST_TIMED_OUT', `${MAX_WAITING_SENDS} records wait for room already`),
    }
  }

  #lacksRoom(pending: PendingRecord): boolean {
    return this.#waiting.length > 0 || this.#bufferedBytes + pending.sizeBytes > this.#maxBufferedBytes
  }

  #admit(pending: PendingRecord): void {
    if (this.#lacksRoom(pending)) this.#waiting.push(pending)
    else this.#place(pending)
  }

  #place(pending: PendingRecord): void {
    this.#bufferedBytes += pending.sizeBytes
    pending.isCounted = true
    const topic = this.#lookups.known(pending)
    if (topic !== null) {
      this.#append(pending, topic)
      return
    }
    this.#lookups.wait(pending, (found) => {
      if (!this.#open.has(pending)) return
      if (found instanceof Error) pending.settle(found)
      else this.#append(pending, found)
    })
  }

  #append(pending: PendingRecord, topic: TopicMetadata): void {
    const partition = pending.partition ?? this.#choosePartition(pending, topic)
    const key = partitionKey({ topic: topic.name, partition })
    let queue = this.#queues.get(key)
    if (queue === undefined) {
      queue = new PartitionQueue(topic.name, partition)
      this.#queues.set(key, queue)
    }
    const isFirst = queue.queued.length === 0
    const hasBegun = queue.append(pending, this.#batchBytes, () => {
      this.#nextOrdinal += 1
      const createdAtMs = this.#core.runtime.clock.monotonicMs()
      return new ProducerBatch({ topic: topic.name, partition, createdAtMs, ordinal: this.#nextOrdinal })
    })
    pending.stopWaiting()
    // The sticky partition has had its batch: the next record without a key begins one elsewhere.
    if (hasBegun && !isFirst) this.#stickyByTopic.delete(topic.name)
    if (hasBegun || queue.queued.at(-1)?.isSealed === true) this.#sender.wake()
  }

  #choosePartition(pending: PendingRecord, topic: TopicMetadata): number {
    const { key } = pending.input
    if (key !== null) return partitionOfKey(key, topic.partitions.length)
    const sticky = this.#stickyByTopic.get(topic.name)
    if (sticky !== undefined && sticky < topic.partitions.length) {
      const last = this.#queues.get(partitionKey({ topic: topic.name, partition: sticky }))?.queued.at(-1)
      if (last !== undefined && !last.isSealed) return sticky
    }
    const led = topic.partitions.filter(({ leaderId }) => leaderId >= 0)
    const choices = led.length > 0 ? led : topic.partitions
    const turn = sticky === undefined ? this.#core.runtime.random.below(choices.length) : sticky + 1
    const chosen = choices[turn % choices.length]?.partition ?? 0
    this.#stickyByTopic.set(topic.name, chosen)
    return chosen
  }

  #release(pending: PendingRecord, generation: Generation): void {
    this.#open.delete(pending)
    if (pending.isCounted) this.#bufferedBytes -= pending.sizeBytes
    generation.openRecords -= 1
    if (generation.isSealed && generation.openRecords === 0) generation.done.resolve()
    this.#admitWaiting()
  }

  #admitWaiting(): void {
    let admitted = 0
    for (const next of this.#waiting) {
      if (this.#open.has(next)) {
        if (this.#bufferedBytes + next.sizeBytes > this.#maxBufferedBytes) break
        this.#place(next)
      }
      admitted += 1
    }
    if (admitted > 0) this.#waiting.splice(0, admitted)
  }
}

function newGeneration(): Generation {
  return { openRecords: 0, isSealed: false, done: deferred() }
}
