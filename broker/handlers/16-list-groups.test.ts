import { describe, expect, it } from 'vitest'
import { GroupFixture } from '../testing/group-fixture.ts'
import { listGroups } from '../wire/generated/list-groups.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { listGroupsHandler } from './16-list-groups.ts'

async function fixtureWithTwo(): Promise<GroupFixture> {
  const fixture = new GroupFixture()
  await fixture.stablePair()
  fixture.commit({ groupId: 'simple' })
  await fixture.settle()
  return fixture
}

async function namesOf(fixture: GroupFixture, version: number, filters: object = {}): Promise<string[]> {
  const request = { statesFilter: [], typesFilter: [], ...filters }
  const { groups } = await fixture.call(listGroupsHandler, listGroups, { version, request })
  return groups.map(({ groupId }) => groupId)
}

describe('ListGroups', () => {
  it.each([0, 1, 2, 3, 4, 5])('lists groups with members and groups of positions in v%i', async (version) => {
    const fixture = await fixtureWithTwo()
    const request = { statesFilter: [], typesFilter: [] }
    const { groups } = await fixture.call(listGroupsHandler, listGroups, { version, request })
    expect(groups).toEqual([
      {
        groupId: 'shop',
        protocolType: 'consumer',
        groupState: version < 4 ? '' : 'Stable',
        groupType: version < 5 ? '' : 'classic',
      },
      expect.objectContaining({ groupId: 'simple', protocolType: '' }),
    ])
  })

  it('filters by state and type, whatever their case', async () => {
    const fixture = await fixtureWithTwo()
    expect(await namesOf(fixture, 4, { statesFilter: ['stable'] })).toEqual(['shop'])
    expect(await namesOf(fixture, 5, { statesFilter: ['Empty', 'Dead'] })).toEqual(['simple'])
    expect(await namesOf(fixture, 5, { typesFilter: ['Classic'] })).toEqual(['shop', 'simple'])
    expect(await namesOf(fixture, 5, { typesFilter: ['consumer', 'share'] })).toEqual([])
  })

  it('says so while groups are being loaded', async () => {
    const fixture = await fixtureWithTwo()
    await fixture.stop()
    const next = new GroupFixture({ disk: fixture.disk, clock: fixture.clock })
    const request = { statesFilter: [], typesFilter: [] }
    const { errorCode, groups } = await next.call(listGroupsHandler, listGroups, { version: 5, request })
    expect([errorNameOf(errorCode), groups]).toEqual(['COORDINATOR_LOAD_IN_PROGRESS', []])
  })
})
