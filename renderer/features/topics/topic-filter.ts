/**
 * The language of the topic filter: words that names must contain, `-word` to exclude, comparisons such as
 * `rf:<3` and `size:>10MB`, and `empty`, `internal`, `unhealthy`. A quoted word is always a word.
 */
import type { TopicSummary } from '#contract/topics'
import {
  type FilterLanguage,
  type FilterPart,
  type FilterPreset,
  numberOperator,
  parseFilter,
  textOperator,
} from '../../domain/filter-words.ts'
import type { TopicRow } from './topic-row.ts'

export interface TopicFilter {
  readonly test: (row: TopicRow) => boolean
  readonly needsFigures: boolean
  /** Whether it speaks of internal topics, which are shown then. */
  readonly includesInternal: boolean
  readonly problem: string | null
}

interface TopicPart extends FilterPart<TopicRow> {
  readonly includesInternal?: boolean
}

const known = { needsFigures: false } as const
const late = { needsFigures: true } as const

const LANGUAGE: FilterLanguage<TopicRow, TopicPart> = {
  textOf: ({ topic }) => topic.name,
  keywords: {
    empty: { test: ({ stats }) => stats?.recordCount === 0 && !stats.isPartial, needsFigures: true },
    idle: { test: ({ stats }) => stats?.recordsPerSec === 0, needsFigures: true },
    internal: { test: ({ topic }) => topic.isInternal, includesInternal: true },
    unhealthy: { test: ({ topic }) => isUnhealthy(topic) },
  },
  operators: {
    rf: numberOperator<TopicRow>('rf', { of: ({ topic }) => topic.replicationFactor, ...known }),
    partitions: numberOperator<TopicRow>('partitions', { of: ({ topic }) => topic.partitionCount, ...known }),
    size: numberOperator<TopicRow>('size', { of: ({ stats }) => stats?.sizeBytes, ...late }),
    records: numberOperator<TopicRow>('records', { of: ({ stats }) => stats?.recordCount, ...late }),
    rate: numberOperator<TopicRow>('rate', { of: ({ stats }) => stats?.recordsPerSec, ...late }),
    minisr: numberOperator<TopicRow>('minisr', { of: ({ stats }) => stats?.minInSyncReplicas, ...late }),
    cleanup: textOperator<TopicRow>({
      of: ({ stats }) => (typeof stats?.cleanupPolicy === 'string' ? [stats.cleanupPolicy] : []),
      ...late,
    }),
  },
}

export function parseTopicFilter(text: string): TopicFilter {
  const { parts, ...filter } = parseFilter(text, LANGUAGE)
  return {
    ...filter,
    includesInternal: parts.some((part) => 'includesInternal' in part && part.includesInternal === true),
  }
}

export function isUnhealthy(topic: TopicSummary): boolean {
  return topic.leaderlessCount > 0 || topic.underReplicatedCount > 0
}

export const PRESETS: readonly FilterPreset[] = [
  { label: 'Unhealthy', filter: 'unhealthy' },
  { label: 'Empty', filter: 'empty' },
  { label: 'Nothing written lately', filter: 'idle' },
  { label: 'Compacted', filter: 'cleanup:compact' },
  { label: 'One replica', filter: 'rf:1' },
  { label: 'Many partitions', filter: 'partitions:>=12' },
  { label: 'Over 1 GiB', filter: 'size:>1GB' },
  { label: 'Internal', filter: 'internal' },
]
