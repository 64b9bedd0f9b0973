/**
 * One client's connection to a broker. It owns the order of things: frames are taken in as they come,
 * requests start in that order, and responses leave in that order, whatever finishes first.
 *
 * Kafka keeps one request in flight per connection. Here a run of requests of pipelined kinds (Produce)
 * may be in flight together, because their effect is fixed when they start; any other request waits
 * until everything before it has been answered. The queue of waiting frames and the bytes of unread
 * responses are bounded: past either limit the socket is not read until there is room.
 */
import { assert } from '../base/assert.ts'
import { BoundedQueue } from '../base/bounded-queue.ts'
import type { BufferPool } from '../base/buffer-pool.ts'
import type { Clock } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { NetworkConnection } from '../base/network.ts'
import { MIB } from '../base/units.ts'
import { FrameAssembler } from '../wire/frame.ts'
import { KafkaError } from '../wire/kafka-error.ts'

/** Frames read but not started; one more and the socket rests. */
export const MAX_WAITING_FRAMES = 128

/** Requests started and not yet answered. */
export const MAX_IN_FLIGHT_REQUESTS = 64

/** Response bytes the peer has not taken; above it, no further request starts. */
export const MAX_UNSENT_BYTES = 4 * MIB

/** What a request came to. */
export interface Response {
  /** A whole frame; null sends nothing (acks=0). */
  readonly chunks: readonly Uint8Array[] | null
  /** Runs once, when the chunks were handed to the system or dropped: their memory may be used again. */
  readonly onSent: (() => void) | null
}

/** Turns a frame into a response. Throws (or rejects) only to have the connection closed. */
export interface FrameProcessor {
  /** True for requests whose effect is complete, in order, when `process` has returned its promise. */
  isPipelined(frame: Buffer): boolean
  process(frame: Buffer, connection: ServerConnection): Response | Promise<Response>
}

/** Facts a client told about itself, kept for the connection's life. */
export interface ClientSoftware {
  name: string
  version: string
}

/** A request as it came. */
interface Frame {
  readonly bytes: Buffer
  /** Gives its memory back; null where there is nothing to give back. */
  readonly release: (() => void) | null
}

interface InFlight {
  readonly isPipelined: boolean
  readonly release: (() => void) | null
  /** Null until it is there. */
  response: Response | null
}

/** Counters that the broker's metrics read. */
export interface ConnectionCounters {
  bytesIn: number
  bytesOut: number
  requests: number
}

export class ServerConnection {
  readonly id: number
  readonly remoteHost: string
  readonly remotePort: number
  readonly software: ClientSoftware = { name: 'unknown', version: 'unknown' }
  /** Aborts when the connection ends: long polls watch it. */
  readonly closed: AbortSignal
  lastActiveMs: number
  readonly #abort = new AbortController()
  readonly #connection: NetworkConnection
  readonly #processor: FrameProcessor
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #counters: ConnectionCounters
  readonly #assembler: FrameAssembler
  readonly #waiting = new BoundedQueue<Frame>(MAX_WAITING_FRAMES)
  #inFlight: InFlight[] = []
  #isPaused = false
  #isClosed = false
  /** Told to end: what has not been started is not started any more. */
  #isEnding = false
  #mutedUntilMs = 0
  readonly #overflow: Frame[] = []

  constructor(options: {
    readonly id: number
    readonly connection: NetworkConnection
    readonly processor: FrameProcessor
    readonly clock: Clock
    readonly logger: Logger
    readonly maxRequestBytes: number
    /** Memory of large requests. */
    readonly buffers: BufferPool
    readonly counters: ConnectionCounters
    readonly onClose: (connection: ServerConnection) => void
  }) {
    this.id = options.id
    this.#connection = options.connection
    this.#processor = options.processor
    this.#clock = options.clock
    this.#logger = options.logger
    this.#counters = options.counters
    this.remoteHost = options.connection.remoteHost
    this.remotePort = options.connection.remotePort
    this.closed = this.#abort.signal
    this.lastActiveMs = options.clock.monotonicMs()
    this.#assembler = new FrameAssembler({
      maxFrameBytes: options.maxRequestBytes,
      pool: options.buffers,
    })
    options.connection.handle({
      onData: (chunk) => this.#receive(chunk),
      onDrain: () => this.#advance(),
      onClose: () => {
        this.#isClosed = true
        this.#assembler.end()
        for (const { release } of [...this.#waiting.drain(), ...this.#overflow]) release?.()
        this.#overflow.length = 0
        this.#dropUnsent()
        this.#abort.abort(new KafkaError('NETWORK_EXCEPTION', 'The client closed the connection'))
        options.onClose(this)
      },
    })
  }

  /** True while a request is being worked on: such a connection is not idle. */
  get isBusy(): boolean {
    return this.#inFlight.length > 0 || this.#waiting.size > 0
  }

  /** Reads nothing more for `durationMs`: how a client over its quota is slowed down (KIP-219). */
  mute(durationMs: number): void {
    this.#mutedUntilMs = this.#clock.monotonicMs() + durationMs
    this.#clock.after(durationMs, () => this.#advance())
  }

  /** Ends the connection; whatever is unanswered stays so. */
  destroy(): void {
    this.#isEnding = true
    this.#connection.destroy()
  }

  #receive(chunk: Buffer): void {
    if (this.#isEnding) return
    this.#counters.bytesIn += chunk.length
    this.lastActiveMs = this.#clock.monotonicMs()
    try {
      this.#assembler.push(chunk, (bytes, release) => this.#enqueue({ bytes, release }))
    } catch (error) {
      this.#refuse('malformed frame', error)
      return
    }
    this.#connection.cork()
    this.#advance()
    this.#connection.uncork()
  }

  /** One chunk may hold more small frames than the queue takes; the rest waits aside while the socket rests. */
  #enqueue(frame: Frame): void {
    if (this.#overflow.length > 0 || !this.#waiting.push(frame)) this.#overflow.push(frame)
  }

  #advance(): void {
    while (!this.#isEnding && !this.#isClosed && this.#canStartNext()) {
      const frame = this.#waiting.shift()
      if (frame === undefined) break
      this.#refill()
      this.#start(frame)
    }
    this.#regulate()
  }

  #refill(): void {
    while (this.#overflow.length > 0 && !this.#waiting.isFull) {
      const frame = this.#overflow.shift()
      if (frame !== undefined) this.#waiting.push(frame)
    }
  }

  #canStartNext(): boolean {
    const frame = this.#waiting.peek()
    if (frame === undefined) return false
    if (this.#clock.monotonicMs() < this.#mutedUntilMs) return false
    if (this.#connection.queuedBytes > MAX_UNSENT_BYTES) return false
    if (this.#inFlight.length === 0) return true
    if (this.#inFlight.length >= MAX_IN_FLIGHT_REQUESTS) return false
    return this.#inFlight.every((request) => request.isPipelined) && this.#processor.isPipelined(frame.bytes)
  }

  /**
   * What a pipelined request says is done with when it is answered, and its memory may be used again. Of
   * others a handler may keep parts: a large one is copied.
   */
  #start({ bytes, release }: Frame): void {
    this.#counters.requests += 1
    const isPipelined = this.#processor.isPipelined(bytes)
    const request: InFlight = { isPipelined, release: isPipelined ? release : null, response: null }
    const isCopied = release !== null && !isPipelined
    const frame = isCopied ? Buffer.from(bytes) : bytes
    if (isCopied) release()
    this.#inFlight.push(request)
    try {
      const result = this.#processor.process(frame, this)
      if (result instanceof Promise) this.#await(request, result)
      else this.#finish(request, result)
    } catch (error) {
      this.#abandon(request, error)
    }
  }

  /** A request that has no answer costs the connection. */
  #abandon(request: InFlight, error: unknown): void {
    request.release?.()
    this.#refuse('request refused', error)
  }

  #await(request: InFlight, result: Promise<Response>): void {
    result.then(
      (response) => {
        this.#finish(request, response)
        this.#advance()
      },
      (error: unknown) => this.#abandon(request, error),
    )
  }

  #finish(request: InFlight, response: Response): void {
    assert(request.response === null, 'a request is answered once')
    request.response = response
    request.release?.()
    if (this.#isClosed) {
      this.#dropUnsent()
      return
    }
    let sent = 0
    for (const next of this.#inFlight) {
      if (next.response === null) break
      sent += 1
      this.#send(next.response)
    }
    if (sent > 0) this.#inFlight = this.#inFlight.slice(sent)
  }

  #send({ chunks, onSent }: Response): void {
    if (chunks === null) {
      onSent?.()
      return
    }
    for (const chunk of chunks) this.#counters.bytesOut += chunk.length
    this.lastActiveMs = this.#clock.monotonicMs()
    this.#connection.cork()
    this.#connection.write(chunks, onSent ?? undefined)
    this.#connection.uncork()
  }

  /** After the end: responses that came to be and were never written. */
  #dropUnsent(): void {
    const unsent = this.#inFlight.filter((request) => request.response !== null)
    this.#inFlight = this.#inFlight.filter((request) => request.response === null)
    for (const { response } of unsent) response?.onSent?.()
  }

  #regulate(): void {
    const mustRest = this.#waiting.isFull || this.#connection.queuedBytes > MAX_UNSENT_BYTES
    if (mustRest === this.#isPaused || this.#isClosed) return
    this.#isPaused = mustRest
    if (mustRest) this.#connection.pause()
    else this.#connection.resume()
  }

  #refuse(message: string, error: unknown): void {
    if (this.#isEnding || this.#isClosed) return
    this.#logger.warn(message, {
      remote: `${this.remoteHost}:${this.remotePort}`,
      error: describeError(error),
    })
    this.destroy()
  }
}
