/** Topics: the list, one topic's partitions and configuration, and every change to them. */
import { z } from 'zod'
import { ConfigEntry } from './brokers.ts'
import { mutation, query } from './define.ts'
import {
  BrokerId,
  Confirmation,
  ConnectionId,
  GroupId,
  Offset,
  PartitionIndex,
  SizeBytes,
  TimestampMs,
  TopicName,
} from './values.ts'

/** Most topics whose figures are asked for at once: a screenful and its neighbours. */
export const MAX_STATS_TOPICS = 200

export const TopicSummary = z.object({
  name: z.string(),
  topicId: z.string().nullable(),
  isInternal: z.boolean(),
  partitionCount: z.number().int(),
  replicationFactor: z.number().int(),
  /** Partitions without a leader. */
  leaderlessCount: z.number().int(),
  /** Partitions with fewer replicas in sync than assigned. */
  underReplicatedCount: z.number().int(),
})
export type TopicSummary = z.infer<typeof TopicSummary>

export const TopicStats = z.object({
  name: z.string(),
  /** Sum over partitions of end minus start offset: an upper bound when compacted or transactional. */
  recordCount: z.number().int().nullable(),
  isRecordCountExact: z.boolean(),
  /** Some partition could not be read: count and size are without it, so at least so much. */
  isPartial: z.boolean(),
  /** Of one copy: the leaders' sizes. */
  sizeBytes: SizeBytes.nullable(),
  cleanupPolicy: z.string().nullable(),
  retentionMs: z.number().nullable(),
  minInSyncReplicas: z.number().int().nullable(),
  /** Records per second since the last sample of this topic; null on the first. */
  recordsPerSec: z.number().nullable(),
  lastWriteMs: TimestampMs.nullable(),
  /** What could not be read, in words. */
  error: z.string().nullable(),
})
export type TopicStats = z.infer<typeof TopicStats>

export const PartitionDetail = z.object({
  partition: PartitionIndex,
  /** -1 while there is none. */
  leaderId: BrokerId,
  leaderEpoch: z.number().int(),
  replicas: z.array(BrokerId),
  inSyncReplicas: z.array(BrokerId),
  offlineReplicas: z.array(BrokerId),
  startOffset: Offset.nullable(),
  endOffset: Offset.nullable(),
  sizeBytes: SizeBytes.nullable(),
  error: z.string().nullable(),
})
export type PartitionDetail = z.infer<typeof PartitionDetail>

export const TopicDetail = z.object({
  name: z.string(),
  topicId: z.string().nullable(),
  isInternal: z.boolean(),
  replicationFactor: z.number().int(),
  cleanupPolicy: z.string().nullable(),
  partitions: z.array(PartitionDetail),
})
export type TopicDetail = z.infer<typeof TopicDetail>

export const TopicConsumer = z.object({
  groupId: GroupId,
  state: z.string(),
  /** Over this topic's partitions; null when nothing was committed. */
  lagRecords: z.number().int().nullable(),
  /** The end of some committed partition could not be read: the lag is at least `lagRecords`. */
  isLagPartial: z.boolean(),
  memberCount: z.number().int(),
})
export type TopicConsumer = z.infer<typeof TopicConsumer>

export const CreateTopicInput = z.object({
  connectionId: ConnectionId,
  name: TopicName,
  partitionCount: z.number().int().min(1, 'At least one partition.').max(10_000),
  replicationFactor: z.number().int().min(1, 'At least one replica.').max(32_767),
  configs: z.record(z.string(), z.string()),
  confirmation: Confirmation,
})
export type CreateTopicInput = z.infer<typeof CreateTopicInput>

/** One change to a topic's configuration; `value` null removes the override. */
export const ConfigChange = z.object({ name: z.string().min(1), value: z.string().nullable() })
export type ConfigChange = z.infer<typeof ConfigChange>

const OneTopic = { connectionId: ConnectionId, name: z.string() }

export const topics = {
  list: query({
    doc: 'Topics visible on a connection, by name, internal ones too; at most 50,000.',
    input: z.object({ connectionId: ConnectionId }),
    output: z.array(TopicSummary),
    errors: ['not-connected', 'timeout', 'broker-error'],
  }),
  stats: query({
    doc: 'Figures of the named topics, in the order asked; a topic that fails carries its error.',
    input: z.object({ connectionId: ConnectionId, names: z.array(z.string()).max(MAX_STATS_TOPICS) }),
    output: z.array(TopicStats),
    errors: ['not-connected', 'timeout'],
  }),
  get: query({
    doc: 'One topic with its partitions, by index. Offsets and sizes are null where a leader does not answer.',
    input: z.object(OneTopic),
    output: TopicDetail,
    errors: ['not-connected', 'timeout', 'not-found', 'broker-error'],
  }),
  configs: query({
    doc: 'All configs of one topic, by name.',
    input: z.object(OneTopic),
    output: z.array(ConfigEntry),
    errors: ['not-connected', 'timeout', 'not-found', 'broker-error'],
  }),
  consumers: query({
    doc: 'Groups that have committed offsets on a topic or have it assigned, the most lagging first.',
    input: z.object(OneTopic),
    output: z.array(TopicConsumer),
    errors: ['not-connected', 'timeout', 'broker-error'],
  }),
  create: mutation({
    doc: 'Creates a topic; resolves when the cluster serves it.',
    input: CreateTopicInput,
    output: z.object({ name: z.string(), topicId: z.string().nullable() }),
    errors: [
      'broker-error',
      'invalid-input',
      'already-exists',
      'not-connected',
      'timeout',
      'read-only',
      'confirmation-required',
    ],
  }),
  delete: mutation({
    doc: 'Deletes topics and their records for good; per topic, the error or null, in the order asked.',
    input: z.object({
      connectionId: ConnectionId,
      names: z.array(z.string()).min(1).max(MAX_STATS_TOPICS),
      confirmation: Confirmation,
    }),
    output: z.array(z.object({ name: z.string(), error: z.string().nullable() })),
    errors: ['not-connected', 'timeout', 'read-only', 'confirmation-required'],
  }),
  addPartitions: mutation({
    doc: 'Raises the number of partitions; it can never be lowered, and keys move to other partitions.',
    input: z.object({
      ...OneTopic,
      partitionCount: z.number().int().min(1).max(10_000),
      confirmation: Confirmation,
    }),
    output: z.object({}),
    errors: [
      'broker-error',
      'invalid-input',
      'not-found',
      'not-connected',
      'timeout',
      'read-only',
      'confirmation-required',
    ],
  }),
  alterConfigs: mutation({
    doc: 'Sets or resets overrides of one topic; all of them or none.',
    input: z.object({
      ...OneTopic,
      changes: z.array(ConfigChange).min(1).max(100),
      confirmation: Confirmation,
    }),
    output: z.object({}),
    errors: [
      'broker-error',
      'invalid-input',
      'not-found',
      'not-connected',
      'timeout',
      'read-only',
      'confirmation-required',
    ],
  }),
  deleteRecords: mutation({
    doc: 'Deletes all records below the given offset of each partition (-1: all there are), for good.',
    input: z.object({
      ...OneTopic,
      partitions: z
        .array(z.object({ partition: PartitionIndex, beforeOffset: Offset }))
        .min(1)
        .max(10_000),
      confirmation: Confirmation,
    }),
    output: z.array(
      z.object({ partition: PartitionIndex, startOffset: Offset.nullable(), error: z.string().nullable() }),
    ),
    errors: ['not-connected', 'timeout', 'not-found', 'broker-error', 'read-only', 'confirmation-required'],
  }),
} as const
