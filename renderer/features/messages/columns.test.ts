import { describe, expect, it } from 'vitest'
import type { RecordPreview } from '#contract/messages'
import { hasOtherDay, recordColumns } from './columns.tsx'

const at = (timestampMs: number) => ({ timestampMs }) as RecordPreview // all that is looked at
const NOW_MS = Date.UTC(2026, 10, 21, 12)

describe('the columns of records', () => {
  it('make room for a date when some record is of another day', () => {
    const timeWidth = (hasDates: boolean) =>
      recordColumns({ zone: 'UTC', isInspectorOpen: false, hasDates }).find(({ id }) => id === 'timestamp')
        ?.minWidth ?? 0
    expect(timeWidth(true)).toBeGreaterThan(180)
    expect(timeWidth(false)).toBeLessThan(timeWidth(true))
    expect(hasOtherDay([at(NOW_MS), at(1_700_000_000_000)], 'utc', NOW_MS)).toBe(true)
    expect(hasOtherDay([at(NOW_MS), at(NOW_MS - 1_000), at(-1)], 'utc', NOW_MS)).toBe(false)
    expect(hasOtherDay([at(Date.UTC(2026, 10, 22))], 'utc', NOW_MS)).toBe(true)
  })
})
