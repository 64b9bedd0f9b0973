/** Moves of replicas between brokers: begun, cancelled, listed. The controller carries them out. */
import { alterPartitionReassignments as alterApi } from '../../wire/generated/alter-partition-reassignments.ts'
import { listPartitionReassignments as listApi } from '../../wire/generated/list-partition-reassignments.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import { errorOf, throwIfError } from '../failures.ts'
import { withRetries } from '../retry.ts'
import { groupByTopic } from '../settle-items.ts'
import type { PartitionOutcome, Reassignment, ReassignmentUnderWay } from './admin.ts'

/** One outcome per partition, in the controller's order. */
export function alterReassignments(
  core: ClientCore,
  reassignments: readonly Reassignment[],
  scope: CallScope,
): Promise<PartitionOutcome[]> {
  return withRetries(core.runtime, scope, {
    attempt: async () => {
      const response = await core.request(
        alterApi,
        () => ({
          timeoutMs: Math.max(1, Math.floor(Math.min(core.requestTimeoutMs, scope.remainingMs))),
          topics: groupByTopic(reassignments).map(([name, items]) => ({
            name,
            partitions: items.map(({ partition, replicas }) => ({
              partitionIndex: partition,
              replicas: replicas === null ? null : [...replicas],
            })),
          })),
        }),
        { broker: 'controller', scope },
      )
      throwIfError(response.errorCode, response.errorMessage)
      return response.responses.flatMap(({ name, partitions }) =>
        partitions.map(({ partitionIndex, errorCode, errorMessage }) => ({
          topic: name,
          partition: partitionIndex,
          error: errorOf(errorCode, errorMessage),
        })),
      )
    },
    onFailure: () => core.invalidateMetadata(),
  })
}

/** Every move that is under way. */
export function listReassignments(core: ClientCore, scope: CallScope): Promise<ReassignmentUnderWay[]> {
  return withRetries(core.runtime, scope, {
    attempt: async () => {
      const response = await core.request(
        listApi,
        () => ({
          timeoutMs: Math.max(1, Math.floor(Math.min(core.requestTimeoutMs, scope.remainingMs))),
          topics: null,
        }),
        { broker: 'controller', scope },
      )
      throwIfError(response.errorCode, response.errorMessage)
      return response.topics.flatMap(({ name, partitions }) =>
        partitions.map(({ partitionIndex, replicas, addingReplicas, removingReplicas }) => ({
          topic: name,
          partition: partitionIndex,
          replicas,
          addingReplicas,
          removingReplicas,
        })),
      )
    },
    onFailure: () => core.invalidateMetadata(),
  })
}
