/**
 * Waiting for a partition to move: fetches that found too little and produces that need the high
 * watermark to pass. Each waits on the partitions it names and on one timer; whichever comes first
 * completes it, once. The number that may wait is bounded.
 */
import { assert } from '../base/assert.ts'
import type { Clock } from '../base/clock.ts'

/** Operations that may wait on one broker; past it, an operation is answered with what there is. */
export const MAX_WAITING_OPERATIONS = 50_000

/** One waiting operation. `check` is called after each move of a partition it watches. */
export interface WaitingOperation {
  /** True when it can be answered now. */
  check(): boolean
  /** Answers it; called exactly once. `isTimeout` when the time ran out first. */
  complete(isTimeout: boolean): void
}

interface Entry {
  readonly operation: WaitingOperation
  readonly lists: readonly WatchList[]
  cancelTimer: () => void
  isDone: boolean
}

/** The operations that wait on one partition. */
export class WatchList {
  readonly entries = new Set<Entry>()

  get isEmpty(): boolean {
    return this.entries.size === 0
  }
}

export class Purgatory {
  readonly #clock: Clock
  #waitingCount = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get waitingCount(): number {
    return this.#waitingCount
  }

  /**
   * Lets `operation` wait on `lists` for at most `maxWaitMs`, or until `signal` aborts (then it is
   * completed as timed out, so that nothing is left behind).
   */
  wait(
    operation: WaitingOperation,
    options: {
      readonly lists: readonly WatchList[]
      readonly maxWaitMs: number
      readonly signal?: AbortSignal
    },
  ): void {
    if (options.maxWaitMs <= 0 || this.#waitingCount >= MAX_WAITING_OPERATIONS || options.signal?.aborted) {
      operation.complete(true)
      return
    }
    const entry: Entry = { operation, lists: options.lists, cancelTimer: () => {}, isDone: false }
    this.#waitingCount += 1
    for (const list of options.lists) list.entries.add(entry)
    const cancelTimer = this.#clock.after(options.maxWaitMs, () => this.#finish(entry, true))
    const onAbort = () => this.#finish(entry, true)
    options.signal?.addEventListener('abort', onAbort, { once: true })
    entry.cancelTimer = () => {
      cancelTimer()
      options.signal?.removeEventListener('abort', onAbort)
    }
  }

  /** Looks again at everything that waits on `list`. */
  wake(list: WatchList): void {
    if (list.isEmpty) return
    for (const entry of Array.from(list.entries)) {
      if (!entry.isDone && entry.operation.check()) this.#finish(entry, false)
    }
  }

  #finish(entry: Entry, isTimeout: boolean): void {
    if (entry.isDone) return
    entry.isDone = true
    entry.cancelTimer()
    for (const list of entry.lists) list.entries.delete(entry)
    this.#waitingCount -= 1
    assert(this.#waitingCount >= 0, 'waiting operations are counted')
    entry.operation.complete(isTimeout)
  }
}
