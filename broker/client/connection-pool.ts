/**
 * The connections of one client. A broker answers one connection in order, so calls that may wait long
 * (fetches, group membership) travel in lanes of their own: one connection per broker and lane. The pool
 * opens on demand, shares an opening under way, and forgets what has closed.
 */
import { describeError } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import { ClientConnection } from '../net/client-connection.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { CallScope } from './call-scope.ts'
import { UnreachableError } from './failures.ts'
import { negotiate, type OpenConnection } from './version-negotiation.ts'

/** Connections one client holds at most, over all brokers and lanes. */
const MAX_CONNECTIONS = 1_024

/** The lane of calls that are answered at once. */
export const ORDINARY_LANE = 'ordinary'

/** Where a broker listens. */
export interface Endpoint {
  readonly host: string
  readonly port: number
}

interface Slot {
  readonly opening: Promise<OpenConnection>
  open: OpenConnection | null
}

export class ConnectionPool {
  readonly #options: {
    readonly clientId: string
    readonly runtime: Pick<Runtime, 'clock' | 'network'>
    readonly connectTimeoutMs: number
    readonly requestTimeoutMs: number
  }
  readonly #slots = new Map<string, Slot>()
  readonly #closing = new AbortController()

  constructor(options: {
    readonly clientId: string
    readonly runtime: Pick<Runtime, 'clock' | 'network'>
    readonly connectTimeoutMs: number
    readonly requestTimeoutMs: number
  }) {
    this.#options = options
  }

  /** Whether a connection of this lane is ready for use. */
  isOpen(endpoint: Endpoint, lane: string): boolean {
    return this.#slots.get(keyOf(endpoint, lane))?.open?.connection.isClosed === false
  }

  /** The connection of a lane, opened when there is none.
   *  Rejects with UnreachableError when it cannot be opened, or when the scope ends. */
  async acquire(endpoint: Endpoint, lane: string, scope: CallScope): Promise<OpenConnection> {
    this.#closing.signal.throwIfAborted()
    const key = keyOf(endpoint, lane)
    const existing = this.#slots.get(key)
    if (existing?.open !== null && existing?.open.connection.isClosed === false) {
      return existing.open
    }
    const slot = existing !== undefined && existing.open === null ? existing : this.#start(key, endpoint)
    return scope.race(slot.opening, `Connecting to ${endpoint.host}:${endpoint.port}`)
  }

  /** Closes the connections of a lane at all brokers. */
  closeLane(lane: string): void {
    for (const [key, slot] of this.#slots) {
      if (key.endsWith(`/${lane}`)) this.#drop(key, slot)
    }
  }

  /** Closes everything, openings under way included; whatever waits fails with `reason`. */
  close(reason: KafkaError): void {
    this.#closing.abort(reason)
    for (const [key, slot] of this.#slots) this.#drop(key, slot)
  }

  #start(key: string, endpoint: Endpoint): Slot {
    if (this.#slots.size >= MAX_CONNECTIONS) {
      throw new KafkaError('NETWORK_EXCEPTION', `The client holds ${MAX_CONNECTIONS} connections already`)
    }
    const slot: Slot = { opening: this.#open(endpoint), open: null }
    this.#slots.set(key, slot)
    const forget = () => {
      if (this.#slots.get(key) === slot) this.#slots.delete(key)
    }
    slot.opening.then((open) => {
      slot.open = open
      if (this.#slots.get(key) !== slot) open.connection.close()
      else open.connection.onClose(forget)
    }, forget)
    return slot
  }

  async #open(endpoint: Endpoint): Promise<OpenConnection> {
    const { runtime, clientId, connectTimeoutMs, requestTimeoutMs } = this.#options
    const { signal } = this.#closing
    try {
      return await negotiate({
        open: () => ClientConnection.open(runtime, { ...endpoint, clientId, connectTimeoutMs, signal }),
        timeoutMs: Math.min(connectTimeoutMs, requestTimeoutMs),
        signal,
      })
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof KafkaError && !error.isRetriable) throw error
      const target = `${endpoint.host}:${endpoint.port}`
      const message = describeError(error)
      throw new UnreachableError(message.includes(target) ? message : `${target}: ${message}`, {
        cause: error,
      })
    }
  }

  #drop(key: string, slot: Slot): void {
    this.#slots.delete(key)
    slot.open?.connection.close()
  }
}

function keyOf(endpoint: Endpoint, lane: string): string {
  return `${endpoint.host}:${endpoint.port}/${lane}`
}
