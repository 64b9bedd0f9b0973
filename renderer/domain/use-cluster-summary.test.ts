import { describe, expect, it } from 'vitest'
import type { Broker, ClusterSummary } from '#contract/brokers'
import { aLocalNode } from '../testing/a-local-node.ts'
import { withDownNodes } from './use-cluster-summary.ts'

const broker = (id: number, isFenced = false): Broker => ({
  id,
  host: 'h',
  port: 1,
  rack: null,
  isController: false,
  isFenced,
  partitionCount: 1,
  leaderCount: 1,
  outOfSyncCount: 0,
  sizeBytes: 0,
  diskTotalBytes: null,
  diskUsableBytes: null,
  logDirError: null,
})
const summary = (brokers: Broker[]): ClusterSummary => ({
  clusterId: null,
  controllerId: 1,
  brokers,
  topicCount: 1,
  partitionCount: 2,
  leaderlessCount: 0,
  underReplicatedCount: 0,
})
describe('withDownNodes', () => {
  it('leaves a cluster alone whose brokers run', () => {
    const told = summary([broker(1), broker(2)])
    expect(withDownNodes(told, [aLocalNode(1), aLocalNode(2)])).toEqual({ summary: told, unnoticed: [] })
    expect(withDownNodes(told, []).summary).toBe(told)
  })

  it('takes a stopped broker for down before the controller does', () => {
    const seen = withDownNodes(summary([broker(1), broker(2)]), [
      aLocalNode(1),
      aLocalNode(2, { state: 'stopped' }),
    ])
    expect(seen.unnoticed).toEqual([2])
    expect(seen.summary.brokers.map(({ isFenced }) => isFenced)).toEqual([false, true])
    expect(seen.summary.brokers.map(({ outOfSyncCount }) => outOfSyncCount)).toEqual([0, 1])
  })

  it('has nothing to add once the controller has fenced it', () => {
    const told = summary([broker(1), broker(2, true)])
    expect(withDownNodes(told, [aLocalNode(2, { state: 'failed' })])).toEqual({
      summary: told,
      unnoticed: [],
    })
  })

  it('does not take a stopped controller for a broker', () => {
    expect(
      withDownNodes(summary([broker(1)]), [aLocalNode(1, { role: 'controller', state: 'stopped' })])
        .unnoticed,
    ).toEqual([])
  })
})
