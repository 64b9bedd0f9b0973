/** The topics that members of modern groups subscribe to, as the metadata image has them. */
import type { ClusterImage } from '../../controller/image/cluster-image.ts'
import type { TopicImage } from '../../controller/image/topics.ts'
import type { Uuid } from '../../wire/reader.ts'
import { type Assignment, toTopicPartitions } from './assignment.ts'

/** What a hash of no topics is. */
export const NO_TOPICS_HASH = 0

/** Ids of those topics that exist. */
export function topicIdsOf(names: Iterable<string>, image: ClusterImage): Set<Uuid> {
  const topicIds = new Set<Uuid>()
  for (const name of names) {
    const topic = image.topics.get(name)
    if (topic !== undefined) topicIds.add(topic.topicId)
  }
  return topicIds
}

/** Partitions of one topic, by id and by name. */
export interface NamedPartitions {
  readonly topicId: Uuid
  readonly topicName: string
  readonly partitions: number[]
}

/** Partitions with the names of their topics; topics that are gone are left out. */
export function withNames(assignment: Assignment, image: ClusterImage): NamedPartitions[] {
  return toTopicPartitions(assignment).flatMap(({ topicId, partitions }) => {
    const topicName = image.topics.getById(topicId)?.name
    return topicName === undefined ? [] : [{ topicId, topicName, partitions }]
  })
}

/**
 * Hash of topics, over all that an assignment depends on: names, ids, partition counts and racks; topics
 * that do not exist do not count, and none at all hash to 0. It is compared with what is stored, so it
 * is the same on every broker. @returns a non-negative safe integer.
 *
 * Differs: the function is another than Kafka's; the first heartbeat of a group that moves between the
 * two bumps its epoch once.
 */
export function hashOfTopics(names: Iterable<string>, image: ClusterImage): number {
  const hash = new Hash()
  let count = 0
  for (const name of [...names].sort()) {
    const topic = image.topics.get(name)
    if (topic === undefined) continue
    count += 1
    addTopic(hash, topic, image)
  }
  return count === 0 ? NO_TOPICS_HASH : hash.value
}

function addTopic(hash: Hash, topic: TopicImage, image: ClusterImage): void {
  hash.addText(topic.name)
  hash.addText(topic.topicId)
  hash.addNumber(topic.partitions.length)
  for (const { replicas } of topic.partitions) {
    const racks = new Set<string>()
    for (const brokerId of replicas) {
      const rack = image.brokers.get(brokerId)?.rack ?? null
      if (rack !== null) racks.add(rack)
    }
    hash.addNumber(racks.size)
    for (const rack of [...racks].sort()) hash.addText(rack)
  }
}

/** Two sums of 32 bits that are multiplied on with every step. */
class Hash {
  #left = 0x2545f491
  #right = 0x4f6cdd1d

  addNumber(value: number): void {
    this.#left = Math.imul(this.#left ^ value, 0x01000193)
    this.#right = Math.imul(this.#right ^ value ^ (this.#left >>> 15), 0x5bd1e995)
  }

  addText(text: string): void {
    this.addNumber(text.length)
    for (let index = 0; index < text.length; index += 1) this.addNumber(text.charCodeAt(index))
  }

  /** 53 bits, and never the hash of no topics. */
  get value(): number {
    const high = (this.#left >>> 0) & 0x1fffff
    return Math.max(1, high * 2 ** 32 + (this.#right >>> 0))
  }
}
