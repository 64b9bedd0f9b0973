/**
 * How services reach clusters: a client by connection id, the guard that every change passes, and one
 * translation of Kafka's errors. Implemented by the connections service, handed to the others.
 */

import { type KafkaClient, KafkaError } from '#broker'
import { describeError } from '#broker/base/logger'
import { NetworkError } from '#broker/base/network'
import { AppError, type AppErrorCode } from '#contract/errors'
import type { ConnectionId } from '#contract/values'
import { asSentence } from './sentence.ts'

/** A change somebody wants to make. */
export interface GuardedChange {
  readonly connectionId: ConnectionId
  /** What is changed, for people: `delete topic`. */
  readonly action: string
  /** The name that a `typed` connection wants typed. */
  readonly objectName: string
  readonly confirmation?: string | undefined
}

export interface ClusterAccess {
  /** @throws AppError not-found, not-connected. */
  client(connectionId: ConnectionId): KafkaClient
  /** @throws AppError read-only, confirmation-required, not-found. */
  guard(change: GuardedChange): void
}

const CODES: Readonly<Record<string, AppErrorCode>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'not-found',
  UNKNOWN_TOPIC_ID: 'not-found',
  GROUP_ID_NOT_FOUND: 'not-found',
  OFFSET_OUT_OF_RANGE: 'not-found',
  RESOURCE_NOT_FOUND: 'not-found',
  TOPIC_ALREADY_EXISTS: 'already-exists',
  INVALID_TOPIC_EXCEPTION: 'invalid-input',
  INVALID_PARTITIONS: 'invalid-input',
  INVALID_REPLICATION_FACTOR: 'invalid-input',
  INVALID_REPLICA_ASSIGNMENT: 'invalid-input',
  INVALID_CONFIG: 'invalid-input',
  INVALID_REQUEST: 'invalid-input',
  INVALID_RECORD: 'invalid-input',
  INVALID_TIMESTAMP: 'invalid-input',
  MESSAGE_TOO_LARGE: 'invalid-input',
  REQUEST_TIMED_OUT: 'timeout',
  NETWORK_EXCEPTION: 'not-connected',
  BROKER_NOT_AVAILABLE: 'not-connected',
}

/** What a service throws for what a client threw; bugs pass through untouched. */
export function toAppError(error: unknown, doing: string): unknown {
  if (error instanceof AppError) return error
  if (error instanceof NetworkError) {
    return new AppError('not-connected', `${doing} failed: ${asSentence(error.message)}`, {
      isRetriable: true,
      cause: error,
    })
  }
  if (!(error instanceof KafkaError)) return error
  const message = `${doing} failed: ${asSentence(error.message)} (${error.errorName})`
  return new AppError(CODES[error.errorName] ?? 'broker-error', message, {
    isRetriable: error.isRetriable,
    detail: { kafkaError: error.errorName },
    cause: error,
  })
}

/** Runs `task`, with its Kafka errors translated. `doing` begins the message: `Listing topics`. */
export async function asAppErrors<T>(doing: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task()
  } catch (error) {
    throw toAppError(error, doing)
  }
}

/** The words for an error that is data: one row's, beside rows that worked. */
export function rowError(error: KafkaError | null): string | null {
  return error === null ? null : `${asSentence(describeError(error))} (${error.errorName})`
}
