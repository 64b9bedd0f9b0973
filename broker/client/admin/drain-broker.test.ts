import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../base/clock.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { Admin, ClusterPlacement, Reassignment } from './admin.ts'
import { checkDrain, drainBroker, planMoves, replicaCountOf } from './drain-broker.ts'

function placement(
  brokers: readonly (readonly [id: number, rack?: string | null, isFenced?: boolean])[],
  topics: Readonly<Record<string, readonly (readonly number[])[]>>,
): ClusterPlacement {
  return {
    clusterId: null,
    controllerId: -1,
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

  it('leaves those alone that are on their way: they have a replica too many', () => {
    const cluster = placement([[1], [2], [3]], {
      orders: [
        [1, 2, 3],
        [1, 2],
      ],
    })
    expect(planMoves(cluster, 2, new Set(['orders-0']))).toEqual([
      { topic: 'orders', partition: 1, replicas: [1, 3] },
    ])
  })

  it('concerns nobody else', () => {
    expect(planMoves(placement([[1], [2]], { orders: [[1], [1]] }), 2)).toEqual([])
  })
})

/** An administration that shows one placement after another and notes what it is asked for. */
function scripted(looks: readonly (ClusterPlacement | KafkaError)[]) {
  const asked: Reassignment[] = []
  let index = 0
  const unused = () => Promise.reject(new TypeError('not asked for here'))
  const admin = new Proxy({} as Admin, {
    get: (_, name) => {
      if (name === 'describePlacement') {
        return async () => {
          const look = looks[Math.min(index++, looks.length - 1)]
          if (look instanceof KafkaError) throw look
          return look
        }
      }
      if (name === 'listReassignments') {
        return async () => [
          { topic: 'orders', partition: 0, replicas: [1, 2, 3], addingReplicas: [3], removingReplicas: [2] },
        ]
      }
      if (name !== 'alterReassignments') return unused
      return async (moves: readonly Reassignment[]) => {
        asked.push(...moves)
        return moves.map(({ topic, partition }) => ({ topic, partition, error: null }))
      }
    },
  })
  return { admin, asked }
}

describe('draining a broker', () => {
  const drain = async (looks: readonly (ClusterPlacement | KafkaError)[], abortAfter = Infinity) => {
    const { admin, asked } = scripted(looks)
    const clock = new ManualClock()
    const abort = new AbortController()
    const progress: string[] = []
    let isOver = false
    const ending = drainBroker(admin, {
      nodeId: 2,
      clock,
      signal: abort.signal,
      onProgress: ({ movedCount, replicaCount }) => void progress.push(`${movedCount}/${replicaCount}`),
    })
      .then(
        () => 'drained',
        (error: unknown) => (error instanceof KafkaError ? error.errorName : 'aborted'),
      )
      .finally(() => (isOver = true))
    for (let turn = 0; !isOver && turn < 500; turn += 1) {
      await new Promise<void>((resolve) => setImmediate(resolve))
      if (progress.length >= abortAfter) abort.abort()
      clock.advance(250)
    }
    return { outcome: await ending, progress, asked }
  }

  const begun = placement([[1], [2], [3]], {
    orders: [
      [1, 2],
      [2, 3],
    ],
  })
  const half = placement([[1], [2], [3]], {
    orders: [
      [1, 3],
      [2, 3, 1],
    ],
    fresh: [[2]],
  })
  const done = placement([[1], [2], [3]], {
    orders: [
      [1, 3],
      [1, 3],
    ],
    fresh: [[1]],
  })

  it('moves what is there, then what came meanwhile, and ends when nothing is left', async () => {
    const { outcome, progress, asked } = await drain([begun, half, done])
    expect(outcome).toBe('drained')
    expect(progress).toEqual(['0/2', '0/2', '2/2'])
    expect(asked.map(({ topic, partition }) => `${topic}-${partition}`)).toEqual([
      'orders-0',
      'orders-1',
      'fresh-0',
    ])
  })

  it('looks again when nobody answers for a while', async () => {
    const away = new KafkaError('NETWORK_EXCEPTION')
    expect((await drain([begun, away, away, done])).outcome).toBe('drained')
    expect((await drain([away])).outcome).toBe('NETWORK_EXCEPTION')
  })

  it('ends what is under way when it is cancelled', async () => {
    const { outcome, asked } = await drain([begun], 2)
    expect(outcome).toBe('aborted')
    expect(asked.at(-1)).toEqual({ topic: 'orders', partition: 0, replicas: null })
  })

  it('is refused for a broker that is down and has the only copy', async () => {
    const { admin } = scripted([placement([[1], [2, null, true]], { orders: [[2]] })])
    await expect(checkDrain(admin, { nodeId: 2, isRunning: false })).rejects.toThrow(
      'the only copy of topic orders',
    )
    await expect(checkDrain(admin, { nodeId: 2, isRunning: true })).resolves.toBeUndefined()
  })
})
