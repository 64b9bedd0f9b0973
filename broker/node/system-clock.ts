/** The real clock: the only home of `Date.now`, `performance.now` and timers in the engine. */
import type { CancelTimer, Clock } from '../base/clock.ts'

/** Most milliseconds a Node timer can wait; longer delays would fire at once. */
const MAX_TIMER_MS = 2_147_483_647

/**
 * A timer that fires so much too late has found the thread busy, frozen or starved. What came in over the
 * network meanwhile is looked at first, or a node would hold the time that it has missed itself against others.
 */
const LATE_MS = 25

/** Time as the operating system tells it. Timers keep the process alive: their owners cancel them. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs: number, task: () => void): CancelTimer {
    const waitMs = Math.min(Math.max(0, delayMs), MAX_TIMER_MS)
    const lateFromMs = performance.now() + waitMs + LATE_MS
    let postponed: NodeJS.Immediate | null = null
    const timer = setTimeout(() => {
      if (performance.now() < lateFromMs) task()
      else postponed = setImmediate(task) // behind the sockets that are ready
    }, waitMs)
    return () => {
      clearTimeout(timer)
      if (postponed !== null) clearImmediate(postponed)
    }
  },
  every(intervalMs: number, task: () => void): CancelTimer {
    const waitMs = Math.min(intervalMs, MAX_TIMER_MS)
    let lateFromMs = performance.now() + waitMs + LATE_MS
    let postponed: NodeJS.Immediate | null = null
    const timer = setInterval(() => {
      const nowMs = performance.now()
      if (nowMs < lateFromMs) task()
      else postponed = setImmediate(task)
      lateFromMs = nowMs + waitMs + LATE_MS
    }, waitMs)
    return () => {
      clearInterval(timer)
      if (postponed !== null) clearImmediate(postponed)
    }
  },
}
