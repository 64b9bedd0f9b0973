/**
 * DescribeTopicPartitions (key 75), served v0: topics page by page, in the order of their names, with the
 * replicas that are eligible to lead (KIP-966). A page ends after as many partitions as asked for, or as
 * allowed; the cursor names the partition that comes next.
 */
import type { ClusterImage } from '../controller/image/cluster-image.ts'
import {
  NO_LEADER,
  offlineReplicas,
  type PartitionImage,
  type TopicImage,
} from '../controller/image/topics.ts'
import { isLegalTopicName } from '../controller/topic-name.ts'
import {
  type DescribeTopicPartitionsRequest,
  type DescribeTopicPartitionsResponseTopicInput,
  describeTopicPartitions,
} from '../wire/generated/describe-topic-partitions.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import { TOPIC_OPERATIONS } from './authorized-operations.ts'
import { isInternalTopic } from './internal-topics.ts'
import { brokerHandler } from './services.ts'

/** max.request.partition.size.limit */
const MAX_PARTITIONS = 2_000

export const describeTopicPartitionsHandler = brokerHandler({
  api: describeTopicPartitions,
  versions: { min: 0, max: 0 },
  handle(request, { services: { image } }) {
    const { cursor } = request
    if (cursor !== null && cursor.partitionIndex < 0) {
      throw new KafkaError('INVALID_REQUEST', 'The cursor names a partition below 0')
    }
    let budget = Math.max(1, Math.min(request.responsePartitionLimit, MAX_PARTITIONS))
    const topics: DescribeTopicPartitionsResponseTopicInput[] = []
    for (const name of namesFor(image, request)) {
      const from = name === cursor?.topicName ? cursor.partitionIndex : 0
      const topic = image.topics.get(name)
      if (topic === undefined) {
        topics.push(missing(name))
        continue
      }
      if (budget === 0) return { topics, nextCursor: { topicName: name, partitionIndex: from } }
      const partitions = topic.partitions.slice(from, from + budget)
      budget -= partitions.length
      topics.push({ ...describe(topic), partitions: partitions.map((one) => describePartition(image, one)) })
      const next = from + partitions.length
      if (next < topic.partitions.length)
        return { topics, nextCursor: { topicName: name, partitionIndex: next } }
    }
    return { topics, nextCursor: null }
  },
  fail: () => ({ topics: [], nextCursor: null }),
})

/** Names asked for, or all, from the cursor on. */
function namesFor(
  image: ClusterImage,
  { topics, cursor }: DescribeTopicPartitionsRequest,
): readonly string[] {
  const names =
    topics.length > 0 ? topics.map(({ name }) => name) : Array.from(image.topics.all(), ({ name }) => name)
  const sorted = [...new Set(names)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return cursor === null ? sorted : sorted.filter((name) => name >= cursor.topicName)
}

function missing(name: string): DescribeTopicPartitionsResponseTopicInput {
  const error = isLegalTopicName(name) ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'INVALID_TOPIC_EXCEPTION'
  return {
    errorCode: errorCode(error),
    name,
    topicId: ZERO_UUID,
    isInternal: isInternalTopic(name),
    partitions: [],
  }
}

function describe(topic: TopicImage) {
  return {
    errorCode: 0,
    name: topic.name,
    topicId: topic.topicId,
    isInternal: isInternalTopic(topic.name),
    topicAuthorizedOperations: TOPIC_OPERATIONS,
  }
}

function describePartition(image: ClusterImage, partition: PartitionImage) {
  return {
    errorCode: partition.leaderId === NO_LEADER ? errorCode('LEADER_NOT_AVAILABLE') : 0,
    partitionIndex: partition.partition,
    leaderId: partition.leaderId,
    leaderEpoch: partition.leaderEpoch,
    replicaNodes: partition.replicas,
    isrNodes: partition.inSyncReplicas,
    eligibleLeaderReplicas: partition.eligibleLeaderReplicas,
    lastKnownElr: partition.lastKnownLeaders,
    offlineReplicas: offlineReplicas(partition, image.brokers),
  }
}
