/**
 * Topics made because somebody asked for them: by name in Metadata, or an internal one by its first use.
 * Asking twice while the first is under way does nothing; what the controller refuses is logged, and the
 * client, which saw UNKNOWN_TOPIC_OR_PARTITION, asks again.
 */
import { describeError, type Logger } from '../base/logger.ts'
import type { BrokerConfigs } from '../config/broker-settings.ts'
import type { ControllerChannel } from '../handlers/controller-channel.ts'
import { OFFSETS_TOPIC, SHARE_STATE_TOPIC, TRANSACTIONS_TOPIC } from '../handlers/internal-topics.ts'
import { type CreateTopicsRequestTopicInput, createTopics } from '../wire/generated/create-topics.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

/** Names being made at once; more are dropped and asked for again by their clients. */
const MAX_UNDER_WAY = 1_000

export class AutoTopics {
  readonly #channel: ControllerChannel
  readonly #configs: () => BrokerConfigs
  readonly #logger: Logger
  readonly #underWay = new Set<string>()

  constructor(channel: ControllerChannel, configs: () => BrokerConfigs, logger: Logger) {
    this.#channel = channel
    this.#configs = configs
    this.#logger = logger
  }

  /** Asks the controller for topics that are missing; does not wait. */
  request(names: readonly string[]): void {
    const wanted = names
      .filter((name) => !this.#underWay.has(name))
      .slice(0, MAX_UNDER_WAY - this.#underWay.size)
    if (wanted.length === 0) return
    for (const name of wanted) this.#underWay.add(name)
    this.#create(wanted)
      .catch((error: unknown) => this.#logger.warn('topics were not made', { error: describeError(error) }))
      .finally(() => {
        for (const name of wanted) this.#underWay.delete(name)
      })
  }

  async #create(names: readonly string[]): Promise<void> {
    const response = await this.#channel.send(createTopics, {
      topics: names.map((name) => this.#specOf(name)),
      timeoutMs: 30_000,
    })
    for (const topic of response.topics) {
      if (topic.errorCode === 0) this.#logger.info('topic made on first use', { topic: topic.name })
      else if (errorNameOf(topic.errorCode) !== 'TOPIC_ALREADY_EXISTS') {
        this.#logger.warn('topic was not made', { topic: topic.name, error: topic.errorMessage })
      }
    }
  }

  #specOf(name: string): CreateTopicsRequestTopicInput {
    const configs = this.#configs()
    if (name === OFFSETS_TOPIC) {
      return {
        name,
        numPartitions: configs.offsetsTopicPartitionCount,
        replicationFactor: configs.offsetsTopicReplicationFactor,
        assignments: [],
        configs: [
          { name: 'cleanup.policy', value: 'compact' },
          { name: 'compression.type', value: 'producer' },
          { name: 'segment.bytes', value: String(configs.offsetsTopicSegmentBytes) },
        ],
      }
    }
    if (name === TRANSACTIONS_TOPIC) {
      return {
        name,
        numPartitions: configs.transactionTopicPartitionCount,
        replicationFactor: configs.transactionTopicReplicationFactor,
        assignments: [],
        configs: [
          { name: 'cleanup.policy', value: 'compact' },
          { name: 'compression.type', value: 'uncompressed' },
          { name: 'min.insync.replicas', value: String(configs.transactionTopicMinIsr) },
          { name: 'segment.bytes', value: String(configs.transactionTopicSegmentBytes) },
          { name: 'unclean.leader.election.enable', value: 'false' },
        ],
      }
    }
    if (name === SHARE_STATE_TOPIC) {
      return {
        name,
        numPartitions: configs.share.topicPartitionCount,
        replicationFactor: configs.share.topicReplicationFactor,
        assignments: [],
        configs: [
          // Nothing ends by age: the coordinator cuts off what it has superseded itself.
          { name: 'cleanup.policy', value: 'delete' },
          { name: 'retention.ms', value: '-1' },
          { name: 'compression.type', value: 'producer' },
          { name: 'min.insync.replicas', value: String(configs.share.topicMinIsr) },
          { name: 'segment.bytes', value: String(configs.share.topicSegmentBytes) },
        ],
      }
    }
    return { name, numPartitions: -1, replicationFactor: -1, assignments: [], configs: [] }
  }
}
