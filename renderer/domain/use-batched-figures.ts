/**
 * Figures of many named things, read a batch at a time: first of the rows in view, then, when an order or a
 * filter needs them, of all. They are kept in the query cache, so that pages share what was read.
 */
import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { nowMs } from '../lib/now.ts'

/** Figures out of view are read again after this, while something needs all. */
const BACKGROUND_AGE_MS = 60_000
const REST_MS = 500
const LATE_AFTER_MS = 4_000
const REST_AFTER_ERROR_MS = 5_000

export interface Known<T> {
  readonly figures: T
  readonly readAtMs: number
}

export type KnownByName<T> = ReadonlyMap<string, Known<T>>

/** Where figures come from. Keep it stable (useMemo): another source starts reading again. */
export interface FigureSource<T> {
  readonly queryKey: QueryKey
  readonly maxBatch: number
  /** Figures in view are read again after this. */
  readonly viewAgeMs: number
  readonly read: (names: string[], signal: AbortSignal) => Promise<readonly T[]>
  readonly nameOf: (figures: T) => string
}

export interface FigureRequest {
  /** Rows in view. */
  readonly inView: readonly string[]
  /** All names; used when `needsAll`. */
  readonly all: readonly string[]
  readonly needsAll: boolean
}

export interface FiguresView<T> {
  readonly byName: KnownByName<T>
  /** Why the last batch failed; null when it did not. */
  readonly error: unknown
  /** A batch has been under way for longer than it should. */
  readonly isLate: boolean
}

export function useBatchedFigures<T>(source: FigureSource<T>, request: FigureRequest): FiguresView<T> {
  const { inView, all, needsAll } = request
  const queryClient = useQueryClient()
  const [error, setError] = useState<unknown>(null)
  const [isLate, setIsLate] = useState(false)
  const { data } = useQuery<KnownByName<T>>({
    queryKey: source.queryKey,
    queryFn: () => new Map(),
    enabled: false,
    initialData: () => new Map(),
  })

  useEffect(() => {
    const controller = new AbortController()
    const known = () => queryClient.getQueryData<KnownByName<T>>(source.queryKey) ?? new Map()
    void keepReading({
      source,
      signal: controller.signal,
      next: () => nextBatch(source, known(), { inView, all, needsAll }),
      onRead: (batch) => {
        setError(null)
        queryClient.setQueryData<KnownByName<T>>(source.queryKey, merged(source, known(), batch))
      },
      onError: setError,
      onLate: setIsLate,
    })
    return () => controller.abort()
  }, [source, queryClient, inView, all, needsAll])
  return { byName: data, error, isLate }
}

/** The names to read next: what is missing or old in view, then elsewhere. Empty when all is fresh. */
function nextBatch<T>(
  { viewAgeMs, maxBatch }: FigureSource<T>,
  known: KnownByName<T>,
  { inView, all, needsAll }: FigureRequest,
): string[] {
  const now = nowMs()
  const stale = (maxAgeMs: number) => (name: string) => now - (known.get(name)?.readAtMs ?? 0) > maxAgeMs
  const visible = inView.filter(stale(viewAgeMs)).slice(0, maxBatch)
  if (visible.length > 0 || !needsAll) return visible
  const missing = all.filter((name) => !known.has(name)).slice(0, maxBatch)
  return missing.length > 0 ? missing : all.filter(stale(BACKGROUND_AGE_MS)).slice(0, maxBatch)
}

function merged<T>({ nameOf }: FigureSource<T>, known: KnownByName<T>, batch: readonly T[]): KnownByName<T> {
  const readAtMs = nowMs()
  const next = new Map(known)
  for (const figures of batch) next.set(nameOf(figures), { figures, readAtMs })
  return next
}

interface Reading<T> {
  readonly source: FigureSource<T>
  readonly signal: AbortSignal
  readonly next: () => string[]
  readonly onRead: (batch: readonly T[]) => void
  readonly onError: (error: unknown) => void
  readonly onLate: (isLate: boolean) => void
}

async function keepReading<T>(reading: Reading<T>): Promise<void> {
  const { source, signal, next, onRead, onError, onLate } = reading
  while (!signal.aborted) {
    const names = document.hidden ? [] : next()
    if (names.length === 0) {
      await rest(REST_MS, signal)
      continue
    }
    const timer = setTimeout(() => onLate(true), LATE_AFTER_MS)
    try {
      const batch = await source.read(names, signal)
      if (!signal.aborted) onRead(batch)
    } catch (error) {
      // Denied, timed out or disconnected: the cells say so, and the next try waits.
      if (!signal.aborted) onError(error)
      await rest(REST_AFTER_ERROR_MS, signal)
    } finally {
      clearTimeout(timer)
      if (!signal.aborted) onLate(false)
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
