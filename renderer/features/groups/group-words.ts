/** A group in plain words. */
import type { GroupDetail, GroupListing, GroupMember } from '#contract/groups'
import { groupMark } from '../../domain/group-state.ts'
import { plural } from '../../lib/format-number.ts'

const KIND_WORDS: Readonly<Record<GroupListing['kind'], string>> = {
  classic: 'Classic',
  consumer: 'Consumer',
  share: 'Share',
  streams: 'Streams',
  unknown: 'Not told',
}

export function kindWords(kind: GroupListing['kind']): string {
  return KIND_WORDS[kind]
}

/** What a kind of group is, for the hover. */
export function kindHint(kind: GroupListing['kind']): string {
  switch (kind) {
    case 'classic':
      return 'The classic protocol: one member computes the assignment for all'
    case 'consumer':
      return 'The consumer protocol of KIP-848: the coordinator assigns, without a stop for all'
    case 'share':
      return 'A share group (KIP-932): members take records of the same partitions, as from a queue'
    case 'streams':
      return 'A Kafka Streams application, by the streams protocol'
    case 'unknown':
      return 'The brokers do not tell the kind of their groups'
  }
}

/** `Stable, 2 members, range`. */
export function stateSentence({
  state,
  members,
  protocolName,
}: Pick<GroupDetail, 'state' | 'members' | 'protocolName'>): string {
  const parts = [groupMark(state).word]
  if (members.length > 0 || state === 'Stable') parts.push(plural(members.length, 'member'))
  if (protocolName !== '') parts.push(protocolName)
  return parts.join(', ')
}

/** `Epoch 7`, or `Epoch 8, assignment of 7` while the next assignment is not made. */
export function epochWords({ groupEpoch, assignmentEpoch }: NonNullable<GroupDetail['epochs']>): string {
  return groupEpoch === assignmentEpoch
    ? `Epoch ${groupEpoch}`
    : `Epoch ${groupEpoch}, assignment of ${assignmentEpoch}`
}

/** A static member that has left for a while has no epoch but a mark. */
const AWAY_EPOCH = -2

/** `epoch 7`, or that a static member is away. */
export function memberEpochWords(memberEpoch: number): string {
  return memberEpoch === AWAY_EPOCH ? 'away' : `epoch ${memberEpoch}`
}

/** What a page calls where a group is in a partition, and how far that is behind. */
export interface PositionWords {
  /** Head of a column. */
  readonly short: string
  readonly hint: string
  /** In a sentence and as a label: `committed offset`. */
  readonly name: string
  /** There is none. */
  readonly none: string
  /** What follows from there being none. */
  readonly noneMeaning: string
  readonly lagHint: string
  /** After a number of records: `records behind`. */
  readonly lagUnit: string
}

const COMMITTED: PositionWords = {
  short: 'Committed',
  hint: 'The offset the group reads next',
  name: 'committed offset',
  none: 'nothing committed',
  noneMeaning: 'Nothing is committed: a consumer starts where its auto.offset.reset says.',
  lagHint: 'End minus committed: the records not read yet',
  lagUnit: 'behind',
}

/** A share group commits nothing: from its start on, some records are done with and others are not. */
const SHARED: PositionWords = {
  short: 'Start offset',
  hint: 'Everything before it is done with; after it, members take records in any order',
  name: 'start offset',
  none: 'not begun',
  noneMeaning:
    'The group has not begun here: the first member that reads starts where share.auto.offset.reset of the group says.',
  lagHint: 'The records not done with, as the brokers count them; records after the start may be done with',
  lagUnit: 'not done with',
}

export function positionWords(kind: GroupListing['kind']): PositionWords {
  return kind === 'share' ? SHARED : COMMITTED
}

/** `Start offset`, for a label. */
export function asLabel(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What deleting a group does, before it is done. */
export function deleteMeaning(kind: GroupListing['kind']): string {
  return kind === 'share'
    ? 'What it has done with is forgotten for good. Members that join under this id afterwards start where share.auto.offset.reset of the group says, and may be given everything again or nothing of what was left. The topics and their records stay.'
    : 'Its committed offsets are deleted for good. A consumer that joins under this id afterwards starts where its auto.offset.reset says, and may read everything again or skip what it has missed. The topics and their records stay.'
}

/** What stays of a group without members. */
export function nobodyWords(kind: GroupListing['kind']): string {
  return kind === 'share'
    ? 'Nobody reads as this group. What it has done with stays stored until the group is deleted; a member that joins goes on from there.'
    : 'Nobody reads as this group. Its committed offsets stay until they expire; a consumer that joins goes on from them.'
}

/** What the state means to whom it may worry; null for states that speak for themselves. */
export function stateMeaning(state: string, kind: GroupListing['kind']): string | null {
  switch (state) {
    case 'Empty':
      return kind === 'share'
        ? 'Nobody reads. What is done with stays stored until the group is deleted.'
        : 'Nobody reads. The committed offsets stay until they expire.'
    case 'PreparingRebalance':
      return 'Waiting for the members to join again. Nobody reads meanwhile.'
    case 'CompletingRebalance':
      return 'The members have joined and wait for their partitions.'
    case 'Assigning':
      return 'The coordinator works out who gets which partitions.'
    case 'Reconciling':
      return 'Members are handing partitions over to each other.'
    case 'Dead':
      return 'The group has no members and no offsets, and is about to be removed.'
    default:
      return null
  }
}

/** Why the group cannot be deleted, or null. States of an unknown kind are left to the broker to judge. */
export function deleteRefusal(state: string, memberCount: number | null): string | null {
  if (memberCount === 0) return null
  if (memberCount === null && (state === 'Empty' || state === 'Dead' || state === 'Unknown')) return null
  const who = memberCount === null ? 'members' : plural(memberCount, 'member')
  return `It has ${who}. Kafka deletes a group only after its consumers have stopped.`
}

export interface NamedMember {
  readonly member: GroupMember
  /** Its instance or client id, with a number where several share one. */
  readonly name: string
  /** Its place in the order; gives its colour. */
  readonly index: number
}

/** The members by id, in an order in which nobody moves while members stay. */
export function namedMembers(members: readonly GroupMember[]): ReadonlyMap<string, NamedMember> {
  const sharing = new Map<string, number>()
  for (const { clientId } of members) sharing.set(clientId, (sharing.get(clientId) ?? 0) + 1)
  const seen = new Map<string, number>()
  return new Map(
    inOrder(members).map((member, index) => {
      const number = (seen.get(member.clientId) ?? 0) + 1
      seen.set(member.clientId, number)
      const isShared = (sharing.get(member.clientId) ?? 0) > 1
      return [member.memberId, { member, index, name: nameOf(member, isShared ? number : null) }]
    }),
  )
}

function nameOf({ instanceId, clientId, memberId }: GroupMember, number: number | null): string {
  if (instanceId !== null) return instanceId
  const name = clientId === '' ? memberId : clientId
  return number === null ? name : `${name} ${number}`
}

function inOrder(members: readonly GroupMember[]): readonly GroupMember[] {
  return [...members].sort(
    (left, right) => compare(left.clientId, right.clientId) || compare(left.memberId, right.memberId),
  )
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
