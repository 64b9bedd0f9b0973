/**
 * All replicas of this broker. It follows the cluster image (which partitions are here, who leads them,
 * which are gone) and is the only door through which handlers and coordinators append and read. It
 * decides nothing about leadership and never answers for a partition it does not lead.
 */
import { assert } from '../base/assert.ts'
import type { Clock } from '../base/clock.ts'
import type { LogConfig } from '../base/log-config.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { ClusterImage, ImageChanges } from '../controller/image/cluster-image.ts'
import type { PartitionImage, TopicImage } from '../controller/image/topics.ts'
import type { LogManager } from '../log/log-manager.ts'
import type { AppendOrigin, AppendResult } from '../log/log-types.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { Uuid } from '../wire/reader.ts'
import { Partition } from './partition.ts'
import { Purgatory, type WaitingOperation } from './purgatory.ts'

/** What a topic's configuration means for its replicas. */
export interface TopicSettings {
  readonly logConfig: LogConfig
  readonly minInSyncReplicas: number
}

/** Told about leadership; coordinators load and unload their partitions on it. */
export interface LeadershipListener {
  onLeader(partition: Partition): void
  /** The partition is led elsewhere, gone, or its topic was deleted. */
  onNotLeader(topic: string, partition: number): void
}

export class ReplicaManager {
  readonly brokerId: number
  readonly #logs: LogManager
  readonly #logger: Logger
  readonly #settingsOf: (topic: string) => TopicSettings
  readonly #purgatory: Purgatory
  readonly #byTopic = new Map<string, Map<number, Partition>>()
  #listeners: LeadershipListener[] = []
  #image: ClusterImage
  /** Records appended by clients since the start: the metrics' source. */
  recordsIn = 0

  constructor(options: {
    readonly brokerId: number
    readonly clock: Clock
    readonly logs: LogManager
    readonly logger: Logger
    readonly image: ClusterImage
    readonly settingsOf: (topic: string) => TopicSettings
  }) {
    this.brokerId = options.brokerId
    this.#logs = options.logs
    this.#logger = options.logger
    this.#image = options.image
    this.#settingsOf = options.settingsOf
    this.#purgatory = new Purgatory(options.clock)
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
  }

  /** Applies changed topic configs to the logs that have them. */
  applySettings(topic: string): void {
    const partitions = this.#byTopic.get(topic)
    if (partitions === undefined) return
    const settings = this.#settingsOf(topic)
    for (const partition of partitions.values()) {
      partition.log.applyConfig(settings.logConfig)
      partition.setMinInSyncReplicas(settings.minInSyncReplicas)
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
    const result = partition.append(records, options)
    if (!result.isDuplicate) {
      this.recordsIn += result.lastOffset - result.firstOffset + 1
      this.#purgatory.wake(partition.watchers)
    }
    return result
  }

  /** True when a produce of these offsets may be acknowledged with acks=all. */
  isCommitted(partition: Partition, lastOffset: number): boolean {
    return partition.highWatermark > lastOffset
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

  /**
   * Appends a coordinator's batch to an internal partition; resolves with its last offset once it is
   * committed. Rejects with KafkaError.
   */
  appendAndCommit(
    options: { readonly topic: string; readonly partition: number; readonly timeoutMs: number },
    records: Buffer,
  ): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const partition = this.get(options.topic, options.partition)
      const result = this.append(partition, records, { acks: -1, origin: 'coordinator' })
      if (this.isCommitted(partition, result.lastOffset)) {
        resolve(result)
        return
      }
      this.wait(
        {
          check: () => this.isCommitted(partition, result.lastOffset) || !partition.isLeader,
          complete: () => {
            if (this.isCommitted(partition, result.lastOffset)) resolve(result)
            else reject(new KafkaError(partition.isLeader ? 'REQUEST_TIMED_OUT' : 'NOT_LEADER_OR_FOLLOWER'))
          },
        },
        { partitions: [partition], maxWaitMs: options.timeoutMs },
      )
    })
  }

  #removeTopic(topic: TopicImage): void {
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
        continue
      }
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
    this.#purgatory.wake(partition.watchers)
  }

  #host(topic: TopicImage, image: PartitionImage): void {
    const present = this.find(topic.name, image.partition)
    if (present !== undefined) this.#drop(present)
    const settings = this.#settingsOf(topic.name)
    let partition: Partition
    try {
      const log = this.#logs.open({
        topic: topic.name,
        partition: image.partition,
        topicId: topic.topicId,
        config: settings.logConfig,
      })
      partition = new Partition({
        topic: topic.name,
        topicId: topic.topicId,
        brokerId: this.brokerId,
        image,
        log,
        minInSyncReplicas: settings.minInSyncReplicas,
      })
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      this.#logger.error('a replica cannot be opened', {
        topic: topic.name,
        partition: image.partition,
        error: describeError(error),
      })
      return
    }
    const partitions = this.#byTopic.get(topic.name) ?? new Map<number, Partition>()
    partitions.set(image.partition, partition)
    this.#byTopic.set(topic.name, partitions)
    if (partition.isLeader) for (const listener of this.#listeners) listener.onLeader(partition)
  }

  #drop(partition: Partition): void {
    const partitions = this.#byTopic.get(partition.topic)
    assert(partitions !== undefined, 'a dropped partition is hosted')
    partitions.delete(partition.partition)
    if (partitions.size === 0) this.#byTopic.delete(partition.topic)
    this.#tellNotLeader(partition)
    this.#purgatory.wake(partition.watchers)
    this.#logs.delete(partition.topic, partition.partition)
  }

  #tellNotLeader(partition: Partition): void {
    for (const listener of this.#listeners) listener.onNotLeader(partition.topic, partition.partition)
  }

  #isReplica(topic: TopicImage, partition: number): boolean {
    return topic.partitions[partition]?.replicas.includes(this.brokerId) ?? false
  }
}
