/** Groups digits by a narrow no-break space, which neither wraps nor reads as a decimal mark. */
export const THIN_SPACE = '\u202f'

/** `1204` → `1 204`; keeps every digit of a safe integer. */
export function formatInteger(value: number): string {
  const digits = Math.trunc(Math.abs(value)).toString()
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE)
  return value < 0 ? `\u2212${grouped}` : grouped
}

/** `12 400 000` → `12.4M`; for places where the exact number is a hover away. */
export function formatCompact(value: number): string {
  const magnitude = Math.abs(value)
  if (magnitude < 10_000) return formatInteger(value)
  for (const [limit, divisor, suffix] of COMPACT_STEPS) {
    if (magnitude < limit) return `${trimZero((value / divisor).toPrecision(3))}${suffix}`
  }
  return formatInteger(value)
}

const COMPACT_STEPS = [
  [999_500, 1e3, 'k'],
  [999_500_000, 1e6, 'M'],
  [999_500_000_000, 1e9, 'G'],
  [Number.POSITIVE_INFINITY, 1e12, 'T'],
] as const

/** `0.4213` → `42 %`. */
export function formatPercent(ratio: number): string {
  const percent = ratio * 100
  if (percent > 0 && percent < 1) return `<1${THIN_SPACE}%`
  return `${Math.round(percent)}${THIN_SPACE}%`
}

/** `3, 'topic'` → `3 topics`. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatInteger(count)} ${count === 1 ? noun : nouns}`
}

function trimZero(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
