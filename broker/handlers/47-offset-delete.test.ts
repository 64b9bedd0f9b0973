import { describe, expect, it } from 'vitest'
import { GroupFixture } from '../testing/group-fixture.ts'
import { offsetDelete } from '../wire/generated/offset-delete.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { offsetDeleteHandler } from './47-offset-delete.ts'

function forget(fixture: GroupFixture, groupId: string) {
  const topics = [
    { name: 'orders', partitions: [{ partitionIndex: 0 }, { partitionIndex: 9 }] },
    { name: 'missing', partitions: [{ partitionIndex: 0 }] },
    { name: 'clicks', partitions: [{ partitionIndex: 1 }] },
  ]
  return fixture.call(offsetDeleteHandler, offsetDelete, { version: 0, request: { groupId, topics } })
}

describe('OffsetDelete', () => {
  it('forgets positions in topics that are not consumed and answers partition by partition', async () => {
    const fixture = new GroupFixture()
    const { a, generation } = await fixture.stablePair()
    fixture.commit({ memberId: a, generationId: generation, topic: 'clicks', partition: 1, offset: 4 })
    await fixture.settle()
    const { errorCode, topics } = await forget(fixture, 'shop')
    expect(errorCode).toBe(0)
    expect(topics.map(({ partitions }) => partitions.map((each) => errorNameOf(each.errorCode)))).toEqual([
      ['GROUP_SUBSCRIBED_TO_TOPIC', 'UNKNOWN_TOPIC_OR_PARTITION'],
      ['UNKNOWN_TOPIC_OR_PARTITION'],
      ['NONE'],
    ])
    expect(await fixture.position(1, 'clicks')).toBe(-1)
  })

  it('answers for a group that does not exist as a whole', async () => {
    const { errorCode, topics } = await forget(new GroupFixture(), 'missing')
    expect([errorNameOf(errorCode), topics]).toEqual(['GROUP_ID_NOT_FOUND', []])
  })
})
