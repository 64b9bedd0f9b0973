/** What goes wrong between a client and brokers, sorted by what the client can do about it. */
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'

/** A connection could not be opened: the request was never sent, so that sending it elsewhere is safe. */
export class UnreachableError extends KafkaError {
  constructor(message: string, options?: ErrorOptions) {
    super('NETWORK_EXCEPTION', message, options)
  }
}

/** The error for a code of a response; null for success. */
export function errorOf(code: number, message?: string | null): KafkaError | null {
  if (code === 0) return null
  const name = errorNameOf(code)
  return new KafkaError(name, message ?? undefined)
}

/** Throws the error for a code of a response, if it is one. */
export function throwIfError(code: number, message?: string | null): void {
  const error = errorOf(code, message)
  if (error !== null) throw error
}

/** Whether `error` is a KafkaError of one of `names`. */
export function isKafkaError(error: unknown, names?: ReadonlySet<ErrorName>): error is KafkaError {
  return error instanceof KafkaError && (names === undefined || names.has(error.errorName))
}

/** Errors after which the cached metadata is wrong. */
export const LEADERSHIP_ERRORS: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_OR_FOLLOWER',
  'REPLICA_NOT_AVAILABLE',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
  'UNKNOWN_TOPIC_ID',
  'INCONSISTENT_TOPIC_ID',
  'KAFKA_STORAGE_ERROR',
  'LISTENER_NOT_FOUND',
  'NETWORK_EXCEPTION',
  'NOT_CONTROLLER',
])

/** Errors after which the coordinator has to be looked up again. */
export const COORDINATOR_ERRORS: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
  'NETWORK_EXCEPTION',
  'REQUEST_TIMED_OUT',
])

/** Errors that most often mean "there is none", and only shortly after a creation "not yet". */
export const MISSING_TOPIC_ERRORS: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
])
