/**
 * The supervisor of the bundled cluster: its controllers, one to nine brokers, each in a thread of its
 * own with its own folder and port. It starts, stops, kills and restarts them and tells how they are;
 * all it knows of what goes on inside comes in control messages. It never touches a log or a record.
 */
import { assert } from '../base/assert.ts'
import type { Clock } from '../base/clock.ts'
import { describeError, type LogLevel, type LogRecord } from '../base/logger.ts'
import type { NodeRole, StartMessage } from './control-messages.ts'
import { DataDirectory } from './data-directory.ts'
import { DataDirectoryError } from './directory-lock.ts'
import { findFreePorts } from './free-ports.ts'
import { NodeHandle, NodeStartError } from './node-handle.ts'
import type { Isolation } from './node-host.ts'

export const MAX_BROKERS = 9

export const MAX_CONTROLLERS = 5

/** Node id of the first controller, the others above it; brokers are 1 to 9. */
export const CONTROLLER_ID = 101

/** Log lines kept for somebody who looks later, over all nodes. */
export const MAX_KEPT_LOG_LINES = 2_000

/** Runs of ports tried from the wanted one up before giving up, when others may be taken instead. */
const MAX_PORT_ATTEMPTS = 20

const MAX_PORT = 65_535

export interface LocalClusterOptions {
  readonly brokerCount: number
  /** Voters of the metadata quorum. */
  readonly controllerCount: number
  readonly host: string
  /** Port of broker 1; broker N listens N-1 above. 0 picks free ones. */
  readonly port: number
  /**
   * Whether a taken port is an error. Otherwise the ports of the last run are used, or the wanted ones, or
   * the next free run of ports above them; they are kept in the data directory.
   */
  readonly isPortStrict: boolean
  /** Called when ports had to change because they are taken. */
  readonly onPortsMoved?: ((move: PortMove) => void) | undefined
  readonly dataDirectory: string
  /** Delete the data directory when the cluster is disposed of. */
  readonly isEphemeral: boolean
  /** Racks, dealt out to the brokers in turn; none when empty. */
  readonly racks: readonly string[]
  readonly isolation: Isolation
  /** Static broker configs for every node, by Kafka name. */
  readonly configs: Readonly<Record<string, string>>
  readonly logLevel: LogLevel
  readonly clock: Clock
  /** Makes a cluster id for a fresh data directory. */
  readonly newClusterId: () => string
}

/** Ports as people read them: `9092` or `9092-9094`. */
export interface PortMove {
  readonly from: string
  readonly to: string
}

/** `state` sums up the nodes: degraded when some broker is not running. */
export type ClusterState = 'stopped' | 'starting' | 'running' | 'degraded' | 'stopping' | 'failed'

/** A log line with its place in the sequence of all lines. */
export interface ClusterLogLine {
  readonly sequence: number
  readonly nodeId: number
  readonly record: LogRecord
}

export class LocalCluster {
  readonly options: LocalClusterOptions
  readonly directory: DataDirectory
  readonly #nodes = new Map<number, NodeHandle>()
  readonly #changeListeners = new Set<() => void>()
  readonly #logListeners = new Set<(line: ClusterLogLine) => void>()
  #logLines: ClusterLogLine[] = []
  #nextLogSequence = 1
  readonly #isMovable: boolean
  /** Of broker 1. */
  #port: number
  #readyMs: number | null = null
  /** Stops so far: a start that finds another number than it began with was overtaken by one. */
  #stopCount = 0
  #stopping: Promise<void> | null = null

  /**
   * Claims the data directory; nothing runs yet.
   * @throws DataDirectoryError.
   */
  static open(options: LocalClusterOptions): LocalCluster {
    assert(options.brokerCount >= 1, 'a cluster has a broker')
    assert(options.brokerCount <= MAX_BROKERS, 'a local cluster has at most nine brokers')
    assert(options.controllerCount >= 1, 'a cluster has a controller')
    assert(options.controllerCount <= MAX_CONTROLLERS, 'a local cluster has at most five controllers')
    const directory = DataDirectory.claim(options.dataDirectory, options.newClusterId)
    // A smaller quorum could have a majority of those that lack what the larger one has decided.
    const kept = directory.nodeIds().filter((nodeId) => nodeId >= CONTROLLER_ID + options.controllerCount)
    if (kept.length > 0) {
      directory.release({ remove: false })
      const count = Math.max(...kept) - CONTROLLER_ID + 1
      throw new DataDirectoryError(
        'INCOMPATIBLE',
        `${options.dataDirectory} belongs to a cluster of ${count} controllers: it cannot be opened with ${options.controllerCount}.`,
      )
    }
    return new LocalCluster(options, directory)
  }

  private constructor(options: LocalClusterOptions, directory: DataDirectory) {
    this.options = options
    this.directory = directory
    this.#isMovable = !options.isPortStrict && options.port !== 0
    this.#port = (this.#isMovable ? directory.keptPort() : null) ?? options.port
    for (let index = 0; index < options.controllerCount; index += 1) {
      this.#addNode(CONTROLLER_ID + index, 'controller')
    }
    for (let nodeId = 1; nodeId <= options.brokerCount; nodeId += 1) this.#addNode(nodeId, 'broker')
  }

  get clusterId(): string {
    return this.directory.description.clusterId
  }

  /** How long the last start took, from the call to the last broker serving; null before. */
  get readyMs(): number | null {
    return this.#readyMs
  }

  get nodes(): readonly NodeHandle[] {
    return [...this.#nodes.values()]
  }

  get brokers(): readonly NodeHandle[] {
    return this.nodes.filter((node) => node.role === 'broker')
  }

  get controllers(): readonly NodeHandle[] {
    return this.nodes.filter((node) => node.role === 'controller')
  }

  /** `host:port` of every broker that has a port, comma separated. */
  get bootstrapServers(): string {
    return this.brokers
      .filter((node) => node.port > 0)
      .map((node) => `${this.options.host}:${node.port}`)
      .join(',')
  }

  get state(): ClusterState {
    const states = this.nodes.map((node) => node.state)
    if (states.every((state) => state === 'stopped')) return 'stopped'
    if (states.every((state) => state === 'running')) return 'running'
    if (this.#stopping !== null) return 'stopping'
    if (states.some((state) => state === 'starting')) return 'starting'
    if (states.some((state) => state === 'running' || state === 'frozen')) return 'degraded'
    return states.some((state) => state === 'failed') ? 'failed' : 'stopped'
  }

  /**
   * Starts what is not running; resolves when every node serves. A stop that is under way ends first.
   * Rejects with `NodeStartError`; ADDRESS_IN_USE names the port, STOPPED says that `stop` came in between.
   * Nodes that did start keep running.
   */
  async start(): Promise<void> {
    await this.#stopping
    assert(!this.directory.isReleased, 'a cluster that was disposed of is not started')
    const stopCount = this.#stopCount
    const startedAtMs = this.options.clock.monotonicMs()
    for (const node of this.nodes) if (node.state === 'stopped' || node.state === 'failed') node.prepare()
    await this.#startControllers()
    await this.#startBrokers(stopCount)
    this.#readyMs = Math.round(this.options.clock.monotonicMs() - startedAtMs)
    this.#notify()
  }

  /** Stops every broker cleanly, then the controller. */
  async stop(): Promise<void> {
    this.#stopCount += 1
    this.#stopping ??= this.#stopAll().finally(() => {
      this.#stopping = null
      this.#notify()
    })
    await this.#stopping
  }

  /** @throws NodeStartError when the node does not come up, or NO_SUCH_NODE when there is none of that id. */
  async act(nodeId: number, action: 'start' | 'stop' | 'kill' | 'restart' | 'thaw'): Promise<void> {
    const node = this.#node(nodeId)
    if (action === 'thaw') return node.thaw()
    if (action === 'stop') return node.stop()
    if (action === 'kill') return node.kill()
    if (action === 'restart') await node.stop()
    if (node.role === 'broker' && !this.#hasQuorum) await this.#startControllers()
    await node.start()
  }

  /** Makes a running node stand still: for so long, or until it is thawed, stopped or killed. */
  freeze(nodeId: number, forMs: number | null): void {
    this.#node(nodeId).freeze(forMs)
  }

  hasNode(nodeId: number): boolean {
    return this.#nodes.has(nodeId)
  }

  /** Stops everything and gives the data directory back. */
  async dispose(): Promise<void> {
    await this.stop()
    this.directory.release({ remove: this.options.isEphemeral })
  }

  /** Calls `listener` after every change of state; returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener)
    return () => void this.#changeListeners.delete(listener)
  }

  onLog(listener: (line: ClusterLogLine) => void): () => void {
    this.#logListeners.add(listener)
    return () => void this.#logListeners.delete(listener)
  }

  /** The newest kept lines, oldest first. */
  recentLogs(limit: number, nodeId?: number): readonly ClusterLogLine[] {
    const lines =
      nodeId === undefined ? this.#logLines : this.#logLines.filter((line) => line.nodeId === nodeId)
    return lines.slice(-limit)
  }

  async #stopAll(): Promise<void> {
    await Promise.all(this.brokers.map((node) => node.stop())) // at most nine
    await Promise.all(this.controllers.map((node) => node.stop())) // at most five
  }

  /** Voters have to know each other's ports before the first of them listens; one that is alone takes any. */
  async #startControllers(): Promise<void> {
    const unplaced = this.controllers.filter(({ port }) => port === 0)
    if (this.controllers.length > 1 && unplaced.length > 0) {
      const ports = await findFreePorts(this.options.host, unplaced.length)
      for (const [index, node] of unplaced.entries()) node.port = ports[index] ?? 0
    }
    await Promise.all(this.controllers.map((node) => node.start())) // at most five
  }

  get #hasQuorum(): boolean {
    const up = this.controllers.filter(({ state }) => state === 'running').length
    return up * 2 > this.controllers.length
  }

  async #startBrokers(stopCount: number): Promise<void> {
    const wanted = this.#port
    for (const port of this.#portsToTry()) {
      if (port !== this.#port) await this.#moveTo(port)
      if (stopCount !== this.#stopCount) {
        throw new NodeStartError('STOPPED', 'The cluster was stopped while it started')
      }
      const results = await Promise.allSettled(this.brokers.map((node) => node.start())) // at most nine
      const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
      if (failures.length === 0) return this.#keepPorts(wanted)
      const isPortTaken = failures.every(
        (failure) => failure instanceof NodeStartError && failure.code === 'ADDRESS_IN_USE',
      )
      if (!this.#isMovable || !isPortTaken) throw failures[0]
    }
    throw new NodeStartError('ADDRESS_IN_USE', `No free ports were found from ${this.options.port} up`)
  }

  /** First ports, best first: those of before, the wanted ones, then what lies above. */
  #portsToTry(): readonly number[] {
    if (!this.#isMovable) return [this.#port]
    const { port, brokerCount } = this.options
    const runs = Array.from({ length: MAX_PORT_ATTEMPTS }, (_, index) => port + index * brokerCount)
    return [...new Set([this.#port, ...runs])].filter((first) => first + brokerCount - 1 <= MAX_PORT)
  }

  async #moveTo(port: number): Promise<void> {
    await Promise.all(this.brokers.map((node) => node.stop())) // at most nine
    this.#port = port
    for (const node of this.brokers) node.port = 0
  }

  #keepPorts(wanted: number): void {
    if (!this.#isMovable) return
    if (this.#port !== wanted) {
      const move = { from: this.#portsFrom(wanted), to: this.#portsFrom(this.#port) }
      this.#tell('ports are taken: the brokers listen on others', { ...move })
      this.options.onPortsMoved?.(move)
    }
    if (this.#port === this.directory.keptPort()) return
    try {
      this.directory.keepPort(this.#port)
    } catch (error) {
      this.#tell('the ports cannot be kept for the next start', { error: describeError(error) })
    }
  }

  #portsFrom(first: number): string {
    const last = first + this.options.brokerCount - 1
    return last === first ? `${first}` : `${first}-${last}`
  }

  /** What the supervisor itself has to say. */
  #tell(message: string, fields: LogRecord['fields']): void {
    const timeMs = this.options.clock.nowMs()
    this.#keepLog(CONTROLLER_ID, { timeMs, level: 'warn', source: 'supervisor', message, fields })
  }

  #addNode(nodeId: number, role: NodeRole): void {
    const node = new NodeHandle({
      nodeId,
      role,
      clock: this.options.clock,
      startMessage: () => this.#startMessage(node),
      isolation: this.options.isolation,
      isControllerUp: () => this.#hasQuorum,
      onChange: () => this.#notify(),
      onLog: (record) => this.#keepLog(nodeId, record),
    })
    this.#nodes.set(nodeId, node)
  }

  /** A node keeps the port it once had, so that clients find it again. */
  #startMessage(node: NodeHandle): Omit<StartMessage, 'freezeWord'> {
    const firstPort = node.role === 'controller' || this.#port === 0 ? 0 : this.#port + node.nodeId - 1
    return {
      type: 'start',
      nodeId: node.nodeId,
      role: node.role,
      clusterId: this.clusterId,
      host: this.options.host,
      port: node.port > 0 ? node.port : firstPort,
      controllers: this.controllers.map(({ nodeId, port }) => ({ nodeId, host: this.options.host, port })),
      dataDirectory: this.directory.nodeDirectory(node.nodeId),
      rack: this.#rackOf(node),
      configs: this.options.configs,
      logLevel: this.options.logLevel,
    }
  }

  #rackOf(node: NodeHandle): string | null {
    const { racks } = this.options
    return node.role === 'controller' ? null : (racks[(node.nodeId - 1) % racks.length] ?? null)
  }

  #node(nodeId: number): NodeHandle {
    const node = this.#nodes.get(nodeId)
    if (node !== undefined) return node
    const known = new Intl.ListFormat('en').format([...this.#nodes.keys()].sort((a, b) => a - b).map(String))
    throw new NodeStartError('NO_SUCH_NODE', `There is no node ${nodeId}; the nodes are ${known}`)
  }

  #keepLog(nodeId: number, record: LogRecord): void {
    const line = { sequence: this.#nextLogSequence++, nodeId, record }
    this.#logLines.push(line)
    if (this.#logLines.length >= MAX_KEPT_LOG_LINES * 2)
      this.#logLines = this.#logLines.slice(-MAX_KEPT_LOG_LINES)
    for (const listener of this.#logListeners) listener(line)
  }

  #notify(): void {
    for (const listener of this.#changeListeners) listener()
  }
}
