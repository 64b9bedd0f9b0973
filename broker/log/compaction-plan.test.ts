import { describe, expect, it } from 'vitest'
import type { LogConfig } from '../base/log-config.ts'
import {
  groupSegments,
  isDue,
  type PlanInput,
  type PlannedSegment,
  planCompaction,
} from './compaction-plan.ts'
import { DEFAULT_LOG_CONFIG } from './log-types.ts'

const NOW = 1_700_000_000_000
const COMPACTED = { isDelete: false, isCompact: true }

function segment(
  baseOffset: number,
  options: Partial<PlannedSegment> & { readonly firstMs?: number | null } = {},
): PlannedSegment {
  const { firstMs = NOW - 10_000, ...rest } = options
  return {
    baseOffset,
    nextOffset: baseOffset + 10,
    sizeBytes: 100,
    maxTimestampMs: NOW - 5_000,
    createdMs: NOW - 5_000,
    firstTimestampMs: () => firstMs,
    ...rest,
  }
}

function plan(input: Partial<PlanInput<PlannedSegment>> = {}, config: Partial<LogConfig> = {}) {
  return planCompaction({
    closed: [segment(0), segment(10), segment(20)],
    config: { ...DEFAULT_LOG_CONFIG, cleanupPolicy: COMPACTED, ...config },
    nowMs: NOW,
    cleanedOffset: 0,
    logStartOffset: 0,
    stableOffset: 1_000,
    ...input,
  })
}

const basesOf = (made: ReturnType<typeof plan>) => made?.segments.map(({ baseOffset }) => baseOffset)

describe('what compaction would do', () => {
  it('is nothing for a topic that is not compacted, or without a closed segment', () => {
    expect(plan({}, { cleanupPolicy: { isDelete: true, isCompact: false } })).toBeNull()
    expect(plan({ closed: [] })).toBeNull()
  })

  it('begins where the last pass came to and counts what is dirty from there', () => {
    expect(plan({ cleanedOffset: 10 })).toMatchObject({ dirtyFrom: 10, dirtyRatio: 2 / 3 })
    expect(plan({ cleanedOffset: 30 })).toBeNull()
    expect(plan({ cleanedOffset: 5, logStartOffset: 12 })).toMatchObject({ dirtyFrom: 12, dirtyRatio: 2 / 3 })
  })

  it('ends before the first segment that is not stable as a whole', () => {
    expect(basesOf(plan({ stableOffset: 29 }))).toEqual([0, 10])
    expect(basesOf(plan({ stableOffset: 30 }))).toEqual([0, 10, 20])
    expect(plan({ stableOffset: 9 })).toBeNull()
  })

  it('ends before the first segment that is too young, by its records or, without times, by its age', () => {
    const young = segment(10, { maxTimestampMs: NOW - 100 })
    const timeless = segment(10, { maxTimestampMs: -1, createdMs: NOW - 100 })
    for (const each of [young, timeless]) {
      expect(
        basesOf(plan({ closed: [segment(0), each, segment(20)] }, { minCompactionLagMs: 1_000 })),
      ).toEqual([0])
    }
  })

  it('is due when dirty enough', () => {
    const config = { ...DEFAULT_LOG_CONFIG, cleanupPolicy: COMPACTED }
    const made = plan({ cleanedOffset: 20 })
    expect(made?.dirtyRatio).toBeCloseTo(1 / 3)
    expect(made !== null && isDue(made, { ...config, minCleanableDirtyRatio: 0.5 })).toBe(false)
    expect(made !== null && isDue(made, { ...config, minCleanableDirtyRatio: 0.3 })).toBe(true)
  })

  it('is due when a dirty record is older than max.compaction.lag.ms, clean ones do not count', () => {
    const closed = [
      segment(0, { firstMs: NOW - 90_000 }),
      segment(10, { firstMs: NOW - 50_000 }),
      segment(20),
    ]
    expect(plan({ closed, cleanedOffset: 10 }, { maxCompactionLagMs: 49_999 })?.isOverdue).toBe(true)
    expect(plan({ closed, cleanedOffset: 10 }, { maxCompactionLagMs: 50_000 })?.isOverdue).toBe(false)
    expect(plan({ closed: [segment(0, { firstMs: null })] }, { maxCompactionLagMs: 1 })?.isOverdue).toBe(
      false,
    )
  })
})

describe('neighbours', () => {
  const sizes = (groups: readonly (readonly PlannedSegment[])[]) => groups.map((group) => group.length)
  const config = { ...DEFAULT_LOG_CONFIG, segmentBytes: 250 }

  it('are written as one as long as they fit a segment', () => {
    expect(
      sizes(
        groupSegments(
          [0, 10, 20, 30, 40].map((base) => segment(base)),
          config,
        ),
      ),
    ).toEqual([2, 2, 1])
  })

  it('stay apart when one is too large, its index too full or their offsets too far from each other', () => {
    const large = segment(10, { sizeBytes: 1_000 })
    expect(sizes(groupSegments([segment(0), large, segment(20)], config))).toEqual([1, 1, 1])
    const full = { ...config, segmentIndexBytes: 24, indexIntervalBytes: 50 }
    expect(sizes(groupSegments([segment(0), segment(10)], full))).toEqual([1, 1])
    const far = segment(3_000_000_000)
    expect(sizes(groupSegments([segment(0), far], config))).toEqual([1, 1])
  })
})
