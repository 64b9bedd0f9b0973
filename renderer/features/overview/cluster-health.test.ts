import { describe, expect, it } from 'vitest'
import type { Broker, ClusterSummary } from '#contract/brokers'
import { clusterHealth } from './cluster-health.ts'

const broker = (id: number, isFenced = false): Broker => ({
  id,
  host: 'h',
  port: 1,
  rack: null,
  isController: id === 1,
  isFenced,
  partitionCount: 0,
  leaderCount: 0,
  outOfSyncCount: 0,
  sizeBytes: 0,
  diskTotalBytes: null,
  diskUsableBytes: null,
  logDirError: null,
})
const cluster = (part: Partial<ClusterSummary>): ClusterSummary => ({
  clusterId: null,
  controllerId: 1,
  brokers: [broker(1), broker(2)],
  topicCount: 1,
  partitionCount: 12,
  leaderlessCount: 0,
  underReplicatedCount: 0,
  ...part,
})

describe('clusterHealth', () => {
  it.each<[string, Partial<ClusterSummary>, string]>([
    ['good', {}, 'All 12 partitions have a leader and every replica in sync'],
    ['good', { partitionCount: 0 }, '2 brokers up, no partitions yet'],
    ['notice', { underReplicatedCount: 1 }, '1 partition is under-replicated; all have a leader'],
    ['bad', { brokers: [broker(1), broker(2, true)] }, 'Broker 2 is down. No partition is affected'],
    [
      'bad',
      { brokers: [broker(1), broker(2, true)], underReplicatedCount: 3 },
      'Broker 2 is down. 3 partitions are under-replicated; all have a leader',
    ],
    [
      'bad',
      { leaderlessCount: 2, underReplicatedCount: 5 },
      '2 partitions have no leader: reading and writing them fails',
    ],
  ])('is %s for %j', (tone, part, sentence) => {
    expect(clusterHealth(cluster(part))).toEqual({ tone, sentence })
  })

  it('does not call a cluster well that has not noticed a broker is gone', () => {
    const health = clusterHealth(cluster({ brokers: [broker(1), broker(2, true)] }), { unnoticed: [2] })
    expect(health).toEqual({
      tone: 'bad',
      sentence: 'Broker 2 is down. The controller has not moved its partitions yet',
    })
  })

  it.each([
    [{ state: 'stopped', isKilled: false }, 'is stopped'],
    [{ state: 'stopped', isKilled: true }, 'was killed'],
    [{ state: 'failed', isKilled: false }, 'has failed'],
    [{ state: 'starting', isKilled: false }, 'is starting'],
    [{ state: 'frozen', isKilled: false }, 'stands still'],
  ] as const)('does not call a cluster well whose controller is %j', (node, words) => {
    expect(clusterHealth(cluster({}), { lostControllers: [{ id: 101, ...node }] })).toEqual({
      tone: 'bad',
      sentence: `The controller ${words}: nothing can be created or changed, and no partition gets another leader`,
    })
  })

  it('names the controllers where too few are left of several', () => {
    const lostControllers = [101, 103].map((id) => ({ id, state: 'stopped' as const, isKilled: false }))
    expect(clusterHealth(cluster({}), { lostControllers })).toEqual({
      tone: 'bad',
      sentence:
        'The controllers 101, 103 are down, and too few are left: nothing can be created or changed, and no partition gets another leader',
    })
  })
})
