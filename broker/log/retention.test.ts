import { describe, expect, it } from 'vitest'
import type { LogConfig } from '../base/log-config.ts'
import { COMPACTED, put } from '../testing/compaction-fixture.ts'
import { append, openTestLog } from '../testing/log-fixture.ts'
import { DEFAULT_LOG_CONFIG } from './log-types.ts'
import { countExpiredSegments, type RetentionInput, type RetentionSegment } from './retention.ts'

const NOW = 1_700_000_000_000

/** Segments of 100 bytes and ten records, `ageMs` old each. */
function segments(...agesMs: readonly number[]): RetentionSegment[] {
  return agesMs.map((ageMs, index) => ({
    sizeBytes: 100,
    nextOffset: (index + 1) * 10,
    latestMs: NOW - ageMs,
  }))
}

function count(config: Partial<LogConfig>, input: Partial<RetentionInput> = {}): number {
  return countExpiredSegments({
    segments: segments(5_000, 4_000, 3_000, 2_000, 0),
    config: { ...DEFAULT_LOG_CONFIG, retentionMs: -1, retentionBytes: -1, ...config },
    nowMs: NOW,
    highWatermark: 50,
    logStartOffset: 0,
    ...input,
  })
}

describe('retention', () => {
  it('goes by age', () => {
    expect(count({ retentionMs: 2_999 })).toBe(3)
    expect(count({ retentionMs: 3_000 })).toBe(2)
    expect(count({ retentionMs: 0 })).toBe(4)
  })

  it('stops at the first segment that is young enough, whatever lies behind it', () => {
    expect(count({ retentionMs: 1_000 }, { segments: segments(5_000, 500, 4_000, 0) })).toBe(1)
  })

  it('goes by size and keeps at least as much as it may', () => {
    expect(count({ retentionBytes: 300 })).toBe(2)
    expect(count({ retentionBytes: 301 })).toBe(1)
    expect(count({ retentionBytes: 0 })).toBe(5)
  })

  it('takes the stricter of both', () => {
    expect(count({ retentionMs: 3_999, retentionBytes: 200 })).toBe(3)
    expect(count({ retentionMs: 1_999, retentionBytes: 400 })).toBe(4)
  })

  it('removes nothing at or above the high watermark', () => {
    expect(count({ retentionMs: 0, retentionBytes: 0 }, { highWatermark: 29 })).toBe(2)
    expect(count({ retentionMs: 0 }, { highWatermark: 0 })).toBe(0)
  })

  it('of a topic that is compacted and deleted goes by age and size, of one only compacted by the log start', () => {
    const both = { isDelete: true, isCompact: true }
    const compacted = { isDelete: false, isCompact: true }
    expect(count({ cleanupPolicy: both, retentionMs: 2_999 })).toBe(3)
    expect(count({ cleanupPolicy: compacted, retentionMs: 2_999, retentionBytes: 0 })).toBe(0)
    expect(count({ cleanupPolicy: compacted }, { logStartOffset: 20 })).toBe(2)
  })

  it('of a topic with an empty policy removes what lies before the log start alone', () => {
    const neither = { isDelete: false, isCompact: false }
    expect(count({ cleanupPolicy: neither, retentionMs: 0, retentionBytes: 0 })).toBe(0)
    expect(count({ cleanupPolicy: neither }, { logStartOffset: 10 })).toBe(1)
  })
})

describe('deleted records', () => {
  it('of a log being compacted end the pass, and nothing comes back', async () => {
    const { log } = openTestLog({
      config: { ...COMPACTED, cleanupPolicy: { isDelete: true, isCompact: true }, retentionMs: -1 },
    })
    for (let round = 0; round < 20; round += 1) put(log, [['a', `${round}`]])
    let rests = 0
    const pace = {
      spend: () => {},
      isDue: () => true,
      rest: () => {
        rests += 1
        if (rests === 10) log.deleteRecordsBefore(12)
        return Promise.resolve()
      },
    }
    const options = { nowMs: NOW, offsetMapBytes: 10_000, seed: Buffer.alloc(16) }
    expect(await log.compaction.run({ ...options, pace })).toBeNull()
    expect(log.logStartOffset).toBe(12)
    expect(() =>
      log.read({ fetchOffset: 11, maxBytes: 1, upperBoundOffset: 20, minOneMessage: true }),
    ).toThrow(expect.objectContaining({ errorName: 'OFFSET_OUT_OF_RANGE' }))
    expect(await log.compaction.run({ ...options, pace })).not.toBeNull()
    expect(log.logStartOffset).toBe(12)
  })
})

describe('the active segment of a compacted topic', () => {
  it('is closed when max.compaction.lag.ms asks for it before segment.ms does', () => {
    const { log } = openTestLog({ config: { ...COMPACTED, segmentBytes: 10_000, maxCompactionLagMs: 1_000 } })
    put(log, [['a', '1']], { timestampMs: NOW })
    put(log, [['a', '2']], { timestampMs: NOW + 1_000 })
    expect(log.segmentCount).toBe(1)
    put(log, [['a', '3']], { timestampMs: NOW + 1_001 })
    expect(log.segmentCount).toBe(2)
    const other = openTestLog({ config: { maxCompactionLagMs: 1_000 } }).log
    append(other, ['a'], { timestampMs: NOW })
    append(other, ['a'], { timestampMs: NOW + 5_000 })
    expect(other.segmentCount).toBe(1)
  })
})
