import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { GroupDetail } from '#contract/groups'
import type { ConnectionId } from '#contract/values'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { connectionKey } from '../../domain/queries.ts'
import { type LagSample, sampleOf, withSample } from './lag-history.ts'

const NONE: readonly LagSample[] = []

/** The total lag as it was seen; kept for a while after one looks elsewhere, and then with a gap. */
export function useLagHistory(groupId: string, detail: GroupDetail | undefined): readonly LagSample[] {
  const connectionId = useConnectionId()
  const queryClient = useQueryClient()
  const { data } = useQuery<readonly LagSample[]>({
    queryKey: historyKey(connectionId, groupId),
    queryFn: () => NONE,
    enabled: false,
    initialData: NONE,
  })
  useEffect(() => {
    const sample = detail === undefined ? null : sampleOf(detail)
    if (sample === null) return
    queryClient.setQueryData<readonly LagSample[]>(historyKey(connectionId, groupId), (samples = NONE) =>
      withSample(samples, sample),
    )
  }, [detail, connectionId, groupId, queryClient])
  return data
}

/** Beside the groups' own keys: reading groups again must not touch what was seen. */
function historyKey(connectionId: ConnectionId, groupId: string) {
  return [...connectionKey(connectionId), 'lag-history', groupId] as const
}
