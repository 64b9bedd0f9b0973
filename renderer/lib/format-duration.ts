const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `252000` → `4 m 12 s`: the two largest units; below a second in `ms`. */
export function formatDuration(ms: number): string {
  if (ms < 0) return `\u2212${formatDuration(-ms)}`
  if (ms < 1) return '0 ms'
  if (ms < SECOND) return `${Math.round(ms)} ms`
  if (ms < 10 * SECOND && ms % SECOND !== 0) return `${(ms / SECOND).toFixed(1)} s`
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`
  if (ms < HOUR) return pair(ms, { unit: MINUTE, name: 'm', minorUnit: SECOND, minorName: 's' })
  if (ms < DAY) return pair(ms, { unit: HOUR, name: 'h', minorUnit: MINUTE, minorName: 'm' })
  return pair(ms, { unit: DAY, name: 'd', minorUnit: HOUR, minorName: 'h' })
}

/** How long ago, in one unit: `4 s ago`, `12 m ago`, `3 d ago`. */
export function formatAgo(ageMs: number): string {
  if (ageMs < 1_500) return 'just now'
  if (ageMs < MINUTE) return `${Math.floor(ageMs / SECOND)} s ago`
  if (ageMs < HOUR) return `${Math.floor(ageMs / MINUTE)} m ago`
  if (ageMs < DAY) return `${Math.floor(ageMs / HOUR)} h ago`
  return `${Math.floor(ageMs / DAY)} d ago`
}

interface Pair {
  readonly unit: number
  readonly name: string
  readonly minorUnit: number
  readonly minorName: string
}

function pair(ms: number, { unit, name, minorUnit, minorName }: Pair): string {
  const major = Math.floor(ms / unit)
  const minor = Math.floor((ms % unit) / minorUnit)
  return minor === 0 ? `${major} ${name}` : `${major} ${name} ${minor} ${minorName}`
}
