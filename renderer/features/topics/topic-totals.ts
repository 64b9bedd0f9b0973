import type { TopicDetail } from '#contract/topics'
import { formatInteger, plural } from '../../lib/format-number.ts'
import type { StateTone } from '../../ui/badge.tsx'

/** A sum over partitions. `isPartial`: that of some is not known, so it is at least so much. */
export interface Total {
  /** Null when nothing is known. */
  readonly value: number | null
  readonly isPartial: boolean
}

export interface TopicTotals {
  readonly records: Total
  readonly bytes: Total
}

export function topicTotals({ partitions }: TopicDetail): TopicTotals {
  return {
    records: totalOf(
      partitions.map(({ startOffset, endOffset }) =>
        startOffset === null || endOffset === null ? null : endOffset - startOffset,
      ),
    ),
    bytes: totalOf(partitions.map(({ sizeBytes }) => sizeBytes)),
  }
}

/** The state of all partitions in one sentence, the worst first. */
export function healthSentence({ partitions }: TopicDetail): {
  readonly tone: StateTone
  readonly words: string
} {
  const leaderless = partitions.filter(({ leaderId }) => leaderId < 0)
  const behind = partitions.filter(
    ({ replicas, inSyncReplicas, leaderId }) => leaderId >= 0 && inSyncReplicas.length < replicas.length,
  )
  const led = `${formatInteger(partitions.length - leaderless.length)}/${plural(partitions.length, 'partition')} led`
  if (leaderless.length > 0)
    return { tone: 'bad', words: `${led}, ${plural(leaderless.length, 'partition')} without a leader` }
  if (behind.length > 0) {
    const brokers = [
      ...new Set(
        behind.flatMap(({ replicas, inSyncReplicas }) =>
          replicas.filter((id) => !inSyncReplicas.includes(id)),
        ),
      ),
    ].sort((a, b) => a - b)
    return {
      tone: 'notice',
      words: `${led}, ${behind.length} under-replicated on broker ${brokers.join(', ')}`,
    }
  }
  return { tone: 'good', words: `${led}, all replicas in sync` }
}

/** A partition's share of the largest, and the even share, for its skew bar. */
export function skewOf(
  sizeBytes: number | null,
  partitions: readonly { readonly sizeBytes: number | null }[],
): { readonly ratio: number; readonly even: number } {
  const sizes = partitions.map((partition) => partition.sizeBytes ?? 0)
  const largest = Math.max(1, ...sizes)
  const mean = sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length)
  return { ratio: (sizeBytes ?? 0) / largest, even: mean / largest }
}

function totalOf(values: readonly (number | null)[]): Total {
  const known = values.filter((value) => value !== null)
  return {
    value: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0),
    isPartial: known.length < values.length,
  }
}
