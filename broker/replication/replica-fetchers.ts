/** One fetcher per leader that this broker follows: made when the first partition comes, ended with the last. */
import type { ClusterImage } from '../controller/image/cluster-image.ts'
import { NO_LEADER } from '../controller/image/topics.ts'
import type { Partition } from './partition.ts'
import { ReplicaFetcher, type ReplicaFetcherOptions } from './replica-fetcher.ts'

export interface ReplicaFetchersOptions extends Omit<ReplicaFetcherOptions, 'leaderId' | 'address'> {
  readonly image: ClusterImage
}

export class ReplicaFetchers {
  readonly #options: ReplicaFetchersOptions
  readonly #byLeader = new Map<number, ReplicaFetcher>()
  readonly #leaderOf = new Map<Partition, { readonly leaderId: number; readonly leaderEpoch: number }>()

  constructor(options: ReplicaFetchersOptions) {
    this.#options = options
  }

  /** Follows whoever leads `partition` by its image, or nobody. */
  update(partition: Partition): void {
    const { leaderId, leaderEpoch } = partition.image
    const before = this.#leaderOf.get(partition)
    if (before?.leaderId === leaderId && before.leaderEpoch === leaderEpoch) return
    this.forget(partition)
    if (partition.isLeader || leaderId === NO_LEADER) return
    this.#leaderOf.set(partition, { leaderId, leaderEpoch })
    this.#fetcherOf(leaderId).follow(partition)
  }

  forget(partition: Partition): void {
    const before = this.#leaderOf.get(partition)
    if (before === undefined) return
    this.#leaderOf.delete(partition)
    this.#byLeader.get(before.leaderId)?.forget(partition)
  }

  /** To be called after a run of changes. */
  settle(): void {
    for (const [leaderId, fetcher] of this.#byLeader) {
      if (fetcher.isIdle) {
        fetcher.stop()
        this.#byLeader.delete(leaderId)
      } else {
        fetcher.settle()
      }
    }
  }

  stop(): void {
    for (const fetcher of this.#byLeader.values()) fetcher.stop()
    this.#byLeader.clear()
    this.#leaderOf.clear()
  }

  #fetcherOf(leaderId: number): ReplicaFetcher {
    const known = this.#byLeader.get(leaderId)
    if (known !== undefined) return known
    const fetcher = new ReplicaFetcher({
      ...this.#options,
      leaderId,
      address: () => this.#options.image.brokers.get(leaderId)?.endpoints[0] ?? null,
    })
    this.#byLeader.set(leaderId, fetcher)
    return fetcher
  }
}
