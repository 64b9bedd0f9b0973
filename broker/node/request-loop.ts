/**
 * Frame → header → codec → handler → response frame. The only place that knows which versions are
 * served and what an unknown one is answered with. A malformed request costs its sender the connection;
 * a failed assertion of ours costs the worker its life, as it should.
 */
import { assert } from '../base/assert.ts'
import { BufferPool } from '../base/buffer-pool.ts'
import type { KafkaRelease } from '../base/kafka-releases.ts'
import { describeError, type Logger } from '../base/logger.ts'
import { advertisedKeys } from '../handlers/18-api-versions.ts'
import type { AnyHandler, HandlerTable, RequestContext } from '../handlers/handler.ts'
import type { FrameProcessor, Response, ServerConnection } from '../net/server-connection.ts'
import type { AnyApiCodec } from '../wire/codec.ts'
import { apiVersions } from '../wire/generated/api-versions.ts'
import { decodeRequestHeader, encodeResponseHeader, type RequestHeader } from '../wire/header.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import { Reader } from '../wire/reader.ts'
import { Writer } from '../wire/writer.ts'

/** Shortest possible request: key, version, correlation id. */
const MIN_REQUEST_BYTES = 8

const PRODUCE_KEY = 0

export interface RequestLoopOptions<Services> {
  readonly handlers: HandlerTable<Services>
  readonly services: Services
  /** The release of Kafka whose versions are advertised. */
  readonly release: KafkaRelease
  readonly logger: Logger
  /** Resolves when the node may serve; requests that come earlier wait for it. */
  readonly ready: Promise<void>
  /** Called with what is not a KafkaError: a bug. */
  readonly onFatal: (error: unknown) => void
  /** Memory for large responses; a pool of its own unless given. */
  readonly buffers?: BufferPool
}

/** A request that is being handled. */
interface Call<Services> {
  readonly header: RequestHeader
  readonly context: RequestContext<Services>
  onSent: (() => void) | null
}

export class RequestLoop<Services> implements FrameProcessor {
  readonly #options: RequestLoopOptions<Services>
  readonly #buffers: BufferPool
  /** All responses are written here one after another: encoding never waits. */
  readonly #writer = new Writer()
  #isReady = false

  constructor(options: RequestLoopOptions<Services>) {
    this.#options = options
    this.#buffers = options.buffers ?? new BufferPool()
    void options.ready.then(() => (this.#isReady = true))
  }

  isPipelined(frame: Buffer): boolean {
    return frame.length >= MIN_REQUEST_BYTES && frame.readInt16BE(0) === PRODUCE_KEY && this.#isReady
  }

  process(frame: Buffer, connection: ServerConnection): Response | Promise<Response> {
    if (!this.#isReady) return this.#options.ready.then(() => this.process(frame, connection))
    if (frame.length < MIN_REQUEST_BYTES)
      throw new KafkaError('INVALID_REQUEST', 'A request shorter than its header')
    const reader = new Reader(frame)
    const header = decodeRequestHeader(reader)
    const handler = this.#options.handlers.get(header.apiKey)
    if (handler === undefined) {
      throw new KafkaError('INVALID_REQUEST', `API key ${header.apiKey} is not served`)
    }
    const { min, max } = handler.versions
    if (header.apiVersion < min || header.apiVersion > max) return this.#answerUnknownVersion(handler, header)
    const request = handler.api.request.decode(reader, header.apiVersion)
    return this.#handle(handler, request, this.#callOf(header, connection))
  }

  #callOf(header: RequestHeader, connection: ServerConnection): Call<Services> {
    const call: Call<Services> = {
      header,
      onSent: null,
      context: {
        version: header.apiVersion,
        clientId: header.clientId ?? '',
        connection,
        services: this.#options.services,
        buffers: this.#buffers,
        onSent: (task) => {
          assert(call.onSent === null, 'a response has one task for when it was sent')
          call.onSent = task
        },
      },
    }
    return call
  }

  #handle(
    handler: AnyHandler<Services>,
    request: unknown,
    call: Call<Services>,
  ): Response | Promise<Response> {
    const respond = (response: unknown): Response => ({
      chunks: response === null ? null : this.#encode(handler.api, call.header, response),
      onSent: call.onSent,
    })
    const recover = (error: unknown): Response => {
      if (!(error instanceof KafkaError)) {
        this.#options.onFatal(error)
        throw error
      }
      if (handler.fail === undefined) {
        call.onSent?.()
        throw error
      }
      this.#options.logger.debug('request failed', { api: handler.api.name, error: describeError(error) })
      return respond(handler.fail(error, request, call.header.apiVersion))
    }
    try {
      const response = handler.handle(request, call.context)
      return response instanceof Promise ? response.then(respond).catch(recover) : respond(response)
    } catch (error) {
      return recover(error)
    }
  }

  /** ApiVersions is how a client finds out; it is answered in version 0. Anything else is refused. */
  #answerUnknownVersion(handler: AnyHandler<Services>, header: RequestHeader): Response {
    if (handler.api.key !== apiVersions.key) {
      throw new KafkaError('UNSUPPORTED_VERSION', `${handler.api.name} v${header.apiVersion} is not served`)
    }
    const response = {
      errorCode: errorCode('UNSUPPORTED_VERSION'),
      apiKeys: advertisedKeys(this.#options.handlers, this.#options.release),
    }
    return { chunks: this.#encode(handler.api, { ...header, apiVersion: 0 }, response), onSent: null }
  }

  #encode(api: AnyApiCodec, header: RequestHeader, response: unknown): Uint8Array[] {
    try {
      this.#writer.startFrame()
      encodeResponseHeader(this.#writer, api, header)
      api.response.encode(this.#writer, response, header.apiVersion)
    } catch (error) {
      this.#writer.discard()
      throw error
    }
    return this.#writer.finish()
  }
}
