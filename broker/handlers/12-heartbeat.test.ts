import { describe, expect, it } from 'vitest'
import { GroupFixture } from '../testing/group-fixture.ts'
import { heartbeat } from '../wire/generated/heartbeat.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { heartbeatHandler } from './12-heartbeat.ts'

describe('Heartbeat', () => {
  it.each([0, 1, 2, 3, 4])('keeps a member and refuses a stranger in v%i', async (version) => {
    const fixture = new GroupFixture()
    const { a, generation } = await fixture.stablePair()
    const beat = async (memberId: string) => {
      const request = { groupId: 'shop', generationId: generation, memberId }
      return errorNameOf((await fixture.call(heartbeatHandler, heartbeat, { version, request })).errorCode)
    }
    expect([await beat(a), await beat('stranger')]).toEqual(['NONE', 'UNKNOWN_MEMBER_ID'])
  })
})
