/**
 * A partition as one share group sees it, on the broker that leads it: loads what was stored, gives records
 * to members, takes back what is locked for too long, and stores what they acknowledge before it says so.
 * It ends with the leadership and when the coordinator of its state has it fenced; whoever comes next
 * begins from what was stored.
 */
import type { Allocate } from '../base/buffer-pool.ts'
import type { CancelTimer, Clock } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { Partition } from '../replication/partition.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import { abortedSpans } from './aborted-batches.ts'
import type { AcknowledgementBatch } from './acknowledgements.ts'
import { batchesAround, outside, spansOf } from './acquired-batches.ts'
import type { ShareGroupConfig } from './group-config.ts'
import { InFlight, type Transition } from './in-flight.ts'
import { asLeaderError } from './leader-errors.ts'
import { MAX_BARREN_READS, MAX_WAITING_CHANGES } from './limits.ts'
import { resetOffset } from './offset-reset.ts'
import type { AcquiredRange } from './ranges.ts'
import type { StateBatch } from './state-batches.ts'
import { NO_START_OFFSET, type SharePartitionKey, type ShareStateStore } from './state-store.ts'

export interface SharePartitionOptions {
  readonly key: SharePartitionKey
  readonly partition: Partition
  readonly store: ShareStateStore
  readonly clock: Clock
  readonly logger: Logger
  readonly config: () => ShareGroupConfig
  /** Something may be acquired that could not be before. */
  readonly onChange: () => void
  /** It serves nobody any more; asked for again, it is loaded anew. */
  readonly onEnded: (ended: SharePartition) => void
  /** Called with what is a bug. */
  readonly onFatal: (error: unknown) => void
}

/** What a member wants of a share partition. */
export interface ShareRead {
  readonly memberId: string
  readonly maxBytes: number
  readonly minOneMessage: boolean
  readonly maxRecords: number
  readonly batchSize: number
  readonly isStrict: boolean
  readonly allocate?: Allocate
}

/** Records that were read, and which of them the member was given. */
export interface AcquiredRecords {
  readonly records: Buffer
  readonly acquired: readonly AcquiredRange[]
}

type Phase = 'loading' | 'active' | 'ended'

/** Changes that wait for the one being stored. */
interface WaitingChange {
  readonly changes: readonly StateBatch[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** A read that came to nothing. */
export const NO_RECORDS: AcquiredRecords = { records: Buffer.alloc(0), acquired: [] }

/** After these the state is not ours to change any more. */
const FENCING: ReadonlySet<ErrorName> = new Set([
  'FENCED_STATE_EPOCH',
  'FENCED_LEADER_EPOCH',
  'GROUP_ID_NOT_FOUND',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'INVALID_REQUEST',
  'NOT_LEADER_OR_FOLLOWER',
])

export class SharePartition {
  readonly key: SharePartitionKey
  readonly partition: Partition
  readonly leaderEpoch: number
  readonly #options: SharePartitionOptions
  #phase: Phase = 'loading'
  #inFlight: InFlight | null = null
  #stateEpoch = 0
  readonly #waiting: WaitingChange[] = []
  #isStoring = false
  #cancelExpiry: CancelTimer = () => {}
  #expiryAtMs: number | null = null
  /** Why it could not be loaded. */
  #failure: KafkaError | null = null

  constructor(options: SharePartitionOptions) {
    this.key = options.key
    this.partition = options.partition
    this.leaderEpoch = options.partition.leaderEpoch
    this.#options = options
    this.#load().catch((error: unknown) => options.onFatal(error))
  }

  get isLoading(): boolean {
    return this.#phase === 'loading'
  }

  /** Why it serves nobody; null while it does, or is still being loaded. */
  get failure(): KafkaError | null {
    return this.#failure
  }

  /** What is in flight; null before it is loaded. For those who look on. */
  get inFlight(): InFlight | null {
    return this.#inFlight
  }

  /** True when a read would give the reader something, as far as can be told without reading. */
  get mayAcquire(): boolean {
    return this.#nextOffset() !== null
  }

  /** Bytes that could be acquired now, no more than `maxBytes` unless the first batch has more. */
  readableBytes(maxBytes: number): number {
    const offset = this.#nextOffset()
    return offset === null ? 0 : this.#readAt(offset, { maxBytes, minOneMessage: true }).length
  }

  /** Reads and acquires. @throws KafkaError what reading throws. */
  acquire(read: ShareRead): AcquiredRecords {
    for (let attempt = 0; attempt < MAX_BARREN_READS; attempt += 1) {
      const offset = this.#nextOffset()
      if (offset === null) return NO_RECORDS
      const inFlight = this.#active
      const records = this.#readAt(offset, read)
      const spans = spansOf(records, offset)
      if (spans.length === 0) return NO_RECORDS
      const { clock, config } = this.#options
      const acquired = inFlight.acquire({
        memberId: read.memberId,
        maxRecords: read.maxRecords,
        batchSize: read.batchSize,
        isStrict: read.isStrict,
        lockUntilMs: clock.monotonicMs() + config().recordLockDurationMs,
        spans,
      })
      const visible = this.#withoutAborted(records, offset, acquired)
      this.#scheduleExpiry()
      if (visible.length > 0) return { records: batchesAround(records, visible), acquired: visible }
    }
    return NO_RECORDS
  }

  /** Takes in what a member says; resolves when it is stored. Rejects with KafkaError. */
  async acknowledge(memberId: string, batches: readonly AcknowledgementBatch[]): Promise<void> {
    const { clock, config } = this.#options
    const renewUntilMs = clock.monotonicMs() + config().recordLockDurationMs
    const transition = this.#active.acknowledge(memberId, batches, renewUntilMs)
    this.#scheduleExpiry()
    await this.#carryOut(transition)
  }

  /** Takes back what a member holds. Rejects with KafkaError when that cannot be stored. */
  async release(memberId: string): Promise<void> {
    if (this.#phase !== 'active') return
    await this.#carryOut(this.#active.release(memberId))
  }

  /** The leadership is over, or the group gone. */
  close(reason: KafkaError = new KafkaError('NOT_LEADER_OR_FOLLOWER')): void {
    if (this.#phase === 'ended') return
    this.#phase = 'ended'
    this.#failure = reason
    this.#cancelExpiry()
    this.#options.onEnded(this)
    this.#options.onChange()
  }

  get #isolation(): 'readCommitted' | 'readUncommitted' {
    return this.#options.config().isReadCommitted ? 'readCommitted' : 'readUncommitted'
  }

  /** @throws KafkaError when it is not loaded. */
  get #active(): InFlight {
    if (this.#failure !== null) throw this.#failure
    if (this.#inFlight === null) throw new KafkaError('NOT_LEADER_OR_FOLLOWER', 'It is being loaded')
    return this.#inFlight
  }

  /** Where there is something to acquire, or null. What the log has let go of is let go of here too. */
  #nextOffset(): number | null {
    if (this.#phase !== 'active' || this.#inFlight === null) return null
    this.#inFlight.advanceTo(this.partition.log.logStartOffset)
    const offset = this.#inFlight.nextFetchOffset()
    return offset !== null && offset < this.partition.visibleEnd(this.#isolation) ? offset : null
  }

  async #load(): Promise<void> {
    try {
      const stored = await this.#options.store.read(this.key, this.leaderEpoch)
      if (this.#phase !== 'loading') return
      const { log } = this.partition
      const { config, clock } = this.#options
      this.#stateEpoch = stored.stateEpoch
      const begin =
        stored.startOffset === NO_START_OFFSET
          ? resetOffset(config().autoOffsetReset, this.partition, {
              isolation: this.#isolation,
              nowMs: clock.nowMs(),
            })
          : stored.startOffset
      // After an unclean election the log may end before what was delivered.
      const startOffset = Math.min(begin, log.logEndOffset)
      const batches = stored.batches.filter(({ lastOffset }) => lastOffset < log.logEndOffset)
      this.#inFlight = new InFlight(startOffset, batches, config)
      this.#inFlight.advanceTo(log.logStartOffset)
      this.#phase = 'active'
      this.#options.onChange()
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      this.#options.logger.info('a share partition cannot be loaded', {
        ...this.key,
        error: describeError(error),
      })
      this.close(asLeaderError(error))
    }
  }

  #readAt(fetchOffset: number, read: Pick<ShareRead, 'maxBytes' | 'minOneMessage' | 'allocate'>): Buffer {
    return this.partition.read({
      fetchOffset,
      maxBytes: read.maxBytes,
      minOneMessage: read.minOneMessage,
      isolation: this.#isolation,
      ...(read.allocate === undefined ? {} : { allocate: read.allocate }),
    }).records
  }

  /** For readers of committed records: aborted ones are done with before anybody sees them. */
  #withoutAborted(
    records: Buffer,
    fetchOffset: number,
    acquired: readonly AcquiredRange[],
  ): readonly AcquiredRange[] {
    const { log } = this.partition
    if (this.#isolation !== 'readCommitted' || !log.hasAbortedTransactions) return acquired
    const aborted = abortedSpans(records, (end) => log.abortedTransactions(fetchOffset, end))
    if (aborted.length === 0) return acquired
    const inFlight = this.#active
    for (const { first, last } of aborted) inFlight.archive(first, last)
    return acquired.flatMap((range) => outside(range, aborted))
  }

  async #carryOut(transition: Transition): Promise<void> {
    if (transition.changes.length === 0) {
      this.#options.onChange()
      return
    }
    try {
      await this.#store(transition.changes)
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      this.#inFlight?.rollBack(transition.id)
      this.#afterFailure(error)
      this.#scheduleExpiry()
      throw asLeaderError(error)
    }
    if (this.#phase === 'ended') return
    this.#active.commit(transition.id)
    this.#scheduleExpiry()
    this.#options.onChange()
  }

  /** One change at a time, so that none overtakes another; those that come meanwhile go together. */
  #store(changes: readonly StateBatch[]): Promise<void> {
    if (this.#waiting.length >= MAX_WAITING_CHANGES) {
      return Promise.reject(new KafkaError('COORDINATOR_NOT_AVAILABLE', 'Too many changes wait'))
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ changes, resolve, reject })
      if (!this.#isStoring) void this.#drain()
    })
  }

  async #drain(): Promise<void> {
    this.#isStoring = true
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting.splice(0)
      try {
        const inFlight = this.#active
        await this.#options.store.write(this.key, {
          stateEpoch: this.#stateEpoch,
          leaderEpoch: this.leaderEpoch,
          startOffset: inFlight.startOffset,
          deliveryCompleteCount: inFlight.deliveryCompleteCount,
          batches: waiting.flatMap(({ changes }) => changes),
        })
        for (const { resolve } of waiting) resolve()
      } catch (error) {
        for (const { reject } of waiting) reject(error)
      }
    }
    this.#isStoring = false
  }

  #afterFailure(error: KafkaError): void {
    this.#options.logger.info('the state of a share partition was not stored', {
      ...this.key,
      error: describeError(error),
    })
    if (FENCING.has(error.errorName)) this.close(asLeaderError(error))
  }

  #scheduleExpiry(): void {
    if (this.#phase !== 'active') return
    const atMs = this.#active.nextLockExpiryMs()
    if (atMs === this.#expiryAtMs) return
    this.#cancelExpiry()
    this.#expiryAtMs = atMs
    if (atMs === null) {
      this.#cancelExpiry = () => {}
      return
    }
    const { clock } = this.#options
    this.#cancelExpiry = clock.after(Math.max(0, atMs - clock.monotonicMs()), () => this.#expire())
  }

  #expire(): void {
    this.#expiryAtMs = null
    if (this.#phase !== 'active') return
    const changes = this.#active.expireLocks(this.#options.clock.monotonicMs())
    this.#scheduleExpiry()
    if (changes.length === 0) return
    this.#options.onChange()
    // Nobody waits for it: when it is not stored, the next leader counts one delivery less.
    this.#store(changes).catch((error: unknown) => {
      if (error instanceof KafkaError) this.#afterFailure(error)
      else this.#options.onFatal(error)
    })
  }
}
