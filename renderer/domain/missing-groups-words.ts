import { plural } from '../lib/format-number.ts'

/** `Broker 2 is down or does not answer. Groups it keeps may be missing.`; null when none can be. */
export function missingGroupsWords(unreachable: readonly number[]): string | null {
  if (unreachable.length === 0) return null
  return unreachable.length === 1
    ? `Broker ${unreachable[0]} is down or does not answer. Groups it keeps may be missing.`
    : `Brokers ${unreachable.join(', ')} are down or do not answer. Groups they keep may be missing.`
}

/** `8 groups`; `≥ 8 groups` when some may be missing, and no number when none was found then. */
export function groupCountWords(count: number, isPartial: boolean, noun = 'group'): string {
  if (!isPartial) return plural(count, noun)
  return count === 0 ? `no ${noun} known` : `≥ ${plural(count, noun)}`
}
