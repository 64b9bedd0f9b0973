/** Times as people type them: `14:30`, `2026-03-01 09:15:30`, `10m ago`, ISO text, epoch milliseconds. */

const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Fewest digits of a number that is taken as epoch milliseconds: the year 2001. */
const MIN_EPOCH_DIGITS = 12

/** Epoch milliseconds, or null when the text is no time. A time of day means today's. */
export function parseTime(
  text: string,
  context: { readonly timeZone: 'local' | 'utc'; readonly nowMs: number },
): number | null {
  const trimmed = text.trim()
  const [, amount, unit] = /^(\d+)\s*(s|m|h|d)(?:\s+ago)?$/.exec(trimmed) ?? []
  if (amount !== undefined && unit !== undefined)
    return context.nowMs - Number(amount) * (UNITS_MS[unit] ?? 0)
  if (/^\d+$/.test(trimmed)) return trimmed.length >= MIN_EPOCH_DIGITS ? Number(trimmed) : null
  const [, date, clock, zone] =
    /^(?:(\d{4}-\d\d-\d\d)[ T]?)?(\d{1,2}:\d\d(?::\d\d(?:\.\d{1,3})?)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(trimmed) ??
    []
  if (date === undefined && clock === undefined) return null
  const day = date ?? dayOf(context)
  const timeOfDay = (clock ?? '00:00').padStart(5, '0')
  const suffix = zone ?? (context.timeZone === 'utc' ? 'Z' : '')
  const parsed = Date.parse(`${day}T${timeOfDay.length === 4 ? `0${timeOfDay}` : timeOfDay}${suffix}`)
  return Number.isNaN(parsed) ? null : parsed
}

function dayOf({ timeZone, nowMs }: { readonly timeZone: 'local' | 'utc'; readonly nowMs: number }): string {
  const now = new Date(nowMs)
  if (timeZone === 'utc') return now.toISOString().slice(0, 10)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
