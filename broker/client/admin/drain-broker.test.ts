import { describe, expect, it } from 'vitest'
import type { ClusterPlacement } from './admin.ts'
import { planMoves, replicaCountOf } from './drain-broker.ts'

function placement(
  brokers: readonly (readonly [id: number, rack?: string | null, isFenced?: boolean])[],
  topics: Readonly<Record<string, readonly (readonly number[])[]>>,
): ClusterPlacement {
  return {
    brokers: brokers.map(([brokerId, rack = null, isFenced = false]) => ({
      brokerId,
      host: 'h',
      port: 9_000 + brokerId,
      rack,
      isFenced,
    })),
    topics: new Map(
      Object.entries(topics).map(([name, partitions]) => [
        name,
        {
          name,
          topicId: null,
          isInternal: false,
          error: null,
          partitions: partitions.map((replicas, partition) => ({
            partition,
            leaderId: replicas[0] ?? -1,
            leaderEpoch: 0,
            replicas,
            inSyncReplicas: replicas,
            offlineReplicas: [],
            error: null,
          })),
        },
      ]),
    ),
  }
}

describe('where replicas go', () => {
  it('is the broker that has the fewest, in the place of the one that goes', () => {
    const cluster = placement([[1], [2], [3], [4]], {
      orders: [
        [1, 2],
        [2, 3],
        [3, 2],
      ],
      other: [[3, 1]],
    })
    expect(replicaCountOf(cluster, 2)).toBe(3)
    expect(planMoves(cluster, 2)).toEqual([
      { topic: 'orders', partition: 0, replicas: [1, 4] },
      { topic: 'orders', partition: 1, replicas: [4, 3] },
      { topic: 'orders', partition: 2, replicas: [3, 1] },
    ])
  })

  it('is another rack where there is one', () => {
    const cluster = placement(
      [
        [1, 'a'],
        [2, 'b'],
        [3, 'a'],
        [4, 'b'],
      ],
      { orders: [[1, 2]], filler: [[4], [4], [4]] },
    )
    expect(planMoves(cluster, 2)).toEqual([{ topic: 'orders', partition: 0, replicas: [1, 4] }])
  })

  it('is nobody who is fenced, and refused where nobody is left', () => {
    const cluster = placement([[1], [2], [3, null, true]], { orders: [[1, 2]] })
    expect(() => planMoves(cluster, 2)).toThrow('topic orders has 2 replicas, and only 1 other broker runs')
  })

  it('concerns nobody else', () => {
    expect(planMoves(placement([[1], [2]], { orders: [[1], [1]] }), 2)).toEqual([])
  })
})
