/** Elections that somebody asks for. */
import { electLeaders as electLeadersApi } from '../../wire/generated/elect-leaders.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import type { TopicPartition } from '../client-types.ts'
import { errorOf, throwIfError } from '../failures.ts'
import { withRetries } from '../retry.ts'
import { groupByTopic } from '../settle-items.ts'
import type { ElectionOutcome } from './admin.ts'

const PREFERRED = 0

/** One outcome per partition that the controller answers for, in its order. */
export function electPreferredLeaders(
  core: ClientCore,
  partitions: readonly TopicPartition[] | null,
  scope: CallScope,
): Promise<ElectionOutcome[]> {
  return withRetries(core.runtime, scope, {
    attempt: async () => {
      const response = await core.request(
        electLeadersApi,
        (version) => ({
          ...(version >= 1 ? { electionType: PREFERRED } : {}),
          topicPartitions:
            partitions === null
              ? null
              : groupByTopic(partitions).map(([topic, items]) => ({
                  topic,
                  partitions: items.map(({ partition }) => partition),
                })),
          timeoutMs: Math.max(1, Math.floor(Math.min(core.requestTimeoutMs, scope.remainingMs))),
        }),
        { broker: 'controller', scope },
      )
      throwIfError(response.errorCode)
      return response.replicaElectionResults.flatMap(({ topic, partitionResult }) =>
        partitionResult.map(({ partitionId, errorCode, errorMessage }): ElectionOutcome => {
          const error = errorOf(errorCode, errorMessage)
          const isNeedless = error?.errorName === 'ELECTION_NOT_NEEDED'
          return {
            topic,
            partition: partitionId,
            isElected: error === null,
            error: isNeedless ? null : error,
          }
        }),
      )
    },
    onFailure: () => core.invalidateMetadata(),
  })
}
