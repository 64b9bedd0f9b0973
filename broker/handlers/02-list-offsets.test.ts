import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { listOffsets } from '../wire/generated/list-offsets.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

const BASE_MS = Date.now() - 60_000

describe('ListOffsets', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start()
    await cluster.topic('t', { partitions: 2 })
    // The newest timestamp, 500, lies in the middle; 300 and 400 come after it.
    for (const times of [[0, 100], [500, 300], [400]]) {
      await cluster.produce('t', {
        records: times.map((ms) => ({ timestampMs: BASE_MS + ms, key: null, value: Buffer.from('v') })),
      })
    }
  })
  afterAll(() => cluster.stop())

  const look = async (timestamp: number, version: number, partition: object = {}) => {
    const { topics } = await cluster.call(
      listOffsets,
      {
        replicaId: -1,
        topics: [{ name: 't', partitions: [{ partitionIndex: 0, timestamp, ...partition }] }],
      },
      { version },
    )
    const answer = topics[0]?.partitions[0]
    return answer?.errorCode === 0 ? answer.offset : errorNameOf(answer?.errorCode ?? -1)
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])('finds offsets by time in v%i', async (version) => {
    expect(await look(-1, version)).toBe(5)
    expect(await look(-2, version)).toBe(0)
    expect(await look(BASE_MS + 1, version)).toBe(1)
    expect(await look(BASE_MS + 100, version)).toBe(1)
    expect(await look(BASE_MS + 101, version)).toBe(2)
    expect(await look(BASE_MS + 501, version)).toBe(-1)
  })

  it.each([
    [-3, 7, 2],
    [-4, 8, 0],
    [-5, 9, -1],
    [-6, 11, -1],
  ])('knows timestamp %i from v%i on', async (timestamp, since, offset) => {
    expect(await look(timestamp, since)).toBe(offset)
    expect(await look(timestamp, since - 1)).toBe('UNSUPPORTED_VERSION')
  })

  it('refuses a special timestamp nobody knows', async () => {
    expect(await look(-7, 11)).toBe('UNSUPPORTED_VERSION')
  })

  it('refuses a partition that is not there and a stale epoch', async () => {
    expect(await look(-1, 7, { partitionIndex: 9 })).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    expect(await look(-1, 7, { currentLeaderEpoch: 3 })).toBe('UNKNOWN_LEADER_EPOCH')
  })

  it('answers -1 where a partition is empty', async () => {
    expect(await look(BASE_MS, 7, { partitionIndex: 1 })).toBe(-1)
    expect(await look(-3, 7, { partitionIndex: 1 })).toBe(-1)
  })
})
