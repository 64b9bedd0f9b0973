/**
 * The live side of one classic group: its members, its state and which step may follow which. It knows
 * no clock, disk or network; `rebalance.ts` decides when the steps are taken.
 *
 * Invariants: the generation never goes back; the leader is a member; every static id names a member;
 * the counts of supported protocols are those of the members; nobody waits in a state that cannot
 * answer them. Source: Kafka's ClassicGroup.
 */
import { assert } from '../../base/assert.ts'
import type { CancelTimer } from '../../base/clock.ts'
import { decodeConsumerSubscription } from '../../wire/consumer-protocol.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { StoredGroup } from '../records.ts'
import { ClassicMember, joinError, type MemberProtocol, type MemberTerms, syncError } from './member.ts'

export type GroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead'

/** The protocol type whose metadata is understood here. */
export const CONSUMER_PROTOCOL_TYPE = 'consumer'

const PREVIOUS_STATES: Readonly<Record<GroupState, readonly GroupState[]>> = {
  Empty: ['PreparingRebalance'],
  PreparingRebalance: ['Empty', 'CompletingRebalance', 'Stable'],
  CompletingRebalance: ['PreparingRebalance'],
  Stable: ['CompletingRebalance'],
  Dead: ['Empty', 'PreparingRebalance', 'CompletingRebalance', 'Stable'],
}

export class ClassicGroup {
  readonly groupId: string
  readonly members = new Map<string, ClassicMember>()
  /** Members by their static id. */
  readonly staticMembers = new Map<string, string>()
  /** Ids that were given out and have not come back yet, with the timers that forget them. */
  readonly pendingMembers = new Map<string, CancelTimer>()
  /** Members of this generation whose SyncGroup has not come. */
  readonly pendingSync = new Set<string>()
  readonly #protocolSupport = new Map<string, number>()
  #state: GroupState = 'Empty'
  #previousState: GroupState = 'Empty'
  #stateTimestampMs: number
  generation = 0
  protocolType: string | null = null
  protocolName: string | null = null
  leaderId: string | null = null
  subscribedTopics: ReadonlySet<string> | null = null
  /** Set when someone joined during the initial delay, which is then prolonged. */
  hasGrown = false
  cancelJoinTimer: CancelTimer = () => {}
  cancelSyncTimer: CancelTimer = () => {}

  constructor(groupId: string, nowMs: number) {
    this.groupId = groupId
    this.#stateTimestampMs = nowMs
  }

  /** The group as it was when it was stored: Stable with members, Empty without. */
  static fromStored(groupId: string, stored: StoredGroup, nowMs: number): ClassicGroup {
    const { currentStateTimestamp } = stored
    const group = new ClassicGroup(groupId, currentStateTimestamp >= 0 ? currentStateTimestamp : nowMs)
    group.generation = stored.generation
    group.protocolType = stored.protocolType === '' ? null : stored.protocolType
    group.protocolName = stored.protocol
    for (const each of stored.members) {
      const member = new ClassicMember({
        memberId: each.memberId,
        groupInstanceId: each.groupInstanceId,
        clientId: each.clientId,
        clientHost: each.clientHost,
        terms: {
          sessionTimeoutMs: each.sessionTimeout,
          rebalanceTimeoutMs: each.rebalanceTimeout > 0 ? each.rebalanceTimeout : each.sessionTimeout,
          protocols: [{ name: stored.protocol ?? '', metadata: each.subscription }],
        },
      })
      member.assignment = each.assignment
      group.add(member)
    }
    if (stored.leader !== null && group.members.has(stored.leader)) group.leaderId = stored.leader
    group.#state = stored.members.length === 0 ? 'Empty' : 'Stable'
    group.#readSubscriptions()
    return group
  }

  /** A group that another kind has become: stable, its members as they are, the first one leading. */
  static stable(options: {
    readonly groupId: string
    readonly nowMs: number
    readonly generation: number
    readonly protocolType: string
    readonly members: readonly ClassicMember[]
  }): ClassicGroup {
    const group = new ClassicGroup(options.groupId, options.nowMs)
    group.generation = options.generation
    group.protocolType = options.protocolType
    for (const member of options.members) group.add(member)
    assert(group.members.size > 0, 'a stable group has members')
    group.protocolName = group.selectProtocol()
    group.#state = 'Stable'
    group.#readSubscriptions()
    return group
  }

  get state(): GroupState {
    return this.#state
  }

  get previousState(): GroupState {
    return this.#previousState
  }

  /** When the group entered its state. */
  get stateTimestampMs(): number {
    return this.#stateTimestampMs
  }

  get canRebalance(): boolean {
    return PREVIOUS_STATES.PreparingRebalance.includes(this.#state)
  }

  get awaitingJoinCount(): number {
    let count = 0
    for (const member of this.members.values()) if (member.isAwaitingJoin) count += 1
    return count
  }

  get hasAllMembersJoined(): boolean {
    return this.pendingMembers.size === 0 && this.awaitingJoinCount === this.members.size
  }

  /** Time members get to rejoin: the longest any of them asked for. */
  get rebalanceTimeoutMs(): number {
    let longest = 0
    for (const { terms } of this.members.values()) longest = Math.max(longest, terms.rebalanceTimeoutMs)
    return longest
  }

  get metadataBytes(): number {
    let sum = 0
    for (const member of this.members.values()) sum += member.metadataBytes
    return sum
  }

  isLeader(memberId: string): boolean {
    return this.leaderId === memberId
  }

  isSubscribedTo(topic: string): boolean {
    return this.subscribedTopics?.has(topic) ?? false
  }

  transitionTo(state: GroupState, nowMs: number): void {
    assert(PREVIOUS_STATES[state].includes(this.#state), 'a group takes allowed steps', {
      from: this.#state,
      to: state,
    })
    this.#previousState = this.#state
    this.#state = state
    this.#stateTimestampMs = nowMs
  }

  /** The member a request names. @throws KafkaError UNKNOWN_MEMBER_ID, FENCED_INSTANCE_ID. */
  validated(memberId: string, groupInstanceId: string | null): ClassicMember {
    if (groupInstanceId !== null) {
      const current = this.staticMembers.get(groupInstanceId)
      if (current === undefined) throw new KafkaError('UNKNOWN_MEMBER_ID')
      if (current !== memberId) throw new KafkaError('FENCED_INSTANCE_ID')
    }
    const member = this.members.get(memberId)
    if (member === undefined) throw new KafkaError('UNKNOWN_MEMBER_ID')
    return member
  }

  /** True when a member of this type and with these protocols could be in one generation with the others. */
  supports(protocolType: string, protocols: readonly MemberProtocol[]): boolean {
    if (this.members.size === 0) return protocolType !== '' && protocols.length > 0
    return (
      protocolType === this.protocolType &&
      protocols.some(({ name }) => this.#protocolSupport.get(name) === this.members.size)
    )
  }

  /** Takes a member in; the first one leads until a generation elects otherwise. */
  add(member: ClassicMember, protocolType: string | null = this.protocolType): void {
    assert(!this.members.has(member.memberId), 'a member is added once')
    if (this.members.size === 0) this.protocolType = protocolType
    assert(this.protocolType === protocolType, 'members have one protocol type')
    this.members.set(member.memberId, member)
    if (member.groupInstanceId !== null) this.staticMembers.set(member.groupInstanceId, member.memberId)
    this.#countProtocols(member, 1)
    this.leaderId ??= member.memberId
    this.removePending(member.memberId)
  }

  /** Takes a member out; whatever it waited for is answered with UNKNOWN_MEMBER_ID. */
  remove(member: ClassicMember): void {
    assert(this.members.get(member.memberId) === member, 'a removed member is in the group')
    this.members.delete(member.memberId)
    this.pendingSync.delete(member.memberId)
    if (member.groupInstanceId !== null) this.staticMembers.delete(member.groupInstanceId)
    this.#countProtocols(member, -1)
    if (this.leaderId === member.memberId) this.leaderId = this.members.keys().next().value ?? null
    member.cancelSession()
    member.answerJoin(joinError('UNKNOWN_MEMBER_ID'))
    member.answerSync(syncError('UNKNOWN_MEMBER_ID'))
  }

  /** Forgets an id that was given out. */
  removePending(memberId: string): void {
    this.pendingMembers.get(memberId)?.()
    this.pendingMembers.delete(memberId)
  }

  /** Puts another member in the place of a static one, which is fenced. */
  replaceStatic(old: ClassicMember, replacement: ClassicMember): void {
    assert(old.groupInstanceId !== null, 'a replaced member is static')
    assert(old.groupInstanceId === replacement.groupInstanceId, 'a replacement has the same static id')
    assert(this.members.get(old.memberId) === old, 'a replaced member is in the group')
    this.members.delete(old.memberId)
    old.cancelSession()
    old.answerJoin(joinError('FENCED_INSTANCE_ID', old.memberId))
    old.answerSync(syncError('FENCED_INSTANCE_ID'))
    this.pendingSync.delete(old.memberId)
    this.#countProtocols(old, -1)
    this.members.set(replacement.memberId, replacement)
    this.#countProtocols(replacement, 1)
    this.staticMembers.set(old.groupInstanceId, replacement.memberId)
    if (this.leaderId === old.memberId) this.leaderId = replacement.memberId
  }

  updateTerms(member: ClassicMember, terms: MemberTerms): void {
    this.#countProtocols(member, -1)
    member.terms = terms
    this.#countProtocols(member, 1)
  }

  /** Makes sure that the leader is one that has joined; false when nobody has. */
  electJoinedLeader(): boolean {
    if (this.leaderId !== null && this.members.get(this.leaderId)?.isAwaitingJoin === true) return true
    for (const member of this.members.values()) {
      if (!member.isAwaitingJoin) continue
      this.leaderId = member.memberId
      return true
    }
    return false
  }

  /** Ends the join phase: CompletingRebalance with a protocol, or Empty. */
  startGeneration(nowMs: number): void {
    this.generation += 1
    this.pendingSync.clear()
    if (this.members.size === 0) {
      this.protocolName = null
      this.transitionTo('Empty', nowMs)
    } else {
      this.protocolName = this.selectProtocol()
      this.transitionTo('CompletingRebalance', nowMs)
    }
    this.#readSubscriptions()
  }

  /** The protocol everyone supports that most members prefer; the first offered wins a tie. */
  selectProtocol(): string {
    const votes = new Map<string, number>()
    for (const { terms } of this.members.values()) {
      const choice = terms.protocols.find(({ name }) => this.#protocolSupport.get(name) === this.members.size)
      assert(choice !== undefined, 'members of a group share a protocol')
      votes.set(choice.name, (votes.get(choice.name) ?? 0) + 1)
    }
    const [winner] = [...votes].sort(([, left], [, right]) => right - left)
    assert(winner !== undefined, 'a protocol is selected among members')
    return winner[0]
  }

  /** The group in the form it is stored in. */
  toStored(assignments: ReadonlyMap<string, Buffer>): StoredGroup {
    const protocol = this.protocolName
    return {
      protocolType: this.protocolType ?? '',
      generation: this.generation,
      protocol,
      leader: this.members.size === 0 ? null : this.leaderId,
      currentStateTimestamp: this.#stateTimestampMs,
      members: [...this.members.values()].map((member) => ({
        memberId: member.memberId,
        groupInstanceId: member.groupInstanceId,
        clientId: member.clientId,
        clientHost: member.clientHost,
        rebalanceTimeout: member.terms.rebalanceTimeoutMs,
        sessionTimeout: member.terms.sessionTimeoutMs,
        subscription: member.metadataFor(protocol ?? ''),
        assignment: assignments.get(member.memberId) ?? Buffer.alloc(0),
      })),
    }
  }

  /** What a restart would find now. */
  currentAssignments(): Map<string, Buffer> {
    return new Map([...this.members.values()].map(({ memberId, assignment }) => [memberId, assignment]))
  }

  #countProtocols(member: ClassicMember, by: 1 | -1): void {
    for (const name of new Set(member.terms.protocols.map((protocol) => protocol.name))) {
      const count = (this.#protocolSupport.get(name) ?? 0) + by
      assert(count >= 0, 'protocols are counted once per member')
      if (count === 0) this.#protocolSupport.delete(name)
      else this.#protocolSupport.set(name, count)
    }
  }

  /** Unreadable metadata means that the topics are not known: no offset is refused or kept for them. */
  #readSubscriptions(): void {
    this.subscribedTopics = null
    if (this.protocolType !== CONSUMER_PROTOCOL_TYPE || this.protocolName === null) return
    try {
      const topics = new Set<string>()
      for (const member of this.members.values()) {
        const { topics: own } = decodeConsumerSubscription(member.metadataFor(this.protocolName))
        for (const topic of own) topics.add(topic)
      }
      this.subscribedTopics = topics
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
    }
  }
}
