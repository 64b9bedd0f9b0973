/** Which offsets of which partitions a scan covers, before anything is fetched. */
import { type KafkaClient, KafkaError, type TopicMetadata } from '#broker'
import { AppError } from '#contract/errors'
import type { ScanInput, ScanRange } from '#contract/messages'
import { EARLIEST, LATEST } from '../read-offsets.ts'

/** Longest the brokers may take to tell where their partitions begin and end. */
const PLAN_TIMEOUT_MS = 8_000

/** One partition of a scan. Live ranges end nowhere. */
export interface PlannedRange extends ScanRange {
  readonly leaderId: number
}

/** A partition that cannot be read, and why. */
export interface UnreadablePartition {
  readonly partition: number
  readonly error: string
}

export interface ScanPlan {
  readonly ranges: readonly PlannedRange[]
  readonly unreadable: readonly UnreadablePartition[]
  /** What was to be read of the unreadable ones, where the input says so. */
  readonly left: readonly ScanRange[]
}

/** @throws AppError not-found, invalid-input; KafkaError. */
export async function planScan(
  client: Pick<KafkaClient, 'metadata'> & { readonly admin: Pick<KafkaClient['admin'], 'listOffsets'> },
  input: ScanInput,
  signal: AbortSignal,
): Promise<ScanPlan> {
  const topic = await findTopic(client, input.topic, signal)
  const chosen = choosePartitions(topic, input.ranges?.map(({ partition }) => partition) ?? input.partitions)
  const led = chosen.filter(({ leaderId }) => leaderId >= 0)
  const at = (timestampMs: number) =>
    led.map(({ partition }) => ({ topic: topic.name, partition, timestampMs }))
  const options = { signal, isolation: input.isolation, timeoutMs: PLAN_TIMEOUT_MS }
  const [starts, ends, timed] = await Promise.all([
    client.admin.listOffsets(at(EARLIEST), options),
    client.admin.listOffsets(at(LATEST), options),
    input.from.type === 'timestamp' ? client.admin.listOffsets(at(input.from.timestampMs), options) : [],
  ])
  const unreadable: UnreadablePartition[] = chosen
    .filter(({ leaderId }) => leaderId < 0)
    .map(({ partition }) => ({ partition, error: 'The partition has no leader at the moment.' }))
  const givenOf = new Map(input.ranges?.map((range) => [range.partition, range]))
  const ranges = led.flatMap(({ partition, leaderId }, index): PlannedRange[] => {
    const start = starts[index]
    const end = ends[index]
    const failed = start?.error ?? end?.error ?? timed[index]?.error ?? null
    if (start === undefined || end === undefined || failed !== null) {
      unreadable.push({ partition, error: failed?.message ?? 'The leader did not answer.' })
      return []
    }
    const bounds = { start: start.offset, end: end.offset, timed: timed[index]?.offset ?? -1 }
    const whole = rangeOf(input, bounds)
    const given = givenOf.get(partition)
    const from = Math.min(Math.max(given?.from ?? whole.from, whole.from), whole.to)
    return [{ partition, leaderId, from, to: Math.max(from, Math.min(given?.to ?? whole.to, whole.to)) }]
  })
  const left = unreadable.flatMap(({ partition }) => givenOf.get(partition) ?? [])
  return { ranges, unreadable, left }
}

/** @throws AppError not-found. */
async function findTopic(
  client: Pick<KafkaClient, 'metadata'>,
  name: string,
  signal: AbortSignal,
): Promise<TopicMetadata> {
  const { topics } = await client.metadata({ topics: [name], fresh: true, signal })
  const topic = topics.get(name)
  if (topic === undefined) throw new AppError('not-found', `Topic ${name} is not there.`)
  if (topic.error instanceof KafkaError) throw topic.error
  return topic
}

function choosePartitions(topic: TopicMetadata, wanted: readonly number[]): TopicMetadata['partitions'] {
  if (wanted.length === 0) return topic.partitions
  const chosen = new Set(wanted)
  const missing = wanted.find((index) => index >= topic.partitions.length)
  if (missing !== undefined) {
    throw new AppError(
      'invalid-input',
      `Topic ${topic.name} has no partition ${missing}; its last is ${topic.partitions.length - 1}.`,
    )
  }
  return topic.partitions.filter(({ partition }) => chosen.has(partition))
}

function rangeOf(
  input: ScanInput,
  { start, end, timed }: { readonly start: number; readonly end: number; readonly timed: number },
): { readonly from: number; readonly to: number } {
  // A scan that goes on has its own start: records that were deleted meanwhile are all it can lack.
  if (input.ranges !== undefined) return { from: start, to: end }
  switch (input.from.type) {
    case 'oldest':
    case 'newest':
      return { from: start, to: end }
    case 'live':
      return { from: end, to: Number.MAX_SAFE_INTEGER }
    case 'offset':
      return { from: Math.min(Math.max(input.from.offset, start), end), to: end }
    case 'timestamp':
      return { from: timed < 0 ? end : timed, to: end }
  }
}
