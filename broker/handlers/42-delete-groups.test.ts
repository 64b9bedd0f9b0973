import { describe, expect, it } from 'vitest'
import { GroupFixture } from '../testing/group-fixture.ts'
import { deleteGroups } from '../wire/generated/delete-groups.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { deleteGroupsHandler } from './42-delete-groups.ts'

describe('DeleteGroups', () => {
  it.each([0, 1, 2])('deletes what is empty, and answers group by group in v%i', async (version) => {
    const fixture = new GroupFixture()
    await fixture.stablePair()
    fixture.commit({ groupId: 'simple' })
    await fixture.settle()
    const { results } = await fixture.call(deleteGroupsHandler, deleteGroups, {
      version,
      request: { groupsNames: ['simple', 'shop', 'missing'] },
    })
    expect(results.map(({ groupId, errorCode }) => [groupId, errorNameOf(errorCode)])).toEqual([
      ['simple', 'NONE'],
      ['shop', 'NON_EMPTY_GROUP'],
      ['missing', 'GROUP_ID_NOT_FOUND'],
    ])
    expect(fixture.coordinator.listGroups().map(({ groupId }) => groupId)).toEqual(['shop'])
  })
})
