/**
 * The share partitions this broker leads, one for each group and partition that somebody reads. They are
 * made when they are asked for and end with the leadership, or when the last member of the group has gone from
 * this broker; nothing is kept of them here.
 */
import type { Clock } from '../base/clock.ts'
import type { Logger } from '../base/logger.ts'
import type { Partition } from '../replication/partition.ts'
import type { LeadershipListener, ReplicaManager } from '../replication/replica-manager.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { ShareGroupConfig } from './group-config.ts'
import { MAX_SHARE_PARTITIONS } from './limits.ts'
import { SharePartition } from './share-partition.ts'
import { type ShareSession, ShareSessions } from './share-sessions.ts'
import type { SharePartitionKey, ShareStateStore } from './state-store.ts'

export interface SharePartitionsOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly replicas: Pick<ReplicaManager, 'get' | 'find' | 'topicName' | 'wake'>
  readonly store: ShareStateStore
  readonly groupConfig: (groupId: string) => ShareGroupConfig
  /** group.share.max.share.sessions */
  readonly maxSessions: () => number
  /** Called with what is a bug. */
  readonly onFatal: (error: unknown) => void
}

export class SharePartitions implements LeadershipListener {
  readonly sessions: ShareSessions
  readonly #options: SharePartitionsOptions
  /** By topic and partition, then by group. */
  readonly #partitions = new Map<string, Map<string, SharePartition>>()
  #count = 0
  #isStopped = false

  constructor(options: SharePartitionsOptions) {
    this.#options = options
    this.sessions = new ShareSessions(options.maxSessions, (session) => {
      this.releaseAll(session).catch((error: unknown) => options.onFatal(error))
    })
  }

  /** Share partitions that are held. */
  get count(): number {
    return this.#count
  }

  onLeader(partition: Partition): void {
    this.#endAll(partition.topic, partition.partition)
  }

  onNotLeader(topic: string, partition: number): void {
    this.#endAll(topic, partition)
  }

  stop(): void {
    this.#isStopped = true
    for (const groups of Array.from(this.#partitions.values())) {
      for (const each of Array.from(groups.values())) each.close()
    }
  }

  /**
   * The share partition, loading it if need be.
   * @throws KafkaError UNKNOWN_TOPIC_ID, UNKNOWN_TOPIC_OR_PARTITION, NOT_LEADER_OR_FOLLOWER, KAFKA_STORAGE_ERROR.
   */
  open(key: SharePartitionKey): SharePartition {
    const partition = this.#leaderOf(key)
    const place = `${partition.topic}/${partition.partition}`
    const groups = this.#partitions.get(place) ?? new Map<string, SharePartition>()
    const present = groups.get(key.groupId)
    if (present !== undefined && present.key.topicId === key.topicId) return present
    present?.close()
    if (this.#isStopped || this.#count >= MAX_SHARE_PARTITIONS) throw new KafkaError('NOT_LEADER_OR_FOLLOWER')
    const { clock, logger, store, groupConfig, replicas, onFatal } = this.#options
    const opened = new SharePartition({
      key,
      partition,
      store,
      clock,
      logger,
      config: () => groupConfig(key.groupId),
      onChange: () => replicas.wake(partition),
      onEnded: (ended) => this.#forget(place, ended),
      onFatal,
    })
    this.#partitions.set(place, groups)
    groups.set(key.groupId, opened)
    this.#count += 1
    return opened
  }

  /** The share partition, if somebody reads it here. @throws KafkaError as `open`. */
  find(key: SharePartitionKey): SharePartition | undefined {
    const partition = this.#leaderOf(key)
    return this.#partitions.get(`${partition.topic}/${partition.partition}`)?.get(key.groupId)
  }

  /** Takes back everything that a member holds whose session has ended; what cannot be stored times out. */
  async releaseAll(session: ShareSession): Promise<void> {
    await Promise.all(
      [...session.partitions.values()].map(async ({ topicId, partition }) => {
        try {
          await this.find({ groupId: session.groupId, topicId, partition })?.release(session.memberId)
        } catch (error) {
          if (!(error instanceof KafkaError)) throw error // logged where it happened, when it is one
        }
      }),
    ) // at most MAX_SESSION_PARTITIONS
    if (!this.sessions.hasGroup(session.groupId)) this.#endGroup(session.groupId)
  }

  #leaderOf({ topicId, partition }: SharePartitionKey): Partition {
    const topic = this.#options.replicas.topicName(topicId)
    if (topic === undefined) throw new KafkaError('UNKNOWN_TOPIC_ID')
    const found = this.#options.replicas.get(topic, partition)
    found.checkLeadership()
    return found
  }

  /** Nobody of the group reads here any more: what is held may have begun anew before somebody comes back. */
  #endGroup(groupId: string): void {
    for (const groups of Array.from(this.#partitions.values())) groups.get(groupId)?.close()
  }

  #endAll(topic: string, partition: number): void {
    const groups = this.#partitions.get(`${topic}/${partition}`)
    if (groups === undefined) return
    for (const each of Array.from(groups.values())) each.close()
  }

  #forget(place: string, ended: SharePartition): void {
    const groups = this.#partitions.get(place)
    if (groups?.get(ended.key.groupId) !== ended) return
    groups.delete(ended.key.groupId)
    this.#count -= 1
    if (groups.size === 0) this.#partitions.delete(place)
  }
}
