/**
 * The classic groups of one shard: the live ones on top of what is stored. Positions that no group of
 * another kind has make an empty classic group of their own, as in Kafka.
 *
 * Invariants: a stored group with members is live; a group that is let go is Dead.
 */
import { assert } from '../../base/assert.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { ErrorName } from '../../wire/schema/errors.ts'
import type { Committer, GroupKind, KindContext, ListedGroup } from '../kind.ts'
import { MAX_GROUP_ASSIGNMENT_BYTES, MAX_GROUP_MEMBERS } from '../limits.ts'
import type { ExpiryRule } from '../offsets.ts'
import type { CoordinatorRecord } from '../records.ts'
import type { ShardState } from '../replay.ts'
import type { ClassicContext } from './context.ts'
import { Joins } from './join.ts'
import { joinError, syncError } from './member.ts'
import { Membership } from './membership.ts'
import { Rebalancer } from './rebalance.ts'
import { ClassicGroup } from './state-machine.ts'

export class ClassicGroups implements GroupKind {
  readonly type = 'classic'
  readonly context: ClassicContext
  readonly joins: Joins
  readonly membership: Membership
  readonly #rebalancer: Rebalancer
  readonly #kind: KindContext
  readonly #state: ShardState
  readonly #live = new Map<string, ClassicGroup>()

  constructor(kind: KindContext, state: ShardState) {
    this.#kind = kind
    this.#state = state
    this.context = {
      clock: kind.clock,
      logger: kind.logger,
      settings: kind.settings,
      newMemberId: kind.newMemberId,
      store: (group, assignments) => this.#store(group, assignments),
      onDeserted: (group) => this.forgetIfUnused(group),
    }
    this.#rebalancer = new Rebalancer(this.context)
    this.joins = new Joins(this.context, this.#rebalancer)
    this.membership = new Membership(this.context, this.#rebalancer)
  }

  get count(): number {
    return this.#live.size
  }

  /** Every group that exists; those that only have positions are the shard's to list. */
  groupIds(): Iterable<string> {
    return this.#live.keys()
  }

  has(groupId: string): boolean {
    return this.#live.has(groupId) || this.#state.offsets.has(groupId)
  }

  /** A group that exists, or undefined. A group of positions alone is an empty one. */
  find(groupId: string): ClassicGroup | undefined {
    const live = this.#live.get(groupId)
    if (live !== undefined) return live
    return this.#state.offsets.has(groupId) ? new ClassicGroup(groupId, this.#nowMs) : undefined
  }

  isLive(groupId: string): boolean {
    return this.#live.has(groupId)
  }

  /** A group to join or to commit to, made if need be. */
  findOrCreate(groupId: string): ClassicGroup {
    const present = this.#live.get(groupId)
    if (present !== undefined) return present
    const group = new ClassicGroup(groupId, this.#nowMs)
    this.#live.set(groupId, group)
    return group
  }

  /** Drops a group that nothing is known of any more. */
  forgetIfUnused(group: ClassicGroup): void {
    if (this.#live.get(group.groupId) !== group || group.state !== 'Empty') return
    if (group.pendingMembers.size > 0 || this.#state.groups.has(group.groupId)) return
    group.transitionTo('Dead', this.#nowMs)
    this.#live.delete(group.groupId)
  }

  /** Lets a group go that has become one of another kind: whoever waits is told to join again. */
  release(groupId: string): void {
    const group = this.#live.get(groupId)
    if (group === undefined) return
    this.#live.delete(groupId)
    letGo(group, 'REBALANCE_IN_PROGRESS')
    group.transitionTo('Dead', this.#nowMs)
  }

  /** Takes a group in that was one of another kind, and stored as a classic one; a reason makes it rebalance. */
  adopt(group: ClassicGroup, rebalanceReason: string | null): void {
    assert(!this.#live.has(group.groupId), 'a group is of one kind at a time')
    this.#live.set(group.groupId, group)
    for (const member of group.members.values()) this.#rebalancer.renewSession(group, member)
    if (rebalanceReason !== null) this.#rebalancer.prepare(group, rebalanceReason)
  }

  /** What is stored of classic groups is replayed with the positions. */
  replay(): boolean {
    return false
  }

  onLoaded(): void {
    for (const [groupId, stored] of this.#state.groups) {
      const group = ClassicGroup.fromStored(groupId, stored, this.#nowMs)
      this.#live.set(groupId, group)
      for (const member of group.members.values()) this.#rebalancer.renewSession(group, member)
      const maxSize = Math.min(this.#kind.settings().maxSize, MAX_GROUP_MEMBERS)
      if (group.members.size > maxSize) this.#rebalancer.prepare(group, 'the group is larger than allowed')
    }
  }

  list(groupId: string): ListedGroup {
    const group = this.#existing(groupId)
    return {
      groupId,
      groupType: this.type,
      protocolType: group.protocolType ?? '',
      groupState: group.state,
    }
  }

  isEmpty(groupId: string): boolean {
    return this.#existing(groupId).state === 'Empty'
  }

  isDeserted(groupId: string): boolean {
    return this.isEmpty(groupId) && this.#existing(groupId).pendingMembers.size === 0
  }

  checkOffsetDelete(groupId: string): void {
    const { state, subscribedTopics } = this.#existing(groupId)
    if (state !== 'Empty' && subscribedTopics === null) throw new KafkaError('NON_EMPTY_GROUP')
  }

  isSubscribedTo(groupId: string, topic: string): boolean {
    const group = this.#existing(groupId)
    return group.state !== 'Empty' && group.isSubscribedTo(topic)
  }

  checkCommit(groupId: string, committer: Committer): void {
    if (committer.isTransactional && committer.generationId < 0) return
    this.membership.checkCommit(this.#existing(groupId), committer)
  }

  /** Reading is open to everybody. */
  checkFetch(): void {}

  /** Source: KIP-211, ClassicGroup.offsetExpirationCondition. */
  expiryRule(groupId: string): ExpiryRule | null {
    const group = this.#existing(groupId)
    const isSubscribed = (topic: string) => group.isSubscribedTo(topic)
    if (group.protocolType === null && group.state === 'Empty')
      return { emptySinceMs: null, isSubscribed: () => false }
    if (group.state === 'Empty') return { emptySinceMs: group.stateTimestampMs, isSubscribed: () => false }
    if (group.state === 'Stable' && group.subscribedTopics !== null)
      return { emptySinceMs: null, isSubscribed }
    return null
  }

  decideRemoval(groupId: string): readonly CoordinatorRecord[] {
    return this.#state.groups.has(groupId) ? [{ type: 'group', group: groupId, value: null }] : []
  }

  onRemoved(groupId: string): void {
    // The tombstones were replayed, or could not be appended: only then something is still stored.
    const group = this.#live.get(groupId)
    if (group === undefined || this.#state.offsets.has(groupId) || this.#state.groups.has(groupId)) return
    for (const memberId of group.pendingMembers.keys()) group.removePending(memberId)
    this.forgetIfUnused(group)
  }

  /** Lets everything go: whoever waits is answered with NOT_COORDINATOR. */
  close(): void {
    for (const group of this.#live.values()) {
      letGo(group, 'NOT_COORDINATOR')
      group.transitionTo('Dead', this.#nowMs)
    }
    this.#live.clear()
  }

  get #nowMs(): number {
    return this.#kind.clock.nowMs()
  }

  #existing(groupId: string): ClassicGroup {
    const group = this.find(groupId)
    assert(group !== undefined, 'a group that is asked about exists')
    return group
  }

  async #store(group: ClassicGroup, assignments: ReadonlyMap<string, Buffer>): Promise<void> {
    let assignmentBytes = 0
    for (const assignment of assignments.values()) assignmentBytes += assignment.length
    if (assignmentBytes > MAX_GROUP_ASSIGNMENT_BYTES) {
      throw new KafkaError(
        'UNKNOWN_SERVER_ERROR',
        `More than ${MAX_GROUP_ASSIGNMENT_BYTES} bytes of assignments`,
      )
    }
    await this.#kind.write([{ type: 'group', group: group.groupId, value: group.toStored(assignments) }])
  }
}

/** Ends all timers of a group and answers all who wait in it. */
function letGo(group: ClassicGroup, error: ErrorName): void {
  for (const cancel of group.pendingMembers.values()) cancel()
  group.pendingMembers.clear()
  group.cancelJoinTimer()
  group.cancelSyncTimer()
  for (const member of group.members.values()) {
    member.cancelSession()
    member.answerJoin(joinError(error, member.memberId))
    member.answerSync(syncError(error))
  }
}
