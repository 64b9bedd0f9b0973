/**
 * The supervisor of the bundled cluster: its controllers, one to nine brokers, each in a thread of its
 * own with its own folder and port. It starts, stops, kills and restarts them, adds and removes brokers,
 * cuts nodes off from each other, and tells how they are. All it knows of what goes on inside comes in
 * control messages; what takes the Kafka protocol is done by others. It never touches a log or a record.
 *
 * Longer than most files because all that can be done to a node goes through here, in one order.
 */
import { assert } from '../base/assert.ts'
import type { Clock } from '../base/clock.ts'
import type { KafkaRelease } from '../base/kafka-releases.ts'
import { describeError, type LogLevel, type LogRecord } from '../base/logger.ts'
import { type BrokerRemoval, type RemovalSteps, removeBroker } from './broker-removal.ts'
import { ClusterFaults } from './cluster-faults.ts'
import { ClusterLog, type ClusterLogLine } from './cluster-log.ts'
import type { NodeRole, StartMessage } from './control-messages.ts'
import { DataDirectory } from './data-directory.ts'
import { type AskedForm, CONTROLLER_ID, formOf, MAX_CONTROLLERS } from './directory-fit.ts'
import { findFreePorts } from './free-ports.ts'
import { NodeHandle, NodeStartError } from './node-handle.ts'
import type { Isolation } from './node-host.ts'
import { hasQuorum, noController, type QuorumLeader, quorumLeaderOf } from './quorum.ts'
import {
  checkAction,
  checkFreezeTime,
  checkGroups,
  checkLatency,
  type NodeAction,
} from './supervisor-orders.ts'

export const MAX_BROKERS = 9

/** Runs of ports tried from the wanted one up before giving up, when others may be taken instead. */
const MAX_PORT_ATTEMPTS = 20

const MAX_PORT = 65_535

export interface LocalClusterOptions {
  readonly brokerCount: number
  /** Voters of the metadata quorum. */
  readonly controllerCount: number
  /** Whether the first brokers are the voters, instead of nodes of their own. */
  readonly isCombined: boolean
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
  /** Log directories of each broker. */
  readonly logDirectoryCount: number
  /** Racks, dealt out to the brokers in turn; none when empty. */
  readonly racks: readonly string[]
  /** The release of Kafka that clients are to see. */
  readonly release: KafkaRelease
  readonly isolation: Isolation
  /** Static broker configs for every node, by Kafka name. */
  readonly configs: Readonly<Record<string, string>>
  readonly logLevel: LogLevel
  readonly clock: Clock
  /** Makes a cluster id for a fresh data directory. */
  readonly newClusterId: () => string
  /** What removing a broker takes, done over the Kafka protocol through these brokers. */
  readonly removalSteps: (bootstrapServers: readonly string[]) => RemovalSteps
}

/** As a cluster is asked for: the directory may have decided on its form. */
export type OpenOptions = Omit<LocalClusterOptions, keyof AskedForm> & AskedForm

/** Ports as people read them: `9092` or `9092-9094`. */
export interface PortMove {
  readonly from: string
  readonly to: string
}

/** `state` sums up the nodes: degraded when some node is not running, or runs and is fenced. */
export type ClusterState = 'stopped' | 'starting' | 'running' | 'degraded' | 'stopping' | 'failed'

export class LocalCluster {
  readonly options: LocalClusterOptions
  readonly directory: DataDirectory
  readonly #nodes = new Map<number, NodeHandle>()
  readonly #changeListeners = new Set<() => void>()
  readonly #log = new ClusterLog()
  readonly #faults = new ClusterFaults()
  #removal: BrokerRemoval | null = null
  /** The removal that has not ended; `removal` tells of it once it has begun. */
  #removing: { readonly nodeId: number; readonly cancel: () => void } | null = null
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
  static open(options: OpenOptions): LocalCluster {
    assert(options.brokerCount >= 1, 'a cluster has a broker')
    assert(options.brokerCount <= MAX_BROKERS, 'a local cluster has at most nine brokers')
    const directory = DataDirectory.claim(options.dataDirectory, options.newClusterId)
    try {
      return new LocalCluster({ ...options, ...formOf(directory, options) }, directory)
    } catch (error) {
      directory.release({ remove: false })
      throw error
    }
  }

  private constructor(options: LocalClusterOptions, directory: DataDirectory) {
    assert(options.controllerCount >= 1, 'a cluster has a controller')
    assert(options.controllerCount <= MAX_CONTROLLERS, 'a local cluster has at most five controllers')
    assert(!options.isCombined || options.controllerCount <= options.brokerCount, 'a voter is a broker')
    this.options = options
    this.directory = directory
    this.#isMovable = !options.isPortStrict && options.port !== 0
    this.#port = (this.#isMovable ? directory.keptPort() : null) ?? options.port
    const { isCombined, controllerCount } = options
    for (let index = 0; !isCombined && index < controllerCount; index += 1) {
      this.#addNode(CONTROLLER_ID + index, 'controller')
    }
    const kept = directory.keptBrokers(options.brokerCount)
    for (const nodeId of kept ?? Array.from({ length: options.brokerCount }, (_, index) => index + 1)) {
      this.#addNode(nodeId, isCombined && nodeId <= controllerCount ? 'combined' : 'broker')
    }
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
    return this.nodes.filter((node) => node.isBroker)
  }

  get controllers(): readonly NodeHandle[] {
    return this.nodes.filter((node) => node.isController)
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
    if (states.every((state) => state === 'running')) {
      return this.nodes.some(({ nodeId }) => this.isFenced(nodeId)) ? 'degraded' : 'running'
    }
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

  /**
   * A broker starts only where its controllers are up: they stay killed, stopped or frozen as somebody wanted
   * them. Where nothing runs at all they are started with it.
   * @throws NodeStartError when the node does not come up, or for what there is not: NO_SUCH_NODE, NO_SUCH_ACTION,
   * NO_CONTROLLER; nothing has changed then.
   */
  async act(nodeId: number, action: NodeAction): Promise<void> {
    const node = this.#node(nodeId)
    checkAction(action)
    if (action === 'thaw') return node.thaw()
    if (action === 'stop') return node.stop()
    if (action === 'kill') return node.kill()
    const needsQuorum = !node.isController && !hasQuorum(this.controllers)
    const isAllDown = this.state === 'stopped'
    if (needsQuorum && !isAllDown) throw noController(this.controllers)
    if (action === 'restart') await node.stop()
    if (needsQuorum) {
      await this.#placeVoters()
      await Promise.all(this.controllers.map((voter) => voter.start())) // at most five
    }
    await node.start()
  }

  /**
   * Makes a running node stand still: for so long, or until it is thawed, stopped or killed.
   * @throws NodeStartError NO_SUCH_NODE, INVALID_TIME.
   */
  freeze(nodeId: number, forMs: number | null = null): void {
    const node = this.#node(nodeId)
    checkFreezeTime(forMs)
    node.freeze(forMs)
  }

  /**
   * Starts one more broker, under the lowest free id; resolves with that when it serves.
   * Rejects with NodeStartError: STOPPED, NO_CONTROLLER, TOO_MANY_BROKERS, or why it does not come up; nothing
   * is left then.
   */
  async addBroker(): Promise<number> {
    if (this.state === 'stopped')
      throw new NodeStartError('STOPPED', 'A broker can only be added while the cluster runs')
    if (!hasQuorum(this.controllers)) throw noController(this.controllers)
    const nodeId = Array.from({ length: MAX_BROKERS }, (_, index) => index + 1).find(
      (id) => !this.#nodes.has(id),
    )
    if (nodeId === undefined) {
      throw new NodeStartError('TOO_MANY_BROKERS', `A local cluster has at most ${MAX_BROKERS} brokers`)
    }
    const node = this.#addNode(nodeId, 'broker')
    if (this.#removal?.nodeId === nodeId) this.#removal = null // it was of another broker
    try {
      await node.start().catch(async (error: unknown) => {
        if (!(error instanceof NodeStartError) || error.code !== 'ADDRESS_IN_USE') throw error
        node.port = (await findFreePorts(this.options.host, 1))[0] ?? 0
        await node.start()
      })
    } catch (error) {
      await this.#forget(nodeId)
      throw error
    }
    this.#keepBrokers()
    return nodeId
  }

  /** The removal of a broker that is under way, or the last one while its id is not used again. */
  get removal(): BrokerRemoval | null {
    return this.#removal
  }

  /**
   * Moves all replicas of a broker to the others, stops it and forgets it. Resolves when that has begun;
   * `ended` resolves with how it went. Rejects with NodeStartError when it cannot be: NO_SUCH_NODE, IS_VOTER,
   * BUSY, NOT_ENOUGH_BROKERS; with the KafkaError of the cluster, for example INVALID_REPLICATION_FACTOR.
   */
  async removeBroker(nodeId: number): Promise<{ readonly ended: Promise<BrokerRemoval> }> {
    const node = this.#node(nodeId)
    this.#checkRemovable(node)
    const removing = new AbortController()
    this.#removing = { nodeId, cancel: () => removing.abort() }
    const others = this.brokers.filter((other) => other !== node && other.state === 'running')
    const steps = this.options.removalSteps(others.map(({ port }) => `${this.options.host}:${port}`))
    try {
      await steps.check({ nodeId, isRunning: node.state === 'running' })
    } catch (error) {
      this.#removing = null
      await steps.close()
      throw error
    }
    const ended = removeBroker({
      nodeId,
      clock: this.options.clock,
      steps,
      signal: removing.signal,
      stop: () => node.stop(),
      onChange: (removal) => {
        this.#removal = removal
        this.#notify()
      },
    }).finally(async () => {
      this.#removing = null
      await steps.close()
      if (this.#removal?.state === 'done') await this.#forget(nodeId)
      this.#notify()
    })
    return { ended }
  }

  /** Cancels the removal that is under way: what has moved stays where it is, the broker goes on. */
  cancelRemoval(): void {
    this.#removing?.cancel()
  }

  /** The broker that is being removed and can still be kept; null when there is none. */
  get leavingId(): number | null {
    return this.#removal?.state === 'stopping' ? null : (this.#removing?.nodeId ?? null)
  }

  /** What is to go wrong as things are. */
  get faults(): Pick<ClusterFaults, 'groups' | 'diskLatencyMsOf' | 'cutFrom'> {
    return this.#faults
  }

  /**
   * Cuts groups of nodes off from each other, in place of what was cut before; clients still reach all of
   * them. No groups heal everything. @throws NodeStartError NO_SUCH_NODE, INVALID_GROUPS.
   */
  cutOff(groups: readonly (readonly number[])[]): void {
    checkGroups(groups)
    for (const nodeId of groups.flat()) this.#node(nodeId)
    this.#faults.cut(groups)
    const shown = groups.map((group) => group.join(',')).join(' | ')
    if (groups.length === 0) this.#tell('the network is whole', {})
    else this.#tell('the network is cut', { groups: shown })
    this.#applyFaults()
    this.#notify()
  }

  /**
   * Makes each write and flush of a node take so much longer; 0 ends that.
   * @throws NodeStartError NO_SUCH_NODE, INVALID_LATENCY.
   */
  slowDisk(nodeId: number, latencyMs: number): void {
    const node = this.#node(nodeId)
    checkLatency(latencyMs)
    this.#faults.slowDisk(nodeId, latencyMs)
    if (latencyMs === 0) this.#tell('the disk is at full speed', { nodeId })
    else this.#tell('the disk is slow', { nodeId, latencyMs })
    node.suffer()
    this.#notify()
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
    return this.#log.onLine(listener)
  }

  /** The newest kept lines, oldest first. */
  recentLogs(limit: number, nodeId?: number): readonly ClusterLogLine[] {
    return this.#log.recent(limit, nodeId)
  }

  async #stopAll(): Promise<void> {
    this.cancelRemoval()
    await Promise.all(this.nodes.filter(({ role }) => role === 'broker').map((node) => node.stop())) // at most nine
    // One after another, so that those that are left can still be asked for leave by as many as can.
    for (const node of this.nodes.filter(({ role }) => role === 'combined')) await node.stop()
    await Promise.all(this.controllers.map((node) => node.stop())) // at most five
  }

  /**
   * Voters have to know each other's ports before the first of them listens, and brokers theirs; one that is
   * alone and no broker takes any.
   */
  async #placeVoters(): Promise<void> {
    const unplaced = this.controllers.filter(({ quorumPort }) => quorumPort === 0)
    if (unplaced.length === 0 || (this.controllers.length === 1 && !this.options.isCombined)) return
    const ports = await findFreePorts(this.options.host, unplaced.length)
    for (const [index, node] of unplaced.entries()) {
      if (node.role === 'combined') node.controllerPort = ports[index] ?? 0
      else node.port = ports[index] ?? 0
    }
  }

  /** Those that are brokers too are started with the brokers. */
  async #startControllers(): Promise<void> {
    await this.#placeVoters()
    const own = this.controllers.filter(({ role }) => role === 'controller')
    await Promise.all(own.map((node) => node.start())) // at most five
  }

  #applyFaults(): void {
    for (const node of this.nodes) node.suffer()
  }

  /** @throws NodeStartError. */
  #checkRemovable(node: NodeHandle): void {
    const { nodeId } = node
    if (node.isController) {
      throw new NodeStartError('IS_VOTER', `Node ${nodeId} is a voter of the metadata quorum and stays`)
    }
    if (this.#removing !== null) {
      throw new NodeStartError(
        'BUSY',
        `Broker ${this.#removing.nodeId} is being removed: wait, or cancel that`,
      )
    }
    if (!this.brokers.some((other) => other !== node && other.state === 'running')) {
      throw new NodeStartError(
        'NOT_ENOUGH_BROKERS',
        `Broker ${nodeId} cannot be removed: no other broker runs`,
      )
    }
  }

  /** Takes a node out, with its data. */
  async #forget(nodeId: number): Promise<void> {
    await this.#node(nodeId).stop()
    this.#nodes.delete(nodeId)
    this.#faults.forget(nodeId)
    this.directory.removeNode(nodeId)
    this.#keepBrokers()
    this.#notify()
  }

  #keepBrokers(): void {
    const ids = this.brokers.map(({ nodeId }) => nodeId).sort((a, b) => a - b)
    this.directory.keepBrokers(this.options.brokerCount, ids)
  }

  /**
   * Whether the controller that leads has fenced a broker that runs: the others do not hear it. Told from what
   * the controller said since the broker came into its state; false where that is not known.
   */
  isFenced(nodeId: number): boolean {
    const { isBroker, state, sinceMs } = this.#node(nodeId)
    if (!isBroker || state !== 'running') return false
    const leader = this.quorumLeader
    return leader !== null && leader.atMs > sinceMs && leader.fencedBrokers.includes(nodeId)
  }

  /** Who leads the metadata quorum and what it tells, at most a second old; null while that is not known. */
  get quorumLeader(): QuorumLeader | null {
    return quorumLeaderOf(this.controllers)
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
    this.#log.keep(CONTROLLER_ID, { timeMs, level: 'warn', source: 'supervisor', message, fields })
  }

  #addNode(nodeId: number, role: NodeRole): NodeHandle {
    const node: NodeHandle = new NodeHandle({
      nodeId,
      role,
      clock: this.options.clock,
      startMessage: () => this.#startMessage(node),
      isolation: this.options.isolation,
      isControllerUp: () => hasQuorum(this.controllers),
      faults: () => ({
        cutPorts: this.#faults.cutFrom(nodeId).flatMap((id) => this.#portsOf(id)),
        diskLatencyMs: this.#faults.diskLatencyMsOf(nodeId),
      }),
      onChange: () => {
        // The node may listen elsewhere than before: who is cut off from it has to know.
        if (this.#faults.groups.length > 0) this.#applyFaults()
        this.#notify()
      },
      onLog: (record) => this.#log.keep(nodeId, record),
    })
    this.#nodes.set(nodeId, node)
    return node
  }

  #portsOf(nodeId: number): number[] {
    const node = this.#nodes.get(nodeId)
    return node === undefined ? [] : [node.port, node.controllerPort].filter((port) => port > 0)
  }

  /** A node keeps the port it once had, so that clients find it again. */
  #startMessage(node: NodeHandle): Omit<StartMessage, 'sharedWords'> {
    const firstPort = node.role === 'controller' || this.#port === 0 ? 0 : this.#port + node.nodeId - 1
    return {
      type: 'start',
      nodeId: node.nodeId,
      role: node.role,
      clusterId: this.clusterId,
      host: this.options.host,
      port: node.port > 0 ? node.port : firstPort,
      controllers: this.controllers.map(({ nodeId, quorumPort }) => ({
        nodeId,
        host: this.options.host,
        port: quorumPort,
      })),
      dataDirectory: this.directory.nodeDirectory(node.nodeId),
      logDirectories: this.directory.logDirectories(node.nodeId, this.options.logDirectoryCount),
      rack: this.#rackOf(node),
      release: this.options.release,
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

  #notify(): void {
    for (const listener of this.#changeListeners) listener()
  }
}
