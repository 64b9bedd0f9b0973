import { describe, expect, it } from 'vitest'
import { GroupFixture, topicIdOf } from '../testing/group-fixture.ts'
import { type OffsetFetchResponse, offsetFetch } from '../wire/generated/offset-fetch.ts'
import { errorCode } from '../wire/kafka-error.ts'
import { offsetFetchHandler } from './09-offset-fetch.ts'

const VERSIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

function request(
  version: number,
  partitions: readonly number[] | null,
  groups: readonly string[] = ['shop'],
) {
  const topic = version >= 10 ? { topicId: topicIdOf('orders') } : { name: 'orders' }
  const topics = partitions === null ? null : [{ ...topic, name: 'orders', partitionIndexes: partitions }]
  if (version < 8) return { groupId: groups[0] ?? '', topics }
  return { groups: groups.map((groupId) => ({ groupId, topics })), requireStable: true }
}

function offsetsIn(answer: OffsetFetchResponse, version: number) {
  const topics = version < 8 ? answer.topics : (answer.groups[0]?.topics ?? [])
  return topics.flatMap(({ partitions }) => partitions.map(({ committedOffset }) => committedOffset))
}

async function committed(): Promise<GroupFixture> {
  const fixture = new GroupFixture()
  fixture.commit({ partition: 1, offset: 42 })
  await fixture.settle()
  return fixture
}

describe('OffsetFetch', () => {
  it.each(VERSIONS)('finds positions, -1 where there is none, in v%i', async (version) => {
    const fixture = await committed()
    const answer = await fixture.call(offsetFetchHandler, offsetFetch, {
      version,
      request: request(version, [1, 0]),
    })
    expect(offsetsIn(answer, version)).toEqual([42, -1])
  })

  it.each(VERSIONS.filter((version) => version >= 2))(
    'finds everything when no topics are named in v%i',
    async (version) => {
      const fixture = await committed()
      const answer = await fixture.call(offsetFetchHandler, offsetFetch, {
        version,
        request: request(version, null),
      })
      expect(offsetsIn(answer, version)).toEqual([42])
    },
  )

  it('answers several groups, each for itself', async () => {
    const fixture = await committed()
    const call = { version: 9, request: request(9, [1], ['shop', 'other']) }
    const answer = await fixture.call(offsetFetchHandler, offsetFetch, call)
    expect(
      answer.groups.map(({ groupId, topics }) => [groupId, topics[0]?.partitions[0]?.committedOffset]),
    ).toEqual([
      ['shop', 42],
      ['other', -1],
    ])
  })

  it('refuses topic ids that are not known', async () => {
    const fixture = await committed()
    const topics = [
      { topicId: topicIdOf('missing'), partitionIndexes: [0] },
      { topicId: topicIdOf('orders'), partitionIndexes: [1] },
    ]
    const answer = await fixture.call(offsetFetchHandler, offsetFetch, {
      version: 10,
      request: { groups: [{ groupId: 'shop', topics }] },
    })
    expect(answer.groups[0]?.topics.map(({ partitions }) => partitions[0])).toMatchObject([
      { errorCode: errorCode('UNKNOWN_TOPIC_ID'), committedOffset: -1 },
      { errorCode: 0, committedOffset: 42 },
    ])
  })

  it('puts an error of the group where each version has room for it', async () => {
    const fixture = await committed()
    fixture.moveCoordinator({ leaderId: 2, leaderEpoch: 1, partitionEpoch: 1 })
    const code = errorCode('NOT_COORDINATOR')
    const call = (version: number) =>
      fixture.call(offsetFetchHandler, offsetFetch, { version, request: request(version, [1]) })
    expect((await call(1)).topics[0]?.partitions[0]).toMatchObject({ errorCode: code, committedOffset: -1 })
    expect(await call(7)).toMatchObject({ errorCode: code, topics: [] })
    expect((await call(8)).groups).toMatchObject([{ groupId: 'shop', errorCode: code, topics: [] }])
  })
})
