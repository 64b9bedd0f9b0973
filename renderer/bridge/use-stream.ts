/**
 * Streams of the contract in components. Items are kept in a bounded buffer and rendered at most once a
 * frame; while the document is hidden nothing is rendered and nothing is taken, so that the stream's credit
 * slows the sender down.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { AppError } from '#contract/errors'

export interface StreamView<T> {
  /** The newest items, oldest first, at most `capacity`. */
  readonly items: readonly T[]
  readonly latest: T | undefined
  readonly state: 'idle' | 'open' | 'ended' | 'failed'
  readonly error: AppError | null
  /** Items that fell out of the buffer. */
  readonly droppedCount: number
  /** Opens the stream again from the start. */
  readonly restart: () => void
  /** Empties the buffer; the stream goes on. */
  readonly clear: () => void
}

export interface StreamOptions {
  /** Most items kept; the oldest fall out. 1 keeps only the latest. */
  readonly capacity: number
  /** False closes the stream and keeps what was received. */
  readonly isEnabled?: boolean
  /**
   * Opens again after a failure that may pass, or after the stream ended, with growing pauses. What was
   * received stays until the first item of the next run, which is taken to tell everything again.
   */
  readonly reopens?: boolean
}

/**
 * Opens a stream. Give it a stable function (useCallback): another function is another stream, and empties
 * a buffer of more than one item.
 */
export type OpenStream<T> = (signal: AbortSignal) => AsyncIterable<T>

const FIRST_REOPEN_MS = 500
const MAX_REOPEN_MS = 10_000

type Snapshot<T> = Omit<StreamView<T>, 'restart' | 'clear'>

const IDLE: Snapshot<never> = { items: [], latest: undefined, state: 'idle', error: null, droppedCount: 0 }

export function useStream<T>(open: OpenStream<T>, options: StreamOptions): StreamView<T> {
  const { capacity, isEnabled = true, reopens = false } = options
  const [view, setView] = useState<Snapshot<T>>(IDLE)
  const [run, setRun] = useState(0)
  const buffer = useRef<RingBuffer<T>>({ items: [], droppedCount: 0 })
  const lastOpen = useRef(open)
  const clear = useCallback(() => {
    empty(buffer.current)
    setView((current) => ({ ...current, items: [], latest: undefined, droppedCount: 0 }))
  }, [])

  useEffect(() => {
    if (!isEnabled) {
      setView((current) => ({ ...current, state: 'idle' }))
      return
    }
    if (lastOpen.current !== open && capacity > 1) clear()
    lastOpen.current = open
    const controller = new AbortController()
    const state: Pump<T> = { buffer: buffer.current, capacity, reopens, publish: () => {} }
    state.publish = onceAFrame(controller.signal, (status) => {
      setView({
        items: state.buffer.items.slice(),
        latest: state.buffer.items.at(-1),
        droppedCount: state.buffer.droppedCount,
        ...status,
      })
    })
    void pump(open, state, controller.signal)
    return () => controller.abort()
  }, [open, capacity, isEnabled, reopens, run, clear])

  const restart = useCallback(() => {
    clear()
    setRun((count) => count + 1)
  }, [clear])
  return { ...view, restart, clear }
}

/** The newest item of a stream that tells a state again and again; reopens by itself. */
export function useLatest<T>(open: OpenStream<T>, isEnabled = true): StreamView<T> {
  return useStream(open, { capacity: 1, isEnabled, reopens: true })
}

interface RingBuffer<T> {
  readonly items: T[]
  droppedCount: number
}

interface Status {
  readonly state: 'open' | 'ended' | 'failed'
  readonly error: AppError | null
}

interface Pump<T> {
  readonly buffer: RingBuffer<T>
  readonly capacity: number
  readonly reopens: boolean
  publish: (status: Status) => void
}

async function pump<T>(open: OpenStream<T>, state: Pump<T>, signal: AbortSignal): Promise<void> {
  let pauseMs = FIRST_REOPEN_MS
  let isReplay = false
  state.publish({ state: 'open', error: null })
  while (!signal.aborted) {
    const failure = await drain(open, signal, (item) => {
      pauseMs = FIRST_REOPEN_MS
      if (isReplay) empty(state.buffer)
      isReplay = false
      push(state, item)
      state.publish({ state: 'open', error: null })
    })
    if (signal.aborted) return
    state.publish(failure === null ? { state: 'ended', error: null } : { state: 'failed', error: failure })
    if (!state.reopens) return
    await pause(pauseMs, signal)
    isReplay = true
    pauseMs = Math.min(MAX_REOPEN_MS, pauseMs * 2)
  }
}

async function drain<T>(
  open: OpenStream<T>,
  signal: AbortSignal,
  onItem: (item: T) => void,
): Promise<AppError | null> {
  try {
    for await (const item of open(signal)) {
      if (signal.aborted) return null
      onItem(item)
      if (document.hidden) await untilVisible(signal)
    }
    return null
  } catch (error) {
    return error instanceof AppError
      ? error
      : new AppError('internal', 'The stream failed.', { cause: error })
  }
}

function empty<T>(buffer: RingBuffer<T>): void {
  buffer.items.length = 0
  buffer.droppedCount = 0
}

function push<T>({ buffer, capacity }: Pump<T>, item: T): void {
  buffer.items.push(item)
  // Cutting in slabs keeps a full buffer cheap: one copy per tenth instead of one per item.
  const slack = capacity > 100 ? Math.ceil(capacity / 10) : 0
  if (buffer.items.length > capacity + slack) {
    const excess = buffer.items.length - capacity
    buffer.items.splice(0, excess)
    buffer.droppedCount += excess
  }
}

function onceAFrame(signal: AbortSignal, render: (status: Status) => void): (status: Status) => void {
  let next: Status | null = null
  return (status) => {
    const isScheduled = next !== null
    next = status
    if (isScheduled) return
    requestAnimationFrame(() => {
      const due = next
      next = null
      if (due !== null && !signal.aborted) render(due)
    })
  }
}

function untilVisible(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (document.hidden && !signal.aborted) return
      document.removeEventListener('visibilitychange', check)
      signal.removeEventListener('abort', check)
      resolve()
    }
    document.addEventListener('visibilitychange', check)
    signal.addEventListener('abort', check)
  })
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
