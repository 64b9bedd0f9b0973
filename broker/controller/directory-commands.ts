/**
 * AssignReplicasToDirs: a broker tells in which of its log directories its replicas are. Pure: image and
 * request in, decision out; each partition stands alone. Source: KIP-858.
 */
import type {
  AssignReplicasToDirsRequest,
  AssignReplicasToDirsResponseDirectoryInput,
} from '../wire/generated/assign-replicas-to-dirs.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import type { Uuid } from '../wire/reader.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import type { Decision } from './decision.ts'
import { type ElectionPolicy, leaderCheck } from './elections.ts'
import { type BrokerImage, isDirectoryOnline } from './image/brokers.ts'
import type { ClusterImage } from './image/cluster-image.ts'
import { directoryOf, type PartitionImage, type TopicImage } from './image/topics.ts'
import { partitionChangeRecords } from './partition-change.ts'

/**
 * Takes over where replicas are. One in a directory that has failed meanwhile loses leadership and leaves
 * the in-sync set.
 * @throws KafkaError BROKER_ID_NOT_REGISTERED, STALE_BROKER_EPOCH.
 */
export function assignReplicas(
  image: ClusterImage,
  request: AssignReplicasToDirsRequest,
  policy: ElectionPolicy,
): Decision<readonly AssignReplicasToDirsResponseDirectoryInput[]> {
  const broker = image.brokers.get(request.brokerId)
  if (broker === undefined) {
    throw new KafkaError('BROKER_ID_NOT_REGISTERED', `Broker ${request.brokerId} is not registered`)
  }
  if (broker.brokerEpoch !== request.brokerEpoch) {
    throw new KafkaError('STALE_BROKER_EPOCH', `Broker ${request.brokerId} has a later incarnation`)
  }
  const records: MetadataRecord[] = []
  const seen = new Set<string>()
  const assign = (topicId: Uuid, partitionIndex: number, directoryId: Uuid): ErrorName | null => {
    const topic = image.topics.getById(topicId)
    const before = topic?.partitions[partitionIndex]
    if (topic === undefined) return 'UNKNOWN_TOPIC_ID'
    if (before === undefined) return 'UNKNOWN_TOPIC_OR_PARTITION'
    if (!before.replicas.includes(request.brokerId)) return 'NOT_LEADER_OR_FOLLOWER'
    const key = `${topicId}/${partitionIndex}`
    if (seen.has(key)) return 'INVALID_REQUEST' // two changes of one partition would not know of each other
    seen.add(key)
    records.push(...assignmentRecords(image, { broker, topic, before, directoryId }, policy))
    return null
  }
  const response = request.directories.map(({ id, topics }) => ({
    id,
    topics: topics.map(({ topicId, partitions }) => ({
      topicId,
      partitions: partitions.map(({ partitionIndex }) => {
        const error = assign(topicId, partitionIndex, id)
        return { partitionIndex, errorCode: error === null ? 0 : errorCode(error) }
      }),
    })),
  }))
  return { records, response }
}

function assignmentRecords(
  image: ClusterImage,
  assigned: {
    readonly broker: BrokerImage
    readonly topic: TopicImage
    readonly before: PartitionImage
    readonly directoryId: Uuid
  },
  policy: ElectionPolicy,
): MetadataRecord[] {
  const { broker, topic, before, directoryId } = assigned
  const { brokerId } = broker
  if (directoryOf(before, brokerId) === directoryId) return []
  const settings = policy(topic.name)
  const isLost = !isDirectoryOnline(broker, directoryId)
  const others = before.inSyncReplicas.filter((replica) => replica !== brokerId)
  const mustStay = others.length === 0 && !settings.areEligibleReplicasKept
  return partitionChangeRecords({
    topic,
    before,
    wanted: {
      directories: before.replicas.map((replica, index) =>
        replica === brokerId ? directoryId : (before.directories[index] ?? directoryOf(before, replica)),
      ),
      ...(isLost && !mustStay ? { inSyncReplicas: others } : {}),
    },
    election: 'online',
    canLead: leaderCheck(image),
    settings,
  })
}
