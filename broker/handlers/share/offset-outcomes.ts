/** What became of start offsets, by topic as the answers have it. */
import type { ShareOffsetOutcome } from '../../group/share/share-requests.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { Uuid } from '../../wire/reader.ts'

/** @throws KafkaError INVALID_GROUP_ID. */
export function requireGroupId(groupId: string): void {
  if (groupId === '') throw new KafkaError('INVALID_GROUP_ID')
}

/** The fields of an outcome. */
export function fieldsOf(error: KafkaError | null): { errorCode: number; errorMessage: string | null } {
  return { errorCode: error?.code ?? 0, errorMessage: error?.message ?? null }
}

/** Outcomes of partitions under their topics. */
export function partitionsByTopic(outcomes: readonly ShareOffsetOutcome[]) {
  return byTopicName(
    outcomes.map(({ topicName, topicId, partition, error }) => ({
      topicName,
      topicId,
      answer: { partitionIndex: partition, ...fieldsOf(error) },
    })),
  )
}

/** Puts answers about partitions under their topics, in the order in which these come first. */
export function byTopicName<Part>(
  parts: readonly { readonly topicName: string; readonly topicId: Uuid; readonly answer: Part }[],
): { topicName: string; topicId: Uuid; partitions: Part[] }[] {
  const topics = new Map<string, { topicName: string; topicId: Uuid; partitions: Part[] }>()
  for (const { topicName, topicId, answer } of parts) {
    const topic = topics.get(topicName) ?? { topicName, topicId, partitions: [] }
    topic.partitions.push(answer)
    topics.set(topicName, topic)
  }
  return [...topics.values()]
}
