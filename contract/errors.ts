/**
 * Errors that cross the contract. The list is closed: whatever else goes wrong in a service becomes
 * `internal` with a correlation id, and its stack stays in the log.
 */
import { z } from 'zod'

export const AppErrorCode = z.enum([
  /** The input does not fit the schema, or Kafka refused it as invalid. */
  'invalid-input',
  /** The connection, topic, group, broker or record is not there. */
  'not-found',
  'already-exists',
  /** No broker of the connection answers. */
  'not-connected',
  'timeout',
  /** A broker answered with an error; `detail.kafkaError` names it. */
  'broker-error',
  /** The connection is read-only. */
  'read-only',
  /** The connection is guarded and the confirmation is missing or wrong. */
  'confirmation-required',
  /** The cluster supervisor cannot do this now (already running, port in use, directory locked). */
  'cluster-error',
  /** Not possible on this host, for example a native dialog in a browser. */
  'unsupported',
  'cancelled',
  /** The connection to the host is gone. */
  'disconnected',
  'internal',
])
export type AppErrorCode = z.infer<typeof AppErrorCode>

/** How an error looks on the wire. */
export const WireError = z.object({
  code: AppErrorCode,
  message: z.string(),
  isRetriable: z.boolean(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})
export type WireError = z.infer<typeof WireError>
export type ErrorDetail = NonNullable<WireError['detail']>

/** What services throw and what clients catch. The message says what happened, what it means and what to try. */
export class AppError extends Error {
  readonly code: AppErrorCode
  readonly isRetriable: boolean
  readonly detail: ErrorDetail

  constructor(
    code: AppErrorCode,
    message: string,
    options: { readonly isRetriable?: boolean; readonly detail?: ErrorDetail; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.isRetriable = options.isRetriable ?? false
    this.detail = options.detail ?? {}
  }

  toWire(): WireError {
    return { code: this.code, message: this.message, isRetriable: this.isRetriable, detail: this.detail }
  }

  static fromWire(wire: WireError): AppError {
    return new AppError(wire.code, wire.message, {
      isRetriable: wire.isRetriable,
      ...(wire.detail === undefined ? {} : { detail: wire.detail }),
    })
  }
}
