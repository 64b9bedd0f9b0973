/**
 * How a voter follows: it fetches from whoever leads, cuts its log where that departs from the leader's, and
 * begins again behind a snapshot when what it needs is not in the leader's log any more.
 *
 * Invariants: what was handed over is never cut off; what comes from a leader that is not followed any more
 * is dropped.
 */
import { assert } from '../base/assert.ts'
import { type Clock, delay } from '../base/clock.ts'
import type { Logger } from '../base/logger.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import { truncationOffset } from '../raft/fetch-answer.ts'
import type { Raft, RaftEffect } from '../raft/raft.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { FetchedMetadata, QuorumPeers } from './quorum-peers.ts'
import { downloadSnapshot } from './snapshot-download.ts'
import { decodeSnapshot, type SnapshotId } from './snapshot-file.ts'
import type { LoadedSnapshot, SnapshotStore } from './snapshot-store.ts'

/** Longest a fetch from the leader waits there; well below the time after which its silence counts. */
const MAX_FETCH_WAIT_MS = 500

/** Wait before a voter asks again after a failure. controller.quorum.retry.backoff.ms */
const RETRY_BACKOFF_MS = 20

export interface QuorumFollowerOptions {
  readonly nodeId: number
  readonly log: PartitionLog
  readonly store: SnapshotStore
  readonly raft: Raft
  readonly peers: QuorumPeers
  readonly clock: Clock
  readonly fetchTimeoutMs: number
  readonly logger: Logger
  readonly stopped: AbortSignal
  /** Carries out what raft says. */
  readonly step: (effects: readonly RaftEffect[]) => void
  /** First offset that was not handed over. */
  readonly handedOver: () => number
  readonly handOver: (snapshot: LoadedSnapshot) => void
  /** Takes what others cause; anything else is a bug. */
  readonly expect: (error: unknown, message: string) => void
}

export class QuorumFollower {
  readonly #options: QuorumFollowerOptions
  #wake: () => void = () => {}

  constructor(options: QuorumFollowerOptions) {
    this.#options = options
  }

  /** Somebody else may lead, or nobody. */
  wake(): void {
    this.#wake()
  }

  /** Fetches from whoever leads until it is stopped. Rejects only with what is a bug. */
  async run(): Promise<void> {
    const { raft, nodeId, stopped } = this.#options
    while (!stopped.aborted) {
      const { leaderId, epoch } = raft
      if (leaderId === null || leaderId === nodeId) {
        await this.#untilWoken()
        continue
      }
      // A leader that hangs must not keep this node from the next one: what it answers then is ignored.
      await Promise.race([this.#fetchOnce(leaderId, epoch), this.#untilWoken()])
    }
  }

  async #fetchOnce(leaderId: number, epoch: number): Promise<void> {
    try {
      await this.#fetchFrom(leaderId, epoch)
    } catch (error) {
      this.#options.expect(error, 'the leader of the quorum was not followed')
      await this.#pause()
    }
  }

  async #fetchFrom(leaderId: number, epoch: number): Promise<void> {
    const { log, peers, raft, fetchTimeoutMs } = this.#options
    // Asking for more says that the rest is here, whatever happens.
    while (log.isSyncDue) await log.flush()
    const answer = await peers.fetch(leaderId, {
      epoch,
      fetchOffset: log.logEndOffset,
      lastFetchedEpoch: log.latestLeaderEpoch,
      maxWaitMs: Math.min(MAX_FETCH_WAIT_MS, fetchTimeoutMs / 3),
    })
    if (!this.#isFollowing(leaderId, epoch)) return
    if (answer.type === 'notLeader') {
      this.#options.step(raft.onHearsay(answer, this.#nowMs))
      return this.#pause()
    }
    if (answer.type === 'snapshot') await this.#loadSnapshot(leaderId, epoch, answer.id)
    else this.#take(answer, epoch)
  }

  /** What this node needs is not in the leader's log any more: it begins again behind a snapshot. */
  async #loadSnapshot(leaderId: number, epoch: number, id: SnapshotId): Promise<void> {
    const { log, store, peers, raft, logger, step, handedOver, handOver } = this.#options
    if (id.endOffset <= handedOver()) {
      throw new KafkaError('INVALID_REQUEST', 'The leader offers a snapshot of what is here already')
    }
    const bytes = await downloadSnapshot(async (position) => {
      const chunk = await peers.fetchSnapshot(leaderId, { epoch, id, position })
      step(raft.onFetched({ epoch, highWatermark: 0 }, this.#nowMs))
      return chunk
    })
    // Another fetch may have been begun meanwhile, and be further.
    if (!this.#isFollowing(leaderId, epoch) || id.endOffset <= handedOver()) return
    const records = decodeSnapshot(bytes)
    logger.info('snapshot loaded from the leader', { ...id, sizeBytes: bytes.length })
    store.write(id, bytes)
    beginAfter(log, id)
    store.removeBefore(id.endOffset)
    handOver({ id, records })
    step(raft.onSnapshotLoaded(id.endOffset, this.#nowMs))
  }

  #take(answer: Extract<FetchedMetadata, { type: 'records' | 'diverging' }>, epoch: number): void {
    const { log, raft, step, handedOver } = this.#options
    if (answer.type === 'diverging') {
      const agreed = truncationOffset({ endOf: (wanted) => endOfEpoch(log, wanted) }, answer)
      assert(agreed >= handedOver(), 'what is committed is never cut off', { agreed })
      log.truncateTo(agreed)
      step(raft.onFetched({ epoch, highWatermark: 0 }, this.#nowMs))
      return
    }
    if (answer.records.length > 0) log.appendAsFollower(Buffer.from(answer.records))
    step(raft.onFetched({ epoch, highWatermark: answer.highWatermark }, this.#nowMs))
  }

  get #nowMs(): number {
    return this.#options.clock.monotonicMs()
  }

  #isFollowing(leaderId: number, epoch: number): boolean {
    const { raft, stopped } = this.#options
    return !stopped.aborted && raft.epoch === epoch && raft.leaderId === leaderId
  }

  #pause(): Promise<void> {
    const { clock, stopped } = this.#options
    return delay(clock, RETRY_BACKOFF_MS, stopped).catch(() => {}) // stopped
  }

  #untilWoken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = () => {}
        resolve()
      }
    })
  }
}

/** The largest epoch of a log up to the given one, and where it ends. */
export function endOfEpoch(log: PartitionLog, epoch: number) {
  const { leaderEpoch, endOffset } = log.endOffsetForEpoch(epoch)
  return { epoch: leaderEpoch, endOffset }
}

/**
 * Makes a log fit a snapshot. One that ends before it, or that has something else at its end, holds nothing
 * that counts: the snapshot was taken from another node, or the power went before the log was synced.
 */
export function beginAfter(log: PartitionLog, id: SnapshotId): void {
  const isBehind = log.logEndOffset < id.endOffset
  const isOther =
    log.logStartOffset < id.endOffset && !isBehind && log.leaderEpochOf(id.endOffset - 1) !== id.epoch
  if (isBehind || isOther) log.truncateFullyAndStartAt(id.endOffset)
  if (log.latestLeaderEpoch < id.epoch) log.assignLeaderEpoch(id.epoch)
  log.advanceHighWatermark(id.endOffset)
}
