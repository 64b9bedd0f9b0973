/**
 * The records of one fetched partition, decoded batch by batch as they are handed out. Left out are
 * control batches, records below the offset asked for (a fetch returns whole batches), batches cut off
 * at the end, and with `readCommitted` the records of aborted transactions.
 */
import { KafkaError } from '../../wire/kafka-error.ts'
import type { KafkaRecord } from '../../wire/record.ts'
import { type BatchHeader, isCrcValid, splitBatches } from '../../wire/record-batch.ts'
import { decodeRecords } from '../../wire/record-batch-records.ts'
import type { FetchedPartition, Isolation } from '../client-types.ts'

/** Type of a control record that ends a transaction without success. Source: KIP-98. */
const ABORT_MARKER = 0

/** Records with the leader epoch of their batch. */
export interface RecordSlice {
  readonly records: readonly KafkaRecord[]
  readonly leaderEpoch: number
}

export class FetchedRecords {
  readonly #fetched: FetchedPartition
  readonly #isolation: Isolation
  readonly #batches: readonly BatchHeader[]
  /** Aborted transactions that have not begun yet, by first offset. */
  readonly #aborted: { readonly producerId: number; readonly firstOffset: number }[]
  readonly #abortedNow = new Set<number>()
  #nextBatch = 0
  #decoded: KafkaRecord[] = []
  #decodedAt = 0
  #leaderEpoch = -1
  #nextOffset: number

  /** @throws KafkaError CORRUPT_MESSAGE, UNSUPPORTED_FOR_MESSAGE_FORMAT. */
  constructor(
    fetched: FetchedPartition,
    options: { readonly fetchOffset: number; readonly isolation: Isolation },
  ) {
    this.#fetched = fetched
    this.#isolation = options.isolation
    this.#nextOffset = options.fetchOffset
    this.#batches = splitBatches(fetched.records, 'tolerant')
    this.#aborted = [...fetched.abortedTransactions].sort((a, b) => a.firstOffset - b.firstOffset)
  }

  /** Offset behind the last record taken and everything skipped since. */
  get nextOffset(): number {
    return this.#nextOffset
  }

  /** Whether there are bytes, but not of a whole batch. */
  get isCutOff(): boolean {
    return this.#batches.length === 0 && this.#fetched.records.length > 0
  }

  /** Up to `limit` records of one batch; null at the end. @throws KafkaError CORRUPT_MESSAGE. */
  take(limit: number): RecordSlice | null {
    while (this.#decodedAt >= this.#decoded.length) {
      const header = this.#batches[this.#nextBatch]
      if (header === undefined) return null
      this.#decode(header)
      this.#nextBatch += 1
    }
    const records = this.#decoded.slice(this.#decodedAt, this.#decodedAt + limit)
    this.#decodedAt += records.length
    const isBatchDone = this.#decodedAt >= this.#decoded.length
    const last = records.at(-1)
    const batch = this.#batches[this.#nextBatch - 1]
    // The last offset of a compacted batch may have no record: the next fetch begins behind it.
    if (isBatchDone && batch !== undefined)
      this.#nextOffset = Math.max(this.#nextOffset, batch.lastOffset + 1)
    else if (last !== undefined) this.#nextOffset = last.offset + 1
    return { records, leaderEpoch: this.#leaderEpoch }
  }

  #decode(header: BatchHeader): void {
    const { records } = this.#fetched
    if (!isCrcValid(records, header)) {
      throw new KafkaError('CORRUPT_MESSAGE', `The batch at offset ${header.baseOffset} fails its checksum`)
    }
    this.#decoded = []
    this.#decodedAt = 0
    this.#leaderEpoch = header.partitionLeaderEpoch
    const isVisible = this.#isVisible(header)
    if (isVisible && header.lastOffset >= this.#nextOffset) {
      this.#decoded = decodeRecords(records, header).filter(({ offset }) => offset >= this.#nextOffset)
    }
    if (this.#decoded.length === 0) this.#nextOffset = Math.max(this.#nextOffset, header.lastOffset + 1)
  }

  #isVisible(header: BatchHeader): boolean {
    if (this.#isolation === 'readCommitted') {
      while (this.#aborted[0] !== undefined && this.#aborted[0].firstOffset <= header.lastOffset) {
        this.#abortedNow.add(this.#aborted[0].producerId)
        this.#aborted.shift()
      }
      if (header.isControl && this.#isAbort(header)) this.#abortedNow.delete(header.producerId)
      if (header.isTransactional && this.#abortedNow.has(header.producerId)) return false
    }
    return !header.isControl
  }

  /** A control record's key is its version and its type, both int16. */
  #isAbort(header: BatchHeader): boolean {
    const [marker] = decodeRecords(this.#fetched.records, header)
    return (
      marker?.key !== undefined &&
      marker.key !== null &&
      marker.key.length >= 4 &&
      marker.key.readInt16BE(2) === ABORT_MARKER
    )
  }
}
