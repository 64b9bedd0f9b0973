import { queryOptions, useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react'
import type { AppClient } from '#contract'
import { type ConnectionProfile, type ConnectionState, type GuardMode } from '#contract/connections'
import { ConnectionId, LOCAL_CONNECTION_ID } from '#contract/values'
import { useClient } from '../bridge/client-context.tsx'
import { useStream } from '../bridge/use-stream.ts'

export const connectionQueries = {
  all: ['connections'] as const,
  list: (client: AppClient) =>
    queryOptions({
      queryKey: [...connectionQueries.all, 'list'],
      queryFn: ({ signal }) => client.connections.list({}, { signal }),
      staleTime: 30_000,
    }),
}

export interface Connections {
  readonly profiles: readonly ConnectionProfile[]
  readonly states: ReadonlyMap<string, ConnectionState>
  readonly currentId: ConnectionId
  /** Undefined while loading, or when the address names one that is gone. */
  readonly current: ConnectionProfile | undefined
  readonly isLoaded: boolean
}

const ConnectionsContext = createContext<Connections>({
  profiles: [],
  states: new Map(),
  currentId: LOCAL_CONNECTION_ID,
  current: undefined,
  isLoaded: false,
})

/** Changes of state kept for folding; the newest of each connection is what counts. */
const MAX_STATE_CHANGES = 1_000

/** All connections, their states, and which one is in view. */
export function ConnectionsProvider(props: { readonly currentId: string; readonly children: ReactNode }) {
  const client = useClient()
  const { data } = useQuery(connectionQueries.list(client))
  const open = useCallback((signal: AbortSignal) => client.connections.watch({}, { signal }), [client])
  const { items } = useStream(open, { capacity: MAX_STATE_CHANGES, reopens: true })
  const value = useMemo((): Connections => {
    const profiles = data ?? []
    return {
      profiles,
      states: new Map(items.map((state) => [state.id, state])),
      currentId: ConnectionId.parse(props.currentId),
      current: profiles.find(({ id }) => id === props.currentId),
      isLoaded: data !== undefined,
    }
  }, [data, items, props.currentId])
  return <ConnectionsContext value={value}>{props.children}</ConnectionsContext>
}

export function useConnections(): Connections {
  return useContext(ConnectionsContext)
}

/** The id that calls about the connection in view carry. */
export function useConnectionId(): ConnectionId {
  return useContext(ConnectionsContext).currentId
}

export interface CurrentConnection {
  readonly id: ConnectionId
  readonly name: string
  readonly guard: GuardMode
  readonly profile: ConnectionProfile | undefined
  /** The connections are known, and this is none of them. */
  readonly isUnknown: boolean
  readonly state: ConnectionState | undefined
}

export function useConnection(): CurrentConnection {
  const { currentId, current, states, isLoaded } = useContext(ConnectionsContext)
  return {
    id: currentId,
    name: current?.name ?? currentId,
    // A connection that is not known yet is treated as the strictest that still lets one look.
    guard: current?.guard ?? 'readOnly',
    profile: current,
    isUnknown: isLoaded && current === undefined,
    state: states.get(currentId),
  }
}
