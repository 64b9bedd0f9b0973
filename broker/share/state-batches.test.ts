import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../base/random.ts'
import { combine, type StateBatch } from './state-batches.ts'

const batch = (firstOffset: number, lastOffset: number, deliveryState: number, deliveryCount: number) => ({
  firstOffset,
  lastOffset,
  deliveryState,
  deliveryCount,
})

describe('combining stored states', () => {
  it('puts a change into the middle of a range', () => {
    expect(combine([batch(0, 9, 0, 1)], [batch(3, 5, 2, 1)], 0)).toEqual([
      batch(0, 2, 0, 1),
      batch(3, 5, 2, 1),
      batch(6, 9, 0, 1),
    ])
  })

  it('joins neighbours that are alike', () => {
    expect(combine([batch(0, 4, 2, 1)], [batch(5, 9, 2, 1)], 0)).toEqual([batch(0, 9, 2, 1)])
  })

  it('lets the higher delivery count stand, and the later state among equals', () => {
    expect(combine([batch(0, 9, 0, 3)], [batch(0, 9, 2, 2)], 0)).toEqual([batch(0, 9, 0, 3)])
    expect(combine([batch(0, 9, 4, 2)], [batch(0, 9, 0, 2)], 0)).toEqual([batch(0, 9, 4, 2)])
    expect(combine([batch(0, 9, 0, 2)], [batch(0, 9, 2, 2)], 0)).toEqual([batch(0, 9, 2, 2)])
  })

  it('drops what lies before the start', () => {
    expect(combine([batch(0, 4, 0, 1), batch(5, 9, 0, 2)], [], 7)).toEqual([batch(7, 9, 0, 2)])
  })

  it('takes a range whose ends are the wrong way round for nothing', () => {
    expect(combine([], [batch(9, 7, 2, 1)], 0)).toEqual([])
  })

  it.each(Array.from({ length: 50 }, (_, index) => index + 1))(
    'agrees with offset by offset (seed %i)',
    (seed) => {
      const random = new SeededRandom(seed)
      const expected = new Map<number, StateBatch>()
      let combined: StateBatch[] = []
      let start = 0
      for (let step = 0; step < 40; step += 1) {
        if (random.below(5) === 0) start += random.below(5)
        const first = start + random.below(40)
        const change = batch(
          first,
          first + random.below(10),
          [0, 2, 4][random.below(3)] ?? 0,
          random.below(5),
        )
        combined = combine(combined, [change], start)
        for (let offset = change.firstOffset; offset <= change.lastOffset; offset += 1) {
          const present = expected.get(offset)
          const weight = (each: StateBatch) => each.deliveryCount * 10 + each.deliveryState
          if (present === undefined || weight(present) <= weight(change)) expected.set(offset, change)
        }
        for (const offset of expected.keys()) if (offset < start) expected.delete(offset)
      }
      const found = combined.flatMap((each) =>
        Array.from({ length: each.lastOffset - each.firstOffset + 1 }, (_, index) => [
          each.firstOffset + index,
          each.deliveryState,
          each.deliveryCount,
        ]),
      )
      const wanted = [...expected]
        .sort(([a], [b]) => a - b)
        .map(([offset, { deliveryState, deliveryCount }]) => [offset, deliveryState, deliveryCount])
      expect(found).toEqual(wanted)
    },
  )
})
