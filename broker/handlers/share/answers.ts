/** What the answers about share partitions have in common: results by topic, and where leaders are. */
import type { KafkaError } from '../../wire/kafka-error.ts'
import type { Uuid } from '../../wire/reader.ts'
import { endpointOf } from '../03-metadata.ts'
import type { BrokerServices } from '../services.ts'

interface Named {
  readonly topicId: Uuid
  readonly partition: number
}

/** Puts answers about partitions under their topics, in the order in which these come first. */
export function byTopic<Part>(
  parts: readonly { readonly partition: Named; readonly answer: Part }[],
): { topicId: Uuid; partitions: Part[] }[] {
  const topics = new Map<Uuid, Part[]>()
  for (const { partition, answer } of parts) {
    const present = topics.get(partition.topicId) ?? []
    present.push(answer)
    topics.set(partition.topicId, present)
  }
  return [...topics].map(([topicId, partitions]) => ({ topicId, partitions }))
}

/** In the place of the leader where there is nothing to tell of it. */
export const NO_LEADER_TOLD = { leaderId: 0, leaderEpoch: 0 }

/** Who leads a partition, told when it is not this broker. */
export function leaderHint(
  { topicId, partition }: Named,
  error: KafkaError | null,
  { image }: BrokerServices,
): { leaderId: number; leaderEpoch: number } | null {
  if (error?.errorName !== 'NOT_LEADER_OR_FOLLOWER') return null
  const found = image.topics.getById(topicId)?.partitions[partition]
  return found === undefined ? null : { leaderId: found.leaderId, leaderEpoch: found.leaderEpoch }
}

/** Where the leaders that were told listen. */
export function endpointsOfLeaders(
  leaders: readonly ({ readonly leaderId: number } | null)[],
  { image }: BrokerServices,
) {
  const ids = new Set(leaders.flatMap((leader) => leader?.leaderId ?? []))
  return [...ids].flatMap((leaderId) => {
    const broker = image.brokers.get(leaderId)
    return broker === undefined ? [] : [endpointOf(broker)]
  })
}
