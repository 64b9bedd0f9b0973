/**
 * The consumer groups (KIP-848) of one shard: what is stored of them, the timers of their members, and
 * the changes nobody asked for - members that are fenced, expressions that match other topics, the step
 * back to the classic protocol. Requests are in `consumer-requests.ts` and `classic-members.ts`.
 *
 * Invariants: what is stored changes by replay alone; a member has a session timer from its first
 * heartbeat, or from loading, until it is taken out.
 */
import { assert } from '../../base/assert.ts'
import type { CancelTimer } from '../../base/clock.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { ClassicGroups } from '../classic/classic-groups.ts'
import type { ClassicGroup } from '../classic/state-machine.ts'
import type { Committer, Fetcher, GroupKind, KindContext, ListedGroup } from '../kind.ts'
import { FENCE_RETRY_MS, REGEX_MIN_REFRESH_MS } from '../limits.ts'
import { MemberTimers } from '../modern/member-timers.ts'
import type { ExpiryRule } from '../offsets.ts'
import type { CoordinatorRecord, KindRecords } from '../records.ts'
import { ConsumerGroup } from './consumer-group.ts'
import { isConsumerRecord } from './consumer-records.ts'
import type { ChangeContext } from './group-change.ts'
import { removalRecords } from './group-records.ts'
import { decideFence } from './leave.ts'
import type { ConsumerMember } from './member.ts'
import { canDowngrade, downgraded } from './migration.ts'
import { decideRegexTopics } from './regex-change.ts'
import { lookUpRegexes } from './regex-lookup.ts'

/** Protocol type that consumer groups are listed with. */
const PROTOCOL_TYPE = 'consumer'

/** The assignor when none is configured. */
const DEFAULT_ASSIGNOR = 'uniform'

/** What is known of a group beside what is stored. */
interface LiveFacts {
  /** Offset of the metadata log the group's topics were last looked at; -1 before. */
  checkedOffset: number
  /** Look-up of expressions that is going on. */
  cancelLookup: CancelTimer | null
  lastLookupMs: number
}

export class ConsumerGroups implements GroupKind {
  readonly type = 'consumer'
  readonly context: KindContext
  readonly timers: MemberTimers
  readonly #classic: ClassicGroups
  readonly #groups = new Map<string, ConsumerGroup>()
  readonly #live = new Map<string, LiveFacts>()

  constructor(context: KindContext, classic: ClassicGroups) {
    this.context = context
    this.timers = new MemberTimers(context.clock)
    this.#classic = classic
  }

  get count(): number {
    return this.#groups.size
  }

  groupIds(): Iterable<string> {
    return this.#groups.keys()
  }

  has(groupId: string): boolean {
    return this.#groups.has(groupId)
  }

  find(groupId: string): ConsumerGroup | undefined {
    return this.#groups.get(groupId)
  }

  get defaultAssignor(): string {
    return this.context.settings().consumer.assignors[0] ?? DEFAULT_ASSIGNOR
  }

  /** What decisions about a group start from. */
  changeContext(groupId: string): ChangeContext {
    const { image } = this.context
    const mustCheckTopics = this.#live.get(groupId)?.checkedOffset !== image.lastOffset
    return { image, mustCheckTopics, defaultAssignor: this.defaultAssignor }
  }

  /** What was decided from the group's topics, as they were at this offset of the metadata log, is stored. */
  noteTopicsChecked(groupId: string, metadataOffset: number): void {
    if (this.has(groupId)) this.#liveFacts(groupId).checkedOffset = metadataOffset
  }

  replay(record: KindRecords): boolean {
    if (!isConsumerRecord(record)) return false
    const { groupId } = record.key
    const known = this.#groups.get(groupId)
    if (record.type === 'consumerGroup' && record.value === null) {
      this.#forget(groupId)
      return true
    }
    // Tombstones never make a group: what they are about is gone.
    if (known === undefined && record.value === null) return true
    const group = known ?? new ConsumerGroup(groupId)
    if (known === undefined) this.#groups.set(groupId, group)
    group.replay(record)
    if (record.type === 'consumerMember' && record.value === null) this.timers.cancelMember(record.key)
    return true
  }

  onLoaded(): void {
    for (const group of this.#groups.values()) {
      const { groupId } = group
      for (const member of group.members.values()) {
        this.renewSession(groupId, member.memberId)
        this.noteState(groupId, member)
      }
    }
  }

  list(groupId: string): ListedGroup {
    const groupState = this.#existing(groupId).state
    return { groupId, groupType: this.type, protocolType: PROTOCOL_TYPE, groupState }
  }

  isEmpty(groupId: string): boolean {
    return this.#existing(groupId).members.size === 0
  }

  isDeserted(groupId: string): boolean {
    return this.isEmpty(groupId)
  }

  /** Subscriptions are always known. */
  checkOffsetDelete(): void {}

  isSubscribedTo(groupId: string, topic: string): boolean {
    return this.#existing(groupId).subscribers.has(topic)
  }

  checkCommit(groupId: string, committer: Committer): void {
    const group = this.#existing(groupId)
    const { memberId, groupInstanceId, generationId, isTransactional } = committer
    // An admin client, or a consumer that assigns to itself.
    if (generationId < 0 && group.members.size === 0) return
    if (isTransactional && generationId === -1 && memberId === '' && groupInstanceId === null) return
    const member = group.members.get(memberId)
    if (member === undefined) throw new KafkaError('UNKNOWN_MEMBER_ID')
    if (!isTransactional && member.classic === null && !committer.knowsGroupErrors) {
      throw new KafkaError(
        'UNSUPPORTED_VERSION',
        'OffsetCommit version 9 or above must be used by members using the modern group protocol',
      )
    }
    checkMemberEpoch(member, generationId)
  }

  checkFetch(groupId: string, { memberId, memberEpoch }: Fetcher): void {
    if (memberId === null && memberEpoch < 0) return
    const member = this.#existing(groupId).members.get(memberId ?? '')
    if (member === undefined) throw new KafkaError('UNKNOWN_MEMBER_ID')
    checkMemberEpoch(member, memberEpoch)
  }

  expiryRule(groupId: string): ExpiryRule | null {
    const group = this.#existing(groupId)
    return { emptySinceMs: null, isSubscribed: (topic) => group.subscribers.has(topic) }
  }

  decideRemoval(groupId: string): readonly CoordinatorRecord[] {
    return removalRecords(this.#existing(groupId))
  }

  onRemoved(): void {}

  close(): void {
    this.timers.cancelAll()
    for (const { cancelLookup } of this.#live.values()) cancelLookup?.()
    this.#live.clear()
    this.#groups.clear()
  }

  /** Starts the session of a member over. */
  renewSession(groupId: string, memberId: string, delayMs = this.#sessionTimeoutMs(groupId)): void {
    const task = () => this.fenceLater({ groupId, memberId }, 'the member session expired')
    this.timers.set({ groupId, memberId }, 'session', { delayMs, task })
  }

  /** A member that has to give partitions up gets its rebalance time-out for it. Classic ones have timers of their own. */
  noteState(groupId: string, member: ConsumerMember): void {
    const { memberId, memberEpoch, rebalanceTimeoutMs, classic, state } = member
    const owner = { groupId, memberId }
    if (classic !== null) return
    if (state !== 'unrevoked') {
      this.timers.cancel(owner, 'rebalance')
      return
    }
    const task = () => {
      if (this.find(groupId)?.members.get(memberId)?.memberEpoch !== memberEpoch) return
      this.fenceLater(owner, 'it did not give up its partitions in time')
    }
    this.timers.set(owner, 'rebalance', { delayMs: rebalanceTimeoutMs, task })
  }

  /** Takes a member out because of a timer; tried again while that cannot be stored. */
  fenceLater(owner: { readonly groupId: string; readonly memberId: string }, reason: string): void {
    const group = this.find(owner.groupId)
    const member = group?.members.get(owner.memberId)
    if (group === undefined || member === undefined) return
    this.context.logger.info('member is fenced', { group: owner.groupId, member: owner.memberId, reason })
    this.context.inBackground(this.fence(group, [member]))
    if (this.find(owner.groupId) !== group || !group.members.has(owner.memberId)) return
    const task = () => this.fenceLater(owner, reason)
    this.timers.set(owner, 'session', { delayMs: FENCE_RETRY_MS, task })
  }

  /** Takes members out; a group of which classic members alone are left goes back to their protocol. Rejects with KafkaError. */
  async fence(group: ConsumerGroup, leaving: readonly ConsumerMember[]): Promise<void> {
    if (leaving.length === 0) return
    const leavingIds = new Set(leaving.map(({ memberId }) => memberId))
    if (canDowngrade(group, leavingIds, { settings: this.context.settings(), joiningCount: 0 })) {
      const staying = [...group.members.values()].filter(({ memberId }) => !leavingIds.has(memberId))
      const { groupEpoch: generation } = group
      const classic = this.toClassic(group, staying, { generation, heirs: new Map() })
      await this.downgrade(group, classic, 'the last member of the consumer protocol has left')
      return
    }
    await this.context.write(decideFence(group, leaving, this.context.image))
  }

  /** The classic group of these members. */
  toClassic(
    group: ConsumerGroup,
    members: readonly ConsumerMember[],
    options: { readonly generation: number; readonly heirs: ReadonlyMap<string, string> },
  ): ClassicGroup {
    const { image, clock } = this.context
    return downgraded(group, members, { image, nowMs: clock.nowMs(), ...options })
  }

  /** Puts a classic group in the place of a consumer group. Rejects with KafkaError; nothing has changed if it was not stored. */
  async downgrade(
    group: ConsumerGroup,
    classic: ClassicGroup,
    rebalanceReason: string | null,
  ): Promise<void> {
    const { groupId } = group
    const value = classic.toStored(classic.currentAssignments())
    const written = this.context.write([...removalRecords(group), { type: 'group', group: groupId, value }])
    if (!this.has(groupId)) {
      this.context.logger.info('consumer group has become a classic one', { group: groupId })
      this.#classic.adopt(classic, rebalanceReason)
    }
    await written
  }

  /** Looks the group's expressions up, when it is time. `mustResolve`: there is one that nobody had before. */
  refreshRegexes(group: ConsumerGroup, mustResolve: boolean): void {
    if (group.regexSubscribers.size === 0) return
    const wanted = [...group.regexSubscribers.keys()]
    const live = this.#liveFacts(group.groupId)
    const { clock, image, logger, settings } = this.context
    const nowMs = clock.nowMs()
    let storedMs = -Infinity
    for (const { timestampMs } of group.regexes.values()) storedMs = Math.max(storedMs, timestampMs)
    const lastMs = Math.max(storedMs, live.lastLookupMs)
    const isRecent = group.regexes.size > 0 && nowMs <= lastMs + REGEX_MIN_REFRESH_MS
    if (isRecent || live.cancelLookup !== null) return
    const isUnresolved = wanted.some((regex) => !group.regexes.has(regex))
    const mustStore = nowMs > storedMs + settings().consumer.regexRefreshIntervalMs
    const version = image.lastOffset
    const isOutdated = [...group.regexes.values()].some((regex) => regex.version !== version)
    if (!mustResolve && !isUnresolved && !mustStore && !isOutdated) return
    live.lastLookupMs = nowMs
    live.cancelLookup = lookUpRegexes({
      clock,
      logger,
      regexes: wanted,
      topics: [...image.topics.all()].map(({ name }) => name),
      onFound: (found) => {
        live.cancelLookup = null
        if (this.find(group.groupId) !== group) return
        const records = decideRegexTopics(group, found, { image, version, nowMs, mustStore })
        if (records.length > 0) this.context.inBackground(this.context.write(records))
      },
    })
  }

  #sessionTimeoutMs(groupId: string): number {
    return this.context.groupSettings(groupId).consumerSessionTimeoutMs
  }

  #liveFacts(groupId: string): LiveFacts {
    const known = this.#live.get(groupId)
    if (known !== undefined) return known
    const facts: LiveFacts = { checkedOffset: -1, cancelLookup: null, lastLookupMs: -Infinity }
    this.#live.set(groupId, facts)
    return facts
  }

  #forget(groupId: string): void {
    this.#groups.delete(groupId)
    this.#live.get(groupId)?.cancelLookup?.()
    this.#live.delete(groupId)
    this.timers.cancelGroup(groupId)
  }

  #existing(groupId: string): ConsumerGroup {
    const group = this.#groups.get(groupId)
    assert(group !== undefined, 'a group that is asked about exists')
    return group
  }
}

/** @throws KafkaError STALE_MEMBER_EPOCH, or ILLEGAL_GENERATION for a classic member. */
function checkMemberEpoch(member: ConsumerMember, epoch: number): void {
  if (epoch === member.memberEpoch) return
  throw new KafkaError(member.classic === null ? 'STALE_MEMBER_EPOCH' : 'ILLEGAL_GENERATION')
}
