/**
 * The fetching side of a fetch session (KIP-227): remembers what the leader was last asked for, so that
 * a request names only what has changed. Pure bookkeeping, no connection.
 */
import type {
  FetchRequestForgottenTopicInput,
  FetchRequestInput,
  FetchRequestPartitionInput,
  FetchRequestTopicInput,
} from '../wire/generated/fetch.ts'
import type { Uuid } from '../wire/reader.ts'

/** One partition a follower wants to read. */
export interface WantedPartition {
  readonly topicId: Uuid
  readonly partition: number
  readonly currentLeaderEpoch: number
  readonly fetchOffset: number
  /** Epoch of the last record here, or -1. */
  readonly lastFetchedEpoch: number
  readonly logStartOffset: number
  readonly partitionMaxBytes: number
}

const NO_SESSION = 0
const OPENING_EPOCH = 0
const MAX_EPOCH = 0x7fff_ffff

type SessionFields = Required<
  Pick<FetchRequestInput, 'sessionId' | 'sessionEpoch' | 'topics' | 'forgottenTopicsData'>
>

export class FollowerFetchSession {
  #id = NO_SESSION
  #epoch = OPENING_EPOCH
  readonly #asked = new Map<string, WantedPartition>()

  /** The session's part of a request for `wanted`: all of it at first, then what differs. */
  next(wanted: Iterable<WantedPartition>): SessionFields {
    const isOpening = this.#id === NO_SESSION
    if (isOpening) this.#asked.clear()
    const gone = new Map(this.#asked)
    const changed: WantedPartition[] = []
    for (const one of wanted) {
      const key = keyOf(one)
      const before = gone.get(key)
      gone.delete(key)
      if (before === undefined || !isSame(before, one)) changed.push(one)
      this.#asked.set(key, one)
    }
    for (const key of gone.keys()) this.#asked.delete(key)
    return {
      sessionId: this.#id,
      sessionEpoch: this.#epoch,
      topics: byTopic(changed).map(
        ([topicId, partitions]): FetchRequestTopicInput => ({
          topicId,
          partitions: partitions.map(asRequested),
        }),
      ),
      forgottenTopicsData: byTopic([...gone.values()]).map(
        ([topicId, partitions]): FetchRequestForgottenTopicInput => ({
          topicId,
          partitions: partitions.map(({ partition }) => partition),
        }),
      ),
    }
  }

  /** Takes over what the leader answered: the id it gave, or 0 when it keeps none. */
  answered(sessionId: number): void {
    if (sessionId === NO_SESSION) {
      this.reset()
      return
    }
    this.#epoch = this.#id === sessionId && this.#epoch < MAX_EPOCH ? this.#epoch + 1 : 1
    this.#id = sessionId
  }

  /** The next request names everything again. */
  reset(): void {
    this.#id = NO_SESSION
    this.#epoch = OPENING_EPOCH
    this.#asked.clear()
  }
}

function keyOf({ topicId, partition }: WantedPartition): string {
  return `${topicId}/${partition}`
}

function isSame(a: WantedPartition, b: WantedPartition): boolean {
  return (
    a.fetchOffset === b.fetchOffset &&
    a.currentLeaderEpoch === b.currentLeaderEpoch &&
    a.lastFetchedEpoch === b.lastFetchedEpoch &&
    a.logStartOffset === b.logStartOffset &&
    a.partitionMaxBytes === b.partitionMaxBytes
  )
}

function byTopic(partitions: readonly WantedPartition[]): [Uuid, WantedPartition[]][] {
  const topics = new Map<Uuid, WantedPartition[]>()
  for (const one of partitions) {
    const known = topics.get(one.topicId)
    if (known === undefined) topics.set(one.topicId, [one])
    else known.push(one)
  }
  return [...topics]
}

function asRequested(one: WantedPartition): FetchRequestPartitionInput {
  return {
    partition: one.partition,
    currentLeaderEpoch: one.currentLeaderEpoch,
    fetchOffset: one.fetchOffset,
    lastFetchedEpoch: one.lastFetchedEpoch,
    logStartOffset: one.logStartOffset,
    partitionMaxBytes: one.partitionMaxBytes,
  }
}
