/**
 * Produce (key 0), served v3-v13, advertised from v0.
 *
 * Order is fixed here, when the batches are appended; with acks=all the answer waits for the high
 * watermark. v0-v2 carry message sets of before 2017: they are answered with UNSUPPORTED_VERSION, but
 * advertised, because librdkafka switches compression off when the minimum is above 0 (KAFKA-18659).
 * acks=0 has no response; when it fails, the connection is closed instead.
 */
import { deferred } from '../base/deferred.ts'
import type { PendingCommit } from '../replication/replica-manager.ts'
import type { Admission } from '../transaction/verifier.ts'
import {
  type ProduceRequest,
  type ProduceResponseInput,
  type ProduceResponsePartitionInput,
  produce,
} from '../wire/generated/produce.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import { BATCH_HEADER_BYTES, readBatchHeader } from '../wire/record-batch.ts'
import { endpointOf } from './03-metadata.ts'
import type { RequestContext } from './handler.ts'
import { isInternalTopic } from './internal-topics.ts'
import { recordErrorsOf } from './produce/record-errors.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

const FIRST_SERVED_VERSION = 3

/** First version that names topics by id. */
const TOPIC_IDS_FROM = 13

/** The one client id that Kafka lets write internal topics. */
const INTERNAL_CLIENT_ID = '__admin_client'

interface Appended {
  readonly answer: ProduceResponsePartitionInput
  /** Set when the append has to be waited for. */
  readonly pending: PendingCommit | null
}

export const produceHandler = brokerHandler({
  api: produce,
  versions: { min: 0, max: 13 },
  handle(request, context) {
    const admissions = admissionsFor(request, context)
    if (admissions.length === 0) return carryOut(request, context, NOBODY_REFUSED)
    const appended = deferred<void>()
    return admitAll(admissions, { services: context.services, appended: appended.promise }).then(
      (refused) => {
        try {
          return carryOut(request, context, refused)
        } finally {
          appended.resolve() // what is still waited for are the followers
        }
      },
    )
  },
})

/** Partitions whose transaction was not verified, and why. */
type Refused = ReadonlyMap<string, KafkaError>

const NOBODY_REFUSED: Refused = new Map()

function carryOut(
  request: ProduceRequest,
  context: RequestContext<BrokerServices>,
  refused: Refused,
): ProduceResponseInput | null | Promise<ProduceResponseInput> {
  const topics = request.topicData.map((topic) => {
    const name =
      context.version >= TOPIC_IDS_FROM ? context.services.replicas.topicName(topic.topicId) : topic.name
    return {
      topic,
      appended: topic.partitionData.map((data) => append(request, context, { name, data, refused })),
    }
  })
  const respond = () => ({
    responses: topics.map(({ topic, appended }) => ({
      name: topic.name,
      topicId: topic.topicId,
      partitionResponses: appended.map(({ answer, pending }) =>
        pending === null ? answer : settle(answer, pending, context.services),
      ),
    })),
    nodeEndpoints: leaderEndpoints(
      topics.flatMap(({ appended }) => appended),
      context,
    ),
  })
  if (request.acks === 0)
    return refuseSilently(
      topics.flatMap(({ appended }) => appended),
      context,
    )
  const pending = topics.flatMap(({ appended }) =>
    appended.flatMap((one) => (one.pending === null ? [] : [one.pending])),
  )
  if (pending.length === 0) return respond()
  return new Promise((resolve) => {
    context.services.replicas.wait(
      {
        check: () => pending.every((one) => context.services.replicas.commitState(one) !== 'waiting'),
        complete: () => resolve(respond()),
      },
      { partitions: pending.map((one) => one.partition), maxWaitMs: request.timeoutMs },
    )
  })
}

/** First version whose clients leave it to the broker to add partitions to their transaction (KIP-890). */
const ADDS_PARTITIONS_FROM = 12

/** What has to be asked of transaction coordinators before the request is carried out: mostly nothing. */
function admissionsFor(
  request: ProduceRequest,
  { services, version }: RequestContext<BrokerServices>,
): Admission[] {
  const { transactionalId } = request
  if (transactionalId === null) return []
  const isVerifyOnly = version < ADDS_PARTITIONS_FROM
  if (isVerifyOnly && !services.configs.broker.isTransactionVerificationEnabled) return []
  return request.topicData.flatMap((topic) => {
    const name = version >= TOPIC_IDS_FROM ? services.replicas.topicName(topic.topicId) : topic.name
    return topic.partitionData.flatMap(({ index, records }): Admission[] => {
      const log = name === undefined ? undefined : services.replicas.find(name, index)?.log
      if (name === undefined || log === undefined || records === null) return []
      if (records.length < BATCH_HEADER_BYTES) return []
      const { producerId, producerEpoch, isTransactional } = readBatchHeader(records, 0)
      if (!isTransactional) return []
      const admission: Admission = {
        transactionalId,
        producer: { producerId, producerEpoch },
        topic: name,
        partition: index,
        isVerifyOnly,
        isOpen: () => log.openTransactionOf(producerId, producerEpoch) !== null,
      }
      return services.verifier.mustAsk(admission) ? [admission] : []
    })
  })
}

async function admitAll(
  admissions: readonly Admission[],
  { services, appended }: { readonly services: BrokerServices; readonly appended: Promise<void> },
): Promise<Refused> {
  const refused = new Map<string, KafkaError>()
  await Promise.all(
    admissions.map(async (admission) => {
      try {
        await services.verifier.admit(admission, appended)
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error
        refused.set(`${admission.topic}/${admission.partition}`, error)
      }
    }),
  ) // at most one per partition of the request
  return refused
}

function append(
  request: ProduceRequest,
  { version, services, clientId }: RequestContext<BrokerServices>,
  target: {
    readonly name: string | undefined
    readonly data: { readonly index: number; readonly records: Buffer | null }
    readonly refused: Refused
  },
): Appended {
  const { index, records } = target.data
  try {
    if (version < FIRST_SERVED_VERSION) throw new KafkaError('UNSUPPORTED_VERSION')
    if (![-1, 0, 1].includes(request.acks)) throw new KafkaError('INVALID_REQUIRED_ACKS')
    if (target.name === undefined) throw new KafkaError('UNKNOWN_TOPIC_ID')
    if (isInternalTopic(target.name) && clientId !== INTERNAL_CLIENT_ID)
      throw new KafkaError('INVALID_TOPIC_EXCEPTION')
    if (records === null || records.length === 0) {
      throw new KafkaError('INVALID_RECORD', 'A produce request needs a record batch for each partition')
    }
    const refusedBy = target.refused.get(`${target.name}/${index}`)
    if (refusedBy !== undefined) throw refusedBy
    const partition = services.replicas.get(target.name, index)
    const result = services.replicas.append(partition, records, { acks: request.acks, origin: 'client' })
    const commit = {
      partition,
      acks: request.acks,
      leaderEpoch: partition.leaderEpoch,
      lastOffset: result.lastOffset,
    }
    const isWaiting = request.acks !== 0 && services.replicas.commitState(commit) !== 'committed'
    return {
      answer: {
        index,
        errorCode: 0,
        baseOffset: result.firstOffset,
        logAppendTimeMs: result.logAppendTimeMs,
        logStartOffset: result.logStartOffset,
      },
      pending: isWaiting ? commit : null,
    }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return { answer: refusal(index, error, target.name, services), pending: null }
  }
}

function refusal(
  index: number,
  error: KafkaError,
  topic: string | undefined,
  services: BrokerServices,
): ProduceResponsePartitionInput {
  const image = topic === undefined ? undefined : services.image.topics.get(topic)?.partitions[index]
  const isElsewhere = error.errorName === 'NOT_LEADER_OR_FOLLOWER' && image !== undefined
  return {
    index,
    errorCode: error.code,
    baseOffset: -1,
    logStartOffset: -1,
    errorMessage: error.message,
    recordErrors: recordErrorsOf(error),
    ...(isElsewhere ? { currentLeader: { leaderId: image.leaderId, leaderEpoch: image.leaderEpoch } } : {}),
  }
}

function settle(
  answer: ProduceResponsePartitionInput,
  pending: PendingCommit,
  services: BrokerServices,
): ProduceResponsePartitionInput {
  const state = services.replicas.commitState(pending)
  if (state === 'committed') return answer
  return { ...answer, errorCode: errorCode(COMMIT_ERRORS[state]), baseOffset: -1 }
}

/** What a producer is told when its batch is in the log but not, or not safely, where it is to be. */
const COMMIT_ERRORS = {
  waiting: 'REQUEST_TIMED_OUT',
  tooFewReplicas: 'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  notLeader: 'NOT_LEADER_OR_FOLLOWER',
  notSynced: 'KAFKA_STORAGE_ERROR',
} as const

/** Addresses of the leaders that refusals name (KIP-951). */
function leaderEndpoints(appended: readonly Appended[], { services }: RequestContext<BrokerServices>) {
  const leaderIds = new Set(
    appended.flatMap(({ answer }) =>
      answer.currentLeader?.leaderId === undefined ? [] : [answer.currentLeader.leaderId],
    ),
  )
  return [...leaderIds].flatMap((leaderId) => {
    const broker = services.image.brokers.get(leaderId)
    return broker === undefined ? [] : [endpointOf(broker)]
  })
}

/** acks=0: no response, and a failure is told by closing the connection. */
function refuseSilently(appended: readonly Appended[], { connection }: RequestContext<BrokerServices>): null {
  if (appended.some(({ answer }) => answer.errorCode !== 0)) connection.destroy()
  return null
}
