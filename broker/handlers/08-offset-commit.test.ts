import { describe, expect, it } from 'vitest'
import { GroupFixture, topicIdOf } from '../testing/group-fixture.ts'
import { offsetCommit } from '../wire/generated/offset-commit.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { offsetCommitHandler } from './08-offset-commit.ts'

const VERSIONS = [2, 3, 4, 5, 6, 7, 8, 9, 10]

function request(version: number, partitions: readonly number[], name = 'orders') {
  return {
    groupId: 'shop',
    memberId: '',
    topics: [
      {
        ...(version >= 10 ? { topicId: topicIdOf(name) } : { name }),
        partitions: partitions.map((partitionIndex) => ({
          partitionIndex,
          committedOffset: 10 + partitionIndex,
          committedMetadata: null,
        })),
      },
    ],
  }
}

describe('OffsetCommit', () => {
  it.each(VERSIONS)('stores positions and refuses unknown partitions one by one in v%i', async (version) => {
    const fixture = new GroupFixture()
    const answer = await fixture.call(offsetCommitHandler, offsetCommit, {
      version,
      request: request(version, [0, 7, 2]),
    })
    expect(answer.topics[0]?.partitions.map(({ errorCode }) => errorNameOf(errorCode))).toEqual([
      'NONE',
      'UNKNOWN_TOPIC_OR_PARTITION',
      'NONE',
    ])
    expect(await fixture.position(2)).toBe(12)
  })

  it('tells unknown names from unknown ids', async () => {
    const fixture = new GroupFixture()
    for (const [version, error] of [
      [9, 'UNKNOWN_TOPIC_OR_PARTITION'],
      [10, 'UNKNOWN_TOPIC_ID'],
    ] as const) {
      const call = { version, request: request(version, [0], 'missing') }
      const answer = await fixture.call(offsetCommitHandler, offsetCommit, call)
      expect(errorNameOf(answer.topics[0]?.partitions[0]?.errorCode ?? 0)).toBe(error)
    }
    expect(fixture.coordinator.listGroups()).toEqual([])
  })

  it.each([
    [8, 'ILLEGAL_GENERATION'],
    [9, 'GROUP_ID_NOT_FOUND'],
  ])('repeats an error of the group for each partition (v%i)', async (version, error) => {
    const fixture = new GroupFixture()
    const answer = await fixture.call(offsetCommitHandler, offsetCommit, {
      version,
      request: { ...request(version, [0, 9, 1]), generationIdOrMemberEpoch: 4, memberId: 'a' },
    })
    expect(answer.topics[0]?.partitions.map(({ errorCode }) => errorNameOf(errorCode))).toEqual([
      error,
      'UNKNOWN_TOPIC_OR_PARTITION',
      error,
    ])
  })
})
