import { assertNever } from '../../base/assert.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { ErrorName } from '../../wire/schema/errors.ts'
import { UnreachableError } from '../failures.ts'
import { RefusedRecordsError } from './produce-response.ts'
import type { ProducerBatch } from './producer-batch.ts'

/** What is done with a batch whose attempt failed. */
export type Decision = {
  /** The attempt may have been appended. */
  readonly isOutcomeUnknown: boolean
  /** The sequence is broken: the producer needs another id. */
  readonly needsProducerId: boolean
} & (
  | { readonly action: 'resend' | 'split' | 'succeed' }
  | { readonly action: 'fail'; readonly error: Error; readonly single?: ReadonlyMap<number, Error> }
)

/** The facts a decision rests on, besides the batch and the error. */
export interface AttemptFacts {
  /** Earlier batches of the partition are unanswered or wait to be sent again. */
  readonly hasEarlier: boolean
  readonly isIdempotent: boolean
  readonly isExpired: boolean
}

/** Errors after which nobody knows whether the batch was appended. */
const DOUBTFUL: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'NETWORK_EXCEPTION',
  'REQUEST_TIMED_OUT',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
])

/** Errors that say that the broker does not know this producer in this state. */
const IDENTITY_LOST: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
])

/** Decides on a failed attempt. Source: KIP-98, KIP-360, for producers without transactions. */
export function decide(batch: ProducerBatch, error: Error, facts: AttemptFacts): Decision {
  const name = error instanceof KafkaError ? error.errorName : 'UNKNOWN_SERVER_ERROR'
  const wasSent = !(error instanceof UnreachableError)
  const isOutcomeUnknown = wasSent && DOUBTFUL.has(name)
  const kind = kindOf(batch, error, { ...facts, name })
  switch (kind) {
    case 'fail':
      // Its place in the sequence stays empty, so that what follows would be refused.
      return {
        action: 'fail',
        isOutcomeUnknown,
        needsProducerId: batch.sequence !== null,
        ...failureOf(batch, error),
      }
    case 'identityLost':
      if (batch.isOutcomeUnknown || facts.isExpired) {
        return { action: 'fail', isOutcomeUnknown, needsProducerId: true, ...failureOf(batch, error) }
      }
      return { action: 'resend', isOutcomeUnknown: false, needsProducerId: true }
    case 'resend':
    case 'split':
    case 'succeed':
      return { action: kind, isOutcomeUnknown, needsProducerId: false }
    default:
      return assertNever(kind)
  }
}

function kindOf(
  batch: ProducerBatch,
  error: Error,
  facts: AttemptFacts & { readonly name: ErrorName },
): 'fail' | 'resend' | 'split' | 'succeed' | 'identityLost' {
  const { name } = facts
  if (!(error instanceof KafkaError)) return 'fail'
  if (facts.isIdempotent && name === 'DUPLICATE_SEQUENCE_NUMBER') return 'succeed'
  if (facts.isIdempotent && IDENTITY_LOST.has(name)) {
    // Behind a batch that failed, a gap is only the echo of that failure.
    const isEcho = name === 'OUT_OF_ORDER_SEQUENCE_NUMBER' && facts.hasEarlier
    return isEcho && !facts.isExpired ? 'resend' : 'identityLost'
  }
  if (name === 'MESSAGE_TOO_LARGE' && batch.records.length > 1) return 'split'
  const mayHelp = error.isRetriable || name === 'BROKER_NOT_AVAILABLE'
  return mayHelp && !facts.isExpired ? 'resend' : 'fail'
}

function failureOf(
  batch: ProducerBatch,
  error: Error,
): { readonly error: Error; readonly single?: ReadonlyMap<number, Error> } {
  if (!(error instanceof RefusedRecordsError)) return { error }
  const single = new Map<number, Error>()
  for (const [index, message] of error.messages) single.set(index, new KafkaError('INVALID_RECORD', message))
  if (single.size === batch.records.length) return { error, single }
  return {
    error: new KafkaError('INVALID_RECORD', 'The broker refused another record of the same batch'),
    single,
  }
}
