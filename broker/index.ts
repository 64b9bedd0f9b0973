/** The broker's public surface: what the app, scripts and test suites build on. */
import { nodeNetwork } from './node/node-network.ts'
import { systemClock } from './node/system-clock.ts'
import { systemRandom } from './node/system-random.ts'

export { KAFKA_RELEASES, type KafkaRelease, NEWEST_RELEASE, releaseOf } from './base/kafka-releases.ts'
export * from './client/index.ts'
export { MAX_DISK_LATENCY_MS } from './cluster/cluster-faults.ts'
export { DataDirectoryError, lockDirectory } from './cluster/directory-lock.ts'
export { LocalCluster, type PortMove } from './cluster/local-cluster.ts'
export { NodeStartError } from './cluster/node-handle.ts'
export { ISOLATIONS, type Isolation } from './cluster/node-host.ts'
export {
  openLocalCluster,
  type RunningCluster,
  type StartClusterOptions,
  startCluster,
} from './start-cluster.ts'
export { TIMER_PROFILES, type TimerProfile } from './timer-profiles.ts'
export { KafkaError } from './wire/kafka-error.ts'
export type { RecordView } from './wire/record.ts'
export { splitBatches } from './wire/record-batch.ts'
export { forEachRecord } from './wire/record-batch-records.ts'

/** Real time, chance and network for a client in a Node process. */
export const nodeClientRuntime = { clock: systemClock, random: systemRandom, network: nodeNetwork } as const
