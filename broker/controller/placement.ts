/** Where the replicas of partitions go: leaders and followers spread evenly, racks alternated. */
import { assert } from '../base/assert.ts'
import type { Random } from '../base/random.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { BrokerImage } from './image/brokers.ts'

export interface PlacementRequest {
  /** Brokers that may be given replicas. */
  readonly brokers: readonly BrokerImage[]
  /** Index of the first partition to place. */
  readonly firstPartition: number
  readonly partitionCount: number
  readonly replicationFactor: number
  readonly random: Random
}

/**
 * Replica lists, one per partition, the preferred leader first. Leaders go round the brokers from a
 * random start; followers are shifted against them, so that the load of a lost leader is shared.
 * @throws KafkaError INVALID_REPLICATION_FACTOR when there are fewer brokers than replicas.
 */
export function placeReplicas(request: PlacementRequest): number[][] {
  const { replicationFactor, partitionCount, random } = request
  assert(partitionCount > 0, 'there is something to place')
  if (replicationFactor > request.brokers.length) {
    throw new KafkaError(
      'INVALID_REPLICATION_FACTOR',
      `Replication factor ${replicationFactor} is larger than the number of available brokers (${request.brokers.length})`,
    )
  }
  const order = alternateRacks(request.brokers)
  const start = random.below(order.length)
  let shift = order.length > 1 ? random.below(order.length - 1) : 0
  const placed: number[][] = []
  for (let index = 0; index < partitionCount; index += 1) {
    const position = request.firstPartition + index
    if (position > 0 && position % order.length === 0) shift += 1
    placed.push(replicasAt(order, { leaderAt: (start + position) % order.length, shift, replicationFactor }))
  }
  return placed
}

function replicasAt(
  order: readonly number[],
  options: { readonly leaderAt: number; readonly shift: number; readonly replicationFactor: number },
): number[] {
  const count = order.length
  const replicas: number[] = []
  for (let replica = 0; replica < options.replicationFactor; replica += 1) {
    const distance = replica === 0 ? 0 : 1 + ((options.shift + replica - 1) % (count - 1))
    const brokerId = order[(options.leaderAt + distance) % count]
    assert(brokerId !== undefined, 'placement stays within the brokers')
    replicas.push(brokerId)
  }
  assert(new Set(replicas).size === replicas.length, 'no broker holds a partition twice')
  return replicas
}

/** Broker ids ordered so that neighbours are in different racks where that can be had. */
function alternateRacks(brokers: readonly BrokerImage[]): number[] {
  const byRack = new Map<string, number[]>()
  for (const broker of [...brokers].sort((a, b) => a.brokerId - b.brokerId)) {
    const rack = broker.rack ?? ''
    byRack.set(rack, [...(byRack.get(rack) ?? []), broker.brokerId])
  }
  const racks = [...byRack.values()]
  const longest = Math.max(0, ...racks.map((rack) => rack.length))
  const order: number[] = []
  for (let index = 0; index < longest; index += 1) {
    for (const rack of racks) {
      const brokerId = rack[index]
      if (brokerId !== undefined) order.push(brokerId)
    }
  }
  return order
}
