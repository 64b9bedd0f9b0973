/**
 * The group coordinator of one broker: finds the offsets partition a group lives in and hands requests
 * to its shard. It owns the shards, which come and go with the leadership of those partitions, and the
 * timers that forget old positions. It never reads or changes what a shard stores past the shard.
 *
 * Invariants: there is a shard for each offsets partition that is led here and for no other; a request is
 * served by the shard of its group or refused with the error that makes clients look for another broker.
 */
import type { CancelTimer } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import type { BrokerGroupSettings } from '../config/broker-settings.ts'
import type { GroupSettings } from '../config/group-settings.ts'
import type { ClusterImage } from '../controller/image/cluster-image.ts'
import type { CoordinatorReplicas } from '../replication/commit-log.ts'
import type { Partition } from '../replication/partition.ts'
import { partitionForKey } from '../replication/partition-for-key.ts'
import type { LeadershipListener } from '../replication/replica-manager.ts'
import type { ShareStateStore } from '../share/state-store.ts'
import type { ConsumerGroupDescribeResponseGroupInput } from '../wire/generated/consumer-group-describe.ts'
import type {
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponseInput,
} from '../wire/generated/consumer-group-heartbeat.ts'
import type { HeartbeatRequest } from '../wire/generated/heartbeat.ts'
import type { JoinGroupRequest } from '../wire/generated/join-group.ts'
import type { ShareGroupDescribeResponseDescribedGroupInput } from '../wire/generated/share-group-describe.ts'
import type {
  ShareGroupHeartbeatRequest,
  ShareGroupHeartbeatResponseInput,
} from '../wire/generated/share-group-heartbeat.ts'
import type { SyncGroupRequest } from '../wire/generated/sync-group.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import type { JoiningClient } from './classic/join.ts'
import type { JoinAnswer, SyncAnswer } from './classic/member.ts'
import type { LeavingMember } from './classic/membership.ts'
import { heartbeat, join, type LeaveOutcome, leave, sync } from './classic-requests.ts'
import { type DescribedGroup, describe } from './describe.ts'
import type { Committer, Fetcher, ListedGroup } from './kind.ts'
import { MAX_GROUPS, MAX_NAME_LENGTH, TOPIC_SWEEP_INTERVAL_MS } from './limits.ts'
import { memberIdSource } from './member-id.ts'
import { type GroupClient, JOIN_EPOCH } from './modern/membership.ts'
import {
  decideCommit,
  decideOffsetDelete,
  decideTopicRemoval,
  type FetchedTopic,
  type OffsetDecision,
  type OffsetToCommit,
  readOffsets,
  type TopicPartitions,
} from './offsets.ts'
import { OFFSETS_TOPIC } from './offsets-topic.ts'
import type { TransactionalProducer } from './records.ts'
import { Shard } from './shard.ts'
import type { ShareRequests } from './share/share-requests.ts'
import { TopicWatch } from './topic-watch.ts'

export interface GroupCoordinatorOptions {
  readonly runtime: Pick<Runtime, 'clock' | 'random'>
  readonly replicas: CoordinatorReplicas
  readonly image: ClusterImage
  readonly settings: () => BrokerGroupSettings
  /** Settings of one group: its own configs over those of the broker. */
  readonly groupSettings: (groupId: string) => GroupSettings
  readonly logger: Logger
  /** States of the partitions that share groups read. */
  readonly shareStates: ShareStateStore
}

/** An OffsetCommit without its positions. */
export interface CommitRequest extends Committer {
  readonly groupId: string
  /** -1: as long as the broker keeps them. */
  readonly retentionTimeMs: number
}

export class GroupCoordinator implements LeadershipListener {
  readonly #options: GroupCoordinatorOptions
  readonly #shards = new Map<number, Shard>()
  readonly #watch: TopicWatch
  readonly #newMemberId: (prefix: string) => string
  readonly #cancelTopicSweep: CancelTimer
  readonly #cancelExpiry: CancelTimer
  #isExpiring = false
  #isStopped = false

  constructor(options: GroupCoordinatorOptions) {
    const { clock, random } = options.runtime
    this.#options = options
    this.#watch = new TopicWatch(options.image.topics)
    this.#newMemberId = memberIdSource(random)
    this.#cancelTopicSweep = clock.every(TOPIC_SWEEP_INTERVAL_MS, () => this.#sweepTopics())
    this.#cancelExpiry = clock.every(options.settings().offsetsRetentionCheckIntervalMs, () => {
      this.#inBackground(this.#expire())
    })
  }

  onLeader(partition: Partition): void {
    if (partition.topic !== OFFSETS_TOPIC || this.#isStopped) return
    const present = this.#shards.get(partition.partition)
    const isSameLeader = present?.isActive === true && present.partition === partition
    // One epoch on, nobody else can have led in between: what is in memory is what is in the log.
    if (isSameLeader && partition.leaderEpoch === present.leaderEpoch + 1) {
      present.leaderEpoch = partition.leaderEpoch
      return
    }
    present?.close()
    const shard = new Shard({
      partition,
      replicas: this.#options.replicas,
      clock: this.#options.runtime.clock,
      logger: this.#options.logger,
      image: this.#options.image,
      settings: this.#options.settings,
      groupSettings: this.#options.groupSettings,
      newMemberId: this.#newMemberId,
      shareStates: this.#options.shareStates,
      inBackground: (task) => this.#inBackground(task),
    })
    this.#shards.set(partition.partition, shard)
  }

  onNotLeader(topic: string, partition: number): void {
    if (topic !== OFFSETS_TOPIC) return
    this.#shards.get(partition)?.close()
    this.#shards.delete(partition)
  }

  /** Ends all timers and answers whoever waits with NOT_COORDINATOR. */
  stop(): void {
    this.#isStopped = true
    this.#cancelTopicSweep()
    this.#cancelExpiry()
    for (const shard of this.#shards.values()) shard.close()
    this.#shards.clear()
  }

  /** Enters a group; answers when the rebalance is over. Rejects with KafkaError for the whole request. */
  async joinGroup(request: JoinGroupRequest, client: JoiningClient): Promise<JoinAnswer> {
    const shard = this.shardOf(request.groupId, 'named')
    return join(shard, request, { client, requireRoom: () => this.#requireRoom(shard, request.groupId) })
  }

  /** Hands in or collects an assignment. Rejects with KafkaError. */
  async syncGroup(request: SyncGroupRequest, closed: AbortSignal): Promise<SyncAnswer> {
    return sync(this.shardOf(request.groupId, 'named'), request, closed)
  }

  /** @throws KafkaError REBALANCE_IN_PROGRESS, and what says that the member is not one. */
  heartbeat(request: HeartbeatRequest): void {
    heartbeat(this.shardOf(request.groupId, 'named'), request)
  }

  /** Takes members out of a group; out of a consumer group when that is committed. @throws KafkaError when it is not coordinated here. */
  leaveGroup(groupId: string, members: readonly LeavingMember[]): LeaveOutcome[] | Promise<LeaveOutcome[]> {
    return leave(this.shardOf(groupId, 'named'), groupId, members)
  }

  /**
   * Joins, keeps alive and leaves a consumer group (KIP-848); the request was checked. Rejects with
   * KafkaError, the error of the response.
   */
  async consumerHeartbeat(
    request: ConsumerGroupHeartbeatRequest,
    client: GroupClient,
  ): Promise<ConsumerGroupHeartbeatResponseInput> {
    const shard = this.shardOf(request.groupId, 'named')
    if (request.memberEpoch === JOIN_EPOCH) this.#requireRoom(shard, request.groupId)
    return shard.consumerRequests.heartbeat(request, client)
  }

  /** Names of the assignors of consumer groups; the first is the default. */
  get consumerAssignors(): readonly string[] {
    return this.#options.settings().consumer.assignors
  }

  /** A consumer group and its members. Rejects with KafkaError GROUP_ID_NOT_FOUND and others. */
  async describeConsumerGroup(groupId: string): Promise<ConsumerGroupDescribeResponseGroupInput> {
    const shard = this.shardOf(groupId, 'named')
    return shard.read(() => shard.consumerRequests.describe(groupId))
  }

  /** The requests about share groups of the shard that holds a group. @throws KafkaError when it is not here. */
  shareRequestsOf(groupId: string): ShareRequests {
    return this.shardOf(groupId).shareRequests
  }

  /** Joins, keeps alive and leaves a share group (KIP-932); the request was checked. Rejects with KafkaError. */
  async shareHeartbeat(
    request: ShareGroupHeartbeatRequest,
    client: GroupClient,
  ): Promise<ShareGroupHeartbeatResponseInput> {
    const shard = this.shardOf(request.groupId, 'named')
    if (request.memberEpoch === JOIN_EPOCH) this.#requireRoom(shard, request.groupId)
    return shard.shareRequests.heartbeat(request, client)
  }

  /** A share group and its members. Rejects with KafkaError GROUP_ID_NOT_FOUND and others. */
  async describeShareGroup(groupId: string): Promise<ShareGroupDescribeResponseDescribedGroupInput> {
    const shard = this.shardOf(groupId, 'named')
    return shard.read(() => shard.shareRequests.describe(groupId))
  }

  /** Stores positions; one outcome each. Rejects with KafkaError when the committer may not commit at all. */
  async commitOffsets(
    request: CommitRequest,
    offsets: readonly OffsetToCommit[],
  ): Promise<readonly ErrorName[]> {
    const shard = this.shardOf(request.groupId)
    checkCommit(shard, request)
    this.#purgeGoneTopics(new Set(offsets.map(({ topic }) => topic)))
    const { records, outcomes } = this.#decideCommit(shard, request, offsets)
    await shard.write(records)
    return outcomes
  }

  /**
   * Stores positions that count once the producer's transaction is committed; one outcome each. Rejects with
   * KafkaError when the committer may not commit at all.
   */
  async commitInTransaction(
    request: CommitRequest,
    producer: TransactionalProducer,
    offsets: readonly OffsetToCommit[],
  ): Promise<readonly ErrorName[]> {
    const shard = this.shardOf(request.groupId)
    checkCommit(shard, request)
    const { records, outcomes } = this.#decideCommit(shard, request, offsets)
    await shard.writeInTransaction(producer, records)
    return outcomes
  }

  /** True when the end of a transaction in this offsets partition can be taken in now. */
  canEndTransaction(partition: number): boolean {
    return this.#shards.get(partition)?.isActive ?? false
  }

  /** A transaction has ended in an offsets partition: its positions count from now on, or never. */
  endTransaction(partition: number, producerId: number, isCommit: boolean): void {
    this.#shards.get(partition)?.endTransaction(producerId, isCommit)
  }

  /** Positions of a group: those asked for, or all. Rejects with KafkaError. */
  async fetchOffsets(
    groupId: string,
    topics: readonly TopicPartitions[] | null,
    options: { readonly requireStable: boolean; readonly fetcher?: Fetcher } = { requireStable: false },
  ): Promise<FetchedTopic[]> {
    const shard = this.shardOf(groupId)
    const { fetcher } = options
    if (fetcher !== undefined) shard.kindOf(groupId)?.checkFetch(groupId, fetcher)
    const concerned = topics?.map(({ name }) => name) ?? shard.state.offsets.of(groupId).keys()
    this.#purgeGoneTopics(new Set(concerned))
    return shard.read(() => readOffsets(shard.state, groupId, { topics, ...options }))
  }

  /** Forgets positions; one outcome each. Rejects with KafkaError GROUP_ID_NOT_FOUND, NON_EMPTY_GROUP and others. */
  async deleteOffsets(
    groupId: string,
    partitions: readonly { readonly topic: string; readonly partition: number }[],
  ): Promise<readonly ErrorName[]> {
    const shard = this.shardOf(groupId)
    const kind = shard.kindOf(groupId)
    if (kind === undefined) throw new KafkaError('GROUP_ID_NOT_FOUND')
    kind.checkOffsetDelete(groupId)
    const isSubscribed = (topic: string) => kind.isSubscribedTo(groupId, topic)
    const { records, outcomes } = decideOffsetDelete(shard.state, {
      group: groupId,
      partitions,
      isSubscribed,
    })
    await shard.write(records)
    kind.onRemoved(groupId)
    return outcomes
  }

  /** Deletes a group without members. Rejects with KafkaError GROUP_ID_NOT_FOUND, NON_EMPTY_GROUP and others. */
  async deleteGroup(groupId: string): Promise<void> {
    await this.shardOf(groupId).delete(groupId)
  }

  /**
   * A classic group and its members, or null. @throws KafkaError when it is not coordinated here, and
   * GROUP_ID_NOT_FOUND when the id belongs to a group of another kind.
   */
  describeGroup(groupId: string): DescribedGroup | null {
    const shard = this.shardOf(groupId)
    const kind = shard.kindOf(groupId)
    if (kind !== undefined && kind !== shard.classic) {
      throw new KafkaError('GROUP_ID_NOT_FOUND', `Group ${groupId} is not a classic group.`)
    }
    const group = shard.classic.find(groupId)
    return group === undefined ? null : describe(group)
  }

  /** Every group coordinated here. @throws KafkaError COORDINATOR_LOAD_IN_PROGRESS while some are not known yet. */
  listGroups(): ListedGroup[] {
    const listed: ListedGroup[] = []
    for (const shard of this.#shards.values()) {
      if (shard.isLoading) throw new KafkaError('COORDINATOR_LOAD_IN_PROGRESS')
      for (const groupId of shard.groupIds()) {
        const kind = shard.kindOf(groupId)
        if (kind !== undefined) listed.push(kind.list(groupId))
      }
    }
    return listed
  }

  /**
   * The shard that holds a group. `named`: requests of members need a group with a name; positions may be
   * kept under the empty one. @throws KafkaError NOT_COORDINATOR, COORDINATOR_LOAD_IN_PROGRESS, INVALID_GROUP_ID.
   */
  shardOf(groupId: string, naming: 'named' | 'any' = 'any'): Shard {
    if ((naming === 'named' && groupId === '') || groupId.length > MAX_NAME_LENGTH) {
      throw new KafkaError('INVALID_GROUP_ID')
    }
    const partitionCount = this.#options.image.topics.get(OFFSETS_TOPIC)?.partitions.length ?? 0
    const shard =
      partitionCount === 0 ? undefined : this.#shards.get(partitionForKey(groupId, partitionCount))
    if (shard === undefined) throw new KafkaError('NOT_COORDINATOR')
    shard.requireActive()
    return shard
  }

  /** @throws KafkaError COORDINATOR_NOT_AVAILABLE when one group more would be too many. */
  #requireRoom(shard: Shard, groupId: string): void {
    if (shard.consumer.has(groupId) || shard.share.has(groupId) || shard.classic.isLive(groupId)) return
    let liveCount = 0
    for (const each of this.#shards.values()) liveCount += each.liveCount
    if (liveCount < MAX_GROUPS) return
    throw new KafkaError('COORDINATOR_NOT_AVAILABLE', `${MAX_GROUPS} groups are coordinated here already`)
  }

  #decideCommit(shard: Shard, request: CommitRequest, offsets: readonly OffsetToCommit[]): OffsetDecision {
    return decideCommit(shard.state, {
      group: request.groupId,
      offsets,
      retentionTimeMs: request.retentionTimeMs,
      nowMs: this.#options.runtime.clock.nowMs(),
      maxMetadataBytes: this.#options.settings().offsetMetadataMaxBytes,
    })
  }

  #sweepTopics(): void {
    const topics = new Set<string>()
    for (const shard of this.#shards.values()) {
      if (shard.isActive) for (const topic of shard.state.offsets.topics()) topics.add(topic)
    }
    this.#watch.keep(topics)
    this.#purgeGoneTopics(topics)
  }

  /** Positions in a deleted topic must not become positions in another of the same name. */
  #purgeGoneTopics(topics: ReadonlySet<string>): void {
    const nowMs = this.#options.runtime.clock.nowMs()
    for (const topic of topics) {
      if (!this.#watch.isGone(topic, nowMs)) continue
      this.#options.logger.info('forgetting positions in a deleted topic', { topic })
      for (const shard of this.#shards.values()) {
        if (shard.isActive) this.#inBackground(shard.write(decideTopicRemoval(shard.state, topic)))
      }
    }
  }

  async #expire(): Promise<void> {
    if (this.#isExpiring) return
    this.#isExpiring = true
    try {
      for (const shard of this.#shards.values()) if (shard.isActive) await shard.expire()
    } finally {
      this.#isExpiring = false
    }
  }

  /** Housekeeping that fails is tried again at its next turn; what is not a KafkaError is a bug and ends the worker. */
  #inBackground(task: Promise<void>): void {
    task.catch((error: unknown) => {
      if (!(error instanceof KafkaError)) throw error
      this.#options.logger.warn('housekeeping of groups failed', { error: describeError(error) })
    })
  }
}

/** Positions of a group that does not exist are taken from outside of it alone. @throws KafkaError. */
function checkCommit(shard: Shard, request: CommitRequest): void {
  const kind = shard.kindOf(request.groupId)
  if (kind !== undefined) kind.checkCommit(request.groupId, request)
  else if (request.generationId >= 0) {
    throw new KafkaError(request.knowsGroupErrors ? 'GROUP_ID_NOT_FOUND' : 'ILLEGAL_GENERATION')
  }
}
