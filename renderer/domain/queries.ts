/**
 * Reads of a cluster that more than one feature shows. Keys begin with the connection, so that a change can
 * make everything of it stale, and what the two features show can never differ.
 */
import { queryOptions } from '@tanstack/react-query'
import type { AppClient } from '#contract'
import type { ConnectionId } from '#contract/values'

/** How often a list in view is read again. */
const LIST_INTERVAL_MS = 5_000
/** How often one object in view is read again: a stopped broker shows within two seconds. */
export const OBJECT_INTERVAL_MS = 2_000

export const connectionKey = (id: ConnectionId) => ['connection', id] as const

export const brokerQueries = {
  all: (id: ConnectionId) => [...connectionKey(id), 'brokers'] as const,
  summary: (client: AppClient, id: ConnectionId) =>
    queryOptions({
      queryKey: [...brokerQueries.all(id), 'summary'],
      queryFn: ({ signal }) => client.brokers.summary({ connectionId: id }, { signal }),
      refetchInterval: OBJECT_INTERVAL_MS,
    }),
  quorum: (client: AppClient, id: ConnectionId) =>
    queryOptions({
      queryKey: [...brokerQueries.all(id), 'quorum'],
      queryFn: ({ signal }) => client.brokers.quorum({ connectionId: id }, { signal }),
      refetchInterval: OBJECT_INTERVAL_MS,
    }),
  configs: (client: AppClient, id: ConnectionId, brokerId: number) =>
    queryOptions({
      queryKey: [...brokerQueries.all(id), 'configs', brokerId],
      queryFn: ({ signal }) => client.brokers.configs({ connectionId: id, brokerId }, { signal }),
    }),
}

export const topicQueries = {
  all: (id: ConnectionId) => [...connectionKey(id), 'topics'] as const,
  list: (client: AppClient, id: ConnectionId) =>
    queryOptions({
      queryKey: [...topicQueries.all(id), 'list'],
      queryFn: ({ signal }) => client.topics.list({ connectionId: id }, { signal }),
      refetchInterval: LIST_INTERVAL_MS,
    }),
  get: (client: AppClient, id: ConnectionId, name: string) =>
    queryOptions({
      queryKey: [...topicQueries.all(id), 'get', name],
      queryFn: ({ signal }) => client.topics.get({ connectionId: id, name }, { signal }),
      refetchInterval: OBJECT_INTERVAL_MS,
    }),
  configs: (client: AppClient, id: ConnectionId, name: string) =>
    queryOptions({
      queryKey: [...topicQueries.all(id), 'configs', name],
      queryFn: ({ signal }) => client.topics.configs({ connectionId: id, name }, { signal }),
    }),
  consumers: (client: AppClient, id: ConnectionId, name: string) =>
    queryOptions({
      queryKey: [...topicQueries.all(id), 'consumers', name],
      queryFn: ({ signal }) => client.topics.consumers({ connectionId: id, name }, { signal }),
      refetchInterval: OBJECT_INTERVAL_MS,
    }),
}

export const groupQueries = {
  all: (id: ConnectionId) => [...connectionKey(id), 'groups'] as const,
  list: (client: AppClient, id: ConnectionId) =>
    queryOptions({
      queryKey: [...groupQueries.all(id), 'list'],
      queryFn: ({ signal }) => client.groups.list({ connectionId: id }, { signal }),
      refetchInterval: LIST_INTERVAL_MS,
    }),
  summaries: (client: AppClient, id: ConnectionId, groupIds: readonly string[]) =>
    queryOptions({
      queryKey: [...groupQueries.all(id), 'summaries', groupIds],
      queryFn: ({ signal }) =>
        client.groups.summaries({ connectionId: id, groupIds: [...groupIds] }, { signal }),
      refetchInterval: OBJECT_INTERVAL_MS,
      enabled: groupIds.length > 0,
    }),
}
