/**
 * Scripted brokers on a network in memory: real frames and codecs, answers given by a test. For tests of
 * clients; nothing here knows how a real broker behaves beyond ApiVersions and the order of answers.
 */
import { assert } from '../base/assert.ts'
import {
  type ConnectionHandler,
  type Network,
  type NetworkConnection,
  NetworkError,
  type NetworkListener,
} from '../base/network.ts'
import { MIB } from '../base/units.ts'
import type { AnyApiCodec, ApiCodec } from '../wire/codec.ts'
import { FrameAssembler, frameOf } from '../wire/frame.ts'
import { apiVersions } from '../wire/generated/api-versions.ts'
import { apiByKey } from '../wire/generated/table.ts'
import { decodeRequestHeader, encodeResponseHeader } from '../wire/header.ts'
import { errorCode } from '../wire/kafka-error.ts'
import { Reader } from '../wire/reader.ts'
import { Writer } from '../wire/writer.ts'

/** Instead of an answer: break the connection, or never answer. */
export const HANG_UP = Symbol('hang up')
export const STAY_SILENT = Symbol('stay silent')

/** Versions a broker serves, by the name of the API. */
export type ServedRanges = Readonly<Record<string, readonly [min: number, max: number]>>

/** A request as a scripted broker saw it. */
export interface SeenRequest {
  readonly api: string
  readonly version: number
  readonly request: unknown
}

type Script = (request: never, version: number) => unknown

/** One scripted broker. */
export class FakeBroker {
  readonly brokerId: number
  readonly host: string
  readonly port: number
  readonly seen: SeenRequest[] = []
  readonly ranges: ServedRanges
  /** What happens to an ApiVersions request of a version that is not served. */
  onUnknownApiVersions: 'answer' | 'hangUp' = 'answer'
  isDown = false
  readonly connections = new Set<FakeConnection>()
  readonly #scripts = new Map<number, Script>()

  constructor(options: {
    readonly brokerId: number
    readonly host?: string
    readonly port?: number
    readonly ranges?: ServedRanges
  }) {
    this.brokerId = options.brokerId
    this.host = options.host ?? `broker-${options.brokerId}`
    this.port = options.port ?? 9092
    this.ranges = options.ranges ?? EVERYTHING
  }

  /** Answers requests of an API by `script`, from now on. */
  on<Req, ReqInput, Res, ResInput>(
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    script: (request: Req, version: number) => ResInput | symbol | Promise<ResInput | symbol>,
  ): this {
    this.#scripts.set(api.key, script as Script) // called with what this API's own codec decodes
    return this
  }

  /** The requests of one API, in order. */
  requestsOf<Req, ReqInput, Res, ResInput>(
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
  ): { readonly version: number; readonly request: Req }[] {
    return this.seen
      .filter((row) => row.api === api.name)
      .map(({ version, request }) => ({ version, request: request as Req })) // decoded by this API's codec
  }

  /** Refuses connections and breaks the open ones. */
  goDown(): void {
    this.isDown = true
    for (const connection of this.connections) connection.breakOff()
  }

  /** One answer frame; null for none. Undefined script or version: the connection is broken. */
  async answer(frame: Buffer): Promise<Uint8Array[] | null | typeof HANG_UP> {
    const reader = new Reader(frame)
    const header = decodeRequestHeader(reader)
    const api: AnyApiCodec | undefined = apiByKey.get(header.apiKey)
    const range = api === undefined ? undefined : this.ranges[api.name]
    if (api === undefined || range === undefined) return HANG_UP
    if (header.apiVersion < range[0] || header.apiVersion > range[1]) {
      if (api.key !== apiVersions.key || this.onUnknownApiVersions === 'hangUp') return HANG_UP
      return this.#frame(
        api,
        { ...header, apiVersion: 0 },
        { errorCode: errorCode('UNSUPPORTED_VERSION'), apiKeys: [] },
      )
    }
    const request = api.request.decode(reader, header.apiVersion)
    this.seen.push({ api: api.name, version: header.apiVersion, request })
    const script = this.#scripts.get(api.key)
    if (script === undefined) {
      return api.key === apiVersions.key ? this.#frame(api, header, this.#versions()) : HANG_UP
    }
    // The script was registered for this API, so that it takes what was decoded.
    const answer = await script(request as never, header.apiVersion)
    if (answer === HANG_UP) return HANG_UP
    return answer === STAY_SILENT ? null : this.#frame(api, header, answer)
  }

  #versions() {
    return {
      errorCode: 0,
      apiKeys: Object.entries(this.ranges).flatMap(([name, [minVersion, maxVersion]]) => {
        const api = [...apiByKey.values()].find((known) => known.name === name)
        return api === undefined ? [] : [{ apiKey: api.key, minVersion, maxVersion }]
      }),
    }
  }

  #frame(api: AnyApiCodec, header: ReturnType<typeof decodeRequestHeader>, answer: unknown): Uint8Array[] {
    const writer = new Writer()
    encodeResponseHeader(writer, api, header)
    api.response.encode(writer, answer, header.apiVersion)
    return frameOf(writer.finish())
  }
}

const EVERYTHING: ServedRanges = Object.fromEntries(
  [...apiByKey.values()].map((api) => [api.name, [api.minVersion, api.maxVersion] as const]),
)

/** A network on which only scripted brokers listen. */
export class FakeNetwork implements Network {
  /** Every attempt to connect, as `host:port`. */
  readonly attempts: string[] = []
  readonly #brokers: readonly FakeBroker[]

  constructor(brokers: readonly FakeBroker[]) {
    this.#brokers = brokers
  }

  listen(): Promise<NetworkListener> {
    return Promise.reject(new NetworkError('OTHER', 'nobody listens on a fake network'))
  }

  connect(options: { readonly host: string; readonly port: number }): Promise<NetworkConnection> {
    const target = `${options.host}:${options.port}`
    this.attempts.push(target)
    const broker = this.#brokers.find(({ host, port }) => host === options.host && port === options.port)
    if (broker === undefined) {
      return Promise.reject(new NetworkError('UNKNOWN_HOST', `${target} is a name that does not resolve`))
    }
    if (broker.isDown) return Promise.reject(new NetworkError('REFUSED', `${target} refused the connection`))
    const connection = new FakeConnection(broker)
    broker.connections.add(connection)
    return Promise.resolve(connection)
  }
}

/** The client's end of a connection to a scripted broker. Answers leave in the order of the requests. */
export class FakeConnection implements NetworkConnection {
  readonly remoteHost: string
  readonly remotePort: number
  readonly localPort = 0
  readonly queuedBytes = 0
  readonly #broker: FakeBroker
  readonly #assembler = new FrameAssembler({ maxFrameBytes: 128 * MIB })
  #handler: ConnectionHandler | null = null
  #turn: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(broker: FakeBroker) {
    this.#broker = broker
    this.remoteHost = broker.host
    this.remotePort = broker.port
  }

  handle(handler: ConnectionHandler): void {
    assert(this.#handler === null, 'a connection has one handler')
    this.#handler = handler
  }

  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean {
    if (onFlushed !== undefined) queueMicrotask(onFlushed)
    if (this.#isClosed) return false
    this.#assembler.push(Buffer.concat(chunks), (frame) => {
      const copy = Buffer.from(frame)
      this.#turn = this.#turn.then(() => this.#answer(copy))
    })
    return true
  }

  cork(): void {}
  uncork(): void {}
  pause(): void {}
  resume(): void {}

  close(): void {
    this.destroy()
  }

  destroy(): void {
    this.#end(null)
  }

  /** The broker's side breaks the connection. */
  breakOff(): void {
    this.#end(new NetworkError('RESET', `${this.remoteHost}:${this.remotePort} reset the connection`))
  }

  async #answer(frame: Buffer): Promise<void> {
    if (this.#isClosed) return
    const answer = await this.#broker.answer(frame)
    if (this.#isClosed || answer === null) return
    if (answer === HANG_UP) this.#end(null)
    else this.#handler?.onData(Buffer.concat(answer))
  }

  #end(error: NetworkError | null): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#broker.connections.delete(this)
    queueMicrotask(() => this.#handler?.onClose(error))
  }
}
