import { describe, expect, it } from 'vitest'
import {
  courseOf,
  GAP_MS,
  type LagSample,
  MAX_SAMPLES,
  ratesOf,
  roundUp,
  trendOf,
  withSample,
} from './lag-history.ts'

const START_MS = 1_700_000_000_000

const sample = (second: number, part: Partial<LagSample> = {}): LagSample => ({
  atMs: START_MS + second * 1_000,
  lagRecords: 100,
  committed: 1_000 + second * 40,
  end: 1_100 + second * 50,
  partitionCount: 6,
  ...part,
})

describe('withSample', () => {
  it('passes over what is not later', () => {
    const samples = [sample(1)]
    expect(withSample(samples, sample(1))).toBe(samples)
    expect(withSample(samples, sample(0))).toBe(samples)
    expect(withSample(samples, sample(2))).toHaveLength(2)
  })

  it('stays bounded, and keeps the first and the last', () => {
    let samples: readonly LagSample[] = []
    for (let second = 0; second < MAX_SAMPLES * 3; second++) samples = withSample(samples, sample(second))
    expect(samples.length).toBeLessThanOrEqual(MAX_SAMPLES)
    expect(samples.at(0)).toEqual(sample(0))
    expect(samples.at(-1)).toEqual(sample(MAX_SAMPLES * 3 - 1))
  })
})

describe('ratesOf', () => {
  it('measures over the last minute', () => {
    const samples = Array.from({ length: 90 }, (_, second) => sample(second))
    expect(ratesOf(samples)).toEqual({ readPerSec: 40, writtenPerSec: 50 })
  })

  it('says nothing before ten seconds', () => {
    expect(ratesOf([])).toBeNull()
    expect(ratesOf([sample(0), sample(5)])).toBeNull()
  })

  it('does not compare sums of different partitions', () => {
    expect(ratesOf([sample(0, { partitionCount: 3 }), sample(8), sample(12)])).toBeNull()
  })

  it('takes offsets set back for no reading', () => {
    expect(ratesOf([sample(0), sample(20, { committed: 0 })])?.readPerSec).toBe(0)
  })
})

describe('courseOf', () => {
  it.each([
    [0, 10, 50, 'none'],
    [900, 50, 50, 'steady'],
    [900, 49, 50, 'steady'],
    [300, 90, 50, 'steady'],
    [300, 0, 50, 'growing'],
    [900, 10, 50, 'growing'],
    [900, 60, 50, 'falling'],
  ])('calls %d behind at %d read and %d written %s', (lag, readPerSec, writtenPerSec, course) => {
    expect(courseOf(lag, { readPerSec, writtenPerSec }).course).toBe(course)
  })

  it('tells when nothing will be left', () => {
    expect(courseOf(1_000, { readPerSec: 60, writtenPerSec: 50 })).toEqual({
      course: 'falling',
      toZeroMs: 100_000,
    })
  })
})

describe('trendOf', () => {
  it('has nothing to draw without samples', () => {
    expect(trendOf([])).toBeNull()
  })

  it('starts at zero, ends at the latest, and spans at least a minute', () => {
    const trend = trendOf([sample(0, { lagRecords: 0 }), sample(30, { lagRecords: 80 })])
    expect(trend?.top).toBe(100)
    expect(trend?.runs).toEqual([[{ x: 0.5, y: 0 }]].concat([[{ x: 1, y: 0.8 }]]))
  })

  it('leaves gaps open', () => {
    const gap = GAP_MS / 1_000 + 1
    expect(
      trendOf([sample(0), sample(1), sample(1 + gap), sample(2 + gap)])?.runs.map((run) => run.length),
    ).toEqual([2, 2])
  })
})

describe('roundUp', () => {
  it.each([
    [0, 1],
    [1, 1],
    [3, 5],
    [9, 10],
    [101, 200],
    [2_300, 2_500],
    [9_165, 10_000],
  ])('of %d is %d', (value, top) => {
    expect(roundUp(value)).toBe(top)
  })
})
