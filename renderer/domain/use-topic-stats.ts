/**
 * Figures of topics, read a batch at a time: first of the rows in view, then, when an order or a filter
 * needs them, of all. They are kept in the query cache, so that pages share what was read.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { AppClient } from '#contract'
import { MAX_STATS_TOPICS, type TopicStats } from '#contract/topics'
import type { ConnectionId } from '#contract/values'
import { useClient } from '../bridge/client-context.tsx'
import { nowMs } from '../lib/now.ts'
import { useConnectionId } from './connection-context.tsx'
import { topicQueries } from './queries.ts'

/** Figures in view are read again after this. */
const VIEW_AGE_MS = 5_000
/** Figures out of view are read again after this, while something needs all. */
const BACKGROUND_AGE_MS = 60_000
const REST_MS = 1_000
const REST_AFTER_ERROR_MS = 5_000

export interface KnownStats {
  readonly stats: TopicStats
  readonly readAtMs: number
}

export type StatsByName = ReadonlyMap<string, KnownStats>

export interface TopicStatsRequest {
  /** Rows in view. */
  readonly inView: readonly string[]
  /** All names; used when `needsAll`. */
  readonly all: readonly string[]
  readonly needsAll: boolean
}

export interface TopicStatsView {
  readonly byName: StatsByName
  /** The last batch failed. */
  readonly error: unknown
}

const NONE: StatsByName = new Map()

export function useTopicStats({ inView, all, needsAll }: TopicStatsRequest): TopicStatsView {
  const client = useClient()
  const connectionId = useConnectionId()
  const queryClient = useQueryClient()
  const [error, setError] = useState<unknown>(null)
  const queryKey = statsKey(connectionId)
  const { data } = useQuery<StatsByName>({ queryKey, queryFn: () => NONE, enabled: false, initialData: NONE })

  useEffect(() => {
    const controller = new AbortController()
    void keepReading({
      client,
      connectionId,
      signal: controller.signal,
      next: () =>
        nextBatch(queryClient.getQueryData<StatsByName>(statsKey(connectionId)) ?? NONE, {
          inView,
          all,
          needsAll,
        }),
      onRead: (batch) => {
        setError(null)
        queryClient.setQueryData<StatsByName>(statsKey(connectionId), (known) => merged(known ?? NONE, batch))
      },
      onError: setError,
    })
    return () => controller.abort()
  }, [client, connectionId, queryClient, inView, all, needsAll])
  return { byName: data, error }
}

function statsKey(connectionId: ConnectionId) {
  return [...topicQueries.all(connectionId), 'stats'] as const
}

/** The names to read next: what is missing or old in view, then elsewhere. Empty when all is fresh. */
function nextBatch(known: StatsByName, { inView, all, needsAll }: TopicStatsRequest): string[] {
  const now = nowMs()
  const stale = (maxAgeMs: number) => (name: string) => now - (known.get(name)?.readAtMs ?? 0) > maxAgeMs
  const visible = inView.filter(stale(VIEW_AGE_MS)).slice(0, MAX_STATS_TOPICS)
  if (visible.length > 0 || !needsAll) return visible
  const missing = all.filter((name) => !known.has(name)).slice(0, MAX_STATS_TOPICS)
  return missing.length > 0 ? missing : all.filter(stale(BACKGROUND_AGE_MS)).slice(0, MAX_STATS_TOPICS)
}

function merged(known: StatsByName, batch: readonly TopicStats[]): StatsByName {
  const readAtMs = nowMs()
  const next = new Map(known)
  for (const stats of batch) next.set(stats.name, { stats, readAtMs })
  return next
}

interface Reading {
  readonly client: AppClient
  readonly connectionId: ConnectionId
  readonly signal: AbortSignal
  readonly next: () => string[]
  readonly onRead: (batch: readonly TopicStats[]) => void
  readonly onError: (error: unknown) => void
}

async function keepReading({ client, connectionId, signal, next, onRead, onError }: Reading): Promise<void> {
  while (!signal.aborted) {
    const names = document.hidden ? [] : next()
    if (names.length === 0) {
      await rest(REST_MS, signal)
      continue
    }
    try {
      const batch = await client.topics.stats({ connectionId, names }, { signal })
      if (!signal.aborted) onRead(batch)
    } catch (error) {
      // Denied, timed out or disconnected: the cells say so, and the next try waits.
      if (!signal.aborted) onError(error)
      await rest(REST_AFTER_ERROR_MS, signal)
    }
  }
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
