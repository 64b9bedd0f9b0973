import { type Clock, delay } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { CallScope } from './call-scope.ts'
import { isKafkaError, MISSING_TOPIC_ERRORS, UnreachableError } from './failures.ts'

/** First pause between two attempts. */
const FIRST_BACKOFF_MS = 50
/** Longest pause between two attempts. */
export const MAX_BACKOFF_MS = 1_000
/** Attempts of one call; its time usually ends it earlier. */
export const MAX_ATTEMPTS = 60
/** Attempts while a topic seems not to exist: enough for a topic that was made a moment ago. */
export const MAX_MISSING_TOPIC_ATTEMPTS = 4
/** Attempts while a broker cannot be reached: a person waits for the answer. */
export const MAX_UNREACHABLE_ATTEMPTS = 5

/** Whole milliseconds to wait before attempt `attempt + 1`: doubling, capped, with jitter of +-20 %. */
export function backoffMs(attempt: number, random: Random): number {
  const planned = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(attempt, 10))
  return Math.round(planned * (0.8 + random.next() * 0.4))
}

/** How many attempts an error is worth; 1 for one that another attempt cannot mend. */
export function attemptLimitOf(error: unknown): number {
  if (error instanceof UnreachableError) return MAX_UNREACHABLE_ATTEMPTS
  if (isKafkaError(error, MISSING_TOPIC_ERRORS)) return MAX_MISSING_TOPIC_ATTEMPTS
  return error instanceof KafkaError && error.isRetriable ? MAX_ATTEMPTS : 1
}

/** Waits before the next attempt; false when neither attempts nor time are left for one. */
export async function pauseBeforeRetry(
  runtime: { readonly clock: Clock; readonly random: Random },
  scope: CallScope,
  failed: { readonly error: unknown; readonly attempt: number; readonly attemptLimit?: number },
): Promise<boolean> {
  scope.signal.throwIfAborted()
  if (failed.attempt + 1 >= (failed.attemptLimit ?? attemptLimitOf(failed.error))) return false
  const pauseMs = backoffMs(failed.attempt, runtime.random)
  if (pauseMs >= scope.remainingMs) return false
  await delay(runtime.clock, pauseMs, scope.signal)
  return true
}

/**
 * Runs `attempt` until it succeeds, fails for good, or the scope leaves no time; rejects with the last
 * error, or with the signal's reason. `onFailure` hears of every error that is worth another attempt.
 */
export async function withRetries<T>(
  runtime: { readonly clock: Clock; readonly random: Random },
  scope: CallScope,
  work: {
    readonly attempt: () => Promise<T>
    readonly onFailure?: (error: KafkaError) => void
    /** How many attempts an error is worth here. */
    readonly attemptLimit?: (error: unknown) => number
  },
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work.attempt()
    } catch (error) {
      scope.signal.throwIfAborted()
      if (error instanceof KafkaError && error.isRetriable) work.onFailure?.(error)
      const attemptLimit = (work.attemptLimit ?? attemptLimitOf)(error)
      if (!(await pauseBeforeRetry(runtime, scope, { error, attempt, attemptLimit }))) throw error
    }
  }
}
