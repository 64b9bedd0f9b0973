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
  const topics = new Map<
    string,
    {
      topicName: string
      topicId: Uuid
      partitions: { partitionIndex: number; errorCode: number; errorMessage: string | null }[]
    }
  >()
  for (const { topicName, topicId, partition, error } of outcomes) {
    const topic = topics.get(topicName) ?? { topicName, topicId, partitions: [] }
    topic.partitions.push({ partitionIndex: partition, ...fieldsOf(error) })
    topics.set(topicName, topic)
  }
  return [...topics.values()]
}
