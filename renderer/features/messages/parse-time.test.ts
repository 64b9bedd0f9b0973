import { describe, expect, it } from 'vitest'
import { parseTime } from './parse-time.ts'

const nowMs = Date.parse('2026-03-01T12:00:00Z')
const utc = { timeZone: 'utc', nowMs } as const
const iso = (text: string) => {
  const parsed = parseTime(text, utc)
  return parsed === null ? null : new Date(parsed).toISOString()
}

describe('typed times', () => {
  it.each([
    ['10m ago', '2026-03-01T11:50:00.000Z'],
    ['2h', '2026-03-01T10:00:00.000Z'],
    ['14:30', '2026-03-01T14:30:00.000Z'],
    ['9:05', '2026-03-01T09:05:00.000Z'],
    ['2026-02-27', '2026-02-27T00:00:00.000Z'],
    ['2026-02-27 09:15', '2026-02-27T09:15:00.000Z'],
    ['2026-02-27T09:15:30.250Z', '2026-02-27T09:15:30.250Z'],
    ['2026-02-27 09:15+02:00', '2026-02-27T07:15:00.000Z'],
    ['1772366400000', '2026-03-01T12:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(iso(text)).toBe(expected)
  })

  it.each(['', 'yesterday', '42', '2026-13-40', '25:99', 'ago'])('refuses "%s"', (text) => {
    expect(parseTime(text, utc)).toBeNull()
  })
})
