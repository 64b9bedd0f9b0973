import { assert } from '../../base/assert.ts'
import { nextSequence, type PendingRecord, type ProducerBatch } from './producer-batch.ts'

/** Who the producer is to the brokers. */
export interface ProducerIdentity {
  readonly producerId: number
  readonly producerEpoch: number
  /** Its batches belong to transactions. */
  readonly isTransactional: boolean
}

/**
 * The batches of one partition: waiting, in flight, and come back to be sent again. While any has come
 * back nothing is sent, until the last one in flight has settled; then they go again, in their order.
 */
export class PartitionQueue {
  readonly topic: string
  readonly partition: number
  readonly queued: ProducerBatch[] = []
  readonly inFlight: ProducerBatch[] = []
  /** Earliest time for the next attempt. */
  notBeforeMs = 0
  /** Whether a batch of the present producer id was acknowledged: before that a broker takes any
   *  sequence for the first one, so a second batch must not overtake it. */
  hasAcknowledged = false
  #returned: ProducerBatch[] = []
  #sequence = 0

  constructor(topic: string, partition: number) {
    this.topic = topic
    this.partition = partition
  }

  get isEmpty(): boolean {
    return this.queued.length + this.inFlight.length + this.#returned.length === 0
  }

  get isDraining(): boolean {
    return this.#returned.length > 0
  }

  /** Adds a record to the last batch, or to another begun by `begin`. True when a batch was begun. */
  append(record: PendingRecord, batchBytes: number, begin: () => ProducerBatch): boolean {
    let batch = this.queued.at(-1)
    const fits = batch !== undefined && !batch.isSealed && batch.sizeBytes + record.sizeBytes <= batchBytes
    if (batch === undefined || !fits) {
      if (batch !== undefined) batch.isSealed = true
      batch = begin()
      this.queued.push(batch)
    }
    batch.add(record)
    if (batch.sizeBytes >= batchBytes) batch.isSealed = true
    return !fits
  }

  /** Takes the first waiting batch to be sent now, with its place in the sequence. */
  take(identity: ProducerIdentity | null): ProducerBatch {
    const batch = this.queued.shift()
    assert(batch !== undefined, 'a batch waits')
    assert(!this.isDraining, 'nothing is sent past batches that came back')
    batch.isSealed = true
    if (identity !== null && batch.sequence === null) {
      batch.setSequence({ ...identity, baseSequence: this.#sequence })
      this.#sequence = nextSequence(this.#sequence, batch.records.length)
    }
    this.inFlight.push(batch)
    return batch
  }

  /** Whether batches sent before `batch` are still without an answer, or wait to be sent again. */
  hasEarlier(batch: ProducerBatch): boolean {
    return [...this.inFlight, ...this.#returned].some(({ ordinal }) => ordinal < batch.ordinal)
  }

  /** A batch in flight has settled for good. */
  finish(batch: ProducerBatch): void {
    this.#land(batch)
    this.#requeue()
  }

  /** A batch in flight is to be sent again, perhaps in parts. */
  giveBack(batch: ProducerBatch, parts: readonly ProducerBatch[] = [batch]): void {
    this.#land(batch)
    this.#returned.push(...parts)
    this.#requeue()
  }

  /** Starts the sequence anew for another producer id. Returns the batches that must fail because they
   *  may have been appended under the former one. */
  restartSequence(): ProducerBatch[] {
    assert(this.inFlight.length === 0, 'nothing is in flight when the sequence restarts')
    this.#sequence = 0
    this.hasAcknowledged = false
    const doubtful = this.queued.filter(
      ({ sequence, isOutcomeUnknown }) => sequence !== null && isOutcomeUnknown,
    )
    for (const batch of doubtful) this.remove(batch)
    for (const batch of this.queued) batch.setSequence(null)
    return doubtful
  }

  /** Takes a waiting batch out. */
  remove(batch: ProducerBatch): void {
    const place = this.queued.indexOf(batch)
    assert(place >= 0, 'the batch waits')
    this.queued.splice(place, 1)
  }

  #land(batch: ProducerBatch): void {
    const place = this.inFlight.indexOf(batch)
    assert(place >= 0, 'the batch is in flight')
    this.inFlight.splice(place, 1)
  }

  #requeue(): void {
    if (this.inFlight.length > 0 || this.#returned.length === 0) return
    this.queued.unshift(...this.#returned.sort((a, b) => a.ordinal - b.ordinal))
    this.#returned = []
  }
}
