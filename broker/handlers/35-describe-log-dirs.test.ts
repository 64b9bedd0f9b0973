import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { describeLogDirs } from '../wire/generated/describe-log-dirs.ts'

describe('DescribeLogDirs', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start({ brokers: 2 })
    await cluster.topic('t', { assignment: [1, 2, 1] })
    await cluster.produce('t', {
      records: [{ timestampMs: 1_700_000_000_000, key: null, value: Buffer.alloc(500) }],
    })
  })
  afterAll(() => cluster.stop())

  const ask = async (topics: { topic: string; partitions: number[] }[] | null, version: number) => {
    const { results } = await cluster.call(describeLogDirs, { topics }, { version })
    expect(results).toHaveLength(1)
    return results[0]
  }

  it.each([1, 2, 3, 4, 5])('tells the size of the replicas here in v%i', async (version) => {
    const directory = await ask([{ topic: 't', partitions: [0, 1, 2] }], version)
    expect(directory).toMatchObject({ errorCode: 0, logDir: '/node-1' })
    const partitions = directory?.topics[0]?.partitions ?? []
    expect(partitions.map(({ partitionIndex }) => partitionIndex)).toEqual([0, 2])
    expect(partitions[0]?.partitionSize).toBeGreaterThan(500)
    expect(partitions[1]).toMatchObject({ partitionSize: 0, offsetLag: 0, isFutureKey: false })
  })

  it('tells everything for null, nothing for what is not here', async () => {
    expect((await ask(null, 4))?.topics.map(({ name }) => name)).toEqual(['t'])
    expect((await ask([], 4))?.topics).toEqual([])
    expect(
      (
        await ask(
          [
            { topic: 'nowhere', partitions: [0] },
            { topic: 't', partitions: [-1, 9] },
          ],
          4,
        )
      )?.topics,
    ).toEqual([])
  })

  it('tells the room on the disk from v4 on', async () => {
    const directory = await ask(null, 4)
    expect(directory?.totalBytes).toBeGreaterThan(0)
    expect((await ask(null, 3))?.totalBytes).toBe(-1)
  })
})
