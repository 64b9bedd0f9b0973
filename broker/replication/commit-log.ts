/**
 * An internal partition as its coordinator sees it: append now, know later that it is committed. Errors
 * are turned into those that clients of a coordinator know what to do about.
 */
import { KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import type { Partition } from './partition.ts'
import type { ReplicaManager } from './replica-manager.ts'

/** What of the replicas a coordinator uses. */
export type CoordinatorReplicas = Pick<ReplicaManager, 'append' | 'wait'>

export class CommitLog {
  readonly #replicas: CoordinatorReplicas
  readonly #partition: Partition
  readonly #timeoutMs: () => number
  readonly #abort = new AbortController()
  #lastAppended = -1

  constructor(replicas: CoordinatorReplicas, partition: Partition, timeoutMs: () => number) {
    this.#replicas = replicas
    this.#partition = partition
    this.#timeoutMs = timeoutMs
  }

  /** Appends batches; returns once the disk has taken them. @throws KafkaError. */
  append(records: Buffer): void {
    try {
      const result = this.#replicas.append(this.#partition, records, { acks: -1, origin: 'coordinator' })
      this.#lastAppended = result.lastOffset
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      throw asCoordinatorError(error)
    }
  }

  /** True when nothing that was appended waits for other replicas. */
  get isCommitted(): boolean {
    return this.#partition.highWatermark > this.#lastAppended
  }

  /** Resolves when all that was appended so far is committed; rejects with KafkaError. */
  committed(): Promise<void> {
    const lastOffset = this.#lastAppended
    const partition = this.#partition
    if (this.isCommitted) return Promise.resolve()
    // The shard ends with the leadership, and this with it: what is led in a later epoch was never cut off.
    const state = () => partition.commitState(partition.leaderEpoch, lastOffset)
    return new Promise((resolve, reject) => {
      this.#replicas.wait(
        {
          check: () => state() !== 'waiting',
          complete: () => {
            if (this.#abort.signal.aborted || state() === 'notLeader')
              reject(new KafkaError('NOT_COORDINATOR'))
            else if (state() === 'committed') resolve()
            else reject(new KafkaError('COORDINATOR_NOT_AVAILABLE'))
          },
        },
        { partitions: [partition], maxWaitMs: this.#timeoutMs(), signal: this.#abort.signal },
      )
    })
  }

  /** Ends all waiting. */
  close(): void {
    this.#abort.abort()
  }
}

/** What a client of the coordinator is told when an append fails. Source: Kafka's coordinator error mapping. */
export function asCoordinatorError(error: KafkaError): KafkaError {
  const name = COORDINATOR_ERRORS[error.errorName]
  return name === undefined ? error : new KafkaError(name, undefined, { cause: error })
}

const COORDINATOR_ERRORS: Partial<Record<ErrorName, ErrorName>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'COORDINATOR_NOT_AVAILABLE',
  NOT_ENOUGH_REPLICAS: 'COORDINATOR_NOT_AVAILABLE',
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: 'COORDINATOR_NOT_AVAILABLE',
  REQUEST_TIMED_OUT: 'COORDINATOR_NOT_AVAILABLE',
  NOT_LEADER_OR_FOLLOWER: 'NOT_COORDINATOR',
  KAFKA_STORAGE_ERROR: 'NOT_COORDINATOR',
  MESSAGE_TOO_LARGE: 'UNKNOWN_SERVER_ERROR',
  RECORD_LIST_TOO_LARGE: 'UNKNOWN_SERVER_ERROR',
}
