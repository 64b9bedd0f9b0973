/** The real clock: the only home of `Date.now`, `performance.now` and timers in the engine. */
import type { CancelTimer, Clock } from '../base/clock.ts'

/** Most milliseconds a Node timer can wait; longer delays would fire at once. */
const MAX_TIMER_MS = 2_147_483_647

/** Time as the operating system tells it. Timers keep the process alive: their owners cancel them. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs: number, task: () => void): CancelTimer {
    const timer = setTimeout(task, Math.min(Math.max(0, delayMs), MAX_TIMER_MS))
    return () => clearTimeout(timer)
  },
  every(intervalMs: number, task: () => void): CancelTimer {
    const timer = setInterval(task, Math.min(intervalMs, MAX_TIMER_MS))
    return () => clearInterval(timer)
  },
}
