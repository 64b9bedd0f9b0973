import type { AppClient } from '#contract'
import { AppError } from '#contract/errors'
import type { LocalClusterStatus, LogLine } from '#contract/local-cluster'
import { nowMs } from '../lib/now.ts'
import { leaderOf } from './fake-brokers.ts'
import type { FakeCluster, FakeNode } from './fake-cluster.ts'
import type { FakeContext } from './fake-context.ts'
import { pauseMs } from './fake-stream.ts'

const STEP_MS = 500

export function fakeLocalCluster(context: FakeContext): AppClient['localCluster'] {
  const { cluster, poker } = context
  const moveTo = async (
    ids: readonly number[],
    through: 'starting' | 'stopping' | null,
    to: 'running' | 'stopped',
  ) => {
    const nodes = nodesOf(cluster).filter(({ id }) => ids.includes(id))
    for (const state of through === null ? [to] : [through, to]) {
      for (const node of nodes) {
        node.state = state
        node.isKilled = through === null && state === 'stopped'
        node.sinceMs = nowMs()
      }
      poker.poke()
      if (state !== to) await pauseMs(STEP_MS, undefined)
    }
  }
  const all = () => nodesOf(cluster).map(({ id }) => id)
  return {
    status: async () => statusOf(context),
    watch: (_, call) => poker.watch(() => statusOf(context), 1_000, call?.signal),
    start: async () => {
      const stopped = nodesOf(cluster)
        .filter(({ state }) => state === 'stopped')
        .map(({ id }) => id)
      await moveTo(stopped, 'starting', 'running')
      return statusOf(context)
    },
    stop: async () => {
      await moveTo(all(), 'stopping', 'stopped')
      return statusOf(context)
    },
    node: async ({ nodeId, action }) => {
      if (action === 'stop' || action === 'restart') await moveTo([nodeId], 'stopping', 'stopped')
      if (action === 'kill') await moveTo([nodeId], null, 'stopped')
      if (action === 'thaw') await moveTo([nodeId], null, 'running')
      if (action === 'start' || action === 'restart') await moveTo([nodeId], 'starting', 'running')
      return statusOf(context)
    },
    freeze: async ({ nodeId, seconds }) => {
      const node = nodesOf(cluster).find(({ id }) => id === nodeId)
      if (node === undefined) throw new AppError('not-found', `There is no node ${nodeId}.`)
      node.state = 'frozen'
      node.sinceMs = nowMs()
      poker.poke()
      void pauseMs(seconds * 1_000, undefined).then(() => moveTo([nodeId], null, 'running'))
      return statusOf(context)
    },
    rollingRestart: async () => {
      void (async () => {
        for (const { id } of cluster.nodes) {
          await moveTo([id], 'stopping', 'stopped')
          await moveTo([id], 'starting', 'running')
        }
      })()
      return statusOf(context)
    },
    cancelRollingRestart: async () => statusOf(context),
    addBroker: async () => {
      const id = Math.max(...cluster.nodes.map((node) => node.id)) + 1
      const port = cluster.controller.port + id
      const rest = { isKilled: false, sinceMs: nowMs(), cutFrom: [], diskLatencyMs: 0 }
      cluster.nodes.push({ id, port, state: 'stopped', ...rest })
      await moveTo([id], 'starting', 'running')
      return statusOf(context)
    },
    removeBroker: async ({ nodeId }) => {
      const replicaCount = 40
      const begun = { nodeId, replicaCount, startedAtMs: nowMs(), error: null }
      void (async () => {
        for (let movedCount = 0; movedCount <= replicaCount; movedCount += 8) {
          if (cluster.removal?.state === 'cancelled') return
          cluster.removal = { ...begun, state: 'moving', movedCount, endedAtMs: null }
          poker.poke()
          await pauseMs(STEP_MS, undefined)
        }
        cluster.nodes.splice(
          cluster.nodes.findIndex(({ id }) => id === nodeId),
          1,
        )
        cluster.removal = { ...begun, state: 'done', movedCount: replicaCount, endedAtMs: nowMs() }
        poker.poke()
      })()
      return statusOf(context)
    },
    keepBroker: async () => {
      if (cluster.removal !== null)
        cluster.removal = { ...cluster.removal, state: 'cancelled', endedAtMs: nowMs() }
      poker.poke()
      return statusOf(context)
    },
    cutOff: async ({ groups }) => {
      for (const node of nodesOf(cluster)) {
        const isNamed = groups.some((group) => group.includes(node.id))
        node.cutFrom = isNamed ? groups.filter((group) => !group.includes(node.id)).flat() : []
      }
      poker.poke()
      return statusOf(context)
    },
    slowDisk: async ({ nodeId, latencyMs }) => {
      const node = nodesOf(cluster).find(({ id }) => id === nodeId)
      if (node !== undefined) node.diskLatencyMs = latencyMs
      poker.poke()
      return statusOf(context)
    },
    reset: async ({ confirmation }) => {
      if (confirmation !== cluster.clusterId)
        throw new AppError('confirmation-required', 'This is not the cluster id.')
      await moveTo(all(), 'stopping', 'stopped')
      cluster.topics.clear()
      cluster.groups.length = 0
      await moveTo(all(), 'starting', 'running')
      return statusOf(context)
    },
    demo: async ({ isEnabled }) => {
      cluster.isDemoEnabled = isEnabled
      poker.poke()
      return statusOf(context)
    },
    logs: (input, call) => logLines(context, input.nodeId, call?.signal),
  }
}

function nodesOf(cluster: FakeCluster): readonly FakeNode[] {
  return [cluster.controller, ...cluster.nodes]
}

function statusOf({ cluster }: FakeContext): LocalClusterStatus {
  const nodes = nodesOf(cluster)
  const partitions = [...cluster.topics.values()].flatMap((topic) => topic.partitions)
  const runningCount = nodes.filter(({ state }) => state === 'running').length
  const isMoving = nodes.find(({ state }) => state === 'starting' || state === 'stopping')?.state
  const wave = Math.sin(nowMs() / 4_000)
  return {
    state:
      runningCount === nodes.length
        ? nodes.some((node) => isFenced(cluster, node))
          ? 'degraded'
          : 'running'
        : runningCount > 0
          ? 'degraded'
          : isMoving === 'starting'
            ? 'starting'
            : isMoving === 'stopping'
              ? 'stopping'
              : 'stopped',
    clusterId: cluster.clusterId,
    quorumLeaderId: cluster.controller.state === 'running' ? cluster.controller.id : null,
    bootstrapServers: cluster.nodes.map(({ port }) => `127.0.0.1:${port}`).join(','),
    dataDirectory: '/home/ada/.loupe/cluster',
    isEphemeral: false,
    brokerCount: cluster.nodes.length,
    readyMs: 1_184,
    processMemoryBytes: 231_800_000,
    diskFreeBytes: 218_402_181_120,
    error: null,
    rollingRestart: null,
    removal: cluster.removal,
    cutGroups: cutGroupsOf(nodes),
    demo: {
      isEnabled: cluster.isDemoEnabled,
      isRunning: cluster.isDemoEnabled && runningCount > 0,
      recordsPerSec: cluster.isDemoEnabled && runningCount > 0 ? 412 + wave * 20 : 0,
      error: null,
    },
    nodes: nodes.map((node) => {
      const held = partitions.filter(({ replicas }) => replicas.includes(node.id))
      const isUp = node.state === 'running'
      return {
        id: node.id,
        role: node === cluster.controller ? 'controller' : 'broker',
        state: node.state,
        isKilled: node.isKilled,
        isFenced: isFenced(cluster, node),
        host: '127.0.0.1',
        port: node.port,
        dataDirectory: `/home/ada/.loupe/cluster/node-${node.id}`,
        sinceMs: node.sinceMs,
        error: null,
        startDurationMs: 402 + node.id * 31,
        diskBytes: held.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
        heapBytes: isUp ? 48_200_000 + node.id * 2_100_000 : 0,
        partitionCount: held.length,
        leaderCount: held.filter((partition) => leaderOf(cluster, partition) === node.id).length,
        connectionCount: isUp ? 9 + node.id : 0,
        bytesInPerSec: isUp ? 61_000 + wave * 9_000 + node.id * 4_000 : 0,
        bytesOutPerSec: isUp ? 118_000 + wave * 14_000 : 0,
        recordsInPerSec: isUp ? 137 + wave * 8 + node.id : 0,
        busyRatio: isUp ? 0.06 + wave * 0.02 : 0,
        cutFrom: [...node.cutFrom],
        diskLatencyMs: node.diskLatencyMs,
      }
    }),
  }
}

/** One group of those that are cut off from most, one of the others. */
function isFenced({ controller }: FakeCluster, { state, cutFrom }: FakeNode): boolean {
  return state === 'running' && cutFrom.includes(controller.id)
}

function cutGroupsOf(nodes: readonly FakeNode[]): number[][] {
  const cut = nodes.filter(({ cutFrom }) => cutFrom.length > 0)
  const [first] = [...cut].sort((a, b) => b.cutFrom.length - a.cutFrom.length)
  return first === undefined ? [] : [[first.id], [...first.cutFrom]]
}

const LOG_TEXTS: readonly (readonly [LogLine['level'], string, string])[] = [
  ['info', 'log', 'Rolled shop.clicks-4 to a segment at offset 2066120 (1.0 GiB, 14 h)'],
  ['info', 'group', 'clicks-to-warehouse: generation 14 stable with 2 members'],
  ['debug', 'net', 'Accepted 127.0.0.1:52114 (loupe-admin)'],
  ['info', 'replication', 'shop.orders-2: replica 3 joined the in-sync set'],
  [
    'warn',
    'group',
    'invoice-writer: member invoice-writer-2 left without leaving (session timed out after 45 s)',
  ],
  ['debug', 'log', 'Deleted segment 00000000000001804112 of analytics.page-views-7 by retention.ms'],
  ['info', 'controller', 'Elected 2 as leader of shop.payments-5 (epoch 4)'],
  [
    'error',
    'net',
    'Closed 127.0.0.1:52230: frame of 369295617 bytes is larger than socket.request.max.bytes',
  ],
]

async function* logLines(
  { cluster }: FakeContext,
  nodeId: number | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<LogLine> {
  const line = (sequence: number, timeMs: number): LogLine => {
    const [level, source, message] = LOG_TEXTS[(sequence * 5) % LOG_TEXTS.length] ??
      LOG_TEXTS[0] ?? ['info', '', '']
    return {
      sequence,
      timeMs,
      level,
      source,
      message,
      nodeId: nodeId ?? cluster.nodes[sequence % 3]?.id ?? 1,
    }
  }
  const start = nowMs()
  for (let sequence = 0; sequence < 240; sequence++) yield line(sequence, start - (240 - sequence) * 1_310)
  for (let sequence = 240; signal?.aborted !== true; sequence++) {
    await pauseMs(900, signal)
    yield line(sequence, nowMs())
  }
}
