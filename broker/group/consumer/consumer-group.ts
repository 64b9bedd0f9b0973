/**
 * One consumer group (KIP-848) as its records say: epochs, members, what each is to hold and holds.
 * `replay` is the only thing that changes it; whatever is decided about it reads it and makes records.
 *
 * Invariants: every static id names a member; what is derived - owners, subscribers - is that of the
 * members; the group epoch never goes back while the group exists. Source: Kafka's ConsumerGroup.
 */
import { assert, assertNever } from '../../base/assert.ts'
import type { Uuid } from '../../wire/reader.ts'
import { type Assignment, assignmentOf, NO_PARTITIONS } from '../modern/assignment.ts'
import type { ConsumerRecord } from './consumer-records.ts'
import { type ConsumerMember, emptyMember, heldBy, withCurrent, withMetadata } from './member.ts'

/** States, as Kafka spells them. */
export type ConsumerGroupState = 'Empty' | 'Assigning' | 'Reconciling' | 'Stable'

/** The topics a regular expression was found to match. */
export interface ResolvedRegex {
  readonly topics: ReadonlySet<string>
  /** Offset of the metadata log they were looked up at. */
  readonly version: number
  readonly timestampMs: number
}

export class ConsumerGroup {
  readonly groupId: string
  readonly #members = new Map<string, ConsumerMember>()
  readonly #staticMembers = new Map<string, string>()
  readonly #targets = new Map<string, Assignment>()
  readonly #regexes = new Map<string, ResolvedRegex>()
  readonly #regexSubscribers = new Map<string, number>()
  readonly #owners = new Map<Uuid, Map<number, string>>()
  #groupEpoch = 0
  #metadataHash = 0
  #targetEpoch = 0
  #hasTopicsRecord = false
  #subscribers: ReadonlyMap<string, number> | null = null

  constructor(groupId: string) {
    this.groupId = groupId
  }

  get members(): ReadonlyMap<string, ConsumerMember> {
    return this.#members
  }

  /** Member ids by static id. */
  get staticMembers(): ReadonlyMap<string, string> {
    return this.#staticMembers
  }

  /** What members are to hold. */
  get targets(): ReadonlyMap<string, Assignment> {
    return this.#targets
  }

  /** What regular expressions match, by expression. */
  get regexes(): ReadonlyMap<string, ResolvedRegex> {
    return this.#regexes
  }

  /** Number of changes to the group. */
  get groupEpoch(): number {
    return this.#groupEpoch
  }

  /** Hash of the subscribed topics the group epoch was made for. */
  get metadataHash(): number {
    return this.#metadataHash
  }

  /** The group epoch the target assignment was made for. */
  get targetEpoch(): number {
    return this.#targetEpoch
  }

  /** True when a record of clusters before 4.1 is still stored. */
  get hasTopicsRecord(): boolean {
    return this.#hasTopicsRecord
  }

  get state(): ConsumerGroupState {
    if (this.#members.size === 0) return 'Empty'
    if (this.#groupEpoch > this.#targetEpoch) return 'Assigning'
    for (const { state, memberEpoch } of this.#members.values()) {
      if (state !== 'stable' || memberEpoch !== this.#targetEpoch) return 'Reconciling'
    }
    return 'Stable'
  }

  /** Topics someone is subscribed to, by name or expression, with the number of members. */
  get subscribers(): ReadonlyMap<string, number> {
    this.#subscribers ??= subscribersOf(this.#members.values(), this.#regexes)
    return this.#subscribers
  }

  /** The member that holds a partition, or has not given it up yet. */
  ownerOf(topicId: Uuid, partition: number): string | undefined {
    return this.#owners.get(topicId)?.get(partition)
  }

  staticMember(instanceId: string): ConsumerMember | undefined {
    const memberId = this.#staticMembers.get(instanceId)
    return memberId === undefined ? undefined : this.#members.get(memberId)
  }

  target(memberId: string): Assignment {
    return this.#targets.get(memberId) ?? NO_PARTITIONS
  }

  /** Expressions that members subscribe with, with the number of members. */
  get regexSubscribers(): ReadonlyMap<string, number> {
    return this.#regexSubscribers
  }

  /** Applies one record. The tombstone of the group itself is for who holds the groups. */
  replay(record: ConsumerRecord): void {
    switch (record.type) {
      case 'consumerGroup':
        this.#groupEpoch = record.value?.epoch ?? 0
        this.#metadataHash = record.value?.metadataHash ?? 0
        return
      case 'consumerTopics':
        this.#hasTopicsRecord = record.value !== null
        return
      case 'consumerMember':
        if (record.value === null) this.#removeMember(record.key.memberId)
        else this.#putMember(withMetadata(this.#memberOrEmpty(record.key.memberId), record.value))
        return
      case 'consumerTarget':
        this.#targetEpoch = record.value?.assignmentEpoch ?? 0
        return
      case 'consumerMemberTarget':
        if (record.value === null) this.#targets.delete(record.key.memberId)
        else this.#targets.set(record.key.memberId, assignmentOf(record.value.topicPartitions))
        return
      case 'consumerMemberCurrent':
        this.#replayCurrent(record)
        return
      case 'consumerRegex':
        this.#replayRegex(record)
        return
      default:
        assertNever(record)
    }
  }

  #replayCurrent({ key, value }: Extract<ConsumerRecord, { readonly type: 'consumerMemberCurrent' }>): void {
    const known = this.#members.get(key.memberId)
    // A tombstone of a member that compaction has taken away already says nothing.
    if (known === undefined && value === null) return
    this.#putMember(withCurrent(known ?? emptyMember(key.memberId), value))
  }

  #replayRegex({ key, value }: Extract<ConsumerRecord, { readonly type: 'consumerRegex' }>): void {
    if (value === null) this.#regexes.delete(key.regularExpression)
    else {
      this.#regexes.set(key.regularExpression, {
        topics: new Set(value.topics),
        version: value.version,
        timestampMs: value.timestamp,
      })
    }
    this.#subscribers = null
  }

  #memberOrEmpty(memberId: string): ConsumerMember {
    return this.#members.get(memberId) ?? emptyMember(memberId)
  }

  #putMember(member: ConsumerMember): void {
    const { memberId, instanceId } = member
    const old = this.#members.get(memberId)
    if (old !== undefined) this.#disown(old)
    this.#countRegex(old, -1)
    this.#countRegex(member, 1)
    this.#members.set(memberId, member)
    if (instanceId !== null) this.#staticMembers.set(instanceId, memberId)
    for (const [topicId, partitions] of heldBy(member)) {
      const owners = this.#owners.get(topicId) ?? new Map<number, string>()
      for (const partition of partitions) owners.set(partition, memberId)
      this.#owners.set(topicId, owners)
    }
    if (old === undefined || !isSameSubscription(old, member)) this.#subscribers = null
  }

  #removeMember(memberId: string): void {
    const old = this.#members.get(memberId)
    if (old === undefined) return
    this.#disown(old)
    this.#countRegex(old, -1)
    this.#members.delete(memberId)
    this.#subscribers = null
    if (old.instanceId !== null && this.#staticMembers.get(old.instanceId) === memberId) {
      this.#staticMembers.delete(old.instanceId)
    }
  }

  #countRegex(member: ConsumerMember | undefined, change: 1 | -1): void {
    const regex = member?.subscribedTopicRegex ?? null
    if (regex === null) return
    const count = (this.#regexSubscribers.get(regex) ?? 0) + change
    assert(count >= 0, 'subscribers of an expression are counted')
    if (count > 0) this.#regexSubscribers.set(regex, count)
    else this.#regexSubscribers.delete(regex)
  }

  /** A partition that another member was given in the meantime stays with that member. */
  #disown(member: ConsumerMember): void {
    for (const [topicId, partitions] of heldBy(member)) {
      const owners = this.#owners.get(topicId)
      if (owners === undefined) continue
      for (const partition of partitions) {
        if (owners.get(partition) === member.memberId) owners.delete(partition)
      }
      if (owners.size === 0) this.#owners.delete(topicId)
    }
  }
}

/** Topics of a member: those it names and those its expression matches. */
export function topicsOf(
  member: ConsumerMember,
  regexes: ReadonlyMap<string, ResolvedRegex>,
): ReadonlySet<string> {
  const names = new Set(member.subscribedTopicNames)
  if (member.subscribedTopicRegex === null) return names
  for (const topic of regexes.get(member.subscribedTopicRegex)?.topics ?? []) names.add(topic)
  return names
}

/** Topics with the number of members subscribed to them. */
export function subscribersOf(
  members: Iterable<ConsumerMember>,
  regexes: ReadonlyMap<string, ResolvedRegex>,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const member of members) {
    for (const topic of topicsOf(member, regexes)) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  }
  return counts
}

function isSameSubscription(left: ConsumerMember, right: ConsumerMember): boolean {
  return (
    left.subscribedTopicNames === right.subscribedTopicNames &&
    left.subscribedTopicRegex === right.subscribedTopicRegex
  )
}
