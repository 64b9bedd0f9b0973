import { describe, expect, it } from 'vitest'
import type { ClusterMap } from '#contract/cluster-map'
import { cellOf, mapRows, mapTotals } from './replica-map.ts'

const EVERYTHING = { text: '', isOnlyProblems: false, hasInternal: true }

const map = (down: number | null): ClusterMap => ({
  atMs: 0,
  brokers: [1, 2, 3].map((id) => ({ id, rack: null, isDown: id === down })),
  topics: [
    {
      name: 'orders',
      isInternal: false,
      partitions: [
        { partition: 0, leaderId: 1, leaderEpoch: 1, replicas: [1, 2], inSync: [1, 2] },
        { partition: 1, leaderId: 3, leaderEpoch: 1, replicas: [2, 3], inSync: [3] },
      ],
    },
    {
      name: '__consumer_offsets',
      isInternal: true,
      partitions: [{ partition: 0, leaderId: -1, leaderEpoch: 7, replicas: [3], inSync: [] }],
    },
  ],
  unavailability: null,
  error: null,
})

describe('the replica map', () => {
  it('tells each replica’s part, and who holds none', () => {
    const [first, second] = mapRows(map(null), EVERYTHING)
    if (first === undefined || second === undefined) return expect.unreachable()
    expect([1, 2, 3].map((id) => cellOf(first, id).role)).toEqual(['leader', 'inSync', 'none'])
    expect([1, 2, 3].map((id) => cellOf(second, id).role)).toEqual(['none', 'outOfSync', 'leader'])
    expect(cellOf(second, 2).isPreferred).toBe(true)
    expect(second).toMatchObject({ isMoved: true, problem: '1 of 2 out of sync' })
  })

  it('takes a leader that is down for none, before the cluster has noticed', () => {
    const [first] = mapRows(map(1), EVERYTHING)
    if (first === undefined) return expect.unreachable()
    expect(cellOf(first, 1)).toEqual({ role: 'offline', isPreferred: true, isLostLeader: true })
    expect(first).toMatchObject({ problem: 'No leader', isLeaderless: true, inSyncCount: 1, isMoved: false })
  })

  it('shows only what is wrong, or some topics, or no internal ones', () => {
    const keys = (filter: Partial<typeof EVERYTHING>) =>
      mapRows(map(null), { ...EVERYTHING, ...filter }).map(({ key }) => key)
    expect(keys({ isOnlyProblems: true })).toEqual(['orders/1', '__consumer_offsets/0'])
    expect(keys({ text: 'ORD' })).toEqual(['orders/0', 'orders/1'])
    expect(keys({ hasInternal: false })).toEqual(['orders/0', 'orders/1'])
  })

  it('counts what is wrong', () => {
    expect(mapTotals(mapRows(map(null), EVERYTHING))).toEqual({
      partitionCount: 3,
      leaderlessCount: 1,
      outOfSyncCount: 1,
      movedCount: 1,
    })
  })
})
