import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { AppClient } from '#contract'
import type { ProduceInput } from '#contract/messages'
import type { ConnectionId } from '#contract/values'
import { useClient } from '../../bridge/client-context.tsx'
import { connectionKey } from '../../domain/queries.ts'

export interface RecordAddress {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/** A record never changes: once read it stays as it is. */
export function recordQuery(client: AppClient, connectionId: ConnectionId, address: RecordAddress) {
  return queryOptions({
    queryKey: [...connectionKey(connectionId), 'record', address.topic, address.partition, address.offset],
    queryFn: ({ signal }) => client.messages.get({ connectionId, ...address }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  })
}

interface ProduceCall {
  readonly input: ProduceInput
  readonly signal: AbortSignal
}

export function useProduce() {
  const client = useClient()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ input, signal }: ProduceCall) => client.messages.produce(input, { signal }),
    onSuccess: (_result, { input }) =>
      queries.invalidateQueries({ queryKey: [...connectionKey(input.connectionId), 'topics'] }),
  })
}
