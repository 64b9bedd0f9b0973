/**
 * One replica of a partition on this broker: its log and its part in the partition's leadership.
 *
 * Invariants: the high watermark never passes the log end of any in-sync replica and never goes back;
 * only a leader appends for clients, in its own epoch; what is acknowledged has been written.
 */
import { assert } from '../base/assert.ts'
import type { Allocate } from '../base/buffer-pool.ts'
import type { PartitionImage } from '../controller/image/topics.ts'
import type { AppendOrigin, AppendResult, ReadResult, TimestampedOffset } from '../log/log-types.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { Uuid } from '../wire/reader.ts'
import { WatchList } from './purgatory.ts'

/** ListOffsets' special timestamps. */
export const LATEST_TIMESTAMP = -1
export const EARLIEST_TIMESTAMP = -2
export const MAX_TIMESTAMP = -3
export const EARLIEST_LOCAL_TIMESTAMP = -4
export const LATEST_TIERED_TIMESTAMP = -5
export const EARLIEST_PENDING_UPLOAD_TIMESTAMP = -6

/** In requests: "do not check the leader epoch". */
const ANY_EPOCH = -1

export type IsolationLevel = 'readUncommitted' | 'readCommitted'

export class Partition {
  readonly topic: string
  readonly topicId: Uuid
  readonly partition: number
  readonly log: PartitionLog
  readonly watchers = new WatchList()
  readonly #brokerId: number
  #image: PartitionImage
  #minInSyncReplicas: number

  constructor(options: {
    readonly topic: string
    readonly topicId: Uuid
    readonly brokerId: number
    readonly image: PartitionImage
    readonly log: PartitionLog
    readonly minInSyncReplicas: number
  }) {
    this.topic = options.topic
    this.topicId = options.topicId
    this.partition = options.image.partition
    this.log = options.log
    this.#brokerId = options.brokerId
    this.#image = options.image
    this.#minInSyncReplicas = options.minInSyncReplicas
    if (this.isLeader) this.#becomeLeader()
  }

  get image(): PartitionImage {
    return this.#image
  }

  get isLeader(): boolean {
    return this.#image.leaderId === this.#brokerId
  }

  get leaderEpoch(): number {
    return this.#image.leaderEpoch
  }

  get highWatermark(): number {
    return this.log.highWatermark
  }

  /** Takes over what the quorum decided. Returns true when this replica has just become the leader. */
  update(image: PartitionImage): boolean {
    assert(image.partition === this.partition, 'an image belongs to its partition')
    assert(image.partitionEpoch >= this.#image.partitionEpoch, 'partition epoch never goes back')
    const wasLeaderInEpoch = this.isLeader && this.#image.leaderEpoch === image.leaderEpoch
    this.#image = image
    if (!this.isLeader || wasLeaderInEpoch) return false
    this.#becomeLeader()
    return true
  }

  setMinInSyncReplicas(minInSyncReplicas: number): void {
    this.#minInSyncReplicas = minInSyncReplicas
  }

  /** @throws KafkaError NOT_LEADER_OR_FOLLOWER, FENCED_LEADER_EPOCH, UNKNOWN_LEADER_EPOCH. */
  checkLeadership(currentLeaderEpoch: number = ANY_EPOCH): void {
    if (currentLeaderEpoch !== ANY_EPOCH) {
      if (currentLeaderEpoch < this.leaderEpoch) throw new KafkaError('FENCED_LEADER_EPOCH')
      if (currentLeaderEpoch > this.leaderEpoch) throw new KafkaError('UNKNOWN_LEADER_EPOCH')
    }
    if (!this.isLeader) throw new KafkaError('NOT_LEADER_OR_FOLLOWER')
  }

  /**
   * Appends as the leader and moves the high watermark where nobody else has to follow.
   * @throws KafkaError what the log refuses; NOT_ENOUGH_REPLICAS when acks=all cannot be kept.
   */
  append(records: Buffer, options: { readonly acks: number; readonly origin: AppendOrigin }): AppendResult {
    this.checkLeadership()
    if (options.acks === -1 && this.#image.inSyncReplicas.length < this.#effectiveMinInSync) {
      throw new KafkaError(
        'NOT_ENOUGH_REPLICAS',
        `${this.#image.inSyncReplicas.length} in-sync replicas are fewer than min.insync.replicas=${this.#minInSyncReplicas}`,
      )
    }
    const result = this.log.appendAsLeader(records, { leaderEpoch: this.leaderEpoch, origin: options.origin })
    this.#advanceHighWatermark()
    return result
  }

  /**
   * Whole batches from `fetchOffset` up to what the reader may see, in memory that `allocate` gives.
   * @throws KafkaError OFFSET_OUT_OF_RANGE, KAFKA_STORAGE_ERROR.
   */
  read(options: {
    readonly fetchOffset: number
    readonly maxBytes: number
    readonly minOneMessage: boolean
    readonly isolation: IsolationLevel
    readonly allocate?: Allocate
  }): ReadResult {
    return this.log.read({
      ...(options.allocate === undefined ? {} : { allocate: options.allocate }),
      fetchOffset: options.fetchOffset,
      maxBytes: options.maxBytes,
      minOneMessage: options.minOneMessage,
      upperBoundOffset: this.visibleEnd(options.isolation),
    })
  }

  /** First offset a consumer cannot see. */
  visibleEnd(isolation: IsolationLevel): number {
    return isolation === 'readCommitted' ? this.log.lastStableOffset : this.highWatermark
  }

  /**
   * ListOffsets for one partition; null when no record is that young.
   * @throws KafkaError UNSUPPORTED_VERSION for an unknown special timestamp.
   */
  offsetFor(timestampMs: number, isolation: IsolationLevel): TimestampedOffset | null {
    switch (timestampMs) {
      case LATEST_TIMESTAMP:
        return this.#untimed(this.visibleEnd(isolation), this.leaderEpoch)
      case EARLIEST_TIMESTAMP:
      case EARLIEST_LOCAL_TIMESTAMP:
        return this.#untimed(this.log.logStartOffset, this.log.leaderEpochOf(this.log.logStartOffset))
      case LATEST_TIERED_TIMESTAMP:
      case EARLIEST_PENDING_UPLOAD_TIMESTAMP:
        return null
      case MAX_TIMESTAMP: {
        const newest = this.log.findMaxTimestamp()
        return newest !== null && newest.offset < this.visibleEnd(isolation) ? newest : null
      }
      default: {
        if (timestampMs < 0)
          throw new KafkaError('UNSUPPORTED_VERSION', `Timestamp ${timestampMs} has no meaning`)
        return this.log.findOffsetByTimestamp(timestampMs, this.visibleEnd(isolation))
      }
    }
  }

  /** Deletes everything below `offset` (-1: below the high watermark); answers the log's start.
   *  @throws KafkaError OFFSET_OUT_OF_RANGE, POLICY_VIOLATION on a topic that is only compacted. */
  deleteRecordsBefore(offset: number): number {
    this.checkLeadership()
    if (!this.log.config.cleanupPolicy.isDelete) {
      throw new KafkaError(
        'POLICY_VIOLATION',
        'Records can be deleted only where cleanup.policy includes delete',
      )
    }
    const target = offset === -1 ? this.highWatermark : offset
    if (target < 0 || target > this.highWatermark) {
      throw new KafkaError(
        'OFFSET_OUT_OF_RANGE',
        `Offset ${target} is above the high watermark ${this.highWatermark}`,
      )
    }
    if (target > this.log.logStartOffset) this.log.deleteRecordsBefore(target)
    return this.log.logStartOffset
  }

  get #effectiveMinInSync(): number {
    return Math.min(this.#minInSyncReplicas, this.#image.replicas.length)
  }

  #untimed(offset: number, leaderEpoch: number): TimestampedOffset {
    return { offset, timestampMs: -1, leaderEpoch }
  }

  #becomeLeader(): void {
    this.log.assignLeaderEpoch(this.leaderEpoch)
    this.#advanceHighWatermark()
  }

  /** Alone in the in-sync set, the leader's own end is what every in-sync replica has. */
  #advanceHighWatermark(): void {
    if (this.#image.inSyncReplicas.every((replica) => replica === this.#brokerId)) {
      this.log.advanceHighWatermark(this.log.logEndOffset)
    }
  }
}
