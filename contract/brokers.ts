/** The brokers of any connection, as the cluster itself describes them. */
import { z } from 'zod'
import { ClusterEvent, ClusterMap, ElectionResult } from './cluster-map.ts'
import { mutation, query, stream } from './define.ts'
import { Quorum } from './quorum.ts'
import { BrokerId, Confirmation, ConnectionId, SizeBytes } from './values.ts'

export const Broker = z.object({
  id: BrokerId,
  host: z.string(),
  port: z.number().int(),
  rack: z.string().nullable(),
  isController: z.boolean(),
  isFenced: z.boolean(),
  partitionCount: z.number().int(),
  leaderCount: z.number().int(),
  /** Replicas on this broker that are not in sync; all of them while it is fenced. */
  outOfSyncCount: z.number().int(),
  /** Size of all replicas; null when the broker did not tell (see `logDirError`). */
  sizeBytes: SizeBytes.nullable(),
  diskTotalBytes: SizeBytes.nullable(),
  diskUsableBytes: SizeBytes.nullable(),
  logDirError: z.string().nullable(),
})
export type Broker = z.infer<typeof Broker>

export const ClusterSummary = z.object({
  clusterId: z.string().nullable(),
  controllerId: BrokerId,
  brokers: z.array(Broker),
  topicCount: z.number().int(),
  partitionCount: z.number().int(),
  leaderlessCount: z.number().int(),
  underReplicatedCount: z.number().int(),
})
export type ClusterSummary = z.infer<typeof ClusterSummary>

/** Where a config's value comes from, most specific first. */
export const ConfigSource = z.enum([
  'topic',
  'broker',
  'brokerDefault',
  'static',
  'default',
  'group',
  'unknown',
])
export type ConfigSource = z.infer<typeof ConfigSource>

export const ConfigEntry = z.object({
  name: z.string(),
  /** Null when it is sensitive or unset. */
  value: z.string().nullable(),
  source: ConfigSource,
  isReadOnly: z.boolean(),
  isSensitive: z.boolean(),
  /** Kafka's type name, for example LONG; empty when an old broker does not tell. */
  type: z.string(),
  documentation: z.string(),
  /** From the most specific to the default. */
  synonyms: z.array(z.object({ name: z.string(), value: z.string().nullable(), source: ConfigSource })),
  /** The value it would have without an override; null when unknown. */
  defaultValue: z.string().nullable(),
})
export type ConfigEntry = z.infer<typeof ConfigEntry>

export const brokers = {
  summary: query({
    doc: 'Cluster id, controller and every broker by id, with replica counts and disk sizes.',
    input: z.object({ connectionId: ConnectionId }),
    output: ClusterSummary,
    errors: ['not-connected', 'timeout', 'broker-error'],
  }),
  configs: query({
    doc: 'All configs of one broker, by name.',
    input: z.object({ connectionId: ConnectionId, brokerId: BrokerId }),
    output: z.array(ConfigEntry),
    errors: ['not-connected', 'timeout', 'broker-error', 'not-found'],
  }),
  map: stream({
    doc: 'Every replica of every partition: at once, and whole again after each change that is seen.',
    input: z.object({ connectionId: ConnectionId }),
    item: ClusterMap,
    errors: ['not-found'],
  }),
  events: stream({
    doc: 'What changed between looks at the cluster: the kept events, oldest first, then each as it is seen.',
    input: z.object({ connectionId: ConnectionId }),
    item: ClusterEvent,
    errors: ['not-found'],
  }),
  quorum: query({
    doc: 'Leader, voters and observers of the metadata quorum with how far each is, and the levels of features.',
    input: z.object({ connectionId: ConnectionId }),
    output: Quorum,
    errors: ['not-connected', 'timeout', 'broker-error', 'unsupported'],
  }),
  electPreferred: mutation({
    doc: 'Makes the preferred replica of every partition its leader, where it is in sync and is not yet.',
    input: z.object({ connectionId: ConnectionId, confirmation: Confirmation }),
    output: ElectionResult,
    errors: ['not-connected', 'timeout', 'broker-error', 'read-only', 'confirmation-required'],
  }),
} as const
