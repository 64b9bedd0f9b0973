/** One cluster for a file of client tests, and names that no other test uses. */
import { afterAll, beforeAll } from 'vitest'
import { type RunningCluster, type StartClusterOptions, startCluster } from '#broker/start-cluster'

let cluster: RunningCluster | null = null
let nameCount = 0

/** Starts a cluster before the file's tests and stops it after them. */
export function useCluster(
  options: Pick<
    StartClusterOptions,
    'brokers' | 'controllers' | 'profile' | 'isolation' | 'kafkaVersion' | 'configs'
  > = {},
): {
  readonly bootstrap: () => string
  readonly cluster: () => RunningCluster
} {
  beforeAll(async () => {
    cluster = await startCluster({ brokers: 3, ...options })
  })
  afterAll(async () => {
    await cluster?.stop()
    cluster = null
  })
  const running = () => {
    if (cluster === null) throw new TypeError('the cluster runs between beforeAll and afterAll')
    return cluster
  }
  return { bootstrap: () => running().bootstrap, cluster: running }
}

/** A topic or group name that no other test of the process uses. */
export function freshName(stem: string): string {
  nameCount += 1
  return `${stem}-${process.pid}-${nameCount}`
}

/** Resolves when `condition` holds; rejects after `timeoutMs` saying what was awaited. */
export async function until(what: string, condition: () => boolean, timeoutMs = 30_000): Promise<void> {
  const deadline = performance.now() + timeoutMs
  while (!condition()) {
    if (performance.now() > deadline) throw new TypeError(`not in time: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
