import { useCallback } from 'react'
import type { ConnectionId } from '#contract/values'
import { useClient } from '../bridge/client-context.tsx'
import { useLatest } from '../bridge/use-stream.ts'

/** Every replica of a cluster, live. */
export function useClusterMap(connectionId: ConnectionId, isEnabled = true) {
  const client = useClient()
  const open = useCallback(
    (signal: AbortSignal) => client.brokers.map({ connectionId }, { signal }),
    [client, connectionId],
  )
  return useLatest(open, isEnabled)
}
