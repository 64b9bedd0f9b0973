/** The bundled cluster and its supervisor: the only door beside the Kafka protocol. */
import { z } from 'zod'
import { mutation, query, stream } from './define.ts'
import { BrokerId, SizeBytes, TimestampMs } from './values.ts'

/** Most brokers the bundled cluster runs. */
export const MAX_LOCAL_BROKERS = 9

/** Slowest disk a node can be given, in ms per write. */
export const MAX_DISK_LATENCY_MS = 10_000

/** Longest time a node is frozen for. */
export const MAX_FREEZE_SECONDS = 600

/** `frozen`: its thread stands still; its sockets are open and say nothing. */
export const NodeState = z.enum(['stopped', 'starting', 'running', 'frozen', 'stopping', 'failed'])
export type NodeState = z.infer<typeof NodeState>

export const LocalNode = z.object({
  id: BrokerId,
  role: z.enum(['broker', 'controller', 'combined']),
  state: NodeState,
  /** It was killed and has not been started since: ended at once, as by a crash. */
  isKilled: z.boolean(),
  /** It runs and the controller does not hear it: what it takes itself to lead is led by others. */
  isFenced: z.boolean(),
  host: z.string(),
  /** 0 while it has none. */
  port: z.number().int(),
  dataDirectory: z.string(),
  /** Since when it is in its state. */
  sinceMs: TimestampMs,
  /** Why it failed, in words. */
  error: z.string().nullable(),
  /** Start took this long; null before the first start. */
  startDurationMs: z.number().nullable(),
  diskBytes: SizeBytes,
  heapBytes: SizeBytes,
  /** Replicas it holds, and how many of them it leads. */
  partitionCount: z.number().int(),
  leaderCount: z.number().int(),
  connectionCount: z.number().int(),
  /** Bytes and records taken in and bytes given out, per second, over the last second. */
  bytesInPerSec: z.number(),
  bytesOutPerSec: z.number(),
  recordsInPerSec: z.number(),
  /** Share of the last second the event loop was busy, 0 to 1. */
  busyRatio: z.number(),
  /** Nodes it is cut off from. */
  cutFrom: z.array(BrokerId),
  /** Milliseconds that each write and flush is made to take longer; 0 for none. */
  diskLatencyMs: z.number().int(),
})
export type LocalNode = z.infer<typeof LocalNode>

export const DemoState = z.object({
  isEnabled: z.boolean(),
  isRunning: z.boolean(),
  recordsPerSec: z.number(),
  error: z.string().nullable(),
})
export type DemoState = z.infer<typeof DemoState>

/** A rolling restart: one broker after another, each only when every partition is in sync. */
export const RollingRestart = z.object({
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** Broker it is at; the last one when it is over. */
  nodeId: BrokerId,
  step: z.enum(['waiting', 'restarting']),
  doneCount: z.number().int(),
  brokerCount: z.number().int(),
  /** Partitions that were not fully in sync at the last look. */
  outOfSyncCount: z.number().int(),
  startedAtMs: TimestampMs,
  endedAtMs: TimestampMs.nullable(),
  /** Why it failed. */
  error: z.string().nullable(),
})
export type RollingRestart = z.infer<typeof RollingRestart>

/** A broker that is taken out: its replicas move to others, then it stops and is forgotten. */
export const BrokerRemoval = z.object({
  nodeId: BrokerId,
  state: z.enum(['moving', 'stopping', 'done', 'cancelled', 'failed']),
  /** Replicas it had, and how many of them are in sync elsewhere. */
  replicaCount: z.number().int(),
  movedCount: z.number().int(),
  startedAtMs: TimestampMs,
  endedAtMs: TimestampMs.nullable(),
  /** Why it failed. */
  error: z.string().nullable(),
})
export type BrokerRemoval = z.infer<typeof BrokerRemoval>

export const LocalClusterStatus = z.object({
  state: z.enum(['stopped', 'starting', 'running', 'degraded', 'stopping', 'failed']),
  clusterId: z.string().nullable(),
  bootstrapServers: z.string(),
  dataDirectory: z.string(),
  isEphemeral: z.boolean(),
  /** Brokers it has, or will have at its first start. */
  brokerCount: z.number().int(),
  nodes: z.array(LocalNode),
  /** Node that leads the metadata quorum, at most a second behind; null while that is not known. */
  quorumLeaderId: BrokerId.nullable(),
  /** The last start of the whole cluster took this long; null before the first. */
  readyMs: z.number().nullable(),
  /** Resident memory of the process that holds all nodes. */
  processMemoryBytes: SizeBytes,
  diskFreeBytes: SizeBytes,
  error: z.string().nullable(),
  demo: DemoState,
  /** The one that runs, or the last one; null before any. */
  rollingRestart: RollingRestart.nullable(),
  /** The one that runs, or the last one; null before any. */
  removal: BrokerRemoval.nullable(),
  /** Groups of nodes that are cut off from each other; empty while the network is whole. */
  cutGroups: z.array(z.array(BrokerId)),
})
export type LocalClusterStatus = z.infer<typeof LocalClusterStatus>

export const LogLine = z.object({
  sequence: z.number().int(),
  timeMs: TimestampMs,
  level: z.enum(['debug', 'info', 'warn', 'error']),
  nodeId: BrokerId,
  source: z.string(),
  message: z.string(),
})
export type LogLine = z.infer<typeof LogLine>

export const NodeAction = z.enum(['start', 'stop', 'kill', 'restart', 'thaw'])
export type NodeAction = z.infer<typeof NodeAction>

export const localCluster = {
  status: query({
    doc: 'The cluster and each of its nodes as they are now.',
    input: z.object({}),
    output: LocalClusterStatus,
    errors: [],
  }),
  watch: stream({
    doc: 'The status at once, after every change of state, and once a second while the cluster runs.',
    input: z.object({}),
    item: LocalClusterStatus,
    errors: [],
  }),
  start: mutation({
    doc: 'Starts the cluster, or what of it is stopped; resolves when every node serves.',
    input: z.object({ brokerCount: z.number().int().min(1).max(MAX_LOCAL_BROKERS).optional() }),
    output: LocalClusterStatus,
    errors: ['cluster-error'],
  }),
  stop: mutation({
    doc: 'Stops every node cleanly; nothing is lost.',
    input: z.object({}),
    output: LocalClusterStatus,
    errors: ['cluster-error'],
  }),
  node: mutation({
    doc: 'Starts, stops, kills (no clean shutdown, as by a crash), restarts or thaws one node.',
    input: z.object({ nodeId: BrokerId, action: NodeAction }),
    output: LocalClusterStatus,
    errors: ['cluster-error', 'not-found'],
  }),
  freeze: mutation({
    doc: 'Stops the thread of a running node where it is, for so many seconds; its connections stay open.',
    input: z.object({ nodeId: BrokerId, seconds: z.number().int().min(1).max(MAX_FREEZE_SECONDS) }),
    output: LocalClusterStatus,
    errors: ['cluster-error', 'not-found'],
  }),
  rollingRestart: mutation({
    doc: 'Restarts the brokers one by one, each when all partitions are in sync; the status tells how far it is.',
    input: z.object({}),
    output: LocalClusterStatus,
    errors: ['cluster-error'],
  }),
  cancelRollingRestart: mutation({
    doc: 'Ends the rolling restart after the broker that is being restarted.',
    input: z.object({}),
    output: LocalClusterStatus,
    errors: [],
  }),
  addBroker: mutation({
    doc: 'Starts one more broker, under the lowest free id; resolves when it serves.',
    input: z.object({}),
    output: LocalClusterStatus,
    errors: ['cluster-error'],
  }),
  removeBroker: mutation({
    doc: 'Moves all replicas of a broker to the others, then stops and forgets it; the status tells how far it is.',
    input: z.object({ nodeId: BrokerId }),
    output: LocalClusterStatus,
    errors: ['cluster-error', 'not-found'],
  }),
  keepBroker: mutation({
    doc: 'Cancels the removal that is under way: what has moved stays where it is, the broker goes on.',
    input: z.object({}),
    output: LocalClusterStatus,
    errors: [],
  }),
  cutOff: mutation({
    doc: 'Cuts groups of nodes off from each other, in place of what was cut before; none heals everything.',
    input: z.object({ groups: z.array(z.array(BrokerId)) }),
    output: LocalClusterStatus,
    errors: ['cluster-error', 'not-found'],
  }),
  slowDisk: mutation({
    doc: 'Makes each write and flush of a node take so much longer; 0 ends that.',
    input: z.object({ nodeId: BrokerId, latencyMs: z.number().int().min(0).max(MAX_DISK_LATENCY_MS) }),
    output: LocalClusterStatus,
    errors: ['cluster-error', 'not-found'],
  }),
  reset: mutation({
    doc: 'Stops the cluster, deletes all its data and starts it again. `confirmation` is the cluster id.',
    input: z.object({ confirmation: z.string() }),
    output: LocalClusterStatus,
    errors: ['cluster-error', 'confirmation-required'],
  }),
  demo: mutation({
    doc: 'Turns the demo data on or off. Topics and records that are there stay.',
    input: z.object({ isEnabled: z.boolean() }),
    output: LocalClusterStatus,
    errors: ['cluster-error'],
  }),
  logs: stream({
    doc: 'Log lines of one node or of all: the newest kept ones (at most 500), then each as it is written. Ends when the cluster is started with another number of brokers.',
    input: z.object({ nodeId: BrokerId.optional() }),
    item: LogLine,
    errors: [],
  }),
} as const
