import { describe, expect, it } from 'vitest'
import type { RecordPreview } from '#contract/messages'
import { applyEvents, EMPTY_SCAN, MAX_LIVE_ROWS, progressRatio } from './scan-model.ts'

const payload = { kind: 'text', sizeBytes: 1, text: 'x', isTruncated: false } as const

function row(partition: number, offset: number, timestampMs: number): RecordPreview {
  return {
    partition,
    offset,
    timestampMs,
    timestampType: 'createTime',
    key: payload,
    value: payload,
    headerCount: 0,
    sizeBytes: 2,
  }
}

const names = (rows: readonly RecordPreview[]) =>
  rows.map(({ partition, offset }) => `${partition}@${offset}`)
const records = (...found: RecordPreview[]) => ({ type: 'records', records: found }) as const

describe('a scan', () => {
  it('merges partitions by time, newest first, whatever came first', () => {
    const input = { from: { type: 'newest' }, limit: 10 } as const
    const first = applyEvents(EMPTY_SCAN, [records(row(0, 5, 50), row(0, 6, 80))], input)
    const both = applyEvents(first, [records(row(1, 2, 60))], input)
    expect(names(both.rows)).toEqual(['0@6', '1@2', '0@5'])
  })

  it('shows the oldest first and keeps the order of a partition at equal times', () => {
    const input = { from: { type: 'oldest' }, limit: 10 } as const
    const model = applyEvents(EMPTY_SCAN, [records(row(0, 2, 5), row(0, 1, 5), row(1, 0, 4))], input)
    expect(names(model.rows)).toEqual(['1@0', '0@1', '0@2'])
  })

  it('keeps the limit when partitions together found more', () => {
    const input = { from: { type: 'newest' }, limit: 2 } as const
    const model = applyEvents(EMPTY_SCAN, [records(row(0, 1, 1), row(0, 2, 2), row(0, 3, 3))], input)
    expect(names(model.rows)).toEqual(['0@3', '0@2'])
  })

  it('puts what arrives live on top and lets the oldest fall out', () => {
    const input = { from: { type: 'live' }, limit: 1 } as const
    const many = Array.from({ length: MAX_LIVE_ROWS }, (_, offset) => row(0, offset, offset))
    const full = applyEvents(EMPTY_SCAN, [records(...many)], input)
    const next = applyEvents(full, [records(row(0, MAX_LIVE_ROWS, 1))], input)
    expect(next.rows).toHaveLength(MAX_LIVE_ROWS)
    expect(next.rows[0]?.offset).toBe(MAX_LIVE_ROWS)
    expect(next.droppedCount).toBe(1)
  })

  it('tells how far it is over all partitions', () => {
    const partitions = [
      { partition: 0, fromOffset: 0, toOffset: 100, position: 50, error: null },
      { partition: 1, fromOffset: 100, toOffset: 200, position: 200, error: null },
    ]
    expect(progressRatio({ ...EMPTY_SCAN, partitions })).toBe(0.75)
    expect(progressRatio(EMPTY_SCAN)).toBeNull()
  })
})
