import { describe, expect, it } from 'vitest'
import { GroupFixture } from '../testing/group-fixture.ts'
import { leaveGroup } from '../wire/generated/leave-group.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { leaveGroupHandler } from './13-leave-group.ts'

describe('LeaveGroup', () => {
  it.each([0, 1, 2])('takes one member out and answers for it in v%i', async (version) => {
    const fixture = new GroupFixture()
    const { a } = await fixture.stablePair()
    const leave = async () => {
      const call = { version, request: { groupId: 'shop', memberId: a } }
      return errorNameOf((await fixture.call(leaveGroupHandler, leaveGroup, call)).errorCode)
    }
    expect([await leave(), await leave()]).toEqual(['NONE', 'UNKNOWN_MEMBER_ID'])
  })

  it.each([3, 4, 5])('takes several members out, each with its own outcome, in v%i', async (version) => {
    const fixture = new GroupFixture()
    const { a, b } = await fixture.stablePair()
    const members = [a, 'stranger', b].map((memberId) => ({ memberId }))
    const answer = await fixture.call(leaveGroupHandler, leaveGroup, {
      version,
      request: { groupId: 'shop', members },
    })
    expect(answer.errorCode).toBe(0)
    expect(answer.members.map(({ errorCode }) => errorNameOf(errorCode))).toEqual([
      'NONE',
      'UNKNOWN_MEMBER_ID',
      'NONE',
    ])
    expect(fixture.state()).toBe('Empty')
  })

  it('answers for a group that is not there, and for one that is elsewhere', async () => {
    const fixture = new GroupFixture()
    const call = { version: 5, request: { groupId: 'shop', members: [{ memberId: 'a' }] } }
    const unknown = await fixture.call(leaveGroupHandler, leaveGroup, call)
    expect(errorNameOf(unknown.members[0]?.errorCode ?? 0)).toBe('UNKNOWN_MEMBER_ID')
    fixture.moveCoordinator({ leaderId: 2, leaderEpoch: 1, partitionEpoch: 1 })
    const elsewhere = await fixture.call(leaveGroupHandler, leaveGroup, call)
    expect([errorNameOf(elsewhere.errorCode), elsewhere.members]).toEqual(['NOT_COORDINATOR', []])
  })
})
