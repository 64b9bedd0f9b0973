/**
 * The consumer: `poll` drives it. Work that outlasts a poll (joining, finding positions, fetching) goes
 * on in the background, one task at a time besides the fetches, and wakes the poll that waits.
 */
import { describeError } from '../../base/logger.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { ClientCore } from '../client-core.ts'
import type { CallOptions, TopicPartition } from '../client-types.ts'
import type { FetchLanes } from '../fetch-batches.ts'
import { METADATA_MAX_AGE_MS } from '../metadata-cache.ts'
import { backoffMs } from '../retry.ts'
import { AssignedPartitions, moveTo } from './assigned-partitions.ts'
import { type CommittingMember, commitOffsets } from './commit-offsets.ts'
import type { Consumer, ConsumerOptions, ConsumerRecord } from './consumer-types.ts'
import { Fetcher } from './fetcher.ts'
import { findPositions, type PositionOptions } from './find-positions.ts'
import { GroupMembership } from './group-membership.ts'

const DEFAULT_SESSION_TIMEOUT_MS = 45_000
const DEFAULT_REBALANCE_TIMEOUT_MS = 60_000
const DEFAULT_HEARTBEAT_INTERVAL_MS = 3_000
const DEFAULT_MAX_POLL_RECORDS = 500
const DEFAULT_MAX_WAIT_MS = 500
/** How long a broker holds a fetch while there is nothing to tell. */
const FETCH_WAIT_MS = 500
/** Time for the commit when partitions or the group are given up. */
const LAST_COMMIT_TIMEOUT_MS = 5_000

export class KafkaConsumer implements Consumer {
  readonly #core: ClientCore
  readonly #options: ConsumerOptions
  readonly #positionOptions: PositionOptions
  readonly #partitions = new AssignedPartitions()
  readonly #fetcher: Fetcher
  readonly #onEnd: () => void
  readonly #stopping = new AbortController()
  #membership: GroupMembership | null = null
  /** Joining or finding positions; null between. */
  #task: Promise<void> | null = null
  #taskNotBeforeMs = 0
  #taskAttempt = 0
  #failure: Error | null = null
  #autoCommit: Promise<void> | null = null
  #nextAutoCommitMs: number
  #nextCountCheckMs: number
  #isPolling = false
  #wakePoll: () => void = () => {}

  constructor(
    core: ClientCore,
    options: ConsumerOptions,
    parts: { readonly lanes: FetchLanes; readonly onEnd: () => void },
  ) {
    this.#core = core
    this.#options = options
    this.#onEnd = parts.onEnd
    this.#positionOptions = {
      groupId: options.groupId ?? null,
      isolation: options.isolation ?? 'readUncommitted',
      autoOffsetReset: options.autoOffsetReset ?? 'latest',
    }
    this.#fetcher = new Fetcher(
      core,
      { lanes: parts.lanes, partitions: this.#partitions },
      this.#positionOptions,
    )
    this.#fetcher.onArrival(() => this.#wakePoll())
    const nowMs = core.runtime.clock.monotonicMs()
    this.#nextAutoCommitMs = nowMs + (options.autoCommitIntervalMs ?? 0)
    this.#nextCountCheckMs = nowMs + METADATA_MAX_AGE_MS
  }

  async subscribe(topics: readonly string[]): Promise<void> {
    this.#throwIfClosed()
    const { groupId } = this.#options
    if (groupId === undefined || groupId === '') {
      throw new KafkaError('INVALID_GROUP_ID', 'Subscribing needs a group id; without one, assign partitions')
    }
    if (this.#membership === null) this.#partitions.clear()
    this.#membership ??= new GroupMembership(this.#core, {
      groupId,
      groupInstanceId: this.#options.groupInstanceId ?? null,
      sessionTimeoutMs: this.#options.sessionTimeoutMs ?? DEFAULT_SESSION_TIMEOUT_MS,
      rebalanceTimeoutMs: this.#options.rebalanceTimeoutMs ?? DEFAULT_REBALANCE_TIMEOUT_MS,
      heartbeatIntervalMs: this.#options.heartbeatIntervalMs ?? DEFAULT_HEARTBEAT_INTERVAL_MS,
      assignors: this.#options.assignors ?? ['range', 'roundrobin'],
      onChange: () => this.#wakePoll(),
    })
    this.#membership.setTopics(topics)
    this.#wakePoll()
  }

  assign(
    partitions: readonly (TopicPartition & { readonly offset: number | 'earliest' | 'latest' })[],
  ): void {
    this.#throwIfClosed()
    if (this.#membership !== null) {
      throw new KafkaError('INVALID_REQUEST', 'The consumer takes its partitions from its group')
    }
    this.#fetcher.clear()
    this.#partitions.replace(
      partitions.map(({ topic, partition, offset }) => ({ topic, partition, start: offset })),
    )
    this.#wakePoll()
  }

  async poll(
    options: CallOptions & { readonly maxWaitMs?: number } = {},
  ): Promise<readonly ConsumerRecord[]> {
    this.#throwIfClosed()
    options.signal?.throwIfAborted()
    if (this.#isPolling) throw new KafkaError('INVALID_REQUEST', 'Another poll of this consumer is under way')
    this.#isPolling = true
    try {
      const { clock } = this.#core.runtime
      const waitMs = Math.min(
        options.maxWaitMs ?? DEFAULT_MAX_WAIT_MS,
        options.timeoutMs ?? Number.POSITIVE_INFINITY,
      )
      const untilMs = clock.monotonicMs() + waitMs
      this.#commitSometimes()
      this.#checkCountsSometimes()
      for (;;) {
        const againAtMs = this.#advance()
        const records = this.#fetcher.take(this.#options.maxPollRecords ?? DEFAULT_MAX_POLL_RECORDS)
        if (records.length > 0) {
          this.#fetcher.start(FETCH_WAIT_MS)
          return records
        }
        this.#throwFailure()
        const leftMs = Math.min(untilMs, Math.max(againAtMs, clock.monotonicMs() + 1)) - clock.monotonicMs()
        if (untilMs <= clock.monotonicMs()) return []
        await this.#waitForNews(leftMs, options.signal)
        this.#throwIfClosed()
      }
    } finally {
      this.#isPolling = false
    }
  }

  async commit(
    offsets?: readonly (TopicPartition & { readonly offset: number; readonly metadata?: string })[],
    options: CallOptions = {},
  ): Promise<void> {
    this.#throwIfClosed()
    await this.#commit(offsets ?? this.#positions(), this.#core.scope(options))
  }

  position(topic: string, partition: number): number | null {
    return this.#partitions.get({ topic, partition })?.position ?? null
  }

  seek(topic: string, partition: number, offset: number): void {
    const assigned = this.#partitions.get({ topic, partition })
    if (assigned === undefined) {
      throw new KafkaError(
        'UNKNOWN_TOPIC_OR_PARTITION',
        `${topic}-${partition} is not assigned to this consumer`,
      )
    }
    moveTo(assigned, offset)
    this.#wakePoll()
  }

  pause(partitions: readonly TopicPartition[]): void {
    this.#setPaused(partitions, true)
  }

  resume(partitions: readonly TopicPartition[]): void {
    this.#setPaused(partitions, false)
  }

  assignment(): readonly TopicPartition[] {
    return this.#partitions.all.map(({ topic, partition }) => ({ topic, partition }))
  }

  member(): CommittingMember | null {
    return this.#membership?.member ?? null
  }

  async close(): Promise<void> {
    if (this.#stopping.signal.aborted) return
    const membership = this.#membership
    this.#stopping.abort(new KafkaError('NETWORK_EXCEPTION', 'The consumer was closed'))
    this.#wakePoll()
    this.#fetcher.stop()
    if (this.#commitsByItself) await this.#commitQuietly()
    membership?.stop()
    await this.#task
    await membership?.leave()
    this.#onEnd()
  }

  /** Ends at once, without a word to the group. */
  abort(reason: KafkaError): void {
    this.#stopping.abort(reason)
    this.#fetcher.stop()
    this.#membership?.stop()
    this.#wakePoll()
    this.#onEnd()
  }

  get #commitsByItself(): boolean {
    return (this.#options.autoCommitIntervalMs ?? null) !== null
  }

  /** Starts what is due; returns when something else will be. */
  #advance(): number {
    const nowMs = this.#core.runtime.clock.monotonicMs()
    const fatal = this.#membership?.takeFailure() ?? null
    if (fatal !== null) this.#failure = fatal
    if (this.#task === null && nowMs >= this.#taskNotBeforeMs) {
      if (this.#membership?.needsRejoin) this.#run(() => this.#rejoin())
      else if (this.#partitions.all.some(({ position }) => position === null))
        this.#run(() => this.#findPositions())
    }
    const taskAtMs =
      this.#task === null && this.#taskNotBeforeMs > nowMs ? this.#taskNotBeforeMs : Number.POSITIVE_INFINITY
    return Math.min(taskAtMs, this.#fetcher.start(FETCH_WAIT_MS))
  }

  /** Runs the one background task. What it fails with that time can mend is tried again, the rest is
   *  told by the next poll. */
  #run(task: () => Promise<void>): void {
    const { clock, random } = this.#core.runtime
    this.#task = task()
      .then(() => {
        this.#taskAttempt = 0
      })
      .catch((error: unknown) => {
        if (this.#stopping.signal.aborted) return
        const mayHelp =
          error instanceof KafkaError && (error.isRetriable || error.errorName === 'BROKER_NOT_AVAILABLE')
        if (mayHelp) this.#core.logger.warn('the consumer has to wait', { reason: error.message })
        else this.#failure = error instanceof Error ? error : new KafkaError('UNKNOWN_SERVER_ERROR')
        this.#taskNotBeforeMs = clock.monotonicMs() + backoffMs(this.#taskAttempt, random)
        this.#taskAttempt += 1
      })
      .finally(() => {
        this.#task = null
        this.#wakePoll()
      })
  }

  /** Gives everything up, joins, and takes over what the group assigns. */
  async #rejoin(): Promise<void> {
    const membership = this.#membership
    if (membership === null) return
    if (this.#commitsByItself) await this.#commitQuietly()
    this.#fetcher.clear()
    this.#partitions.clear()
    const assignment = await membership.join()
    this.#partitions.replace(
      [...assignment].flatMap(([topic, partitions]) =>
        partitions.map((partition) => ({ topic, partition, start: 'committed' as const })),
      ),
    )
    await this.#findPositions()
  }

  #findPositions(): Promise<void> {
    const scope = this.#core.scope({ signal: this.#stopping.signal })
    return findPositions(this.#core, this.#partitions, { ...this.#positionOptions, scope })
  }

  #positions(): (TopicPartition & { readonly offset: number; readonly leaderEpoch: number })[] {
    return this.#partitions.all.flatMap(({ topic, partition, position, lastEpoch }) =>
      position === null ? [] : [{ topic, partition, offset: position, leaderEpoch: lastEpoch }],
    )
  }

  async #commit(
    offsets: readonly (TopicPartition & { readonly offset: number; readonly metadata?: string })[],
    scope: ReturnType<ClientCore['scope']>,
  ): Promise<void> {
    const { groupId } = this.#options
    if (groupId === undefined) throw new KafkaError('INVALID_GROUP_ID', 'Committing needs a group id')
    if (offsets.length === 0) return
    const member = this.#membership?.member ?? null
    if (this.#membership !== null && member === null) {
      throw new KafkaError('REBALANCE_IN_PROGRESS', 'The consumer is joining its group; poll, then commit')
    }
    const outcomes = await commitOffsets(this.#core, { groupId, member, offsets }, scope)
    const failure = outcomes.find(({ error }) => error !== null)?.error ?? null
    if (failure === null) return
    this.#membership?.noteError(failure)
    throw failure
  }

  async #commitQuietly(): Promise<void> {
    const offsets = this.#positions()
    try {
      await this.#autoCommit
      await this.#commit(offsets, this.#core.scope({}, LAST_COMMIT_TIMEOUT_MS))
    } catch (error) {
      this.#core.logger.warn('positions were not committed', { reason: describeError(error) })
    }
  }

  #commitSometimes(): void {
    const { autoCommitIntervalMs = null } = this.#options
    const nowMs = this.#core.runtime.clock.monotonicMs()
    if (autoCommitIntervalMs === null || this.#autoCommit !== null || nowMs < this.#nextAutoCommitMs) return
    if (this.#task !== null || this.#positions().length === 0) return
    this.#nextAutoCommitMs = nowMs + autoCommitIntervalMs
    const scope = this.#core.scope({ signal: this.#stopping.signal })
    this.#autoCommit = this.#commit(this.#positions(), scope)
      .catch((error: unknown) => {
        if (this.#stopping.signal.aborted) return
        this.#core.logger.warn('positions were not committed', { reason: describeError(error) })
      })
      .finally(() => {
        this.#autoCommit = null
      })
  }

  #checkCountsSometimes(): void {
    const nowMs = this.#core.runtime.clock.monotonicMs()
    if (this.#membership === null || nowMs < this.#nextCountCheckMs) return
    this.#nextCountCheckMs = nowMs + METADATA_MAX_AGE_MS
    this.#membership.checkPartitionCounts().catch((error: unknown) => {
      if (this.#stopping.signal.aborted) return
      this.#core.logger.debug('partition counts are not known', { reason: describeError(error) })
    })
  }

  #setPaused(partitions: readonly TopicPartition[], isPaused: boolean): void {
    for (const partition of partitions) {
      const assigned = this.#partitions.get(partition)
      if (assigned !== undefined) assigned.isPaused = isPaused
    }
    this.#wakePoll()
  }

  /** Resolves when something happened or `waitMs` have passed; rejects with the signal's reason. */
  #waitForNews(waitMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        cancelTimer()
        signal?.removeEventListener('abort', onAbort)
        this.#wakePoll = () => {}
      }
      const onAbort = () => {
        settle()
        reject(signal?.reason)
      }
      this.#wakePoll = () => {
        settle()
        resolve()
      }
      const cancelTimer = this.#core.runtime.clock.after(waitMs, () => this.#wakePoll())
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  }

  #throwFailure(): void {
    const failure = this.#failure
    this.#failure = null
    if (failure !== null) throw failure
  }

  #throwIfClosed(): void {
    this.#stopping.signal.throwIfAborted()
  }
}
