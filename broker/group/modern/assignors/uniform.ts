/**
 * The uniform assignor: members get equally many partitions, and keep what they had as far as that
 * allows. Where all subscribe to the same topics, no two differ by more than one partition and no
 * partition moves without need. Where they do not, no single partition can be moved to a member with at
 * least two partitions less. Source: KIP-848, Kafka's UniformAssignor.
 *
 * Differs: which of several equally good members gets a partition; racks play no part, as in Kafka 4.
 */
import type { Uuid } from '../../../wire/reader.ts'
import type { Assignment } from '../assignment.ts'
import {
  AssignmentDraft,
  type AssignorInput,
  isHomogeneous,
  sortedMemberIds,
  subscribersByTopic,
  type TopicPartition,
} from './assignor.ts'

export function assignUniformly(input: AssignorInput): Map<string, Assignment> {
  if (input.members.size === 0) return new Map()
  return isHomogeneous(input.members) ? assignHomogeneous(input) : assignHeterogeneous(input)
}

function assignHomogeneous(input: AssignorInput): Map<string, Assignment> {
  const memberIds = sortedMemberIds(input.members)
  const draft = new AssignmentDraft(memberIds)
  const topicIds = [...subscribersByTopic(input, memberIds).keys()]
  const all = topicIds.flatMap((topicId) => partitionsOf(input, topicId))
  const quota = Math.floor(all.length / memberIds.length)
  let extraCount = all.length % memberIds.length
  const taken = new Set<string>()
  for (const memberId of memberIds) {
    const kept = keptBy(input, memberId, taken)
    const mayHaveExtra = extraCount > 0 && kept.length > quota
    if (mayHaveExtra) extraCount -= 1
    for (const each of kept.slice(0, quota + (mayHaveExtra ? 1 : 0))) {
      draft.add(memberId, each)
      taken.add(keyOf(each))
    }
  }
  const free = all.filter((each) => !taken.has(keyOf(each)))
  let next = 0
  for (const memberId of memberIds) {
    const load = draft.load(memberId)
    const hasExtra = load <= quota && extraCount > 0
    if (hasExtra) extraCount -= 1
    const end = next + Math.max(0, quota + (hasExtra ? 1 : 0) - load)
    for (const each of free.slice(next, end)) draft.add(memberId, each)
    next = end
  }
  return draft.toAssignments()
}

function assignHeterogeneous(input: AssignorInput): Map<string, Assignment> {
  const memberIds = sortedMemberIds(input.members)
  const draft = new AssignmentDraft(memberIds)
  // Topics that few can take come first: the others even out what they leave.
  const topics = [...subscribersByTopic(input, memberIds)].sort(
    ([, left], [, right]) => left.length - right.length,
  )
  const taken = new Set<string>()
  for (const memberId of memberIds) {
    for (const each of keptBy(input, memberId, taken)) {
      draft.add(memberId, each)
      taken.add(keyOf(each))
    }
  }
  for (const [topicId, subscribers] of topics) {
    for (const each of partitionsOf(input, topicId)) {
      if (!taken.has(keyOf(each))) draft.add(leastLoaded(draft, subscribers), each)
    }
  }
  // Each move lowers the sum of the squared loads, so this ends.
  let hasMoved = true
  while (hasMoved) {
    hasMoved = false
    for (const [topicId, subscribers] of topics) {
      while (moveOne(draft, topicId, subscribers)) hasMoved = true
    }
  }
  return draft.toAssignments()
}

/** Moves a partition of a topic from its most to its least loaded subscriber, if that evens them out. */
function moveOne(draft: AssignmentDraft, topicId: Uuid, subscribers: readonly string[]): boolean {
  const to = leastLoaded(draft, subscribers)
  let from: string | null = null
  for (const memberId of subscribers) {
    if (draft.of(memberId, topicId) === undefined) continue
    if (from === null || draft.load(memberId) > draft.load(from)) from = memberId
  }
  if (from === null || draft.load(from) - draft.load(to) < 2) return false
  const partition = Math.max(...(draft.of(from, topicId) ?? []))
  draft.remove(from, { topicId, partition })
  draft.add(to, { topicId, partition })
  return true
}

function leastLoaded(draft: AssignmentDraft, memberIds: readonly string[]): string {
  let least = memberIds[0] ?? ''
  for (const memberId of memberIds) if (draft.load(memberId) < draft.load(least)) least = memberId
  return least
}

/** What a member had, may still have, and nobody before it has kept; topics and partitions in order. */
function keptBy(input: AssignorInput, memberId: string, taken: ReadonlySet<string>): TopicPartition[] {
  const member = input.members.get(memberId)
  if (member === undefined) return []
  const kept: TopicPartition[] = []
  for (const topicId of [...member.last.keys()].sort()) {
    if (!member.topicIds.has(topicId)) continue
    const count = input.partitionCount(topicId)
    const partitions = [...(member.last.get(topicId) ?? [])].sort((left, right) => left - right)
    for (const partition of partitions) {
      const each = { topicId, partition }
      if (partition < count && !taken.has(keyOf(each))) kept.push(each)
    }
  }
  return kept
}

function partitionsOf(input: AssignorInput, topicId: Uuid): TopicPartition[] {
  return Array.from({ length: input.partitionCount(topicId) }, (_, partition) => ({ topicId, partition }))
}

function keyOf({ topicId, partition }: TopicPartition): string {
  return `${topicId}:${partition}`
}
