/** ElectLeaders: an operator asks for the preferred leader, or for any. Pure: image and request in, decision out. */
import type {
  ElectLeadersRequest,
  ElectLeadersResponsePartitionResultInput,
  ElectLeadersResponseReplicaElectionResultInput,
} from '../wire/generated/elect-leaders.ts'
import { errorCode } from '../wire/kafka-error.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import type { Decision } from './decision.ts'
import { type ElectionPolicy, leaderCheck } from './elections.ts'
import type { ClusterImage } from './image/cluster-image.ts'
import { NO_LEADER } from './image/topics.ts'
import { partitionChangeRecords } from './partition-change.ts'

/** Election types of the request. */
const PREFERRED = 0
const UNCLEAN = 1

/** Elects for the partitions named, or for all; of all, those that need none are left out of the answer. */
export function electLeaders(
  image: ClusterImage,
  request: ElectLeadersRequest,
  policy: ElectionPolicy,
): Decision<readonly ElectLeadersResponseReplicaElectionResultInput[]> {
  const records: MetadataRecord[] = []
  const isAll = request.topicPartitions === null
  const asked =
    request.topicPartitions ??
    Array.from(image.topics.all(), (topic) => ({
      topic: topic.name,
      partitions: topic.partitions.map(({ partition }) => partition),
    }))
  const response = asked.map(({ topic, partitions }) => ({
    topic,
    partitionResult: partitions.flatMap((partition): ElectLeadersResponsePartitionResultInput[] => {
      const outcome = electOne(image, { topic, partition, electionType: request.electionType }, policy)
      records.push(...outcome.records)
      if (isAll && outcome.error === 'ELECTION_NOT_NEEDED') return []
      const code = outcome.error === null ? 0 : errorCode(outcome.error)
      return [{ partitionId: partition, errorCode: code, errorMessage: outcome.message }]
    }),
  }))
  return { records, response: response.filter(({ partitionResult }) => !isAll || partitionResult.length > 0) }
}

interface Outcome {
  readonly records: readonly MetadataRecord[]
  readonly error: ErrorName | null
  readonly message: string | null
}

function electOne(
  image: ClusterImage,
  asked: { readonly topic: string; readonly partition: number; readonly electionType: number },
  policy: ElectionPolicy,
): Outcome {
  const topic = image.topics.get(asked.topic)
  const before = topic?.partitions[asked.partition]
  if (topic === undefined || before === undefined) {
    return failed('UNKNOWN_TOPIC_OR_PARTITION', `There is no partition ${asked.topic}-${asked.partition}`)
  }
  if (asked.electionType !== PREFERRED && asked.electionType !== UNCLEAN) {
    return failed('INVALID_REQUEST', `Election type ${asked.electionType} is not known`)
  }
  const isPreferred = asked.electionType === PREFERRED
  const isNeeded = isPreferred ? before.leaderId !== before.replicas[0] : before.leaderId === NO_LEADER
  if (!isNeeded) return failed('ELECTION_NOT_NEEDED', 'The partition is led as it should be')
  const records = partitionChangeRecords({
    topic,
    before,
    election: isPreferred ? 'preferred' : 'unclean',
    canLead: leaderCheck(image),
    settings: policy(topic.name),
  })
  const change = records[0]
  const leaderId = change?.type === 'PartitionChangeRecord' ? change.leader : NO_LEADER
  const isDone = isPreferred ? leaderId === before.replicas[0] : leaderId >= 0
  if (isDone) return { records, error: null, message: null }
  return isPreferred
    ? failed('PREFERRED_LEADER_NOT_AVAILABLE', 'The preferred leader is not in sync, or not there')
    : failed('ELIGIBLE_LEADERS_NOT_AVAILABLE', 'No replica is there')
}

function failed(error: ErrorName, message: string): Outcome {
  return { records: [], error, message }
}
