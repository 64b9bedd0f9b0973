/** What a cluster that nobody uses costs: CPU time of its three brokers and its controller over half a minute. */
import { startCluster } from '#broker'
import type { Metric } from './metric.ts'

const SETTLE_MS = 2_000
const WATCH_MS = 30_000

const pause = (durationMs: number) => new Promise<void>((resolve) => void setTimeout(resolve, durationMs))

export async function run(): Promise<readonly Metric[]> {
  const cluster = await startCluster({ brokers: 3 })
  await pause(SETTLE_MS)
  const before = process.cpuUsage()
  await pause(WATCH_MS)
  const { user, system } = process.cpuUsage(before)
  await cluster.stop()
  const value = (user + system) / 1_000 / (WATCH_MS / 1_000)
  return [{ metric: '3 brokers and a controller, idle', unit: 'CPU-ms/s', value }]
}
