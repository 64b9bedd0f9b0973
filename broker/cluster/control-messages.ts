/**
 * What the supervisor and a node's worker say to each other. Everything else goes over TCP in the Kafka
 * protocol. Both ends check what they receive: a message of the wrong shape is a bug of ours.
 */
import { assert } from '../base/assert.ts'
import type { KafkaRelease } from '../base/kafka-releases.ts'
import type { LogLevel, LogRecord } from '../base/logger.ts'

/** `combined` is both: a voter of the quorum that serves clients too. */
export type NodeRole = 'broker' | 'controller' | 'combined'

const NODE_ROLES: ReadonlySet<unknown> = new Set<NodeRole>(['broker', 'controller', 'combined'])

/** All a node needs to start. */
export interface StartMessage {
  readonly type: 'start'
  readonly nodeId: number
  readonly role: NodeRole
  readonly clusterId: string
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  /** Every voter of the quorum. A controller that is alone need not know its own port. */
  readonly controllers: readonly { readonly nodeId: number; readonly host: string; readonly port: number }[]
  readonly dataDirectory: string
  /** Where a broker's logs are; the first is the data directory. */
  readonly logDirectories: readonly string[]
  readonly rack: string | null
  /** The release of Kafka that clients are to see. */
  readonly release: KafkaRelease
  /** Static broker configs, by Kafka name. */
  readonly configs: Readonly<Record<string, string>>
  readonly logLevel: LogLevel
  /** What the supervisor of a thread says without waiting for its turn: int32s, see `SHARED_WORD`. */
  readonly sharedWords: SharedArrayBuffer | null
}

/**
 * Which of the shared int32s is which. A thread that stands still takes no messages: it waits on the word that
 * keeps it, and goes on when that changes.
 */
export const SHARED_WORD = {
  /** `FROZEN` while the node is to stand still. */
  freeze: 0,
  /** Milliseconds that each write and flush takes longer. */
  diskLatencyMs: 1,
} as const

/** Bytes of all shared words. */
export const SHARED_BYTES = 2 * Int32Array.BYTES_PER_ELEMENT

/** Stand still where you are until the freeze word says otherwise. Sockets stay open and say nothing. */
export interface FreezeMessage {
  readonly type: 'freeze'
}

/** Values of the freeze word. */
export const FROZEN = 1
export const THAWED = 0

/** Stop cleanly: hand leadership over, flush, mark the clean shutdown. */
export interface StopMessage {
  readonly type: 'stop'
  /** False: there is nobody to hand leadership over to, and the node does not ask. */
  readonly isControllerUp: boolean
}

/** What is to go wrong at this node from now on, in place of what was said before. */
export interface FaultsMessage {
  readonly type: 'faults'
  /** Ports of the nodes it is cut off from. */
  readonly cutPorts: readonly number[]
  /** Milliseconds that each write and flush takes longer. */
  readonly diskLatencyMs: number
}

export type SupervisorMessage = StartMessage | StopMessage | FreezeMessage | FaultsMessage

/** What the leader of the metadata quorum tells. */
export interface QuorumLeadership {
  readonly epoch: number
  /** Brokers that are registered and fenced. */
  readonly fencedBrokers: readonly number[]
}

/** A node's figures, once a second. Rates are over the last interval. */
export interface NodeMetrics {
  /** When they were taken, not when they came. */
  readonly atMs: number
  readonly diskBytes: number
  readonly heapBytes: number
  readonly externalBytes: number
  readonly partitionCount: number
  readonly leaderCount: number
  readonly connectionCount: number
  readonly bytesInPerSec: number
  readonly bytesOutPerSec: number
  readonly recordsInPerSec: number
  readonly busyRatio: number
  /** Null where the node does not lead the quorum. */
  readonly leadership: QuorumLeadership | null
}

export type WorkerMessage =
  | { readonly type: 'ready'; readonly port: number; readonly durationMs: number }
  | { readonly type: 'failed'; readonly code: string; readonly message: string }
  | { readonly type: 'metrics'; readonly metrics: NodeMetrics }
  | { readonly type: 'log'; readonly record: LogRecord }
  | { readonly type: 'frozen' }
  | { readonly type: 'stopped' }

/** Checks a message from the supervisor. */
export function asSupervisorMessage(value: unknown): SupervisorMessage {
  const message = asTagged(value)
  if (message['type'] === 'stop') {
    assert(typeof message['isControllerUp'] === 'boolean', 'a stop message tells of the controller')
    return { type: 'stop', isControllerUp: message['isControllerUp'] }
  }
  if (message['type'] === 'freeze') return { type: 'freeze' }
  if (message['type'] === 'faults') {
    const { cutPorts, diskLatencyMs } = message
    assert(Array.isArray(cutPorts), 'a faults message lists ports')
    assert(typeof diskLatencyMs === 'number', 'a faults message says how slow the disk is')
    return { type: 'faults', cutPorts: cutPorts.filter((port) => typeof port === 'number'), diskLatencyMs }
  }
  assert(message['type'] === 'start', 'the supervisor says start, stop, freeze or faults')
  const sharedWords = message['sharedWords']
  assert(
    sharedWords === null || sharedWords instanceof SharedArrayBuffer,
    'a thread shares words with its supervisor',
  )
  assert(typeof message['nodeId'] === 'number', 'a start message names the node')
  assert(NODE_ROLES.has(message['role']), 'a node has a role')
  assert(typeof message['clusterId'] === 'string', 'a start message names the cluster')
  assert(typeof message['port'] === 'number', 'a start message has a port')
  assert(typeof message['dataDirectory'] === 'string', 'a start message has a data directory')
  assert(Array.isArray(message['logDirectories']), 'a start message has log directories')
  return value as StartMessage // its telling fields were checked above; both ends are built together
}

const WORKER_MESSAGE_TYPES: ReadonlySet<unknown> = new Set([
  'ready',
  'failed',
  'metrics',
  'log',
  'frozen',
  'stopped',
])

/** Checks a message from a worker. */
export function asWorkerMessage(value: unknown): WorkerMessage {
  const message = asTagged(value)
  assert(WORKER_MESSAGE_TYPES.has(message['type']), 'a worker message is of a known type')
  return value as WorkerMessage // its tag was checked; both ends are built together
}

function asTagged(value: unknown): Record<string, unknown> {
  assert(typeof value === 'object', 'a control message is an object')
  assert(value !== null, 'a control message is not null')
  return value as Record<string, unknown> // any non-null object can be indexed
}
