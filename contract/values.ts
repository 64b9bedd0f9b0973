/**
 * The few value types that every area of the contract uses. Only JSON values cross the seam: 64-bit
 * payload values travel as text, bytes as base64 with a limit, times as epoch milliseconds.
 */
import { z } from 'zod'

/** Identifies a saved connection; the bundled cluster's is always `local`. */
export const ConnectionId = z.string().min(1).max(64).brand<'ConnectionId'>()
export type ConnectionId = z.infer<typeof ConnectionId>

/** The id of the connection to the bundled cluster. */
export const LOCAL_CONNECTION_ID = ConnectionId.parse('local')

/** A broker's node id. */
export const BrokerId = z.number().int().min(-1).max(2_147_483_647)

/** A partition's index within its topic. */
export const PartitionIndex = z.number().int().min(0).max(2_147_483_647)

/** A log offset; Kafka's own values stay far below 2^53. */
export const Offset = z.number().int()

/** Milliseconds since the epoch; -1 where Kafka has none. */
export const TimestampMs = z.number().int()

/** Bytes; -1 where unknown. */
export const SizeBytes = z.number().int()

/** Kafka's legal topic names: 1 to 249 of letters, digits, dot, underscore and dash, not `.` or `..`. */
export const TopicName = z
  .string()
  .min(1, 'A topic needs a name.')
  .max(249, 'A topic name has at most 249 characters.')
  .regex(/^[a-zA-Z0-9._-]+$/, 'Only letters, digits, dot, underscore and dash.')
  .refine((name) => name !== '.' && name !== '..', 'The names "." and ".." are taken.')

/** A consumer group's id. */
export const GroupId = z.string().max(1_024)

/**
 * The word that lets a change to a guarded connection through: on a connection in `ask` mode any
 * text, in `typed` mode the exact name of the object. Checked in the main process, not in the page.
 */
export const Confirmation = z.string().max(1_024).optional()

/** Most bytes of one base64 or text value that may cross the seam. */
export const MAX_VALUE_BYTES = 32 * 1024 * 1024
