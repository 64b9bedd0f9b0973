import { useMemo } from 'react'
import { MAX_STATS_TOPICS, type TopicStats } from '#contract/topics'
import { useClient } from '../bridge/client-context.tsx'
import { useConnectionId } from './connection-context.tsx'
import { topicQueries } from './queries.ts'
import {
  type FigureRequest,
  type FigureSource,
  type FiguresView,
  useBatchedFigures,
} from './use-batched-figures.ts'

const VIEW_AGE_MS = 5_000

/** Figures of topics: those in view every five seconds, the others while an order or a filter needs all. */
export function useTopicStats(request: FigureRequest): FiguresView<TopicStats> {
  const client = useClient()
  const connectionId = useConnectionId()
  const source = useMemo(
    (): FigureSource<TopicStats> => ({
      queryKey: [...topicQueries.all(connectionId), 'stats'],
      maxBatch: MAX_STATS_TOPICS,
      viewAgeMs: VIEW_AGE_MS,
      read: (names, signal) => client.topics.stats({ connectionId, names }, { signal }),
      nameOf: ({ name }) => name,
    }),
    [client, connectionId],
  )
  return useBatchedFigures(source, request)
}
