import { describe, expect, it } from 'vitest'
import { KafkaError } from '#broker'
import { AppError } from '#contract/errors'
import { toQuorum, toQuorumError } from './quorum.ts'

const replica = (nodeId: number, logEndOffset: number, timeMs = 5_000) => ({
  nodeId,
  logEndOffset,
  lastFetchMs: timeMs,
  lastCaughtUpMs: timeMs,
})

describe('the metadata quorum', () => {
  const quorum = toQuorum({
    leaderId: 102,
    leaderEpoch: 7,
    highWatermark: 90,
    voters: [replica(101, 88), replica(102, 90), replica(103, -1, -1)],
    observers: [replica(2, 90), replica(1, 40)],
    features: [{ name: 'metadata.version', level: 29, minLevel: 7, maxLevel: 29 }],
  })

  it('names the leader first, then voters, then observers', () => {
    expect(quorum.replicas.map(({ nodeId, role }) => `${role} ${nodeId}`)).toEqual([
      'leader 102',
      'voter 101',
      'voter 103',
      'observer 1',
      'observer 2',
    ])
  })

  it('tells how far each is behind the leader, and not for one it has not heard of', () => {
    expect(quorum.replicas.map(({ lagRecords }) => lagRecords)).toEqual([0, 2, null, 50, 0])
    expect(quorum.replicas[2]).toMatchObject({ lastFetchMs: null, lastCaughtUpMs: null })
  })
})

describe('a look at the quorum that failed', () => {
  it('says that nobody leads when no controller answers, and is not asked for again at once', () => {
    const error = toQuorumError(new KafkaError('REQUEST_TIMED_OUT'))
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'timeout', isRetriable: false })
    expect(String(error)).toContain('nobody leads the quorum')
  })

  it('tells of a cluster that has none, and lets anything else through', () => {
    expect(toQuorumError(new KafkaError('UNSUPPORTED_VERSION'))).toMatchObject({ code: 'unsupported' })
    const refused = new KafkaError('CLUSTER_AUTHORIZATION_FAILED')
    expect(toQuorumError(refused)).toBe(refused)
    const bug = new TypeError('x')
    expect(toQuorumError(bug)).toBe(bug)
  })
})
