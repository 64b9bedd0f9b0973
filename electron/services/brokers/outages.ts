/**
 * Which partitions are without a leader, and since when, as seen. Partitions that lose their leaders while
 * others are without one belong to one loss; it ends when all have a leader again.
 */
import type { ClusterChange, Unavailability } from '#contract/cluster-map'
import type { Look } from './compare-looks.ts'

type Regained = Extract<ClusterChange, { readonly kind: 'available' }>

export class Outages {
  readonly #sinceByPartition = new Map<string, number>()
  #sinceMs = 0
  #untilMs: number | null = null
  #longestMs = 0
  #partitionCount = 0

  /** Null before the first loss. */
  get last(): Unavailability | null {
    if (this.#partitionCount === 0) return null
    return {
      sinceMs: this.#sinceMs,
      untilMs: this.#untilMs,
      partitionCount: this.#partitionCount,
      openCount: this.#sinceByPartition.size,
      longestMs: this.#longestMs,
    }
  }

  /** Takes a look in; the partitions that have a leader again are the result. */
  see(look: Look): Regained[] {
    const down = new Set(look.brokers.filter(({ isDown }) => isDown).map(({ id }) => id))
    const seen = new Set<string>()
    const changes: Regained[] = []
    for (const { name, partitions } of look.topics) {
      for (const { partition, leaderId } of partitions) {
        const hasLeader = leaderId >= 0 && !down.has(leaderId)
        if (hasLeader && this.#sinceByPartition.size === 0) continue // nothing to regain: mostly all of them
        const key = `${name}/${partition}`
        const sinceMs = this.#sinceByPartition.get(key)
        seen.add(key)
        if (!hasLeader && sinceMs === undefined) this.#lose(key, look.atMs)
        if (!hasLeader || sinceMs === undefined) continue
        const afterMs = this.#regain(key, { sinceMs, atMs: look.atMs })
        changes.push({ kind: 'available', topic: name, partition, afterMs })
      }
    }
    for (const key of this.#sinceByPartition.keys()) if (!seen.has(key)) this.#sinceByPartition.delete(key)
    if (this.#sinceByPartition.size === 0 && this.#partitionCount > 0) this.#untilMs ??= look.atMs
    return changes
  }

  #lose(key: string, atMs: number): void {
    if (this.#sinceByPartition.size === 0) {
      this.#sinceMs = atMs
      this.#untilMs = null
      this.#longestMs = 0
      this.#partitionCount = 0
    }
    this.#sinceByPartition.set(key, atMs)
    this.#partitionCount += 1
  }

  #regain(key: string, when: { readonly sinceMs: number; readonly atMs: number }): number {
    const afterMs = Math.max(0, when.atMs - when.sinceMs)
    this.#sinceByPartition.delete(key)
    this.#longestMs = Math.max(this.#longestMs, afterMs)
    return afterMs
  }
}
