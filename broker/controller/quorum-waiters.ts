/** Those who wait for the metadata log to move: fetches that found nothing. */
import type { Clock } from '../base/clock.ts'

interface Waiter {
  readonly isDone: () => boolean
  readonly wake: () => void
}

export class QuorumWaiters {
  readonly #clock: Clock
  readonly #waiters = new Set<Waiter>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Resolves when `isDone`, looked at after every move of the log, holds; when the time is over or `signal` aborts. */
  wait(
    isDone: () => boolean,
    { maxWaitMs, signal }: { readonly maxWaitMs: number; readonly signal: AbortSignal },
  ): Promise<void> {
    if (isDone() || signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const finish = () => {
        cancelTimer()
        signal.removeEventListener('abort', finish)
        this.#waiters.delete(waiter)
        resolve()
      }
      const waiter: Waiter = { isDone, wake: finish }
      const cancelTimer = this.#clock.after(maxWaitMs, finish)
      signal.addEventListener('abort', finish, { once: true })
      this.#waiters.add(waiter)
    })
  }

  /** The log has moved. */
  look(): void {
    for (const waiter of Array.from(this.#waiters)) if (waiter.isDone()) waiter.wake()
  }

  /** Nothing more comes. */
  release(): void {
    for (const waiter of Array.from(this.#waiters)) waiter.wake()
  }
}
