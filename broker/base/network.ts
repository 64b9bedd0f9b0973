/**
 * Network, as brokers and clients see it: ordered byte streams. The real one is
 * `broker/node/node-network.ts`; the simulator replaces it.
 */

export type NetworkErrorCode = 'REFUSED' | 'ADDRESS_IN_USE' | 'UNKNOWN_HOST' | 'TIMED_OUT' | 'RESET' | 'OTHER'

/** A failed connect, listen or an abnormal close. */
export class NetworkError extends Error {
  readonly code: NetworkErrorCode

  constructor(code: NetworkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'NetworkError'
    this.code = code
  }
}

/** What the owner of a connection is told. Set once, before the first turn of the event loop ends. */
export interface ConnectionHandler {
  /**
   * Bytes arrived. The chunk is the handler's to keep and its bytes never change, so that frames may be
   * slices of it; a slice that is kept pins the whole chunk, so copy what is small and lives long.
   */
  onData(chunk: Buffer): void
  /**
   * On a connection that reuses memory: where the next bytes are best put, null for anywhere. They are there
   * when `onData` is called with that memory.
   */
  onSpace?(): Buffer | null
  /** All that was queued has been handed to the system. */
  onDrain(): void
  /** The end; called exactly once. `error` is null after an orderly close. */
  onClose(error: NetworkError | null): void
}

/** One side of a connection. */
export interface NetworkConnection {
  readonly remoteHost: string
  readonly remotePort: number
  readonly localPort: number
  /** Bytes accepted by `write` that the system has not taken yet. */
  readonly queuedBytes: number
  handle(handler: ConnectionHandler): void
  /**
   * Queues the chunks in order; false when the caller should wait for `onDrain`. The chunks must not change
   * until `onFlushed`: it runs once, never inside `write`, when nothing refers to them any more, because the
   * system has taken them or because the connection ended and they were dropped.
   */
  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean
  /** Holds back all writes until `uncork`, so that many small answers leave in one system call. */
  cork(): void
  uncork(): void
  /** Stops and starts `onData`. */
  pause(): void
  resume(): void
  /** Sends what is queued, then closes. */
  close(): void
  /** Closes at once and drops what is queued. */
  destroy(): void
}

export interface NetworkListener {
  readonly port: number
  /** Stops accepting; open connections are their owners' business. */
  close(): Promise<void>
}

export interface Network {
  /** Port 0 picks a free one. Rejects with `NetworkError` (`ADDRESS_IN_USE` names the port). */
  listen(options: {
    readonly host: string
    readonly port: number
    readonly onConnection: (connection: NetworkConnection) => void
  }): Promise<NetworkListener>
  /** Rejects with `NetworkError`, or with the signal's reason when it aborts first. */
  connect(options: {
    readonly host: string
    readonly port: number
    readonly timeoutMs: number
    readonly signal?: AbortSignal
    /** Chunks are overwritten by the bytes that come after them: they are the handler's until `onData` returns and more is read. */
    readonly reusesMemory?: boolean
  }): Promise<NetworkConnection>
}
