/** What tests of single partitions and of one broker's replicas start from. */

import { unreachable } from '../base/assert.ts'
import type { Clock } from '../base/clock.ts'
import { silentLogger } from '../base/logger.ts'
import { SECOND_MS } from '../base/units.ts'
import type { PartitionSurroundings } from '../replication/partition.ts'
import type { ReplicaManagerOptions } from '../replication/replica-manager.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { MemoryNetwork } from './memory-network.ts'

/** A partition's surroundings in which nobody else exists. */
export function aloneWith(clock: Clock): PartitionSurroundings {
  return {
    clock,
    lagTimeMs: () => 30 * SECOND_MS,
    brokerOf: () => undefined,
    proposeIsr: () => unreachable('a partition that is alone proposes nothing'),
  }
}

/** What a replica manager needs beside logs and image, on a network where nobody answers. */
export function lonelyReplicas(
  clock: Clock,
): Pick<
  ReplicaManagerOptions,
  'runtime' | 'logger' | 'settings' | 'brokerEpoch' | 'alterPartition' | 'assignReplicas' | 'onFatal'
> {
  return {
    runtime: { clock, network: new MemoryNetwork() },
    logger: silentLogger,
    settings: () => ({
      replicaLagTimeMaxMs: 30 * SECOND_MS,
      replicaFetchMaxBytes: 1_000_000,
      replicaFetchMinBytes: 1,
      replicaFetchWaitMaxMs: 500,
      replicaFetchResponseMaxBytes: 1_000_000,
      replicaFetchBackoffMs: SECOND_MS,
      leaderThrottledRate: Number.MAX_SAFE_INTEGER,
      followerThrottledRate: Number.MAX_SAFE_INTEGER,
      alterLogDirsRate: Number.MAX_SAFE_INTEGER,
      replicationQuotaSampleCount: 11,
      replicationQuotaSampleMs: SECOND_MS,
    }),
    brokerEpoch: () => 1,
    alterPartition: () => Promise.reject(new KafkaError('REQUEST_TIMED_OUT', 'nobody answers')),
    assignReplicas: () => Promise.reject(new KafkaError('REQUEST_TIMED_OUT', 'nobody answers')),
    onFatal: (error) => {
      throw error
    },
  }
}
