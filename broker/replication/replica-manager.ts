/**
 * All replicas of this broker. It follows the cluster image (which partitions are here, who leads them,
 * which are gone) and is the only door through which handlers and coordinators append and read. It
 * decides nothing about leadership and never answers for a partition it does not lead.
 */
import { assert } from '../base/assert.ts'
import type { CancelTimer } from '../base/clock.ts'
import type { LogConfig } from '../base/log-config.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import type { ClusterImage, ImageChanges } from '../controller/image/cluster-image.ts'
import { directoryOf, type PartitionImage, type TopicImage } from '../controller/image/topics.ts'
import type { FailedDirectory, LogDirectories } from '../log/log-directories.ts'
import type { AppendOrigin, AppendResult } from '../log/log-types.ts'
import { partitionDirectoryName } from '../log/segment-names.ts'
import { fullDiskBehind } from '../log/storage-error.ts'
import type { AlterPartitionRequestInput, AlterPartitionResponse } from '../wire/generated/alter-partition.ts'
import type {
  AssignReplicasToDirsRequestInput,
  AssignReplicasToDirsResponse,
} from '../wire/generated/assign-replicas-to-dirs.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { Uuid } from '../wire/reader.ts'
import { DirectoryAssignments, type Misplaced } from './directory-assignments.ts'
import type { FollowerFetch } from './followers.ts'
import { IsrChanges } from './isr-changes.ts'
import {
  type CommitState,
  Partition,
  type PartitionSettings,
  type PartitionSurroundings,
} from './partition.ts'
import { Purgatory, type WaitingOperation } from './purgatory.ts'
import type { FetcherSettings } from './replica-fetcher.ts'
import { ReplicaFetchers } from './replica-fetchers.ts'
import { ReplicaMoves } from './replica-moves.ts'
import { type QuotaLimits, ReplicationQuota } from './replication-quota.ts'

/** What a topic's configuration means for its replicas. */
export interface TopicSettings {
  readonly logConfig: LogConfig
  readonly minInSyncReplicas: number
  readonly leaderThrottledReplicas: ThrottledReplicas
  readonly followerThrottledReplicas: ThrottledReplicas
}

/** All replicas of a topic, or those named as `partition:broker`. */
type ThrottledReplicas = 'all' | ReadonlySet<string>

/** Times and sizes of replication, by Kafka's configs of the same names. */
export interface ReplicationSettings extends FetcherSettings {
  readonly replicaLagTimeMaxMs: number
  readonly leaderThrottledRate: number
  readonly followerThrottledRate: number
  /** replica.alter.log.dirs.io.max.bytes.per.second */
  readonly alterLogDirsRate: number
  readonly replicationQuotaSampleCount: number
  readonly replicationQuotaSampleMs: number
}

/** In-sync sets are looked at no more often than this. */
const MIN_ISR_CHECK_MS = 100

/** Told about leadership; coordinators load and unload their partitions on it. */
export interface LeadershipListener {
  onLeader(partition: Partition): void
  /** The partition is led elsewhere, gone, or its topic was deleted. */
  onNotLeader(topic: string, partition: number): void
}

/** What a coordinator or a producer waits for. */
export interface PendingCommit {
  readonly partition: Partition
  /** Who must have it: all in-sync replicas unless it is 1, the leader alone. */
  readonly acks?: number
  /** Epoch it was appended in: in a later one it may have been cut off and overwritten. */
  readonly leaderEpoch: number
  readonly lastOffset: number
}

export interface ReplicaManagerOptions {
  readonly brokerId: number
  readonly runtime: Pick<Runtime, 'clock' | 'network'>
  readonly logs: LogDirectories
  readonly logger: Logger
  readonly image: ClusterImage
  readonly topicSettings: (topic: string) => TopicSettings
  readonly settings: () => ReplicationSettings
  /** This incarnation's epoch; -1 before it is registered. */
  readonly brokerEpoch: () => number
  /** Rejects with KafkaError when the controller cannot be reached. */
  readonly alterPartition: (request: AlterPartitionRequestInput) => Promise<AlterPartitionResponse>
  /** Rejects with KafkaError when the controller cannot be reached. */
  readonly assignReplicas: (
    request: AssignReplicasToDirsRequestInput,
  ) => Promise<AssignReplicasToDirsResponse>
  /** Called with what is a bug. */
  readonly onFatal: (error: unknown) => void
}

/** A replica whose log cannot be used: its directory has failed, or it could not be opened. */
interface OfflineReplica {
  readonly topicId: Uuid
  readonly topic: string
  readonly partition: number
  /** Where it is; null when that is not known. */
  readonly directoryId: Uuid | null
}

export class ReplicaManager {
  readonly brokerId: number
  readonly #logs: LogDirectories
  readonly #moves: ReplicaMoves
  readonly #assignments: DirectoryAssignments
  readonly #logger: Logger
  readonly #topicSettings: (topic: string) => TopicSettings
  readonly #purgatory: Purgatory
  readonly #isrChanges: IsrChanges
  readonly #fetchers: ReplicaFetchers
  readonly #surroundings: PartitionSurroundings
  readonly #cancelIsrCheck: CancelTimer
  /** Bytes of throttled replicas that followers fetch from here. */
  readonly leaderQuota: ReplicationQuota
  readonly #byTopic = new Map<string, Map<number, Partition>>()
  /** By name of the partition. */
  readonly #offline = new Map<string, OfflineReplica>()
  readonly #syncing = new Set<Partition>()
  readonly #onFatal: (error: unknown) => void
  #listeners: LeadershipListener[] = []
  #image: ClusterImage
  /** Records appended by clients since the start: the metrics' source. */
  recordsIn = 0

  constructor(options: ReplicaManagerOptions) {
    const { brokerId, runtime, image, logger, settings, brokerEpoch, onFatal } = options
    this.brokerId = brokerId
    this.#logs = options.logs
    this.#logger = logger
    this.#image = image
    this.#topicSettings = options.topicSettings
    this.#purgatory = new Purgatory(runtime.clock)
    this.#onFatal = onFatal
    this.#isrChanges = new IsrChanges({
      brokerId,
      brokerEpoch,
      clock: runtime.clock,
      logger,
      send: options.alterPartition,
      onFatal,
    })
    this.leaderQuota = new ReplicationQuota(runtime.clock, () => limitsOf(settings(), 'leaderThrottledRate'))
    this.#fetchers = new ReplicaFetchers({
      quota: new ReplicationQuota(runtime.clock, () => limitsOf(settings(), 'followerThrottledRate')),
      runtime,
      brokerId,
      brokerEpoch,
      image,
      settings,
      logger,
      onVisible: (partition) => this.#purgatory.wake(partition.watchers),
      onFatal,
    })
    this.#assignments = new DirectoryAssignments({
      clock: runtime.clock,
      logger,
      brokerId,
      brokerEpoch,
      misplaced: () => this.#misplaced(),
      send: options.assignReplicas,
      onFatal,
    })
    this.#moves = new ReplicaMoves({
      clock: runtime.clock,
      logger,
      logs: this.#logs,
      quota: new ReplicationQuota(runtime.clock, () => limitsOf(settings(), 'alterLogDirsRate')),
      onMoved: (partition) => {
        this.#purgatory.wake(partition.watchers)
        if (partition.log.isSyncDue) this.#sync(partition).catch(onFatal)
        this.#assignments.look()
      },
      onFatal,
    })
    this.#surroundings = {
      clock: runtime.clock,
      lagTimeMs: () => settings().replicaLagTimeMaxMs,
      brokerOf: (id) => image.brokers.get(id),
      proposeIsr: (partition, proposal) => this.#isrChanges.propose(partition, proposal),
    }
    // Half the lag time, as in Kafka: a follower that stops is out after one and a half of it at most.
    const checkMs = Math.max(MIN_ISR_CHECK_MS, settings().replicaLagTimeMaxMs / 2)
    this.#cancelIsrCheck = runtime.clock.every(checkMs, () => {
      for (const partition of this.partitions()) partition.shrinkIsr()
    })
  }

  /** Ends following, proposing and waiting timers; what waits is answered by its own time-out. */
  stop(): void {
    this.#cancelIsrCheck()
    this.#fetchers.stop()
    this.#isrChanges.stop()
    this.#moves.stop()
    this.#assignments.stop()
  }

  addListener(listener: LeadershipListener): void {
    this.#listeners = [...this.#listeners, listener]
  }

  get waitingCount(): number {
    return this.#purgatory.waitingCount
  }

  /** Every replica here. */
  *partitions(): Generator<Partition> {
    for (const partitions of this.#byTopic.values()) yield* partitions.values()
  }

  /** The replica here, or undefined. */
  find(topic: string, partition: number): Partition | undefined {
    return this.#byTopic.get(topic)?.get(partition)
  }

  /** The name of a topic that exists, by id. */
  topicName(topicId: Uuid): string | undefined {
    return this.#image.topics.getById(topicId)?.name
  }

  /** @throws KafkaError UNKNOWN_TOPIC_OR_PARTITION, NOT_LEADER_OR_FOLLOWER, KAFKA_STORAGE_ERROR. */
  get(topic: string, partition: number): Partition {
    const found = this.find(topic, partition)
    if (found !== undefined) return found
    if (this.#offline.has(partitionDirectoryName(topic, partition))) {
      throw new KafkaError('KAFKA_STORAGE_ERROR', 'The log directory of the replica is offline')
    }
    if (this.#image.topics.get(topic)?.partitions[partition] === undefined) {
      throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
    }
    throw new KafkaError('NOT_LEADER_OR_FOLLOWER')
  }

  /** Brings the replicas in line with what the image says now. */
  apply(changes: ImageChanges): void {
    for (const topic of changes.removedTopics.values()) this.#removeTopic(topic)
    for (const topicId of changes.topics) {
      const topic = this.#image.topics.getById(topicId)
      if (topic !== undefined) this.#updateTopic(topic)
    }
    this.#fetchers.settle()
    this.#assignments.look()
  }

  /**
   * Moves the replica to another directory of this broker; one that is not here yet goes there when it comes.
   * @throws KafkaError LOG_DIR_NOT_FOUND, KAFKA_STORAGE_ERROR, UNKNOWN_TOPIC_OR_PARTITION, REPLICA_NOT_AVAILABLE.
   */
  move(topic: string, partition: number, path: string): void {
    this.#logs.at(path)
    if (this.find(topic, partition) === undefined && this.#image.topics.get(topic) !== undefined) {
      this.#logs.prefer({ topic, partition, path })
    }
    let replica: Partition
    try {
      replica = this.get(topic, partition)
    } catch (error) {
      if (!(error instanceof KafkaError) || error.errorName !== 'NOT_LEADER_OR_FOLLOWER') throw error
      throw new KafkaError('REPLICA_NOT_AVAILABLE', 'The replica is not here yet', { cause: error })
    }
    this.#moves.begin(replica, path)
  }

  /** Applies changed topic configs to the logs that have them. */
  applySettings(topic: string): void {
    const partitions = this.#byTopic.get(topic)
    if (partitions === undefined) return
    const settings = this.#topicSettings(topic)
    for (const partition of partitions.values()) {
      partition.log.applyConfig(settings.logConfig)
      partition.applySettings(this.#settingsOf(settings, partition.partition))
    }
  }

  /** Removes folders of topics that were deleted, or moved away, while this broker was down. */
  removeStrays(): void {
    for (const { topic, partition } of this.#logs.storedPartitions()) {
      if (this.find(topic, partition) !== undefined) continue
      const known = this.#image.topics.get(topic)
      if (known !== undefined && this.#isReplica(known, partition)) continue // it failed to open: keep it
      this.#logger.info('removing a replica that is not ours any more', { topic, partition })
      this.#logs.delete(topic, partition)
    }
  }

  /** Appends and wakes whoever waits for the partition to move. @throws KafkaError. */
  append(
    partition: Partition,
    records: Buffer,
    options: { readonly acks: number; readonly origin: AppendOrigin },
  ): AppendResult {
    const result = this.#appendAsLeader(partition, records, options)
    if (!result.isDuplicate) {
      this.recordsIn += result.lastOffset - result.firstOffset + 1
      this.#purgatory.wake(partition.watchers)
      if (partition.log.isSyncDue) this.#sync(partition).catch(this.#onFatal)
    }
    return result
  }

  /** Where another replica could lead, a full disk counts as a failure of the directory, as in Kafka. */
  #appendAsLeader(partition: Partition, ...append: Parameters<Partition['append']>): AppendResult {
    try {
      return partition.append(...append)
    } catch (error) {
      const fullDisk = fullDiskBehind(error)
      const canMove = partition.image.inSyncReplicas.some((replica) => replica !== this.brokerId)
      if (fullDisk !== null && canMove) this.#logs.leaveFullDisk(partition.log, fullDisk)
      throw error
    }
  }

  /** Brings on the device what flush.messages wants there; what is appended meanwhile shares the next sync. */
  async #sync(partition: Partition): Promise<void> {
    if (this.#syncing.has(partition)) return
    this.#syncing.add(partition)
    let { log } = partition
    try {
      while (partition.log.isSyncDue) {
        log = partition.log
        await log.flush()
        partition.noteSync(true)
        this.#purgatory.wake(partition.watchers)
      }
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      if (partition.log !== log) return // it has moved to another directory, which sees to what is left
      this.#logger.error('sync failed', {
        topic: partition.topic,
        partition: partition.partition,
        error: describeError(error),
      })
      partition.noteSync(false)
      this.#purgatory.wake(partition.watchers)
    } finally {
      this.#syncing.delete(partition)
    }
  }

  /** Takes in how far a follower has come, and wakes whoever waits for that. @throws KafkaError. */
  recordFetch(partition: Partition, fetch: FollowerFetch): void {
    if (partition.recordFetch(fetch)) this.#purgatory.wake(partition.watchers)
  }

  /** What has become of an append that is to be acknowledged. */
  commitState({ partition, acks, leaderEpoch, lastOffset }: PendingCommit): CommitState {
    return acks === 1 ? partition.syncState(lastOffset) : partition.commitState(leaderEpoch, lastOffset)
  }

  /** Has those look again who wait for the partition: something other than its log has changed. */
  wake(partition: Partition): void {
    this.#purgatory.wake(partition.watchers)
  }

  /** Lets `operation` wait until one of `partitions` moves, time runs out or `signal` aborts. */
  wait(
    operation: WaitingOperation,
    options: {
      readonly partitions: readonly Partition[]
      readonly maxWaitMs: number
      readonly signal?: AbortSignal
    },
  ): void {
    this.#purgatory.wait(operation, {
      lists: options.partitions.map((partition) => partition.watchers),
      maxWaitMs: options.maxWaitMs,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
  }

  #removeTopic(topic: TopicImage): void {
    for (const [name, offline] of this.#offline) {
      if (offline.topicId === topic.topicId) this.#offline.delete(name)
    }
    const partitions = this.#byTopic.get(topic.name)
    if (partitions === undefined) return
    for (const partition of partitions.values()) {
      if (partition.topicId === topic.topicId) this.#drop(partition)
    }
  }

  #updateTopic(topic: TopicImage): void {
    for (const image of topic.partitions) {
      const present = this.find(topic.name, image.partition)
      if (!image.replicas.includes(this.brokerId)) {
        if (present !== undefined) this.#drop(present)
        this.#offline.delete(partitionDirectoryName(topic.name, image.partition))
        continue
      }
      if (this.#isOffline(topic, image.partition)) continue
      if (present === undefined || present.topicId !== topic.topicId) this.#host(topic, image)
      else this.#follow(present, image)
    }
  }

  #follow(partition: Partition, image: PartitionImage): void {
    const wasLeader = partition.isLeader
    if (partition.image === image) return
    const hasBecomeLeader = partition.update(image)
    if (hasBecomeLeader) for (const listener of this.#listeners) listener.onLeader(partition)
    if (wasLeader && !partition.isLeader) this.#tellNotLeader(partition)
    this.#fetchers.update(partition)
    this.#purgatory.wake(partition.watchers)
  }

  #host(topic: TopicImage, image: PartitionImage): void {
    const present = this.find(topic.name, image.partition)
    if (present !== undefined) this.#drop(present)
    this.#offline.delete(partitionDirectoryName(topic.name, image.partition))
    const settings = this.#topicSettings(topic.name)
    let partition: Partition
    try {
      const log = this.#logs.open({
        topic: topic.name,
        partition: image.partition,
        topicId: topic.topicId,
        config: settings.logConfig,
        directoryId: directoryOf(image, this.brokerId),
      })
      partition = new Partition({
        topic: topic.name,
        topicId: topic.topicId,
        brokerId: this.brokerId,
        image,
        log,
        settings: this.#settingsOf(settings, image.partition),
        surroundings: this.#surroundings,
      })
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      this.#logger.error('a replica cannot be opened', {
        topic: topic.name,
        partition: image.partition,
        error: describeError(error),
      })
      this.#noteOffline({
        topic: topic.name,
        topicId: topic.topicId,
        partition: image.partition,
        directoryId: null,
      })
      return
    }
    const partitions = this.#byTopic.get(topic.name) ?? new Map<number, Partition>()
    partitions.set(image.partition, partition)
    this.#byTopic.set(topic.name, partitions)
    if (this.#logs.all.length > 1) this.#moves.resume(partition)
    if (partition.isLeader) for (const listener of this.#listeners) listener.onLeader(partition)
    this.#fetchers.update(partition)
  }

  #drop(partition: Partition): void {
    this.#moves.cancel(partition)
    this.#letGo(partition)
    this.#logs.delete(partition.topic, partition.partition)
  }

  #letGo(partition: Partition): void {
    const partitions = this.#byTopic.get(partition.topic)
    assert(partitions !== undefined, 'a dropped partition is hosted')
    partitions.delete(partition.partition)
    if (partitions.size === 0) this.#byTopic.delete(partition.topic)
    this.#fetchers.forget(partition)
    this.#tellNotLeader(partition)
    this.#purgatory.wake(partition.watchers)
  }

  /** What was in a directory that has failed answers KAFKA_STORAGE_ERROR until the broker starts again. */
  takeOffline({ path, directoryId, logs }: FailedDirectory): void {
    const lost = [...this.partitions()].filter(({ log }) => logs.has(log))
    this.#moves.afterFailure((partition) => lost.includes(partition))
    for (const partition of lost) {
      const { topic, topicId } = partition
      this.#noteOffline({ topic, topicId, partition: partition.partition, directoryId })
      partition.goOffline()
      this.#letGo(partition)
    }
    this.#fetchers.settle()
    this.#assignments.look()
    this.#logger.error('replicas are offline with their log directory', { path, count: lost.length })
  }

  #noteOffline(replica: OfflineReplica): void {
    this.#offline.set(partitionDirectoryName(replica.topic, replica.partition), replica)
  }

  #isOffline(topic: TopicImage, partition: number): boolean {
    return this.#offline.get(partitionDirectoryName(topic.name, partition))?.topicId === topic.topicId
  }

  /** Replicas whose directory the controller does not know; of one directory alone nothing need be told. */
  *#misplaced(): Generator<Misplaced> {
    if (this.#logs.all.length === 1) return
    for (const { topicId, partition, image, log } of this.partitions()) {
      const directoryId = this.#logs.holderOf(log)?.directoryId ?? null
      if (directoryId === null || directoryOf(image, this.brokerId) === directoryId) continue
      yield { topicId, partition, directoryId }
    }
    for (const { topicId, partition, directoryId } of this.#offline.values()) {
      const image = this.#image.topics.getById(topicId)?.partitions[partition]
      if (image === undefined || directoryId === null || !image.replicas.includes(this.brokerId)) continue
      if (directoryOf(image, this.brokerId) !== directoryId) yield { topicId, partition, directoryId }
    }
  }

  #tellNotLeader(partition: Partition): void {
    for (const listener of this.#listeners) listener.onNotLeader(partition.topic, partition.partition)
  }

  #settingsOf(settings: TopicSettings, partition: number): PartitionSettings {
    const replica = `${partition}:${this.brokerId}`
    const isIn = (replicas: ThrottledReplicas) => replicas === 'all' || replicas.has(replica)
    return {
      minInSyncReplicas: settings.minInSyncReplicas,
      isThrottledAsLeader: isIn(settings.leaderThrottledReplicas),
      isThrottledAsFollower: isIn(settings.followerThrottledReplicas),
    }
  }

  #isReplica(topic: TopicImage, partition: number): boolean {
    return topic.partitions[partition]?.replicas.includes(this.brokerId) ?? false
  }
}

function limitsOf(
  settings: ReplicationSettings,
  rate: 'leaderThrottledRate' | 'followerThrottledRate' | 'alterLogDirsRate',
): QuotaLimits {
  return {
    rate: settings[rate],
    sampleCount: settings.replicationQuotaSampleCount,
    sampleMs: settings.replicationQuotaSampleMs,
  }
}
