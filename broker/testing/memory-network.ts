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

/** What memory holds that was used again. */
const SPOILT = 0xee

/** One machine's part of the network: it can be cut off from all others. */
export interface NetworkView extends Network {
  /** Ends every connection of this machine at once; until `heal` it reaches nobody and nobody reaches it. */
  cut(): void
  heal(): void
}

export class MemoryNetwork implements Network {
  readonly #listeners = new Map<number, (connection: NetworkConnection) => void>()
  #nextPort = FIRST_FREE_PORT

  /** The network as one machine has it. */
  view(): NetworkView {
    return new MachineView(this)
  }

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

  connect(options: {
    readonly host: string
    readonly port: number
    readonly reusesMemory?: boolean
  }): Promise<NetworkConnection> {
    const accept = this.#listeners.get(options.port)
    if (accept === undefined) {
      return Promise.reject(
        new NetworkError('REFUSED', `${options.host}:${options.port} refused the connection`),
      )
    }
    const [near, far] = MemoryConnection.pair(options.port, this.#nextPort++)
    if (options.reusesMemory === true) near.reuseMemory()
    accept(far)
    return Promise.resolve(near)
  }
}

class MachineView implements NetworkView {
  readonly #network: MemoryNetwork
  readonly #connections = new Set<NetworkConnection>()
  #isCut = false

  constructor(network: MemoryNetwork) {
    this.#network = network
  }

  listen(options: Parameters<Network['listen']>[0]): Promise<NetworkListener> {
    return this.#network.listen({
      ...options,
      onConnection: (connection) => {
        if (this.#isCut) connection.destroy()
        else options.onConnection(this.#keep(connection))
      },
    })
  }

  async connect(options: Parameters<Network['connect']>[0]): Promise<NetworkConnection> {
    if (this.#isCut) throw new NetworkError('REFUSED', 'this machine is cut off')
    return this.#keep(await this.#network.connect(options))
  }

  cut(): void {
    this.#isCut = true
    for (const connection of this.#connections) connection.destroy()
    this.#connections.clear()
  }

  heal(): void {
    this.#isCut = false
  }

  #keep(connection: NetworkConnection): NetworkConnection {
    this.#connections.add(connection)
    return connection
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
  #reusesMemory = false
  /** What the handler had last, which is spoilt by the bytes after it. */
  #lent = Buffer.alloc(0)

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

  /** From here on chunks are spoilt when the next ones come, as the real network does by using them again. */
  reuseMemory(): void {
    this.#reusesMemory = true
  }

  get queuedBytes(): number {
    return this.#peer === null ? 0 : this.#peer.#inbox.reduce((sum, chunk) => sum + chunk.length, 0)
  }

  handle(handler: ConnectionHandler): void {
    this.#handler = handler
    if (this.#isClosed)
      queueMicrotask(() => handler.onClose(null)) // it ended before anybody listened
    else this.#deliverSoon()
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
      this.#handler.onData(this.#reusesMemory ? this.#lend(chunk) : chunk)
    }
    const writer = this.#peer
    if (this.#inbox.length > 0 || writer === null || !writer.#isFull) return
    writer.#isFull = false
    writer.#handler?.onDrain()
  }

  #lend(chunk: Buffer): Buffer {
    this.#lent.fill(SPOILT)
    this.#lent = Buffer.from(chunk)
    return this.#lent
  }

  #end(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    queueMicrotask(() => this.#handler?.onClose(null))
  }
}
