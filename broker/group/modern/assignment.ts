/** Partitions by topic id, as members of modern groups hold them, and what is done with such sets. */
import type { Uuid } from '../../wire/reader.ts'

/** Partitions by topic; no topic has none. Never changed in place. */
export type Assignment = ReadonlyMap<Uuid, ReadonlySet<number>>

/** Partitions of one topic, as records and requests list them. */
export interface TopicPartitionList {
  readonly topicId: Uuid
  readonly partitions: readonly number[]
}

export const NO_PARTITIONS: Assignment = new Map()

const NONE: ReadonlySet<number> = new Set()

/** From a list; topics named twice are taken together. */
export function assignmentOf(topics: readonly TopicPartitionList[]): Assignment {
  const assignment = new Map<Uuid, Set<number>>()
  for (const { topicId, partitions } of topics) {
    if (partitions.length === 0) continue
    const known = assignment.get(topicId) ?? new Set<number>()
    for (const partition of partitions) known.add(partition)
    assignment.set(topicId, known)
  }
  return assignment
}

/** To a list, partitions in ascending order. */
export function toTopicPartitions(
  assignment: Assignment,
): { readonly topicId: Uuid; readonly partitions: number[] }[] {
  return [...assignment].map(([topicId, partitions]) => ({
    topicId,
    partitions: [...partitions].sort((left, right) => left - right),
  }))
}

export function hasPartition(assignment: Assignment, topicId: Uuid, partition: number): boolean {
  return assignment.get(topicId)?.has(partition) ?? false
}

export function partitionCount(assignment: Assignment): number {
  let count = 0
  for (const partitions of assignment.values()) count += partitions.size
  return count
}

/** Those that `isWanted`. */
export function filterPartitions(
  assignment: Assignment,
  isWanted: (topicId: Uuid, partition: number) => boolean,
): Assignment {
  const kept = new Map<Uuid, Set<number>>()
  for (const [topicId, partitions] of assignment) {
    const wanted = [...partitions].filter((partition) => isWanted(topicId, partition))
    if (wanted.length > 0) kept.set(topicId, new Set(wanted))
  }
  return kept
}

/** Those in the first and not in the second. */
export function minus(left: Assignment, right: Assignment): Assignment {
  return filterPartitions(left, (topicId, partition) => !hasPartition(right, topicId, partition))
}

/** Those in both. */
export function common(left: Assignment, right: Assignment): Assignment {
  return filterPartitions(left, (topicId, partition) => hasPartition(right, topicId, partition))
}

/** Those in either. */
export function union(left: Assignment, right: Assignment): Assignment {
  if (right.size === 0) return left
  const all = new Map<Uuid, ReadonlySet<number>>(left)
  for (const [topicId, partitions] of right) {
    all.set(topicId, new Set([...(left.get(topicId) ?? NONE), ...partitions]))
  }
  return all
}

/** True when every partition of the first is in the second. */
export function isWithin(left: Assignment, right: Assignment): boolean {
  for (const [topicId, partitions] of left) {
    for (const partition of partitions) if (!hasPartition(right, topicId, partition)) return false
  }
  return true
}

export function isSameAssignment(left: Assignment, right: Assignment): boolean {
  return partitionCount(left) === partitionCount(right) && isWithin(left, right)
}
