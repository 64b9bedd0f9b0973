/** Turns a node's totals into figures per second for the supervisor. */
import { performance } from 'node:perf_hooks'
import type { Clock } from '../base/clock.ts'
import { SECOND_MS } from '../base/units.ts'
import type { NodeMetrics } from '../cluster/control-messages.ts'
import type { NodeFigures } from './node-options.ts'

const INTERVAL_MS = SECOND_MS

/** Calls `report` once a second; returns how to stop. */
export function reportMetrics(
  clock: Clock,
  figures: () => NodeFigures,
  report: (metrics: NodeMetrics) => void,
): () => void {
  let before = figures()
  let beforeMs = clock.monotonicMs()
  let loop = performance.eventLoopUtilization()
  return clock.every(INTERVAL_MS, () => {
    const now = figures()
    const nowMs = clock.monotonicMs()
    const seconds = Math.max(0.001, (nowMs - beforeMs) / SECOND_MS)
    const memory = process.memoryUsage()
    report({
      atMs: clock.nowMs(),
      diskBytes: now.diskBytes,
      heapBytes: memory.heapUsed,
      externalBytes: memory.external,
      partitionCount: now.partitionCount,
      leaderCount: now.leaderCount,
      connectionCount: now.connectionCount,
      bytesInPerSec: (now.bytesIn - before.bytesIn) / seconds,
      bytesOutPerSec: (now.bytesOut - before.bytesOut) / seconds,
      recordsInPerSec: (now.recordsIn - before.recordsIn) / seconds,
      busyRatio: performance.eventLoopUtilization(loop).utilization,
      leadership: now.leadership,
    })
    before = now
    beforeMs = nowMs
    loop = performance.eventLoopUtilization()
  })
}
