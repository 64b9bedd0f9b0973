/** Where the replicas of a cluster are and what became of them: the map, and the feed of what changed. */
import { z } from 'zod'
import { BrokerId, PartitionIndex, TimestampMs } from './values.ts'

/** Events a feed keeps for somebody who looks later. */
export const MAX_KEPT_EVENTS = 2_000

export const MapBroker = z.object({
  id: BrokerId,
  rack: z.string().nullable(),
  /** Fenced, not named by the cluster any more, or known to the local cluster's supervisor as not running. */
  isDown: z.boolean(),
})
export type MapBroker = z.infer<typeof MapBroker>

export const MapPartition = z.object({
  partition: PartitionIndex,
  /** As the cluster has it: -1 while there is none, a broker that is down until the cluster has noticed. */
  leaderId: BrokerId,
  leaderEpoch: z.number().int(),
  /** In assigned order, the preferred leader first. */
  replicas: z.array(BrokerId),
  inSync: z.array(BrokerId),
})
export type MapPartition = z.infer<typeof MapPartition>

export const MapTopic = z.object({
  name: z.string(),
  isInternal: z.boolean(),
  /** By index. */
  partitions: z.array(MapPartition),
})
export type MapTopic = z.infer<typeof MapTopic>

/** The time partitions were without a leader, from the first that lost its own to the last that had one again. */
export const Unavailability = z.object({
  sinceMs: TimestampMs,
  /** Null while some partition has no leader. */
  untilMs: TimestampMs.nullable(),
  partitionCount: z.number().int(),
  /** Partitions that have no leader at this moment. */
  openCount: z.number().int(),
  /** Of the partition that waited longest, of those that have a leader again. */
  longestMs: z.number(),
})
export type Unavailability = z.infer<typeof Unavailability>

export const ClusterMap = z.object({
  /** When it was looked at. */
  atMs: TimestampMs,
  brokers: z.array(MapBroker),
  /** By name. */
  topics: z.array(MapTopic),
  /** The last one seen; null before any. */
  unavailability: Unavailability.nullable(),
  /** Why the cluster could not be looked at; the rest is then as of the look before. */
  error: z.string().nullable(),
})
export type ClusterMap = z.infer<typeof ClusterMap>

const PartitionName = { topic: z.string(), partition: PartitionIndex }

export const ClusterEvent = z.object({
  sequence: z.number().int(),
  /** When it was seen: up to one look after it happened. */
  timeMs: TimestampMs,
  what: z.discriminatedUnion('kind', [
    /** Another leader, or the same one elected again. -1 is nobody. */
    z.object({
      kind: z.literal('leader'),
      ...PartitionName,
      from: BrokerId,
      to: BrokerId,
      leaderEpoch: z.number().int(),
      /** So long it was seen without a leader; null when it was not. */
      afterMs: z.number().nullable(),
    }),
    z.object({ kind: z.literal('inSync'), ...PartitionName, from: z.array(BrokerId), to: z.array(BrokerId) }),
    z.object({
      kind: z.literal('replicas'),
      ...PartitionName,
      from: z.array(BrokerId),
      to: z.array(BrokerId),
    }),
    /** It has a leader again after being without one, and no election was seen: the old one is back. */
    z.object({ kind: z.literal('available'), ...PartitionName, afterMs: z.number() }),
    z.object({ kind: z.literal('broker'), brokerId: BrokerId, change: z.enum(['fenced', 'unfenced']) }),
    /** Told by the supervisor of the local cluster. */
    z.object({
      kind: z.literal('node'),
      nodeId: BrokerId,
      change: z.enum(['started', 'stopped', 'killed', 'failed', 'frozen', 'thawed']),
    }),
    /** Nobody looked: what happened since then is told as one change. */
    z.object({ kind: z.literal('gap'), sinceMs: TimestampMs }),
  ]),
})
export type ClusterEvent = z.infer<typeof ClusterEvent>
export type ClusterChange = ClusterEvent['what']

export const ElectionResult = z.object({
  /** Partitions that are led by their preferred leader since this call. */
  electedCount: z.number().int(),
  failed: z.array(z.object({ ...PartitionName, error: z.string() })),
})
export type ElectionResult = z.infer<typeof ElectionResult>
