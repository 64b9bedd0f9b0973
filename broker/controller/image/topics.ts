import type { Uuid } from '../../wire/reader.ts'
import { type BrokerImage, isDirectoryOnline, UNASSIGNED_DIRECTORY } from './brokers.ts'

/** "No leader" in partition records and on the wire. */
export const NO_LEADER = -1

/** One partition as the quorum has decided it. Replaced as a whole by replay, never changed in place. */
export interface PartitionImage {
  readonly partition: number
  readonly replicas: readonly number[]
  /** Log directory of each replica, in their order. */
  readonly directories: readonly Uuid[]
  readonly inSyncReplicas: readonly number[]
  readonly removingReplicas: readonly number[]
  readonly addingReplicas: readonly number[]
  /** Replicas that left the in-sync set when nothing was acknowledged any more, so that they can lead (KIP-966). */
  readonly eligibleLeaderReplicas: readonly number[]
  /** Who led last, when nobody is in sync and nobody eligible. */
  readonly lastKnownLeaders: readonly number[]
  /** `NO_LEADER` while none is eligible. */
  readonly leaderId: number
  /** Grows with every change of leader. */
  readonly leaderEpoch: number
  /** Grows with every change of the partition. */
  readonly partitionEpoch: number
}

/** The log directory of a replica; unassigned for what is none. */
export function directoryOf(
  partition: Pick<PartitionImage, 'replicas' | 'directories'>,
  brokerId: number,
): Uuid {
  return partition.directories[partition.replicas.indexOf(brokerId)] ?? UNASSIGNED_DIRECTORY
}

/** Replicas that cannot be reached: their broker is fenced or gone, or their directory has failed. */
export function offlineReplicas(
  partition: PartitionImage,
  brokers: ReadonlyMap<number, BrokerImage>,
): number[] {
  return partition.replicas.filter((replica) => {
    const broker = brokers.get(replica)
    return broker?.isFenced !== false || !isDirectoryOnline(broker, directoryOf(partition, replica))
  })
}

/** One topic: its name, its id (a recreated topic has another) and its partitions by index. */
export interface TopicImage {
  readonly name: string
  readonly topicId: Uuid
  readonly partitions: readonly PartitionImage[]
}

/** Topics by name and by id: two views of the same values. */
export class TopicsImage {
  readonly #byName = new Map<string, TopicImage>()
  readonly #byId = new Map<Uuid, TopicImage>()

  get count(): number {
    return this.#byName.size
  }

  get(name: string): TopicImage | undefined {
    return this.#byName.get(name)
  }

  getById(topicId: Uuid): TopicImage | undefined {
    return this.#byId.get(topicId)
  }

  all(): IterableIterator<TopicImage> {
    return this.#byName.values()
  }

  /** For a snapshot only: takes over all topics of another image. */
  become(other: TopicsImage): void {
    this.#byName.clear()
    this.#byId.clear()
    for (const topic of other.all()) this.put(topic)
  }

  /** For replay only. */
  put(topic: TopicImage): void {
    this.#byName.set(topic.name, topic)
    this.#byId.set(topic.topicId, topic)
  }

  /** For replay only. */
  remove(topic: TopicImage): void {
    this.#byName.delete(topic.name)
    this.#byId.delete(topic.topicId)
  }
}
