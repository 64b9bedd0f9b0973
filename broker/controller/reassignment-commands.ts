/** AlterPartitionReassignments and its listing. Pure: image and request in, decision out; each partition stands alone. */
import type {
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponseResponseInput,
} from '../wire/generated/alter-partition-reassignments.ts'
import type {
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponseTopicInput,
} from '../wire/generated/list-partition-reassignments.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import type { Decision } from './decision.ts'
import { type ElectionPolicy, leaderCheck } from './elections.ts'
import type { ClusterImage } from './image/cluster-image.ts'
import type { PartitionImage, TopicImage } from './image/topics.ts'
import { partitionChangeRecords } from './partition-change.ts'
import { errorFields } from './topic-commands.ts'

/** Begins, replaces or (null replicas) cancels reassignments. */
export function alterReassignments(
  image: ClusterImage,
  request: AlterPartitionReassignmentsRequest,
  policy: ElectionPolicy,
): Decision<readonly AlterPartitionReassignmentsResponseResponseInput[]> {
  const records: MetadataRecord[] = []
  const response = request.topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map(({ partitionIndex, replicas }) => {
      try {
        const { topic, before } = find(image, name, partitionIndex)
        const mayChangeCount = request.allowReplicationFactorChange
        const wanted =
          replicas === null ? cancelled(before) : reassigned(image, before, { replicas, mayChangeCount })
        records.push(
          ...partitionChangeRecords({
            topic,
            before,
            wanted,
            election: 'online',
            canLead: leaderCheck(image),
            settings: policy(topic.name),
          }),
        )
        return { partitionIndex, errorCode: 0, errorMessage: null }
      } catch (error) {
        return { partitionIndex, ...errorFields(error) }
      }
    }),
  }))
  return { records, response }
}

/** What is under way, of the partitions named or of all. */
export function listReassignments(
  image: ClusterImage,
  request: ListPartitionReassignmentsRequest,
): ListPartitionReassignmentsResponseTopicInput[] {
  const asked =
    request.topics?.flatMap(({ name, partitionIndexes }) => {
      const topic = image.topics.get(name)
      return topic === undefined ? [] : [{ topic, indexes: new Set(partitionIndexes) }]
    }) ?? Array.from(image.topics.all(), (topic) => ({ topic, indexes: null }))
  return asked.flatMap(({ topic, indexes }) => {
    const partitions = topic.partitions
      .filter(({ partition }) => indexes === null || indexes.has(partition))
      .filter((one) => one.addingReplicas.length > 0 || one.removingReplicas.length > 0)
      .map((one) => ({
        partitionIndex: one.partition,
        replicas: one.replicas,
        addingReplicas: one.addingReplicas,
        removingReplicas: one.removingReplicas,
      }))
    return partitions.length === 0 ? [] : [{ name: topic.name, partitions }]
  })
}

function find(
  image: ClusterImage,
  name: string,
  partitionIndex: number,
): { readonly topic: TopicImage; readonly before: PartitionImage } {
  const topic = image.topics.get(name)
  const before = topic?.partitions[partitionIndex]
  if (topic === undefined || before === undefined) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
  return { topic, before }
}

/** Back to the replicas from before: those that were being added go, those being removed stay. */
function cancelled(before: PartitionImage) {
  if (before.addingReplicas.length === 0 && before.removingReplicas.length === 0) {
    throw new KafkaError('NO_REASSIGNMENT_IN_PROGRESS')
  }
  const isAdded = (replica: number) => before.addingReplicas.includes(replica)
  return {
    replicas: before.replicas.filter((replica) => !isAdded(replica)),
    inSyncReplicas: before.inSyncReplicas.filter((replica) => !isAdded(replica)),
    addingReplicas: [],
    removingReplicas: [],
  }
}

/** The wanted replicas first, in their order; those to be removed behind them until the others are in sync. */
function reassigned(
  image: ClusterImage,
  before: PartitionImage,
  { replicas, mayChangeCount }: { readonly replicas: readonly number[]; readonly mayChangeCount: boolean },
) {
  if (replicas.length === 0) throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', 'A partition needs a replica')
  if (new Set(replicas).size !== replicas.length) {
    throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', 'The assignment names the same broker twice')
  }
  const missing = replicas.find((brokerId) => !image.brokers.has(brokerId))
  if (missing !== undefined) {
    throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', `Broker ${missing} is not registered`)
  }
  const present = before.replicas.filter((replica) => !before.addingReplicas.includes(replica))
  if (!mayChangeCount && replicas.length !== present.length) {
    throw new KafkaError(
      'INVALID_REPLICATION_FACTOR',
      `The partition has ${present.length} replicas, the assignment ${replicas.length}`,
    )
  }
  const removingReplicas = present.filter((replica) => !replicas.includes(replica))
  const kept = [...replicas, ...removingReplicas]
  return {
    replicas: kept,
    inSyncReplicas: before.inSyncReplicas.filter((replica) => kept.includes(replica)),
    addingReplicas: replicas.filter((replica) => !present.includes(replica)),
    removingReplicas,
  }
}
