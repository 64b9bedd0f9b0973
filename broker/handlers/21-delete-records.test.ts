import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { deleteRecords } from '../wire/generated/delete-records.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

const record = { timestampMs: Date.now(), key: Buffer.from('k'), value: Buffer.from('v') }

describe('DeleteRecords', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start({ brokers: 2 })
    await cluster.topic('t', { assignment: [1, 2] })
    await cluster.topic('compacted', { assignment: [1], configs: { 'cleanup.policy': 'compact' } })
    for (let time = 0; time < 5; time += 1) await cluster.produce('t', { records: [record, record] })
  })
  afterAll(() => cluster.stop())

  const remove = async (offset: number, where: object = {}, version = 2) => {
    const { name, partitionIndex } = { name: 't', partitionIndex: 0, ...where }
    const { topics } = await cluster.call(
      deleteRecords,
      { topics: [{ name, partitions: [{ partitionIndex, offset }] }], timeoutMs: 1_000 },
      { version },
    )
    const answer = topics[0]?.partitions[0]
    return answer?.errorCode === 0 ? answer.lowWatermark : errorNameOf(answer?.errorCode ?? -1)
  }

  it('moves the log start, in every version, and never back', async () => {
    expect(await remove(1, {}, 0)).toBe(1)
    expect(await remove(3, {}, 1)).toBe(3)
    expect(await remove(2, {}, 2)).toBe(3)
    expect(errorNameOf((await cluster.fetch('t', 2)).errorCode)).toBe('OFFSET_OUT_OF_RANGE')
    expect((await cluster.fetch('t', 3)).logStartOffset).toBe(3)
  })

  it.each([
    ['an offset above the high watermark', 11, {}, 'OFFSET_OUT_OF_RANGE'],
    ['a negative offset that is not -1', -2, {}, 'OFFSET_OUT_OF_RANGE'],
    ['a topic that is not there', 0, { name: 'nowhere' }, 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['a partition that is not there', 0, { partitionIndex: 5 }, 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['a partition led elsewhere', 0, { partitionIndex: 1 }, 'NOT_LEADER_OR_FOLLOWER'],
    ['an internal topic', 0, { name: '__consumer_offsets' }, 'INVALID_TOPIC_EXCEPTION'],
    ['a topic that is only compacted', 0, { name: 'compacted' }, 'POLICY_VIOLATION'],
  ])('refuses %s', async (_what, offset, where, error) => {
    expect(await remove(offset, where)).toBe(error)
  })

  it('deletes everything up to the high watermark with -1', async () => {
    expect(await remove(-1)).toBe(10)
    expect(await cluster.fetch('t', 10)).toMatchObject({
      errorCode: 0,
      logStartOffset: 10,
      highWatermark: 10,
    })
  })
})
