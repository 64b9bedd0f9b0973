/**
 * Reaches the share coordinator of each share partition, which may be this broker or another: looks up who it
 * is, puts what goes to the same broker at the same time into one request, and tries again while it moves.
 * It stores nothing. Requests of one kind for one group go out one at a time per broker, in order.
 */
import type { Clock } from '../base/clock.ts'
import type { BrokerChannels } from '../net/broker-channels.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import {
  MAX_PENDING_PERSISTS,
  MAX_PERSIST_ATTEMPTS,
  MAX_PERSIST_BACKOFF_MS,
  MAX_PERSIST_BATCH,
  MAX_PERSIST_RANGES,
  PERSIST_BACKOFF_MS,
  PERSIST_TIMEOUT_MS,
} from './limits.ts'
import { STATE_RPCS, type StateRpc, type StateRpcItem } from './state-rpcs.ts'
import {
  coordinatorKeyOf,
  NO_EPOCH,
  type SharePartitionKey,
  type ShareStateStore,
  type StateChange,
  type StateSummary,
  type StoredState,
} from './state-store.ts'

export interface ShareStateClientOptions {
  readonly brokerId: number
  readonly clock: Clock
  readonly channels: BrokerChannels
  /** The coordinator on this broker. */
  readonly local: ShareStateStore
  /** The broker that coordinates a key, or null while there is none. */
  readonly coordinatorOf: (coordinatorKey: string) => number | null
}

/** What may pass when tried again: the coordinator moves, loads, or is not reached. */
const RETRIABLE: ReadonlySet<ErrorName> = new Set([
  'NOT_COORDINATOR',
  'COORDINATOR_NOT_AVAILABLE',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'BROKER_NOT_AVAILABLE',
  'NETWORK_EXCEPTION',
  'REQUEST_TIMED_OUT',
])

interface Waiting {
  readonly item: StateRpcItem<unknown>
  /** Ranges it carries: what the size of a request goes by. */
  readonly rangeCount: number
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

/** One question about a share partition: as this broker answers it itself, and as another is asked. */
interface Call<Part, Answer> {
  readonly local: (store: ShareStateStore) => Promise<Answer>
  readonly rpc: StateRpc<Part, Answer>
  /** As the request wants it; `rpc` alone says what that is. */
  readonly part: NoInfer<Part>
  readonly rangeCount?: number
}

/** What waits to go to one broker for one group, by one kind of request. */
interface Lane {
  readonly waiting: Waiting[]
  isBusy: boolean
}

export class ShareStateClient implements ShareStateStore {
  readonly #options: ShareStateClientOptions
  readonly #lanes = new Map<string, Lane>()
  readonly #closed = new AbortController()
  #pendingCount = 0

  constructor(options: ShareStateClientOptions) {
    this.#options = options
  }

  read(key: SharePartitionKey, leaderEpoch: number): Promise<StoredState> {
    return this.#call(key, {
      local: (store) => store.read(key, leaderEpoch),
      rpc: STATE_RPCS.read,
      part: { partition: key.partition, leaderEpoch },
    })
  }

  write(key: SharePartitionKey, change: StateChange): Promise<void> {
    const { batches, ...rest } = change
    return this.#call(key, {
      local: (store) => store.write(key, change),
      rpc: STATE_RPCS.write,
      part: { partition: key.partition, ...rest, stateBatches: batches },
      rangeCount: batches.length,
    })
  }

  initialize(
    key: SharePartitionKey,
    start: { readonly stateEpoch: number; readonly startOffset: number },
  ): Promise<void> {
    return this.#call(key, {
      local: (store) => store.initialize(key, start),
      rpc: STATE_RPCS.initialize,
      part: { partition: key.partition, ...start },
    })
  }

  remove(key: SharePartitionKey): Promise<void> {
    return this.#call(key, {
      local: (store) => store.remove(key),
      rpc: STATE_RPCS.remove,
      part: { partition: key.partition },
    })
  }

  summarize(key: SharePartitionKey): Promise<StateSummary> {
    return this.#call(key, {
      local: (store) => store.summarize(key),
      rpc: STATE_RPCS.summarize,
      part: { partition: key.partition, leaderEpoch: NO_EPOCH },
    })
  }

  /** Ends all waiting. */
  close(): void {
    this.#closed.abort(new KafkaError('COORDINATOR_NOT_AVAILABLE', 'This broker is stopping'))
  }

  async #call<Part, Answer>(key: SharePartitionKey, call: Call<Part, Answer>): Promise<Answer> {
    if (this.#pendingCount >= MAX_PENDING_PERSISTS) {
      throw new KafkaError('COORDINATOR_NOT_AVAILABLE', 'Too many requests to share coordinators')
    }
    const { brokerId, clock, coordinatorOf, local } = this.#options
    const coordinatorKey = coordinatorKeyOf(key)
    const deadlineMs = clock.monotonicMs() + PERSIST_TIMEOUT_MS
    let backoffMs = PERSIST_BACKOFF_MS
    this.#pendingCount += 1
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const coordinator = coordinatorOf(coordinatorKey)
          if (coordinator === null) throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
          if (coordinator === brokerId) return await call.local(local)
          return await this.#send(coordinator, key, call)
        } catch (error) {
          if (!(error instanceof KafkaError) || !RETRIABLE.has(error.errorName)) throw error
          const isLast = attempt >= MAX_PERSIST_ATTEMPTS || clock.monotonicMs() + backoffMs > deadlineMs
          if (isLast || this.#closed.signal.aborted) throw error
        }
        await this.#pause(backoffMs)
        backoffMs = Math.min(backoffMs * 2, MAX_PERSIST_BACKOFF_MS)
      }
    } finally {
      this.#pendingCount -= 1
    }
  }

  #send<Part, Answer>(
    brokerId: number,
    key: SharePartitionKey,
    { rpc, part, rangeCount = 0 }: Call<Part, Answer>,
  ): Promise<Answer> {
    const laneKey = `${rpc.name}/${brokerId}/${key.groupId}`
    const lane = this.#lanes.get(laneKey) ?? { waiting: [], isBusy: false }
    this.#lanes.set(laneKey, lane)
    return new Promise((resolve, reject) => {
      // The lane carries one kind of request only, so the answer is of its type.
      lane.waiting.push({
        item: { key, part },
        rangeCount,
        resolve: resolve as (answer: unknown) => void,
        reject,
      })
      if (lane.isBusy) return
      lane.isBusy = true
      // What is asked for in the same turn goes along.
      queueMicrotask(() => void this.#drain(brokerId, rpc, { lane, laneKey }))
    })
  }

  async #drain(
    brokerId: number,
    rpc: StateRpc<unknown, unknown>,
    { lane, laneKey }: { readonly lane: Lane; readonly laneKey: string },
  ): Promise<void> {
    while (lane.waiting.length > 0) {
      const batch = takeBatch(lane.waiting)
      try {
        const outcomes = await rpc.send(
          this.#options.channels,
          brokerId,
          batch.map(({ item }) => item),
        )
        batch.forEach(({ resolve, reject }, index) => {
          const outcome = outcomes[index]
          if (outcome === undefined) reject(new KafkaError('UNKNOWN_SERVER_ERROR', 'The answer lacks it'))
          else if (outcome.ok) resolve(outcome.answer)
          else reject(outcome.error)
        })
      } catch (error) {
        const failure = error instanceof Error ? error : new KafkaError('UNKNOWN_SERVER_ERROR')
        for (const { reject } of batch) reject(failure)
      }
    }
    lane.isBusy = false
    this.#lanes.delete(laneKey)
  }

  #pause(delayMs: number): Promise<void> {
    const { signal } = this.#closed
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(delayMs, () => {
        signal.removeEventListener('abort', onAbort)
        resolve()
      })
      const onAbort = () => {
        cancel()
        resolve()
      }
      signal.addEventListener('abort', onAbort, { once: true })
    })
  }
}

/** The first of what waits, as much as one request may carry; of one share partition one change at most. */
function takeBatch(waiting: Waiting[]): Waiting[] {
  const batch: Waiting[] = []
  const keys = new Set<string>()
  let ranges = 0
  while (batch.length < MAX_PERSIST_BATCH) {
    const next = waiting[0]
    if (next === undefined) break
    const key = coordinatorKeyOf(next.item.key)
    ranges += 1 + next.rangeCount
    if (keys.has(key) || (batch.length > 0 && ranges > MAX_PERSIST_RANGES)) break
    keys.add(key)
    batch.push(next)
    waiting.shift()
  }
  return batch
}
