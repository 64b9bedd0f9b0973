/**
 * Fetches for one consumer: at most one request per leader at a time, and none for a partition whose
 * records wait to be handed out, so that memory is bounded by the size of one answer per leader. Fetches
 * go on between polls; what arrives for a partition that was moved or given up is dropped.
 */
import { describeError } from '../../base/logger.ts'
import { MIB } from '../../base/units.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { ClientCore } from '../client-core.ts'
import type { FetchedPartition, Isolation } from '../client-types.ts'
import { isKafkaError, LEADERSHIP_ERRORS } from '../failures.ts'
import type { FetchLanes } from '../fetch-batches.ts'
import { backoffMs } from '../retry.ts'
import { partitionKey } from '../settle-items.ts'
import { type AssignedPartition, type AssignedPartitions, moveTo } from './assigned-partitions.ts'
import type { ConsumerRecord } from './consumer-types.ts'
import { FetchedRecords } from './fetched-records.ts'

/** Bytes of one answer, unless its first batch alone is larger. */
const MAX_FETCH_BYTES = 16 * MIB
/** Bytes of one partition in an answer; doubled while not even one batch fits. */
const MAX_PARTITION_BYTES = MIB
const LARGEST_PARTITION_BYTES = 64 * MIB
/** Partitions in one request. */
const MAX_PARTITIONS_PER_FETCH = 1_000
const MIN_FETCH_BYTES = 1

interface Buffered {
  readonly partition: AssignedPartition
  readonly seeks: number
  readonly records: FetchedRecords
}

export class Fetcher {
  readonly #core: ClientCore
  readonly #lanes: FetchLanes
  readonly #partitions: AssignedPartitions
  readonly #options: {
    readonly isolation: Isolation
    readonly autoOffsetReset: 'earliest' | 'latest' | 'none'
  }
  readonly #busyLeaders = new Set<number>()
  readonly #stopping = new AbortController()
  readonly #maxBytes = new Map<string, number>()
  #buffered: Buffered[] = []
  #failure: Error | null = null
  #attempt = 0
  #turn = 0
  #onArrival: () => void = () => {}

  constructor(
    core: ClientCore,
    parts: { readonly lanes: FetchLanes; readonly partitions: AssignedPartitions },
    options: { readonly isolation: Isolation; readonly autoOffsetReset: 'earliest' | 'latest' | 'none' },
  ) {
    this.#core = core
    this.#lanes = parts.lanes
    this.#partitions = parts.partitions
    this.#options = options
  }

  /** Runs `listener` when records, a failure or a leader without work may change what `take` returns. */
  onArrival(listener: () => void): void {
    this.#onArrival = listener
  }

  /** Ends all fetches. */
  stop(): void {
    this.#stopping.abort(new KafkaError('NETWORK_EXCEPTION', 'The consumer was closed'))
    this.#buffered = []
  }

  /** Drops what has arrived: the partitions were given up. */
  clear(): void {
    while (this.#buffered.length > 0) this.#dropFirst()
  }

  /** Up to `limit` records that have arrived. @throws KafkaError what only the caller can mend. */
  take(limit: number): ConsumerRecord[] {
    const taken: ConsumerRecord[] = []
    while (taken.length < limit) {
      const [first] = this.#buffered
      if (first === undefined) break
      if (!this.#isCurrent(first)) {
        this.#dropFirst()
        continue
      }
      if (first.partition.isPaused && !this.#bringUpUnpaused()) break
      if (!this.#takeFrom(this.#buffered[0] ?? first, limit, taken)) this.#dropFirst()
    }
    if (taken.length === 0 && this.#failure !== null) {
      const failure = this.#failure
      this.#failure = null
      throw failure
    }
    return taken
  }

  /** Sends a fetch to every leader that has none under way and partitions to read. Returns the time at
   *  which another call may send more, or infinity. */
  start(maxWaitMs: number): number {
    const nowMs = this.#core.runtime.clock.monotonicMs()
    const byLeader = new Map<number, AssignedPartition[]>()
    let againAtMs = Number.POSITIVE_INFINITY
    let lacksLeader = false
    for (const partition of this.#partitions.all) {
      if (partition.position === null || partition.isPaused || partition.isFetching || partition.isBuffered)
        continue
      if (partition.notBeforeMs > nowMs) {
        againAtMs = Math.min(againAtMs, partition.notBeforeMs)
        continue
      }
      const leader = this.#core.peekTopic(partition.topic)?.partitions[partition.partition]?.leaderId ?? -1
      if (leader < 0) {
        lacksLeader = true
        this.#backOff(partition)
        againAtMs = Math.min(againAtMs, partition.notBeforeMs)
      } else if (!this.#busyLeaders.has(leader)) {
        byLeader.set(leader, [...(byLeader.get(leader) ?? []), partition])
      }
    }
    if (lacksLeader) this.#refreshMetadata()
    for (const [leader, partitions] of byLeader) {
      // Another partition comes first each time: a full answer leaves out those at the end.
      const turn = this.#turn % partitions.length
      const turned = [...partitions.slice(turn), ...partitions.slice(0, turn)]
      this.#fetch(leader, turned.slice(0, MAX_PARTITIONS_PER_FETCH), maxWaitMs)
    }
    this.#turn += 1
    return againAtMs
  }

  #fetch(leader: number, partitions: readonly AssignedPartition[], maxWaitMs: number): void {
    this.#busyLeaders.add(leader)
    const asked = partitions.map((partition) => ({
      partition,
      seeks: partition.seeks,
      fetchOffset: partition.fetchOffset,
    }))
    for (const partition of partitions) partition.isFetching = true
    const scope = this.#core.scope(
      { signal: this.#stopping.signal },
      this.#core.requestTimeoutMs * 2 + maxWaitMs,
    )
    this.#lanes
      .fetch(
        {
          broker: leader,
          maxWaitMs,
          minBytes: MIN_FETCH_BYTES,
          maxBytes: MAX_FETCH_BYTES,
          isolation: this.#options.isolation,
          partitions: asked.map(({ partition, fetchOffset }) => ({
            topic: partition.topic,
            partition: partition.partition,
            fetchOffset,
            maxBytes: this.#maxBytes.get(partitionKey(partition)) ?? MAX_PARTITION_BYTES,
            leaderEpoch: this.#leaderEpochOf(partition),
          })),
        },
        scope,
      )
      .then(
        (rows) => this.#arrived(asked, rows),
        (error: unknown) => this.#failed(asked, error),
      )
      .finally(() => {
        this.#busyLeaders.delete(leader)
        for (const partition of partitions) partition.isFetching = false
        this.#onArrival()
      })
  }

  #arrived(
    asked: readonly {
      readonly partition: AssignedPartition
      readonly seeks: number
      readonly fetchOffset: number
    }[],
    rows: readonly FetchedPartition[],
  ): void {
    const rowByKey = new Map(rows.map((row) => [partitionKey(row), row]))
    for (const { partition, seeks, fetchOffset } of asked) {
      const row = rowByKey.get(partitionKey(partition))
      if (row === undefined || !this.#partitions.holds(partition) || partition.seeks !== seeks) continue
      if (row.error !== null) {
        this.#refused(partition, row.error)
        continue
      }
      this.#attempt = 0
      if (row.records.length > 0) this.#keep({ partition, seeks, fetchOffset }, row)
    }
  }

  #keep(
    asked: { readonly partition: AssignedPartition; readonly seeks: number; readonly fetchOffset: number },
    row: FetchedPartition,
  ): void {
    const { partition, seeks, fetchOffset } = asked
    try {
      const records = new FetchedRecords(row, { fetchOffset, isolation: this.#options.isolation })
      if (records.isCutOff) {
        // Only brokers before Kafka 0.10.1 cut the first batch; ask for more instead of for ever the same.
        const key = partitionKey(partition)
        const grown = 2 * (this.#maxBytes.get(key) ?? MAX_PARTITION_BYTES)
        if (grown > LARGEST_PARTITION_BYTES) throw new KafkaError('RECORD_LIST_TOO_LARGE')
        this.#maxBytes.set(key, grown)
        return
      }
      partition.isBuffered = true
      this.#buffered.push({ partition, seeks, records })
    } catch (error) {
      this.#giveToCaller(partition, error)
    }
  }

  #refused(partition: AssignedPartition, error: KafkaError): void {
    const { autoOffsetReset } = this.#options
    if (error.errorName === 'OFFSET_OUT_OF_RANGE' && autoOffsetReset !== 'none') {
      this.#core.logger.info('offset is out of range: starting over', {
        topic: partition.topic,
        partition: partition.partition,
        offset: partition.fetchOffset,
        from: autoOffsetReset,
      })
      moveTo(partition, autoOffsetReset)
    } else if (error.isRetriable) {
      if (isKafkaError(error, LEADERSHIP_ERRORS)) this.#refreshMetadata()
      this.#backOff(partition)
    } else this.#giveToCaller(partition, error)
  }

  #failed(asked: readonly { readonly partition: AssignedPartition }[], error: unknown): void {
    if (this.#stopping.signal.aborted) return
    for (const { partition } of asked) this.#backOff(partition)
    const mayHelp =
      error instanceof KafkaError && (error.isRetriable || error.errorName === 'BROKER_NOT_AVAILABLE')
    if (!mayHelp) {
      this.#failure = error instanceof Error ? error : new KafkaError('UNKNOWN_SERVER_ERROR')
      return
    }
    this.#attempt += 1
    this.#refreshMetadata()
  }

  /** Keeps an error for the next poll; the partition is tried again after a pause. */
  #giveToCaller(partition: AssignedPartition, error: unknown): void {
    if (!(error instanceof KafkaError)) throw error
    const place = `${partition.topic}-${partition.partition} at offset ${partition.fetchOffset}`
    this.#failure = new KafkaError(error.errorName, `${place}: ${error.message}`, { cause: error })
    this.#backOff(partition)
  }

  #backOff(partition: AssignedPartition): void {
    const { clock, random } = this.#core.runtime
    partition.notBeforeMs = clock.monotonicMs() + backoffMs(this.#attempt + 1, random)
  }

  #refreshMetadata(): void {
    this.#core.invalidateMetadata()
    const topics = [...new Set(this.#partitions.all.map(({ topic }) => topic))]
    const scope = this.#core.scope({ signal: this.#stopping.signal }, this.#core.requestTimeoutMs)
    this.#core.metadata({ topics }, scope).then(
      () => this.#onArrival(),
      (error: unknown) => {
        if (this.#stopping.signal.aborted) return
        this.#core.logger.warn('metadata is not available', { reason: describeError(error) })
      },
    )
  }

  #leaderEpochOf(partition: AssignedPartition): number {
    return this.#core.peekTopic(partition.topic)?.partitions[partition.partition]?.leaderEpoch ?? -1
  }

  #isCurrent({ partition, seeks }: Buffered): boolean {
    return this.#partitions.holds(partition) && partition.seeks === seeks
  }

  /** Puts a partition that is not paused in front; false when all are. */
  #bringUpUnpaused(): boolean {
    const place = this.#buffered.findIndex((entry) => !entry.partition.isPaused && this.#isCurrent(entry))
    if (place < 0) return false
    this.#buffered.unshift(...this.#buffered.splice(place, 1))
    return true
  }

  #dropFirst(): void {
    const dropped = this.#buffered.shift()
    if (dropped !== undefined) dropped.partition.isBuffered = false
  }

  /** Moves records over; false when the entry is used up. */
  #takeFrom(entry: Buffered, limit: number, taken: ConsumerRecord[]): boolean {
    const { partition, records } = entry
    const slice = this.#nextSlice(entry, limit - taken.length)
    partition.fetchOffset = records.nextOffset
    partition.position = records.nextOffset
    if (slice === null) return false
    const { topic, partition: number } = partition
    partition.lastEpoch = slice.leaderEpoch
    for (const record of slice.records) {
      taken.push({ ...record, topic, partition: number, leaderEpoch: slice.leaderEpoch })
    }
    return true
  }

  #nextSlice({ partition, records }: Buffered, limit: number): ReturnType<FetchedRecords['take']> {
    try {
      return records.take(limit)
    } catch (error) {
      this.#giveToCaller(partition, error)
      return null
    }
  }
}
