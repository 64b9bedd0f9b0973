/**
 * Looks regular expressions up in all topics, a slice at a time, so that no expression and no number of
 * topics keeps a broker from its other work. An expression that takes too many steps matches nothing.
 */
import type { CancelTimer, Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import { MAX_LOOKUP_STEPS, MAX_REGEX_STEPS, REGEX_SLICE_PAUSE_MS, REGEX_SLICE_STEPS } from '../limits.ts'
import { RegexProblem } from '../regex/parse.ts'
import { compileRegex, type Regex } from '../regex/regex.ts'

export interface RegexLookup {
  readonly clock: Clock
  readonly logger: Logger
  readonly regexes: Iterable<string>
  readonly topics: readonly string[]
  /** Told the topics of each expression. */
  readonly onFound: (found: ReadonlyMap<string, ReadonlySet<string>>) => void
}

interface Search {
  readonly text: string
  readonly regex: Regex
  readonly found: Set<string>
  stepsLeft: number
}

/** Starts looking; the first slice comes with the next turn of the event loop. */
export function lookUpRegexes(lookup: RegexLookup): CancelTimer {
  const searches: Search[] = []
  const found = new Map<string, ReadonlySet<string>>()
  for (const text of lookup.regexes) {
    const regex = compileRegex(text)
    const topics = new Set<string>()
    found.set(text, topics)
    // Checked when it came in; one from another broker's log may still be beyond ours.
    if (regex instanceof RegexProblem) warn(lookup, text, regex.description)
    else searches.push({ text, regex, found: topics, stepsLeft: MAX_REGEX_STEPS })
  }
  let stepsLeft = MAX_LOOKUP_STEPS
  let searchIndex = 0
  let topicIndex = 0
  const runSlice = () => {
    const slice = { steps: REGEX_SLICE_STEPS }
    while (slice.steps > 0) {
      const search = searches[searchIndex]
      if (search === undefined) {
        lookup.onFound(found)
        return
      }
      const topic = lookup.topics[topicIndex]
      search.stepsLeft = Math.min(search.stepsLeft, stepsLeft)
      const before = slice.steps
      const isOver = topic === undefined || !matchOne(lookup, search, { topic, slice })
      stepsLeft = Math.max(0, stepsLeft - (before - slice.steps))
      topicIndex = isOver ? 0 : topicIndex + 1
      if (isOver) searchIndex += 1
    }
    cancel = lookup.clock.after(REGEX_SLICE_PAUSE_MS, runSlice)
  }
  let cancel = lookup.clock.after(0, runSlice)
  return () => cancel()
}

/** False when the search is given up. */
function matchOne(
  lookup: RegexLookup,
  search: Search,
  { topic, slice }: { readonly topic: string; readonly slice: { steps: number } },
): boolean {
  const budget = { steps: search.stepsLeft }
  const isMatch = search.regex.matches(topic, budget)
  slice.steps -= search.stepsLeft - budget.steps + 1
  search.stepsLeft = budget.steps
  if (isMatch === null) {
    search.found.clear()
    warn(lookup, search.text, 'it takes too many steps')
    return false
  }
  if (isMatch) search.found.add(topic)
  return true
}

function warn({ logger }: RegexLookup, regex: string, problem: string): void {
  logger.warn('a regular expression matches no topics', { regex, problem })
}
