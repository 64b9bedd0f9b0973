/** AlterPartition: a leader tells who is in sync with it. Pure: image and request in, decision out. */
import type {
  AlterPartitionRequest,
  AlterPartitionRequestPartition,
  AlterPartitionResponsePartitionInput,
  AlterPartitionResponseTopicInput,
} from '../wire/generated/alter-partition.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import type { Decision } from './decision.ts'
import { type ElectionPolicy, leaderCheck } from './elections.ts'
import { isDirectoryOnline, isEligible } from './image/brokers.ts'
import type { ClusterImage } from './image/cluster-image.ts'
import { directoryOf, type PartitionImage } from './image/topics.ts'
import { partitionChangeRecords } from './partition-change.ts'

/** "Not told" in place of a broker epoch. */
const ANY_EPOCH = -1

/**
 * Takes over the in-sync sets that a leader proposes; each partition stands alone.
 * @throws KafkaError STALE_BROKER_EPOCH when the sender is not the incarnation that is registered.
 */
export function alterPartitions(
  image: ClusterImage,
  request: AlterPartitionRequest,
  policy: ElectionPolicy,
): Decision<readonly AlterPartitionResponseTopicInput[]> {
  const sender = image.brokers.get(request.brokerId)
  if (sender === undefined || sender.brokerEpoch !== request.brokerEpoch) {
    throw new KafkaError('STALE_BROKER_EPOCH', `Broker ${request.brokerId} has a later incarnation`)
  }
  const records: MetadataRecord[] = []
  const response = request.topics.map(({ topicId, partitions }) => {
    const topic = image.topics.getById(topicId)
    return {
      topicId,
      partitions: partitions.map((asked): AlterPartitionResponsePartitionInput => {
        const before = topic?.partitions[asked.partitionIndex]
        if (topic === undefined) return refuse(asked, 'UNKNOWN_TOPIC_ID')
        if (before === undefined) return refuse(asked, 'UNKNOWN_TOPIC_OR_PARTITION')
        const error = checkProposal(image, before, { asked, leaderId: request.brokerId })
        if (error !== null) return refuse(asked, error)
        const change = partitionChangeRecords({
          topic,
          before,
          wanted: { inSyncReplicas: membersOf(asked).map(({ brokerId }) => brokerId) },
          election: 'online',
          canLead: leaderCheck(image),
          settings: policy(topic.name),
        })
        records.push(...change)
        return {
          partitionIndex: before.partition,
          errorCode: 0,
          leaderId: before.leaderId,
          leaderEpoch: before.leaderEpoch,
          isr: membersOf(asked).map(({ brokerId }) => brokerId),
          partitionEpoch: before.partitionEpoch + (change.length > 0 ? 1 : 0),
        }
      }),
    }
  })
  return { records, response }
}

function checkProposal(
  image: ClusterImage,
  before: PartitionImage,
  { asked, leaderId }: { readonly asked: AlterPartitionRequestPartition; readonly leaderId: number },
): ErrorName | null {
  if (before.leaderId !== leaderId) return 'INVALID_REQUEST'
  if (asked.leaderEpoch < before.leaderEpoch) return 'FENCED_LEADER_EPOCH'
  if (asked.leaderEpoch > before.leaderEpoch) return 'NOT_CONTROLLER'
  if (asked.partitionEpoch < before.partitionEpoch) return 'INVALID_UPDATE_VERSION'
  if (asked.partitionEpoch > before.partitionEpoch) return 'NOT_CONTROLLER'
  const members = membersOf(asked)
  const ids = members.map(({ brokerId }) => brokerId)
  const isSet = new Set(ids).size === ids.length
  if (!isSet || !ids.includes(leaderId) || !ids.every((id) => before.replicas.includes(id))) {
    return 'INVALID_REQUEST'
  }
  const isAllEligible = members.every(({ brokerId, brokerEpoch }) => {
    const broker = image.brokers.get(brokerId)
    const isThere = isEligible(broker) && isDirectoryOnline(broker, directoryOf(before, brokerId))
    return isThere && (brokerEpoch === ANY_EPOCH || brokerEpoch === broker?.brokerEpoch)
  })
  return isAllEligible ? null : 'INELIGIBLE_REPLICA'
}

/** The proposed set: with broker epochs from v3 on, without before. */
function membersOf(asked: AlterPartitionRequestPartition) {
  if (asked.newIsrWithEpochs.length > 0) return asked.newIsrWithEpochs
  return asked.newIsr.map((brokerId) => ({ brokerId, brokerEpoch: ANY_EPOCH }))
}

function refuse(
  asked: AlterPartitionRequestPartition,
  error: ErrorName,
): AlterPartitionResponsePartitionInput {
  return {
    partitionIndex: asked.partitionIndex,
    errorCode: errorCode(error),
    leaderId: -1,
    leaderEpoch: -1,
    isr: [],
    partitionEpoch: -1,
  }
}
