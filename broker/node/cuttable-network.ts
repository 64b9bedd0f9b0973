/**
 * A network that can be cut between this node and some others, as by a broken switch: nothing is refused,
 * nothing arrives. It knows the others by the ports they listen on; each side cuts the connections it makes
 * itself, so that a cut needs both. A connection that lost something ends when the cut is healed.
 */
import type { Clock } from '../base/clock.ts'
import {
  type ConnectionHandler,
  type Network,
  type NetworkConnection,
  NetworkError,
} from '../base/network.ts'

export class CuttableNetwork implements Network {
  readonly #network: Network
  readonly #clock: Pick<Clock, 'after'>
  readonly #connections = new Set<CuttableConnection>()
  #cutPorts: ReadonlySet<number> = new Set()
  readonly #waiting = new Set<() => void>()

  constructor(network: Network, clock: Pick<Clock, 'after'>) {
    this.#network = network
    this.#clock = clock
  }

  /** Cuts this node off from those that listen on these ports, and from no other: heals what is not named. */
  cut(ports: ReadonlySet<number>): void {
    this.#cutPorts = ports
    for (const connection of Array.from(this.#connections))
      connection.setCut(ports.has(connection.remotePort))
    for (const look of Array.from(this.#waiting)) look()
  }

  listen(options: Parameters<Network['listen']>[0]): ReturnType<Network['listen']> {
    return this.#network.listen(options)
  }

  async connect(options: Parameters<Network['connect']>[0]): Promise<NetworkConnection> {
    if (this.#cutPorts.has(options.port)) await this.#hang(options)
    const connection = await this.#network.connect(options)
    const cuttable = new CuttableConnection(connection, () => this.#connections.delete(cuttable))
    cuttable.setCut(this.#cutPorts.has(options.port))
    this.#connections.add(cuttable)
    return cuttable
  }

  /** Resolves when the cut is healed. Rejects when the time is over, or with the signal's reason. */
  #hang(options: Parameters<Network['connect']>[0]): Promise<void> {
    const { host, port, timeoutMs, signal } = options
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        cancelTimer()
        signal?.removeEventListener('abort', onAbort)
        this.#waiting.delete(look)
        act()
      }
      const cancelTimer = this.#clock.after(timeoutMs, () =>
        settle(() =>
          reject(new NetworkError('TIMED_OUT', `No connection to ${host}:${port} within ${timeoutMs} ms`)),
        ),
      )
      const onAbort = () => settle(() => reject(signal?.reason))
      const look = () => {
        if (!this.#cutPorts.has(port)) settle(resolve)
      }
      this.#waiting.add(look)
      signal?.addEventListener('abort', onAbort, { once: true })
      if (signal?.aborted) onAbort()
    })
  }
}

class CuttableConnection implements NetworkConnection {
  readonly #connection: NetworkConnection
  readonly #onEnd: () => void
  #isCut = false
  #hasLost = false
  /** The owner has asked for no data. */
  #isPaused = false
  #handler: ConnectionHandler | null = null
  /** The owner was told that it is over. */
  #isOver = false

  constructor(connection: NetworkConnection, onEnd: () => void) {
    this.#connection = connection
    this.#onEnd = onEnd
  }

  get remoteHost(): string {
    return this.#connection.remoteHost
  }

  get remotePort(): number {
    return this.#connection.remotePort
  }

  get localPort(): number {
    return this.#connection.localPort
  }

  get queuedBytes(): number {
    return this.#connection.queuedBytes
  }

  setCut(isCut: boolean): void {
    if (isCut === this.#isCut) return
    this.#isCut = isCut
    if (isCut) return this.#connection.pause()
    if (this.#hasLost) return this.#connection.destroy()
    if (!this.#isPaused) this.#connection.resume()
  }

  handle(handler: ConnectionHandler): void {
    this.#handler = handler
    this.#connection.handle({
      onData: (chunk) => {
        // What was on its way when the cut came is lost with it.
        if (this.#isCut) this.#hasLost = true
        else handler.onData(chunk)
      },
      onSpace: () => (this.#isCut ? null : (handler.onSpace?.() ?? null)),
      onDrain: () => handler.onDrain(),
      onClose: (error) => {
        this.#onEnd()
        this.#tellOver(error)
      },
    })
  }

  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean {
    if (!this.#isCut) return this.#connection.write(chunks, onFlushed)
    this.#hasLost = true
    if (onFlushed !== undefined) queueMicrotask(onFlushed)
    return true
  }

  cork(): void {
    this.#connection.cork()
  }

  uncork(): void {
    this.#connection.uncork()
  }

  pause(): void {
    this.#isPaused = true
    this.#connection.pause()
  }

  resume(): void {
    this.#isPaused = false
    if (!this.#isCut) this.#connection.resume()
  }

  close(): void {
    if (this.#isCut) this.#abandon()
    else this.#connection.close()
  }

  destroy(): void {
    if (this.#isCut) this.#abandon()
    else this.#connection.destroy()
  }

  /** A goodbye would get through the cut: the other side is not told before it is healed. */
  #abandon(): void {
    this.#hasLost = true
    queueMicrotask(() => this.#tellOver(null))
  }

  #tellOver(error: NetworkError | null): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#handler?.onClose(error)
  }
}
