/** What an assignor is: from members, their topics and what they were to hold to what they are to hold. Pure. */
import type { Uuid } from '../../../wire/reader.ts'
import type { Assignment } from '../assignment.ts'

/** A member, as assignors see it. */
export interface AssignedMember {
  readonly instanceId: string | null
  /** Topics it subscribes to that exist. */
  readonly topicIds: ReadonlySet<Uuid>
  /** Its part of the last assignment; may name partitions and topics that are gone. */
  readonly last: Assignment
}

export interface AssignorInput {
  readonly members: ReadonlyMap<string, AssignedMember>
  /** Number of partitions of a topic that exists. */
  readonly partitionCount: (topicId: Uuid) => number
}

/** Every partition of every subscribed topic goes to one of its subscribers; each member has an entry. */
export type Assignor = (input: AssignorInput) => Map<string, Assignment>

/** One partition of one topic. */
export interface TopicPartition {
  readonly topicId: Uuid
  readonly partition: number
}

/** An assignment in the making: who has which partitions, and how many. */
export class AssignmentDraft {
  readonly #byMember = new Map<string, Map<Uuid, Set<number>>>()
  readonly #loads = new Map<string, number>()

  constructor(memberIds: Iterable<string>) {
    for (const memberId of memberIds) {
      this.#byMember.set(memberId, new Map())
      this.#loads.set(memberId, 0)
    }
  }

  /** Number of partitions of a member. */
  load(memberId: string): number {
    return this.#loads.get(memberId) ?? 0
  }

  /** Partitions of one topic that a member has. */
  of(memberId: string, topicId: Uuid): ReadonlySet<number> | undefined {
    return this.#byMember.get(memberId)?.get(topicId)
  }

  add(memberId: string, { topicId, partition }: TopicPartition): void {
    const topics = this.#byMember.get(memberId)
    if (topics === undefined) return
    const partitions = topics.get(topicId) ?? new Set<number>()
    if (partitions.has(partition)) return
    topics.set(topicId, partitions.add(partition))
    this.#loads.set(memberId, this.load(memberId) + 1)
  }

  remove(memberId: string, { topicId, partition }: TopicPartition): void {
    const topics = this.#byMember.get(memberId)
    const partitions = topics?.get(topicId)
    if (topics === undefined || partitions === undefined || !partitions.delete(partition)) return
    if (partitions.size === 0) topics.delete(topicId)
    this.#loads.set(memberId, this.load(memberId) - 1)
  }

  toAssignments(): Map<string, Assignment> {
    return this.#byMember
  }
}

/** Member ids with those who keep their place over restarts first: by static id, then by member id. */
export function sortedMemberIds(members: ReadonlyMap<string, AssignedMember>): string[] {
  return [...members]
    .sort(([leftId, left], [rightId, right]) => {
      if (left.instanceId !== null && right.instanceId !== null)
        return compareText(left.instanceId, right.instanceId)
      if (left.instanceId !== null) return -1
      if (right.instanceId !== null) return 1
      return compareText(leftId, rightId)
    })
    .map(([memberId]) => memberId)
}

/** True when all members subscribe to the same topics. */
export function isHomogeneous(members: ReadonlyMap<string, AssignedMember>): boolean {
  const [first] = members.values()
  if (first === undefined) return true
  for (const { topicIds } of members.values()) {
    if (topicIds.size !== first.topicIds.size) return false
    for (const topicId of topicIds) if (!first.topicIds.has(topicId)) return false
  }
  return true
}

/** Subscribers of each topic, in the order of `memberIds`; topics in a fixed order. */
export function subscribersByTopic(input: AssignorInput, memberIds: readonly string[]): Map<Uuid, string[]> {
  const byTopic = new Map<Uuid, string[]>()
  for (const memberId of memberIds) {
    for (const topicId of input.members.get(memberId)?.topicIds ?? []) {
      const subscribers = byTopic.get(topicId)
      if (subscribers === undefined) byTopic.set(topicId, [memberId])
      else subscribers.push(memberId)
    }
  }
  return new Map([...byTopic].sort(([left], [right]) => compareText(left, right)))
}

function compareText(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
