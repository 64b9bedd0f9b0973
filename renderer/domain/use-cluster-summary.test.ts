import { describe, expect, it } from 'vitest'
import type { Broker, ClusterSummary } from '#contract/brokers'
import type { LocalNode } from '#contract/local-cluster'
import { downControllerOf, withDownNodes } from './use-cluster-summary.ts'

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
const node = (id: number, part: Partial<LocalNode> = {}): LocalNode => ({
  id,
  role: 'broker',
  state: 'running',
  isKilled: false,
  isFenced: false,
  cutFrom: [],
  diskLatencyMs: 0,
  host: '127.0.0.1',
  port: 9092,
  dataDirectory: '/',
  sinceMs: 0,
  error: null,
  startDurationMs: null,
  diskBytes: 0,
  heapBytes: 0,
  partitionCount: 0,
  leaderCount: 0,
  connectionCount: 0,
  bytesInPerSec: 0,
  bytesOutPerSec: 0,
  recordsInPerSec: 0,
  busyRatio: 0,
  ...part,
})

describe('withDownNodes', () => {
  it('leaves a cluster alone whose brokers run', () => {
    const told = summary([broker(1), broker(2)])
    expect(withDownNodes(told, [node(1), node(2)])).toEqual({ summary: told, unnoticed: [] })
    expect(withDownNodes(told, []).summary).toBe(told)
  })

  it('takes a stopped broker for down before the controller does', () => {
    const seen = withDownNodes(summary([broker(1), broker(2)]), [node(1), node(2, { state: 'stopped' })])
    expect(seen.unnoticed).toEqual([2])
    expect(seen.summary.brokers.map(({ isFenced }) => isFenced)).toEqual([false, true])
    expect(seen.summary.brokers.map(({ outOfSyncCount }) => outOfSyncCount)).toEqual([0, 1])
  })

  it('has nothing to add once the controller has fenced it', () => {
    const told = summary([broker(1), broker(2, true)])
    expect(withDownNodes(told, [node(2, { state: 'failed' })])).toEqual({ summary: told, unnoticed: [] })
  })

  it('does not take a stopped controller for a broker', () => {
    expect(
      withDownNodes(summary([broker(1)]), [node(1, { role: 'controller', state: 'stopped' })]).unnoticed,
    ).toEqual([])
  })
})

describe('downControllerOf', () => {
  const controller = (state: LocalNode['state']) => node(101, { role: 'controller', state })

  it('is the controller that does not run', () => {
    expect(downControllerOf([node(1), controller('stopped')])?.id).toBe(101)
    expect(downControllerOf([node(1), controller('failed')])?.id).toBe(101)
  })

  it('is nobody while it runs, and never a broker', () => {
    expect(downControllerOf([node(1, { state: 'stopped' }), controller('running')])).toBeNull()
    expect(downControllerOf([])).toBeNull()
  })
})
