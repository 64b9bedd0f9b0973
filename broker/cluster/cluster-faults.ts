/** What is to go wrong in a cluster as things are: who is cut off from whom, and whose disk is slow. */

/** Slowest disk there is, in ms per write and flush. */
export const MAX_DISK_LATENCY_MS = 10_000

export class ClusterFaults {
  /** Nodes in different groups do not hear each other; a node in none hears everybody. */
  #groups: readonly (readonly number[])[] = []
  readonly #diskLatencyMs = new Map<number, number>()

  get groups(): readonly (readonly number[])[] {
    return this.#groups
  }

  /** Cuts the groups off from each other, in place of what was cut before; none heals everything. */
  cut(groups: readonly (readonly number[])[]): void {
    this.#groups = groups.map((group) => [...group])
  }

  /** Makes the disk of a node slow; 0 makes it as fast as it is. */
  slowDisk(nodeId: number, latencyMs: number): void {
    if (latencyMs === 0) this.#diskLatencyMs.delete(nodeId)
    else this.#diskLatencyMs.set(nodeId, latencyMs)
  }

  /** Forgets a node that is not there any more. */
  forget(nodeId: number): void {
    this.#diskLatencyMs.delete(nodeId)
    this.#groups = this.#groups.map((group) => group.filter((id) => id !== nodeId))
  }

  /** Milliseconds added to each write and flush; 0 for none. */
  diskLatencyMsOf(nodeId: number): number {
    return this.#diskLatencyMs.get(nodeId) ?? 0
  }

  /** Nodes that this one is cut off from. */
  cutFrom(nodeId: number): readonly number[] {
    const own = this.#groups.findIndex((group) => group.includes(nodeId))
    if (own < 0) return []
    return this.#groups.flatMap((group, index) => (index === own ? [] : group))
  }
}
