/** Which offsets of which partitions a scan covers, before anything is fetched. */
import { type KafkaClient, KafkaError, type TopicMetadata } from '#broker'
import { AppError } from '#contract/errors'
import type { ScanInput } from '#contract/messages'

const LATEST = -1
const EARLIEST = -2

/** One partition of a scan. `from` is inclusive, `to` exclusive; live scans have no end. */
export interface ScanRange {
  readonly partition: number
  readonly leaderId: number
  readonly from: number
  readonly to: number
  /** First offset there is: how far a newest-first scan can go back. */
  readonly start: number
}

/** A partition that cannot be read, and why. */
export interface UnreadablePartition {
  readonly partition: number
  readonly error: string
}

export interface ScanPlan {
  readonly ranges: readonly ScanRange[]
  readonly unreadable: readonly UnreadablePartition[]
}

/** @throws AppError not-found, invalid-input; KafkaError. */
export async function planScan(
  client: KafkaClient,
  input: ScanInput,
  signal: AbortSignal,
): Promise<ScanPlan> {
  const topic = await findTopic(client, input.topic, signal)
  const chosen = choosePartitions(topic, input.partitions)
  const led = chosen.filter(({ leaderId }) => leaderId >= 0)
  const at = (timestampMs: number) =>
    led.map(({ partition }) => ({ topic: topic.name, partition, timestampMs }))
  const isolation = input.isolation
  const [starts, ends, timed] = await Promise.all([
    client.admin.listOffsets(at(EARLIEST), { signal, isolation }),
    client.admin.listOffsets(at(LATEST), { signal, isolation }),
    input.from.type === 'timestamp'
      ? client.admin.listOffsets(at(input.from.timestampMs), { signal, isolation })
      : [],
  ])
  const unreadable: UnreadablePartition[] = chosen
    .filter(({ leaderId }) => leaderId < 0)
    .map(({ partition }) => ({ partition, error: 'The partition has no leader at the moment.' }))
  const ranges = led.flatMap(({ partition, leaderId }, index): ScanRange[] => {
    const start = starts[index]
    const end = ends[index]
    const failed = start?.error ?? end?.error ?? timed[index]?.error ?? null
    if (start === undefined || end === undefined || failed !== null) {
      unreadable.push({ partition, error: failed?.message ?? 'The leader did not answer.' })
      return []
    }
    const from = firstOffset(input, {
      start: start.offset,
      end: end.offset,
      timed: timed[index]?.offset ?? -1,
    })
    return [{ partition, leaderId, from, to: end.offset, start: start.offset }]
  })
  return { ranges, unreadable }
}

/** @throws AppError not-found. */
async function findTopic(client: KafkaClient, name: string, signal: AbortSignal): Promise<TopicMetadata> {
  const { topics } = await client.metadata({ topics: [name], fresh: true, signal })
  const topic = topics.get(name)
  if (topic === undefined) throw new AppError('not-found', `Topic ${name} is not there.`)
  if (topic.error instanceof KafkaError) throw topic.error
  return topic
}

function choosePartitions(topic: TopicMetadata, wanted: readonly number[]): TopicMetadata['partitions'] {
  if (wanted.length === 0) return topic.partitions
  const missing = wanted.find((index) => !topic.partitions.some(({ partition }) => partition === index))
  if (missing !== undefined) {
    throw new AppError(
      'invalid-input',
      `Topic ${topic.name} has no partition ${missing}; its last is ${topic.partitions.length - 1}.`,
    )
  }
  return topic.partitions.filter(({ partition }) => wanted.includes(partition))
}

function firstOffset(
  input: ScanInput,
  offsets: { readonly start: number; readonly end: number; readonly timed: number },
): number {
  switch (input.from.type) {
    case 'oldest':
      return offsets.start
    case 'newest':
    case 'live':
      return offsets.end
    case 'offset':
      return Math.min(Math.max(input.from.offset, offsets.start), offsets.end)
    case 'timestamp':
      return offsets.timed < 0 ? offsets.end : offsets.timed
  }
}
