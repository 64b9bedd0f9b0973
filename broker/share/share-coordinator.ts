/**
 * The share coordinator of one broker: keeps, for every group and partition, where the group begins and what
 * has become of the records from there on. It owns a shard for each partition of `__share_group_state` that is
 * led here. It knows nothing of members or of who acquired what.
 *
 * Invariants: what was answered has been committed before; an older leader of a partition, and a state from
 * before it began anew, are refused from the moment the later one is known. Source: KIP-932.
 */
import type { CancelTimer, Clock } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { TopicsImage } from '../controller/image/topics.ts'
import type { CoordinatorReplicas } from '../replication/commit-log.ts'
import type { Partition } from '../replication/partition.ts'
import { partitionForKey } from '../replication/partition-for-key.ts'
import type { LeadershipListener } from '../replication/replica-manager.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { PRUNE_INTERVAL_MS } from './limits.ts'
import { SHARE_STATE_TOPIC } from './share-state-topic.ts'
import { StateShard } from './state-shard.ts'
import {
  coordinatorKeyOf,
  type SharePartitionKey,
  type ShareStateStore,
  type StateChange,
  type StateSummary,
  type StoredState,
} from './state-store.ts'
import type { SnapshotRule } from './state-table.ts'

export interface ShareCoordinatorOptions {
  readonly clock: Clock
  readonly replicas: CoordinatorReplicas
  readonly topics: TopicsImage
  readonly logger: Logger
  /** share.coordinator.snapshot.update.records.per.snapshot */
  readonly updatesPerSnapshot: () => number
  /** share.coordinator.write.timeout.ms */
  readonly writeTimeoutMs: () => number
}

export class ShareCoordinator implements LeadershipListener, ShareStateStore {
  readonly #options: ShareCoordinatorOptions
  readonly #shards = new Map<number, StateShard>()
  readonly #cancelPruning: CancelTimer
  #isStopped = false

  constructor(options: ShareCoordinatorOptions) {
    this.#options = options
    this.#cancelPruning = options.clock.every(PRUNE_INTERVAL_MS, () => this.prune())
  }

  onLeader(partition: Partition): void {
    if (partition.topic !== SHARE_STATE_TOPIC || this.#isStopped) return
    this.#shards.get(partition.partition)?.close()
    const { replicas, clock, logger, writeTimeoutMs } = this.#options
    this.#shards.set(
      partition.partition,
      new StateShard({ partition, replicas, clock, logger, writeTimeoutMs }),
    )
  }

  onNotLeader(topic: string, partition: number): void {
    if (topic !== SHARE_STATE_TOPIC) return
    this.#shards.get(partition)?.close()
    this.#shards.delete(partition)
  }

  stop(): void {
    this.#isStopped = true
    this.#cancelPruning()
    for (const shard of this.#shards.values()) shard.close()
    this.#shards.clear()
  }

  async read(key: SharePartitionKey, leaderEpoch: number): Promise<StoredState> {
    const shard = this.#shardOf(key)
    const stored = shard.table.read(key, leaderEpoch)
    this.#requirePartition(key)
    await shard.store(shard.table.recordOfLeader(key, leaderEpoch, this.#rule))
    return stored
  }

  async write(key: SharePartitionKey, change: StateChange): Promise<void> {
    const shard = this.#shardOf(key)
    const record = shard.table.recordOfChange(key, change, this.#rule)
    this.#requirePartition(key)
    await shard.store(record)
  }

  async initialize(
    key: SharePartitionKey,
    start: { readonly stateEpoch: number; readonly startOffset: number },
  ): Promise<void> {
    const shard = this.#shardOf(key)
    const record = shard.table.recordOfStart(key, start, this.#options.clock.nowMs())
    this.#requirePartition(key)
    await shard.store(record)
  }

  async remove(key: SharePartitionKey): Promise<void> {
    const shard = this.#shardOf(key)
    await shard.store(shard.table.recordOfRemoval(key))
  }

  async summarize(key: SharePartitionKey): Promise<StateSummary> {
    const shard = this.#shardOf(key)
    const summary = shard.table.summary(key)
    // What is told is committed.
    await shard.store(null)
    return summary
  }

  /** Cuts off what is superseded in every partition that is led here. */
  prune(): void {
    for (const shard of this.#shards.values()) {
      if (!shard.isActive) continue
      try {
        shard.prune((key) => this.#options.topics.getById(key.topicId) === undefined)
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error
        this.#options.logger.warn('the state topic was not cut off', {
          partition: shard.partition.partition,
          error: describeError(error),
        })
      }
    }
  }

  get #rule(): SnapshotRule {
    return { updatesPerSnapshot: this.#options.updatesPerSnapshot(), nowMs: this.#options.clock.nowMs() }
  }

  #shardOf(key: SharePartitionKey): StateShard {
    if (key.groupId === '') throw new KafkaError('INVALID_REQUEST', 'The group id is empty')
    if (key.partition < 0) {
      throw new KafkaError('INVALID_REQUEST', 'The partition id cannot be a negative number.')
    }
    const count = this.#options.topics.get(SHARE_STATE_TOPIC)?.partitions.length ?? 0
    const shard = count === 0 ? undefined : this.#shards.get(partitionForKey(coordinatorKeyOf(key), count))
    if (shard === undefined) throw new KafkaError('NOT_COORDINATOR')
    return shard
  }

  #requirePartition({ topicId, partition }: SharePartitionKey): void {
    if (this.#options.topics.getById(topicId)?.partitions[partition] === undefined) {
      throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
    }
  }
}
