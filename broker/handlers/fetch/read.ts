/** Reads what a fetch plan asks for, within the request's byte limits, and shapes the answer. */
import type { Allocate } from '../../base/buffer-pool.ts'
import type { FollowerFetch } from '../../replication/followers.ts'
import type { IsolationLevel, Partition } from '../../replication/partition.ts'
import type { FetchResponsePartitionInput, FetchResponseTopicInput } from '../../wire/generated/fetch.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import { splitBatches } from '../../wire/record-batch.ts'
import { endpointOf } from '../03-metadata.ts'
import type { BrokerServices } from '../services.ts'
import type { FetchPlan, FetchTarget } from './sessions.ts'

export interface ReadLimits {
  /** Bytes of records over all partitions; the first batch found is returned whole all the same. */
  readonly maxBytes: number
  readonly isolation: IsolationLevel
  /** The broker that follows with this fetch; null for a consumer. */
  readonly follower: Pick<FollowerFetch, 'brokerId' | 'brokerEpoch'> | null
  /** The consumer's rack where consumers are sent to replicas of theirs; null otherwise. */
  readonly rack: string | null
  /** Whether a replica that follows may answer: for consumers of v11 and later (KIP-392). */
  readonly mayReadFollower: boolean
  /** Where records go that must be read. */
  readonly allocate: Allocate
}

export interface TargetResult {
  readonly target: FetchTarget
  readonly partition: Partition | null
  readonly answer: FetchResponsePartitionInput
  readonly sizeBytes: number
}

/** Reads every target in order; later ones get what earlier ones have left of the byte limit. */
export function readTargets(plan: FetchPlan, limits: ReadLimits, services: BrokerServices): TargetResult[] {
  let remainingBytes = limits.maxBytes
  let hasRecords = false
  return plan.targets.map((target) => {
    const result = readTarget(target, services, {
      ...limits,
      maxBytes: Math.max(0, Math.min(remainingBytes, target.request.partitionMaxBytes)),
      minOneMessage: !hasRecords,
    })
    remainingBytes -= result.sizeBytes
    hasRecords ||= result.sizeBytes > 0
    return result
  })
}

function readTarget(
  target: FetchTarget,
  services: BrokerServices,
  options: ReadLimits & { readonly minOneMessage: boolean },
): TargetResult {
  const { request } = target
  try {
    const partition = services.replicas.get(nameOf(target, services), request.partition)
    if (options.mayReadFollower) partition.checkEpoch(request.currentLeaderEpoch)
    else partition.checkLeadership(request.currentLeaderEpoch)
    const diverging = divergence(partition, target)
    if (diverging !== null)
      return { target, partition, sizeBytes: 0, answer: { ...emptyAnswer(partition), ...diverging } }
    if (options.follower !== null) {
      const { fetchOffset, logStartOffset } = request
      services.replicas.recordFetch(partition, { ...options.follower, fetchOffset, logStartOffset })
    }
    if (options.rack !== null && partition.isLeader) {
      const preferred = partition.preferredReplica(options.rack, request.fetchOffset)
      if (preferred !== null) {
        const answer = { ...emptyAnswer(partition), preferredReadReplica: preferred }
        return { target, partition, sizeBytes: 0, answer }
      }
    }
    const isHeldBack =
      options.follower !== null &&
      partition.isThrottledAsLeader &&
      !partition.isInSync(options.follower.brokerId) &&
      services.replicas.leaderQuota.isExceeded
    const mayRead = !isHeldBack && (options.maxBytes > 0 || options.minOneMessage)
    const records = mayRead
      ? partition.read({
          fetchOffset: request.fetchOffset,
          maxBytes: options.maxBytes,
          minOneMessage: options.minOneMessage,
          isolation: options.isolation,
          allocate: options.allocate,
        }).records
      : NO_RECORDS
    const isCommittedOnly = options.isolation === 'readCommitted'
    const abortedTransactions = isCommittedOnly ? abortedIn(partition, request.fetchOffset, records) : null
    const answer = { ...emptyAnswer(partition), records, abortedTransactions }
    return { target, partition, sizeBytes: records.length, answer }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return { target, partition: null, sizeBytes: 0, answer: refusal(target, error, services) }
  }
}

const NO_RECORDS = Buffer.alloc(0)

/** What a reader of committed records has to leave out of `records`. */
function abortedIn(partition: Partition, fetchOffset: number, records: Buffer) {
  if (!partition.log.hasAbortedTransactions) return []
  const end = splitBatches(records, 'tolerant').at(-1)?.lastOffset
  if (end === undefined) return []
  return partition.log
    .abortedTransactions(fetchOffset, end + 1)
    .map(({ producerId, firstOffset }) => ({ producerId, firstOffset }))
}

/** The topic's name, by id from v13 on. @throws KafkaError UNKNOWN_TOPIC_ID. */
function nameOf(target: FetchTarget, services: BrokerServices): string {
  if (target.topic !== '') return target.topic
  const name = services.replicas.topicName(target.topicId)
  if (name === undefined) throw new KafkaError('UNKNOWN_TOPIC_ID')
  return name
}

/** Where the reader's log departs from ours (KIP-595), when it told its last epoch and they differ. */
function divergence(
  partition: Partition,
  { request }: FetchTarget,
): Pick<FetchResponsePartitionInput, 'divergingEpoch'> | null {
  if (request.lastFetchedEpoch < 0) return null
  const ours = partition.log.endOffsetForEpoch(request.lastFetchedEpoch)
  if (ours.leaderEpoch < 0) throw new KafkaError('OFFSET_OUT_OF_RANGE', 'The epoch is not known here')
  if (ours.leaderEpoch === request.lastFetchedEpoch && ours.endOffset >= request.fetchOffset) return null
  return { divergingEpoch: { epoch: ours.leaderEpoch, endOffset: ours.endOffset } }
}

/** An answer that tells the reader to do something else first: it is not waited with. */
export function isAdvice({ divergingEpoch, preferredReadReplica }: FetchResponsePartitionInput): boolean {
  return divergingEpoch !== undefined || (preferredReadReplica ?? NO_REPLICA) !== NO_REPLICA
}

const NO_REPLICA = -1

function emptyAnswer(partition: Partition): FetchResponsePartitionInput {
  return {
    partitionIndex: partition.partition,
    errorCode: 0,
    highWatermark: partition.highWatermark,
    lastStableOffset: partition.log.lastStableOffset,
    logStartOffset: partition.log.logStartOffset,
    abortedTransactions: null,
    records: NO_RECORDS,
  }
}

function refusal(
  target: FetchTarget,
  error: KafkaError,
  services: BrokerServices,
): FetchResponsePartitionInput {
  const base: FetchResponsePartitionInput = {
    partitionIndex: target.request.partition,
    errorCode: error.code,
    highWatermark: -1,
    lastStableOffset: -1,
    logStartOffset: -1,
    abortedTransactions: null,
    records: NO_RECORDS,
  }
  if (error.errorName !== 'NOT_LEADER_OR_FOLLOWER' && error.errorName !== 'FENCED_LEADER_EPOCH') return base
  const topic = services.image.topics.get(target.topic) ?? services.image.topics.getById(target.topicId)
  const image = topic?.partitions[target.request.partition]
  if (image === undefined) return base
  return { ...base, currentLeader: { leaderId: image.leaderId, leaderEpoch: image.leaderEpoch } }
}

/** Groups results by topic in the order they were read; in a session, leaves out what did not change. */
export function shapeResponses(plan: FetchPlan, results: readonly TargetResult[]): FetchResponseTopicInput[] {
  const topics = new Map<
    string,
    { topic: string; topicId: string; partitions: FetchResponsePartitionInput[] }
  >()
  for (const result of results) {
    if (!isWorthTelling(plan, result)) continue
    remember(result)
    if (result.sizeBytes > 0) plan.moveBack(result.target)
    const key = `${result.target.topic}/${result.target.topicId}`
    const entry = topics.get(key) ?? {
      topic: result.target.topic,
      topicId: result.target.topicId,
      partitions: [],
    }
    entry.partitions.push(result.answer)
    topics.set(key, entry)
  }
  return [...topics.values()]
}

function isWorthTelling(plan: FetchPlan, { target, answer, sizeBytes }: TargetResult): boolean {
  if (!plan.isIncremental || sizeBytes > 0 || answer.errorCode !== 0) return true
  if (isAdvice(answer) || target.lastErrorCode !== 0) return true
  return (
    target.lastHighWatermark !== answer.highWatermark || target.lastLogStartOffset !== answer.logStartOffset
  )
}

function remember({ target, answer }: TargetResult): void {
  target.lastHighWatermark = answer.highWatermark
  target.lastLogStartOffset = answer.logStartOffset ?? -1
  target.lastErrorCode = answer.errorCode
}

/** Addresses of the leaders that refusals name (KIP-951). */
export function endpointsOf(results: readonly TargetResult[], services: BrokerServices) {
  const leaderIds = new Set(results.flatMap(({ answer }) => answer.currentLeader?.leaderId ?? []))
  return [...leaderIds].flatMap((leaderId) => {
    const broker = services.image.brokers.get(leaderId)
    return broker === undefined ? [] : [endpointOf(broker)]
  })
}
