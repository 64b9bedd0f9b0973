import { describe, expect, it } from 'vitest'
import type { NodeMetrics, QuorumLeadership } from './control-messages.ts'
import type { NodeHandle } from './node-handle.ts'
import { hasQuorum, noController, quorumLeaderOf } from './quorum.ts'

function voter(nodeId: number, leadership: QuorumLeadership | null) {
  const metrics: NodeMetrics = {
    atMs: 5_000 + nodeId,
    diskBytes: 0,
    heapBytes: 0,
    externalBytes: 0,
    partitionCount: 1,
    leaderCount: 1,
    connectionCount: 0,
    bytesInPerSec: 0,
    bytesOutPerSec: 0,
    recordsInPerSec: 0,
    busyRatio: 0,
    leadership,
  }
  return { nodeId, metrics }
}

describe('the leader of the quorum', () => {
  it('is the voter that says so, with what it told and when', () => {
    const voters = [voter(101, null), voter(102, { epoch: 4, fencedBrokers: [2] })]
    expect(quorumLeaderOf(voters)).toEqual({ nodeId: 102, atMs: 5_102, epoch: 4, fencedBrokers: [2] })
  })

  it('is the one of the later epoch, whichever comes first, while another still takes itself for it', () => {
    const cutOff = voter(101, { epoch: 4, fencedBrokers: [2, 3] })
    const elected = voter(103, { epoch: 5, fencedBrokers: [] })
    expect(quorumLeaderOf([cutOff, elected])?.nodeId).toBe(103)
    expect(quorumLeaderOf([elected, cutOff])?.nodeId).toBe(103)
  })

  it('is not known while no voter leads, or none has told anything', () => {
    expect(quorumLeaderOf([voter(101, null), { nodeId: 102, metrics: null }])).toBeNull()
    expect(quorumLeaderOf([])).toBeNull()
  })
})

describe('a quorum', () => {
  const voters = (...states: readonly NodeHandle['state'][]) =>
    states.map((state, index) => ({ nodeId: 101 + index, state }))

  it('is there while most voters run', () => {
    expect(hasQuorum(voters('running'))).toBe(true)
    expect(hasQuorum(voters('running', 'running', 'stopped'))).toBe(true)
    expect(hasQuorum(voters('running', 'frozen'))).toBe(false)
    expect(hasQuorum(voters('failed', 'frozen', 'running'))).toBe(false)
  })

  it.each([
    [['stopped'], 'Controller 101 is down: a broker can join only while it runs. Start it first'],
    [['frozen'], 'Controller 101 is frozen: a broker can join only while it runs. Thaw it first'],
    [
      ['running', 'frozen', 'stopped'],
      'Controllers 102, 103 are down or frozen: a broker can join only while most of them run. Start or thaw them first',
    ],
  ] as const)('that is not there is told with what helps: %j', (states, words) => {
    expect(noController(voters(...states))).toMatchObject({ code: 'NO_CONTROLLER', message: words })
  })
})
