import type { TopicSummary } from '#contract/topics'
import { StateDot, type StateTone } from '../../ui/badge.tsx'

interface Health {
  readonly tone: StateTone
  readonly word: string
  /** Worse is higher. */
  readonly rank: number
}

export function topicHealth({
  leaderlessCount,
  underReplicatedCount,
}: Pick<TopicSummary, 'leaderlessCount' | 'underReplicatedCount'>): Health {
  if (leaderlessCount > 0)
    return { tone: 'bad', word: `${leaderlessCount} leaderless`, rank: 1_000_000 + leaderlessCount }
  if (underReplicatedCount > 0)
    return { tone: 'notice', word: `${underReplicatedCount} under-repl.`, rank: underReplicatedCount }
  return { tone: 'good', word: 'Healthy', rank: 0 }
}

/** A topic's health; in a list the usual case is a mark alone, so that trouble stands out. */
export function TopicHealth({
  topic,
  isWordHidden = false,
}: {
  readonly topic: TopicSummary
  readonly isWordHidden?: boolean
}) {
  const health = topicHealth(topic)
  return <StateDot tone={health.tone} word={health.word} isWordHidden={isWordHidden && health.rank === 0} />
}
