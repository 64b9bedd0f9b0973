import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ConnectionInput } from '#contract/connections'
import type { ConnectionId } from '#contract/values'
import { useClient } from '../../bridge/client-context.tsx'
import { connectionQueries } from '../../domain/connection-context.tsx'

export function useSaveConnection() {
  const client = useClient()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (input: ConnectionInput) => client.connections.save(input),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: connectionQueries.all }),
  })
}

export function useRemoveConnection() {
  const client = useClient()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (connectionId: ConnectionId) => client.connections.remove({ connectionId }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: connectionQueries.all }),
  })
}
