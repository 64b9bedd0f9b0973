/** Real sockets: the only home of `node:net` in the engine. */
import net from 'node:net'
import { assert } from '../base/assert.ts'
import {
  type ConnectionHandler,
  type Network,
  type NetworkConnection,
  NetworkError,
  type NetworkErrorCode,
  type NetworkListener,
} from '../base/network.ts'
import { KIB } from '../base/units.ts'

/** Connections the system queues for us before it refuses. */
const LISTEN_BACKLOG = 511

/** What a connection that reuses memory reads at once, where its handler has no better place. */
const SCRATCH_BYTES = 64 * KIB

/** TCP on the machine's own stack, without Nagle's delay. */
export const nodeNetwork: Network = {
  listen({ host, port, onConnection }): Promise<NetworkListener> {
    return new Promise((resolve, reject) => {
      const server = net.createServer({ noDelay: true, pauseOnConnect: false }, (socket) =>
        onConnection(new SocketConnection(socket)),
      )
      server.once('error', (error) => reject(toNetworkError(error, `${host}:${port}`)))
      server.listen({ host, port, backlog: LISTEN_BACKLOG, exclusive: true }, () => {
        const address = server.address()
        assert(address !== null, 'a listening server has an address')
        assert(typeof address === 'object', 'a TCP server has a port')
        resolve({
          port: address.port,
          close: () => new Promise<void>((done) => server.close(() => done())),
        })
      })
    })
  },

  connect({ host, port, timeoutMs, signal, reusesMemory = false }): Promise<NetworkConnection> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason)
        return
      }
      const intake = reusesMemory ? new Intake() : null
      const socket = net.connect({
        host,
        port,
        noDelay: true,
        ...(intake === null ? {} : { onread: intake }),
      })
      const target = `${host}:${port}`
      const settle = (action: () => void) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
        socket.removeAllListeners()
        action()
      }
      const fail = (reason: unknown) =>
        settle(() => {
          socket.on('error', () => {}) // a late error of a socket that nobody owns any more
          socket.destroy()
          reject(reason)
        })
      const onAbort = () => fail(signal?.reason)
      const timer = setTimeout(
        () => fail(new NetworkError('TIMED_OUT', `No connection to ${target} within ${timeoutMs} ms`)),
        timeoutMs,
      )
      signal?.addEventListener('abort', onAbort, { once: true })
      socket.once('error', (error) => fail(toNetworkError(error, target)))
      socket.once('connect', () => settle(() => resolve(new SocketConnection(socket, intake))))
    })
  },
}

/** Reads a socket into memory that is used again and again, in the form that `node:net` asks for. */
class Intake {
  handler: ConnectionHandler | null = null
  readonly #scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES)

  /** Where the next bytes go. */
  readonly buffer = (): Buffer => this.handler?.onSpace?.() ?? this.#scratch

  readonly callback = (sizeBytes: number, memory: Uint8Array): boolean => {
    this.handler?.onData(Buffer.from(memory.buffer, memory.byteOffset, sizeBytes))
    return true
  }
}

class SocketConnection implements NetworkConnection {
  readonly remoteHost: string
  readonly remotePort: number
  readonly localPort: number
  readonly #socket: net.Socket
  readonly #intake: Intake | null
  #failure: NetworkError | null = null

  constructor(socket: net.Socket, intake: Intake | null = null) {
    this.#socket = socket
    this.#intake = intake
    this.remoteHost = socket.remoteAddress ?? ''
    this.remotePort = socket.remotePort ?? 0
    this.localPort = socket.localPort ?? 0
  }

  get queuedBytes(): number {
    return this.#socket.writableLength
  }

  handle(handler: ConnectionHandler): void {
    const target = `${this.remoteHost}:${this.remotePort}`
    if (this.#intake === null) this.#socket.on('data', (chunk: Buffer) => handler.onData(chunk))
    else this.#intake.handler = handler
    this.#socket.on('drain', () => handler.onDrain())
    this.#socket.on('error', (error) => {
      this.#failure = toNetworkError(error, target)
    })
    this.#socket.on('close', () => handler.onClose(this.#failure))
  }

  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean {
    let isBelowMark = true
    // Chunks leave in order, and what a destroyed socket still holds is failed only after the write under
    // way in the system has ended: the last chunk's callback speaks for all of them.
    const last = chunks.length - 1
    assert(last >= 0, 'a write has chunks')
    for (const [index, chunk] of chunks.entries()) {
      isBelowMark = this.#socket.write(chunk, index === last ? onFlushed : undefined)
    }
    return isBelowMark
  }

  cork(): void {
    this.#socket.cork()
  }

  uncork(): void {
    this.#socket.uncork()
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  close(): void {
    this.#socket.end()
  }

  destroy(): void {
    this.#socket.destroy()
  }
}

function toNetworkError(error: NodeJS.ErrnoException, target: string): NetworkError {
  const [code, phrase] = KNOWN_FAILURES[error.code ?? ''] ?? ['OTHER', `failed (${error.message})`]
  return new NetworkError(code, `${target} ${phrase}`, { cause: error })
}

const KNOWN_FAILURES: Readonly<Record<string, readonly [NetworkErrorCode, string]>> = {
  EADDRINUSE: ['ADDRESS_IN_USE', 'is in use by another program'],
  EACCES: ['OTHER', 'may not be opened by this user'],
  EADDRNOTAVAIL: ['OTHER', 'is not an address of this machine'],
  ECONNREFUSED: ['REFUSED', 'refused the connection'],
  ECONNRESET: ['RESET', 'reset the connection'],
  EPIPE: ['RESET', 'closed the connection'],
  ENOTFOUND: ['UNKNOWN_HOST', 'is a name that does not resolve'],
  EAI_AGAIN: ['UNKNOWN_HOST', 'is a name that does not resolve at the moment'],
  ETIMEDOUT: ['TIMED_OUT', 'did not answer'],
  EHOSTUNREACH: ['REFUSED', 'cannot be reached'],
  ENETUNREACH: ['REFUSED', 'cannot be reached'],
}
