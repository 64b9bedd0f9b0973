import type { ProduceResponse, ProduceResponsePartition } from '../../wire/generated/produce.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import { errorOf } from '../failures.ts'
import { partitionKey } from '../settle-items.ts'
import type { ProducerBatch } from './producer-batch.ts'

/** A batch that was appended. */
export interface ProduceOutcome {
  readonly baseOffset: number
  /** -1 where records keep the time of the producer. */
  readonly logAppendTimeMs: number
}

/** The error of a batch in which the broker named single records. */
export class RefusedRecordsError extends KafkaError {
  /** By place in the batch. */
  readonly messages: ReadonlyMap<number, string>

  constructor(message: string, messages: ReadonlyMap<number, string>) {
    super('INVALID_RECORD', message)
    this.messages = messages
  }
}

/** What became of each batch of a request. */
export function outcomesOf(
  response: ProduceResponse,
  batches: readonly ProducerBatch[],
  topicIds: ReadonlyMap<string, string | null>,
): Map<ProducerBatch, ProduceOutcome | Error> {
  const nameById = new Map([...topicIds].map(([name, id]) => [id, name]))
  const rowByKey = new Map(
    response.responses.flatMap(({ name, topicId, partitionResponses }) =>
      partitionResponses.map(
        (row) =>
          [
            partitionKey({ topic: name === '' ? (nameById.get(topicId) ?? '') : name, partition: row.index }),
            row,
          ] as const,
      ),
    ),
  )
  const outcomes = new Map<ProducerBatch, ProduceOutcome | Error>()
  for (const batch of batches) {
    const row = rowByKey.get(partitionKey(batch))
    if (row === undefined) continue
    outcomes.set(
      batch,
      failureOf(row) ?? { baseOffset: row.baseOffset, logAppendTimeMs: row.logAppendTimeMs },
    )
  }
  return outcomes
}

function failureOf(row: ProduceResponsePartition): KafkaError | null {
  const error = errorOf(row.errorCode, row.errorMessage)
  if (error === null || row.recordErrors.length === 0) return error
  return new RefusedRecordsError(
    error.message,
    new Map(
      row.recordErrors.map(({ batchIndex, batchIndexErrorMessage }) => [
        batchIndex,
        batchIndexErrorMessage ?? error.message,
      ]),
    ),
  )
}
