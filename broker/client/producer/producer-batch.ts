import { assert } from '../../base/assert.ts'
import type { CompressionName } from '../../wire/compression/codec.ts'
import type { RecordInput } from '../../wire/record.ts'
import { encodeBatch } from '../../wire/record-batch-records.ts'
import type { SentRecord } from './producer-types.ts'

/** Bytes a record costs beyond its key, value and headers. */
const RECORD_OVERHEAD_BYTES = 24

/** A record that `send` was called with, until it settles. */
export interface PendingRecord {
  readonly topic: string
  /** null: the key decides, or the producer. */
  readonly partition: number | null
  readonly input: RecordInput
  readonly sizeBytes: number
  /** Whether its bytes are counted as buffered. */
  isCounted: boolean
  /** It is in a batch: the time-out of `send` no longer applies. */
  readonly stopWaiting: () => void
  /** Whether `send` was answered already: aborted, or timed out. */
  readonly isSettled: () => boolean
  readonly onDoubt: ((mayBeWritten: boolean) => void) | null
  /** Settles the promise of `send`; the second call does nothing. */
  readonly settle: (outcome: SentRecord | Error) => void
}

/** The place of a batch in the sequence of a producer. */
export interface BatchSequence {
  readonly producerId: number
  readonly producerEpoch: number
  readonly isTransactional: boolean
  readonly baseSequence: number
}

/** Bytes a record is counted with. */
export function recordSizeBytes(input: RecordInput): number {
  let sizeBytes = RECORD_OVERHEAD_BYTES + (input.key?.length ?? 0) + (input.value?.length ?? 0)
  for (const { key, value } of input.headers ?? []) sizeBytes += key.length + (value?.length ?? 0) + 4
  return sizeBytes
}

/** Records of one partition that travel together. */
export class ProducerBatch {
  readonly topic: string
  readonly partition: number
  readonly createdAtMs: number
  /** Batches of a producer in the order they were begun; halves of a split one share it. */
  readonly ordinal: number
  readonly records: PendingRecord[] = []
  #hasWatchers = false
  sizeBytes = 0
  /** Takes no further records. */
  isSealed = false
  /** Whether an attempt may have been appended without our hearing of it. */
  isOutcomeUnknown = false
  attempts = 0
  lastError: Error | null = null
  #sequence: BatchSequence | null = null
  #encoded: Buffer | null = null

  constructor(place: {
    readonly topic: string
    readonly partition: number
    readonly createdAtMs: number
    readonly ordinal: number
  }) {
    this.topic = place.topic
    this.partition = place.partition
    this.createdAtMs = place.createdAtMs
    this.ordinal = place.ordinal
  }

  get sequence(): BatchSequence | null {
    return this.#sequence
  }

  add(record: PendingRecord): void {
    assert(!this.isSealed, 'a sealed batch takes no records')
    this.records.push(record)
    this.sizeBytes += record.sizeBytes
    if (record.onDoubt !== null) this.#hasWatchers = true
  }

  /** Whether nobody waits for any of its records any more. */
  get isAbandoned(): boolean {
    return this.records.every((record) => record.isSettled())
  }

  /** Takes out the records that nobody waits for. Only before the batch has its place in the sequence. */
  dropSettled(): void {
    assert(this.#sequence === null, 'a batch keeps its records once it has its place')
    const open = this.records.filter((record) => !record.isSettled())
    if (open.length === this.records.length) return
    this.records.splice(0, this.records.length, ...open)
    this.sizeBytes = open.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    this.#encoded = null
  }

  /** Tells those who want to know whether the records may be written. */
  tellDoubt(mayBeWritten: boolean): void {
    if (!this.#hasWatchers) return
    for (const record of this.records) record.onDoubt?.(mayBeWritten)
  }

  /** Gives the batch its place; the bytes are made again. */
  setSequence(sequence: BatchSequence | null): void {
    this.#sequence = sequence
    this.#encoded = null
  }

  /** The batch as it travels. @throws KafkaError UNSUPPORTED_COMPRESSION_TYPE. */
  encode(compression: CompressionName): Buffer {
    assert(this.isSealed, 'only a sealed batch is encoded')
    assert(this.records.length > 0, 'a batch has records')
    this.#encoded ??= encodeBatch({
      records: this.records.map(({ input }) => input),
      compression,
      ...this.#sequence,
    })
    return this.#encoded
  }

  /** Settles every record: the base offset and, where the broker set it, the append time. */
  succeed(baseOffset: number, logAppendTimeMs: number): void {
    for (const [index, record] of this.records.entries()) {
      record.settle({
        topic: this.topic,
        partition: this.partition,
        offset: baseOffset < 0 ? -1 : baseOffset + index,
        timestampMs: logAppendTimeMs >= 0 ? logAppendTimeMs : record.input.timestampMs,
      })
    }
  }

  /** Fails every record, those named in `single` with errors of their own. */
  fail(error: Error, single?: ReadonlyMap<number, Error>): void {
    for (const [index, record] of this.records.entries()) record.settle(single?.get(index) ?? error)
  }

  /** Two batches of half the records each, in the same sequence range. */
  split(): [ProducerBatch, ProducerBatch] {
    assert(this.records.length > 1, 'a batch of one record is not split')
    const middle = Math.ceil(this.records.length / 2)
    const halves = [this.records.slice(0, middle), this.records.slice(middle)] as const
    const [first, second] = [new ProducerBatch(this), new ProducerBatch(this)]
    for (const record of halves[0]) first.add(record)
    for (const record of halves[1]) second.add(record)
    for (const half of [first, second]) {
      half.isSealed = true
      half.attempts = this.attempts
    }
    if (this.#sequence !== null) {
      first.setSequence(this.#sequence)
      second.setSequence({
        ...this.#sequence,
        baseSequence: nextSequence(this.#sequence.baseSequence, middle),
      })
    }
    return [first, second]
  }
}

/** The sequence `count` records on; after 2^31 - 1 comes 0. */
export function nextSequence(sequence: number, count: number): number {
  return (sequence + count) % 0x8000_0000
}
