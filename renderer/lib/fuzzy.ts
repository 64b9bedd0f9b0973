/**
 * Subsequence matching for names: `ordv2` finds `orders.v2`. Scores favour exact, prefix, word starts and
 * runs. One pass per name, no allocation for those that do not match, so that 10,000 names take a few
 * milliseconds per key.
 */
export interface FuzzyMatch {
  readonly score: number
  /** Indexes of the matched characters, ascending. */
  readonly positions: readonly number[]
}

/** Matches `query` (any case, spaces ignored) against `text`; null when it does not fit. */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | null {
  const needle = query.toLowerCase().replaceAll(' ', '')
  return matchLower(needle, text, text.toLowerCase())
}

export interface Ranked<T> {
  readonly item: T
  readonly match: FuzzyMatch
}

/** The best `limit` of `items` for `query`, best first; ties keep their order. */
export function fuzzyRank<T>(
  items: readonly T[],
  options: { readonly query: string; readonly limit: number; readonly textOf: (item: T) => string },
): readonly Ranked<T>[] {
  const needle = options.query.toLowerCase().replaceAll(' ', '')
  const ranked: Ranked<T>[] = []
  for (const item of items) {
    const text = options.textOf(item)
    const match = matchLower(needle, text, text.toLowerCase())
    if (match !== null) ranked.push({ item, match })
  }
  ranked.sort((left, right) => right.match.score - left.match.score)
  return ranked.slice(0, options.limit)
}

function matchLower(needle: string, text: string, lower: string): FuzzyMatch | null {
  if (needle.length === 0) return { score: 0, positions: [] }
  if (needle.length > lower.length || !isSubsequence(needle, lower)) return null
  const contiguousAt = bestOccurrence(needle, lower, text)
  if (contiguousAt >= 0) {
    const positions = Array.from({ length: needle.length }, (_, index) => contiguousAt + index)
    const start = contiguousAt === 0 ? 60 : isWordStart(text, contiguousAt) ? 40 : 10
    const whole = needle.length === lower.length ? 100 : 0
    return { score: 100 + whole + start + needle.length * 4 - lower.length * 0.1, positions }
  }
  return scattered(needle, lower, text)
}

function isSubsequence(needle: string, lower: string): boolean {
  let at = 0
  for (let index = 0; index < needle.length; index++) {
    at = lower.indexOf(needle.charAt(index), at)
    if (at < 0) return false
    at += 1
  }
  return true
}

function bestOccurrence(needle: string, lower: string, text: string): number {
  const first = lower.indexOf(needle)
  for (let at = first; at >= 0; at = lower.indexOf(needle, at + 1)) {
    if (isWordStart(text, at)) return at
  }
  return first
}

function scattered(needle: string, lower: string, text: string): FuzzyMatch {
  const positions: number[] = []
  let at = 0
  let score = 0
  for (let index = 0; index < needle.length; index++) {
    const character = needle.charAt(index)
    let found = lower.indexOf(character, at)
    // A run goes on; otherwise prefer the start of a word when what follows still fits.
    const isRun =
      found === at && positions.length > 0 && isSubsequence(needle.slice(index + 1), lower.slice(at + 1))
    for (
      let candidate = isRun ? -1 : found;
      candidate >= 0;
      candidate = lower.indexOf(character, candidate + 1)
    ) {
      const fits = isSubsequence(needle.slice(index + 1), lower.slice(candidate + 1))
      if (fits && isWordStart(text, candidate)) {
        found = candidate
        break
      }
    }
    score += isWordStart(text, found) ? 8 : 0
    score += positions.at(-1) === found - 1 ? 6 : 0
    positions.push(found)
    at = found + 1
  }
  return { score: score - lower.length * 0.1, positions }
}

function isWordStart(text: string, index: number): boolean {
  if (index === 0) return true
  const before = text.charAt(index - 1)
  if (/[._\-\s/:]/.test(before)) return true
  return before === before.toLowerCase() && /[A-Z]/.test(text.charAt(index))
}
