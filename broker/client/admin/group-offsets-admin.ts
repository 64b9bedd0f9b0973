/** The committed positions of groups: reading, setting and forgetting them. */
import { offsetDelete } from '../../wire/generated/offset-delete.ts'
import { offsetFetch } from '../../wire/generated/offset-fetch.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import type { TopicPartition } from '../client-types.ts'
import { commitOffsets } from '../consumer/commit-offsets.ts'
import { errorOf, throwIfError } from '../failures.ts'
import { atCoordinators, groupByTopic, partitionKey, settleItems } from '../settle-items.ts'
import type { CommittedOffset, GroupOffsets, OffsetToCommit, PartitionOutcome } from './admin.ts'

/** First OffsetFetch version that asks for several groups (KIP-709). */
const BATCHED_FROM = 8
/** Last version that names topics: a group may hold offsets of topics whose ids nobody knows any more. */
const LAST_VERSION_BY_NAME = 9

interface OffsetRow {
  readonly name: string
  readonly partitions: readonly {
    readonly partitionIndex: number
    readonly committedOffset: number
    readonly committedLeaderEpoch: number
    readonly metadata: string | null
    readonly errorCode: number
  }[]
}

/** All committed positions of each group, in the order asked. */
export async function listGroupOffsets(
  core: ClientCore,
  groupIds: readonly string[],
  scope: CallScope,
): Promise<GroupOffsets[]> {
  const work = atCoordinators<CommittedOffset[]>(core, scope, async (broker, items) => {
    const outcomes = new Map<string, CommittedOffset[] | KafkaError>()
    let unasked = items
    while (unasked.length > 0) {
      let asked = unasked
      const response = await core.request(
        offsetFetch,
        (version) => {
          if (version < BATCHED_FROM) asked = unasked.slice(0, 1)
          return version < BATCHED_FROM
            ? { groupId: asked[0] ?? '', topics: null }
            : { groups: asked.map((groupId) => ({ groupId, topics: null })) }
        },
        { broker, scope, maxVersion: LAST_VERSION_BY_NAME },
      )
      const groups = response.groups.length > 0 ? response.groups : [{ ...response, groupId: asked[0] ?? '' }]
      for (const group of groups) {
        outcomes.set(group.groupId, errorOf(group.errorCode) ?? committedOf(group.topics))
      }
      unasked = unasked.slice(asked.length)
    }
    return outcomes
  })
  const outcomes = await settleItems(core, scope, { items: groupIds, work })
  return [...outcomes].map(([groupId, outcome]) =>
    outcome instanceof KafkaError
      ? { groupId, error: outcome, partitions: [] }
      : { groupId, error: null, partitions: outcome },
  )
}

/** One outcome per partition. Rejects when the coordinator cannot be reached. */
export function alterGroupOffsets(
  core: ClientCore,
  change: { readonly groupId: string; readonly offsets: readonly OffsetToCommit[] },
  scope: CallScope,
): Promise<PartitionOutcome[]> {
  return commitOffsets(core, { ...change, member: null }, scope)
}

/** One outcome per partition. Rejects when the group as a whole cannot be changed. */
export function deleteGroupOffsets(
  core: ClientCore,
  change: { readonly groupId: string; readonly partitions: readonly TopicPartition[] },
  scope: CallScope,
): Promise<PartitionOutcome[]> {
  const { groupId, partitions } = change
  return core.coordinators.run(groupId, scope, async (broker) => {
    const response = await core.request(
      offsetDelete,
      () => ({
        groupId,
        topics: groupByTopic(partitions).map(([name, items]) => ({
          name,
          partitions: items.map(({ partition }) => ({ partitionIndex: partition })),
        })),
      }),
      { broker, scope },
    )
    throwIfError(response.errorCode)
    const errorByKey = new Map(
      response.topics.flatMap(({ name, partitions: rows }) =>
        rows.map(
          (row) =>
            [partitionKey({ topic: name, partition: row.partitionIndex }), errorOf(row.errorCode)] as const,
        ),
      ),
    )
    return partitions.map(({ topic, partition }) => ({
      topic,
      partition,
      error: errorByKey.get(partitionKey({ topic, partition })) ?? null,
    }))
  })
}

function committedOf(topics: readonly OffsetRow[]): CommittedOffset[] {
  return topics.flatMap(({ name, partitions }) =>
    partitions
      .filter(({ committedOffset, errorCode }) => committedOffset >= 0 || errorCode !== 0)
      .map((row) => ({
        topic: name,
        partition: row.partitionIndex,
        offset: row.committedOffset,
        leaderEpoch: row.committedLeaderEpoch,
        metadata: row.metadata ?? '',
        error: errorOf(row.errorCode),
      })),
  )
}
