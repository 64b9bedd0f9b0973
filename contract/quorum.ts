/** The metadata quorum of a cluster, and the levels its features are at. */
import { z } from 'zod'
import { BrokerId, TimestampMs } from './values.ts'

export const QuorumReplica = z.object({
  nodeId: BrokerId,
  role: z.enum(['leader', 'voter', 'observer']),
  /** Next offset of its metadata log; -1 when it is not known. */
  logEndOffset: z.number().int(),
  /** Records it lacks of what the leader has; null when that is not known. */
  lagRecords: z.number().int().nullable(),
  /** When it last asked for records, and when it last had all; null when that is not known. */
  lastFetchMs: TimestampMs.nullable(),
  lastCaughtUpMs: TimestampMs.nullable(),
})
export type QuorumReplica = z.infer<typeof QuorumReplica>

export const FeatureLevel = z.object({
  name: z.string(),
  /** 0 for off. */
  level: z.number().int(),
  minLevel: z.number().int(),
  maxLevel: z.number().int(),
})
export type FeatureLevel = z.infer<typeof FeatureLevel>

export const Quorum = z.object({
  /** -1 while nobody leads. */
  leaderId: BrokerId,
  leaderEpoch: z.number().int(),
  /** First offset that is not committed. */
  highWatermark: z.number().int(),
  /** The leader first, then voters, then observers, each by id. */
  replicas: z.array(QuorumReplica),
  /** By name. */
  features: z.array(FeatureLevel),
})
export type Quorum = z.infer<typeof Quorum>
