/**
 * Tells the controller in which log directories the replicas of this broker are, wherever it does not know that
 * yet. It keeps nothing: what is to be told follows from where the logs are and what the image says.
 * Source: KIP-858.
 */
import type { CancelTimer, Clock } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import { SECOND_MS } from '../base/units.ts'
import type {
  AssignReplicasToDirsRequestInput,
  AssignReplicasToDirsResponse,
} from '../wire/generated/assign-replicas-to-dirs.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import type { Uuid } from '../wire/reader.ts'

/** Replicas told of in one request at most, as in Kafka. */
export const MAX_ASSIGNMENTS_PER_REQUEST = 2_250

/** Time in which others may join a request. */
const GATHER_MS = 20

/** Wait before a request is made again that failed, or whose outcome has not come back with the metadata. */
const RETRY_MS = SECOND_MS

/** A replica whose directory the controller does not know. */
export interface Misplaced {
  readonly topicId: Uuid
  readonly partition: number
  readonly directoryId: Uuid
}

export interface DirectoryAssignmentsOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly brokerId: number
  readonly brokerEpoch: () => number
  readonly misplaced: () => Iterable<Misplaced>
  /** Rejects with KafkaError when the controller cannot be reached. */
  readonly send: (request: AssignReplicasToDirsRequestInput) => Promise<AssignReplicasToDirsResponse>
  /** Called with what is a bug. */
  readonly onFatal: (error: unknown) => void
}

export class DirectoryAssignments {
  readonly #options: DirectoryAssignmentsOptions
  #cancel: CancelTimer | null = null
  #isSending = false
  #isStopped = false

  constructor(options: DirectoryAssignmentsOptions) {
    this.#options = options
  }

  /** To be called when logs or the image may have changed. */
  look(afterMs: number = GATHER_MS): void {
    if (this.#cancel !== null || this.#isSending || this.#isStopped) return
    this.#cancel = this.#options.clock.after(afterMs, () => {
      this.#cancel = null
      this.#tell().catch(this.#options.onFatal)
    })
  }

  stop(): void {
    this.#isStopped = true
    this.#cancel?.()
  }

  async #tell(): Promise<void> {
    const { brokerId, brokerEpoch, send, logger } = this.#options
    const directories = this.#gather()
    if (directories.length === 0) return
    this.#isSending = true
    try {
      const response = await send({ brokerId, brokerEpoch: brokerEpoch(), directories })
      if (response.errorCode !== 0) throw new KafkaError(errorNameOf(response.errorCode))
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      logger.warn('directories not told', { error: describeError(error) })
    } finally {
      this.#isSending = false
    }
    this.look(RETRY_MS)
  }

  #gather(): AssignReplicasToDirsRequestInput['directories'] {
    if (this.#options.brokerEpoch() < 0) return []
    const byDirectory = new Map<Uuid, Map<Uuid, { partitionIndex: number }[]>>()
    let count = 0
    for (const { topicId, partition, directoryId } of this.#options.misplaced()) {
      if (count === MAX_ASSIGNMENTS_PER_REQUEST) break
      count += 1
      const topics = byDirectory.get(directoryId) ?? new Map<Uuid, { partitionIndex: number }[]>()
      byDirectory.set(directoryId, topics)
      topics.set(topicId, [...(topics.get(topicId) ?? []), { partitionIndex: partition }])
    }
    return [...byDirectory].map(([id, topics]) => ({
      id,
      topics: [...topics].map(([topicId, partitions]) => ({ topicId, partitions })),
    }))
  }
}
