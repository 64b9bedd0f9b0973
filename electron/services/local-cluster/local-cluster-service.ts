/** The localCluster area: the supervisor, as the page may use it. */

import type { LocalCluster } from '#broker'
import type { AppServices } from '#contract'
import { AppError } from '#contract/errors'
import type { LogLine } from '#contract/local-cluster'
import { watchEvents, watchValue } from '../watch.ts'
import type { ClusterHost } from './cluster-host.ts'
import type { RollingRestarts } from './rolling-restart.ts'

/** Lines a fresh reader of the logs is given. */
const RECENT_LOG_LINES = 500

type KeptLine = ReturnType<LocalCluster['recentLogs']>[number]

export function createLocalClusterService(
  host: ClusterHost,
  rolling: RollingRestarts,
): AppServices['localCluster'] {
  const status = () => ({ ...host.status(), rollingRestart: rolling.last })
  return {
    status: async () => status(),
    watch: (_input, { signal }) =>
      watchValue(
        () => status(),
        (listener) => {
          const stops = [host.onChange(listener), rolling.onChange(listener)]
          return () => {
            for (const stop of stops) stop()
          }
        },
        signal,
      ),
    start: async ({ brokerCount }) => {
      await host.start(brokerCount)
      return status()
    },
    stop: async () => {
      await host.stop()
      return status()
    },
    node: async ({ nodeId, action }) => {
      await host.act(nodeId, action)
      return status()
    },
    freeze: async ({ nodeId, seconds }) => {
      host.freeze(nodeId, seconds)
      return status()
    },
    rollingRestart: async () => {
      rolling.start()
      return status()
    },
    cancelRollingRestart: async () => {
      rolling.cancel()
      return status()
    },
    addBroker: async () => {
      await host.addBroker()
      return status()
    },
    removeBroker: async ({ nodeId }) => {
      await host.removeBroker(nodeId)
      return status()
    },
    keepBroker: async () => {
      host.cluster?.cancelRemoval()
      return status()
    },
    cutOff: async ({ groups }) => {
      await host.cutOff(groups)
      return status()
    },
    slowDisk: async ({ nodeId, latencyMs }) => {
      await host.slowDisk(nodeId, latencyMs)
      return status()
    },
    reset: async ({ confirmation }) => {
      const clusterId = host.cluster?.clusterId
      if (clusterId === undefined || confirmation !== clusterId) {
        throw new AppError(
          'confirmation-required',
          'All data will be deleted. To do that, type the cluster id.',
          {
            detail: { objectName: clusterId ?? '' },
          },
        )
      }
      await host.reset()
      return status()
    },
    demo: async ({ isEnabled }) => {
      await host.setDemo(isEnabled)
      return status()
    },
    logs: ({ nodeId }, { signal }) => readLogs(host, nodeId, signal),
  }
}

/** Ends when the cluster is another one, with other nodes and lines counted from the first: open it anew then. */
async function* readLogs(
  host: ClusterHost,
  nodeId: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<LogLine> {
  const { cluster } = host
  if (cluster === null) return
  let lastSequence = 0
  for (const line of cluster.recentLogs(RECENT_LOG_LINES, nodeId)) {
    lastSequence = line.sequence
    yield toLogLine(line)
  }
  const replaced = new AbortController()
  const stop = host.onChange(() => {
    if (host.cluster !== cluster) replaced.abort()
  })
  try {
    const ended = AbortSignal.any([signal, replaced.signal])
    for await (const line of watchEvents<KeptLine>((listener) => cluster.onLog(listener), ended)) {
      if (line.sequence <= lastSequence || (nodeId !== undefined && line.nodeId !== nodeId)) continue
      yield toLogLine(line)
    }
  } finally {
    stop()
  }
}

function toLogLine({ sequence, nodeId, record }: KeptLine): LogLine {
  const fields = Object.entries(record.fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${String(value)}`)
  return {
    sequence,
    timeMs: record.timeMs,
    level: record.level,
    nodeId,
    source: record.source,
    message: [record.message, ...fields].join(' '),
  }
}
