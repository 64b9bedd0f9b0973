/**
 * One replica of a partition on this broker: its log and its part in the partition's leadership.
 *
 * Invariants: the high watermark never passes the log end of any in-sync replica and never goes back;
 * only a leader appends for clients, in its own epoch; what is acknowledged has been written.
 */
import { assert } from '../base/assert.ts'
import type { Allocate } from '../base/buffer-pool.ts'
import type { Clock } from '../base/clock.ts'
import { type BrokerImage, isEligible } from '../controller/image/brokers.ts'
import type { PartitionImage } from '../controller/image/topics.ts'
import type { AppendOrigin, AppendResult, ReadResult, TimestampedOffset } from '../log/log-types.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { Uuid } from '../wire/reader.ts'
import { type FollowerFetch, Followers } from './followers.ts'
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

/** How far a reader sees: consumers to the high watermark or the last stable offset, followers to the end. */
export type IsolationLevel = 'readUncommitted' | 'readCommitted' | 'logEnd'

/** In-sync replicas the leader has asked the controller for; it counts them in before they are decided. */
export interface IsrProposal {
  readonly inSyncReplicas: readonly number[]
  readonly leaderEpoch: number
  /** The partition epoch it is based on. */
  readonly partitionEpoch: number
}

/** What became of an appended batch that was to be acknowledged by all in-sync replicas. */
export type CommitState = 'waiting' | 'committed' | 'tooFewReplicas' | 'notLeader' | 'notSynced'

/** What a topic's configuration means for one of its replicas. */
export interface PartitionSettings {
  readonly minInSyncReplicas: number
  /** Followers copy it from here, or it is copied here, no faster than the broker's rate. */
  readonly isThrottledAsLeader: boolean
  readonly isThrottledAsFollower: boolean
}

/** What a partition needs of the broker it is on. */
export interface PartitionSurroundings {
  readonly clock: Clock
  /** replica.lag.time.max.ms */
  readonly lagTimeMs: () => number
  readonly brokerOf: (brokerId: number) => BrokerImage | undefined
  /** Hands a proposal to the controller; `refuseIsr` is called when it says no. */
  readonly proposeIsr: (partition: Partition, proposal: IsrProposal) => void
}

/** Wait before the in-sync set is proposed again after the controller has refused. */
const REFUSED_ISR_BACKOFF_MS = 200

export class Partition {
  readonly topic: string
  readonly topicId: Uuid
  readonly partition: number
  readonly watchers = new WatchList()
  readonly #brokerId: number
  readonly #surroundings: PartitionSurroundings
  readonly #followers = new Followers()
  #log: PartitionLog
  /** The directory of its log has failed. */
  #isOffline = false
  #image: PartitionImage
  #settings: PartitionSettings
  #proposal: IsrProposal | null = null
  #noProposalUntilMs = Number.NEGATIVE_INFINITY
  /** Log end when this replica became the leader of its epoch. */
  #epochStartOffset = 0
  /** What flush.messages wants on the device could not be brought there. */
  #hasSyncFailed = false

  constructor(options: {
    readonly topic: string
    readonly topicId: Uuid
    readonly brokerId: number
    readonly image: PartitionImage
    readonly log: PartitionLog
    readonly settings: PartitionSettings
    readonly surroundings: PartitionSurroundings
  }) {
    this.topic = options.topic
    this.topicId = options.topicId
    this.partition = options.image.partition
    this.#log = options.log
    this.#brokerId = options.brokerId
    this.#image = options.image
    this.#settings = options.settings
    this.#surroundings = options.surroundings
    if (this.isLeader) this.#becomeLeader()
  }

  get log(): PartitionLog {
    return this.#log
  }

  /** Goes on with a complete copy of the log in another directory. */
  replaceLog(log: PartitionLog): void {
    assert(log.logEndOffset === this.#log.logEndOffset, 'a copy that takes over is complete')
    assert(log.highWatermark === this.#log.highWatermark, 'the high watermark stays')
    this.#log = log
  }

  /** Nothing that waits here is ever acknowledged: the directory of the log has failed. */
  goOffline(): void {
    this.#isOffline = true
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

  /** In-sync replicas as decided and as asked for: nobody in it may miss what is acknowledged. */
  get maximalInSyncReplicas(): readonly number[] {
    const decided = this.#image.inSyncReplicas
    if (this.#proposal === null) return decided
    return [...new Set([...decided, ...this.#proposal.inSyncReplicas])]
  }

  /** Smallest log start of the replicas that are there: what DeleteRecords answers. */
  get lowWatermark(): number {
    const starts = this.#image.replicas
      .filter((replica) => replica !== this.#brokerId && isEligible(this.#surroundings.brokerOf(replica)))
      .map((replica) => this.#followers.logStartOffsetOf(replica))
    return Math.min(this.log.logStartOffset, ...starts)
  }

  /** Takes over what the quorum decided. Returns true when this replica has just become the leader of an epoch. */
  update(image: PartitionImage): boolean {
    assert(image.partition === this.partition, 'an image belongs to its partition')
    assert(image.partitionEpoch >= this.#image.partitionEpoch, 'partition epoch never goes back')
    assert(image.leaderEpoch >= this.#image.leaderEpoch, 'leader epoch never goes back')
    const wasLeaderInEpoch = this.isLeader && this.#image.leaderEpoch === image.leaderEpoch
    if (this.#proposal !== null && image.partitionEpoch > this.#proposal.partitionEpoch) this.#proposal = null
    this.#image = image
    if (!this.isLeader) {
      this.#proposal = null
      return false
    }
    if (wasLeaderInEpoch) {
      this.#followers.retain(this.#followerIds)
      this.#advanceHighWatermark()
      return false
    }
    this.#becomeLeader()
    return true
  }

  applySettings(settings: PartitionSettings): void {
    this.#settings = settings
  }

  /** Whether what followers copy from here counts against this broker's rate. */
  get isThrottledAsLeader(): boolean {
    return this.#settings.isThrottledAsLeader
  }

  /** Whether what is copied here counts against this broker's rate. */
  get isThrottledAsFollower(): boolean {
    return this.#settings.isThrottledAsFollower
  }

  /** A replica in sync is counted but never held back. */
  isInSync(brokerId: number): boolean {
    return this.#image.inSyncReplicas.includes(brokerId)
  }

  /**
   * The in-sync replica in `rack` that a consumer at `fetchOffset` had better read from, or null when that
   * is this one, the leader. Source: KIP-392.
   */
  preferredReplica(rack: string, fetchOffset: number): number | null {
    const { brokerOf } = this.#surroundings
    if (brokerOf(this.#brokerId)?.rack === rack) return null
    let best: number | null = null
    for (const replica of this.#followerIds) {
      if (!this.#image.inSyncReplicas.includes(replica) || brokerOf(replica)?.rack !== rack) continue
      if (!isEligible(brokerOf(replica))) continue
      const endOffset = this.#followers.endOffsetOf(replica)
      if (endOffset < fetchOffset || this.#followers.logStartOffsetOf(replica) > fetchOffset) continue
      if (best === null || endOffset > this.#followers.endOffsetOf(best)) best = replica
    }
    return best
  }

  /** @throws KafkaError NOT_LEADER_OR_FOLLOWER, FENCED_LEADER_EPOCH, UNKNOWN_LEADER_EPOCH. */
  checkLeadership(currentLeaderEpoch: number = ANY_EPOCH): void {
    this.checkEpoch(currentLeaderEpoch)
    if (!this.isLeader) throw new KafkaError('NOT_LEADER_OR_FOLLOWER')
  }

  /** For what a follower may answer as well. @throws KafkaError FENCED_LEADER_EPOCH, UNKNOWN_LEADER_EPOCH. */
  checkEpoch(currentLeaderEpoch: number): void {
    if (currentLeaderEpoch === ANY_EPOCH) return
    if (currentLeaderEpoch < this.leaderEpoch) throw new KafkaError('FENCED_LEADER_EPOCH')
    if (currentLeaderEpoch > this.leaderEpoch) throw new KafkaError('UNKNOWN_LEADER_EPOCH')
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
        `${this.#image.inSyncReplicas.length} in-sync replicas are fewer than min.insync.replicas=${this.#settings.minInSyncReplicas}`,
      )
    }
    const result = this.log.appendAsLeader(records, { leaderEpoch: this.leaderEpoch, origin: options.origin })
    this.#advanceHighWatermark()
    return result
  }

  /**
   * Appends what the leader of `leaderEpoch` sent and takes over its high watermark and log start.
   * Returns true when consumers see more than before. @throws KafkaError what the log refuses.
   */
  appendFromLeader(
    records: Buffer,
    leader: { readonly highWatermark: number; readonly logStartOffset: number },
  ): boolean {
    assert(!this.isLeader, 'a leader follows nobody')
    if (records.length > 0) this.log.appendAsFollower(records)
    const end = this.log.logEndOffset
    const hasMoved = this.log.advanceHighWatermark(Math.min(leader.highWatermark, end))
    if (leader.logStartOffset > this.log.logStartOffset) {
      this.log.advanceLogStartOffset(Math.min(leader.logStartOffset, end))
    }
    return hasMoved
  }

  /**
   * Notes that a follower has everything below what it asks for, which may complete what waits and bring
   * it into the in-sync set. Returns true when somebody who waits may go on: the high watermark has moved, or
   * the smallest log start.
   * @throws KafkaError NOT_LEADER_OR_FOLLOWER when it is no replica, or an older incarnation of one.
   */
  recordFetch(fetch: FollowerFetch): boolean {
    assert(this.isLeader, 'followers fetch from the leader')
    if (!this.#followers.has(fetch.brokerId)) {
      throw new KafkaError('NOT_LEADER_OR_FOLLOWER', `Broker ${fetch.brokerId} is not a replica`)
    }
    if (fetch.brokerEpoch !== -1 && fetch.brokerEpoch < this.#followers.brokerEpochOf(fetch.brokerId)) {
      throw new KafkaError('NOT_LEADER_OR_FOLLOWER', `Broker ${fetch.brokerId} has a later incarnation`)
    }
    const hasNewStart = this.#followers.logStartOffsetOf(fetch.brokerId) !== fetch.logStartOffset
    this.#followers.record(fetch, this.log.logEndOffset, this.#surroundings.clock.monotonicMs())
    this.#expandIsr(fetch.brokerId)
    return this.#advanceHighWatermark() || hasNewStart
  }

  /** Asks for followers that have not kept up to be taken out of the in-sync set. */
  shrinkIsr(): void {
    if (!this.isLeader || !this.#mayPropose) return
    const inSyncReplicas = this.#image.inSyncReplicas.filter(
      (replica) => replica === this.#brokerId || this.#isCaughtUp(replica),
    )
    if (inSyncReplicas.length < this.#image.inSyncReplicas.length) this.#propose(inSyncReplicas)
  }

  /** The controller has said no. (What it accepts arrives with the metadata log; until then the proposal counts.) */
  refuseIsr(proposal: IsrProposal): void {
    if (this.#proposal !== proposal) return
    this.#proposal = null
    this.#noProposalUntilMs = this.#surroundings.clock.monotonicMs() + REFUSED_ISR_BACKOFF_MS
  }

  /** True while the controller's answer to `proposal` matters. */
  awaits(proposal: IsrProposal): boolean {
    return this.#proposal === proposal
  }

  /** Broker epoch to send with a replica in a proposal; -1 when it is not known. */
  brokerEpochOf(brokerId: number): number {
    return brokerId === this.#brokerId
      ? (this.#surroundings.brokerOf(brokerId)?.brokerEpoch ?? -1)
      : this.#followers.brokerEpochOf(brokerId)
  }

  /** After a sync that flush.messages asked for. Returns true when consumers see more than before. */
  noteSync(isDone: boolean): boolean {
    this.#hasSyncFailed = !isDone
    return isDone && this.isLeader && this.#advanceHighWatermark()
  }

  /** Whether a batch that was appended up to `lastOffset` is on the device, as far as flush.messages wants that. */
  syncState(lastOffset: number): CommitState {
    if (this.#isOffline) return 'notSynced'
    if (this.log.acknowledgeableEnd > lastOffset) return 'committed'
    return this.#hasSyncFailed ? 'notSynced' : 'waiting'
  }

  /** Whether a batch appended in `leaderEpoch` up to `lastOffset` is on every in-sync replica, and on enough. */
  commitState(leaderEpoch: number, lastOffset: number): CommitState {
    if (!this.isLeader || this.leaderEpoch !== leaderEpoch) return 'notLeader'
    if (this.syncState(lastOffset) === 'notSynced') return 'notSynced'
    if (this.highWatermark <= lastOffset) return 'waiting'
    return this.maximalInSyncReplicas.length < this.#effectiveMinInSync ? 'tooFewReplicas' : 'committed'
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
    if (isolation === 'logEnd') return this.log.logEndOffset
    return isolation === 'readCommitted' ? this.log.lastStableOffset : this.highWatermark
  }

  /**
   * ListOffsets for one partition; null when no record is that young.
   * @throws KafkaError UNSUPPORTED_VERSION for an unknown special timestamp; OFFSET_NOT_AVAILABLE while a
   * fresh leader does not know yet how far its followers are.
   */
  offsetFor(timestampMs: number, isolation: IsolationLevel): TimestampedOffset | null {
    switch (timestampMs) {
      case LATEST_TIMESTAMP:
        if (isolation !== 'logEnd' && this.highWatermark < this.#epochStartOffset) {
          throw new KafkaError('OFFSET_NOT_AVAILABLE')
        }
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
    return Math.min(this.#settings.minInSyncReplicas, this.#image.replicas.length)
  }

  #untimed(offset: number, leaderEpoch: number): TimestampedOffset {
    return { offset, timestampMs: -1, leaderEpoch }
  }

  get #followerIds(): readonly number[] {
    return this.#image.replicas.filter((replica) => replica !== this.#brokerId)
  }

  get #mayPropose(): boolean {
    return this.#proposal === null && this.#surroundings.clock.monotonicMs() >= this.#noProposalUntilMs
  }

  #becomeLeader(): void {
    this.log.assignLeaderEpoch(this.leaderEpoch)
    this.#epochStartOffset = this.log.logEndOffset
    this.#proposal = null
    this.#noProposalUntilMs = Number.NEGATIVE_INFINITY
    const { inSyncReplicas } = this.#image
    const nowMs = this.#surroundings.clock.monotonicMs()
    this.#followers.reset(this.#followerIds, (replica) => inSyncReplicas.includes(replica), nowMs)
    this.#advanceHighWatermark()
  }

  #isCaughtUp(replica: number): boolean {
    return this.#followers.isCaughtUp(replica, {
      leaderEndOffset: this.log.logEndOffset,
      nowMs: this.#surroundings.clock.monotonicMs(),
      lagTimeMs: this.#surroundings.lagTimeMs(),
    })
  }

  /** Source: KIP-497, KIP-903. A follower joins once it has all that is acknowledged, and this epoch's start. */
  #expandIsr(brokerId: number): void {
    if (this.#image.inSyncReplicas.includes(brokerId) || !this.#mayPropose) return
    const endOffset = this.#followers.endOffsetOf(brokerId)
    if (endOffset < this.highWatermark || endOffset < this.#epochStartOffset) return
    const broker = this.#surroundings.brokerOf(brokerId)
    if (broker === undefined || !isEligible(broker)) return
    const brokerEpoch = this.#followers.brokerEpochOf(brokerId)
    if (brokerEpoch !== -1 && brokerEpoch !== broker.brokerEpoch) return
    this.#propose([...this.#image.inSyncReplicas, brokerId])
  }

  #propose(inSyncReplicas: readonly number[]): void {
    assert(inSyncReplicas.includes(this.#brokerId), 'the leader is in sync with itself')
    this.#proposal = {
      inSyncReplicas,
      leaderEpoch: this.leaderEpoch,
      partitionEpoch: this.#image.partitionEpoch,
    }
    this.#surroundings.proposeIsr(this, this.#proposal)
  }

  /**
   * The smallest end of the maximal in-sync set, and of followers that are about to join it: one that
   * keeps up would otherwise never get there. Stands still below min.insync.replicas (KIP-966).
   */
  #advanceHighWatermark(): boolean {
    const maximal = this.maximalInSyncReplicas
    if (this.#image.inSyncReplicas.length < this.#effectiveMinInSync) return false
    let highWatermark = this.log.acknowledgeableEnd
    for (const replica of this.#image.replicas) {
      if (replica === this.#brokerId) continue
      const endOffset = this.#followers.endOffsetOf(replica)
      if (endOffset >= highWatermark) continue
      const isAwaited =
        maximal.includes(replica) ||
        (this.#isCaughtUp(replica) && isEligible(this.#surroundings.brokerOf(replica)))
      if (isAwaited) highWatermark = endOffset
    }
    return highWatermark > this.highWatermark && this.log.advanceHighWatermark(highWatermark)
  }
}
