/**
 * Who reads which partitions of a share group. Every partition has a reader, every member something to read
 * where there is anything; members share partitions when there are more of them. Who reads a partition keeps
 * it where that stays even.
 *
 * Source: KIP-932, SimpleAssignor. Differs: members that subscribe to different topics are balanced topic by
 * topic, and ties are broken by the order of ids.
 */
import type { Uuid } from '../../wire/reader.ts'
import { type Assignment, assignmentOf, hasPartition, NO_PARTITIONS } from '../modern/assignment.ts'

/** One member: what it subscribes to of what exists, and what it has been given before. */
export interface AssignedMember {
  readonly memberId: string
  readonly topicIds: ReadonlySet<Uuid>
  readonly previous: Assignment
}

interface Slot {
  readonly topicId: Uuid
  readonly partition: number
}

/** What each member is to read; `partitions` are all that may be read. */
export function assignSimply(
  members: readonly AssignedMember[],
  partitions: Assignment,
): ReadonlyMap<string, Assignment> {
  const ordered = members.toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1))
  const given = new Map<string, Slot[]>(ordered.map(({ memberId }) => [memberId, []]))
  const isUniform = ordered.every(({ topicIds }) => isSameSet(topicIds, ordered[0]?.topicIds))
  const scopes = isUniform ? [[...partitions.keys()]] : [...partitions.keys()].map((topicId) => [topicId])
  for (const topicIds of scopes) {
    const readers = ordered.filter((member) => topicIds.some((topicId) => member.topicIds.has(topicId)))
    const slots = topicIds
      .filter((topicId) => readers[0]?.topicIds.has(topicId) === true)
      .flatMap((topicId) => slotsOf(topicId, partitions))
    if (readers.length === 0 || slots.length === 0) continue
    const spread = slots.length >= readers.length ? onePerPartition : onePerMember
    for (const [memberId, mine] of spread(readers, slots)) given.get(memberId)?.push(...mine)
  }
  return new Map(
    [...given].map(([memberId, slots]) => [
      memberId,
      slots.length === 0
        ? NO_PARTITIONS
        : assignmentOf(slots.map(({ topicId, partition }) => ({ topicId, partitions: [partition] }))),
    ]),
  )
}

/** At least as many partitions as members: each has one reader, and members differ by one at most. */
function onePerPartition(
  members: readonly AssignedMember[],
  slots: readonly Slot[],
): ReadonlyMap<string, Slot[]> {
  const least = Math.floor(slots.length / members.length)
  let extras = slots.length % members.length
  const free = new Set(slots)
  const given = new Map<string, Slot[]>()
  for (const { memberId, previous } of members) {
    const kept: Slot[] = []
    for (const slot of free) {
      if (!hasPartition(previous, slot.topicId, slot.partition)) continue
      if (kept.length >= least + (extras > 0 ? 1 : 0)) break
      kept.push(slot)
    }
    if (kept.length > least) extras -= 1
    for (const slot of kept) free.delete(slot)
    given.set(memberId, kept)
  }
  const left = [...free]
  for (const limit of [least, least + 1]) {
    for (const mine of given.values())
      while (mine.length < limit && left.length > 0) mine.push(...left.splice(0, 1))
  }
  return given
}

/** More members than partitions: each reads one, and partitions differ by one reader at most. */
function onePerMember(
  members: readonly AssignedMember[],
  slots: readonly Slot[],
): ReadonlyMap<string, Slot[]> {
  const least = Math.floor(members.length / slots.length)
  let extras = members.length % slots.length
  const readers = new Map<Slot, number>(slots.map((slot) => [slot, 0]))
  const given = new Map<string, Slot[]>()
  for (const { memberId, previous } of members) {
    const kept = slots.find((slot) => {
      const count = readers.get(slot) ?? 0
      return hasPartition(previous, slot.topicId, slot.partition) && count < least + (extras > 0 ? 1 : 0)
    })
    if (kept === undefined) continue
    const count = (readers.get(kept) ?? 0) + 1
    if (count > least) extras -= 1
    readers.set(kept, count)
    given.set(memberId, [kept])
  }
  for (const { memberId } of members) {
    if (given.has(memberId)) continue
    let fewest = slots[0]
    for (const slot of slots) {
      if (fewest === undefined || (readers.get(slot) ?? 0) < (readers.get(fewest) ?? 0)) fewest = slot
    }
    if (fewest === undefined) break
    readers.set(fewest, (readers.get(fewest) ?? 0) + 1)
    given.set(memberId, [fewest])
  }
  return given
}

function slotsOf(topicId: Uuid, partitions: Assignment): Slot[] {
  return [...(partitions.get(topicId) ?? [])]
    .toSorted((a, b) => a - b)
    .map((partition) => ({ topicId, partition }))
}

function isSameSet(a: ReadonlySet<Uuid>, b: ReadonlySet<Uuid> | undefined): boolean {
  return b !== undefined && a.size === b.size && [...a].every((each) => b.has(each))
}
