/**
 * The eight messages that cross a transport, and the transport itself. Both hosts carry these same
 * messages; one conformance suite (`electron/host/conformance.test.ts`) proves it.
 */
import { z } from 'zod'
import { WireError } from './errors.ts'

const CallId = z.number().int().min(0)

/** From page to host. */
export const ClientMessage = z.discriminatedUnion('type', [
  /** Start a query or mutation. */
  z.object({ type: z.literal('call'), id: CallId, area: z.string(), method: z.string(), input: z.unknown() }),
  /** Start a stream, with the first grant of credit. */
  z.object({
    type: z.literal('open'),
    id: CallId,
    area: z.string(),
    method: z.string(),
    input: z.unknown(),
    credit: z.number().int().min(1).max(10_000),
  }),
  /** Allow `credit` more items. */
  z.object({ type: z.literal('credit'), id: CallId, credit: z.number().int().min(1).max(10_000) }),
  /** Stop a call or a stream. */
  z.object({ type: z.literal('cancel'), id: CallId }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

/** From host to page. */
export const HostMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('result'), id: CallId, output: z.unknown() }),
  z.object({ type: z.literal('item'), id: CallId, item: z.unknown() }),
  z.object({ type: z.literal('end'), id: CallId }),
  z.object({ type: z.literal('error'), id: CallId, error: WireError }),
])
export type HostMessage = z.infer<typeof HostMessage>

/** Two members and an end: all that the contract needs of a connection. Messages arrive in order. */
export interface Transport {
  /** Sends a JSON value. Sending on a closed transport does nothing. */
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
}

/** Items granted when a stream opens, and the most a client keeps unread. */
export const STREAM_CREDIT = 64

/** Most calls and streams one transport may have under way; one more is refused. */
export const MAX_CALLS_IN_FLIGHT = 256
