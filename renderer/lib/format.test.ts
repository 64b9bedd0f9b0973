import { describe, expect, it } from 'vitest'
import { formatBytes, formatRate, parseBytes } from './format-bytes.ts'
import { formatAgo, formatDuration } from './format-duration.ts'
import { formatCompact, formatInteger, formatPercent, plural } from './format-number.ts'
import { formatDateTime, formatIso, formatTimeOfDay, zoneLabel } from './format-time.ts'

const NOON_MS = Date.UTC(2026, 10, 21, 14, 3, 22, 118)

describe('formatInteger', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_204, '1\u202f204'],
    [-1_234_567, '\u22121\u202f234\u202f567'],
    [Number.MAX_SAFE_INTEGER, '9\u202f007\u202f199\u202f254\u202f740\u202f991'],
  ])('groups %d', (value, text) => {
    expect(formatInteger(value)).toBe(text)
  })
})

describe('formatCompact', () => {
  it.each([
    [9_999, '9\u202f999'],
    [12_400, '12.4k'],
    [999_499, '999k'],
    [999_500, '1M'],
    [12_400_000, '12.4M'],
    [3_000_000_000, '3G'],
  ])('shortens %d', (value, text) => {
    expect(formatCompact(value)).toBe(text)
  })
})

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 KiB'],
    [1_258_291, '1.2 MiB'],
    [150 * 1024 * 1024, '150 MiB'],
    [5.5 * 1024 ** 4, '5.5 TiB'],
  ])('formats %d', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })

  it('reads what people type as binary units', () => {
    expect(parseBytes('10MB')).toBe(10 * 1024 * 1024)
    expect(parseBytes('1.5 KiB')).toBe(1_536)
    expect(parseBytes('512')).toBe(512)
  })

  it.each(['', 'MB', '10 XB', '-4', '1e3'])('refuses %j as a size', (text) => {
    expect(parseBytes(text)).toBeNull()
  })
})

describe('formatRate', () => {
  it('never shows a trickle as nothing', () => {
    expect(formatRate(0)).toBe('0 rec/s')
    expect(formatRate(0.02)).toBe('<0.1 rec/s')
    expect(formatRate(2.34)).toBe('2.3 rec/s')
    expect(formatRate(312.4)).toBe('312 rec/s')
  })
})

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [850, '850 ms'],
    [1_500, '1.5 s'],
    [42_000, '42 s'],
    [252_000, '4 m 12 s'],
    [3_600_000, '1 h'],
    [7 * 24 * 3_600_000, '7 d'],
    [-1_500, '\u22121.5 s'],
  ])('formats %d ms', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })

  it('tells an age in one unit', () => {
    expect(formatAgo(300)).toBe('just now')
    expect(formatAgo(4_200)).toBe('4 s ago')
    expect(formatAgo(3 * 24 * 3_600_000)).toBe('3 d ago')
  })
})

describe('times', () => {
  it('shows milliseconds in UTC', () => {
    expect(formatTimeOfDay(NOON_MS, 'utc')).toBe('14:03:22.118')
    expect(formatDateTime(NOON_MS, 'utc')).toBe('2026-11-21 14:03:22.118')
    expect(formatIso(NOON_MS, 'utc')).toBe('2026-11-21T14:03:22.118Z')
    expect(zoneLabel('utc', NOON_MS)).toBe('UTC')
  })
})

describe('words', () => {
  it('counts nouns', () => {
    expect(plural(1, 'topic')).toBe('1 topic')
    expect(plural(0, 'topic')).toBe('0 topics')
    expect(plural(2, 'replica in sync', 'replicas in sync')).toBe('2 replicas in sync')
  })

  it('rounds percentages but not to nothing', () => {
    expect(formatPercent(0.004)).toBe('<1\u202f%')
    expect(formatPercent(0.426)).toBe('43\u202f%')
  })
})
