import { describe, expect, it } from 'vitest'
import type { Clock } from '#broker/base/clock'
import { LOCAL_CONNECTION_ID } from '#contract/values'
import { RateSamples } from './topic-stats.ts'

/** A clock that is set by hand. */
function handClock() {
  let ms = 0
  const clock: Clock = {
    nowMs: () => ms,
    monotonicMs: () => ms,
    after: () => () => {},
    every: () => () => {},
  }
  return { clock, pass: (passedMs: number) => void (ms += passedMs) }
}

describe('RateSamples', () => {
  it('tells the rate between two samples of the same partitions', () => {
    const { clock, pass } = handClock()
    const samples = new RateSamples(clock)
    expect(samples.rate(LOCAL_CONNECTION_ID, 'orders', { sum: 100, partitions: [0, 1] })).toBeNull()
    pass(2_000)
    expect(samples.rate(LOCAL_CONNECTION_ID, 'orders', { sum: 120, partitions: [0, 1] })).toBe(10)
  })

  it('tells none when a partition came or went: the sums do not compare', () => {
    const { clock, pass } = handClock()
    const samples = new RateSamples(clock)
    samples.rate(LOCAL_CONNECTION_ID, 'orders', { sum: 50, partitions: [0] })
    pass(1_000)
    expect(samples.rate(LOCAL_CONNECTION_ID, 'orders', { sum: 5_000, partitions: [0, 1] })).toBeNull()
  })

  it('tells none of a topic of which nothing can be read', () => {
    const { clock, pass } = handClock()
    const samples = new RateSamples(clock)
    samples.rate(LOCAL_CONNECTION_ID, 'orders', { sum: 0, partitions: [] })
    pass(1_000)
    expect(samples.rate(LOCAL_CONNECTION_ID, 'orders', { sum: 0, partitions: [] })).toBeNull()
  })
})
