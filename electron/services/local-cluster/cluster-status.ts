/** The supervisor's view in the contract's shape. */
import type { LocalCluster } from '#broker'
import type { LocalClusterStatus, LocalNode } from '#contract/local-cluster'

const NO_DEMO = { isEnabled: false, isRunning: false, recordsPerSec: 0, error: null }

/** Before the data directory was opened for the first time. */
export function emptyStatus(options: {
  readonly dataDirectory: string
  readonly isEphemeral: boolean
  readonly brokerCount: () => number
}): LocalClusterStatus {
  return {
    state: 'stopped',
    clusterId: null,
    bootstrapServers: '',
    dataDirectory: options.dataDirectory,
    isEphemeral: options.isEphemeral,
    brokerCount: options.brokerCount(),
    nodes: [],
    quorumLeaderId: null,
    readyMs: null,
    processMemoryBytes: process.memoryUsage().rss,
    diskFreeBytes: -1,
    error: null,
    demo: NO_DEMO,
    rollingRestart: null,
    removal: null,
    cutGroups: [],
  }
}

export function statusOf(cluster: LocalCluster): LocalClusterStatus {
  return {
    state: cluster.state,
    clusterId: cluster.clusterId,
    bootstrapServers: cluster.bootstrapServers,
    dataDirectory: cluster.directory.path,
    isEphemeral: cluster.options.isEphemeral,
    brokerCount: cluster.brokers.length,
    nodes: cluster.nodes.map((node) => nodeOf(cluster, node)),
    quorumLeaderId: cluster.quorumLeader?.nodeId ?? null,
    readyMs: cluster.readyMs,
    processMemoryBytes: process.memoryUsage().rss,
    diskFreeBytes: cluster.directory.freeBytes(),
    error: null,
    demo: NO_DEMO,
    rollingRestart: null,
    removal: cluster.removal,
    cutGroups: cluster.faults.groups.map((group) => [...group]),
  }
}

function nodeOf(cluster: LocalCluster, node: LocalCluster['nodes'][number]): LocalNode {
  const { metrics } = node
  return {
    id: node.nodeId,
    role: node.role,
    state: node.state,
    isKilled: node.isKilled,
    isFenced: cluster.isFenced(node.nodeId),
    host: cluster.options.host,
    port: node.port,
    dataDirectory: cluster.directory.nodeDirectory(node.nodeId),
    sinceMs: node.sinceMs,
    error: node.error,
    startDurationMs: node.startDurationMs,
    diskBytes: metrics?.diskBytes ?? -1,
    heapBytes: metrics?.heapBytes ?? -1,
    partitionCount: metrics?.partitionCount ?? 0,
    leaderCount: metrics?.leaderCount ?? 0,
    connectionCount: metrics?.connectionCount ?? 0,
    bytesInPerSec: metrics?.bytesInPerSec ?? 0,
    bytesOutPerSec: metrics?.bytesOutPerSec ?? 0,
    recordsInPerSec: metrics?.recordsInPerSec ?? 0,
    busyRatio: metrics?.busyRatio ?? 0,
    cutFrom: [...cluster.faults.cutFrom(node.nodeId)],
    diskLatencyMs: cluster.faults.diskLatencyMsOf(node.nodeId),
  }
}
