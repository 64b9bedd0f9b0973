import { describe, expect, it } from 'vitest'
import { GroupFixture, subscriptionOf, track } from '../testing/group-fixture.ts'
import { joinGroup } from '../wire/generated/join-group.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { joinGroupHandler } from './11-join-group.ts'

const VERSIONS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

function request(memberId = '') {
  return {
    groupId: 'shop',
    sessionTimeoutMs: 10_000,
    memberId,
    protocolType: 'consumer',
    protocols: [{ name: 'range', metadata: subscriptionOf(['orders']) }],
  }
}

describe('JoinGroup', () => {
  it.each(VERSIONS)(
    'takes a member in, asking it to come back with its id from v4 on (v%i)',
    async (version) => {
      const fixture = new GroupFixture()
      const first = track(fixture.call(joinGroupHandler, joinGroup, { version, request: request() }))
      await fixture.advance(version < 4 ? 3_000 : 0)
      if (version < 4) {
        expect(first.value).toMatchObject({ errorCode: 0, generationId: 1, protocolName: 'range' })
        return
      }
      expect(errorNameOf(first.value?.errorCode ?? 0)).toBe('MEMBER_ID_REQUIRED')
      expect(first.value?.protocolName).toBe(version < 7 ? '' : null)
      const memberId = first.value?.memberId ?? ''
      const second = track(fixture.call(joinGroupHandler, joinGroup, { version, request: request(memberId) }))
      await fixture.advance(3_000)
      expect(second.value).toMatchObject({ errorCode: 0, leader: memberId, memberId })
      expect(second.value?.protocolType).toBe(version < 7 ? null : 'consumer')
      expect(fixture.coordinator.describeGroup('shop')?.members[0]?.clientHost).toBe('/10.0.0.1')
    },
  )

  it.each(VERSIONS)('answers an error of the whole request in v%i', async (version) => {
    const fixture = new GroupFixture()
    const call = { version, request: { ...request('a'), sessionTimeoutMs: 1 } }
    const answer = await fixture.call(joinGroupHandler, joinGroup, call)
    expect(errorNameOf(answer.errorCode)).toBe('INVALID_SESSION_TIMEOUT')
    expect(answer).toMatchObject({ generationId: -1, memberId: 'a', members: [] })
  })
})
