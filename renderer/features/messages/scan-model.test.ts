import { describe, expect, it } from 'vitest'
import type { RecordPreview } from '#contract/messages'
import {
  applyEvents,
  EMPTY_SCAN,
  failedPartitions,
  goOn,
  leftOutBatches,
  MAX_LIVE_ROWS,
  progressRatio,
} from './scan-model.ts'

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
  it('keeps the order the rows come in: a partition is never put in another order', () => {
    const input = { from: { type: 'oldest' } } as const
    const first = applyEvents(EMPTY_SCAN, [records(row(0, 5, 50), row(0, 6, 40))], input)
    const both = applyEvents(first, [records(row(1, 2, 45))], input)
    expect(names(both.rows)).toEqual(['0@5', '0@6', '1@2'])
  })

  it('goes on after its limit: rows and figures are added, and what failed before stays named', () => {
    const input = { from: { type: 'newest' } } as const
    const facts = { matchedRecords: 2, scannedBytes: 10, elapsedMs: 5 }
    const one = { partition: 0, fromOffset: 0, toOffset: 4, position: 2, error: null, leftOut: null }
    const failed = {
      partition: 1,
      fromOffset: 0,
      toOffset: 0,
      position: 0,
      error: 'No leader',
      leftOut: null,
    }
    const rest = [{ partition: 0, from: 0, to: 2 }]
    const limited = applyEvents(
      EMPTY_SCAN,
      [
        records(row(0, 3, 3), row(0, 2, 2)),
        { type: 'progress', partitions: [one, failed], scannedRecords: 2, ...facts },
        { type: 'done', reason: 'limit', rest },
      ],
      input,
    )
    expect(limited).toMatchObject({ end: 'limit', rest })
    const next = applyEvents(
      goOn(limited),
      [
        records(row(0, 1, 1), row(0, 0, 0)),
        { type: 'progress', partitions: [{ ...one, position: 4 }], scannedRecords: 3, ...facts },
        { type: 'done', reason: 'end', rest: [] },
      ],
      input,
    )
    expect(names(next.rows)).toEqual(['0@3', '0@2', '0@1', '0@0'])
    expect(next).toMatchObject({ end: 'end', rest: [], scannedRecords: 5, elapsedMs: 10 })
    expect(failedPartitions(next)).toEqual([failed])
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

  it('counts the batches it left out over all runs, each partition by its first', () => {
    const input = { from: { type: 'oldest' } } as const
    const facts = { scannedRecords: 0, matchedRecords: 0, scannedBytes: 0, elapsedMs: 0 }
    const at = (partition: number, offset: number, batchCount: number) =>
      ({
        partition,
        fromOffset: 0,
        toOffset: 9,
        position: 9,
        error: null,
        leftOut: { batchCount, offset, reason: 'r' },
      }) as const
    const first = applyEvents(EMPTY_SCAN, [{ type: 'progress', partitions: [at(1, 5, 2)], ...facts }], input)
    const next = applyEvents(
      goOn(first),
      [{ type: 'progress', partitions: [at(1, 8, 1), at(0, 3, 1)], ...facts }],
      input,
    )
    expect(leftOutBatches(next)).toEqual([
      { partition: 0, offset: 3, batchCount: 1, reason: 'r' },
      { partition: 1, offset: 5, batchCount: 3, reason: 'r' },
    ])
    expect(leftOutBatches(goOn(next))).toEqual(leftOutBatches(next))
  })

  it('tells how far it is over all partitions', () => {
    const partitions = [
      { partition: 0, fromOffset: 0, toOffset: 100, position: 50, error: null, leftOut: null },
      { partition: 1, fromOffset: 100, toOffset: 200, position: 200, error: null, leftOut: null },
    ]
    expect(progressRatio({ ...EMPTY_SCAN, partitions }, 10)).toBe(0.75)
    const rows = Array.from({ length: 9 }, (_, offset) => row(0, offset, offset))
    expect(progressRatio({ ...EMPTY_SCAN, partitions, rows }, 10)).toBe(0.9)
    expect(progressRatio(EMPTY_SCAN, 10)).toBeNull()
  })
})
