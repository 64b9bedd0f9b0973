import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ConfigChange, type CreateTopicInput, MAX_STATS_TOPICS } from '#contract/topics'
import { useClient } from '../../bridge/client-context.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { brokerQueries, topicQueries } from '../../domain/queries.ts'

/** After a change everything of topics and brokers is read again. */
function useRefresh(): () => Promise<unknown> {
  const queryClient = useQueryClient()
  const connectionId = useConnectionId()
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: topicQueries.all(connectionId) }),
      queryClient.invalidateQueries({ queryKey: brokerQueries.all(connectionId) }),
    ])
}

export function useCreateTopic() {
  const client = useClient()
  const connectionId = useConnectionId()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (input: Omit<CreateTopicInput, 'connectionId'>) =>
      client.topics.create({ ...input, connectionId }),
    onSuccess: refresh,
  })
}

export interface DeleteOutcome {
  readonly name: string
  readonly error: string | null
}

/** What the host wants typed for a deletion: the topic's name, or how many there are. */
export function deleteConfirmation(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? '') : `${names.length} topics`
}

/** Deletes in batches; `onBatch` is told after each, so that a long plan shows its progress. */
export function useDeleteTopics() {
  const client = useClient()
  const connectionId = useConnectionId()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (input: {
      readonly names: readonly string[]
      readonly onBatch: (outcomes: readonly DeleteOutcome[]) => void
    }) => {
      const outcomes: DeleteOutcome[] = []
      for (let at = 0; at < input.names.length; at += MAX_STATS_TOPICS) {
        const names = input.names.slice(at, at + MAX_STATS_TOPICS)
        const batch = await client.topics.delete({
          connectionId,
          names,
          confirmation: deleteConfirmation(names),
        })
        outcomes.push(...batch)
        input.onBatch(batch)
      }
      return outcomes
    },
    onSettled: refresh,
  })
}

export function useAddPartitions(name: string) {
  const client = useClient()
  const connectionId = useConnectionId()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (input: { readonly partitionCount: number; readonly confirmation?: string }) =>
      client.topics.addPartitions({ connectionId, name, ...input }),
    onSuccess: refresh,
  })
}

export function useAlterConfigs(name: string) {
  const client = useClient()
  const connectionId = useConnectionId()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (input: { readonly changes: readonly ConfigChange[]; readonly confirmation?: string }) =>
      client.topics.alterConfigs({ connectionId, name, ...input, changes: [...input.changes] }),
    onSuccess: refresh,
  })
}

/** Deletes every record there is; per partition its error, or null. */
export function useEmptyTopic() {
  const client = useClient()
  const connectionId = useConnectionId()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (input: {
      readonly name: string
      readonly partitionCount: number
      readonly confirmation?: string
    }) => {
      const { name, partitionCount, ...rest } = input
      const partitions = Array.from({ length: partitionCount }, (_, partition) => ({
        partition,
        beforeOffset: -1,
      }))
      return client.topics.deleteRecords({ connectionId, name, partitions, ...rest })
    },
    onSuccess: refresh,
  })
}
