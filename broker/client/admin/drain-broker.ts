/**
 * Moves every replica of a broker to the others. Nothing is taken from it before its copy is in sync; until
 * the last one is, the move can be cancelled, and what has arrived stays where it is.
 */
import { type Clock, delay } from '../../base/clock.ts'
import { SECOND_MS } from '../../base/units.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { Admin, ClusterPlacement, Reassignment } from './admin.ts'

/** Pause between two looks at how far the moves are. */
const LOOK_INTERVAL_MS = 250

/** A look that takes longer is made again. */
const LOOK_TIMEOUT_MS = 5 * SECOND_MS

/** Moves asked for in one request. */
const MOVES_PER_REQUEST = 500

/** Looks in a row that may fail: the cluster may be electing somebody. */
const MAX_FAILED_LOOKS = 120

/** How many replicas the broker had, and how many of them are elsewhere. */
export interface DrainProgress {
  readonly replicaCount: number
  readonly movedCount: number
}

export interface DrainOptions {
  readonly nodeId: number
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly onProgress: (progress: DrainProgress) => void
}

/**
 * Resolves when the broker has no replica. Rejects with the signal's reason, after the moves under way were
 * cancelled, or with KafkaError: INVALID_REPLICATION_FACTOR where a partition has nowhere to go.
 */
export async function drainBroker(
  admin: Admin,
  { nodeId, clock, signal, onProgress }: DrainOptions,
): Promise<void> {
  const asked = new Set<string>()
  let movedCount = 0
  let before = 0
  let failedLooks = 0
  try {
    for (;;) {
      signal.throwIfAborted()
      const placement = await admin
        .describePlacement({ broker: 'any', timeoutMs: LOOK_TIMEOUT_MS, signal })
        .catch((error: unknown) => {
          failedLooks += 1
          if (!(error instanceof KafkaError) || failedLooks > MAX_FAILED_LOOKS) throw error
          return null
        })
      if (placement !== null) {
        failedLooks = 0
        const left = replicaCountOf(placement, nodeId)
        movedCount += Math.max(0, before - left)
        before = left
        onProgress({ replicaCount: movedCount + left, movedCount })
        if (left === 0) return
        // Topics that were made meanwhile may have been put here.
        const moves = planMoves(placement, nodeId, asked)
        await begin(admin, moves, signal)
        for (const move of moves) asked.add(keyOf(move))
      }
      await delay(clock, LOOK_INTERVAL_MS, signal)
    }
  } catch (error) {
    if (signal.aborted) await cancelMoves(admin, nodeId)
    throw error
  }
}

/**
 * Looks whether a broker can be drained as things are. Rejects with KafkaError: INVALID_REPLICATION_FACTOR
 * where a partition has nowhere to go, NOT_ENOUGH_REPLICAS where a broker that does not run has the only copy.
 */
export async function checkDrain(
  admin: Admin,
  broker: { readonly nodeId: number; readonly isRunning: boolean },
): Promise<void> {
  const { nodeId, isRunning } = broker
  const placement = await admin.describePlacement({ broker: 'any', timeoutMs: LOOK_TIMEOUT_MS })
  planMoves(placement, nodeId)
  if (isRunning) return
  for (const { name, partitions } of placement.topics.values()) {
    const isOnly = partitions.some(
      ({ replicas, inSyncReplicas }) =>
        replicas.includes(nodeId) && inSyncReplicas.every((id) => id === nodeId),
    )
    if (!isOnly) continue
    throw new KafkaError(
      'NOT_ENOUGH_REPLICAS',
      `Broker ${nodeId} does not run and has the only copy of topic ${name} that is complete. Start it first.`,
    )
  }
}

async function begin(admin: Admin, moves: readonly Reassignment[], signal: AbortSignal): Promise<void> {
  for (let from = 0; from < moves.length; from += MOVES_PER_REQUEST) {
    const outcomes = await admin.alterReassignments(moves.slice(from, from + MOVES_PER_REQUEST), { signal })
    const refused = outcomes.find(
      ({ error }) => error !== null && error.errorName !== 'UNKNOWN_TOPIC_OR_PARTITION',
    )
    if (refused?.error) throw refused.error
  }
}

/** Ends the moves away from the broker that are under way; what has arrived stays. */
async function cancelMoves(admin: Admin, nodeId: number): Promise<void> {
  const underWay = await admin.listReassignments().catch(() => []) // a cluster that does not answer moves nothing
  const own = underWay.filter(({ removingReplicas }) => removingReplicas.includes(nodeId))
  const cancelled = own.map(({ topic, partition }) => ({ topic, partition, replicas: null }))
  if (cancelled.length > 0) await admin.alterReassignments(cancelled).catch(() => []) // they end by themselves
}

/** A name for a partition that no other has. */
function keyOf({ topic, partition }: { readonly topic: string; readonly partition: number }): string {
  return `${topic}-${partition}`
}

/** Replicas that a broker still has. */
export function replicaCountOf({ topics }: ClusterPlacement, nodeId: number): number {
  let count = 0
  for (const { partitions } of topics.values()) {
    for (const { replicas } of partitions) if (replicas.includes(nodeId)) count += 1
  }
  return count
}

/**
 * Where each replica of a broker goes: to the broker with the fewest replicas that has none of the partition,
 * in a rack that has none of it either, if there is such a one. The rest of the partition stays as it is.
 * Partitions in `underWay`, by name, are left out: while they move they have replicas to spare.
 * @throws KafkaError INVALID_REPLICATION_FACTOR where a partition has a replica on every broker already.
 */
export function planMoves(
  { brokers, topics }: ClusterPlacement,
  nodeId: number,
  underWay: ReadonlySet<string> = new Set(),
): Reassignment[] {
  const others = brokers.filter(({ brokerId, isFenced }) => brokerId !== nodeId && !isFenced)
  const rackOf = new Map(brokers.map(({ brokerId, rack }) => [brokerId, rack]))
  const load = new Map(others.map(({ brokerId }) => [brokerId, 0]))
  const partitions = [...topics.values()].flatMap((topic) =>
    topic.partitions.map((partition) => ({ topic: topic.name, ...partition })),
  )
  for (const { replicas } of partitions) {
    for (const replica of replicas) load.set(replica, (load.get(replica) ?? 0) + 1)
  }
  const moves: Reassignment[] = []
  for (const { topic, partition, replicas } of partitions) {
    if (!replicas.includes(nodeId) || underWay.has(keyOf({ topic, partition }))) continue
    const racks = new Set(replicas.filter((id) => id !== nodeId).map((id) => rackOf.get(id) ?? null))
    const [target] = others
      .filter(({ brokerId }) => !replicas.includes(brokerId))
      .map(({ brokerId, rack }) => ({
        brokerId,
        isSameRack: rack !== null && racks.has(rack) ? 1 : 0,
        load: load.get(brokerId) ?? 0,
      }))
      .sort((a, b) => a.isSameRack - b.isSameRack || a.load - b.load || a.brokerId - b.brokerId)
    if (target === undefined) {
      throw new KafkaError(
        'INVALID_REPLICATION_FACTOR',
        `Broker ${nodeId} cannot be removed: topic ${topic} has ${replicas.length} replicas, and only ${others.length} other ${others.length === 1 ? 'broker runs' : 'brokers run'}. Add a broker first, or lower the topic's replication factor.`,
      )
    }
    load.set(target.brokerId, target.load + 1)
    moves.push({
      topic,
      partition,
      replicas: replicas.map((replica) => (replica === nodeId ? target.brokerId : replica)),
    })
  }
  return moves
}
