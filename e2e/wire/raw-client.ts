/**
 * A client that may misbehave: sends any bytes at all, any request in any version, and sees every frame
 * that comes back in the order it came. The well-behaved client cannot do any of that.
 */
import net from 'node:net'
import type { ApiCodec } from '#broker/wire/codec'
import { FrameAssembler, frameOf } from '#broker/wire/frame'
import { decodeResponseHeader, encodeRequestHeader } from '#broker/wire/header'
import { Reader } from '#broker/wire/reader'
import { Writer } from '#broker/wire/writer'

/** Longest a test waits for a response, or for the broker to hang up. */
const PATIENCE_MS = 10_000

const MAX_RESPONSE_BYTES = 256 * 1024 * 1024

/** The broker closed the connection instead of answering. */
export class HungUp extends Error {
  constructor() {
    super('the broker closed the connection')
    this.name = 'HungUp'
  }
}

export class RawClient {
  /** Correlation ids in the order their responses came. */
  readonly answered: number[] = []
  readonly #socket: net.Socket
  readonly #assembler = new FrameAssembler({ maxFrameBytes: MAX_RESPONSE_BYTES })
  readonly #frames = new Map<number, Buffer>()
  readonly #listeners = new Set<() => void>()
  #isClosed = false
  #nextCorrelationId = 1

  /** Connects to `host:port`, or to the first of several. */
  static async connect(bootstrap: string): Promise<RawClient> {
    const [host, port] = (bootstrap.split(',')[0] ?? '').split(':')
    const socket = net.connect({ host: host ?? '', port: Number(port), noDelay: true })
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return new RawClient(socket)
  }

  private constructor(socket: net.Socket) {
    this.#socket = socket
    socket.on('data', (chunk) => {
      this.#assembler.push(chunk, (frame) => {
        const correlationId = frame.readInt32BE(0)
        this.answered.push(correlationId)
        this.#frames.set(correlationId, Buffer.from(frame))
      })
      this.#tell()
    })
    socket.on('error', () => {}) // 'close' follows
    socket.on('close', () => {
      this.#isClosed = true
      this.#tell()
    })
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Bytes as they are. */
  write(bytes: Uint8Array): void {
    this.#socket.write(bytes)
  }

  /** `body` with its length in front. */
  writeFrame(body: Uint8Array): void {
    this.#socket.write(Buffer.concat(frameOf([body])))
  }

  /** Sends a request and does not wait; answers its correlation id. */
  post<Req, ReqInput, Res, ResInput>(
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    request: ReqInput,
    version: number,
  ): number {
    const correlationId = this.#nextCorrelationId++
    this.writeFrame(requestBytes(api, request, { version, correlationId }))
    return correlationId
  }

  /** The frame that answers `correlationId`. Rejects with `HungUp`, or when nothing comes in time. */
  async frame(correlationId: number, timeoutMs = PATIENCE_MS): Promise<Buffer> {
    await this.#until(`response ${correlationId}`, () => this.#frames.has(correlationId), timeoutMs)
    const frame = this.#frames.get(correlationId)
    if (frame === undefined) throw new HungUp()
    this.#frames.delete(correlationId)
    return frame
  }

  /** Sends a request and decodes its response. */
  async call<Req, ReqInput, Res, ResInput>(
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    request: ReqInput,
    version: number,
    timeoutMs = PATIENCE_MS,
  ): Promise<Res> {
    const frame = await this.frame(this.post(api, request, version), timeoutMs)
    const reader = new Reader(frame)
    decodeResponseHeader(reader, api, version)
    const response = api.response.decode(reader, version)
    if (reader.remaining > 0) throw new TypeError(`${reader.remaining} bytes behind the ${api.name} response`)
    return response
  }

  /** Resolves when the broker has hung up. */
  async hangUp(timeoutMs = PATIENCE_MS): Promise<void> {
    await this.#until('the end of the connection', () => this.#isClosed, timeoutMs)
  }

  /** Stops reading: what the broker sends piles up on its side. */
  pause(): void {
    this.#socket.pause()
  }

  close(): void {
    this.#socket.destroy()
  }

  #tell(): void {
    for (const listener of Array.from(this.#listeners)) listener()
  }

  #until(what: string, condition: () => boolean, timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer)
        this.#listeners.delete(look)
        act()
      }
      const look = () => {
        if (condition() || this.#isClosed) settle(resolve)
      }
      const timer = setTimeout(
        () => settle(() => reject(new TypeError(`not in ${timeoutMs} ms: ${what}`))),
        timeoutMs,
      )
      this.#listeners.add(look)
      look()
    })
  }
}

/** Header and body of a request, without the length in front. */
export function requestBytes<Req, ReqInput, Res, ResInput>(
  api: ApiCodec<Req, ReqInput, Res, ResInput>,
  request: ReqInput,
  call: { readonly version: number; readonly correlationId: number },
): Buffer {
  const writer = new Writer()
  encodeRequestHeader(writer, api, {
    apiVersion: call.version,
    correlationId: call.correlationId,
    clientId: 'raw',
  })
  api.request.encode(writer, request, call.version)
  return writer.toBuffer()
}

/** A length, as four bytes. */
export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
