/**
 * FindCoordinator (key 10), served v0-v6.
 *
 * Answers with the leader of the internal partition that owns each key. The internal topic is made when
 * it is first asked for; until it has a leader the answer is COORDINATOR_NOT_AVAILABLE, and clients ask
 * again, as with Apache Kafka.
 */
import { partitionForKey } from '../replication/partition-for-key.ts'
import { isCoordinatorKey } from '../share/state-store.ts'
import {
  type FindCoordinatorResponseCoordinatorInput,
  findCoordinator,
} from '../wire/generated/find-coordinator.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { endpointOf } from './03-metadata.ts'
import { OFFSETS_TOPIC, SHARE_STATE_TOPIC, TRANSACTIONS_TOPIC } from './internal-topics.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

/** First version that asks for several keys at once. */
const BATCHED_FROM = 4

/** Keys of this type name a group, a topic id and a partition (KIP-932). */
const SHARE_KEY_TYPE = 2

/** First version that may ask for them. */
const SHARE_FROM = 6

/** The internal topic that owns a key, by key type. */
const TOPIC_OF_KEY_TYPE: ReadonlyMap<number, string> = new Map([
  [0, OFFSETS_TOPIC],
  [1, TRANSACTIONS_TOPIC],
  [SHARE_KEY_TYPE, SHARE_STATE_TOPIC],
])

export const findCoordinatorHandler = brokerHandler({
  api: findCoordinator,
  versions: { min: 0, max: 6 },
  handle(request, { services, version }) {
    if (version >= BATCHED_FROM) {
      return {
        coordinators: request.coordinatorKeys.map((key) => lookUp(services, { ...request, key, version })),
      }
    }
    const { key: _key, ...answer } = lookUp(services, { ...request, version })
    return answer
  },
})

function lookUp(
  services: BrokerServices,
  { key, keyType, version }: { readonly key: string; readonly keyType: number; readonly version: number },
): FindCoordinatorResponseCoordinatorInput {
  try {
    const topicName = TOPIC_OF_KEY_TYPE.get(keyType)
    if (topicName === undefined) {
      throw new KafkaError('INVALID_REQUEST', `Coordinators of key type ${keyType} are not served`)
    }
    if (keyType === SHARE_KEY_TYPE && (version < SHARE_FROM || !isCoordinatorKey(key))) {
      throw new KafkaError('INVALID_REQUEST', 'The key does not name a share partition')
    }
    const topic = services.image.topics.get(topicName)
    if (topic === undefined) {
      services.requestTopics([topicName])
      throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
    }
    const partition = topic.partitions[partitionForKey(key, topic.partitions.length)]
    const broker = partition === undefined ? undefined : services.image.brokers.get(partition.leaderId)
    if (broker === undefined || broker.isFenced) throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
    const { nodeId, host, port } = endpointOf(broker)
    return { key, nodeId, host, port, errorCode: 0, errorMessage: null }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return { key, nodeId: -1, host: '', port: -1, errorCode: error.code, errorMessage: error.message }
  }
}
