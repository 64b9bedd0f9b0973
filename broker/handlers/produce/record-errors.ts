/** Which records of a refused batch were at fault, as Produce v8 and later tell it. */
import { InvalidRecordsError } from '../../log/batch-preparation.ts'
import type { KafkaError } from '../../wire/kafka-error.ts'

/** Empty for errors that concern the whole batch. */
export function recordErrorsOf(error: KafkaError): { batchIndex: number; batchIndexErrorMessage: string }[] {
  if (!(error instanceof InvalidRecordsError)) return []
  return error.recordErrors.map(({ batchIndex, message }) => ({
    batchIndex,
    batchIndexErrorMessage: message,
  }))
}
