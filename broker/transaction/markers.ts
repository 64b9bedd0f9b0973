/**
 * Writes the end of transactions into the partitions they touched: markers wait here per broker and go out
 * together, and are sent again until every partition has its own. A partition whose topic is gone needs none.
 */
import { type Clock, delay } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import { SECOND_MS } from '../base/units.ts'
import type { ClusterImage } from '../controller/image/cluster-image.ts'
import { NO_LEADER } from '../controller/image/topics.ts'
import type { BrokerChannels } from '../net/broker-channels.ts'
import { writeTxnMarkers } from '../wire/generated/write-txn-markers.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import type { TransactionPartitions } from './transaction.ts'

/** Wait before markers that were not taken are sent again. */
const RETRY_DELAY_MS = 100

/** Longest wait for a broker to have markers replicated. */
const ANSWER_TIMEOUT_MS = 30 * SECOND_MS

/** Markers in one request; the others follow in the next. */
const MAX_MARKERS_PER_REQUEST = 500

/** The end of one transaction. */
export interface Ending {
  readonly producerId: number
  readonly producerEpoch: number
  readonly coordinatorEpoch: number
  readonly isCommit: boolean
  readonly partitions: TransactionPartitions
  /** Aborts when this broker does not coordinate the transaction any more. */
  readonly signal: AbortSignal
}

interface Waiting {
  readonly ending: Ending
  readonly topic: string
  readonly partition: number
  readonly settle: (outcome: ErrorName) => void
}

/** Outcomes that more waiting does not change. */
const FINAL: ReadonlySet<ErrorName> = new Set([
  'NONE',
  'INVALID_PRODUCER_EPOCH',
  'TRANSACTION_COORDINATOR_FENCED',
])

export interface TransactionMarkersOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly image: ClusterImage
  readonly channels: BrokerChannels
  /** Called with what is a bug. */
  readonly onFatal: (error: unknown) => void
}

export class TransactionMarkers {
  readonly #options: TransactionMarkersOptions
  readonly #queues = new Map<number, Waiting[]>()
  readonly #sending = new Set<number>()

  constructor(options: TransactionMarkersOptions) {
    this.#options = options
  }

  /**
   * Resolves when every partition has its marker. Rejects with KafkaError TRANSACTION_COORDINATOR_FENCED
   * when another broker coordinates by now, and with the reason of the signal.
   */
  async write(ending: Ending): Promise<void> {
    const all = [...ending.partitions].flatMap(([topic, indexes]) =>
      Array.from(indexes, (partition) => this.#writeOne(ending, topic, partition)),
    )
    await Promise.all(all) // as many as one transaction has partitions
  }

  async #writeOne(ending: Ending, topic: string, partition: number): Promise<void> {
    for (;;) {
      ending.signal.throwIfAborted()
      const image = this.#options.image.topics.get(topic)?.partitions[partition]
      if (image === undefined) return
      const outcome =
        image.leaderId === NO_LEADER
          ? 'LEADER_NOT_AVAILABLE'
          : await this.#enqueue(ending, { topic, partition, leaderId: image.leaderId })
      if (outcome === 'TRANSACTION_COORDINATOR_FENCED') throw new KafkaError(outcome)
      if (FINAL.has(outcome)) return
      await delay(this.#options.clock, RETRY_DELAY_MS, ending.signal)
    }
  }

  #enqueue(
    ending: Ending,
    target: { readonly topic: string; readonly partition: number; readonly leaderId: number },
  ): Promise<ErrorName> {
    const { leaderId, topic, partition } = target
    return new Promise((settle) => {
      const queue = this.#queues.get(leaderId) ?? []
      queue.push({ ending, topic, partition, settle })
      this.#queues.set(leaderId, queue)
      if (this.#sending.has(leaderId)) return
      this.#sending.add(leaderId)
      // In a turn of its own, so that the partitions of a transaction are sent together.
      Promise.resolve()
        .then(() => this.#drain(leaderId))
        .catch(this.#options.onFatal)
        .finally(() => this.#sending.delete(leaderId))
    })
  }

  async #drain(leaderId: number): Promise<void> {
    for (;;) {
      const queue = this.#queues.get(leaderId) ?? []
      const batch = queue.splice(0, MAX_MARKERS_PER_REQUEST)
      if (queue.length === 0) this.#queues.delete(leaderId)
      if (batch.length === 0) return
      await this.#send(leaderId, batch)
    }
  }

  async #send(leaderId: number, batch: readonly Waiting[]): Promise<void> {
    const byEnding = new Map<Ending, Waiting[]>()
    for (const waiting of batch) {
      const group = byEnding.get(waiting.ending)
      if (group === undefined) byEnding.set(waiting.ending, [waiting])
      else group.push(waiting)
    }
    const groups = [...byEnding]
    try {
      const response = await this.#options.channels.send(leaderId, writeTxnMarkers, {
        version: 1,
        timeoutMs: ANSWER_TIMEOUT_MS,
        body: {
          markers: groups.map(([ending, waiting]) => ({
            producerId: ending.producerId,
            producerEpoch: ending.producerEpoch,
            transactionResult: ending.isCommit,
            coordinatorEpoch: ending.coordinatorEpoch,
            topics: byTopic(waiting),
          })),
        },
      })
      groups.forEach(([, waiting], index) => {
        const topics = response.markers[index]?.topics ?? []
        for (const { topic, partition, settle } of waiting) {
          const answer = topics
            .find(({ name }) => name === topic)
            ?.partitions.find(({ partitionIndex }) => partitionIndex === partition)
          settle(answer === undefined ? 'UNKNOWN_SERVER_ERROR' : errorNameOf(answer.errorCode))
        }
      })
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      this.#options.logger.debug('markers not sent yet', { leaderId, error: describeError(error) })
      for (const { settle } of batch) settle(error.errorName)
    }
  }
}

function byTopic(waiting: readonly Waiting[]): { name: string; partitionIndexes: number[] }[] {
  const topics = new Map<string, number[]>()
  for (const { topic, partition } of waiting) {
    topics.set(topic, [...(topics.get(topic) ?? []), partition])
  }
  return [...topics].map(([name, partitionIndexes]) => ({ name, partitionIndexes }))
}
