/**
 * The way of in-sync sets to the controller: proposals of all partitions gather here and go out in one
 * AlterPartition request at a time. What could not be delivered is sent again while it still matters.
 */
import { type Clock, delay } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type {
  AlterPartitionRequestInput,
  AlterPartitionRequestPartitionInput,
  AlterPartitionResponse,
} from '../wire/generated/alter-partition.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import type { Uuid } from '../wire/reader.ts'
import type { IsrProposal, Partition } from './partition.ts'

/** Wait before a request that was not answered is sent again. */
const RETRY_DELAY_MS = 100

/** Partitions in one request; the others follow in the next. */
const MAX_PARTITIONS_PER_REQUEST = 1_000

interface Waiting {
  readonly partition: Partition
  readonly proposal: IsrProposal
}

export interface IsrChangesOptions {
  readonly brokerId: number
  readonly brokerEpoch: () => number
  readonly clock: Clock
  readonly logger: Logger
  /** Rejects with KafkaError when the controller cannot be reached. */
  readonly send: (request: AlterPartitionRequestInput) => Promise<AlterPartitionResponse>
  /** Called with what is a bug. */
  readonly onFatal: (error: unknown) => void
}

export class IsrChanges {
  readonly #options: IsrChangesOptions
  /** At most one per partition: a partition proposes again only after an answer. */
  readonly #waiting = new Map<Partition, IsrProposal>()
  readonly #stopped = new AbortController()
  #isSending = false

  constructor(options: IsrChangesOptions) {
    this.#options = options
  }

  propose(partition: Partition, proposal: IsrProposal): void {
    this.#waiting.set(partition, proposal)
    if (this.#isSending || this.#stopped.signal.aborted) return
    this.#isSending = true
    // In a turn of its own, so that partitions that move together are sent together.
    Promise.resolve()
      .then(() => this.#sendAll())
      .catch(this.#options.onFatal)
      .finally(() => (this.#isSending = false))
  }

  stop(): void {
    this.#stopped.abort()
    this.#waiting.clear()
  }

  async #sendAll(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const batch = this.#take()
      if (batch.length === 0) return
      try {
        this.#settle(batch, await this.#options.send(this.#requestOf(batch)))
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error
        this.#options.logger.warn('in-sync replicas not changed yet', { error: describeError(error) })
        for (const { partition, proposal } of batch) {
          if (partition.awaits(proposal)) this.#waiting.set(partition, proposal)
        }
        await delay(this.#options.clock, RETRY_DELAY_MS, this.#stopped.signal).catch(() => {}) // stopped
      }
    }
  }

  #take(): Waiting[] {
    const batch: Waiting[] = []
    for (const [partition, proposal] of this.#waiting) {
      if (batch.length === MAX_PARTITIONS_PER_REQUEST) break
      this.#waiting.delete(partition)
      if (partition.awaits(proposal)) batch.push({ partition, proposal })
    }
    return batch
  }

  #requestOf(batch: readonly Waiting[]): AlterPartitionRequestInput {
    const topics = new Map<Uuid, AlterPartitionRequestPartitionInput[]>()
    for (const { partition, proposal } of batch) {
      const partitions = topics.get(partition.topicId) ?? []
      partitions.push({
        partitionIndex: partition.partition,
        leaderEpoch: proposal.leaderEpoch,
        partitionEpoch: proposal.partitionEpoch,
        newIsrWithEpochs: proposal.inSyncReplicas.map((brokerId) => ({
          brokerId,
          brokerEpoch: partition.brokerEpochOf(brokerId),
        })),
      })
      topics.set(partition.topicId, partitions)
    }
    return {
      brokerId: this.#options.brokerId,
      brokerEpoch: this.#options.brokerEpoch(),
      topics: [...topics].map(([topicId, partitions]) => ({ topicId, partitions })),
    }
  }

  /** @throws KafkaError when the whole request was refused. */
  #settle(batch: readonly Waiting[], response: AlterPartitionResponse): void {
    if (response.errorCode !== 0) {
      throw new KafkaError(errorNameOf(response.errorCode), 'The controller refused the request')
    }
    const codes = new Map<string, number>()
    for (const topic of response.topics) {
      for (const answer of topic.partitions) {
        codes.set(`${topic.topicId}/${answer.partitionIndex}`, answer.errorCode)
      }
    }
    for (const { partition, proposal } of batch) {
      const code = codes.get(`${partition.topicId}/${partition.partition}`)
      if (code === 0) continue
      const error = code === undefined ? 'UNKNOWN_SERVER_ERROR' : errorNameOf(code)
      this.#options.logger.info('in-sync replicas refused', {
        topic: partition.topic,
        partition: partition.partition,
        error,
      })
      partition.refuseIsr(proposal)
    }
  }
}
