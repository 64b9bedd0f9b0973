import { describe, expect, it } from 'vitest'
import { judgeName } from './topic-name.ts'

const EXISTING = ['shop.orders', 'clicks']

describe('judgeName', () => {
  it.each(['a', 'Orders-2.v1', 'a'.repeat(249), '...', '_internal', ''])(
    'has nothing against "%s"',
    (name) => {
      expect(judgeName(name, EXISTING)).toEqual({ problem: null, notice: null })
    },
  )

  it.each([
    ['not a name', 'Only letters'],
    ['größe', 'Only letters'],
    ['a/b', 'Only letters'],
    ['.', 'taken'],
    ['..', 'taken'],
    ['a'.repeat(250), '249'],
    ['clicks', 'exists already'],
    ['shop_orders', 'collides with shop.orders'],
  ])('flags "%s"', (name, words) => {
    expect(judgeName(name, EXISTING).problem).toContain(words)
  })

  it('warns of a name that mixes the two characters that metrics cannot tell apart', () => {
    expect(judgeName('shop.order_lines', EXISTING)).toMatchObject({ problem: null })
    expect(judgeName('shop.order_lines', EXISTING).notice).toContain('metrics')
  })
})
