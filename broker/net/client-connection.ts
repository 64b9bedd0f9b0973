/**
 * One connection to a broker, from the client's side: sends requests, matches responses by correlation
 * id, and fails everything that is under way when the connection ends. It knows nothing of retries,
 * metadata or version choice; `broker/client` does.
 *
 * Byte fields of a response are views of the memory it arrived in. That memory is never used again for
 * anything else: they may be kept, at the price of keeping the whole response. Only a connection that was
 * opened with `buffers` uses it again, for what answers the next request: there they are to be used up first.
 */
import { assert } from '../base/assert.ts'
import type { BufferPool } from '../base/buffer-pool.ts'
import type { NetworkConnection } from '../base/network.ts'
import type { Runtime } from '../base/runtime.ts'
import { MIB } from '../base/units.ts'
import type { ApiCodec } from '../wire/codec.ts'
import { FrameAssembler, frameOf } from '../wire/frame.ts'
import { decodeResponseHeader, encodeRequestHeader, type HeaderApi } from '../wire/header.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { Reader } from '../wire/reader.ts'
import { Writer } from '../wire/writer.ts'

/** Largest response taken: above what a fetch of default sizes can return. */
export const MAX_RESPONSE_BYTES = 128 * MIB

/** Requests sent and unanswered on one connection. */
export const MAX_PENDING_REQUESTS = 256

interface Pending {
  readonly decode: (reader: Reader) => unknown
  readonly api: HeaderApi
  readonly version: number
  readonly resolve: (response: unknown) => void
  readonly reject: (error: unknown) => void
}

export interface SendOptions {
  readonly version: number
  /** The request fails with REQUEST_TIMED_OUT after this long. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

export class ClientConnection {
  readonly #connection: NetworkConnection
  readonly #runtime: Pick<Runtime, 'clock'>
  readonly #clientId: string
  readonly #pending = new Map<number, Pending>()
  readonly #assembler: FrameAssembler
  /** Gives back the memory of responses since the last request. */
  #releases: (() => void)[] = []
  readonly #closeListeners: (() => void)[] = []
  #nextCorrelationId = 1
  #closedBy: KafkaError | null = null

  /** Connects. Rejects with `NetworkError` or the signal's reason. */
  static async open(
    runtime: Pick<Runtime, 'clock' | 'network'>,
    options: {
      readonly host: string
      readonly port: number
      readonly clientId: string
      readonly connectTimeoutMs: number
      readonly signal?: AbortSignal
      /** Memory of large responses: see above for how long they may be looked at. */
      readonly buffers?: BufferPool
    },
  ): Promise<ClientConnection> {
    const connection = await runtime.network.connect({
      host: options.host,
      port: options.port,
      timeoutMs: options.connectTimeoutMs,
      reusesMemory: options.buffers !== undefined,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    return new ClientConnection(runtime, connection, options)
  }

  private constructor(
    runtime: Pick<Runtime, 'clock'>,
    connection: NetworkConnection,
    { clientId, buffers }: { readonly clientId: string; readonly buffers?: BufferPool },
  ) {
    this.#runtime = runtime
    this.#connection = connection
    this.#clientId = clientId
    this.#assembler = new FrameAssembler({ maxFrameBytes: MAX_RESPONSE_BYTES, pool: buffers })
    connection.handle({
      onData: (chunk) => this.#receive(chunk),
      onSpace: () => this.#assembler.space,
      onDrain: () => {},
      onClose: (error) => this.#end(error?.message ?? 'The broker closed the connection'),
    })
  }

  get isClosed(): boolean {
    return this.#closedBy !== null
  }

  get pendingCount(): number {
    return this.#pending.size
  }

  /** Runs `listener` when the connection ends, at once if it has. */
  onClose(listener: () => void): void {
    if (this.isClosed) listener()
    else this.#closeListeners.push(listener)
  }

  /**
   * Sends one request and resolves with its response. Rejects with KafkaError NETWORK_EXCEPTION when the
   * connection ends first, REQUEST_TIMED_OUT after `timeoutMs`, or with the signal's reason.
   */
  send<Req, ReqInput, Res, ResInput>(
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    request: ReqInput,
    options: SendOptions,
  ): Promise<Res> {
    if (this.#closedBy !== null) return Promise.reject(this.#closedBy)
    if (options.signal?.aborted) return Promise.reject(options.signal.reason)
    if (this.#pending.size >= MAX_PENDING_REQUESTS) {
      return Promise.reject(new KafkaError('NETWORK_EXCEPTION', 'Too many requests wait on one connection'))
    }
    if (this.#releases.length > 0) for (const release of this.#releases.splice(0)) release()
    const correlationId = this.#nextCorrelationId
    this.#nextCorrelationId = (this.#nextCorrelationId + 1) & 0x7fff_ffff
    let chunks: Uint8Array[]
    try {
      chunks = this.#encode(api, request, options.version, correlationId)
    } catch (error) {
      return Promise.reject(error)
    }
    return new Promise<Res>((resolve, reject) => {
      const cancelTimer = this.#runtime.clock.after(options.timeoutMs, () => {
        fail(
          new KafkaError('REQUEST_TIMED_OUT', `${api.name} was not answered within ${options.timeoutMs} ms`),
        )
      })
      const onAbort = () => fail(options.signal?.reason)
      const settle = () => {
        cancelTimer()
        options.signal?.removeEventListener('abort', onAbort)
        this.#pending.delete(correlationId)
      }
      const fail = (error: unknown) => {
        settle()
        reject(error)
      }
      options.signal?.addEventListener('abort', onAbort, { once: true })
      this.#pending.set(correlationId, {
        api,
        version: options.version,
        decode: (reader) => api.response.decode(reader, options.version),
        resolve: (response) => {
          settle()
          resolve(response as Res) // made by this API's own decoder, one line up
        },
        reject: fail,
      })
      this.#connection.write(chunks)
    })
  }

  /** Sends a request that is never answered (Produce with acks=0). */
  sendOneWay<Req, ReqInput, Res, ResInput>(
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    request: ReqInput,
    version: number,
  ): void {
    if (this.#closedBy !== null) throw this.#closedBy
    this.#connection.write(this.#encode(api, request, version, 0))
  }

  /** Ends the connection; what is under way fails with NETWORK_EXCEPTION. */
  close(): void {
    this.#end('The connection was closed')
    this.#connection.destroy()
  }

  #encode<Req, ReqInput, Res, ResInput>(
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    request: ReqInput,
    version: number,
    correlationId: number,
  ): Uint8Array[] {
    assert(version >= api.minVersion, 'request version is served')
    assert(version <= api.maxVersion, 'request version is known')
    const writer = new Writer()
    encodeRequestHeader(writer, api, { apiVersion: version, correlationId, clientId: this.#clientId })
    api.request.encode(writer, request, version)
    return frameOf(writer.finish())
  }

  #receive(chunk: Buffer): void {
    try {
      this.#assembler.push(chunk, (frame, release) => {
        if (release !== null) this.#releases.push(release)
        this.#answer(frame)
      })
    } catch (error) {
      this.#end(error instanceof KafkaError ? error.message : 'The broker sent what cannot be read')
      this.#connection.destroy()
      if (!(error instanceof KafkaError)) throw error
    }
  }

  #answer(frame: Buffer): void {
    if (frame.length < 4) throw new KafkaError('CORRUPT_MESSAGE', 'A response without a correlation id')
    const pending = this.#pending.get(frame.readInt32BE(0))
    if (pending === undefined) return // timed out or cancelled meanwhile
    try {
      const reader = new Reader(frame)
      decodeResponseHeader(reader, pending.api, pending.version)
      pending.resolve(pending.decode(reader))
    } catch (error) {
      pending.reject(error)
    }
  }

  #end(reason: string): void {
    if (this.#closedBy !== null) return
    this.#closedBy = new KafkaError('NETWORK_EXCEPTION', reason)
    this.#assembler.end()
    for (const pending of this.#pending.values()) pending.reject(this.#closedBy)
    for (const listener of this.#closeListeners) listener()
  }
}
