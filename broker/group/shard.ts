/**
 * One offsets partition led by this broker: what is stored in it, the groups of all kinds, and the way
 * changes take: decided, appended, replayed, answered once committed. It never touches another
 * partition, and serves nobody before it is loaded or after it is closed.
 */
import { assert } from '../base/assert.ts'
import type { CancelTimer, Clock } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { BrokerGroupSettings } from '../config/broker-settings.ts'
import type { GroupSettings } from '../config/group-settings.ts'
import type { ClusterImage } from '../controller/image/cluster-image.ts'
import { CommitLog, type CoordinatorReplicas } from '../replication/commit-log.ts'
import { load } from '../replication/log-loader.ts'
import type { Partition } from '../replication/partition.ts'
import type { ShareStateStore } from '../share/state-store.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { ClassicGroups } from './classic/classic-groups.ts'
import { ClassicMembers } from './consumer/classic-members.ts'
import { ConsumerGroups } from './consumer/consumer-groups.ts'
import { ConsumerRequests } from './consumer/consumer-requests.ts'
import type { GroupKind, KindContext } from './kind.ts'
import { decideExpiry, decidePositionsRemoval } from './offsets.ts'
import {
  type ClassicRecord,
  type CoordinatorRecord,
  decodeRecord,
  encodeRecords,
  isClassicRecord,
  type TransactionalProducer,
} from './records.ts'
import { endTransaction, replay, replayInTransaction, ShardState } from './replay.ts'
import { ShareGroups } from './share/share-groups.ts'
import { ShareRequests } from './share/share-requests.ts'

/** What a shard takes from its coordinator. */
export interface ShardOptions {
  readonly partition: Partition
  readonly replicas: CoordinatorReplicas
  readonly clock: Clock
  readonly logger: Logger
  readonly image: ClusterImage
  readonly settings: () => BrokerGroupSettings
  readonly groupSettings: (groupId: string) => GroupSettings
  readonly newMemberId: (prefix: string) => string
  /** States of the partitions that share groups read. */
  readonly shareStates: ShareStateStore
  readonly inBackground: (task: Promise<void>) => void
}

type Phase = 'loading' | 'active' | 'failed' | 'closed'

export class Shard {
  readonly state = new ShardState()
  readonly classic: ClassicGroups
  readonly consumer: ConsumerGroups
  /** Requests of the consumer protocol. */
  readonly consumerRequests: ConsumerRequests
  /** Requests of the classic protocol to consumer groups. */
  readonly classicMembers: ClassicMembers
  readonly share: ShareGroups
  /** Requests about share groups. */
  readonly shareRequests: ShareRequests
  /** The classic one is last: it takes positions that nobody else claims for groups of its own. */
  readonly kinds: readonly GroupKind[]
  readonly #options: ShardOptions
  readonly #log: CommitLog
  readonly #cancelLoading: CancelTimer
  #phase: Phase = 'loading'
  /** The epoch this broker leads the partition in. */
  leaderEpoch: number

  constructor(options: ShardOptions) {
    const { partition, clock, logger, settings } = options
    this.#options = options
    this.leaderEpoch = partition.leaderEpoch
    this.#log = new CommitLog(options.replicas, partition, () => settings().offsetsCommitTimeoutMs)
    const context: KindContext = {
      clock,
      logger,
      settings,
      groupSettings: options.groupSettings,
      image: options.image,
      newMemberId: options.newMemberId,
      write: (records) => this.write(records),
      kindOf: (groupId) => this.kindOf(groupId),
      inBackground: options.inBackground,
    }
    this.classic = new ClassicGroups(context, this.state)
    this.consumer = new ConsumerGroups(context, this.classic)
    this.consumerRequests = new ConsumerRequests(this.consumer, this.classic)
    this.classicMembers = new ClassicMembers(this.consumer)
    this.share = new ShareGroups(context, options.shareStates)
    this.shareRequests = new ShareRequests(this.share)
    this.kinds = [this.consumer, this.share, this.classic]
    this.#cancelLoading = load({
      partition,
      clock,
      logger,
      visitor: {
        record: (key, value, header) => {
          const record = decodeRecord(key, value)
          if (record === null) return
          if (!header.isTransactional) this.#replay(record)
          else if (isClassicRecord(record)) replayInTransaction(this.state, header.producerId, record)
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
    return this.kinds.reduce((sum, { count }) => sum + count, 0)
  }

  /** @throws KafkaError COORDINATOR_LOAD_IN_PROGRESS, NOT_COORDINATOR. */
  requireActive(): void {
    if (this.#phase === 'loading') throw new KafkaError('COORDINATOR_LOAD_IN_PROGRESS')
    if (this.#phase !== 'active') throw new KafkaError('NOT_COORDINATOR')
  }

  /** Every group that exists, those that only have positions included. */
  *groupIds(): Generator<string> {
    const seen = new Set<string>()
    for (const groupId of this.#allGroupIds()) {
      if (seen.has(groupId)) continue
      seen.add(groupId)
      yield groupId
    }
  }

  /** The kind a group is of; undefined when there is no such group. */
  kindOf(groupId: string): GroupKind | undefined {
    return this.kinds.find((kind) => kind.has(groupId))
  }

  /**
   * Appends and replays; resolves when committed. What was replayed stays even if the commit is not
   * heard of in time: it is in the log. Rejects with KafkaError when nothing was appended.
   */
  async write(records: readonly CoordinatorRecord[]): Promise<void> {
    this.requireActive()
    if (records.length > 0) {
      this.#log.append(encodeRecords(records, this.#options.clock.nowMs()))
      for (const record of records) this.#replay(record)
    }
    if (!this.#log.isCommitted) await this.#log.committed()
  }

  /** The same for what counts only once the producer's transaction is committed. */
  async writeInTransaction(
    producer: TransactionalProducer,
    records: readonly ClassicRecord[],
  ): Promise<void> {
    this.requireActive()
    if (records.length > 0) {
      this.#log.append(encodeRecords(records, this.#options.clock.nowMs(), producer))
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

  /** Takes an empty consumer group away, so that a classic one of its name can begin; its positions stay. */
  makeWay(groupId: string): void {
    assert(this.consumer.isEmpty(groupId), 'a group that makes way has no members')
    this.#options.inBackground(this.write(this.consumer.decideRemoval(groupId)))
  }

  /** Deletes a group without members and all its positions. @throws KafkaError GROUP_ID_NOT_FOUND, NON_EMPTY_GROUP. */
  async delete(groupId: string): Promise<void> {
    const kind = this.kindOf(groupId)
    if (kind === undefined) throw new KafkaError('GROUP_ID_NOT_FOUND')
    if (!kind.isEmpty(groupId)) throw new KafkaError('NON_EMPTY_GROUP')
    if (kind === this.share) {
      await this.share.removeStates(groupId)
      // Meanwhile somebody may have joined, or deleted it too.
      if (!this.share.has(groupId)) throw new KafkaError('GROUP_ID_NOT_FOUND')
      if (!this.share.isEmpty(groupId)) throw new KafkaError('NON_EMPTY_GROUP')
    }
    await this.#remove(kind, groupId)
  }

  /** Forgets positions past their time, and empty groups that have none left. */
  async expire(): Promise<void> {
    const { settings } = this.#options
    const groupIds = [...this.groupIds()]
    for (const groupId of groupIds) {
      const kind = this.kindOf(groupId)
      if (!this.isActive || kind === undefined) continue
      const records = decideExpiry(this.state, {
        group: groupId,
        rule: kind.expiryRule(groupId),
        nowMs: this.#options.clock.nowMs(),
        retentionMs: settings().offsetsRetentionMs,
      })
      const hasNoneLeft = records.length === this.state.offsets.countOf(groupId)
      if (hasNoneLeft && kind.isDeserted(groupId)) await this.#remove(kind, groupId)
      else if (records.length > 0) await this.write(records)
    }
  }

  /** Lets everything go: whoever waits is answered with NOT_COORDINATOR. */
  close(): void {
    assert(this.#phase !== 'closed', 'a shard is closed once')
    this.#phase = 'closed'
    this.#cancelLoading()
    this.#log.close()
    for (const kind of this.kinds) kind.close()
  }

  *#allGroupIds(): Generator<string> {
    for (const kind of this.kinds) yield* kind.groupIds()
    yield* this.state.offsets.groups()
  }

  #replay(record: CoordinatorRecord): void {
    if (isClassicRecord(record)) {
      replay(this.state, record)
      return
    }
    const isTaken = this.kinds.some((kind) => kind.replay(record))
    assert(isTaken, 'a record that can be read belongs to a kind of group')
  }

  #activate(recordCount: number): void {
    assert(this.#phase === 'loading', 'a shard is loaded once')
    this.#phase = 'active'
    for (const kind of this.kinds) kind.onLoaded()
    if (recordCount === 0) return
    this.#options.logger.info('groups loaded', {
      partition: this.partition.partition,
      records: recordCount,
      groups: this.liveCount,
    })
  }

  #fail(error: KafkaError): void {
    this.#phase = 'failed'
    this.#options.logger.error('groups cannot be loaded', {
      partition: this.partition.partition,
      error: describeError(error),
    })
  }

  async #remove(kind: GroupKind, groupId: string): Promise<void> {
    const positions = decidePositionsRemoval(this.state, groupId)
    const committed = this.write([...positions, ...kind.decideRemoval(groupId)])
    kind.onRemoved(groupId)
    await committed
  }
}
