/**
 * A producer whose records and group positions count together or not at all. It sends through a
 * `KafkaProducer` of its own, under the identity of a `TransactionSession`, and keeps the order of begin,
 * send and end; what the coordinator is asked is the session's business.
 */
import { assert } from '../../base/assert.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { OffsetToCommit } from '../admin/admin.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import type { CallOptions } from '../client-types.ts'
import { KafkaProducer } from './kafka-producer.ts'
import type {
  ProducerRecord,
  SentRecord,
  TransactionalGroup,
  TransactionalProducer,
  TransactionalProducerOptions,
} from './producer-types.ts'
import { TransactionSession } from './transaction-session.ts'

/** How long the coordinator leaves a transaction open; Kafka's own default. */
const DEFAULT_TRANSACTION_TIMEOUT_MS = 60_000

/** What the end of a transaction waits for, in all, unless told otherwise. */
const DEFAULT_END_TIMEOUT_MS = 60_000

export class KafkaTransactionalProducer implements TransactionalProducer {
  readonly #core: ClientCore
  readonly #session: TransactionSession
  readonly #producer: KafkaProducer
  /** What is under way; `null` between calls. Set while the outcome of a commit is not known. */
  #ending: 'commit' | 'abort' | null = null
  #isBusy = false

  /** @throws KafkaError INVALID_REQUEST for an empty transactional id. */
  constructor(core: ClientCore, options: TransactionalProducerOptions, onEnd: () => void) {
    const { transactionalId, transactionTimeoutMs, ...rest } = options
    if (transactionalId === '') throw new KafkaError('INVALID_REQUEST', 'The transactional id is empty')
    this.#core = core
    this.#session = new TransactionSession(core, {
      transactionalId,
      timeoutMs: transactionTimeoutMs ?? DEFAULT_TRANSACTION_TIMEOUT_MS,
    })
    this.#producer = new KafkaProducer(core, { ...rest, acks: -1, identity: this.#session }, onEnd)
  }

  init(options: CallOptions = {}): Promise<void> {
    return this.#alone(() => this.#init(this.#core.scope(options, DEFAULT_END_TIMEOUT_MS)))
  }

  begin(options: CallOptions = {}): Promise<void> {
    return this.#alone(async () => {
      if (this.#session.isOpen) throw new KafkaError('INVALID_TXN_STATE', 'A transaction is open already')
      const scope = this.#core.scope(options, DEFAULT_END_TIMEOUT_MS)
      await this.#init(scope)
      await this.#session.begin(scope)
    })
  }

  send(record: ProducerRecord, options: CallOptions = {}): Promise<SentRecord> {
    const refusal = this.#refusal()
    if (refusal !== null) return Promise.reject(refusal)
    const { signal, ...bounds } = options
    if (signal?.aborted) return Promise.reject(signal.reason)
    // Once accepted a record stays part of the transaction: whoever gives up on it gives up on all of it.
    const sent = this.#producer.send(record, bounds).catch((error: unknown) => {
      this.#session.fail(asKafkaError(error))
      this.#producer.wake()
      throw error
    })
    if (signal === undefined) return sent
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#session.fail(new KafkaError('TRANSACTION_ABORTABLE', 'Sending a record was given up'))
        this.#producer.wake()
        reject(signal.reason)
      }
      signal.addEventListener('abort', onAbort, { once: true })
      sent.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
    })
  }

  sendOffsets(
    offsets: readonly OffsetToCommit[],
    group: TransactionalGroup,
    options: CallOptions = {},
  ): Promise<void> {
    return this.#alone(async () => {
      const refusal = this.#refusal()
      if (refusal !== null) throw refusal
      if (offsets.length > 0) await this.#session.sendOffsets(offsets, group, this.#core.scope(options))
    })
  }

  commit(options: CallOptions = {}): Promise<void> {
    return this.#alone(async () => {
      const refusal = this.#refusal('commit')
      if (refusal !== null) throw refusal
      const scope = this.#core.scope(options, DEFAULT_END_TIMEOUT_MS)
      await scope.race(this.#producer.flush(), 'Sending what is in the transaction')
      if (this.#session.failure !== null) throw this.#session.failure
      await this.#end('commit', options)
    })
  }

  abort(options: CallOptions = {}): Promise<void> {
    return this.#alone(async () => {
      if (this.#ending === 'commit' && this.#session.isOpen) {
        throw new KafkaError(
          'INVALID_TXN_STATE',
          'The transaction may be committed: its commit can be repeated',
        )
      }
      if (!this.#session.isOpen) throw new KafkaError('INVALID_TXN_STATE', 'No transaction is open')
      this.#session.fail(new KafkaError('TRANSACTION_ABORTABLE', 'The transaction was aborted'))
      this.#producer.wake()
      await this.#producer.flush() // all that waits fails; what is in flight is answered or times out
      await this.#end('abort', options)
    })
  }

  async close(): Promise<void> {
    const canAbort = this.#session.isOpen && this.#session.fatal === null && this.#ending !== 'commit'
    try {
      if (canAbort) await this.abort()
    } finally {
      this.#session.fail(new KafkaError('NETWORK_EXCEPTION', 'The producer was closed'))
      await this.#producer.close()
    }
  }

  /** Ends at once; every record that has not settled fails with `reason`. */
  abandon(reason: KafkaError): void {
    this.#producer.abort(reason)
  }

  async #end(how: 'commit' | 'abort', options: CallOptions): Promise<void> {
    this.#ending = how
    const scope = this.#core.scope(options, DEFAULT_END_TIMEOUT_MS)
    const startsAnew = await this.#session.end(how === 'commit', scope)
    this.#ending = null
    if (startsAnew) this.#producer.restartSequences()
  }

  /** Why a call that goes on with the transaction cannot be made; null when it can. */
  #refusal(call?: 'commit'): KafkaError | null {
    if (this.#session.fatal !== null) return this.#session.fatal
    if (this.#session.failure !== null) return this.#session.failure
    if (!this.#session.isOpen) return new KafkaError('INVALID_TXN_STATE', 'No transaction is open')
    const isEnding = this.#ending !== null && this.#ending !== call
    return isEnding ? new KafkaError('INVALID_TXN_STATE', 'The transaction is being ended') : null
  }

  async #init(scope: CallScope): Promise<void> {
    if (await this.#session.init(scope)) this.#producer.restartSequences()
  }

  async #alone<T>(task: () => Promise<T>): Promise<T> {
    if (this.#isBusy) {
      throw new KafkaError('CONCURRENT_TRANSACTIONS', 'Another call of this producer is under way')
    }
    if (this.#session.fatal !== null) throw this.#session.fatal
    this.#isBusy = true
    try {
      return await task()
    } finally {
      this.#isBusy = false
    }
  }
}

function asKafkaError(error: unknown): KafkaError {
  assert(error instanceof KafkaError, 'a record fails with a KafkaError')
  return error
}
