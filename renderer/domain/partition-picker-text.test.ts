import { describe, expect, it } from 'vitest'
import { formatPartitions, parsePartitions } from './partition-picker-text.ts'

describe('partitions that are typed', () => {
  it('are single ones and stretches, in any order', () => {
    expect(parsePartitions('7-9, 3', 10)).toEqual([3, 7, 8, 9])
    expect(parsePartitions(' 3 3,3 ', 10)).toEqual([3])
    expect(parsePartitions('', 10)).toEqual([])
  })

  it('are refused when they are not there or no numbers', () => {
    expect(parsePartitions('10', 10)).toBeNull()
    expect(parsePartitions('3-12', 10)).toBeNull()
    expect(parsePartitions('5-2', 10)).toBeNull()
    expect(parsePartitions('three', 10)).toBeNull()
    expect(parsePartitions('3-', 10)).toBeNull()
  })

  it('read back as they were typed', () => {
    expect(formatPartitions([3, 7, 8, 9, 10, 11, 12])).toBe('3, 7-12')
    expect(formatPartitions([1, 2])).toBe('1, 2')
    expect(formatPartitions([])).toBe('')
  })
})
