/**
 * Memory for bytes that are read only to be sent: a fetch takes buffers from here, and they come back when
 * the socket is done with them. Fresh memory for each read costs page faults and drives the garbage
 * collector harder than reading and sending together.
 *
 * The pool owns the buffers nobody uses. A buffer is free or belongs to one open lease, never both; what
 * a lease covered must not be looked at after its release. Contents are not cleared: takers overwrite all
 * they hand on. A lease that is lost is collected like any other memory, so that forgetting to release
 * costs speed and never correctness.
 */
import { assert } from './assert.ts'
import { KIB, MIB } from './units.ts'

/** Bytes one pool keeps for later; what comes back beyond it is left to the garbage collector. */
const DEFAULT_POOL_BYTES = 32 * MIB

/** Smaller buffers are not worth keeping. */
export const MIN_POOLED_BYTES = 16 * KIB

/** Larger ones are rare, and rounding them up to a power of two would waste much. */
export const MAX_POOLED_BYTES = 16 * MIB

/** Gives a buffer of exactly so many bytes, with whatever content; who asks for it overwrites what is used. */
export type Allocate = (sizeBytes: number) => Buffer

/** Memory that the garbage collector takes back. */
export const allocateFresh: Allocate = (sizeBytes) => Buffer.allocUnsafe(sizeBytes)

/** The buffers of one piece of work, released together. */
export interface BufferLease {
  readonly take: Allocate
  /** Gives all of them back; once, when nothing reads or sends them any more. */
  readonly release: () => void
}

/** Free buffers by size, each a power of two; see the paragraph above. */
export class BufferPool {
  readonly #limitBytes: number
  /** Free buffers by their size; the size asked for last comes last. */
  readonly #free = new Map<number, Buffer[]>()
  #freeBytes = 0
  #leasedBytes = 0
  #openLeaseCount = 0

  constructor(limitBytes = DEFAULT_POOL_BYTES) {
    assert(limitBytes >= 0, 'a pool has a limit', { limitBytes })
    this.#limitBytes = limitBytes
  }

  /** Bytes kept for later. */
  get freeBytes(): number {
    return this.#freeBytes
  }

  /** Bytes that open leases hold, of sizes that are kept and of those that are not. */
  get leasedBytes(): number {
    return this.#leasedBytes
  }

  get openLeaseCount(): number {
    return this.#openLeaseCount
  }

  lease(): BufferLease {
    const taken: Buffer[] = []
    let freshBytes = 0
    let isOpen = true
    this.#openLeaseCount += 1
    return {
      take: (sizeBytes) => {
        assert(isOpen, 'a released lease gives nothing')
        if (sizeBytes < MIN_POOLED_BYTES || sizeBytes > MAX_POOLED_BYTES) {
          freshBytes += sizeBytes
          this.#leasedBytes += sizeBytes
          return allocateFresh(sizeBytes)
        }
        const buffer = this.#take(classOf(sizeBytes))
        taken.push(buffer)
        return sizeBytes === buffer.length ? buffer : buffer.subarray(0, sizeBytes)
      },
      release: () => {
        assert(isOpen, 'a lease is released once')
        isOpen = false
        this.#openLeaseCount -= 1
        this.#leasedBytes -= freshBytes
        for (const buffer of taken) this.#giveBack(buffer)
      },
    }
  }

  #take(sizeBytes: number): Buffer {
    this.#leasedBytes += sizeBytes
    const free = this.#free.get(sizeBytes) ?? []
    this.#free.delete(sizeBytes)
    this.#free.set(sizeBytes, free)
    const buffer = free.pop()
    if (buffer === undefined) return Buffer.allocUnsafeSlow(sizeBytes)
    assert(buffer.length === sizeBytes, 'free buffers are kept by their size')
    this.#freeBytes -= sizeBytes
    return buffer
  }

  #giveBack(buffer: Buffer): void {
    this.#leasedBytes -= buffer.length
    assert(this.#leasedBytes >= 0, 'no more comes back than was taken')
    if (buffer.length > this.#limitBytes) return
    this.#free.get(buffer.length)?.push(buffer)
    this.#freeBytes += buffer.length
    this.#shrink()
    assert(this.#freeBytes <= this.#limitBytes, 'a pool keeps to its limit')
  }

  /** Sizes nobody has asked for lately go first. */
  #shrink(): void {
    for (const [sizeBytes, free] of this.#free) {
      while (this.#freeBytes > this.#limitBytes && free.pop() !== undefined) this.#freeBytes -= sizeBytes
      if (this.#freeBytes <= this.#limitBytes) return
    }
  }
}

/** The power of two that holds `sizeBytes`, which lies between the two limits. */
function classOf(sizeBytes: number): number {
  return 2 ** (32 - Math.clz32(sizeBytes - 1))
}
