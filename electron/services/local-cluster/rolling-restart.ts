/**
 * Restarts the brokers of the bundled cluster one after another. The next one is touched only when every
 * partition has all its replicas in sync, so that no partition is ever without a leader for longer than a
 * hand-over takes. One at a time; it ends at the first failure and leaves the rest as it is.
 */
import type { KafkaClient } from '#broker'
import { type Clock, delay } from '#broker/base/clock'
import { describeError } from '#broker/base/logger'
import { AppError } from '#contract/errors'
import type { RollingRestart } from '#contract/local-cluster'
import type { ClusterHost } from './cluster-host.ts'

/** Longest wait for all replicas to be in sync, before and after each broker. */
const SYNC_LIMIT_MS = 120_000

/** Pause between two looks at the replicas. */
const LOOK_INTERVAL_MS = 250

/** A look that takes longer is made again. */
const LOOK_TIMEOUT_MS = 2_000

/** Looks in a row that must find everything in sync: one alone may be from before the broker was missed. */
const STEADY_LOOKS = 3

export interface RollingRestartsOptions {
  readonly clock: Clock
  readonly host: Pick<ClusterHost, 'nodes' | 'act'>
  /** Partitions that are not fully in sync. Rejects while the cluster does not answer. */
  readonly outOfSyncCount: (signal: AbortSignal) => Promise<number>
}

export class RollingRestarts {
  readonly #options: RollingRestartsOptions
  readonly #listeners = new Set<() => void>()
  #last: RollingRestart | null = null
  #running: AbortController | null = null

  constructor(options: RollingRestartsOptions) {
    this.#options = options
  }

  /** The one that runs, or the last one. */
  get last(): RollingRestart | null {
    return this.#last
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** @throws AppError cluster-error when one runs already or not all brokers run. */
  start(): void {
    if (this.#running !== null)
      throw new AppError('cluster-error', 'A rolling restart is under way. Wait for it, or cancel it.')
    const brokers = this.#options.host.nodes.filter(({ role }) => role !== 'controller')
    const [first] = brokers
    if (first === undefined || brokers.some(({ state }) => state !== 'running'))
      throw new AppError('cluster-error', 'A rolling restart needs all brokers up. Start what is down first.')
    const running = new AbortController()
    this.#running = running
    this.#last = {
      state: 'running',
      nodeId: first.id,
      step: 'waiting',
      doneCount: 0,
      brokerCount: brokers.length,
      outOfSyncCount: 0,
      startedAtMs: this.#options.clock.nowMs(),
      endedAtMs: null,
      error: null,
    }
    this.#notify()
    void this.#run(
      brokers.map(({ id }) => id),
      running.signal,
    )
  }

  /** A broker that is being restarted comes up first. */
  cancel(): void {
    this.#running?.abort()
  }

  dispose(): void {
    this.cancel()
    this.#listeners.clear()
  }

  async #run(ids: readonly number[], signal: AbortSignal): Promise<void> {
    try {
      for (const [index, nodeId] of ids.entries()) {
        this.#change({ nodeId, step: 'waiting' })
        await this.#untilInSync(signal)
        this.#change({ step: 'restarting' })
        await this.#options.host.act(nodeId, 'restart')
        this.#change({ step: 'waiting', doneCount: index + 1 })
        if (index + 1 < ids.length) signal.throwIfAborted()
      }
      await this.#untilInSync(signal)
      this.#end({ state: 'done' })
    } catch (error) {
      this.#end(signal.aborted ? { state: 'cancelled' } : { state: 'failed', error: describeError(error) })
    }
  }

  async #untilInSync(signal: AbortSignal): Promise<void> {
    const { clock, outOfSyncCount } = this.#options
    const startMs = clock.monotonicMs()
    for (let steady = 0; steady < STEADY_LOOKS; ) {
      signal.throwIfAborted()
      const count = await outOfSyncCount(signal).catch(() => null) // not answering is not in sync
      if (count !== null) this.#change({ outOfSyncCount: count })
      steady = count === 0 ? steady + 1 : 0
      if (clock.monotonicMs() - startMs > SYNC_LIMIT_MS) {
        throw new AppError(
          'cluster-error',
          `${this.#last?.outOfSyncCount ?? 0} partitions were still not in sync after ${SYNC_LIMIT_MS / 1_000} s. The remaining brokers were left alone.`,
        )
      }
      if (steady < STEADY_LOOKS) await delay(clock, LOOK_INTERVAL_MS, signal)
    }
  }

  #end(change: Partial<RollingRestart>): void {
    this.#running = null
    this.#change({ ...change, endedAtMs: this.#options.clock.nowMs() })
  }

  #change(change: Partial<RollingRestart>): void {
    if (this.#last !== null) this.#last = { ...this.#last, ...change }
    this.#notify()
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** Partitions without a leader or with a replica out of sync, as one broker has it. */
export async function countOutOfSync(client: KafkaClient, signal: AbortSignal): Promise<number> {
  const { brokers, topics } = await client.admin.describePlacement({
    broker: 'any',
    timeoutMs: LOOK_TIMEOUT_MS,
    signal,
  })
  const count = [...topics.values()]
    .flatMap(({ partitions }) => partitions)
    .filter(
      ({ leaderId, replicas, inSyncReplicas }) => leaderId < 0 || inSyncReplicas.length < replicas.length,
    ).length
  // A fenced broker's last copies stay in their sets: that is not in sync.
  return brokers.some(({ isFenced }) => isFenced) ? Math.max(1, count) : count
}
