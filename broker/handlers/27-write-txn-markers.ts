/**
 * WriteTxnMarkers (key 27), served v1-v2: the coordinator of a transaction, or an operator who ends one that
 * hangs, has its end written into partitions. Answered once every in-sync replica has the marker.
 */

import { encodeMarkerBatch } from '../wire/control-record.ts'
import { type WriteTxnMarkersRequestMarker, writeTxnMarkers } from '../wire/generated/write-txn-markers.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import { OFFSETS_TOPIC } from './internal-topics.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

/** Longest wait for the in-sync replicas. */
const COMMIT_TIMEOUT_MS = 15_000

export const writeTxnMarkersHandler = brokerHandler({
  api: writeTxnMarkers,
  versions: { min: 1, max: 2 },
  async handle({ markers }, { services }) {
    const answers = markers.map(async (marker) => ({
      producerId: marker.producerId,
      topics: await Promise.all(
        marker.topics.map(async ({ name, partitionIndexes }) => ({
          name,
          partitions: await Promise.all(
            partitionIndexes.map(async (partitionIndex) => ({
              partitionIndex,
              errorCode: errorCode(await write(services, marker, { topic: name, partition: partitionIndex })),
            })),
          ),
        })),
      ),
    }))
    return { markers: await Promise.all(answers) } // as many as the request names
  },
})

async function write(
  services: BrokerServices,
  marker: WriteTxnMarkersRequestMarker,
  target: { readonly topic: string; readonly partition: number },
): Promise<ErrorName> {
  try {
    const isOffsets = target.topic === OFFSETS_TOPIC
    const partition = services.replicas.get(target.topic, target.partition)
    if (isOffsets && partition.isLeader && !services.groups.canEndTransaction(target.partition)) {
      return 'COORDINATOR_LOAD_IN_PROGRESS'
    }
    const batch = encodeMarkerBatch({
      producerId: marker.producerId,
      producerEpoch: marker.producerEpoch,
      isCommit: marker.transactionResult,
      coordinatorEpoch: marker.coordinatorEpoch,
      timestampMs: services.runtime.clock.nowMs(),
    })
    const result = services.replicas.append(partition, batch, { acks: -1, origin: 'coordinator' })
    if (isOffsets)
      services.groups.endTransaction(target.partition, marker.producerId, marker.transactionResult)
    const pending = { partition, leaderEpoch: partition.leaderEpoch, lastOffset: result.lastOffset }
    return await new Promise<ErrorName>((resolve) => {
      const finish = () => {
        const state = services.replicas.commitState(pending)
        resolve(
          state === 'committed'
            ? 'NONE'
            : state === 'notLeader'
              ? 'NOT_LEADER_OR_FOLLOWER'
              : state === 'notSynced'
                ? 'KAFKA_STORAGE_ERROR'
                : 'REQUEST_TIMED_OUT',
        )
      }
      if (services.replicas.commitState(pending) !== 'waiting') finish()
      else {
        services.replicas.wait(
          { check: () => services.replicas.commitState(pending) !== 'waiting', complete: finish },
          { partitions: [partition], maxWaitMs: COMMIT_TIMEOUT_MS },
        )
      }
    })
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return error.errorName
  }
}
