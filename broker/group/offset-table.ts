/**
 * The positions of one offsets partition by group, topic and partition, with an index from topics to
 * the groups that have positions in them. Changed by replay alone.
 */
import type { StoredOffset } from './records.ts'

/** Where a position belongs. */
export interface OffsetKey {
  readonly group: string
  readonly topic: string
  readonly partition: number
}

/** Positions of one group in one topic, by partition. */
export type TopicOffsets = ReadonlyMap<number, StoredOffset>

interface GroupOffsets {
  readonly byTopic: Map<string, Map<number, StoredOffset>>
  count: number
}

const NO_TOPICS: ReadonlyMap<string, TopicOffsets> = new Map()
const NO_GROUPS: ReadonlySet<string> = new Set()

export class OffsetTable {
  readonly #byGroup = new Map<string, GroupOffsets>()
  readonly #groupsByTopic = new Map<string, Set<string>>()

  has(group: string): boolean {
    return this.#byGroup.has(group)
  }

  groups(): IterableIterator<string> {
    return this.#byGroup.keys()
  }

  topics(): IterableIterator<string> {
    return this.#groupsByTopic.keys()
  }

  groupsOf(topic: string): ReadonlySet<string> {
    return this.#groupsByTopic.get(topic) ?? NO_GROUPS
  }

  /** Everything a group has, by topic. */
  of(group: string): ReadonlyMap<string, TopicOffsets> {
    return this.#byGroup.get(group)?.byTopic ?? NO_TOPICS
  }

  countOf(group: string): number {
    return this.#byGroup.get(group)?.count ?? 0
  }

  get(key: OffsetKey): StoredOffset | undefined {
    return this.#byGroup.get(key.group)?.byTopic.get(key.topic)?.get(key.partition)
  }

  /** For replay only. */
  put(key: OffsetKey, value: StoredOffset): void {
    let group = this.#byGroup.get(key.group)
    if (group === undefined) {
      group = { byTopic: new Map(), count: 0 }
      this.#byGroup.set(key.group, group)
    }
    let topic = group.byTopic.get(key.topic)
    if (topic === undefined) {
      topic = new Map()
      group.byTopic.set(key.topic, topic)
      const groups = this.#groupsByTopic.get(key.topic) ?? new Set<string>()
      this.#groupsByTopic.set(key.topic, groups.add(key.group))
    }
    if (!topic.has(key.partition)) group.count += 1
    topic.set(key.partition, value)
  }

  /** For replay only; removing what is not there does nothing. */
  remove(key: OffsetKey): void {
    const group = this.#byGroup.get(key.group)
    const topic = group?.byTopic.get(key.topic)
    if (group === undefined || topic === undefined || !topic.delete(key.partition)) return
    group.count -= 1
    if (topic.size > 0) return
    group.byTopic.delete(key.topic)
    const groups = this.#groupsByTopic.get(key.topic)
    groups?.delete(key.group)
    if (groups?.size === 0) this.#groupsByTopic.delete(key.topic)
    if (group.byTopic.size === 0) this.#byGroup.delete(key.group)
  }
}
