/** Which groups read a topic: those that have committed on it, and those that have it assigned. */
import type { KafkaClient } from '#broker'
import type { TopicConsumer } from '#contract/topics'
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
  const [described, offsets] = await Promise.all([
    client.admin.describeGroups(groupIds, { signal }),
    client.admin.listGroupOffsets(groupIds, { signal }),
  ])
  const committed = new Map(
    offsets.map(({ groupId, partitions }) => [
      groupId,
      partitions.filter((one) => one.topic === topic && one.offset >= 0),
    ]),
  )
  const partitions = [...new Set([...committed.values()].flat().map(({ partition }) => partition))]
  const ends = await readOffsets(
    client,
    partitions.map((partition) => ({ topic, partition, timestampMs: -1 })),
    signal,
  )
  const endOf = new Map(
    ends.filter(({ error }) => error === null).map(({ partition, offset }) => [partition, offset]),
  )
  return described
    .flatMap((group): TopicConsumer[] => {
      const mine = committed.get(group.groupId) ?? []
      const isAssigned = group.members.some(({ assignment }) => assignment.some((one) => one.topic === topic))
      if (mine.length === 0 && !isAssigned) return []
      const lags = mine.flatMap(({ partition, offset }) => {
        const end = endOf.get(partition)
        return end === undefined ? [] : [Math.max(0, end - offset)]
      })
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
