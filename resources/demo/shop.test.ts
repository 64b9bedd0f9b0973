import { describe, expect, it } from 'vitest'
import { SeededRandom } from '#broker/base/random'
import { Shop } from './shop.ts'

const NOW_MS = 1_764_000_000_000

function orders(shop: Shop, count: number): readonly { readonly id: bigint; readonly rest: string }[] {
  return Array.from({ length: count }, () => {
    const text = shop.purchase(NOW_MS).find(({ topic }) => topic === 'orders')?.value ?? ''
    const id = /"orderId":(\d+)/.exec(text)?.[1] ?? ''
    return { id: BigInt(id), rest: text.replace(id, '') }
  })
}

describe('order ids', () => {
  it('go on above those of a shop that was killed a moment before', () => {
    const before = orders(new Shop(new SeededRandom(1), NOW_MS), 900)
    const after = orders(new Shop(new SeededRandom(1), NOW_MS + 1), 1)
    expect(after[0]?.id).toBeGreaterThan(before.at(-1)?.id ?? 0n)
  })

  it('count up by one, above what a double can count and within 64 bits', () => {
    const ids = orders(new Shop(new SeededRandom(1), NOW_MS), 3).map(({ id }) => id)
    const first = ids[0] ?? 0n
    expect(ids).toEqual([first, first + 1n, first + 2n])
    expect(first).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER))
    expect(BigInt.asIntN(64, first)).toBe(first)
  })

  it('are all that differs between shops of one seed', () => {
    const one = orders(new Shop(new SeededRandom(7), NOW_MS), 20).map(({ rest }) => rest)
    expect(orders(new Shop(new SeededRandom(7), NOW_MS + 60_000), 20).map(({ rest }) => rest)).toEqual(one)
  })
})
