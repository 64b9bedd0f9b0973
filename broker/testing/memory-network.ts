/**
 * A network in memory: ports are numbers in a map, bytes arrive in the microtask after they were written.
 * Ordered and lossless like TCP; a reader that pauses makes the writer's queue grow.
 */
import {
  type ConnectionHandler,
  type Network,
  type NetworkConnection,
  NetworkError,
  type NetworkListener,
} from '../base/network.ts'

const FIRST_FREE_PORT = 40_000

/** What a writer may have queued before it is asked to wait. */
const HIGH_WATER_BYTES = 64 * 1024

export class MemoryNetwork implements Network {
  readonly #listeners = new Map<number, (connection: NetworkConnection) => void>()
  #nextPort = FIRST_FREE_PORT

  listen(options: {
    readonly host: string
    readonly port: number
    readonly onConnection: (connection: NetworkConnection) => void
  }): Promise<NetworkListener> {
    const port = options.port === 0 ? this.#nextPort++ : options.port
    if (this.#listeners.has(port)) {
      return Promise.reject(
        new NetworkError('ADDRESS_IN_USE', `${options.host}:${port} is in use by another program`),
      )
    }
    this.#listeners.set(port, options.onConnection)
    return Promise.resolve({
      port,
      close: () => {
        this.#listeners.delete(port)
        return Promise.resolve()
      },
    })
  }

  connect(options: { readonly host: string; readonly port: number }): Promise<NetworkConnection> {
    const accept = this.#listeners.get(options.port)
    if (accept === undefined) {
      return Promise.reject(
        new NetworkError('REFUSED', `${options.host}:${options.port} refused the connection`),
      )
    }
    const [near, far] = MemoryConnection.pair(options.port, this.#nextPort++)
    accept(far)
    return Promise.resolve(near)
  }
}

class MemoryConnection implements NetworkConnection {
  readonly remoteHost = '127.0.0.1'
  readonly remotePort: number
  readonly localPort: number
  #peer: MemoryConnection | null = null
  #handler: ConnectionHandler | null = null
  #inbox: Buffer[] = []
  #isPaused = false
  #isClosed = false
  #isFull = false

  static pair(serverPort: number, clientPort: number): [MemoryConnection, MemoryConnection] {
    const near = new MemoryConnection(serverPort, clientPort)
    const far = new MemoryConnection(clientPort, serverPort)
    near.#peer = far
    far.#peer = near
    return [near, far]
  }

  private constructor(remotePort: number, localPort: number) {
    this.remotePort = remotePort
    this.localPort = localPort
  }

  get queuedBytes(): number {
    return this.#peer === null ? 0 : this.#peer.#inbox.reduce((sum, chunk) => sum + chunk.length, 0)
  }

  handle(handler: ConnectionHandler): void {
    this.#handler = handler
    this.#deliverSoon()
  }

  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean {
    if (onFlushed !== undefined) queueMicrotask(onFlushed)
    const peer = this.#peer
    if (this.#isClosed || peer === null) return true
    peer.#inbox.push(Buffer.concat(chunks))
    peer.#deliverSoon()
    this.#isFull = this.queuedBytes > HIGH_WATER_BYTES
    return !this.#isFull
  }

  cork(): void {}

  uncork(): void {}

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    this.#deliverSoon()
  }

  close(): void {
    queueMicrotask(() => this.destroy())
  }

  destroy(): void {
    if (this.#isClosed) return
    this.#end()
    const peer = this.#peer
    if (peer !== null) queueMicrotask(() => peer.#end())
  }

  #deliverSoon(): void {
    queueMicrotask(() => this.#deliver())
  }

  #deliver(): void {
    while (this.#handler !== null && !this.#isPaused && !this.#isClosed) {
      const chunk = this.#inbox.shift()
      if (chunk === undefined) break
      this.#handler.onData(chunk)
    }
    const writer = this.#peer
    if (this.#inbox.length > 0 || writer === null || !writer.#isFull) return
    writer.#isFull = false
    writer.#handler?.onDrain()
  }

  #end(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    queueMicrotask(() => this.#handler?.onClose(null))
  }
}
