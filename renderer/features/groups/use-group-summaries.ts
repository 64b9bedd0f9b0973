import { useMemo } from 'react'
import { type GroupSummary, MAX_SUMMARY_GROUPS } from '#contract/groups'
import { useClient } from '../../bridge/client-context.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { groupQueries } from '../../domain/queries.ts'
import {
  type FigureRequest,
  type FigureSource,
  type FiguresView,
  useBatchedFigures,
} from '../../domain/use-batched-figures.ts'

const VIEW_AGE_MS = 2_000

/** Members, topics and lag of groups: those in view every two seconds, the others when all are needed. */
export function useGroupSummaries(request: FigureRequest): FiguresView<GroupSummary> {
  const client = useClient()
  const connectionId = useConnectionId()
  const source = useMemo(
    (): FigureSource<GroupSummary> => ({
      queryKey: [...groupQueries.all(connectionId), 'figures'],
      maxBatch: MAX_SUMMARY_GROUPS,
      viewAgeMs: VIEW_AGE_MS,
      read: (groupIds, signal) => client.groups.summaries({ connectionId, groupIds }, { signal }),
      nameOf: ({ groupId }) => groupId,
    }),
    [client, connectionId],
  )
  return useBatchedFigures(source, request)
}
