import { describe, expect, it } from 'vitest'
import { recordCountMark } from './record-count-mark.ts'

describe('recordCountMark', () => {
  it.each([
    [false, true, ''],
    [true, true, '≥'],
    [false, false, '≈'],
    [true, false, '≈'],
  ])(
    'with partitions unread %s and offsets without gaps %s is "%s"',
    (isPartial, isRecordCountExact, mark) => {
      expect(recordCountMark({ isPartial, isRecordCountExact }).mark).toBe(mark)
    },
  )

  it('says why', () => {
    expect(recordCountMark({ isPartial: true, isRecordCountExact: true }).why).toContain('At least')
  })
})
