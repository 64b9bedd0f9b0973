import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { createPartitions } from '../wire/generated/create-partitions.ts'
import { metadata } from '../wire/generated/metadata.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

describe('CreatePartitions', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start({ brokers: 2 })
    await cluster.topic('t', { partitions: 2 })
    await cluster.topic('u')
  })
  afterAll(() => cluster.stop())

  const raise = async (
    topics: readonly {
      readonly name: string
      readonly count: number
      readonly assignments?: { brokerIds: number[] }[]
    }[],
    version = 3,
  ) => {
    const { results } = await cluster.call(
      createPartitions,
      {
        topics: topics.map((topic) => ({ assignments: null, ...topic })),
        timeoutMs: 1_000,
        validateOnly: false,
      },
      { version },
    )
    return results.map(({ name, errorCode }) => [name, errorNameOf(errorCode)])
  }
  const countOf = async (name: string) => {
    const { topics } = await cluster.call(metadata, { topics: [{ name }] }, { version: 12 })
    return topics[0]?.partitions.length
  }

  it.each([0, 1, 2, 3])('answers every topic of the request in v%i', async (version) => {
    const name = `v${version}`
    await cluster.topic(name)
    expect(
      await raise(
        [
          { name, count: 3 },
          { name: 'nowhere', count: 3 },
        ],
        version,
      ),
    ).toEqual([
      [name, 'NONE'],
      ['nowhere', 'UNKNOWN_TOPIC_OR_PARTITION'],
    ])
    await expect.poll(() => countOf(name)).toBe(3)
  })

  it.each([
    ['the count it has', { count: 2 }, 'INVALID_PARTITIONS'],
    ['fewer', { count: 1 }, 'INVALID_PARTITIONS'],
    ['none', { count: 0 }, 'INVALID_PARTITIONS'],
    ['a negative count', { count: -5 }, 'INVALID_PARTITIONS'],
    ['2^31-1', { count: 2_147_483_647 }, 'INVALID_PARTITIONS'],
    [
      'an assignment of another length',
      { count: 4, assignments: [{ brokerIds: [1] }] },
      'INVALID_REPLICA_ASSIGNMENT',
    ],
    [
      'a broker that is not there',
      { count: 3, assignments: [{ brokerIds: [8] }] },
      'INVALID_REPLICA_ASSIGNMENT',
    ],
    ['an empty assignment', { count: 3, assignments: [{ brokerIds: [] }] }, 'INVALID_REPLICA_ASSIGNMENT'],
  ])('refuses %s', async (_what, spec, error) => {
    expect(await raise([{ name: 't', ...spec }])).toEqual([['t', error]])
    expect(await countOf('t')).toBe(2)
  })

  it('bounds what one request adds over all its topics', async () => {
    expect(
      await raise([
        { name: 't', count: 10_003 },
        { name: 'u', count: 10_002 },
      ]),
    ).toEqual([
      ['t', 'INVALID_PARTITIONS'],
      ['u', 'INVALID_PARTITIONS'],
    ])
  })

  it('refuses a topic that is named twice', async () => {
    expect(
      await raise([
        { name: 't', count: 5 },
        { name: 't', count: 6 },
      ]),
    ).toEqual([
      ['t', 'INVALID_REQUEST'],
      ['t', 'INVALID_REQUEST'],
    ])
  })
})
