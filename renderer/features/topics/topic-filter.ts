/**
 * The language of the topic filter: words that names must contain, `-word` to exclude, comparisons such as
 * `rf:<3` and `size:>10MB`, and `empty`, `internal`, `unhealthy`. A quoted word is always a word.
 */
import type { TopicStats, TopicSummary } from '#contract/topics'
import { parseBytes } from '../../lib/format-bytes.ts'

export interface TopicFilter {
  readonly test: (topic: TopicSummary, stats: TopicStats | undefined) => boolean
  /** Whether figures decide, so that those of all topics must be read. */
  readonly needsStats: boolean
  /** Whether it speaks of internal topics, which are shown then. */
  readonly includesInternal: boolean
  /** What was not understood, in words. */
  readonly problem: string | null
}

type Predicate = (topic: TopicSummary, stats: TopicStats | undefined) => boolean

interface Part {
  readonly test?: Predicate
  readonly needsStats?: boolean
  readonly includesInternal?: boolean
  readonly problem?: string
}

export function parseTopicFilter(text: string): TopicFilter {
  const tokens = text.match(/-?"[^"]*"?|\S+/g) ?? []
  const parts = tokens.map(parseToken)
  return {
    test: (topic, stats) => parts.every((part) => part.test?.(topic, stats) ?? true),
    needsStats: parts.some((part) => part.needsStats === true),
    includesInternal: parts.some((part) => part.includesInternal === true),
    problem: parts.find((part) => part.problem !== undefined)?.problem ?? null,
  }
}

const KEYWORDS: Readonly<Record<string, Part>> = {
  empty: { test: (_, stats) => stats?.recordCount === 0, needsStats: true },
  idle: { test: (_, stats) => stats?.recordsPerSec === 0, needsStats: true },
  internal: { test: ({ isInternal }) => isInternal, includesInternal: true },
  unhealthy: { test: isUnhealthy },
}

type NumberOf = (topic: TopicSummary, stats: TopicStats | undefined) => number | null | undefined

const NUMBERS: Readonly<Record<string, { readonly of: NumberOf; readonly needsStats: boolean }>> = {
  rf: { of: (topic) => topic.replicationFactor, needsStats: false },
  partitions: { of: (topic) => topic.partitionCount, needsStats: false },
  size: { of: (_, stats) => stats?.sizeBytes, needsStats: true },
  records: { of: (_, stats) => stats?.recordCount, needsStats: true },
  rate: { of: (_, stats) => stats?.recordsPerSec, needsStats: true },
  minisr: { of: (_, stats) => stats?.minInSyncReplicas, needsStats: true },
}

function parseToken(token: string): Part {
  const quoted = /^(-?)"([^"]*)"?$/.exec(token)
  if (quoted !== null) return wordPart(quoted[2] ?? '', quoted[1] === '-')
  const keyword = KEYWORDS[token.toLowerCase()]
  if (keyword !== undefined) return keyword
  const operator = /^([a-z-]+):(.*)$/i.exec(token)
  if (operator !== null)
    return operatorPart((operator[1] ?? '').toLowerCase().replace('-', ''), operator[2] ?? '')
  return token.startsWith('-') && token.length > 1 ? wordPart(token.slice(1), true) : wordPart(token, false)
}

function wordPart(word: string, isExcluded: boolean): Part {
  const lower = word.toLowerCase()
  return { test: ({ name }) => name.toLowerCase().includes(lower) !== isExcluded }
}

function operatorPart(name: string, value: string): Part {
  if (name === 'cleanup') {
    if (value === '') return {}
    return {
      test: (_, stats) => stats?.cleanupPolicy?.includes(value.toLowerCase()) === true,
      needsStats: true,
    }
  }
  const number = NUMBERS[name]
  if (number === undefined)
    return {
      problem: `There is no operator ${name}: known are rf, partitions, size, records, rate, minisr and cleanup.`,
    }
  if (/^[<>=]*$/.test(value)) return {}
  const comparison = parseComparison(value)
  if (comparison === null)
    return { problem: `${name}:${value} is not a comparison. Write for example ${name}:>10.` }
  return {
    needsStats: number.needsStats,
    test: (topic, stats) => {
      const found = number.of(topic, stats)
      return found !== null && found !== undefined && comparison(found)
    },
  }
}

function parseComparison(text: string): ((value: number) => boolean) | null {
  const match = /^(<=|>=|<|>|=)?(.+)$/.exec(text)
  const limit = match === null ? null : parseBytes(match[2] ?? '')
  if (match === null || limit === null) return null
  switch (match[1]) {
    case '<':
      return (value) => value < limit
    case '<=':
      return (value) => value <= limit
    case '>':
      return (value) => value > limit
    case '>=':
      return (value) => value >= limit
    default:
      return (value) => value === limit
  }
}

export function isUnhealthy(topic: TopicSummary): boolean {
  return topic.leaderlessCount > 0 || topic.underReplicatedCount > 0
}

export interface Preset {
  readonly label: string
  readonly filter: string
}

/** Filters one wants often; choosing one writes it into the box. */
export const PRESETS: readonly Preset[] = [
  { label: 'Unhealthy', filter: 'unhealthy' },
  { label: 'Empty', filter: 'empty' },
  { label: 'Nothing written lately', filter: 'idle' },
  { label: 'Compacted', filter: 'cleanup:compact' },
  { label: 'One replica', filter: 'rf:1' },
  { label: 'Many partitions', filter: 'partitions:>=12' },
  { label: 'Over 1 GiB', filter: 'size:>1GB' },
  { label: 'Internal', filter: 'internal' },
]
