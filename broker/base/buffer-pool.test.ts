import { describe, expect, it } from 'vitest'
import { AssertionError } from './assert.ts'
import { BufferPool, MAX_POOLED_BYTES, MIN_POOLED_BYTES } from './buffer-pool.ts'
import { SeededRandom } from './random.ts'
import { KIB, MIB } from './units.ts'

/** Takes one buffer and gives it back; returns its memory. */
function useOnce(pool: BufferPool, sizeBytes: number): ArrayBufferLike {
  const lease = pool.lease()
  const memory = lease.take(sizeBytes).buffer
  lease.release()
  return memory
}

describe('BufferPool', () => {
  it('gives buffers of exactly the size asked for', () => {
    const lease = new BufferPool().lease()
    for (const size of [
      0,
      1,
      MIN_POOLED_BYTES - 1,
      MIN_POOLED_BYTES,
      MIB - 1,
      MIB,
      MIB + 1,
      MAX_POOLED_BYTES + 1,
    ]) {
      expect(lease.take(size).length).toBe(size)
    }
  })

  it('uses released memory again for any size of the same power of two', () => {
    const pool = new BufferPool()
    const first = useOnce(pool, MIB)
    expect(useOnce(pool, MIB)).toBe(first)
    expect(useOnce(pool, MIB / 2 + 1)).toBe(first)
    expect(useOnce(pool, MIB / 2)).not.toBe(first)
    expect(useOnce(pool, MIB + 1)).not.toBe(first)
  })

  it('never gives memory to two leases at once', () => {
    const pool = new BufferPool()
    useOnce(pool, MIB)
    const [one, other] = [pool.lease(), pool.lease()]
    const given = new Set([one.take(MIB).buffer, one.take(MIB).buffer, other.take(MIB).buffer])
    expect(given.size).toBe(3)
  })

  it('counts what is leased and what is free', () => {
    const pool = new BufferPool()
    const lease = pool.lease()
    lease.take(MIB)
    lease.take(20 * KIB)
    lease.take(KIB)
    expect(pool).toMatchObject({ leasedBytes: MIB + 33 * KIB, freeBytes: 0, openLeaseCount: 1 })
    lease.release()
    expect(pool).toMatchObject({ leasedBytes: 0, freeBytes: MIB + 32 * KIB, openLeaseCount: 0 })
  })

  it('keeps no more than its limit and gives up sizes that nobody asks for', () => {
    const pool = new BufferPool(2 * MIB)
    const small = pool.lease()
    for (let count = 0; count < 64; count += 1) small.take(32 * KIB)
    small.release()
    expect(pool.freeBytes).toBe(2 * MIB)
    const first = useOnce(pool, 2 * MIB)
    expect(pool.freeBytes).toBe(2 * MIB)
    expect(useOnce(pool, 2 * MIB)).toBe(first)
  })

  it('does not keep a buffer larger than its limit, nor sizes outside the pooled ones', () => {
    const pool = new BufferPool(MIB)
    for (const size of [2 * MIB, MIN_POOLED_BYTES - 1, MAX_POOLED_BYTES + 1]) useOnce(pool, size)
    expect(pool.freeBytes).toBe(0)
  })

  it('asserts that a lease is released once and gives nothing afterwards', () => {
    const lease = new BufferPool().lease()
    lease.release()
    expect(() => lease.release()).toThrow(AssertionError)
    expect(() => lease.take(1)).toThrow(AssertionError)
  })

  it('keeps every open lease apart through a long seeded run', () => {
    const random = new SeededRandom(7)
    const pool = new BufferPool(4 * MIB)
    const open: {
      readonly lease: ReturnType<BufferPool['lease']>
      readonly bytes: Buffer
      readonly mark: number
    }[] = []
    for (let step = 0; step < 3_000; step += 1) {
      if (open.length < 12 && random.below(2) === 0) {
        const lease = pool.lease()
        const bytes = lease.take(1 + random.below(256 * KIB)).fill(step & 0xff)
        open.push({ lease, bytes, mark: step & 0xff })
        continue
      }
      const [entry] = open.splice(random.below(Math.max(1, open.length)), 1)
      if (entry === undefined) continue
      expect([entry.bytes[0], entry.bytes.at(-1)]).toEqual([entry.mark, entry.mark])
      entry.lease.release()
    }
    for (const { lease } of open) lease.release()
    expect(pool.leasedBytes).toBe(0)
    expect(pool.freeBytes).toBeLessThanOrEqual(4 * MIB)
  })
})
