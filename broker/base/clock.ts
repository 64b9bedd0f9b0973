import { assert } from './assert.ts'

/** Cancels a timer; calling it again, or after the timer fired, does nothing. */
export type CancelTimer = () => void

/**
 * The only source of time. Real clocks are made at the edge (`broker/node/system-clock.ts`); the
 * simulator and unit tests use `ManualClock`.
 */
export interface Clock {
  /** Wall-clock milliseconds since the epoch: for record timestamps and retention. */
  nowMs(): number
  /** Milliseconds that never go back, from an arbitrary start: for time-outs and durations. */
  monotonicMs(): number
  /** Runs `task` once after `delayMs`. */
  after(delayMs: number, task: () => void): CancelTimer
  /** Runs `task` every `intervalMs` until cancelled; never twice at once, missed ticks are skipped. */
  every(intervalMs: number, task: () => void): CancelTimer
}

/** Resolves after `delayMs`, or rejects with the signal's reason when it aborts first. */
export function delay(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason)
      return
    }
    const onAbort = () => {
      cancel()
      reject(signal?.reason)
    }
    const cancel = clock.after(delayMs, () => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    })
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

interface ManualTimer {
  dueMs: number
  readonly sequence: number
  readonly intervalMs: number | null
  readonly task: () => void
}

/** A clock that moves only when told to. Timers that are due at the same instant fire in the order set. */
export class ManualClock implements Clock {
  #nowMs: number
  #sequence = 0
  readonly #timers = new Set<ManualTimer>()

  constructor(startMs = 1_700_000_000_000) {
    this.#nowMs = startMs
  }

  nowMs(): number {
    return this.#nowMs
  }

  monotonicMs(): number {
    return this.#nowMs
  }

  after(delayMs: number, task: () => void): CancelTimer {
    return this.#add(delayMs, null, task)
  }

  every(intervalMs: number, task: () => void): CancelTimer {
    assert(intervalMs > 0, 'interval is positive')
    return this.#add(intervalMs, intervalMs, task)
  }

  /** Number of timers still pending: lets a test see that nothing was leaked. */
  get pendingCount(): number {
    return this.#timers.size
  }

  /** Due time of the next timer, or null when there is none. */
  get nextDueMs(): number | null {
    return this.#next()?.dueMs ?? null
  }

  /** Moves time forward, firing each due timer at its own instant. */
  advance(byMs: number): void {
    assert(byMs >= 0, 'time moves forward')
    const targetMs = this.#nowMs + byMs
    for (let timer = this.#next(); timer !== null && timer.dueMs <= targetMs; timer = this.#next()) {
      this.#nowMs = Math.max(this.#nowMs, timer.dueMs)
      if (timer.intervalMs === null) this.#timers.delete(timer)
      else timer.dueMs += timer.intervalMs
      timer.task()
    }
    this.#nowMs = targetMs
  }

  #add(delayMs: number, intervalMs: number | null, task: () => void): CancelTimer {
    const timer: ManualTimer = {
      dueMs: this.#nowMs + Math.max(0, delayMs),
      sequence: this.#sequence++,
      intervalMs,
      task,
    }
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }

  #next(): ManualTimer | null {
    let next: ManualTimer | null = null
    for (const timer of this.#timers) {
      if (next === null || timer.dueMs < next.dueMs) next = timer
      else if (timer.dueMs === next.dueMs && timer.sequence < next.sequence) next = timer
    }
    return next
  }
}
