/** Offsets of partitions for a screen: a partition that cannot be asked must not hold up the others. */
import { type KafkaClient, KafkaError } from '#broker'

/** How long one read of figures waits for a leader that does not answer; then its rows say so. */
export const FIGURES_TIMEOUT_MS = 3_000

/** What ListOffsets takes in the place of a time: where the log begins, and the offset that the next record gets. */
export const EARLIEST = -2
export const LATEST = -1

interface Place {
  readonly topic: string
  readonly partition: number
}

interface AskedOffset extends Place {
  /** Unix milliseconds, or one of the special values. */
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
  return askLeaders(client, asked, { failures: await failuresOf(client, asked, signal), signal })
}

/** Where the log of each begins and ends, in the order asked, as one look at the leaders has it. */
export async function readBounds(
  client: KafkaClient,
  places: readonly Place[],
  signal: AbortSignal,
): Promise<{ readonly start: FoundOffset | undefined; readonly end: FoundOffset | undefined }[]> {
  if (places.length === 0) return []
  const failures = await failuresOf(client, places, signal)
  const at = (timestampMs: number) => places.map((place) => ({ ...place, timestampMs }))
  const [starts, ends] = await Promise.all([
    askLeaders(client, at(EARLIEST), { failures, signal }),
    askLeaders(client, at(LATEST), { failures, signal }),
  ])
  return places.map((_, index) => ({ start: starts[index], end: ends[index] }))
}

/** Ends of the logs that could be read, by `placeKey`; a partition may be named twice. */
export async function readEnds(
  client: KafkaClient,
  places: readonly Place[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const wanted = new Map(places.map((place) => [placeKey(place), place]))
  const ends = await readOffsets(
    client,
    [...wanted.values()].map(({ topic, partition }) => ({ topic, partition, timestampMs: LATEST })),
    signal,
  )
  return new Map(ends.flatMap((end) => (end.error === null ? [[placeKey(end), end.offset]] : [])))
}

/** `orders/0`: no topic's name has a slash. */
export function placeKey({ topic, partition }: Place): string {
  return `${topic}/${partition}`
}

/** Why each cannot be asked for; null for what can. */
async function failuresOf(
  client: KafkaClient,
  places: readonly Place[],
  signal: AbortSignal,
): Promise<readonly (KafkaError | null)[]> {
  const topics = [...new Set(places.map(({ topic }) => topic))]
  const metadata = await client.metadata({ topics, fresh: true, signal })
  const leaders = new Map(
    [...metadata.topics.values()].flatMap(({ name, partitions }) =>
      partitions.map(({ partition, leaderId }) => [placeKey({ topic: name, partition }), leaderId] as const),
    ),
  )
  return places.map((place) => {
    const topic = metadata.topics.get(place.topic)
    if (topic !== undefined && topic.error !== null) return topic.error
    const leaderId = leaders.get(placeKey(place))
    if (leaderId === undefined) return new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
    return leaderId < 0 ? new KafkaError('LEADER_NOT_AVAILABLE') : null
  })
}

async function askLeaders(
  client: KafkaClient,
  asked: readonly AskedOffset[],
  facts: { readonly failures: readonly (KafkaError | null)[]; readonly signal: AbortSignal },
): Promise<FoundOffset[]> {
  const { failures, signal } = facts
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
