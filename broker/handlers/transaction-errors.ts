import { errorCode, type KafkaError } from '../wire/kafka-error.ts'

/** The code of an error, with PRODUCER_FENCED told as INVALID_PRODUCER_EPOCH to clients that do not know it. */
export function fencedAs(error: KafkaError, knowsFenced: boolean): number {
  return error.errorName === 'PRODUCER_FENCED' && !knowsFenced
    ? errorCode('INVALID_PRODUCER_EPOCH')
    : error.code
}
