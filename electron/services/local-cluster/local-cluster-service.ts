/** The localCluster area: the supervisor, as the page may use it. */

import type { LocalCluster } from '#broker'
import type { AppServices } from '#contract'
import { AppError } from '#contract/errors'
import type { LogLine } from '#contract/local-cluster'
import { watchEvents, watchValue } from '../watch.ts'
import type { ClusterHost } from './cluster-host.ts'

/** Lines a fresh reader of the logs is given. */
const RECENT_LOG_LINES = 500

type KeptLine = ReturnType<LocalCluster['recentLogs']>[number]

export function createLocalClusterService(host: ClusterHost): AppServices['localCluster'] {
  return {
    status: async () => host.status(),
    watch: (_input, { signal }) =>
      watchValue(
        () => host.status(),
        (listener) => host.onChange(listener),
        signal,
      ),
    start: async ({ brokerCount }) => {
      await host.start(brokerCount)
      return host.status()
    },
    stop: async () => {
      await host.stop()
      return host.status()
    },
    node: async ({ nodeId, action }) => {
      await host.act(nodeId, action)
      return host.status()
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
      return host.status()
    },
    demo: async ({ isEnabled }) => {
      await host.setDemo(isEnabled)
      return host.status()
    },
    logs: ({ nodeId }, { signal }) => readLogs(host, nodeId, signal),
  }
}

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
  for await (const line of watchEvents<KeptLine>((listener) => cluster.onLog(listener), signal)) {
    if (line.sequence <= lastSequence || (nodeId !== undefined && line.nodeId !== nodeId)) continue
    yield toLogLine(line)
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
