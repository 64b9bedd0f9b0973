/**
 * One fetch of a member of a share group: waits until something can be acquired in one of its partitions, and
 * acquires no more than it asked for. Nothing is acquired before it is answered, so that a fetch that waits
 * holds nothing, and one whose connection is gone acquires nothing.
 */
import type { Allocate } from '../base/buffer-pool.ts'
import type { ReplicaManager } from '../replication/replica-manager.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { MAX_PARTITION_READ_BYTES } from './limits.ts'
import { type AcquiredRecords, NO_RECORDS, type SharePartition } from './share-partition.ts'
import type { SharePartitions } from './share-partitions.ts'
import type { SessionMember, SessionPartition } from './share-sessions.ts'

export interface ShareFetchOptions {
  readonly member: SessionMember
  /** In the order in which they are served. */
  readonly partitions: readonly SessionPartition[]
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes: () => number
  readonly maxRecords: number
  readonly batchSize: number
  readonly isStrict: boolean
  readonly allocate: Allocate
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

/** What became of one partition of a fetch. */
export interface ShareFetchResult extends AcquiredRecords {
  readonly partition: SessionPartition
  readonly error: KafkaError | null
}

interface Target {
  readonly partition: SessionPartition
  /** Null when it cannot be read here. */
  readonly shared: SharePartition | null
  readonly error: KafkaError | null
}

/** Carries out a fetch; one result per partition, in the order asked for. */
export function fetchShared(
  partitions: SharePartitions,
  replicas: Pick<ReplicaManager, 'wait'>,
  options: ShareFetchOptions,
): Promise<ShareFetchResult[]> {
  const targets = options.partitions.map((partition) => open(partitions, options.member.groupId, partition))
  const watched = targets.flatMap(({ shared }) => shared?.partition ?? [])
  return new Promise((resolve) => {
    const complete = () => resolve(options.signal.aborted ? [] : acquireAll(targets, options))
    const check = () => isWorthAnswering(targets, options)
    if (options.maxRecords <= 0 || check()) complete()
    else {
      replicas.wait(
        { check, complete },
        { partitions: watched, maxWaitMs: options.maxWaitMs, signal: options.signal },
      )
    }
  })
}

function open(partitions: SharePartitions, groupId: string, partition: SessionPartition): Target {
  try {
    return { partition, shared: partitions.open({ groupId, ...partition }), error: null }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return { partition, shared: null, error }
  }
}

/** Enough to acquire, or nothing to hope for. */
function isWorthAnswering(targets: readonly Target[], options: ShareFetchOptions): boolean {
  if (targets.every((target) => errorOf(target) !== null)) return true
  const ready = targets.flatMap(({ shared }) => (shared?.mayAcquire === true ? [shared] : []))
  if (ready.length === 0) return false
  if (options.minBytes <= 1) return true
  let bytes = 0
  for (const shared of ready) {
    bytes += readableBytesOf(shared, Math.min(options.maxBytes(), MAX_PARTITION_READ_BYTES))
    if (bytes >= Math.min(options.minBytes, options.maxBytes())) return true
  }
  return false
}

function readableBytesOf(shared: SharePartition, maxBytes: number): number {
  try {
    return shared.readableBytes(maxBytes)
  } catch (error) {
    // Reading fails again when the fetch is answered, and is told then.
    if (error instanceof KafkaError) return Number.POSITIVE_INFINITY
    throw error
  }
}

function acquireAll(targets: readonly Target[], options: ShareFetchOptions): ShareFetchResult[] {
  let leftBytes = options.maxBytes()
  let leftRecords = options.maxRecords
  let hasRecords = false
  return targets.map((target) => {
    const error = errorOf(target)
    const { partition, shared } = target
    if (error !== null || shared === null) return { ...NO_RECORDS, partition, error }
    if (leftRecords <= 0 || (leftBytes <= 0 && hasRecords)) return { ...NO_RECORDS, partition, error: null }
    try {
      const result = shared.acquire({
        memberId: options.member.memberId,
        maxBytes: Math.max(0, Math.min(leftBytes, MAX_PARTITION_READ_BYTES)),
        minOneMessage: !hasRecords,
        maxRecords: leftRecords,
        batchSize: options.batchSize,
        isStrict: options.isStrict,
        allocate: options.allocate,
      })
      leftBytes -= result.records.length
      for (const { first, last } of result.acquired) leftRecords -= last - first + 1
      hasRecords ||= result.acquired.length > 0
      return { ...result, partition, error: null }
    } catch (failure) {
      if (!(failure instanceof KafkaError)) throw failure
      return { ...NO_RECORDS, partition, error: failure }
    }
  })
}

function errorOf({ shared, error }: Target): KafkaError | null {
  return error ?? shared?.failure ?? null
}
