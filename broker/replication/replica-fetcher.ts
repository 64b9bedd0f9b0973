/**
 * Follows one leader: fetches the partitions it leads over one connection with the real Fetch API, cuts
 * logs back to where they agree with the leader's, and appends what it sends. It owns the connection and
 * the fetch session; it decides nothing about leadership.
 *
 * Invariants: a partition is fetched from where its log ends and in the leader epoch its image names; an
 * answer to a request of another epoch, or of a partition that has left, changes nothing.
 */
import { BufferPool } from '../base/buffer-pool.ts'
import type { CancelTimer } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import { NetworkError } from '../base/network.ts'
import type { Runtime } from '../base/runtime.ts'
import { MIB, SECOND_MS } from '../base/units.ts'
import { ClientConnection } from '../net/client-connection.ts'
import { type FetchResponse, type FetchResponsePartition, fetch } from '../wire/generated/fetch.ts'
import { listOffsets } from '../wire/generated/list-offsets.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import { FollowerFetchSession, type WantedPartition } from './fetch-session.ts'
import { EARLIEST_TIMESTAMP, LATEST_TIMESTAMP, type Partition } from './partition.ts'
import type { ReplicationQuota } from './replication-quota.ts'

const CONNECT_TIMEOUT_MS = 2 * SECOND_MS

/** Memory kept for the next answers of a leader. */
const ANSWER_POOL_BYTES = 8 * MIB

/** Longest wait for an answer beyond what the leader was asked to wait. Source: replica.socket.timeout.ms. */
const ANSWER_TIMEOUT_MS = 30 * SECOND_MS

/** Fetch errors after which the session is opened anew, at once. */
const SESSION_ERRORS: ReadonlySet<ErrorName> = new Set([
  'FETCH_SESSION_ID_NOT_FOUND',
  'INVALID_FETCH_SESSION_EPOCH',
  'FETCH_SESSION_TOPIC_ID_ERROR',
])

/** Errors that a leader which has not caught up with the metadata log gives for a moment. */
const PASSING_ERRORS: ReadonlySet<ErrorName> = new Set([
  'UNKNOWN_LEADER_EPOCH',
  'NOT_LEADER_OR_FOLLOWER',
  'UNKNOWN_TOPIC_ID',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'FENCED_LEADER_EPOCH',
])

/** Wait before a throttled replica is asked for again while the rate is exceeded. */
const THROTTLED_BACKOFF_MS = 200

/** Wait before a partition is asked for again after a passing error. */
const PASSING_ERROR_BACKOFF_MS = 50

export interface FetcherSettings {
  readonly replicaFetchMaxBytes: number
  readonly replicaFetchMinBytes: number
  readonly replicaFetchWaitMaxMs: number
  readonly replicaFetchResponseMaxBytes: number
  readonly replicaFetchBackoffMs: number
}

export interface ReplicaFetcherOptions {
  readonly runtime: Pick<Runtime, 'clock' | 'network'>
  readonly brokerId: number
  readonly brokerEpoch: () => number
  readonly leaderId: number
  /** Where the leader listens, or null while it is not known. */
  readonly address: () => { readonly host: string; readonly port: number } | null
  readonly settings: () => FetcherSettings
  /** Counts what throttled replicas copy here, over all leaders. */
  readonly quota: ReplicationQuota
  readonly logger: Logger
  /** Called after consumers of a partition may see more. */
  readonly onVisible: (partition: Partition) => void
  /** Called with what is a bug. */
  readonly onFatal: (error: unknown) => void
}

interface Followed {
  readonly partition: Partition
  /** Not asked for before this time. */
  notBeforeMs: number
  /** Had everything consumers may see when the leader last answered. Source: KIP-73. */
  hasCaughtUp: boolean
}

export class ReplicaFetcher {
  readonly #options: ReplicaFetcherOptions
  readonly #followed = new Map<string, Followed>()
  readonly #session = new FollowerFetchSession()
  readonly #buffers = new BufferPool(ANSWER_POOL_BYTES)
  readonly #stopped = new AbortController()
  #connection: ClientConnection | null = null
  #wake: () => void = () => {}
  /** True while a request is out that knows nothing of a partition that has come since. */
  #isStale = false
  /** True when the connection was closed by `settle`. */
  #isInterrupted = false

  constructor(options: ReplicaFetcherOptions) {
    this.#options = options
    this.#run().catch(options.onFatal)
  }

  get isIdle(): boolean {
    return this.#followed.size === 0
  }

  /** Adds a partition, or notes that its epoch has changed. */
  follow(partition: Partition): void {
    this.#followed.set(keyOf(partition), {
      partition,
      notBeforeMs: Number.NEGATIVE_INFINITY,
      hasCaughtUp: false,
    })
    this.#isStale = true
  }

  forget(partition: Partition): void {
    this.#followed.delete(keyOf(partition))
  }

  /** To be called after a run of changes: a fetch that waits for what is no longer the question is given up. */
  settle(): void {
    if (!this.#isStale) return
    this.#isStale = false
    this.#disconnect()
    this.#wake()
  }

  stop(): void {
    this.#stopped.abort()
    this.#followed.clear()
    this.#disconnect()
    this.#wake()
  }

  async #run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const restMs = this.#msUntilReady()
      if (restMs === null || restMs > 0) {
        await this.#sleep(restMs)
        continue
      }
      try {
        await this.#fetchOnce()
      } catch (error) {
        if (this.#stopped.signal.aborted) return
        if (!(error instanceof KafkaError) && !(error instanceof NetworkError)) throw error
        await this.#afterFailure(error)
      }
    }
  }

  /** A connection that was closed because the question has changed is no reason to wait. */
  async #afterFailure(error: KafkaError | NetworkError): Promise<void> {
    const wasInterrupted = this.#isInterrupted
    this.#isInterrupted = false
    this.#connection?.close()
    this.#connection = null
    if (wasInterrupted) return
    this.#options.logger.debug('leader not reached', {
      leaderId: this.#options.leaderId,
      error: describeError(error),
    })
    await this.#sleep(this.#options.settings().replicaFetchBackoffMs)
  }

  /** What may be asked for; throttled partitions are left to rest while the rate is exceeded. */
  #ready(): Followed[] {
    const nowMs = this.#options.runtime.clock.monotonicMs()
    const { isExceeded } = this.#options.quota
    const ready: Followed[] = []
    for (const one of this.#followed.values()) {
      if (one.notBeforeMs > nowMs) continue
      if (isExceeded && one.partition.isThrottledAsFollower && !one.hasCaughtUp) {
        this.#rest(one, THROTTLED_BACKOFF_MS)
      } else ready.push(one)
    }
    return ready
  }

  /** Time until some partition may be asked for; null when there is none. */
  #msUntilReady(): number | null {
    let earliest = Number.POSITIVE_INFINITY
    for (const { notBeforeMs } of this.#followed.values()) earliest = Math.min(earliest, notBeforeMs)
    if (earliest === Number.POSITIVE_INFINITY) return null
    return Math.max(0, earliest - this.#options.runtime.clock.monotonicMs())
  }

  #sleep(ms: number | null): Promise<void> {
    return new Promise((resolve) => {
      let cancel: CancelTimer = () => {}
      this.#wake = () => {
        cancel()
        this.#wake = () => {}
        resolve()
      }
      if (ms !== null) cancel = this.#options.runtime.clock.after(ms, () => this.#wake())
    })
  }

  async #fetchOnce(): Promise<void> {
    const { brokerId, brokerEpoch } = this.#options
    const settings = this.#options.settings()
    const connection = await this.#connect()
    const ready = await this.#syncedReady()
    if (ready.length === 0) return
    const asked = new Map(
      ready.map((one) => [keyOf(one.partition), { one, epoch: one.partition.leaderEpoch }]),
    )
    const response = await connection.send(
      fetch,
      {
        ...this.#session.next(ready.map(({ partition }) => wantedOf(partition, settings))),
        replicaState: { replicaId: brokerId, replicaEpoch: brokerEpoch() },
        maxWaitMs: Math.min(settings.replicaFetchWaitMaxMs, this.#shortestRestMs()),
        minBytes: settings.replicaFetchMinBytes,
        maxBytes: settings.replicaFetchResponseMaxBytes,
      },
      {
        version: fetch.maxVersion,
        timeoutMs: settings.replicaFetchWaitMaxMs + ANSWER_TIMEOUT_MS,
        signal: this.#stopped.signal,
      },
    )
    this.#session.answered(response.sessionId)
    if (response.errorCode !== 0) {
      this.#session.reset()
      const name = errorNameOf(response.errorCode)
      if (!SESSION_ERRORS.has(name)) await this.#sleep(settings.replicaFetchBackoffMs)
      return
    }
    await this.#apply(response, asked)
  }

  /** A partition that rests keeps the others from waiting long, so that it is asked for again in time. */
  #shortestRestMs(): number {
    const nowMs = this.#options.runtime.clock.monotonicMs()
    let ms = Number.POSITIVE_INFINITY
    for (const { notBeforeMs } of this.#followed.values()) {
      if (notBeforeMs > nowMs) ms = Math.min(ms, Math.ceil(notBeforeMs - nowMs))
    }
    return ms
  }

  async #apply(
    response: FetchResponse,
    asked: ReadonlyMap<string, { readonly one: Followed; readonly epoch: number }>,
  ): Promise<void> {
    const troubles: { readonly one: Followed; readonly epoch: number; readonly errorCode: number }[] = []
    // Records first: recovering asks the leader more, and its next answer takes the memory of this one.
    for (const topic of response.responses) {
      for (const answer of topic.partitions) {
        const sent = asked.get(`${topic.topicId}/${answer.partitionIndex}`)
        if (sent === undefined || !this.#isCurrent(sent.one, sent.epoch)) continue
        try {
          if (answer.errorCode === 0) this.#take(sent.one, answer)
          else troubles.push({ ...sent, errorCode: answer.errorCode })
        } catch (error) {
          this.#restAfter(error, sent.one)
        }
      }
    }
    for (const { one, epoch, errorCode } of troubles) {
      if (!this.#isCurrent(one, epoch)) continue
      await this.#recover(one, errorNameOf(errorCode)).catch((error: unknown) => this.#restAfter(error, one))
    }
  }

  /** Asking for more tells the leader that the rest is here: what flush.messages wants on the device goes there first. */
  async #syncedReady(): Promise<Followed[]> {
    const ready = this.#ready()
    const due = ready.filter(({ partition }) => partition.log.isSyncDue)
    if (due.length === 0) return ready
    await Promise.all(
      due.map(async (one) => {
        try {
          while (one.partition.log.isSyncDue) await one.partition.log.flush()
        } catch (error) {
          this.#restAfter(error, one)
        }
      }),
    ) // as many as this broker follows of one leader
    return this.#ready()
  }

  /** Throws what is not a KafkaError: a bug. */
  #restAfter(error: unknown, followed: Followed): void {
    if (!(error instanceof KafkaError)) throw error
    this.#rest(followed, this.#options.settings().replicaFetchBackoffMs)
    this.#options.logger.warn('a replica cannot follow', {
      topic: followed.partition.topic,
      partition: followed.partition.partition,
      leaderId: this.#options.leaderId,
      error: describeError(error),
    })
  }

  #isCurrent(followed: Followed, epoch: number): boolean {
    const { partition } = followed
    const present = this.#followed.get(keyOf(partition))
    return present?.partition === partition && !partition.isLeader && partition.leaderEpoch === epoch
  }

  #take(followed: Followed, answer: FetchResponsePartition): void {
    const { partition } = followed
    const { divergingEpoch } = answer
    if (divergingEpoch.epoch >= 0 || divergingEpoch.endOffset >= 0) {
      truncate(partition, divergingEpoch)
      return
    }
    const records = answer.records ?? NO_RECORDS
    if (partition.isThrottledAsFollower) this.#options.quota.record(records.length)
    const before = partition.log.logEndOffset
    if (partition.appendFromLeader(records, answer) || partition.log.logEndOffset !== before) {
      this.#options.onVisible(partition)
    }
    followed.hasCaughtUp = partition.log.logEndOffset >= answer.highWatermark
  }

  async #recover(followed: Followed, error: ErrorName): Promise<void> {
    if (error === 'OFFSET_OUT_OF_RANGE') {
      await this.#findPlace(followed)
      return
    }
    const isPassing = PASSING_ERRORS.has(error)
    this.#rest(
      followed,
      isPassing ? PASSING_ERROR_BACKOFF_MS : this.#options.settings().replicaFetchBackoffMs,
    )
    if (!isPassing) throw new KafkaError(error, 'The leader refused the fetch')
  }

  /** The leader has nothing where our log ends: cut back to its end, or begin again at its start. */
  async #findPlace(followed: Followed): Promise<void> {
    const { partition } = followed
    const epoch = partition.leaderEpoch
    const [start, end] = await Promise.all([
      this.#offsetAtLeader(partition, EARLIEST_TIMESTAMP),
      this.#offsetAtLeader(partition, LATEST_TIMESTAMP),
    ])
    if (!this.#isCurrent(followed, epoch)) return
    const { log } = partition
    if (end < log.logEndOffset) log.truncateTo(Math.max(end, log.logStartOffset))
    else if (start > log.logEndOffset) log.truncateFullyAndStartAt(start)
    this.#options.logger.info('a replica found its place again', {
      topic: partition.topic,
      partition: partition.partition,
      logEndOffset: log.logEndOffset,
    })
  }

  async #offsetAtLeader(partition: Partition, timestamp: number): Promise<number> {
    const connection = await this.#connect()
    const response = await connection.send(
      listOffsets,
      {
        replicaId: this.#options.brokerId,
        isolationLevel: 0,
        topics: [
          {
            name: partition.topic,
            partitions: [
              { partitionIndex: partition.partition, currentLeaderEpoch: partition.leaderEpoch, timestamp },
            ],
          },
        ],
      },
      { version: listOffsets.maxVersion, timeoutMs: ANSWER_TIMEOUT_MS, signal: this.#stopped.signal },
    )
    const answer = response.topics[0]?.partitions[0]
    if (answer === undefined || answer.errorCode !== 0) {
      throw new KafkaError(errorNameOf(answer?.errorCode ?? -1), 'The leader did not tell its offsets')
    }
    return answer.offset
  }

  #rest(followed: Followed, ms: number): void {
    followed.notBeforeMs = this.#options.runtime.clock.monotonicMs() + ms
  }

  async #connect(): Promise<ClientConnection> {
    if (this.#connection !== null && !this.#connection.isClosed) return this.#connection
    this.#connection = null
    this.#session.reset()
    const address = this.#options.address()
    if (address === null) throw new KafkaError('BROKER_NOT_AVAILABLE', 'The leader is not registered')
    const connection = await ClientConnection.open(this.#options.runtime, {
      ...address,
      clientId: `broker-${this.#options.brokerId}-fetcher-${this.#options.leaderId}`,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      signal: this.#stopped.signal,
      buffers: this.#buffers,
    })
    connection.onClose(() => {
      if (this.#connection === connection) this.#connection = null
    })
    this.#connection = connection
    return connection
  }

  #disconnect(): void {
    if (this.#connection === null) return
    this.#isInterrupted = true
    this.#connection.close()
    this.#connection = null
  }
}

const NO_RECORDS = Buffer.alloc(0)

function keyOf(partition: Partition): string {
  return `${partition.topicId}/${partition.partition}`
}

function wantedOf(partition: Partition, settings: FetcherSettings): WantedPartition {
  const { log } = partition
  return {
    topicId: partition.topicId,
    partition: partition.partition,
    currentLeaderEpoch: partition.leaderEpoch,
    fetchOffset: log.logEndOffset,
    lastFetchedEpoch: log.latestLeaderEpoch,
    logStartOffset: log.logStartOffset,
    partitionMaxBytes: settings.replicaFetchMaxBytes,
  }
}

/** Cuts a log back towards where it and the leader's agree; the next fetch tells whether that was enough. KIP-101, KIP-595. */
export function truncate(
  partition: Partition,
  leader: { readonly epoch: number; readonly endOffset: number },
): void {
  const { log } = partition
  const ours = log.endOffsetForEpoch(leader.epoch)
  const agreed = ours.leaderEpoch < 0 ? leader.endOffset : Math.min(ours.endOffset, leader.endOffset)
  log.truncateTo(Math.max(0, agreed))
}
