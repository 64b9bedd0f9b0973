export type TimeZone = 'local' | 'utc'

interface Parts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly ms: number
}

/** Times beyond this have no date in JavaScript; records may claim any 64-bit number. */
const MAX_DATE_MS = 8.64e15

/** Whether a time can be shown as a date. */
export function isDate(timestampMs: number): boolean {
  return Math.abs(timestampMs) <= MAX_DATE_MS
}

/** `14:03:22.118` in the chosen zone. */
export function formatTimeOfDay(timestampMs: number, zone: TimeZone): string {
  const { hour, minute, second, ms } = partsOf(timestampMs, zone)
  return `${two(hour)}:${two(minute)}:${two(second)}.${ms.toString().padStart(3, '0')}`
}

/** `2026-11-21` in the chosen zone. */
export function formatDate(timestampMs: number, zone: TimeZone): string {
  const { year, month, day } = partsOf(timestampMs, zone)
  return `${year.toString().padStart(4, '0')}-${two(month)}-${two(day)}`
}

export interface Day {
  readonly fromMs: number
  /** The first millisecond of the next one. */
  readonly untilMs: number
}

/** The day that a time is on in the chosen zone; 23 or 25 hours long where the clocks change. */
export function dayOf(timestampMs: number, zone: TimeZone): Day {
  const date = new Date(timestampMs)
  if (zone === 'utc') return { fromMs: date.setUTCHours(0, 0, 0, 0), untilMs: date.setUTCHours(24, 0, 0, 0) }
  return { fromMs: date.setHours(0, 0, 0, 0), untilMs: date.setHours(24, 0, 0, 0) }
}

/** `2026-11-21 14:03:22.118`. */
export function formatDateTime(timestampMs: number, zone: TimeZone): string {
  return `${formatDate(timestampMs, zone)} ${formatTimeOfDay(timestampMs, zone)}`
}

/** The date and time with its offset, for copying: `2026-11-21T14:03:22.118+01:00`. */
export function formatIso(timestampMs: number, zone: TimeZone): string {
  const offsetMinutes = zone === 'utc' ? 0 : -new Date(timestampMs).getTimezoneOffset()
  const sign = offsetMinutes < 0 ? '-' : '+'
  const magnitude = Math.abs(offsetMinutes)
  const suffix = zone === 'utc' ? 'Z' : `${sign}${two(Math.floor(magnitude / 60))}:${two(magnitude % 60)}`
  return `${formatDate(timestampMs, zone)}T${formatTimeOfDay(timestampMs, zone)}${suffix}`
}

/** What a column of times says in its header: `UTC`, or the local offset such as `UTC+1`. */
export function zoneLabel(zone: TimeZone, atMs: number): string {
  if (zone === 'utc') return 'UTC'
  const offsetMinutes = -new Date(atMs).getTimezoneOffset()
  if (offsetMinutes === 0) return 'UTC'
  const hours = Math.trunc(Math.abs(offsetMinutes) / 60)
  const minutes = Math.abs(offsetMinutes) % 60
  return `UTC${offsetMinutes < 0 ? '\u2212' : '+'}${hours}${minutes === 0 ? '' : `:${two(minutes)}`}`
}

function partsOf(timestampMs: number, zone: TimeZone): Parts {
  const date = new Date(timestampMs)
  return zone === 'utc'
    ? {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
        ms: date.getUTCMilliseconds(),
      }
    : {
        year: date.getFullYear(),
        month: date.getMonth() + 1,
        day: date.getDate(),
        hour: date.getHours(),
        minute: date.getMinutes(),
        second: date.getSeconds(),
        ms: date.getMilliseconds(),
      }
}

function two(value: number): string {
  return value.toString().padStart(2, '0')
}
