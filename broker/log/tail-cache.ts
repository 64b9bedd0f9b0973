import { assert } from '../base/assert.ts'
import { type Allocate, allocateFresh } from '../base/buffer-pool.ts'
import { MIB } from '../base/units.ts'
import { type BatchHeader, readBatchHeader } from '../wire/record-batch.ts'

/** Bytes of recent appends one broker keeps, over all its partitions. */
export const DEFAULT_TAIL_CACHE_BYTES = 16 * MIB
/** Bytes of recent appends one partition keeps. */
export const MAX_PARTITION_TAIL_BYTES = 4 * MIB
/** A slice smaller than this share of its memory is copied, so that it does not pin the rest. */
const MIN_SHARE_OF_BACKING = 0.5

/** One append. */
interface Chunk {
  readonly owner: TailCache
  /** Emptied when dropped, so that no queue slot pins the memory. */
  bytes: Buffer
  readonly sizeBytes: number
  isDropped: boolean
  readonly firstOffset: number
  readonly lastOffset: number
}

/** Shares the bytes of a broker among its partitions: the oldest append of all goes first. */
export class TailCacheBudget {
  readonly #limitBytes: number
  /** In order of arrival from `#head` on; chunks their owner let go of are skipped when they come first. */
  #queue: Chunk[] = []
  #head = 0
  #usedBytes = 0

  constructor(limitBytes = DEFAULT_TAIL_CACHE_BYTES) {
    this.#limitBytes = limitBytes
  }

  get usedBytes(): number {
    return this.#usedBytes
  }

  add(chunk: Chunk): void {
    this.#queue.push(chunk)
    this.#usedBytes += chunk.bytes.length
    for (let oldest = this.#queue[this.#head]; oldest !== undefined; oldest = this.#queue[this.#head]) {
      if (!oldest.isDropped && this.#usedBytes <= this.#limitBytes) break
      if (!oldest.isDropped) oldest.owner.dropOldest()
      this.#head += 1
    }
    if (this.#head < COMPACT_AFTER || this.#head * 2 < this.#queue.length) return
    this.#queue = this.#queue.slice(this.#head)
    this.#head = 0
  }

  remove(chunk: Chunk): void {
    assert(!chunk.isDropped, 'a chunk is dropped once')
    chunk.isDropped = true
    chunk.bytes = EMPTY
    this.#usedBytes -= chunk.sizeBytes
  }
}

/** Slots given up before the queue is cut. */
const COMPACT_AFTER = 64
const EMPTY = Buffer.alloc(0)

/**
 * The most recent appends of one partition in the buffers they came in: followers and consumers at the
 * tail are served without reading the disk. Covers a suffix of the log without gaps, or nothing.
 */
export class TailCache {
  readonly #budget: TailCacheBudget
  #chunks: Chunk[] = []
  #head = 0
  #bytes = 0

  constructor(budget: TailCacheBudget) {
    this.#budget = budget
  }

  /** First offset held, or null when nothing is. */
  get firstOffset(): number | null {
    return this.#chunks[this.#head]?.firstOffset ?? null
  }

  /** Keeps an append; the caller does not change the bytes any more. */
  add(bytes: Buffer, firstOffset: number, lastOffset: number): void {
    if (bytes.length > MAX_PARTITION_TAIL_BYTES) {
      this.clear()
      return
    }
    const isWorthKeeping = bytes.length >= bytes.buffer.byteLength * MIN_SHARE_OF_BACKING
    const kept = isWorthKeeping ? bytes : Buffer.from(bytes)
    const sizeBytes = kept.length
    const chunk = { owner: this, bytes: kept, sizeBytes, isDropped: false, firstOffset, lastOffset }
    this.#chunks.push(chunk)
    this.#bytes += kept.length
    while (this.#bytes > MAX_PARTITION_TAIL_BYTES) this.#drop()
    this.#budget.add(chunk)
  }

  /** Lets go of the oldest append. Called by the budget. */
  dropOldest(): void {
    this.#drop()
  }

  /** Lets go of the appends that end before `offset`: compaction has changed what the files say there. */
  dropBelow(offset: number): void {
    for (let chunk = this.#chunks[this.#head]; chunk !== undefined; chunk = this.#chunks[this.#head]) {
      if (chunk.lastOffset >= offset) return
      this.#drop()
    }
  }

  clear(): void {
    while (this.#head < this.#chunks.length) this.#drop()
    this.#chunks = []
    this.#head = 0
  }

  /**
   * Batches from the one that holds `fetchOffset` on, or null when it is not held here. Limits as in
   * `PartitionLog.read`. One append is answered with its own memory, several are copied together.
   */
  read(options: {
    readonly fetchOffset: number
    readonly maxBytes: number
    readonly upperBoundOffset: number
    readonly minOneMessage: boolean
    readonly allocate?: Allocate
  }): { readonly records: Buffer; readonly firstOffset: number } | null {
    const first = this.firstOffset
    if (first === null || options.fetchOffset < first) return null
    let index = this.#find(options.fetchOffset)
    let chunk = this.#chunks[index]
    if (chunk === undefined) return null
    const start = findBatch(chunk.bytes, (header) => header.lastOffset >= options.fetchOffset)
    if (start === null || start.baseOffset >= options.upperBoundOffset) return null
    const budget = options.minOneMessage ? Math.max(options.maxBytes, start.sizeBytes) : options.maxBytes
    if (start.sizeBytes > budget) return { records: EMPTY, firstOffset: -1 }
    const parts: Buffer[] = []
    let total = 0
    let from = start.position
    while (chunk !== undefined && total < budget) {
      const isCut = chunk.lastOffset >= options.upperBoundOffset
      const end = isCut ? endBelow(chunk.bytes, options.upperBoundOffset) : chunk.bytes.length
      const part = chunk.bytes.subarray(from, Math.min(Math.max(from, end), from + budget - total))
      if (part.length > 0) parts.push(part)
      total += part.length
      if (isCut) break
      from = 0
      index += 1
      chunk = this.#chunks[index]
    }
    const only = parts.length === 1 ? parts[0] : undefined
    if (parts.length === 0) return { records: EMPTY, firstOffset: -1 }
    const records = only ?? join(parts, (options.allocate ?? allocateFresh)(total))
    return { records, firstOffset: start.baseOffset }
  }

  /** Index of the first chunk that ends at or behind `offset`. */
  #find(offset: number): number {
    let low = this.#head
    let high = this.#chunks.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const chunk = this.#chunks[middle] as Chunk // between head and length
      if (chunk.lastOffset < offset) low = middle + 1
      else high = middle
    }
    return low
  }

  #drop(): void {
    const chunk = this.#chunks[this.#head]
    assert(chunk !== undefined, 'there is a chunk to drop')
    this.#head += 1
    this.#bytes -= chunk.sizeBytes
    this.#budget.remove(chunk)
    if (this.#head * 2 > this.#chunks.length) {
      this.#chunks = this.#chunks.slice(this.#head)
      this.#head = 0
    }
  }
}

/** Fills `target` with `parts`, one after another. */
function join(parts: readonly Buffer[], target: Buffer): Buffer {
  let at = 0
  for (const part of parts) at += part.copy(target, at)
  assert(at === target.length, 'the parts fill the buffer')
  return target
}

function findBatch(bytes: Buffer, holds: (header: BatchHeader) => boolean): BatchHeader | null {
  for (let position = 0; position < bytes.length; ) {
    const header = readBatchHeader(bytes, position)
    if (holds(header)) return header
    position += header.sizeBytes
  }
  return null
}

/** Where the first batch begins that reaches `offset`. */
function endBelow(bytes: Buffer, offset: number): number {
  return findBatch(bytes, (header) => header.lastOffset >= offset)?.position ?? bytes.length
}
