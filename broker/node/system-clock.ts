/** The real clock: the only home of `Date.now`, `performance.now` and timers in the engine. */
import type { CancelTimer, Clock } from '../base/clock.ts'

/** Most milliseconds a Node timer can wait; longer delays would fire at once. */
const MAX_TIMER_MS = 2_147_483_647

/**
 * A timer that fires so much too late has found the thread busy, frozen or starved. What came in over the
 * network meanwhile is looked at first, or a node would hold the time that it has missed itself against others.
 */
const LATE_MS = 25

/** Runs `task` at `dueMs`, or behind the sockets that are ready when that has gone by for long. */
class Punctual {
  #postponed: NodeJS.Immediate | null = null

  run(task: () => void, dueMs: number): void {
    if (performance.now() < dueMs + LATE_MS) task()
    else this.#postponed = setImmediate(task)
  }

  cancel(): void {
    if (this.#postponed !== null) clearImmediate(this.#postponed)
  }
}

/** Time as the operating system tells it. Timers keep the process alive: their owners cancel them. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs: number, task: () => void): CancelTimer {
    const waitMs = Math.min(Math.max(0, delayMs), MAX_TIMER_MS)
    const dueMs = performance.now() + waitMs
    const punctual = new Punctual()
    const timer = setTimeout(() => punctual.run(task, dueMs), waitMs)
    return () => {
      clearTimeout(timer)
      punctual.cancel()
    }
  },
  every(intervalMs: number, task: () => void): CancelTimer {
    const waitMs = Math.min(intervalMs, MAX_TIMER_MS)
    let dueMs = performance.now() + waitMs
    const punctual = new Punctual()
    const timer = setInterval(() => {
      const wasDueMs = dueMs
      dueMs = performance.now() + waitMs
      punctual.run(task, wasDueMs)
    }, waitMs)
    return () => {
      clearInterval(timer)
      punctual.cancel()
    }
  },
}
