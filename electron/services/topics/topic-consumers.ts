/** Which groups read a topic: those that have a position on it, and those that have it assigned. */
import type { KafkaClient } from '#broker'
import type { TopicConsumer } from '#contract/topics'
import { lagAt, readPlacedGroups, sumOfLags } from '../group-positions.ts'
import { placeKey, readEnds } from '../read-offsets.ts'

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
  const endOf = await readEnds(client, counted, signal)
  return begun
    .flatMap(({ group, mine }): TopicConsumer[] => {
      const isAssigned = group.members.some(({ assignment }) => assignment.some((one) => one.topic === topic))
      if (mine.length === 0 && !isAssigned) return []
      return [
        {
          groupId: group.groupId,
          state: group.state,
          ...sumOfLags(mine.map((position) => lagAt(group, position, endOf.get(placeKey(position)) ?? null))),
          memberCount: group.members.length,
        },
      ]
    })
    .sort((a, b) => (b.lagRecords ?? -1) - (a.lagRecords ?? -1))
}
