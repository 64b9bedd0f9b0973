/** Which groups read a topic: those that have a position on it, and those that have it assigned. */
import type { KafkaClient } from '#broker'
import type { TopicConsumer } from '#contract/topics'
import { lagAt, readPlacedGroups } from '../group-positions.ts'
import { readOffsets } from '../read-offsets.ts'

/** Groups looked at; a cluster with more is searched from the groups page. */
const MAX_GROUPS = 1_000

/** The most lagging first. */
export async function readTopicConsumers(
  client: KafkaClient,
  topic: string,
  signal: AbortSignal,
): Promise<TopicConsumer[]> {
  const { groups } = await client.admin.listGroups({ signal })
  const groupIds = groups.slice(0, MAX_GROUPS).map(({ groupId }) => groupId)
  if (groupIds.length === 0) return []
  const placed = await readPlacedGroups(client, groupIds, { signal })
  const begun = placed.map(({ group, positions }) => ({
    group,
    mine: positions.filter((one) => one.topic === topic && one.offset !== null),
  }))
  const counted = begun.filter(({ group }) => group.kind !== 'share').flatMap(({ mine }) => mine)
  const partitions = [...new Set(counted.map(({ partition }) => partition))]
  const ends = await readOffsets(
    client,
    partitions.map((partition) => ({ topic, partition, timestampMs: -1 })),
    signal,
  )
  const endOf = new Map(
    ends.filter(({ error }) => error === null).map(({ partition, offset }) => [partition, offset]),
  )
  return begun
    .flatMap(({ group, mine }): TopicConsumer[] => {
      const isAssigned = group.members.some(({ assignment }) => assignment.some((one) => one.topic === topic))
      if (mine.length === 0 && !isAssigned) return []
      const lags = mine.flatMap(
        (position) => lagAt(group, position, endOf.get(position.partition) ?? null) ?? [],
      )
      return [
        {
          groupId: group.groupId,
          state: group.state,
          lagRecords: lags.length === 0 ? null : lags.reduce((sum, lag) => sum + lag, 0),
          isLagPartial: lags.length < mine.length,
          memberCount: group.members.length,
        },
      ]
    })
    .sort((a, b) => (b.lagRecords ?? -1) - (a.lagRecords ?? -1))
}
