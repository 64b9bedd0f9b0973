/**
 * One offsets partition led by this broker: what is stored in it, the live groups on top, and the way
 * changes take: decided, appended, replayed, answered once committed. It never touches another
 * partition, and serves nobody before it is loaded or after it is closed.
 */
import { assert } from '../base/assert.ts'
import type { CancelTimer, Clock } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { BrokerGroupSettings } from '../config/broker-settings.ts'
import { CommitLog, type CoordinatorReplicas } from '../replication/commit-log.ts'
import { load } from '../replication/log-loader.ts'
import type { Partition } from '../replication/partition.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { ClassicContext } from './classic/context.ts'
import { Joins } from './classic/join.ts'
import { joinError, syncError } from './classic/member.ts'
import { Membership } from './classic/membership.ts'
import { Rebalancer } from './classic/rebalance.ts'
import { ClassicGroup } from './classic/state-machine.ts'
import { MAX_GROUP_ASSIGNMENT_BYTES, MAX_GROUP_MEMBERS } from './limits.ts'
import { decideExpiry, decideGroupRemoval, type ExpiryRule } from './offsets.ts'
import { type CoordinatorRecord, decodeRecord, encodeRecords, type TransactionalProducer } from './records.ts'
import { endTransaction, replay, replayInTransaction, ShardState } from './replay.ts'

/** What a shard takes from its coordinator. */
export interface ShardOptions {
  readonly partition: Partition
  readonly replicas: CoordinatorReplicas
  readonly clock: Clock
  readonly logger: Logger
  readonly settings: () => BrokerGroupSettings
  readonly newMemberId: (prefix: string) => string
}

type Phase = 'loading' | 'active' | 'failed' | 'closed'

export class Shard {
  readonly state = new ShardState()
  readonly context: ClassicContext
  readonly joins: Joins
  readonly membership: Membership
  readonly #rebalancer: Rebalancer
  readonly #options: ShardOptions
  readonly #log: CommitLog
  readonly #live = new Map<string, ClassicGroup>()
  readonly #cancelLoading: CancelTimer
  #phase: Phase = 'loading'
  /** The epoch this broker leads the partition in. */
  leaderEpoch: number

  constructor(options: ShardOptions) {
    const { partition, clock, logger, settings } = options
    this.#options = options
    this.leaderEpoch = partition.leaderEpoch
    this.#log = new CommitLog(options.replicas, partition, () => settings().offsetsCommitTimeoutMs)
    this.context = {
      clock,
      logger,
      settings,
      newMemberId: options.newMemberId,
      store: (group, assignments) => this.#store(group, assignments),
      onDeserted: (group) => this.forgetIfUnused(group),
    }
    this.#rebalancer = new Rebalancer(this.context)
    this.joins = new Joins(this.context, this.#rebalancer)
    this.membership = new Membership(this.context, this.#rebalancer)
    this.#cancelLoading = load({
      partition,
      clock,
      logger,
      visitor: {
        record: (key, value, header) => {
          const record = decodeRecord(key, value)
          if (record === null) return
          if (header.isTransactional) replayInTransaction(this.state, header.producerId, record)
          else replay(this.state, record)
        },
        marker: (header, { isCommit }) => endTransaction(this.state, header.producerId, isCommit),
      },
      onLoaded: (recordCount) => this.#activate(recordCount),
      onFailed: (error) => this.#fail(error),
    })
  }

  get partition(): Partition {
    return this.#options.partition
  }

  get isActive(): boolean {
    return this.#phase === 'active'
  }

  get isLoading(): boolean {
    return this.#phase === 'loading'
  }

  /** Groups in memory, with or without members. */
  get liveCount(): number {
    return this.#live.size
  }

  /** @throws KafkaError COORDINATOR_LOAD_IN_PROGRESS, NOT_COORDINATOR. */
  requireActive(): void {
    if (this.#phase === 'loading') throw new KafkaError('COORDINATOR_LOAD_IN_PROGRESS')
    if (this.#phase !== 'active') throw new KafkaError('NOT_COORDINATOR')
  }

  /** Every group that exists, those that only have positions included. */
  *groupIds(): Generator<string> {
    yield* this.#live.keys()
    for (const groupId of this.state.offsets.groups()) if (!this.#live.has(groupId)) yield groupId
  }

  /** A group that exists, or undefined. A group of positions alone is an empty one. */
  find(groupId: string): ClassicGroup | undefined {
    const live = this.#live.get(groupId)
    if (live !== undefined) return live
    return this.state.offsets.has(groupId) ? new ClassicGroup(groupId, this.#nowMs) : undefined
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
    if (group.pendingMembers.size > 0 || this.state.groups.has(group.groupId)) return
    group.transitionTo('Dead', this.#nowMs)
    this.#live.delete(group.groupId)
  }

  /**
   * Appends and replays; resolves when committed. What was replayed stays even if the commit is not
   * heard of in time: it is in the log. Rejects with KafkaError when nothing was appended.
   */
  async write(records: readonly CoordinatorRecord[]): Promise<void> {
    this.requireActive()
    if (records.length > 0) {
      this.#log.append(encodeRecords(records, this.#nowMs))
      for (const record of records) replay(this.state, record)
    }
    if (!this.#log.isCommitted) await this.#log.committed()
  }

  /** The same for what counts only once the producer's transaction is committed. */
  async writeInTransaction(
    producer: TransactionalProducer,
    records: readonly CoordinatorRecord[],
  ): Promise<void> {
    this.requireActive()
    if (records.length > 0) {
      this.#log.append(encodeRecords(records, this.#nowMs, producer))
      for (const record of records) replayInTransaction(this.state, producer.producerId, record)
    }
    if (!this.#log.isCommitted) await this.#log.committed()
  }

  /** The marker of a transaction is in the log. */
  endTransaction(producerId: number, isCommit: boolean): void {
    if (this.isActive) endTransaction(this.state, producerId, isCommit)
  }

  /** Hands out what was read, once everything it may show is committed. */
  async read<Value>(look: () => Value): Promise<Value> {
    this.requireActive()
    const value = look()
    if (!this.#log.isCommitted) await this.#log.committed()
    return value
  }

  /** Deletes a group without members and all its positions. @throws KafkaError GROUP_ID_NOT_FOUND, NON_EMPTY_GROUP. */
  async delete(groupId: string): Promise<void> {
    const group = this.find(groupId)
    if (group === undefined) throw new KafkaError('GROUP_ID_NOT_FOUND')
    if (group.state !== 'Empty') throw new KafkaError('NON_EMPTY_GROUP')
    await this.#remove(group)
  }

  /** Forgets positions past their time, and empty groups that have none left. */
  async expire(): Promise<void> {
    const { settings } = this.#options
    const groupIds = [...this.groupIds()]
    for (const groupId of groupIds) {
      const group = this.find(groupId)
      if (!this.isActive || group === undefined) continue
      const records = decideExpiry(this.state, {
        group: groupId,
        rule: expiryRuleOf(group),
        nowMs: this.#nowMs,
        retentionMs: settings().offsetsRetentionMs,
      })
      const hasNoneLeft = records.length === this.state.offsets.countOf(groupId)
      if (hasNoneLeft && group.state === 'Empty' && group.pendingMembers.size === 0) await this.#remove(group)
      else if (records.length > 0) await this.write(records)
    }
  }

  /** Lets everything go: whoever waits is answered with NOT_COORDINATOR. */
  close(): void {
    assert(this.#phase !== 'closed', 'a shard is closed once')
    this.#phase = 'closed'
    this.#cancelLoading()
    this.#log.close()
    for (const group of this.#live.values()) {
      for (const cancel of group.pendingMembers.values()) cancel()
      group.pendingMembers.clear()
      group.cancelJoinTimer()
      group.cancelSyncTimer()
      for (const member of group.members.values()) {
        member.cancelSession()
        member.answerJoin(joinError('NOT_COORDINATOR', member.memberId))
        member.answerSync(syncError('NOT_COORDINATOR'))
      }
      group.transitionTo('Dead', this.#nowMs)
    }
    this.#live.clear()
  }

  get #nowMs(): number {
    return this.#options.clock.nowMs()
  }

  #activate(recordCount: number): void {
    assert(this.#phase === 'loading', 'a shard is loaded once')
    this.#phase = 'active'
    for (const [groupId, stored] of this.state.groups) {
      const group = ClassicGroup.fromStored(groupId, stored, this.#nowMs)
      this.#live.set(groupId, group)
      for (const member of group.members.values()) this.#rebalancer.renewSession(group, member)
      const maxSize = Math.min(this.#options.settings().maxSize, MAX_GROUP_MEMBERS)
      if (group.members.size > maxSize) this.#rebalancer.prepare(group, 'the group is larger than allowed')
    }
    if (recordCount === 0) return
    this.#options.logger.info('groups loaded', {
      partition: this.partition.partition,
      records: recordCount,
      groups: this.#live.size,
    })
  }

  #fail(error: KafkaError): void {
    this.#phase = 'failed'
    this.#options.logger.error('groups cannot be loaded', {
      partition: this.partition.partition,
      error: describeError(error),
    })
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
    await this.write([{ type: 'group', group: group.groupId, value: group.toStored(assignments) }])
  }

  async #remove(group: ClassicGroup): Promise<void> {
    const committed = this.write(decideGroupRemoval(this.state, group.groupId))
    // The write has been replayed, or has failed: only then something is still stored.
    if (!this.state.offsets.has(group.groupId) && !this.state.groups.has(group.groupId)) {
      for (const memberId of group.pendingMembers.keys()) group.removePending(memberId)
      this.forgetIfUnused(group)
    }
    await committed
  }
}

/** Which of a group's positions may become old. Source: KIP-211, ClassicGroup.offsetExpirationCondition. */
function expiryRuleOf(group: ClassicGroup): ExpiryRule | null {
  const isSubscribed = (topic: string) => group.isSubscribedTo(topic)
  if (group.protocolType === null && group.state === 'Empty')
    return { emptySinceMs: null, isSubscribed: () => false }
  if (group.state === 'Empty') return { emptySinceMs: group.stateTimestampMs, isSubscribed: () => false }
  if (group.state === 'Stable' && group.subscribedTopics !== null) return { emptySinceMs: null, isSubscribed }
  return null
}
