/**
 * What a handler is: one API key's request checked, delegated and answered. It holds no state and no
 * algorithm; those live in replication, group and controller.
 */
import type { BufferPool } from '../base/buffer-pool.ts'
import type { ServerConnection } from '../net/server-connection.ts'
import type { AnyApiCodec, ApiCodec } from '../wire/codec.ts'
import type { KafkaError } from '../wire/kafka-error.ts'

/** The versions of one API that are served. */
export interface VersionRange {
  readonly min: number
  readonly max: number
}

/** What a handler knows of the request beside its body. */
export interface RequestContext<Services> {
  readonly version: number
  readonly clientId: string
  readonly connection: ServerConnection
  readonly services: Services
  /** Memory for large byte fields of the response. */
  readonly buffers: BufferPool
  /** Has `task` run when the response was handed to the system, or dropped, or never came to be; called once. */
  readonly onSent: (task: () => void) => void
}

/**
 * One API key. `handle` answers null only where the protocol has no response (acks=0). `fail` makes the
 * response for an error that concerns the whole request; without it the connection is closed.
 * Types are checked where a handler is defined and forgotten in the table.
 */
export interface AnyHandler<Services> {
  readonly api: AnyApiCodec
  readonly versions: VersionRange
  handle(request: unknown, context: RequestContext<Services>): unknown
  fail?(error: KafkaError, request: unknown, version: number): unknown
}

/** Handlers by API key: what one listener serves. ApiVersions answers from it. */
export type HandlerTable<Services> = ReadonlyMap<number, AnyHandler<Services>>

/** Declares a handler with its types inferred from the codec. */
export function defineHandler<Services>() {
  return <Request, RequestInput, Response, ResponseInput>(handler: {
    readonly api: ApiCodec<Request, RequestInput, Response, ResponseInput>
    readonly versions: VersionRange
    readonly handle: (
      request: Request,
      context: RequestContext<Services>,
    ) => ResponseInput | null | Promise<ResponseInput | null>
    readonly fail?: (error: KafkaError, request: Request, version: number) => ResponseInput
  }): AnyHandler<Services> => handler as unknown as AnyHandler<Services> // the loop feeds it what its own codec decodes
}
