import { initProducerId } from '../../wire/generated/init-producer-id.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { ClientCore } from '../client-core.ts'
import { throwIfError } from '../failures.ts'
import { backoffMs } from '../retry.ts'
import type { ProducerIdentity } from './partition-queue.ts'

/** Without transactions the time-out means nothing, but has to be allowed. */
const UNUSED_TRANSACTION_TIMEOUT_MS = 60_000

/** The id of an idempotent producer: asked for when first needed, and again after `discard`. */
export class ProducerId {
  readonly #core: ClientCore
  #current: ProducerIdentity | null = null
  #isAsking = false
  #attempt = 0
  #notBeforeMs = 0

  constructor(core: ClientCore) {
    this.#core = core
  }

  /** null until there is one. */
  get current(): ProducerIdentity | null {
    return this.#current
  }

  /** Gives the id up: the sequences under it are broken. */
  discard(): void {
    this.#current = null
  }

  /** Asks for an id unless that is under way; returns when to call again after a failure. */
  request(listener: { readonly onReady: () => void; readonly onFatal: (error: Error) => void }): number {
    const { clock, random } = this.#core.runtime
    if (this.#isAsking) return Number.POSITIVE_INFINITY
    if (clock.monotonicMs() < this.#notBeforeMs) return this.#notBeforeMs
    this.#isAsking = true
    void this.#ask()
      .then(
        (identity) => {
          this.#current = identity
          this.#attempt = 0
        },
        (error: unknown) => {
          const failure = error instanceof Error ? error : new KafkaError('UNKNOWN_SERVER_ERROR')
          if (!mayHelp(failure)) listener.onFatal(failure)
          this.#notBeforeMs = clock.monotonicMs() + backoffMs(this.#attempt, random)
          this.#attempt += 1
        },
      )
      .finally(() => {
        this.#isAsking = false
        listener.onReady()
      })
    return Number.POSITIVE_INFINITY
  }

  async #ask(): Promise<ProducerIdentity> {
    const response = await this.#core.request(
      initProducerId,
      () => ({ transactionalId: null, transactionTimeoutMs: UNUSED_TRANSACTION_TIMEOUT_MS }),
      { broker: 'any', scope: this.#core.scope({}, this.#core.requestTimeoutMs) },
    )
    throwIfError(response.errorCode)
    return { producerId: response.producerId, producerEpoch: response.producerEpoch }
  }
}

function mayHelp(error: Error): boolean {
  return error instanceof KafkaError && (error.isRetriable || error.errorName === 'BROKER_NOT_AVAILABLE')
}
