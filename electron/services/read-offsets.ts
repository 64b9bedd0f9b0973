/** Offsets of partitions for a screen: a partition that cannot be asked must not hold up the others. */
import { type KafkaClient, KafkaError } from '#broker'

/** How long one read of figures waits for a leader that does not answer; then its rows say so. */
export const FIGURES_TIMEOUT_MS = 3_000

interface AskedOffset {
  readonly topic: string
  readonly partition: number
  /** Unix milliseconds, or one of Kafka's special values: -1 latest, -2 earliest. */
  readonly timestampMs: number
}

type FoundOffset = Awaited<ReturnType<KafkaClient['admin']['listOffsets']>>[number]

/** In the order asked. What has no leader is answered at once with LEADER_NOT_AVAILABLE. */
export async function readOffsets(
  client: KafkaClient,
  asked: readonly AskedOffset[],
  signal: AbortSignal,
): Promise<FoundOffset[]> {
  if (asked.length === 0) return []
  const topics = [...new Set(asked.map(({ topic }) => topic))]
  const metadata = await client.metadata({ topics, fresh: true, signal })
  const failures = asked.map(({ topic: name, partition }) => {
    const topic = metadata.topics.get(name)
    if (topic === undefined) return new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
    if (topic.error !== null) return topic.error
    const found = topic.partitions.find((one) => one.partition === partition)
    if (found === undefined) return new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
    return found.leaderId < 0 ? new KafkaError('LEADER_NOT_AVAILABLE') : null
  })
  const found = await client.admin.listOffsets(
    asked.filter((_, index) => failures[index] === null),
    { signal, timeoutMs: FIGURES_TIMEOUT_MS },
  )
  let next = 0
  return asked.map(({ topic, partition }, index): FoundOffset => {
    const error = failures[index] ?? null
    const row = error === null ? found[next++] : undefined
    return (
      row ?? {
        topic,
        partition,
        offset: -1,
        timestampMs: -1,
        leaderEpoch: -1,
        error: error ?? new KafkaError('UNKNOWN_SERVER_ERROR'),
      }
    )
  })
}
