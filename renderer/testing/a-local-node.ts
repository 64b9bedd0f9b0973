import type { LocalNode } from '#contract/local-cluster'

/** A broker of the local cluster that runs and does nothing, unless told otherwise. */
export function aLocalNode(id: number, part: Partial<LocalNode> = {}): LocalNode {
  return {
    id,
    role: 'broker',
    state: 'running',
    isKilled: false,
    isFenced: false,
    cutFrom: [],
    diskLatencyMs: 0,
    host: '127.0.0.1',
    port: 9092,
    dataDirectory: '/',
    sinceMs: 0,
    error: null,
    startDurationMs: null,
    diskBytes: 0,
    heapBytes: 0,
    partitionCount: 0,
    leaderCount: 0,
    connectionCount: 0,
    bytesInPerSec: 0,
    bytesOutPerSec: 0,
    recordsInPerSec: 0,
    busyRatio: 0,
    ...part,
  }
}
