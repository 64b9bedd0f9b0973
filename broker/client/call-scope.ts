import type { Clock } from '../base/clock.ts'
import { KafkaError } from '../wire/kafka-error.ts'

/** How long a call may take in all unless its caller says otherwise. */
export const DEFAULT_CALL_TIMEOUT_MS = 30_000

/**
 * The bounds of one call: a moment at which it is over, and a signal that ends it earlier. Everything
 * that a call waits for is held against its scope, shared work included.
 */
export class CallScope {
  /** Aborts with the reason of the caller's signal, or of the client's when it closes. */
  readonly signal: AbortSignal
  readonly #clock: Clock
  readonly #deadlineMs: number
  readonly #timeoutMs: number

  constructor(options: { readonly clock: Clock; readonly timeoutMs: number; readonly signal: AbortSignal }) {
    this.#clock = options.clock
    this.#timeoutMs = options.timeoutMs
    this.#deadlineMs = options.clock.monotonicMs() + options.timeoutMs
    this.signal = options.signal
  }

  /** Milliseconds left, never negative. */
  get remainingMs(): number {
    return Math.max(0, this.#deadlineMs - this.#clock.monotonicMs())
  }

  /** Throws the signal's reason, or REQUEST_TIMED_OUT when no time is left. */
  check(what: string): void {
    this.signal.throwIfAborted()
    if (this.remainingMs <= 0) throw this.#timedOut(what)
  }

  /** Settles as `promise` does, unless the scope ends first; `promise` itself goes on. */
  race<T>(promise: Promise<T>, what: string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const settle = () => {
        cancelTimer()
        this.signal.removeEventListener('abort', onAbort)
      }
      const onAbort = () => {
        settle()
        reject(this.signal.reason)
      }
      const cancelTimer = this.#clock.after(this.remainingMs, () => {
        settle()
        reject(this.#timedOut(what))
      })
      this.signal.addEventListener('abort', onAbort, { once: true })
      promise.then(
        (value) => {
          settle()
          resolve(value)
        },
        (error: unknown) => {
          settle()
          reject(error)
        },
      )
      if (this.signal.aborted) onAbort()
    })
  }

  #timedOut(what: string): KafkaError {
    return new KafkaError('REQUEST_TIMED_OUT', `${what} did not finish within ${this.#timeoutMs} ms`)
  }
}
