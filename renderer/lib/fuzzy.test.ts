import { describe, expect, it } from 'vitest'
import { fuzzyMatch, fuzzyRank } from './fuzzy.ts'

const rank = (query: string, names: readonly string[]) =>
  fuzzyRank(names, { query, limit: 10, textOf: (name) => name }).map(({ item }) => item)

describe('fuzzyMatch', () => {
  it('finds a subsequence and says where', () => {
    expect(fuzzyMatch('ov2', 'orders.v2')?.positions).toEqual([0, 7, 8])
  })

  it('refuses what is not a subsequence', () => {
    expect(fuzzyMatch('xyz', 'orders')).toBeNull()
    expect(fuzzyMatch('sredro', 'orders')).toBeNull()
  })

  it('ignores case and spaces of the query', () => {
    expect(fuzzyMatch('Or Ders', 'orders')?.positions).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('matches everything with an empty query', () => {
    expect(fuzzyMatch('', 'orders')).toEqual({ score: 0, positions: [] })
  })
})

describe('fuzzyRank', () => {
  it('puts exact before prefix before word start before middle', () => {
    expect(rank('order', ['reorder', 'shop.order', 'orders', 'order'])).toEqual([
      'order',
      'orders',
      'shop.order',
      'reorder',
    ])
  })

  it('takes the occurrence at a word start', () => {
    expect(fuzzyMatch('pay', 'repay.payments')?.positions).toEqual([6, 7, 8])
  })

  it('prefers a run over a jump to the next word', () => {
    expect(rank('shop ord', ['cdc.shop.public.orders', 'shop.orders'])[0]).toBe('shop.orders')
  })

  it('ranks 10,000 names within a frame or two', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `team-${index % 97}.domain.events.${index}.v1`)
    const start = performance.now()
    expect(rank('t42ev1', names).length).toBe(10)
    expect(performance.now() - start).toBeLessThan(200)
  })
})
