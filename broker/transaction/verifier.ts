/**
 * Asks the coordinator of a transaction whether a partition led here belongs to it, before the first batch
 * of the transaction is appended (KIP-890): a late batch of a transaction that is over would otherwise hang
 * there for ever. Clients of transaction version 2 leave it to the broker to add the partition.
 *
 * Batches of one producer to one partition pass in the order they came, while one of them waits.
 */
import type { BrokerChannels } from '../net/broker-channels.ts'
import { addPartitionsToTxn } from '../wire/generated/add-partitions-to-txn.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import type { ProducerIdentity } from './coordinator.ts'

const ANSWER_TIMEOUT_MS = 10_000

/** First version that names several transactions and tells what to do with them. */
const VERIFY_VERSION = 5

/** Producers that may wait at once on one broker; one more is told to come again. */
const MAX_WAITING = 10_000

/** What a producer should simply try again: told as the retriable error every client knows. */
const RETRIABLE: ReadonlySet<ErrorName> = new Set([
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
  'CONCURRENT_TRANSACTIONS',
  'BROKER_NOT_AVAILABLE',
  'NETWORK_EXCEPTION',
  'REQUEST_TIMED_OUT',
])

/** One partition that a transaction wants to write to. */
export interface Admission {
  readonly transactionalId: string
  readonly producer: ProducerIdentity
  readonly topic: string
  readonly partition: number
  /** True when the client has added the partition itself: then it is only looked up. */
  readonly isVerifyOnly: boolean
  /** True when the transaction is known to be open here: nobody needs to be asked. */
  readonly isOpen: () => boolean
}

export class TransactionVerifier {
  readonly #channels: BrokerChannels
  readonly #coordinatorOf: (transactionalId: string) => number | null
  readonly #waiting = new Map<string, Promise<void>>()

  /** @param coordinatorOf the broker that coordinates a transactional id, or null while there is none. */
  constructor(channels: BrokerChannels, coordinatorOf: (transactionalId: string) => number | null) {
    this.#channels = channels
    this.#coordinatorOf = coordinatorOf
  }

  /** True when a batch has to be admitted before it is appended. */
  mustAsk(admission: Admission): boolean {
    return !admission.isOpen() || this.#waiting.has(keyOf(admission))
  }

  /**
   * Resolves when the batch may be appended; the next of its producer waits until `appended` settles.
   * Rejects with KafkaError: NOT_ENOUGH_REPLICAS when it should be tried again, INVALID_TXN_STATE and others
   * when it may not.
   */
  admit(admission: Admission, appended: Promise<void>): Promise<void> {
    const key = keyOf(admission)
    if (!this.#waiting.has(key) && this.#waiting.size >= MAX_WAITING) {
      return Promise.reject(new KafkaError('NOT_ENOUGH_REPLICAS', 'Too many producers wait'))
    }
    const before = this.#waiting.get(key) ?? Promise.resolve()
    const admitted = before.then(() => (admission.isOpen() ? undefined : this.#ask(admission)))
    const passed = admitted.catch(() => {}).then(() => appended) // told to its own caller
    this.#waiting.set(key, passed)
    void passed.then(() => {
      if (this.#waiting.get(key) === passed) this.#waiting.delete(key)
    })
    return admitted
  }

  async #ask({ transactionalId, producer, topic, partition, isVerifyOnly }: Admission): Promise<void> {
    const coordinator = this.#coordinatorOf(transactionalId)
    if (coordinator === null) throw retriable('the transaction has no coordinator')
    const response = await this.#channels
      .send(coordinator, addPartitionsToTxn, {
        version: VERIFY_VERSION,
        timeoutMs: ANSWER_TIMEOUT_MS,
        body: {
          transactions: [
            {
              transactionalId,
              ...producer,
              verifyOnly: isVerifyOnly,
              topics: [{ name: topic, partitions: [partition] }],
            },
          ],
        },
      })
      .catch((error: unknown) => {
        if (error instanceof KafkaError && RETRIABLE.has(error.errorName)) throw retriable(error.message)
        throw error
      })
    const code =
      response.errorCode !== 0
        ? response.errorCode
        : response.resultsByTransaction[0]?.topicResults[0]?.resultsByPartition[0]?.partitionErrorCode
    const name = errorNameOf(code ?? -1)
    if (name === 'NONE') return
    if (RETRIABLE.has(name)) throw retriable(name)
    throw new KafkaError(name === 'TRANSACTION_ABORTABLE' ? 'INVALID_TXN_STATE' : name)
  }
}

function retriable(reason: string): KafkaError {
  return new KafkaError('NOT_ENOUGH_REPLICAS', `The transaction could not be verified: ${reason}`)
}

function keyOf({ producer, topic, partition }: Admission): string {
  return `${producer.producerId}/${topic}/${partition}`
}
