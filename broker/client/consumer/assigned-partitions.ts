import type { TopicPartition } from '../client-types.ts'
import { partitionKey } from '../settle-items.ts'

/** Where to begin in a partition. */
export type StartPosition = number | 'earliest' | 'latest' | 'committed'

/** One partition that is being read. The object stands for one assignment: an answer that arrives after
 *  the partition was given up and assigned again finds another object. */
export interface AssignedPartition extends TopicPartition {
  /** Offset of the next record to hand out; null until `start` is resolved. */
  position: number | null
  /** How to find the position while it is null. */
  start: StartPosition
  /** Offset of the next record to fetch; ahead of `position` by what is buffered. */
  fetchOffset: number
  /** Leader epoch of the last record handed out; -1 for none. */
  lastEpoch: number
  isPaused: boolean
  /** Whether records of it are on the way or waiting to be handed out. */
  isFetching: boolean
  isBuffered: boolean
  notBeforeMs: number
  /** Counts `seek`s: an answer to a question from before one is dropped. */
  seeks: number
}

/** The partitions a consumer reads. */
export class AssignedPartitions {
  #byKey = new Map<string, AssignedPartition>()

  get all(): readonly AssignedPartition[] {
    return [...this.#byKey.values()]
  }

  get(partition: TopicPartition): AssignedPartition | undefined {
    return this.#byKey.get(partitionKey(partition))
  }

  /** Whether this very assignment still stands. */
  holds(partition: AssignedPartition): boolean {
    return this.#byKey.get(partitionKey(partition)) === partition
  }

  /** Replaces everything. */
  replace(partitions: readonly (TopicPartition & { readonly start: StartPosition })[]): void {
    this.#byKey = new Map(
      partitions.map(({ topic, partition, start }) => [
        partitionKey({ topic, partition }),
        {
          topic,
          partition,
          position: typeof start === 'number' ? start : null,
          start,
          fetchOffset: typeof start === 'number' ? start : -1,
          lastEpoch: -1,
          isPaused: false,
          isFetching: false,
          isBuffered: false,
          notBeforeMs: 0,
          seeks: 0,
        },
      ]),
    )
  }

  clear(): void {
    this.#byKey = new Map()
  }
}

/** Moves a partition to another offset, or to one that is still to be found. */
export function moveTo(partition: AssignedPartition, start: StartPosition): void {
  partition.start = start
  partition.position = typeof start === 'number' ? start : null
  partition.fetchOffset = typeof start === 'number' ? start : -1
  partition.seeks += 1
}
