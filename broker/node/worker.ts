/**
 * The thread, or process, of one node. Waits for a start message, builds the node with the real clock, network and
 * disk, and reports. What fails an assertion ends it; the supervisor starts it again.
 */
import { parentPort } from 'node:worker_threads'
import { DiskError } from '../base/disk.ts'
import { createLogger, describeError } from '../base/logger.ts'
import { NetworkError } from '../base/network.ts'
import type { Runtime } from '../base/runtime.ts'
import {
  asSupervisorMessage,
  type FaultsMessage,
  FROZEN,
  SHARED_BYTES,
  SHARED_WORD,
  type StartMessage,
  type StopMessage,
  type WorkerMessage,
} from '../cluster/control-messages.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { startBrokerNode } from './broker-node.ts'
import { startCombinedNode } from './combined-node.ts'
import { startControllerNode } from './controller-node.ts'
import { CuttableNetwork } from './cuttable-network.ts'
import { reportMetrics } from './metrics-reporter.ts'
import { createNodeDisk } from './node-disk.ts'
import { nodeNetwork } from './node-network.ts'
import type { RunningNode } from './node-options.ts'
import { createSlowDisk } from './slow-disk.ts'
import { processChannel, threadChannel } from './supervisor-channel.ts'
import { systemClock } from './system-clock.ts'
import { systemRandom } from './system-random.ts'

const LAUNCHERS = {
  broker: startBrokerNode,
  controller: startControllerNode,
  combined: startCombinedNode,
} as const

const channel = parentPort === null ? processChannel() : threadChannel(parentPort)

const network = new CuttableNetwork(nodeNetwork, systemClock)
/** Shared with the supervisor where this is a thread of its process. */
let sharedWords = new Int32Array(new SharedArrayBuffer(SHARED_BYTES))
const disk = createSlowDisk({
  disk: createNodeDisk(),
  clock: systemClock,
  latencyMs: () => Atomics.load(sharedWords, SHARED_WORD.diskLatencyMs),
  // It goes on at once when the latency changes.
  standStill: (ms) => void Atomics.wait(sharedWords, SHARED_WORD.diskLatencyMs, ms, ms),
})
const runtime: Runtime = { clock: systemClock, random: systemRandom, network, disk }
const say = (message: WorkerMessage) => channel.send(message)

let node: RunningNode | null = null
let stopMetrics: () => void = () => {}

channel.receive((value) => {
  const message = asSupervisorMessage(value)
  if (message.type === 'start') void start(message)
  else if (message.type === 'freeze') freeze()
  else if (message.type === 'faults') suffer(message)
  else void stop(message)
})

/** Nothing of this thread runs until the supervisor thaws it or ends it; see `NodeHandle.freeze`. */
function freeze(): void {
  say({ type: 'frozen' })
  Atomics.wait(sharedWords, SHARED_WORD.freeze, FROZEN)
}

/** Takes over what is to go wrong. */
function suffer({ cutPorts, diskLatencyMs }: FaultsMessage): void {
  network.cut(new Set(cutPorts))
  Atomics.store(sharedWords, SHARED_WORD.diskLatencyMs, diskLatencyMs)
}

async function start(message: StartMessage): Promise<void> {
  const startedAtMs = systemClock.monotonicMs()
  if (message.sharedWords !== null) sharedWords = new Int32Array(message.sharedWords)
  const logger = createLogger({
    source: `${message.role}-${message.nodeId}`,
    level: message.logLevel,
    nowMs: () => systemClock.nowMs(),
    sink: (record) => say({ type: 'log', record }),
  })
  const launch = LAUNCHERS[message.role]
  try {
    node = await launch(
      runtime,
      {
        nodeId: message.nodeId,
        clusterId: message.clusterId,
        host: message.host,
        port: message.port,
        controllers: message.controllers,
        dataDirectory: message.dataDirectory,
        logDirectories: message.logDirectories,
        rack: message.rack,
        release: message.release,
        configs: new Map(Object.entries(message.configs)),
        onStorageLost: (error) => channel.end({ type: 'failed', code: 'STORAGE', message: error.message }, 1),
        onFatal: (error) => {
          logger.error('assertion failed: the node ends', { error: describeError(error) })
          queueMicrotask(() => {
            throw error // outside every promise, so that it ends the thread
          })
        },
      },
      logger,
    )
  } catch (error) {
    if (!isExpected(error)) throw error
    const code = error instanceof NetworkError ? error.code : 'STORAGE'
    channel.end({ type: 'failed', code, message: error.message }, 1)
    return
  }
  const durationMs = Math.round(systemClock.monotonicMs() - startedAtMs)
  logger.info('serving', { port: node.port, durationMs })
  say({ type: 'ready', port: node.port, durationMs })
  stopMetrics = reportMetrics(systemClock, node.figures.bind(node), (metrics) =>
    say({ type: 'metrics', metrics }),
  )
}

async function stop({ isControllerUp }: StopMessage): Promise<void> {
  stopMetrics()
  await node?.stop({ isControllerUp })
  channel.end({ type: 'stopped' }, 0)
}

/** What a user, a disk or a port can cause; anything else is a bug and crashes the thread. */
function isExpected(error: unknown): error is KafkaError | NetworkError | DiskError {
  return error instanceof KafkaError || error instanceof NetworkError || error instanceof DiskError
}
