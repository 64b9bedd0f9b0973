/**
 * The owner of the bundled cluster inside the app: opens its data directory when it is first needed,
 * starts and stops it, keeps the demo running beside it, and tells whoever watches.
 */
import {
  DataDirectoryError,
  KafkaError,
  type LocalCluster,
  NodeStartError,
  openLocalCluster,
  type PortMove,
} from '#broker'
import type { Clock } from '#broker/base/clock'
import { describeError, type Logger } from '#broker/base/logger'
import { SECOND_MS } from '#broker/base/units'
import { AppError } from '#contract/errors'
import type { LocalClusterStatus, NodeAction } from '#contract/local-cluster'
import type { WatchedNode } from '../watched-nodes.ts'
import { emptyStatus, statusOf } from './cluster-status.ts'

/** What the demo offers; started by `resources/demo`. */
export interface RunningDemo {
  readonly recordsPerSec: () => number
  readonly error: () => string | null
  stop(): Promise<void>
}

export interface ClusterHostOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly dataDirectory: string
  readonly isEphemeral: boolean
  readonly port: number
  readonly onPortsMoved?: ((move: PortMove) => void) | undefined
  readonly brokerCount: () => number
  readonly startDemo: (bootstrapServers: string) => RunningDemo
  readonly isDemoEnabled: boolean
}

export class ClusterHost {
  readonly #options: ClusterHostOptions
  readonly #listeners = new Set<() => void>()
  readonly #stopTicking: () => void
  #cluster: LocalCluster | null = null
  #demo: RunningDemo | null = null
  #isDemoEnabled: boolean
  #error: string | null = null
  /** How long the last start of the whole cluster took; starting a part of it says nothing about that. */
  #readyMs: number | null = null
  /** Starting, stopping and resetting happen one after another. */
  #tail: Promise<unknown> = Promise.resolve()

  constructor(options: ClusterHostOptions) {
    this.#options = options
    this.#isDemoEnabled = options.isDemoEnabled
    this.#stopTicking = options.clock.every(1_000, () => {
      if (this.#cluster !== null && this.#cluster.state !== 'stopped') this.#notify()
    })
  }

  get cluster(): LocalCluster | null {
    return this.#cluster
  }

  /** The nodes as far as a watcher of the cluster is concerned. */
  get nodes(): readonly WatchedNode[] {
    const cluster = this.#cluster
    if (cluster === null) return []
    return cluster.nodes.map(({ nodeId, role, state, isKilled }) => ({
      id: nodeId,
      role,
      state,
      isKilled,
      isCutOff: isCutOff(cluster, nodeId),
    }))
  }

  /** Empty before the first start has come through and while nothing runs. */
  get bootstrapServers(): string {
    const cluster = this.#cluster
    if (cluster === null || cluster.readyMs === null || cluster.state === 'stopped') return ''
    return cluster.bootstrapServers
  }

  status(): LocalClusterStatus {
    const demo = {
      isEnabled: this.#isDemoEnabled,
      isRunning: this.#demo !== null,
      recordsPerSec: this.#demo?.recordsPerSec() ?? 0,
      error: this.#demo?.error() ?? null,
    }
    if (this.#cluster === null) {
      return {
        ...emptyStatus(this.#options),
        demo,
        error: this.#error,
        state: this.#error === null ? 'stopped' : 'failed',
      }
    }
    return { ...statusOf(this.#cluster), readyMs: this.#readyMs, demo, error: this.#error }
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Resolves when every node serves. @throws AppError cluster-error. */
  start(brokerCount?: number): Promise<void> {
    return this.#inTurn(async () => {
      this.#error = null
      const wanted = brokerCount ?? this.#options.brokerCount()
      const present = this.#cluster
      if (present !== null && present.state === 'stopped' && present.options.brokerCount !== wanted)
        await this.#close()
      this.#cluster ??= this.#open(wanted)
      await this.#startAll(this.#cluster)
      this.#startDemo()
    })
  }

  /** @throws AppError cluster-error. */
  stop(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#stopDemo()
      await this.#cluster?.stop()
    })
  }

  /** Stops, deletes all data and starts again. @throws AppError cluster-error. */
  reset(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#stopDemo()
      const cluster = this.#cluster ?? this.#open(this.#options.brokerCount())
      this.#cluster = cluster
      await cluster.stop()
      cluster.directory.clear()
      await this.#startAll(cluster)
      this.#startDemo()
    })
  }

  /** @throws AppError cluster-error, not-found. */
  async act(nodeId: number, action: NodeAction): Promise<void> {
    const cluster = this.#clusterWith(nodeId)
    await asClusterErrors(() => cluster.act(nodeId, action))
    if (action === 'start' || action === 'restart') this.#startDemo()
    this.#notify()
  }

  /** @throws AppError cluster-error when the node does not run, not-found. */
  freeze(nodeId: number, seconds: number): void {
    const cluster = this.#clusterWith(nodeId)
    if (stateOf(cluster, nodeId) !== 'running')
      throw new AppError('cluster-error', `Node ${nodeId} does not run: only what runs can be frozen.`)
    cluster.freeze(nodeId, seconds * SECOND_MS)
    this.#notify()
  }

  /** Resolves when one more broker serves. @throws AppError cluster-error. */
  addBroker(): Promise<void> {
    return this.#change(async (cluster) => void (await cluster.addBroker()))
  }

  /** Resolves when the broker's replicas begin to move away. @throws AppError cluster-error, not-found. */
  async removeBroker(nodeId: number): Promise<void> {
    this.#clusterWith(nodeId)
    await this.#change(async (cluster) => {
      const { ended } = await cluster.removeBroker(nodeId)
      ended.catch((error: unknown) =>
        this.#options.logger.error('removing a broker', { error: describeError(error) }),
      )
    })
  }

  /** Cuts groups of nodes off from each other; none heals all. @throws AppError cluster-error, not-found. */
  async cutOff(groups: readonly (readonly number[])[]): Promise<void> {
    for (const nodeId of groups.flat()) this.#clusterWith(nodeId)
    await this.#change((cluster) => cluster.cutOff(groups))
  }

  /** @param latencyMs added to each write and flush; 0 for none. @throws AppError not-found. */
  async slowDisk(nodeId: number, latencyMs: number): Promise<void> {
    this.#clusterWith(nodeId)
    await this.#change((cluster) => cluster.slowDisk(nodeId, latencyMs))
  }

  async #change(act: (cluster: LocalCluster) => Promise<void> | void): Promise<void> {
    const cluster = this.#cluster
    if (cluster === null) throw new AppError('cluster-error', 'The local cluster has not been started.')
    await asClusterErrors(async () => act(cluster))
    this.#notify()
  }

  #clusterWith(nodeId: number): LocalCluster {
    const cluster = this.#cluster
    if (cluster === null || !cluster.hasNode(nodeId))
      throw new AppError('not-found', `There is no node ${nodeId}.`)
    return cluster
  }

  async setDemo(isEnabled: boolean): Promise<void> {
    this.#isDemoEnabled = isEnabled
    if (isEnabled) this.#startDemo()
    else await this.#stopDemo()
    this.#notify()
  }

  async dispose(): Promise<void> {
    this.#stopTicking()
    await this.#tail.catch(() => {}) // told to whoever asked for it
    await this.#close()
  }

  #open(brokerCount: number): LocalCluster {
    const cluster = openLocalCluster({
      brokers: brokerCount,
      port: this.#options.port,
      isPortStrict: false,
      onPortsMoved: this.#options.onPortsMoved,
      dataDir: this.#options.dataDirectory,
      ephemeral: this.#options.isEphemeral,
      profile: 'fast',
    })
    cluster.onChange(() => this.#notify())
    return cluster
  }

  async #startAll(cluster: LocalCluster): Promise<void> {
    const isFromRest = cluster.state === 'stopped' || cluster.state === 'failed'
    await cluster.start()
    if (isFromRest) this.#readyMs = cluster.readyMs
  }

  async #close(): Promise<void> {
    await this.#stopDemo()
    const cluster = this.#cluster
    this.#cluster = null
    await cluster?.dispose()
  }

  #startDemo(): void {
    const cluster = this.#cluster
    if (!this.#isDemoEnabled || this.#demo !== null || cluster === null || cluster.state === 'stopped') return
    this.#demo = this.#options.startDemo(cluster.bootstrapServers)
  }

  async #stopDemo(): Promise<void> {
    const demo = this.#demo
    this.#demo = null
    await demo?.stop()
  }

  #inTurn(task: () => Promise<void>): Promise<void> {
    const run = this.#tail
      .catch(() => {}) // an earlier failure was told to whoever asked for it
      .then(() => asClusterErrors(task))
      .catch((error: unknown) => {
        this.#error = describeError(error)
        throw error
      })
      .finally(() => this.#notify())
    this.#tail = run
    run.catch(() => {}) // kept for its order only
    return run
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }
}

function isCutOff({ controllers, faults }: LocalCluster, nodeId: number): boolean {
  const cutFrom = faults.cutFrom(nodeId)
  const lost = controllers.filter((controller) => cutFrom.includes(controller.nodeId))
  return lost.length * 2 >= controllers.length
}

function stateOf(cluster: LocalCluster, nodeId: number): string | undefined {
  return cluster.nodes.find((node) => node.nodeId === nodeId)?.state
}

/** What the supervisor throws, in the contract's words; bugs pass through. */
async function asClusterErrors(task: () => Promise<void>): Promise<void> {
  try {
    await task()
  } catch (error) {
    if (error instanceof DataDirectoryError || error instanceof NodeStartError) {
      throw new AppError('cluster-error', error.message, { detail: { reason: error.code }, cause: error })
    }
    if (error instanceof KafkaError) {
      throw new AppError('cluster-error', error.message, {
        detail: { reason: error.errorName },
        cause: error,
      })
    }
    throw error
  }
}
