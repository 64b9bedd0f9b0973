/** Requests about states of share partitions: each partition is carried out and answered for itself. */
import type { SharePartitionKey } from '../../share/state-store.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { Uuid } from '../../wire/reader.ts'

interface StateRequest<Part> {
  readonly groupId: string
  readonly topics: readonly { readonly topicId: Uuid; readonly partitions: readonly Part[] }[]
}

/** Carries out every partition of a request at once; failures become `failed` with the error's fields. */
export async function eachState<Part extends { readonly partition: number }, Answer>(
  request: StateRequest<Part>,
  steps: {
    readonly carryOut: (key: SharePartitionKey, part: Part) => Promise<Answer>
    readonly failed: (partition: number) => Answer
  },
): Promise<{
  results: { topicId: Uuid; partitions: (Answer & { errorCode: number; errorMessage: string | null })[] }[]
}> {
  // Nothing can be found for a group without a name. Source: ShareCoordinatorService.
  if (request.groupId === '') return { results: [] }
  const results = await Promise.all(
    request.topics.map(async ({ topicId, partitions }) => ({
      topicId,
      partitions: await Promise.all(
        partitions.map(async (part) => {
          const key = { groupId: request.groupId, topicId, partition: part.partition }
          try {
            return { ...(await steps.carryOut(key, part)), errorCode: 0, errorMessage: null }
          } catch (error) {
            if (!(error instanceof KafkaError)) throw error
            return {
              ...steps.failed(part.partition),
              errorCode: error.code,
              errorMessage: error.message,
            }
          }
        }),
      ),
    })),
  ) // no more than the request names
  return { results }
}
