/**
 * The metadata log and its commitment: carries out raft's effects on the log, the vote file, the clock and
 * the other voters. The controller hands records in and is told what is committed; it never sees how.
 *
 * Invariants: the vote file is written before anybody is told of it; committed records are handed over
 * once, in order; an append settles after its records were handed over, or fails with NOT_CONTROLLER; a
 * snapshot stands for all below its end.
 *
 * Longer than most files because everything that raft decides is carried out here, in one order.
 */
import { assert } from '../base/assert.ts'
import type { CancelTimer } from '../base/clock.ts'
import { delay } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import { MIB, SECOND_MS } from '../base/units.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import { type FetchPosition, type FetchVerdict, judgeFetch } from '../raft/fetch-answer.ts'
import { Raft, type RaftEffect, type RaftVote, type VoteAnswer, type VoteQuestion } from '../raft/raft.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import { decodeMetadataBatches, encodeMetadataBatch, type OffsetMetadataRecord } from './metadata-batches.ts'
import { MetadataSnapshots, type SnapshotLimits } from './metadata-snapshots.ts'
import { beginAfter, endOfEpoch, QuorumFollower } from './quorum-follower.ts'
import type { QuorumPeers } from './quorum-peers.ts'
import { QuorumWaiters } from './quorum-waiters.ts'
import type { SnapshotId } from './snapshot-file.ts'
import { type LoadedSnapshot, SnapshotStore } from './snapshot-store.ts'
import { readVote, writeVote } from './vote-file.ts'

/** Bytes of the log handed over at a time. */
const LOAD_CHUNK_BYTES = 4 * MIB

/** Longest wait for the others when this node stops while it leads. */
const RESIGN_TIMEOUT_MS = SECOND_MS

/** What the controller is told. Everything comes in order and in turns of their own. */
export interface QuorumListener {
  /** Records that all voters agree on for ever. */
  onCommitted(records: readonly OffsetMetadataRecord[]): void
  /** This node leads, and everything from before its epoch was handed over. */
  onActive(epoch: number): void
  onInactive(): void
  /** Everything below the end of a snapshot, in place of what was told before. */
  onSnapshot(snapshot: LoadedSnapshot): void
  /** Records that make what was told so far. */
  snapshotRecords(): readonly MetadataRecord[]
}

export interface QuorumTimers {
  readonly electionTimeoutMs: number
  readonly fetchTimeoutMs: number
}

export interface QuorumDriverOptions {
  readonly nodeId: number
  /** Ids of all voters, this node among them. */
  readonly voters: readonly number[]
  readonly log: PartitionLog
  readonly runtime: Pick<Runtime, 'clock' | 'random' | 'disk'>
  readonly peers: QuorumPeers
  readonly timers: QuorumTimers
  readonly snapshots: SnapshotLimits
  readonly logger: Logger
  /** Called with what is a bug. */
  readonly onFatal: (error: unknown) => void
}

interface PendingAppend {
  readonly lastOffset: number
  readonly resolve: () => void
  readonly reject: (error: KafkaError) => void
}

export class QuorumDriver {
  readonly log: PartitionLog
  /** Snapshots of the log: for those who are behind its start. */
  readonly store: SnapshotStore
  readonly #options: QuorumDriverOptions
  readonly #raft: Raft
  readonly #stopped = new AbortController()
  readonly #waiters: QuorumWaiters
  readonly #snapshots: MetadataSnapshots
  /** What this node starts from; let go of once it is handed over. */
  #initial: LoadedSnapshot | null
  #listener: QuorumListener | null = null
  #pending: PendingAppend[] = []
  #handedOver: number
  #lastRecord = { epoch: 0, timestampMs: 0 }
  #activeEpoch: number | null = null
  /** Offset of the record that opened this node's epoch. */
  #epochOffset = 0
  #isSyncing = false
  #cancelTimer: CancelTimer = () => {}
  #cancelSnapshots: CancelTimer = () => {}
  readonly #follower: QuorumFollower

  /** @throws KafkaError KAFKA_STORAGE_ERROR when the log begins behind every snapshot; DiskError. */
  constructor(options: QuorumDriverOptions) {
    const { runtime, log, logger } = options
    this.#options = options
    this.log = log
    this.#waiters = new QuorumWaiters(runtime.clock)
    this.store = new SnapshotStore(runtime.disk, log.directory)
    this.#snapshots = new MetadataSnapshots(
      { log, store: this.store, limits: options.snapshots, logger },
      this.#nowMs,
    )
    this.#initial = this.store.load(logger)
    if (this.#initial !== null) beginAfter(log, this.#initial.id)
    this.#handedOver = this.#initial?.id.endOffset ?? 0
    if (log.logStartOffset > this.#handedOver) {
      throw new KafkaError('KAFKA_STORAGE_ERROR', `${log.directory} lacks the snapshot its log begins with`)
    }
    this.#raft = new Raft({
      nodeId: options.nodeId,
      voters: options.voters,
      random: runtime.random,
      ...options.timers,
      log: () => ({ endOffset: log.logEndOffset, lastEpoch: Math.max(0, log.latestLeaderEpoch) }),
      syncedEnd: () => log.acknowledgeableEnd,
      vote: readVote(runtime.disk, log.directory) ?? {
        epoch: Math.max(0, log.latestLeaderEpoch),
        votedFor: null,
        leaderId: null,
      },
      highWatermark: this.#handedOver,
      nowMs: this.#nowMs,
    })
    this.#follower = new QuorumFollower({
      nodeId: options.nodeId,
      log,
      store: this.store,
      raft: this.#raft,
      peers: options.peers,
      clock: runtime.clock,
      fetchTimeoutMs: options.timers.fetchTimeoutMs,
      logger,
      stopped: this.#stopped.signal,
      step: (effects) => this.#step(effects),
      handedOver: () => this.#handedOver,
      handOver: (snapshot) => this.#handOver(snapshot),
      expect: (error, message) => this.#expect(error, message),
    })
  }

  /** Begins to take part. What is committed is told: the newest snapshot first, if there is one, then the log. */
  start(listener: QuorumListener): void {
    assert(this.#listener === null, 'a quorum driver is started once')
    this.#listener = listener
    const { clock } = this.#options.runtime
    if (this.#initial !== null) this.#handOver(this.#initial)
    this.#initial = null
    const { maxIntervalMs } = this.#options.snapshots
    if (maxIntervalMs > 0) this.#cancelSnapshots = clock.every(maxIntervalMs, () => this.#snapshotIfDue())
    this.#follower.run().catch(this.#options.onFatal)
    this.#step(this.#raft.tick(this.#nowMs))
  }

  /** Ends taking part; a leader lets the others know, so that they need not wait for its silence. */
  async stop(): Promise<void> {
    const isLeader = this.isLeader
    const { epoch } = this.#raft
    if (isLeader) this.#step(this.#raft.resign(this.#nowMs))
    this.#stopped.abort()
    this.#cancelTimer()
    this.#cancelSnapshots()
    this.#follower.wake()
    this.#waiters.release()
    if (isLeader && this.#others.length > 0) await this.#tellResigned(epoch)
  }

  get nodeId(): number {
    return this.#options.nodeId
  }

  get voters(): readonly number[] {
    return this.#options.voters
  }

  /** Null while nobody is known to lead. */
  get leaderId(): number | null {
    return this.#raft.leaderId
  }

  /** Grows with every leader. */
  get epoch(): number {
    return this.#raft.epoch
  }

  get isLeader(): boolean {
    return this.#raft.role === 'leader'
  }

  /** First offset that is not committed, as far as this node knows. */
  get highWatermark(): number {
    return this.#raft.highWatermark
  }

  /** What a leader knows of another voter, or undefined. */
  progressOf(voterId: number) {
    return this.#raft.progressOf(voterId)
  }

  /** What a leader knows of those who follow without a vote, by id. */
  observers() {
    return this.#raft.observers(this.#nowMs)
  }

  /** What to answer to a replica whose log reaches so far. */
  judge(asked: FetchPosition): FetchVerdict {
    const { log, store } = this
    const idOf = (id: SnapshotId | null) => (id === null ? null : { ...id })
    return judgeFetch(
      {
        startOffset: log.logStartOffset,
        endOffset: log.logEndOffset,
        endOf: (epoch) => endOfEpoch(log, epoch),
        earliestSnapshot: idOf(store.earliest),
        latestSnapshot: idOf(store.latest),
      },
      asked,
    )
  }

  /**
   * Appends one atomic batch; resolves when its records are committed and handed over. Rejects with KafkaError
   * NOT_CONTROLLER when this node does not lead, or stops to: the records may be committed all the same.
   */
  append(records: readonly MetadataRecord[]): Promise<void> {
    if (this.#activeEpoch === null) return Promise.reject(new KafkaError('NOT_CONTROLLER'))
    const batch = encodeMetadataBatch(records, this.#options.runtime.clock.nowMs())
    const { firstOffset, lastOffset } = this.log.appendAsLeader(batch, {
      leaderEpoch: this.epoch,
      origin: 'coordinator',
    })
    assert(lastOffset - firstOffset + 1 === records.length, 'every record has an offset')
    return new Promise((resolve, reject) => {
      this.#pending.push({ lastOffset, resolve, reject })
      this.#afterAppend()
    })
  }

  /** Resolves when `isDone`, looked at after every move of the log, holds; when the time is over or `signal` aborts. */
  waitUntil(
    isDone: () => boolean,
    { maxWaitMs, signal }: { readonly maxWaitMs: number; readonly signal: AbortSignal },
  ): Promise<void> {
    if (this.#stopped.signal.aborted) return Promise.resolve()
    return this.#waiters.wait(isDone, { maxWaitMs, signal })
  }

  /** Another voter asks for a vote. */
  onQuestion(question: VoteQuestion): VoteAnswer {
    const { answer, effects } = this.#raft.onQuestion(question, this.#nowMs)
    this.#step(effects)
    return answer
  }

  /** A leader makes itself known; false when it is not the leader, or not any more. */
  onAnnouncement(leader: { readonly epoch: number; readonly leaderId: number }): boolean {
    const { isAccepted, effects } = this.#raft.onAnnouncement(leader, this.#nowMs)
    this.#step(effects)
    return isAccepted
  }

  onResigned(epoch: number): void {
    this.#step(this.#raft.onResigned(epoch, this.#nowMs))
  }

  /** A replica, a voter or not, fetches from here on, in this epoch. */
  onFetch(replicaId: number, fetchOffset: number): void {
    this.#step(this.#raft.onFetch(replicaId, fetchOffset, this.#nowMs))
  }

  /** A voter loads a snapshot: it lives, though it does not fetch. */
  onSnapshotFetch(voterId: number): void {
    this.#raft.onSnapshotFetch(voterId, this.#nowMs)
  }

  get #nowMs(): number {
    return this.#options.runtime.clock.monotonicMs()
  }

  get #others(): readonly number[] {
    return this.#options.voters.filter((voterId) => voterId !== this.#options.nodeId)
  }

  #step(effects: readonly RaftEffect[]): void {
    for (const effect of effects) this.#carryOut(effect)
    this.#schedule()
  }

  #carryOut(effect: RaftEffect): void {
    switch (effect.type) {
      case 'persist':
        return this.#persist(effect.vote)
      case 'ask':
        return this.#ask(effect.voterId, effect.question)
      case 'announce':
        return this.#announce(effect.voterId, effect.epoch)
      case 'lead':
        return this.#lead(effect.epoch)
      case 'stepDown':
        return this.#stepDown(effect.epoch)
      case 'committed':
        return this.#commit(effect.highWatermark)
    }
  }

  #persist(vote: RaftVote): void {
    writeVote(this.#options.runtime.disk, this.log.directory, { vote, voters: this.#options.voters })
    this.#follower.wake()
  }

  #ask(voterId: number, question: VoteQuestion): void {
    this.#options.peers.vote(voterId, question).then(
      (answer) => {
        if (!this.#stopped.signal.aborted)
          this.#step(this.#raft.onAnswer(voterId, question, answer, this.#nowMs))
      },
      (error: unknown) => this.#expect(error, 'a voter did not answer'),
    )
  }

  #announce(voterId: number, epoch: number): void {
    this.#options.peers
      .announce(voterId, epoch)
      .catch((error: unknown) => this.#expect(error, 'a voter was not told who leads'))
  }

  /** Opens the epoch with a record of its own: once that is committed, so is all that was there before. */
  #lead(epoch: number): void {
    this.#options.logger.info('this controller leads the quorum', { epoch })
    const batch = encodeMetadataBatch([{ type: 'NoOpRecord' }], this.#options.runtime.clock.nowMs())
    this.#epochOffset = this.log.appendAsLeader(batch, {
      leaderEpoch: epoch,
      origin: 'coordinator',
    }).lastOffset
    this.#afterAppend()
  }

  #stepDown(epoch: number): void {
    this.#options.logger.info('this controller does not lead any more', { epoch })
    const wasActive = this.#activeEpoch !== null
    this.#activeEpoch = null
    for (const { reject } of this.#pending.splice(0)) reject(new KafkaError('NOT_CONTROLLER'))
    if (wasActive) this.#listener?.onInactive()
    this.#waiters.look()
  }

  #afterAppend(): void {
    this.#step(this.#raft.onAppended())
    this.#waiters.look()
    if (this.log.isSyncDue && !this.#isSyncing) this.#sync().catch(this.#options.onFatal)
  }

  /** Brings on the device what this leader has appended, all that came meanwhile with one sync; it counts then. */
  async #sync(): Promise<void> {
    this.#isSyncing = true
    try {
      while (this.log.isSyncDue && !this.#stopped.signal.aborted) {
        await this.log.flush()
        if (this.isLeader) this.#step(this.#raft.onAppended())
      }
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      this.#options.logger.error('the metadata log cannot be synced', { error: describeError(error) })
      if (this.isLeader) this.#step(this.#raft.resign(this.#nowMs))
    } finally {
      this.#isSyncing = false
    }
  }

  #commit(highWatermark: number): void {
    this.log.advanceHighWatermark(Math.min(highWatermark, this.log.logEndOffset))
    while (this.#handedOver < highWatermark) {
      const { records } = this.log.read({
        fetchOffset: this.#handedOver,
        maxBytes: LOAD_CHUNK_BYTES,
        upperBoundOffset: highWatermark,
        minOneMessage: true,
      })
      const decoded = decodeMetadataBatches(records, this.#handedOver)
      const last = decoded.at(-1)
      assert(last !== undefined, 'the committed log can be read')
      this.#handedOver = last.offset + 1
      this.#lastRecord = last
      this.#snapshots.noteCommitted(records.length)
      this.#listener?.onCommitted(decoded)
    }
    this.#snapshotIfDue()
    if (this.isLeader && this.#activeEpoch === null && highWatermark > this.#epochOffset) {
      this.#activeEpoch = this.epoch
      this.#listener?.onActive(this.epoch)
    }
    const settled = this.#pending.filter(({ lastOffset }) => lastOffset < highWatermark)
    this.#pending = this.#pending.filter(({ lastOffset }) => lastOffset >= highWatermark)
    for (const { resolve } of settled) resolve()
    this.#waiters.look()
  }

  #snapshotIfDue(): void {
    const listener = this.#listener
    if (listener === null || !this.#snapshots.isDue(this.#nowMs)) return
    const { epoch, timestampMs } = this.#lastRecord
    this.#snapshots.take(
      listener.snapshotRecords(),
      { endOffset: this.#handedOver, epoch, timestampMs },
      { monotonicMs: this.#nowMs, wallMs: this.#options.runtime.clock.nowMs() },
    )
  }

  /** Tells the listener that a snapshot stands for all below its end. */
  #handOver(snapshot: LoadedSnapshot): void {
    this.#handedOver = snapshot.id.endOffset
    this.#lastRecord = { epoch: snapshot.id.epoch, timestampMs: this.#options.runtime.clock.nowMs() }
    this.#listener?.onSnapshot(snapshot)
  }

  #schedule(): void {
    this.#cancelTimer()
    if (this.#stopped.signal.aborted) return
    const waitMs = Math.max(1, this.#raft.nextDeadlineMs - this.#nowMs)
    this.#cancelTimer = this.#options.runtime.clock.after(waitMs, () =>
      this.#step(this.#raft.tick(this.#nowMs)),
    )
  }

  async #tellResigned(epoch: number): Promise<void> {
    const telling = this.#others.map((voterId) =>
      this.#options.peers
        .resign(voterId, epoch)
        .catch((error: unknown) => this.#expect(error, 'a voter was not told of the end')),
    )
    await Promise.race([Promise.all(telling), delay(this.#options.runtime.clock, RESIGN_TIMEOUT_MS)])
  }

  /** What others cause is logged; anything else is a bug. */
  #expect(error: unknown, message: string): void {
    if (error instanceof KafkaError) this.#options.logger.debug(message, { error: describeError(error) })
    else this.#options.onFatal(error)
  }
}
