import { describe, expect, it } from 'vitest'
import type { MapPartition } from '#contract/cluster-map'
import { compareLooks, type Look } from './compare-looks.ts'
import { Outages } from './outages.ts'

const broker = (id: number, isDown = false) => ({ id, rack: null, isDown })
const led = (leaderId: number, inSync: number[], leaderEpoch = 4): MapPartition => ({
  partition: 0,
  leaderId,
  leaderEpoch,
  replicas: [1, 2, 3],
  inSync,
})
const look = (partition: MapPartition, options: { atMs?: number; down?: number } = {}): Look => ({
  atMs: options.atMs ?? 0,
  brokers: [1, 2, 3].map((id) => broker(id, id === options.down)),
  topics: [{ name: 'orders', isInternal: false, partitions: [partition] }],
})

describe('compareLooks', () => {
  it('finds nothing between two looks at the same', () => {
    expect(compareLooks(look(led(1, [1, 2, 3])), look(led(1, [3, 2, 1])))).toEqual([])
  })

  it('tells the broker before the partitions it led', () => {
    const changes = compareLooks(look(led(1, [1, 2, 3])), look(led(2, [2, 3], 5), { down: 1 }))
    expect(changes).toEqual([
      { kind: 'broker', brokerId: 1, change: 'fenced' },
      { kind: 'leader', topic: 'orders', partition: 0, from: 1, to: 2, leaderEpoch: 5, afterMs: null },
      { kind: 'inSync', topic: 'orders', partition: 0, from: [1, 2, 3], to: [2, 3] },
    ])
  })

  it('tells an election that the same broker won', () => {
    expect(compareLooks(look(led(1, [1, 2])), look(led(1, [1, 2], 6)))).toMatchObject([
      { kind: 'leader', from: 1, to: 1, leaderEpoch: 6 },
    ])
  })

  it('takes an epoch that rose with the in-sync set for no election', () => {
    expect(compareLooks(look(led(1, [1, 2, 3])), look(led(1, [1], 5)))).toMatchObject([{ kind: 'inSync' }])
  })

  it('is silent about topics that were made or deleted', () => {
    const none: Look = { ...look(led(1, [1])), topics: [] }
    expect(compareLooks(none, look(led(1, [1])))).toEqual([])
    expect(compareLooks(look(led(1, [1])), none)).toEqual([])
  })
})

describe('the time without a leader', () => {
  it('begins when the leader is down and ends when there is another', () => {
    const outages = new Outages()
    expect(outages.see(look(led(1, [1, 2]), { atMs: 100 }))).toEqual([])
    expect(outages.last).toBeNull()
    outages.see(look(led(1, [1, 2]), { atMs: 500, down: 1 }))
    expect(outages.last).toMatchObject({ sinceMs: 500, untilMs: null, openCount: 1 })
    outages.see(look(led(-1, [1, 2]), { atMs: 900, down: 1 }))
    expect(outages.see(look(led(2, [2]), { atMs: 2_100, down: 1 }))).toEqual([
      { kind: 'available', topic: 'orders', partition: 0, afterMs: 1_600 },
    ])
    expect(outages.last).toEqual({
      sinceMs: 500,
      untilMs: 2_100,
      partitionCount: 1,
      openCount: 0,
      longestMs: 1_600,
    })
  })

  it('ends with a topic that was deleted meanwhile', () => {
    const outages = new Outages()
    outages.see(look(led(-1, []), { atMs: 1 }))
    outages.see({ ...look(led(1, [1]), { atMs: 9 }), topics: [] })
    expect(outages.last).toMatchObject({ openCount: 0, untilMs: 9 })
  })
})
