import type { TopicStats, TopicSummary } from '#contract/topics'

/** A row of the list: the name at once, the figures when they are read. */
export interface TopicRow {
  readonly topic: TopicSummary
  readonly stats: TopicStats | undefined
}

export const topicRowKey = ({ topic }: TopicRow): string => topic.name
