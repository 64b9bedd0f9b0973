/**
 * The answer of a request that waits for other members. It is given once: by the coordinator, or, when
 * the client's connection ends first, by the parking itself, so that nothing is held for a client that
 * is gone. The coordinator then still counts the member as waiting, as Kafka does, but is told.
 */
import { deferred } from '../../base/deferred.ts'

export class Parked<Answer> {
  readonly promise: Promise<Answer>
  readonly #resolve: (answer: Answer) => void
  readonly #closed: AbortSignal
  readonly #onClosed: () => void
  #isAbandoned = false

  /** @param options.answerIfClosed resolves the promise when the connection ends; it is never sent. */
  constructor(options: {
    readonly closed: AbortSignal
    readonly answerIfClosed: Answer
    readonly onAbandoned: () => void
  }) {
    const { promise, resolve } = deferred<Answer>()
    this.promise = promise
    this.#resolve = resolve
    this.#closed = options.closed
    this.#onClosed = () => {
      this.#isAbandoned = true
      resolve(options.answerIfClosed)
      options.onAbandoned()
    }
    if (options.closed.aborted) queueMicrotask(this.#onClosed)
    else options.closed.addEventListener('abort', this.#onClosed, { once: true })
  }

  /** True when the client went away while waiting. */
  get isAbandoned(): boolean {
    return this.#isAbandoned
  }

  settle(answer: Answer): void {
    this.#closed.removeEventListener('abort', this.#onClosed)
    this.#resolve(answer)
  }
}
