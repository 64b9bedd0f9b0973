import { offsetCommit } from '../../wire/generated/offset-commit.ts'
import type { KafkaError } from '../../wire/kafka-error.ts'
import type { OffsetToCommit, PartitionOutcome } from '../admin/admin.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import { COORDINATOR_ERRORS, errorOf } from '../failures.ts'
import { groupByTopic, partitionKey } from '../settle-items.ts'

/** Last version that names topics; a position may be committed for a topic whose id is not known. */
const LAST_VERSION_BY_NAME = 9

/** Who commits, within a generation of the group. */
export interface CommittingMember {
  readonly memberId: string
  readonly generationId: number
  readonly groupInstanceId: string | null
}

/** Stores positions at the coordinator, following it when it moves. `member` null commits from outside
 *  the group. One outcome per partition; rejects when no coordinator can be reached. */
export function commitOffsets(
  core: ClientCore,
  commit: {
    readonly groupId: string
    readonly member: CommittingMember | null
    readonly offsets: readonly OffsetToCommit[]
  },
  scope: CallScope,
): Promise<PartitionOutcome[]> {
  const { groupId, member, offsets } = commit
  if (offsets.length === 0) return Promise.resolve([])
  return core.coordinators.run(groupId, scope, async (broker) => {
    const response = await core.request(
      offsetCommit,
      () => ({
        groupId,
        memberId: member?.memberId ?? '',
        generationIdOrMemberEpoch: member?.generationId ?? -1,
        groupInstanceId: member?.groupInstanceId ?? null,
        topics: groupByTopic(offsets).map(([name, items]) => ({
          name,
          partitions: items.map(({ partition, offset, leaderEpoch, metadata }) => ({
            partitionIndex: partition,
            committedOffset: offset,
            committedLeaderEpoch: leaderEpoch ?? -1,
            committedMetadata: metadata ?? '',
          })),
        })),
      }),
      { broker, scope, maxVersion: LAST_VERSION_BY_NAME },
    )
    const errorByKey = new Map<string, KafkaError | null>()
    for (const { name, partitions } of response.topics) {
      for (const row of partitions) {
        const error = errorOf(row.errorCode)
        // A coordinator that is not one says so for every partition: the whole commit is tried again.
        if (error !== null && (COORDINATOR_ERRORS.has(error.errorName) || isLoading(error))) throw error
        errorByKey.set(partitionKey({ topic: name, partition: row.partitionIndex }), error)
      }
    }
    return offsets.map(({ topic, partition }) => ({
      topic,
      partition,
      error: errorByKey.get(partitionKey({ topic, partition })) ?? null,
    }))
  })
}

function isLoading(error: KafkaError): boolean {
  return error.errorName === 'COORDINATOR_LOAD_IN_PROGRESS'
}
