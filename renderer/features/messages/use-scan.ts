/**
 * Runs a scan and shows it at most a few times a second. A paused tail takes nothing: the stream's credit
 * holds the reader back, and it goes on where it stopped.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { AppError } from '#contract/errors'
import type { ScanEvent, ScanInput } from '#contract/messages'
import { useClient } from '../../bridge/client-context.tsx'
import { applyEvents, EMPTY_SCAN, goOn, type ScanModel } from './scan-model.ts'

/** Time between renderings. */
const RENDER_INTERVAL_MS = 120

export interface Scan {
  readonly model: ScanModel
  readonly state: 'idle' | 'running' | 'ended' | 'failed'
  readonly error: AppError | null
  readonly isPaused: boolean
  readonly setPaused: (isPaused: boolean) => void
  readonly stop: () => void
  /** Runs it again from the start; what is shown stays until the first rows come. */
  readonly restart: () => void
  /** Reads the next rows, after those that are shown. For a scan that ended at its limit. */
  readonly readOn: () => void
}

interface Run {
  readonly model: ScanModel
  readonly state: Scan['state']
  readonly error: AppError | null
}

const IDLE: Run = { model: EMPTY_SCAN, state: 'idle', error: null }

/** @param input null: nothing is read yet. */
export function useScan(input: ScanInput | null): Scan {
  const client = useClient()
  const [run, setRun] = useState<Run>(IDLE)
  const [count, setCount] = useState(0)
  const [isPaused, setPausedState] = useState(false)
  const gate = useRef<Gate>(openGate())
  const controller = useRef<AbortController | null>(null)
  const key = JSON.stringify(input)

  const start = useCallback(
    (parsed: ScanInput, model: ScanModel) => {
      controller.current?.abort()
      const abort = new AbortController()
      controller.current = abort
      gate.current.open()
      setPausedState(false)
      void drain(client.messages.scan(parsed, { signal: abort.signal }), {
        input: parsed,
        model,
        gate: gate.current,
        signal: abort.signal,
        show: setRun,
      })
      return () => controller.current?.abort()
    },
    [client],
  )

  useEffect(() => {
    const parsed = JSON.parse(key) as ScanInput | null // its own text, one line up
    if (parsed === null) {
      setRun(IDLE)
      return
    }
    return start(parsed, EMPTY_SCAN)
  }, [start, key, count])

  const setPaused = useCallback((next: boolean) => {
    setPausedState(next)
    if (next) gate.current.close()
    else gate.current.open()
  }, [])
  const stop = useCallback(() => {
    controller.current?.abort()
    gate.current.open()
    setRun((current) => (current.state === 'running' ? { ...current, state: 'ended' } : current))
  }, [])
  const restart = useCallback(() => setCount((current) => current + 1), [])
  const { model } = run
  const readOn = useCallback(() => {
    if (input === null || model.end !== 'limit') return
    const next = goOn(model)
    setRun({ model: next, state: 'running', error: null })
    start({ ...input, ranges: [...model.rest] }, next)
  }, [input, model, start])
  return useMemo(
    () => ({ ...run, isPaused, setPaused, stop, restart, readOn }),
    [run, isPaused, setPaused, stop, restart, readOn],
  )
}

interface Drain {
  readonly input: ScanInput
  /** What is there already, when reading goes on. */
  readonly model: ScanModel
  readonly gate: Gate
  readonly signal: AbortSignal
  readonly show: (run: Run) => void
}

async function drain(events: AsyncIterable<ScanEvent>, options: Drain): Promise<void> {
  const { input, gate, signal, show } = options
  let { model } = options
  let pending: ScanEvent[] = []
  let timer: ReturnType<typeof setTimeout> | null = null
  const flush = (state: Run['state'], error: AppError | null = null) => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (signal.aborted) return
    model = applyEvents(model, pending, input)
    pending = []
    show({ model, state, error })
  }
  try {
    for await (const event of events) {
      pending.push(event)
      timer ??= setTimeout(() => flush('running'), RENDER_INTERVAL_MS)
      await gate.whenOpen()
    }
    flush('ended')
  } catch (error) {
    flush(
      'failed',
      error instanceof AppError ? error : new AppError('internal', 'The scan failed.', { cause: error }),
    )
  }
}

interface Gate {
  open(): void
  close(): void
  whenOpen(): Promise<void>
}

function openGate(): Gate {
  let waiting: (() => void) | null = null
  let barrier: Promise<void> = Promise.resolve()
  return {
    open: () => {
      waiting?.()
      waiting = null
    },
    close: () => {
      if (waiting !== null) return
      barrier = new Promise((resolve) => {
        waiting = resolve
      })
    },
    whenOpen: () => barrier,
  }
}
