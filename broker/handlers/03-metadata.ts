/**
 * Metadata (key 3), served v0-v13.
 *
 * Answers from this broker's image. Null topics (an empty list in v0) means all, an empty list means
 * none. Missing topics are asked of the controller when the client and the broker both allow it; the
 * client is told UNKNOWN_TOPIC_OR_PARTITION and comes back, as with Apache Kafka.
 */
import type { BrokerImage } from '../controller/image/brokers.ts'
import type { ClusterImage } from '../controller/image/cluster-image.ts'
import { NO_LEADER, offlineReplicas, type TopicImage } from '../controller/image/topics.ts'
import { isLegalTopicName } from '../controller/topic-name.ts'
import {
  type MetadataRequest,
  type MetadataResponsePartitionInput,
  type MetadataResponseTopicInput,
  metadata,
} from '../wire/generated/metadata.ts'
import { errorCode } from '../wire/kafka-error.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import { CLUSTER_OPERATIONS, OPERATIONS_NOT_REQUESTED, TOPIC_OPERATIONS } from './authorized-operations.ts'
import { isInternalTopic } from './internal-topics.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

/** In v0 an empty list stands for all topics. */
const FIRST_VERSION_WITH_NULL_TOPICS = 1

/** v10 and v11 have a field for ids, but only later ones may use it. */
const FIRST_VERSION_WITH_TOPIC_IDS = 12

export const metadataHandler = brokerHandler({
  api: metadata,
  versions: { min: 0, max: 13 },
  handle(request, { services, version }) {
    return {
      brokers: reachableBrokers(services).map((broker) => endpointOf(broker)),
      clusterId: services.clusterId,
      controllerId: anyBrokerId(services),
      topics: topicsFor(request, services, version),
      clusterAuthorizedOperations: request.includeClusterAuthorizedOperations
        ? CLUSTER_OPERATIONS
        : OPERATIONS_NOT_REQUESTED,
    }
  },
})

/**
 * Those that are not fenced. Where all are, after a machine that stood still say, the one that answers: a
 * list without any broker ends clients that could have waited.
 */
export function reachableBrokers({
  image,
  brokerId,
}: Pick<BrokerServices, 'image' | 'brokerId'>): BrokerImage[] {
  const unfenced = image.unfencedBrokers()
  const own = image.brokers.get(brokerId)
  return unfenced.length > 0 || own === undefined ? unfenced : [own]
}

/** A KRaft broker names any live broker as controller, since clients cannot reach the real one. */
function anyBrokerId({ image, brokerId }: BrokerServices): number {
  return image.brokers.get(brokerId)?.isFenced === false
    ? brokerId
    : (image.unfencedBrokers()[0]?.brokerId ?? -1)
}

/** Where clients reach a broker. */
export function endpointOf(broker: BrokerImage): {
  nodeId: number
  host: string
  port: number
  rack: string | null
} {
  const endpoint = broker.endpoints[0]
  return { nodeId: broker.brokerId, host: endpoint?.host ?? '', port: endpoint?.port ?? 0, rack: broker.rack }
}

function topicsFor(
  request: MetadataRequest,
  services: BrokerServices,
  version: number,
): MetadataResponseTopicInput[] {
  const { image } = services
  const isAll =
    request.topics === null || (version < FIRST_VERSION_WITH_NULL_TOPICS && request.topics.length === 0)
  const operations = request.includeTopicAuthorizedOperations ? TOPIC_OPERATIONS : OPERATIONS_NOT_REQUESTED
  if (isAll) return Array.from(image.topics.all(), (topic) => describe(image, topic, operations))
  const missing: string[] = []
  const answers = (request.topics ?? []).map(({ name, topicId }) => {
    if (version < FIRST_VERSION_WITH_TOPIC_IDS && (name === null || topicId !== ZERO_UUID)) {
      return refuse({ name: name ?? '', topicId, error: 'INVALID_REQUEST' })
    }
    if (name === null) {
      const topic = image.topics.getById(topicId)
      return topic === undefined
        ? refuse({ name: null, topicId, error: 'UNKNOWN_TOPIC_ID' })
        : describe(image, topic, operations)
    }
    const topic = image.topics.get(name)
    if (topic !== undefined) return describe(image, topic, operations)
    if (!isLegalTopicName(name)) return refuse({ name, topicId: ZERO_UUID, error: 'INVALID_TOPIC_EXCEPTION' })
    missing.push(name)
    return refuse({ name, topicId: ZERO_UUID, error: 'UNKNOWN_TOPIC_OR_PARTITION' })
  })
  const mayCreate = request.allowAutoTopicCreation && services.configs.broker.autoCreateTopics
  if (mayCreate && missing.length > 0) services.requestTopics(missing)
  return answers
}

function refuse(refusal: {
  readonly name: string | null
  readonly topicId: string
  readonly error:
    | 'UNKNOWN_TOPIC_ID'
    | 'UNKNOWN_TOPIC_OR_PARTITION'
    | 'INVALID_TOPIC_EXCEPTION'
    | 'INVALID_REQUEST'
}): MetadataResponseTopicInput {
  return {
    errorCode: errorCode(refusal.error),
    name: refusal.name,
    topicId: refusal.topicId,
    isInternal: refusal.name !== null && isInternalTopic(refusal.name),
    partitions: [],
    topicAuthorizedOperations: OPERATIONS_NOT_REQUESTED,
  }
}

function describe(image: ClusterImage, topic: TopicImage, operations: number): MetadataResponseTopicInput {
  return {
    errorCode: 0,
    name: topic.name,
    topicId: topic.topicId,
    isInternal: isInternalTopic(topic.name),
    partitions: topic.partitions.map((partition): MetadataResponsePartitionInput => {
      const isLed = partition.leaderId !== NO_LEADER
      return {
        errorCode: isLed ? 0 : errorCode('LEADER_NOT_AVAILABLE'),
        partitionIndex: partition.partition,
        leaderId: partition.leaderId,
        leaderEpoch: partition.leaderEpoch,
        replicaNodes: partition.replicas,
        isrNodes: partition.inSyncReplicas,
        offlineReplicas: offlineReplicas(partition, image.brokers),
      }
    }),
    topicAuthorizedOperations: operations,
  }
}
