/**
 * What a leader knows of its followers in one epoch: how far each has fetched, and when it last had
 * everything. It decides nothing; `Partition` draws the conclusions. Times are monotonic milliseconds.
 */

/** A fetch of a follower, as the leader received it. */
export interface FollowerFetch {
  readonly brokerId: number
  /** -1 when the follower's version cannot tell. */
  readonly brokerEpoch: number
  /** First offset it lacks: all below has been written there. */
  readonly fetchOffset: number
  readonly logStartOffset: number
}

interface Progress {
  brokerEpoch: number
  endOffset: number
  logStartOffset: number
  lastFetchMs: number
  /** The leader's end when it last fetched. */
  leaderEndAtLastFetch: number
  lastCaughtUpMs: number
}

/** End of a follower that has not fetched in this epoch. */
export const UNKNOWN_OFFSET = -1

export class Followers {
  readonly #progress = new Map<number, Progress>()

  /** A new epoch: nobody has fetched yet; those in sync are given the full lag time to do so. */
  reset(followerIds: readonly number[], isInSync: (brokerId: number) => boolean, nowMs: number): void {
    this.#progress.clear()
    for (const brokerId of followerIds)
      this.#add(brokerId, isInSync(brokerId) ? nowMs : Number.NEGATIVE_INFINITY)
  }

  /** Keeps what is known of those who stay, forgets who is not a replica any more. */
  retain(followerIds: readonly number[]): void {
    for (const brokerId of this.#progress.keys()) {
      if (!followerIds.includes(brokerId)) this.#progress.delete(brokerId)
    }
    for (const brokerId of followerIds) {
      if (!this.#progress.has(brokerId)) this.#add(brokerId, Number.NEGATIVE_INFINITY)
    }
  }

  has(brokerId: number): boolean {
    return this.#progress.has(brokerId)
  }

  /** Notes a fetch. The follower must be known. */
  record(fetch: FollowerFetch, leaderEndOffset: number, nowMs: number): void {
    const progress = this.#progress.get(fetch.brokerId)
    if (progress === undefined) return
    if (fetch.fetchOffset >= leaderEndOffset) {
      progress.lastCaughtUpMs = nowMs
    } else if (
      fetch.fetchOffset >= progress.leaderEndAtLastFetch &&
      progress.lastFetchMs > progress.lastCaughtUpMs
    ) {
      // It now has all there was at its previous fetch, so it was caught up then.
      progress.lastCaughtUpMs = progress.lastFetchMs
    }
    progress.brokerEpoch = fetch.brokerEpoch
    progress.endOffset = fetch.fetchOffset
    progress.logStartOffset = fetch.logStartOffset
    progress.lastFetchMs = nowMs
    progress.leaderEndAtLastFetch = leaderEndOffset
  }

  /** First offset the follower lacks, or `UNKNOWN_OFFSET`. */
  endOffsetOf(brokerId: number): number {
    return this.#progress.get(brokerId)?.endOffset ?? UNKNOWN_OFFSET
  }

  logStartOffsetOf(brokerId: number): number {
    return this.#progress.get(brokerId)?.logStartOffset ?? UNKNOWN_OFFSET
  }

  /** Broker epoch of its last fetch, or -1. */
  brokerEpochOf(brokerId: number): number {
    return this.#progress.get(brokerId)?.brokerEpoch ?? -1
  }

  /** True when it has everything, or had within `lagTimeMs`. Source: replica.lag.time.max.ms. */
  isCaughtUp(
    brokerId: number,
    facts: { readonly leaderEndOffset: number; readonly nowMs: number; readonly lagTimeMs: number },
  ): boolean {
    const progress = this.#progress.get(brokerId)
    if (progress === undefined) return false
    return (
      progress.endOffset === facts.leaderEndOffset || facts.nowMs - progress.lastCaughtUpMs <= facts.lagTimeMs
    )
  }

  #add(brokerId: number, lastCaughtUpMs: number): void {
    this.#progress.set(brokerId, {
      brokerEpoch: -1,
      endOffset: UNKNOWN_OFFSET,
      logStartOffset: UNKNOWN_OFFSET,
      lastFetchMs: Number.NEGATIVE_INFINITY,
      leaderEndAtLastFetch: UNKNOWN_OFFSET,
      lastCaughtUpMs,
    })
  }
}
