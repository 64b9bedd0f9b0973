/**
 * Everything the metadata log has decided, up to one offset. The controller and every broker hold one;
 * at the same offset they are equal, because `replay` is the only thing that changes them.
 */
import type { Uuid } from '../../wire/reader.ts'
import type { BrokerImage } from './brokers.ts'
import { ConfigsImage } from './configs.ts'
import { type TopicImage, TopicsImage } from './topics.ts'

export class ClusterImage {
  readonly topics = new TopicsImage()
  readonly brokers = new Map<number, BrokerImage>()
  readonly configs = new ConfigsImage()
  /** Finalized feature levels by name. */
  readonly features = new Map<string, number>()
  /** First producer id that no broker has been given. */
  nextProducerId = 0
  /** Offset of the last record replayed; -1 before the first. */
  lastOffset = -1
  /** Quorum epoch of the last record replayed. */
  lastEpoch = 0

  /** For a snapshot only: takes over everything of another image, which is not used any more. */
  become(other: ClusterImage): void {
    this.topics.become(other.topics)
    this.configs.become(other.configs)
    this.brokers.clear()
    for (const [brokerId, broker] of other.brokers) this.brokers.set(brokerId, broker)
    this.features.clear()
    for (const [name, level] of other.features) this.features.set(name, level)
    this.nextProducerId = other.nextProducerId
  }

  /** Brokers that serve clients, by id. */
  unfencedBrokers(): BrokerImage[] {
    return [...this.brokers.values()]
      .filter((broker) => !broker.isFenced)
      .sort((a, b) => a.brokerId - b.brokerId)
  }
}

/** What a run of replayed records touched: consumers look at these parts of the image only. */
export class ImageChanges {
  /** Topics created or changed and still there. */
  readonly topics = new Set<Uuid>()
  readonly removedTopics = new Map<Uuid, TopicImage>()
  readonly brokers = new Set<number>()
  /** `type:name` of resources whose configs changed. */
  readonly configResources: { readonly type: number; readonly name: string }[] = []

  get isEmpty(): boolean {
    return (
      this.topics.size === 0 &&
      this.removedTopics.size === 0 &&
      this.brokers.size === 0 &&
      this.configResources.length === 0
    )
  }
}
