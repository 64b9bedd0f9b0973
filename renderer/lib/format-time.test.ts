import { describe, expect, it } from 'vitest'
import { dayOf, formatDate } from './format-time.ts'

const HOUR_MS = 3_600_000

describe('dayOf', () => {
  it('begins at midnight and ends before the next one', () => {
    const midnight = Date.UTC(2026, 10, 21)
    const day = { fromMs: midnight, untilMs: midnight + 24 * HOUR_MS }
    expect(dayOf(midnight, 'utc')).toEqual(day)
    expect(dayOf(midnight + 24 * HOUR_MS - 1, 'utc')).toEqual(day)
    expect(dayOf(midnight + 24 * HOUR_MS, 'utc').fromMs).toBe(day.untilMs)
  })

  it.each(['local', 'utc'] as const)(
    'holds all of one date in the %s zone, on every day of a year',
    (zone) => {
      for (let day = 0; day < 365; day += 1) {
        const atMs = Date.UTC(2026, 0, 1, 12) + day * 24 * HOUR_MS
        const { fromMs, untilMs } = dayOf(atMs, zone)
        const dates = [fromMs - 1, fromMs, untilMs - 1, untilMs].map((ms) => formatDate(ms, zone))
        const date = formatDate(atMs, zone)
        expect(dates.map((other) => other === date)).toEqual([false, true, true, false])
      }
    },
  )
})
