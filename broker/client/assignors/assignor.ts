/** How the leader of a classic group shares out partitions. Eager: nobody keeps anything over a rebalance. */

/** A member as the leader sees it. */
export interface GroupMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly topics: readonly string[]
}

/** Partitions by topic. */
export type Assignment = ReadonlyMap<string, readonly number[]>

/** A way to share out; its name is the protocol that members agree on. */
export interface Assignor {
  readonly name: string
  /** Gives each partition of `partitionCounts` to one member that subscribes to its topic; every member
   *  has an entry. Topics without a count are left out. */
  assign(
    members: readonly GroupMember[],
    partitionCounts: ReadonlyMap<string, number>,
  ): ReadonlyMap<string, Assignment>
}

/** The order of members that all Java assignors use: static members by instance id, then the others. */
export function compareMembers(a: GroupMember, b: GroupMember): number {
  if (a.groupInstanceId !== null && b.groupInstanceId !== null) {
    return compareText(a.groupInstanceId, b.groupInstanceId)
  }
  if (a.groupInstanceId !== null) return -1
  if (b.groupInstanceId !== null) return 1
  return compareText(a.memberId, b.memberId)
}

/** Order by UTF-16 code units, as Java's. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
