/**
 * One node as the supervisor sees it: its thread, its state and its last figures. A node that dies
 * without being told to is started again, under a back-off that grows with every failure in a row.
 */
import { assert } from '../base/assert.ts'
import type { CancelTimer, Clock } from '../base/clock.ts'
import { type Deferred, deferred } from '../base/deferred.ts'
import { describeError, type LogRecord } from '../base/logger.ts'
import { SECOND_MS } from '../base/units.ts'
import {
  asWorkerMessage,
  type FaultsMessage,
  type NodeMetrics,
  type NodeRole,
  type StartMessage,
  type WorkerMessage,
} from './control-messages.ts'
import { type Isolation, type NodeHost, openHost } from './node-host.ts'

/** `frozen`: it was told to stand still. Its connections are open and say nothing. */
export type NodeState = 'stopped' | 'starting' | 'running' | 'frozen' | 'stopping' | 'failed'

/** Longest wait for a node to serve. */
export const START_TIMEOUT_MS = 60 * SECOND_MS

/** Longest wait for a clean stop; then the thread is ended. */
export const STOP_TIMEOUT_MS = 15 * SECOND_MS

/** Waits between restarts of a node that keeps dying; after the last one it stays failed. */
const RESTART_DELAYS_MS = [500, 2 * SECOND_MS, 5 * SECOND_MS, 15 * SECOND_MS, 30 * SECOND_MS] as const

/** A node that ran this long has recovered: its failures are forgotten. */
const STABLE_AFTER_MS = 60 * SECOND_MS

/** Why a node could not start. `code` is the worker's: ADDRESS_IN_USE, STORAGE, INTERNAL… */
export class NodeStartError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'NodeStartError'
    this.code = code
  }
}

export interface NodeHandleOptions {
  readonly nodeId: number
  readonly role: NodeRole
  readonly clock: Clock
  /** Made anew for each start: the controller's port may have changed. */
  readonly startMessage: () => Omit<StartMessage, 'sharedWords'>
  readonly isolation: Isolation
  /** What is to go wrong at the node as things are. */
  readonly faults: () => Omit<FaultsMessage, 'type'>
  /** Whether a node that stops has somebody to hand its leadership over to. */
  readonly isControllerUp: () => boolean
  readonly onChange: () => void
  readonly onLog: (record: LogRecord) => void
}

export class NodeHandle {
  readonly nodeId: number
  readonly role: NodeRole
  state: NodeState = 'stopped'
  sinceMs: number
  port = 0
  /** Of the listener for the quorum, where the node is a voter that serves clients too. */
  controllerPort = 0
  error: string | null = null
  /** Whether it was ended by `kill` and neither started nor stopped since. */
  isKilled = false
  startDurationMs: number | null = null
  metrics: NodeMetrics | null = null
  readonly #options: NodeHandleOptions
  #host: NodeHost | null = null
  /** The thread or process when it was told to end, or said that it will; one that is merely prepared is not. */
  #ending: NodeHost | null = null
  #ready: Deferred<void> | null = null
  #exited: Deferred<void> = deferred()
  #failuresInARow = 0
  #cancelRestart: CancelTimer = () => {}
  #cancelThaw: CancelTimer = () => {}

  constructor(options: NodeHandleOptions) {
    this.#options = options
    this.nodeId = options.nodeId
    this.role = options.role
    this.sinceMs = options.clock.nowMs()
  }

  get isBroker(): boolean {
    return this.role !== 'controller'
  }

  /** A voter of the metadata quorum. */
  get isController(): boolean {
    return this.role !== 'broker'
  }

  /** Where the quorum finds it; 0 while that is not known. */
  get quorumPort(): number {
    return this.role === 'combined' ? this.controllerPort : this.port
  }

  /** Of the process the node runs in; this one's while it does not run. */
  get pid(): number {
    return this.#host?.pid ?? process.pid
  }

  /** Loads the node's code without starting the node: hides that time behind another's start. */
  prepare(): void {
    if (this.#host === null) this.#host = this.#spawn()
  }

  /** Resolves when the node serves; one that is just ending is let end first. Rejects with `NodeStartError`. */
  async start(): Promise<void> {
    this.#cancelRestart()
    this.isKilled = false
    if (this.state === 'stopping' || this.state === 'failed') await this.#ended()
    this.thaw()
    if (this.state === 'running') return
    if (this.state === 'starting' && this.#ready !== null) return this.#ready.promise
    assert(this.state === 'stopped' || this.state === 'failed', 'only a node at rest can be started')
    this.prepare()
    const ready = deferred<void>()
    this.#ready = ready
    this.error = null
    this.#enter('starting')
    this.suffer()
    this.#host?.start(this.#options.startMessage())
    const cancelTimeout = this.#options.clock.after(START_TIMEOUT_MS, () => {
      this.#fail(
        new NodeStartError('TIMED_OUT', `Node ${this.nodeId} did not start within ${START_TIMEOUT_MS} ms`),
      )
      this.#host?.terminate()
    })
    try {
      await ready.promise
    } finally {
      cancelTimeout()
    }
  }

  /** Stops cleanly; after a limit, or when it is still starting, ends the thread. */
  async stop(): Promise<void> {
    this.#cancelRestart()
    this.isKilled = false
    this.thaw()
    const host = this.#host
    if (host === null || this.state === 'stopped' || this.state === 'failed') {
      await this.#end()
      return
    }
    if (this.state === 'stopping') return this.#ended() // another caller's stop or kill
    const wasRunning = this.state === 'running'
    this.#enter('stopping')
    this.#ready?.reject(new NodeStartError('STOPPED', `Node ${this.nodeId} was stopped`))
    this.#ready = null
    if (!wasRunning) return this.#end()
    this.#ending = host
    host.stop({ type: 'stop', isControllerUp: this.#options.isControllerUp() })
    const cancelTimeout = this.#options.clock.after(STOP_TIMEOUT_MS, () => host.terminate())
    await this.#exited.promise
    cancelTimeout()
  }

  /**
   * Makes the thread stand still where it is, as a long pause of its process would: connections stay open,
   * nothing is answered. A node that does not run is left as it is.
   * @param forMs until it goes on by itself; null: until `thaw`, a stop or a kill.
   */
  freeze(forMs: number | null): void {
    if (this.state !== 'running') return
    this.#host?.freeze()
    this.#tell('node is frozen', forMs === null ? {} : { forMs })
    this.metrics = null
    this.#enter('frozen')
    if (forMs !== null) this.#cancelThaw = this.#options.clock.after(forMs, () => this.thaw())
  }

  /** Tells the node what is to go wrong there from now on; one that does not run is told when it starts. */
  suffer(): void {
    this.#host?.suffer({ type: 'faults', ...this.#options.faults() })
  }

  /** Lets a frozen node go on. */
  thaw(): void {
    this.#cancelThaw()
    if (this.state !== 'frozen') return
    this.#host?.thaw()
    this.#tell('node is thawed', {})
    this.#enter('running')
  }

  /** Ends the thread at once, as a crash would: nothing is flushed or handed over. */
  async kill(): Promise<void> {
    this.#cancelRestart()
    this.#cancelThaw()
    if (this.#host !== null) this.#tell('node is killed', {})
    if (this.state === 'running' || this.state === 'frozen') this.isKilled = true
    this.#enter('stopping')
    this.#ready?.reject(new NodeStartError('KILLED', `Node ${this.nodeId} was killed`))
    this.#ready = null
    await this.#end()
  }

  /** Resolves when no thread is ending. */
  async #ended(): Promise<void> {
    if (this.#ending !== null) await this.#exited.promise
  }

  async #end(): Promise<void> {
    const host = this.#host
    if (host !== null) {
      this.#ending = host
      host.terminate()
      await this.#exited.promise
    }
    this.#enter('stopped')
  }

  #spawn(): NodeHost {
    const exited = deferred<void>()
    this.#exited = exited
    const host = openHost(this.#options.isolation, `${this.role}-${this.nodeId}`, {
      onMessage: (value) => this.#receive(asWorkerMessage(value)),
      onError: (error) => {
        this.error = describeError(error)
      },
      onExit: (code) => {
        if (this.#host === host) this.#host = null
        if (this.#ending === host) this.#ending = null
        this.#onExit(code)
        exited.resolve()
      },
    })
    return host
  }

  #receive(message: WorkerMessage): void {
    switch (message.type) {
      case 'ready':
        if (this.state !== 'starting') return
        this.port = message.port
        this.startDurationMs = message.durationMs
        this.#enter('running')
        this.#ready?.resolve()
        this.#ready = null
        return
      case 'failed':
        return this.#fail(new NodeStartError(message.code, message.message))
      case 'metrics':
        this.metrics = message.metrics
        return
      case 'log':
        return this.#options.onLog(message.record)
      case 'frozen': // what it was told, and did
      case 'stopped':
        return
    }
  }

  #fail(error: NodeStartError): void {
    this.error = error.message
    this.#ending = this.#host
    const ready = this.#ready
    this.#ready = null
    this.#enter('failed')
    ready?.reject(error)
  }

  #onExit(code: number): void {
    this.metrics = null
    this.#cancelThaw()
    if (this.state === 'stopping') return this.#enter('stopped')
    if (this.state === 'stopped' || this.state === 'failed') return
    const ranMs = this.#options.clock.nowMs() - this.sinceMs
    const wasRunning = this.state === 'running' || this.state === 'frozen'
    this.#tell('node ended unexpectedly', {
      exitCode: code,
      ...(this.error === null ? {} : { error: this.error }),
    })
    this.#fail(
      new NodeStartError(
        'CRASHED',
        this.error ?? `Node ${this.nodeId} ended unexpectedly (exit code ${code})`,
      ),
    )
    // A process that somebody has killed stays down until it is asked for, as a broker on a host of its own does.
    if (wasRunning && this.#options.isolation === 'thread') this.#scheduleRestart(ranMs)
  }

  /** The thread cannot say it any more. */
  #tell(message: string, fields: LogRecord['fields']): void {
    const timeMs = this.#options.clock.nowMs()
    this.#options.onLog({ timeMs, level: 'warn', source: 'supervisor', message, fields })
  }

  #scheduleRestart(ranMs: number): void {
    if (ranMs >= STABLE_AFTER_MS) this.#failuresInARow = 0
    const delayMs = RESTART_DELAYS_MS[this.#failuresInARow]
    this.#failuresInARow += 1
    if (delayMs === undefined) return
    this.#cancelRestart = this.#options.clock.after(delayMs, () => {
      this.start().catch(() => {
        if (this.state === 'failed') this.#scheduleRestart(0) // and not when somebody stopped it; see `error`
      })
    })
  }

  #enter(state: NodeState): void {
    this.state = state
    this.sinceMs = this.#options.clock.nowMs()
    this.#options.onChange()
  }
}
