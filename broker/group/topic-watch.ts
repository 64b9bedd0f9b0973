/**
 * Notices that a topic with stored positions was deleted, or deleted and made again: the image keeps no
 * history, so the ids that were seen are remembered here. A topic that was never seen counts as gone
 * only after a grace time, because the image may still be catching up.
 */
import type { TopicsImage } from '../controller/image/topics.ts'
import type { Uuid } from '../wire/reader.ts'
import { ABSENT_TOPIC_GRACE_MS } from './limits.ts'

type Seen = { readonly topicId: Uuid } | { readonly absentSinceMs: number }

export class TopicWatch {
  readonly #topics: TopicsImage
  readonly #seen = new Map<string, Seen>()

  constructor(topics: TopicsImage) {
    this.#topics = topics
  }

  /** True when positions in this topic belong to one that is gone; true once per time it went. */
  isGone(topic: string, nowMs: number): boolean {
    const topicId = this.#topics.get(topic)?.topicId
    const seen = this.#seen.get(topic)
    if (topicId !== undefined) {
      this.#seen.set(topic, { topicId })
      return seen !== undefined && 'topicId' in seen && seen.topicId !== topicId
    }
    if (seen === undefined) {
      this.#seen.set(topic, { absentSinceMs: nowMs })
      return false
    }
    if ('absentSinceMs' in seen && nowMs - seen.absentSinceMs < ABSENT_TOPIC_GRACE_MS) return false
    this.#seen.delete(topic)
    return true
  }

  /** Forgets topics nobody has positions in. */
  keep(topics: ReadonlySet<string>): void {
    for (const topic of this.#seen.keys()) if (!topics.has(topic)) this.#seen.delete(topic)
  }
}
