/**
 * What the client knows of the cluster: brokers, topics, leaders. Entries age; a topic that came with an
 * error is not kept. Identical questions at the same time share one request.
 */
import type { Clock } from '../base/clock.ts'
import type {
  MetadataResponse,
  MetadataResponsePartition,
  MetadataResponseTopic,
} from '../wire/generated/metadata.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import type { BrokerAddress, ClusterMetadata, PartitionMetadata, TopicMetadata } from './client-types.ts'
import { errorOf } from './failures.ts'

/** Age at which metadata is asked for again. */
export const METADATA_MAX_AGE_MS = 30_000
/** Topics kept; the ones asked for the longest time ago go first. */
const MAX_CACHED_TOPICS = 20_000

/** Stands where no broker is known that speaks for the controller. */
const UNKNOWN_CONTROLLER = -1

/** What to know. `topics` absent means all of them. */
export interface MetadataQuery {
  readonly topics?: readonly string[]
  readonly allowAutoTopicCreation: boolean
}

interface CachedTopic {
  readonly metadata: TopicMetadata
  readonly atMs: number
}

export class MetadataCache {
  readonly #clock: Clock
  readonly #ask: (query: MetadataQuery) => Promise<MetadataResponse>
  readonly #underWay = new Map<string, Promise<ClusterMetadata>>()
  #topics = new Map<string, CachedTopic>()
  #cluster: Omit<ClusterMetadata, 'topics'> = {
    clusterId: null,
    controllerId: UNKNOWN_CONTROLLER,
    brokers: [],
  }
  #allTopicsAtMs: number | null = null
  /** Answers to questions from before the last `invalidate` are not served as fresh. */
  #generation = 0

  /** `ask` sends one request; it is bounded by itself and knows nothing of any caller. */
  constructor(clock: Clock, ask: (query: MetadataQuery) => Promise<MetadataResponse>) {
    this.#clock = clock
    this.#ask = ask
  }

  /** The brokers of the last answer; empty before the first. */
  get brokers(): readonly BrokerAddress[] {
    return this.#cluster.brokers
  }

  get controllerId(): number {
    return this.#cluster.controllerId
  }

  /** A topic that is known, at any age; undefined when it is not. */
  peek(topic: string): TopicMetadata | undefined {
    return this.#topics.get(topic)?.metadata
  }

  /** What is cached and young enough, or else a fresh answer. */
  async get(query: MetadataQuery, fresh: boolean): Promise<ClusterMetadata> {
    if (!fresh) {
      const cached = this.#cached(query)
      if (cached !== null) return cached
    }
    const key = JSON.stringify([query.topics ?? null, query.allowAutoTopicCreation, this.#generation])
    const shared = this.#underWay.get(key)
    if (shared !== undefined) return shared
    const asking = this.#refresh(query, this.#generation).finally(() => this.#underWay.delete(key))
    this.#underWay.set(key, asking)
    return asking
  }

  /** Makes the next `get` ask, and forgets who the controller is; brokers stay known, to have someone to ask. */
  invalidate(): void {
    this.#generation += 1
    this.#cluster = { ...this.#cluster, controllerId: UNKNOWN_CONTROLLER }
    this.#allTopicsAtMs = null
    this.#topics = new Map(
      [...this.#topics].map(([name, { metadata }]) => [name, { metadata, atMs: Number.NEGATIVE_INFINITY }]),
    )
  }

  /** Adds a broker that another answer named, such as a coordinator. */
  learnBroker(broker: BrokerAddress): void {
    if (this.#cluster.brokers.some((known) => known.brokerId === broker.brokerId)) return
    this.#cluster = { ...this.#cluster, brokers: [...this.#cluster.brokers, broker] }
  }

  #cached(query: MetadataQuery): ClusterMetadata | null {
    const oldestMs = this.#clock.monotonicMs() - METADATA_MAX_AGE_MS
    const topics = new Map<string, TopicMetadata>()
    if (query.topics === undefined) {
      if (this.#allTopicsAtMs === null || this.#allTopicsAtMs <= oldestMs) return null
      for (const [name, { metadata }] of this.#topics) topics.set(name, metadata)
    }
    for (const name of query.topics ?? []) {
      const cached = this.#topics.get(name)
      if (cached === undefined || cached.atMs <= oldestMs) return null
      topics.set(name, cached.metadata)
    }
    if (this.#cluster.brokers.length === 0) return null
    return { ...this.#cluster, topics }
  }

  async #refresh(query: MetadataQuery, generation: number): Promise<ClusterMetadata> {
    const answer = clusterOf(await this.#ask(query))
    const { topics, ...cluster } = answer
    this.#cluster = cluster
    const atMs = generation === this.#generation ? this.#clock.monotonicMs() : Number.NEGATIVE_INFINITY
    if (query.topics === undefined) {
      this.#topics = new Map()
      this.#allTopicsAtMs = generation === this.#generation ? atMs : null
    }
    for (const [name, metadata] of topics) {
      this.#topics.delete(name)
      if (metadata.error === null) this.#topics.set(name, { metadata, atMs })
    }
    for (const name of this.#topics.keys()) {
      if (this.#topics.size <= MAX_CACHED_TOPICS) break
      this.#topics.delete(name)
      this.#allTopicsAtMs = null
    }
    return answer
  }
}

/** A response in the client's own terms. Topics without a name (asked for by id) are left out. */
export function clusterOf(response: MetadataResponse): ClusterMetadata {
  const topics = new Map<string, TopicMetadata>()
  for (const topic of response.topics) {
    if (topic.name !== null) topics.set(topic.name, topicOf(topic.name, topic))
  }
  return {
    clusterId: response.clusterId,
    controllerId: response.controllerId,
    brokers: response.brokers
      .map(({ nodeId, host, port, rack }) => ({ brokerId: nodeId, host, port, rack }))
      .sort((a, b) => a.brokerId - b.brokerId),
    topics,
  }
}

function topicOf(name: string, topic: MetadataResponseTopic): TopicMetadata {
  return {
    name,
    topicId: topic.topicId === ZERO_UUID ? null : topic.topicId,
    isInternal: topic.isInternal,
    error: errorOf(topic.errorCode),
    partitions: topic.partitions.map(partitionOf).sort((a, b) => a.partition - b.partition),
  }
}

function partitionOf(partition: MetadataResponsePartition): PartitionMetadata {
  return {
    partition: partition.partitionIndex,
    leaderId: partition.leaderId,
    leaderEpoch: partition.leaderEpoch,
    replicas: partition.replicaNodes,
    inSyncReplicas: partition.isrNodes,
    offlineReplicas: partition.offlineReplicas,
    error: errorOf(partition.errorCode),
  }
}
