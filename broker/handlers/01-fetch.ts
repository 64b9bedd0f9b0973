/**
 * Fetch (key 1), served v4-v18.
 *
 * A long poll: what is there is answered at once when it is enough, otherwise when enough has been
 * appended or the client's wait is over. A batch is always returned whole, and the first one even above
 * every limit (KIP-74). Zstandard batches are sent to clients of any version, as they were stored;
 * clients before v10 are refused them by Kafka with UNSUPPORTED_COMPRESSION_TYPE, and so here.
 *
 * A request that names a replica comes from a follower: it reads to the log's end, and where it reads from
 * tells the leader what it has. Consumers of v11 and later are served by followers too, up to the high
 * watermark that these know (KIP-392).
 */
import type { BufferLease } from '../base/buffer-pool.ts'
import { MIB } from '../base/units.ts'
import type { IsolationLevel, Partition } from '../replication/partition.ts'
import { type FetchRequest, type FetchResponseInput, fetch } from '../wire/generated/fetch.ts'
import { errorCode } from '../wire/kafka-error.ts'
import { splitBatches } from '../wire/record-batch.ts'
import { endpointsOf, isAdvice, readTargets, shapeResponses, type TargetResult } from './fetch/read.ts'
import { type FetchPlan, NO_SESSION_ID } from './fetch/sessions.ts'
import type { RequestContext } from './handler.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

const READ_COMMITTED = 1

/** Bytes of responses that all readers of a broker together have not taken; beyond it, a fetch gets one batch. */
const MAX_UNSENT_FETCH_BYTES = 256 * MIB

/** First version whose consumers may read from a follower. */
const FOLLOWERS_SERVE_FROM = 11

/** First version whose clients can read zstd. */
const ZSTD_FROM = 10

export const fetchHandler = brokerHandler({
  api: fetch,
  versions: { min: 4, max: 18 },
  handle(request, context) {
    const plan = context.services.fetchSessions.plan(request, context.version)
    const first = attempt(request, plan, context, { isFirst: true })
    if (isEnough(request, first.results)) return respond(plan, first, context)
    const watched = first.results.flatMap(({ partition }) => (partition === null ? [] : [partition]))
    const growth = growthOf(watched, isolationOf(request))
    const hasMoved = leadershipChange(watched)
    const firstBytes = bytesOf(first.results)
    first.lease.release()
    return new Promise<FetchResponseInput>((resolve) => {
      let enough: Attempt | null = null
      context.services.replicas.wait(
        {
          check: () => {
            const isWorthReading = firstBytes + growth() >= request.minBytes || hasMoved()
            if (!isWorthReading) return false
            const latest = attempt(request, plan, context)
            if (isEnough(request, latest.results)) enough = latest
            else latest.lease.release()
            return enough !== null
          },
          complete: () => resolve(respond(plan, enough ?? attempt(request, plan, context), context)),
        },
        { partitions: watched, maxWaitMs: request.maxWaitMs, signal: context.connection.closed },
      )
    })
  },
  fail: (error) => ({ errorCode: error.code, sessionId: NO_SESSION_ID, responses: [] }),
})

/** What was read, and the memory it lies in: sent with the response, or released at once. */
interface Attempt {
  readonly results: readonly TargetResult[]
  readonly lease: BufferLease
  readonly isFollower: boolean
}

function attempt(
  request: FetchRequest,
  plan: FetchPlan,
  { services, version, buffers }: RequestContext<BrokerServices>,
  { isFirst }: { readonly isFirst: boolean } = { isFirst: false },
): Attempt {
  const lease = buffers.lease()
  const follower = followerOf(request)
  const results = readTargets(
    plan,
    {
      maxBytes: Math.min(
        request.maxBytes,
        services.configs.broker.fetchMaxBytes,
        Math.max(0, MAX_UNSENT_FETCH_BYTES - buffers.leasedBytes),
      ),
      isolation: isolationOf(request),
      follower: isFirst ? follower : null,
      rack: follower === null ? rackOf(request, services) : null,
      mayReadFollower: follower === null && version >= FOLLOWERS_SERVE_FROM,
      allocate: lease.take,
    },
    services,
  )
  return {
    results: version < ZSTD_FROM ? results.map(refuseZstd) : results,
    lease,
    isFollower: follower !== null,
  }
}

/** The broker that follows with this request, or null. */
function followerOf({ replicaId, replicaState }: FetchRequest) {
  const brokerId = replicaState.replicaId >= 0 ? replicaState.replicaId : replicaId
  return brokerId < 0 ? null : { brokerId, brokerEpoch: replicaState.replicaEpoch }
}

/** The rack a consumer names, where the broker chooses replicas by racks. */
function rackOf({ rackId }: FetchRequest, { configs }: BrokerServices): string | null {
  return rackId !== '' && configs.broker.isReplicaSelectorRackAware ? rackId : null
}

function isolationOf(request: FetchRequest): IsolationLevel {
  if (followerOf(request) !== null) return 'logEnd'
  return request.isolationLevel === READ_COMMITTED ? 'readCommitted' : 'readUncommitted'
}

/** An error, nothing to wait for, or as many bytes as the client wants. */
function isEnough(request: FetchRequest, results: readonly TargetResult[]): boolean {
  if (request.maxWaitMs <= 0 || results.length === 0) return true
  if (results.some(({ answer }) => answer.errorCode !== 0 || isAdvice(answer))) return true
  return bytesOf(results) >= request.minBytes
}

function bytesOf(results: readonly TargetResult[]): number {
  return results.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}

/**
 * How many bytes the partitions have grown by since the call, counting those whose reader sees further:
 * tells without reading whether to read.
 */
function growthOf(partitions: readonly Partition[], isolation: IsolationLevel): () => number {
  const before = partitions.map((partition) => ({
    sizeBytes: partition.log.sizeBytes,
    visibleEnd: partition.visibleEnd(isolation),
    // What is there and not seen yet has no size of its own: once seen, only reading tells.
    hasHidden: partition.visibleEnd(isolation) < partition.log.logEndOffset,
  }))
  return () => {
    let bytes = 0
    partitions.forEach((partition, index) => {
      const then = before[index]
      if (then === undefined || partition.visibleEnd(isolation) <= then.visibleEnd) return
      bytes += then.hasHidden
        ? Number.POSITIVE_INFINITY
        : Math.max(1, partition.log.sizeBytes - then.sizeBytes)
    })
    return bytes
  }
}

/** Tells whether the leadership of one of the partitions has changed since the call. */
function leadershipChange(partitions: readonly Partition[]): () => boolean {
  const before = partitions.map(({ leaderEpoch }) => leaderEpoch)
  return () => partitions.some(({ leaderEpoch }, index) => leaderEpoch !== before[index])
}

function respond(
  plan: FetchPlan,
  { results, lease, isFollower }: Attempt,
  { services, onSent }: RequestContext<BrokerServices>,
): FetchResponseInput {
  onSent(lease.release)
  if (isFollower) {
    for (const { partition, sizeBytes } of results)
      if (partition?.isThrottledAsLeader) services.replicas.leaderQuota.record(sizeBytes)
  }
  return {
    errorCode: 0,
    sessionId: plan.sessionId,
    responses: shapeResponses(plan, results),
    nodeEndpoints: endpointsOf(results, services),
  }
}

/** A client of before zstd is told so instead of being sent what it cannot read. */
function refuseZstd(result: TargetResult): TargetResult {
  const { records } = result.answer
  if (!(records instanceof Buffer)) return result
  for (const header of splitBatches(records, 'tolerant')) {
    if (header.compression === 'zstd') {
      const answer = {
        ...result.answer,
        errorCode: errorCode('UNSUPPORTED_COMPRESSION_TYPE'),
        records: Buffer.alloc(0),
      }
      return { ...result, answer, sizeBytes: 0 }
    }
  }
  return result
}
