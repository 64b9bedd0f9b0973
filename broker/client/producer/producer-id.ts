import { initProducerId } from '../../wire/generated/init-producer-id.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { ClientCore } from '../client-core.ts'
import type { TopicPartition } from '../client-types.ts'
import { throwIfError } from '../failures.ts'
import { backoffMs } from '../retry.ts'
import type { ProducerIdentity } from './partition-queue.ts'

/** Without transactions the time-out means nothing, but has to be allowed. */
const UNUSED_TRANSACTION_TIMEOUT_MS = 60_000

/** Where the sender gets the identity that its batches carry. */
export interface IdentitySource {
  /** null until there is one, and once it was given up. */
  readonly current: ProducerIdentity | null
  /** What Produce requests name, of a producer with transactions. */
  readonly transactionalId: string | null
  /** Newest Produce version that batches under this identity may go in; undefined where every version will do. */
  readonly maxProduceVersion: number | undefined
  /** Whether batches of the partition may go now; if not, `onChange` is called once that may be otherwise. */
  admits(partition: TopicPartition, onChange: () => void): boolean
  /** Gives the identity up: the sequences under it are broken. */
  discard(): void
  /** Asks for an identity unless that is under way; returns when to call again after a failure. */
  request(listener: { readonly onReady: () => void; readonly onFatal: (error: Error) => void }): number
}

/** The id of an idempotent producer: asked for when first needed, and again after `discard`. */
export class ProducerId implements IdentitySource {
  readonly transactionalId = null
  readonly maxProduceVersion = undefined
  readonly #core: ClientCore
  #current: ProducerIdentity | null = null
  #isAsking = false
  #attempt = 0
  #notBeforeMs = 0

  constructor(core: ClientCore) {
    this.#core = core
  }

  get current(): ProducerIdentity | null {
    return this.#current
  }

  admits(): boolean {
    return true
  }

  discard(): void {
    this.#current = null
  }

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
    return {
      producerId: response.producerId,
      producerEpoch: response.producerEpoch,
      isTransactional: false,
    }
  }
}

function mayHelp(error: Error): boolean {
  return error instanceof KafkaError && (error.isRetriable || error.errorName === 'BROKER_NOT_AVAILABLE')
}
