import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { type FetchRequestInput, fetch } from '../wire/generated/fetch.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { splitBatches } from '../wire/record-batch.ts'

const record = (value: string) => ({ timestampMs: Date.now(), key: null, value: Buffer.from(value) })

describe('Fetch', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start({ brokers: 2 })
    await cluster.topic('t', { assignment: [1, 2] })
    await cluster.produce('t', { records: [record('0'), record('1'), record('2')] })
    await cluster.produce('t', { records: [record('3'), record('4')] })
  })
  afterAll(() => cluster.stop())

  const offsetsOf = (records: Buffer | null) =>
    splitBatches(records ?? Buffer.alloc(0), 'tolerant').map(({ baseOffset }) => baseOffset)

  it.each([4, 5, 6, 7, 8, 9, 10, 11, 12])('returns whole batches from inside one in v%i', async (version) => {
    const inFirst = await cluster.fetch('t', 1, { version })
    expect(offsetsOf(inFirst.records)).toEqual([0, 3])
    const inLast = await cluster.fetch('t', 4, { version })
    expect(offsetsOf(inLast.records)).toEqual([3])
    expect(inLast).toMatchObject({ errorCode: 0, highWatermark: 5, lastStableOffset: 5 })
  })

  it('returns the first batch whole whatever the limits', async () => {
    const fetched = await cluster.fetch('t', 0, { maxBytes: 1 })
    expect(offsetsOf(fetched.records)).toEqual([0])
  })

  it.each([
    ['below the start', 't', { fetchOffset: -1 }, 'OFFSET_OUT_OF_RANGE'],
    ['above the end', 't', { fetchOffset: 6 }, 'OFFSET_OUT_OF_RANGE'],
    ['a partition that is not there', 't', { partition: 7 }, 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['a topic that is not there', 'nowhere', {}, 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['a partition led elsewhere', 't', { partition: 1 }, 'NOT_LEADER_OR_FOLLOWER'],
    ['a leader epoch to come', 't', { currentLeaderEpoch: 9 }, 'UNKNOWN_LEADER_EPOCH'],
  ])('refuses %s at once', async (_what, topic, target, error) => {
    const response = await cluster.call(
      fetch,
      {
        maxWaitMs: 5_000,
        minBytes: 1,
        sessionEpoch: -1,
        topics: [
          { topic, partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1_000, ...target }] },
        ],
      },
      { version: 12 },
    )
    expect(response.responses[0]?.partitions.map(({ errorCode }) => errorNameOf(errorCode))).toEqual([error])
  })

  it('waits for records up to the time asked for, and answers when they come', async () => {
    await cluster.topic('slow', { assignment: [1] })
    const waiting = cluster.fetch('slow', 0, { maxWaitMs: 4_000 })
    await cluster.produce('slow', { records: [record('late')] })
    expect(offsetsOf((await waiting).records)).toEqual([0])
    const nothing = await cluster.fetch('slow', 1, { maxWaitMs: 20 })
    expect(nothing).toMatchObject({ errorCode: 0, records: Buffer.alloc(0) })
  })

  it('refuses zstd to clients of before v10', async () => {
    await cluster.topic('z', { assignment: [1] })
    await cluster.produce('z', { records: [record('z')], compression: 'zstd' })
    expect(errorNameOf((await cluster.fetch('z', 0, { version: 9 })).errorCode)).toBe(
      'UNSUPPORTED_COMPRESSION_TYPE',
    )
    expect((await cluster.fetch('z', 0, { version: 10 })).errorCode).toBe(0)
  })

  describe('sessions', () => {
    const ask = async (request: Partial<FetchRequestInput>, version = 12) => {
      const client = await cluster.connect()
      return client.send(
        fetch,
        { maxWaitMs: 0, minBytes: 1, topics: [], ...request },
        { version, timeoutMs: 2_000 },
      )
    }
    const target = (fetchOffset: number) => [
      { topic: 't', partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: 1_000_000 }] },
    ]

    it.each([7, 9, 11, 12])('tells a change once and then nothing in v%i', async (version) => {
      const full = await ask({ sessionEpoch: 0, topics: target(0) }, version)
      expect(full.sessionId).toBeGreaterThan(0)
      expect(full.responses).toHaveLength(1)
      const { sessionId } = full
      const moved = await ask({ sessionId, sessionEpoch: 1, topics: target(5) }, version)
      expect(moved).toMatchObject({ errorCode: 0, sessionId, responses: [] })
      const idle = await ask({ sessionId, sessionEpoch: 2 }, version)
      expect(idle).toMatchObject({ errorCode: 0, responses: [] })
    })

    it('refuses an epoch out of turn and a session nobody opened', async () => {
      const { sessionId } = await ask({ sessionEpoch: 0, topics: target(0) })
      const skipped = await ask({ sessionId, sessionEpoch: 5 })
      expect(errorNameOf(skipped.errorCode)).toBe('INVALID_FETCH_SESSION_EPOCH')
      const unknown = await ask({ sessionId: 2_147_483_647, sessionEpoch: 1 })
      expect(errorNameOf(unknown.errorCode)).toBe('FETCH_SESSION_ID_NOT_FOUND')
    })

    it('forgets the session that is closed with epoch -1', async () => {
      const { sessionId } = await ask({ sessionEpoch: 0, topics: target(0) })
      expect(await ask({ sessionId, sessionEpoch: -1, topics: target(0) })).toMatchObject({ sessionId: 0 })
      expect(errorNameOf((await ask({ sessionId, sessionEpoch: 1 })).errorCode)).toBe(
        'FETCH_SESSION_ID_NOT_FOUND',
      )
    })

    it('drops a partition that is forgotten', async () => {
      const { sessionId } = await ask({ sessionEpoch: 0, topics: target(0) })
      const next = await ask({
        sessionId,
        sessionEpoch: 1,
        forgottenTopicsData: [{ topic: 't', partitions: [0] }],
      })
      expect(next.responses).toEqual([])
    })
  })
})
