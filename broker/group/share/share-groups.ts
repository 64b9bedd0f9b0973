/**
 * The share groups (KIP-932) of one shard: what is stored of them, the sessions of their members, and having
 * the state of each partition made before anybody reads it. Requests are in `share-requests.ts`.
 *
 * Invariants: what is stored changes by replay alone; a member has a session timer from its first heartbeat,
 * or from loading, until it is taken out; a partition is given to members only once it has a state.
 */
import { assert } from '../../base/assert.ts'
import { describeError } from '../../base/logger.ts'
import type { ShareStateStore } from '../../share/state-store.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { GroupKind, KindContext, ListedGroup } from '../kind.ts'
import { FENCE_RETRY_MS } from '../limits.ts'
import { type Assignment, assignmentOf, minus, toTopicPartitions, union } from '../modern/assignment.ts'
import { MemberTimers } from '../modern/member-timers.ts'
import type { CoordinatorRecord, KindRecords } from '../records.ts'
import { decideShareLeave, shareRemovalRecords, subscribedPartitions } from './heartbeat.ts'
import { ShareGroup } from './share-group.ts'
import { isShareRecord } from './share-records.ts'
import { statesRecord } from './states-record.ts'

/** Protocol type that share groups are listed with. */
const PROTOCOL_TYPE = 'share'

/** Start offset of a state that begins where the group's reset policy says. */
const BY_POLICY = -1

/** What is known of a group beside what is stored. */
interface LiveFacts {
  /** States are being made; heartbeats meanwhile do not ask again. */
  isInitializing: boolean
  /** When making states failed last, on the monotonic clock. */
  failedMs: number
}

export class ShareGroups implements GroupKind {
  readonly type = 'share'
  readonly context: KindContext
  readonly store: ShareStateStore
  readonly #timers: MemberTimers
  readonly #groups = new Map<string, ShareGroup>()
  readonly #live = new Map<string, LiveFacts>()

  constructor(context: KindContext, store: ShareStateStore) {
    this.context = context
    this.store = store
    this.#timers = new MemberTimers(context.clock)
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

  find(groupId: string): ShareGroup | undefined {
    return this.#groups.get(groupId)
  }

  replay(record: KindRecords): boolean {
    if (!isShareRecord(record)) return false
    const { groupId } = record.key
    const known = this.#groups.get(groupId)
    if (record.type === 'shareGroup' && record.value === null) {
      this.#forget(groupId)
      return true
    }
    // Tombstones never make a group: what they are about is gone.
    if (known === undefined && record.value === null) return true
    const group = known ?? new ShareGroup(groupId)
    if (known === undefined) this.#groups.set(groupId, group)
    group.replay(record)
    if (record.type === 'shareMember' && record.value === null) this.#timers.cancelMember(record.key)
    return true
  }

  onLoaded(): void {
    for (const { groupId, members } of this.#groups.values()) {
      for (const memberId of members.keys()) this.renewSession(groupId, memberId)
    }
  }

  list(groupId: string): ListedGroup {
    const groupState = this.#existing(groupId).state
    return { groupId, groupType: this.type, protocolType: PROTOCOL_TYPE, groupState }
  }

  isEmpty(groupId: string): boolean {
    return this.#existing(groupId).members.size === 0
  }

  /** A share group stays until somebody deletes it. */
  isDeserted(): boolean {
    return false
  }

  checkOffsetDelete(groupId: string): void {
    throw notConsumer(groupId)
  }

  isSubscribedTo(groupId: string, topic: string): boolean {
    return this.#existing(groupId).subscribedTopicNames.has(topic)
  }

  checkCommit(groupId: string): void {
    throw notConsumer(groupId)
  }

  checkFetch(groupId: string): void {
    throw notConsumer(groupId)
  }

  expiryRule(): null {
    return null
  }

  decideRemoval(groupId: string): readonly CoordinatorRecord[] {
    return shareRemovalRecords(this.#existing(groupId))
  }

  onRemoved(): void {}

  close(): void {
    this.#timers.cancelAll()
    this.#live.clear()
    this.#groups.clear()
  }

  /** Starts the session of a member over. */
  renewSession(groupId: string, memberId: string): void {
    const delayMs = this.context.groupSettings(groupId).shareSessionTimeoutMs
    const task = () => this.#fenceLater({ groupId, memberId })
    this.#timers.set({ groupId, memberId }, 'session', { delayMs, task })
  }

  /** Has states made for what members subscribe to and that has none; does not wait. */
  initializeStates(groupId: string): void {
    const group = this.find(groupId)
    if (group === undefined) return
    const { clock, image, settings } = this.context
    const missing = minus(subscribedPartitions(group, image), group.initialized)
    if (missing.size === 0) return
    const live = this.#liveFacts(groupId)
    const isTooSoon = clock.monotonicMs() - live.failedMs < settings().share.initializeRetryMs
    if (live.isInitializing || isTooSoon) return
    live.isInitializing = true
    this.context.inBackground(
      this.#initialize(groupId, missing).finally(() => {
        live.isInitializing = false
      }),
    )
  }

  /** Forgets the states of a group that has no members: before the group goes. Rejects with KafkaError. */
  async removeStates(groupId: string): Promise<void> {
    const { initialized, initializing } = this.#existing(groupId).states
    const all = union(assignmentOf(initialized), assignmentOf(initializing))
    await Promise.all(
      toTopicPartitions(all).flatMap(({ topicId, partitions }) =>
        partitions.map((partition) => this.store.remove({ groupId, topicId, partition })),
      ),
    ) // no more than the group has read
  }

  async #initialize(groupId: string, missing: Assignment): Promise<void> {
    const { context } = this
    const before = this.#existing(groupId)
    const pending = union(assignmentOf(before.states.initializing), missing)
    await context.write([statesRecord(before, context.image, { initializing: pending })])
    const stateEpoch = before.groupEpoch
    const made: { topicId: string; partitions: number[] }[] = []
    const failures: KafkaError[] = []
    await Promise.all(
      toTopicPartitions(missing).flatMap(({ topicId, partitions }) =>
        partitions.map(async (partition) => {
          try {
            await this.store.initialize(
              { groupId, topicId, partition },
              { stateEpoch, startOffset: BY_POLICY },
            )
            made.push({ topicId, partitions: [partition] })
          } catch (error) {
            if (!(error instanceof KafkaError)) throw error
            failures.push(error)
          }
        }),
      ),
    ) // no more than members subscribe to
    if (failures[0] !== undefined) {
      this.#liveFacts(groupId).failedMs = context.clock.monotonicMs()
      context.logger.warn('states of share partitions were not made', {
        group: groupId,
        count: failures.length,
        error: describeError(failures[0]),
      })
    }
    const group = this.find(groupId)
    if (group === undefined || made.length === 0) return
    const done = assignmentOf(made)
    const initializing = minus(assignmentOf(group.states.initializing), done)
    const initialized = union(group.initialized, done)
    await context.write([statesRecord(group, context.image, { initializing, initialized })])
  }

  /** Takes a silent member out; tried again while that cannot be stored. */
  #fenceLater(owner: { readonly groupId: string; readonly memberId: string }): void {
    const group = this.find(owner.groupId)
    if (group?.members.has(owner.memberId) !== true) return
    this.context.logger.info('member is fenced', { group: owner.groupId, member: owner.memberId })
    this.context.inBackground(this.context.write(decideShareLeave(group, owner.memberId, this.context.image)))
    if (this.find(owner.groupId)?.members.has(owner.memberId) !== true) return
    this.#timers.set(owner, 'session', { delayMs: FENCE_RETRY_MS, task: () => this.#fenceLater(owner) })
  }

  #liveFacts(groupId: string): LiveFacts {
    const known = this.#live.get(groupId)
    if (known !== undefined) return known
    const facts: LiveFacts = { isInitializing: false, failedMs: Number.NEGATIVE_INFINITY }
    this.#live.set(groupId, facts)
    return facts
  }

  #forget(groupId: string): void {
    this.#groups.delete(groupId)
    this.#live.delete(groupId)
    this.#timers.cancelGroup(groupId)
  }

  #existing(groupId: string): ShareGroup {
    const group = this.#groups.get(groupId)
    assert(group !== undefined, 'a group that is asked about exists')
    return group
  }
}

function notConsumer(groupId: string): KafkaError {
  return new KafkaError('GROUP_ID_NOT_FOUND', `Group ${groupId} is not a consumer group.`)
}
