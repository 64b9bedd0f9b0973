/**
 * A broker's or controller's listening socket and its connections: accepts up to a limit, closes the
 * idle ones, and closes all at the end.
 */
import { BufferPool } from '../base/buffer-pool.ts'
import type { Logger } from '../base/logger.ts'
import type { NetworkConnection, NetworkListener } from '../base/network.ts'
import type { Runtime } from '../base/runtime.ts'
import { MIB, SECOND_MS } from '../base/units.ts'
import { type ConnectionCounters, type FrameProcessor, ServerConnection } from './server-connection.ts'

export interface ListenerOptions {
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  /** socket.request.max.bytes */
  readonly maxRequestBytes: number
  /** connections.max.idle.ms */
  readonly maxIdleMs: number
  /** max.connections */
  readonly maxConnections: number
  readonly processor: FrameProcessor
}

/** How often idle connections are looked for. */
const IDLE_CHECK_INTERVAL_MS = 10 * SECOND_MS

/** Memory kept for the next large requests, over all connections. */
const REQUEST_POOL_BYTES = 16 * MIB

export class Listener {
  readonly counters: ConnectionCounters = { bytesIn: 0, bytesOut: 0, requests: 0 }
  readonly #options: ListenerOptions
  readonly #runtime: Pick<Runtime, 'clock' | 'network'>
  readonly #logger: Logger
  readonly #connections = new Map<number, ServerConnection>()
  readonly #buffers = new BufferPool(REQUEST_POOL_BYTES)
  #nextId = 1
  #listener: NetworkListener | null = null
  #cancelIdleCheck: () => void = () => {}

  constructor(runtime: Pick<Runtime, 'clock' | 'network'>, logger: Logger, options: ListenerOptions) {
    this.#runtime = runtime
    this.#logger = logger
    this.#options = options
  }

  get connectionCount(): number {
    return this.#connections.size
  }

  /** Opens the socket; resolves with the port. Rejects with `NetworkError` when it is taken. */
  async open(): Promise<number> {
    this.#listener = await this.#runtime.network.listen({
      host: this.#options.host,
      port: this.#options.port,
      onConnection: (connection) => this.#accept(connection),
    })
    this.#cancelIdleCheck = this.#runtime.clock.every(IDLE_CHECK_INTERVAL_MS, () => this.#closeIdle())
    return this.#listener.port
  }

  /** Stops accepting and ends every connection. */
  async close(): Promise<void> {
    this.#cancelIdleCheck()
    const closing = this.#listener?.close()
    for (const connection of this.#connections.values()) connection.destroy()
    await closing
  }

  #accept(connection: NetworkConnection): void {
    if (this.#connections.size >= this.#options.maxConnections) {
      this.#logger.warn('connection refused: too many', { limit: this.#options.maxConnections })
      connection.handle({ onData: () => {}, onDrain: () => {}, onClose: () => {} })
      connection.destroy()
      return
    }
    const id = this.#nextId++
    const accepted = new ServerConnection({
      id,
      connection,
      processor: this.#options.processor,
      clock: this.#runtime.clock,
      logger: this.#logger,
      maxRequestBytes: this.#options.maxRequestBytes,
      buffers: this.#buffers,
      counters: this.counters,
      onClose: () => void this.#connections.delete(id),
    })
    this.#connections.set(id, accepted)
  }

  #closeIdle(): void {
    const oldestMs = this.#runtime.clock.monotonicMs() - this.#options.maxIdleMs
    for (const connection of this.#connections.values()) {
      if (!connection.isBusy && connection.lastActiveMs < oldestMs) connection.destroy()
    }
  }
}
