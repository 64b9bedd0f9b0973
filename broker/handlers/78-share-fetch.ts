/**
 * ShareFetch (key 78), served v1-v2.
 *
 * A long poll that acquires records for a member of a share group; acknowledgements that come along are taken
 * in first. A session remembers what the member reads here (KIP-932); v2 brings the strict record limit and
 * renewed locks (KIP-1206, KIP-1222).
 *
 * Differs from Apache Kafka: a topic id that is not known is answered for its partition with UNKNOWN_TOPIC_ID;
 * there it breaks the session. A group or member that is null is INVALID_REQUEST; there UNKNOWN_SERVER_ERROR.
 */
import type { BufferLease } from '../base/buffer-pool.ts'
import { MIB } from '../base/units.ts'
import type { ShareFetchResult } from '../share/share-fetch.ts'
import { NO_RECORDS } from '../share/share-partition.ts'
import type { AcknowledgeResult } from '../share/share-service.ts'
import {
  FINAL_EPOCH,
  INITIAL_EPOCH,
  partitionKeyOf,
  type SessionMember,
  type SessionPartition,
  type ShareSession,
} from '../share/share-sessions.ts'
import {
  type ShareFetchRequest,
  type ShareFetchResponseInput,
  type ShareFetchResponsePartitionDataInput,
  shareFetch,
} from '../wire/generated/share-fetch.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { requireFeature } from './feature-check.ts'
import type { RequestContext } from './handler.ts'
import { type BrokerServices, brokerHandler } from './services.ts'
import { byTopic, endpointsOfLeaders, leaderHint, NO_LEADER_TOLD } from './share/answers.ts'
import { memberOf, partitionsOf } from './share/member.ts'

type Context = RequestContext<BrokerServices>

/** Bytes of responses that all readers of a broker together have not taken; beyond it, a fetch gets one batch. */
const MAX_UNSENT_FETCH_BYTES = 256 * MIB

/** share.acquire.mode of clients: acquire no more than the limit. */
const RECORD_LIMIT_MODE = 1

export const shareFetchHandler = brokerHandler({
  api: shareFetch,
  versions: { min: 1, max: 2 },
  async handle(request, context) {
    const { services } = context
    requireFeature(services.image, 'share.version')
    const member = memberOf(request)
    const named = partitionsOf(request.topics)
    const acknowledged = named.filter(({ batches }) => batches.length > 0)
    checkRenewal(request)
    if (request.shareSessionEpoch === INITIAL_EPOCH && acknowledged.length > 0) {
      throw new KafkaError('INVALID_REQUEST', 'A session cannot begin with acknowledgements')
    }
    const session = sessionFor(request, { member, named }, context)
    const acknowledging = services.share.acknowledge(member, acknowledged, { mayRenew: request.isRenewAck })
    if (session === null) {
      const results = await acknowledging
      await services.share.closeSession(member)
      return respond(member, { fetched: [], acknowledged: results, isFull: false }, context)
    }
    const lease = context.buffers.lease()
    context.onSent(lease.release)
    const [fetched, results] = await Promise.all([
      request.isRenewAck ? [] : fetchFor(request, { session, lease }, context),
      acknowledging,
    ])
    const isFull = request.shareSessionEpoch === INITIAL_EPOCH && request.maxRecords !== 0
    return respond(member, { fetched, acknowledged: results, isFull }, context)
  },
  fail: (error) => ({
    errorCode: error.code,
    errorMessage: error.message,
    acquisitionLockTimeoutMs: 0,
    responses: [],
    nodeEndpoints: [],
  }),
})

/** A request that renews locks reads nothing. @throws KafkaError INVALID_REQUEST. */
function checkRenewal(request: ShareFetchRequest): void {
  const { isRenewAck, maxBytes, minBytes, maxRecords, maxWaitMs } = request
  if (isRenewAck && (maxBytes > 0 || minBytes > 0 || maxRecords > 0 || maxWaitMs > 0)) {
    throw new KafkaError('INVALID_REQUEST', 'A request that renews locks cannot read')
  }
}

/** The session with the request taken in; null when the request ends it. @throws KafkaError. */
function sessionFor(
  request: ShareFetchRequest,
  { member, named }: { readonly member: SessionMember; readonly named: readonly SessionPartition[] },
  { services, connection }: Context,
): ShareSession | null {
  const { sessions } = services.share
  const added = named.map(({ topicId, partition }) => ({ topicId, partition }))
  switch (request.shareSessionEpoch) {
    case INITIAL_EPOCH:
      return sessions.open(member, added, connection)
    case FINAL_EPOCH:
      sessions.require(member)
      return null
    default: {
      const removed = request.forgottenTopicsData.flatMap(({ topicId, partitions }) =>
        partitions.map((partition) => ({ topicId, partition })),
      )
      return sessions.advance(member, request.shareSessionEpoch, { added, removed })
    }
  }
}

function fetchFor(
  request: ShareFetchRequest,
  { session, lease }: { readonly session: ShareSession; readonly lease: BufferLease },
  { services, connection, buffers }: Context,
): Promise<ShareFetchResult[]> {
  // Each request begins with another partition, so that none starves.
  const partitions = [...session.partitions.values()]
  const turn = partitions.length === 0 ? 0 : request.shareSessionEpoch % partitions.length
  const limit = Math.min(request.maxBytes, services.configs.broker.fetchMaxBytes)
  return services.share.fetch({
    member: session,
    partitions: [...partitions.slice(turn), ...partitions.slice(0, turn)],
    maxWaitMs: request.maxWaitMs,
    minBytes: request.minBytes,
    maxBytes: () => Math.min(limit, Math.max(0, MAX_UNSENT_FETCH_BYTES - buffers.leasedBytes)),
    maxRecords: request.maxRecords,
    batchSize: Math.max(1, request.batchSize),
    isStrict: request.shareAcquireMode === RECORD_LIMIT_MODE,
    allocate: lease.take,
    signal: connection.closed,
  })
}

/** One part per partition: what was acquired, what became of the acknowledgements, or both. */
function respond(
  member: SessionMember,
  results: {
    readonly fetched: readonly ShareFetchResult[]
    readonly acknowledged: readonly AcknowledgeResult[]
    /** Whether to tell of partitions of which there is nothing to tell. */
    readonly isFull: boolean
  },
  { services }: Context,
): ShareFetchResponseInput {
  const outcomes = new Map(
    results.acknowledged.map((result) => [partitionKeyOf(result.partition), result] as const),
  )
  const leaders: ({ leaderId: number; leaderEpoch: number } | null)[] = []
  const partOf = (fetched: ShareFetchResult, outcome: AcknowledgeResult | undefined) => {
    const { partition, error, records, acquired } = fetched
    const leader = leaderHint(partition, error ?? outcome?.error ?? null, services)
    leaders.push(leader)
    const answer: ShareFetchResponsePartitionDataInput = {
      partitionIndex: partition.partition,
      errorCode: error?.code ?? 0,
      errorMessage: error?.message ?? null,
      acknowledgeErrorCode: outcome?.error?.code ?? 0,
      acknowledgeErrorMessage: outcome?.error?.message ?? null,
      currentLeader: leader ?? NO_LEADER_TOLD,
      records,
      acquiredRecords: acquired.map(({ first, last, deliveryCount }) => ({
        firstOffset: first,
        lastOffset: last,
        deliveryCount,
      })),
    }
    return { partition, answer }
  }
  const parts = results.fetched.flatMap((fetched) => {
    const key = partitionKeyOf(fetched.partition)
    const outcome = outcomes.get(key)
    outcomes.delete(key)
    const isSilent = fetched.error === null && fetched.acquired.length === 0 && outcome === undefined
    return isSilent && !results.isFull ? [] : [partOf(fetched, outcome)]
  })
  for (const outcome of outcomes.values()) {
    parts.push(partOf({ ...NO_RECORDS, partition: outcome.partition, error: null }, outcome))
  }
  return {
    errorCode: 0,
    acquisitionLockTimeoutMs: services.share.config(member.groupId).recordLockDurationMs,
    responses: byTopic(parts),
    nodeEndpoints: endpointsOfLeaders(leaders, services),
  }
}
