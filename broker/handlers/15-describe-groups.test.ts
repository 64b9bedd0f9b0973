import { describe, expect, it } from 'vitest'
import { GroupFixture } from '../testing/group-fixture.ts'
import { describeGroups } from '../wire/generated/describe-groups.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { describeGroupsHandler } from './15-describe-groups.ts'

const NOT_ASKED_FOR = -2_147_483_648

function ask(fixture: GroupFixture, version: number, includeAuthorizedOperations = false) {
  const request = { groups: ['shop', 'other'], includeAuthorizedOperations }
  return fixture.call(describeGroupsHandler, describeGroups, { version, request })
}

describe('DescribeGroups', () => {
  it.each([0, 1, 2, 3, 4, 5, 6])('shows members, and unknown groups the way v%i knows', async (version) => {
    const fixture = new GroupFixture()
    const { a, b } = await fixture.stablePair()
    const { groups } = await ask(fixture, version)
    expect(groups[0]).toMatchObject({
      errorCode: 0,
      groupState: 'Stable',
      protocolType: 'consumer',
      protocolData: 'range',
      authorizedOperations: NOT_ASKED_FOR,
      members: [
        { memberId: a, clientId: 'app', clientHost: '/10.0.0.1', memberAssignment: Buffer.from('p0') },
        { memberId: b, memberAssignment: Buffer.from('p1') },
      ],
    })
    expect(groups[1]).toMatchObject({ groupId: 'other', groupState: 'Dead', members: [] })
    expect(errorNameOf(groups[1]?.errorCode ?? 0)).toBe(version < 6 ? 'NONE' : 'GROUP_ID_NOT_FOUND')
    expect(groups[1]?.errorMessage).toBe(version < 6 ? null : 'Group other not found.')
  })

  it('hides what members told while they rebalance, and lists operations when asked', async () => {
    const fixture = new GroupFixture()
    await fixture.stablePair()
    fixture.join()
    await fixture.settle()
    const { groups } = await ask(fixture, 6, true)
    expect(groups[0]).toMatchObject({
      groupState: 'PreparingRebalance',
      protocolData: '',
      authorizedOperations: 3_400,
    })
    expect(groups[0]?.members.every(({ memberMetadata }) => memberMetadata.length === 0)).toBe(true)
  })

  it('answers for groups that are coordinated elsewhere', async () => {
    const fixture = new GroupFixture()
    fixture.moveCoordinator({ leaderId: 2, leaderEpoch: 1, partitionEpoch: 1 })
    const { groups } = await ask(fixture, 6)
    expect(groups.map(({ errorCode }) => errorNameOf(errorCode))).toEqual([
      'NOT_COORDINATOR',
      'NOT_COORDINATOR',
    ])
  })
})
