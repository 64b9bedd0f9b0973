import { KafkaError } from '../../wire/kafka-error.ts'
import type { ClientCore } from '../client-core.ts'
import type { TopicMetadata } from '../client-types.ts'
import { isKafkaError, MISSING_TOPIC_ERRORS } from '../failures.ts'
import { attemptLimitOf, withRetries } from '../retry.ts'

/** Attempts while a topic does not exist: brokers that make topics on demand need a moment. */
const MAX_CREATION_ATTEMPTS = 8

type Listener = (found: TopicMetadata | Error) => void

/** Finds the partitions of topics that records are sent to; records of one topic are told in order. */
export class TopicLookups {
  readonly #core: ClientCore
  readonly #waiting = new Map<string, { readonly partition: number | null; readonly tell: Listener }[]>()

  constructor(core: ClientCore) {
    this.#core = core
  }

  /** The topic, when it is known to have the partition and nobody waits for it; null otherwise. */
  known(record: { readonly topic: string; readonly partition: number | null }): TopicMetadata | null {
    const topic = this.#core.peekTopic(record.topic)
    if (topic === undefined || topic.partitions.length === 0 || this.#waiting.has(record.topic)) return null
    return (record.partition ?? 0) < topic.partitions.length ? topic : null
  }

  /** Calls `tell` with the topic or with why there is none. */
  wait(record: { readonly topic: string; readonly partition: number | null }, tell: Listener): void {
    const entry = { partition: record.partition, tell }
    const waiting = this.#waiting.get(record.topic)
    if (waiting !== undefined) {
      waiting.push(entry)
      return
    }
    this.#waiting.set(record.topic, [entry])
    void this.#find(record.topic)
      .catch((error: unknown) => (error instanceof Error ? error : new KafkaError('UNKNOWN_SERVER_ERROR')))
      .then((found) => {
        const listeners = this.#waiting.get(record.topic) ?? []
        this.#waiting.delete(record.topic)
        for (const listener of listeners) listener.tell(answerFor(listener.partition, found))
      })
  }

  #find(name: string): Promise<TopicMetadata> {
    const scope = this.#core.scope()
    return withRetries(this.#core.runtime, scope, {
      attempt: async () => {
        const { topics } = await this.#core.metadata(
          { topics: [name], fresh: true, allowAutoTopicCreation: true },
          scope,
        )
        const topic = topics.get(name)
        if (topic === undefined) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
        if (topic.error !== null) throw topic.error
        if (topic.partitions.length === 0) throw new KafkaError('LEADER_NOT_AVAILABLE')
        return topic
      },
      attemptLimit: (error) =>
        isKafkaError(error, MISSING_TOPIC_ERRORS) ? MAX_CREATION_ATTEMPTS : attemptLimitOf(error),
    })
  }
}

function answerFor(partition: number | null, found: TopicMetadata | Error): TopicMetadata | Error {
  if (found instanceof Error || partition === null) return found
  if (partition >= 0 && partition < found.partitions.length) return found
  return new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `${found.name} has no partition ${partition}`)
}
