/** Figures of many topics in few requests: offsets by leader, sizes by broker, configs in one go. */

import type { ConfigDescription, KafkaClient, TopicMetadata } from '#broker'
import type { Clock } from '#broker/base/clock'
import type { TopicStats } from '#contract/topics'
import type { ConnectionId } from '#contract/values'
import { rowError } from '../cluster-access.ts'
import { EARLIEST, FIGURES_TIMEOUT_MS, LATEST } from '../read-offsets.ts'

const NEWEST_TIMESTAMP = -3

const WANTED_CONFIGS = ['cleanup.policy', 'retention.ms', 'min.insync.replicas'] as const

/** Samples kept for rates; the least recently used goes first. */
const MAX_SAMPLES = 20_000

/** Two samples closer than this tell no rate. */
const MIN_SAMPLE_AGE_MS = 400

/** End offsets of the partitions of a topic that could be read. */
export interface ReadEnds {
  readonly sum: number
  readonly partitions: readonly number[]
}

interface Sample {
  readonly atMs: number
  readonly endOffsets: number
  /** Those read: two samples of different partitions tell no rate. */
  readonly partitions: string
  readonly recordsPerSec: number | null
}

/** Remembers end offsets between calls, so that the second call can tell a rate. */
export class RateSamples {
  readonly #clock: Clock
  readonly #samples = new Map<string, Sample>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Records per second since the last sample of these partitions of the topic; null on the first, and of none. */
  rate(connectionId: ConnectionId, topic: string, ends: ReadEnds): number | null {
    if (ends.partitions.length === 0) return null
    const key = `${connectionId}/${topic}`
    const endOffsets = ends.sum
    const partitions = ends.partitions.join()
    const nowMs = this.#clock.monotonicMs()
    const before = this.#samples.get(key)
    if (before !== undefined && nowMs - before.atMs < MIN_SAMPLE_AGE_MS) return before.recordsPerSec
    const isComparable =
      before !== undefined && before.partitions === partitions && endOffsets >= before.endOffsets
    const recordsPerSec = isComparable
      ? ((endOffsets - before.endOffsets) * 1_000) / (nowMs - before.atMs)
      : null
    this.#samples.delete(key)
    this.#samples.set(key, { atMs: nowMs, endOffsets, partitions, recordsPerSec })
    const oldest = this.#samples.keys().next().value
    if (this.#samples.size > MAX_SAMPLES && oldest !== undefined) this.#samples.delete(oldest)
    return recordsPerSec
  }
}

/** One row per name, in the order asked. What fails, fails in its row. */
export async function readTopicStats(
  client: KafkaClient,
  options: {
    readonly connectionId: ConnectionId
    readonly names: readonly string[]
    readonly samples: RateSamples
    readonly signal: AbortSignal
  },
): Promise<TopicStats[]> {
  const { names, signal } = options
  if (names.length === 0) return []
  const metadata = await client.metadata({ topics: names, signal })
  const known = names.flatMap((name) => metadata.topics.get(name) ?? [])
  const led = known.flatMap((topic) =>
    topic.partitions
      .filter(({ leaderId }) => leaderId >= 0)
      .map(({ partition }) => ({ topic: topic.name, partition })),
  )
  const brokerIds = metadata.brokers.map(({ brokerId }) => brokerId)
  const at = (timestampMs: number) => led.map((one) => ({ ...one, timestampMs }))
  const [starts, ends, newest, configs, logDirs] = await Promise.all([
    client.admin.listOffsets(at(EARLIEST), { signal, timeoutMs: FIGURES_TIMEOUT_MS }),
    client.admin.listOffsets(at(LATEST), { signal, timeoutMs: FIGURES_TIMEOUT_MS }),
    client.admin.listOffsets(at(NEWEST_TIMESTAMP), { signal, timeoutMs: FIGURES_TIMEOUT_MS }),
    client.admin.describeConfigs(
      known.map(({ name }) => ({ type: 'topic' as const, name, keys: WANTED_CONFIGS })),
      { signal },
    ),
    client.admin.describeLogDirs(brokerIds, { signal }),
  ])
  const sizes = leaderSizes(known, logDirs)
  const configsByName = new Map(configs.map((config) => [config.name, config]))
  return names.map((name): TopicStats => {
    const topic = metadata.topics.get(name)
    if (topic === undefined || topic.error !== null) {
      return { ...NOTHING_KNOWN, name, error: rowError(topic?.error ?? null) ?? 'The topic is gone.' }
    }
    const described = configsByName.get(name)
    const records = countRecords(name, starts, ends)
    const cleanupPolicy = valueOf(described?.configs, 'cleanup.policy')
    const lastWriteMs = Math.max(
      -1,
      ...newest.filter((one) => one.topic === name).map((one) => one.timestampMs),
    )
    return {
      name,
      recordCount: records.ends.partitions.length === 0 ? null : records.count,
      isRecordCountExact: cleanupPolicy !== null && !cleanupPolicy.includes('compact'),
      isPartial: records.ends.partitions.length < topic.partitions.length,
      sizeBytes: sizes.get(name) ?? null,
      cleanupPolicy,
      retentionMs: numberOf(described?.configs, 'retention.ms'),
      minInSyncReplicas: numberOf(described?.configs, 'min.insync.replicas'),
      recordsPerSec: options.samples.rate(options.connectionId, name, records.ends),
      lastWriteMs: lastWriteMs >= 0 ? lastWriteMs : null,
      error: rowError(described?.error ?? null),
    }
  })
}

const NOTHING_KNOWN: Omit<TopicStats, 'name' | 'error'> = {
  recordCount: null,
  isRecordCountExact: false,
  isPartial: true,
  sizeBytes: null,
  cleanupPolicy: null,
  retentionMs: null,
  minInSyncReplicas: null,
  recordsPerSec: null,
  lastWriteMs: null,
}

interface FoundOffset {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly error: unknown
}

/** Records of the partitions whose start and end are both known. */
function countRecords(
  topic: string,
  starts: readonly FoundOffset[],
  ends: readonly FoundOffset[],
): { readonly count: number; readonly ends: ReadEnds } {
  const isKnown = (one: FoundOffset) => one.topic === topic && one.error === null && one.offset >= 0
  const startOf = new Map(starts.filter(isKnown).map(({ partition, offset }) => [partition, offset]))
  let count = 0
  let sum = 0
  const partitions: number[] = []
  for (const { partition, offset } of ends.filter(isKnown)) {
    const start = startOf.get(partition)
    if (start === undefined) continue
    count += Math.max(0, offset - start)
    sum += offset
    partitions.push(partition)
  }
  return { count, ends: { sum, partitions } }
}

/** Size of the leaders' copies of each topic. */
function leaderSizes(
  topics: readonly TopicMetadata[],
  logDirs: Awaited<ReturnType<KafkaClient['admin']['describeLogDirs']>>,
): Map<string, number> {
  const leaders = new Map(
    topics.flatMap((topic) =>
      topic.partitions.map(({ partition, leaderId }) => [`${topic.name}/${partition}`, leaderId] as const),
    ),
  )
  const sizes = new Map<string, number>()
  for (const { brokerId, replicas } of logDirs) {
    for (const { topic, partition, sizeBytes } of replicas) {
      if (leaders.get(`${topic}/${partition}`) === brokerId)
        sizes.set(topic, (sizes.get(topic) ?? 0) + sizeBytes)
    }
  }
  return sizes
}

function valueOf(configs: readonly ConfigDescription[] | undefined, name: string): string | null {
  return configs?.find((config) => config.name === name)?.value ?? null
}

function numberOf(configs: readonly ConfigDescription[] | undefined, name: string): number | null {
  const value = valueOf(configs, name)
  return value === null || !Number.isFinite(Number(value)) ? null : Number(value)
}
