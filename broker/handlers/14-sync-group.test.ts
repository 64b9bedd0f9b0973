import { describe, expect, it } from 'vitest'
import { GroupFixture } from '../testing/group-fixture.ts'
import { syncGroup } from '../wire/generated/sync-group.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { syncGroupHandler } from './14-sync-group.ts'

describe('SyncGroup', () => {
  it.each([0, 1, 2, 3, 4, 5])(
    'hands out the assignment and refuses an old generation in v%i',
    async (version) => {
      const fixture = new GroupFixture()
      const { b, generation } = await fixture.stablePair()
      const sync = (generationId: number) =>
        fixture.call(syncGroupHandler, syncGroup, {
          version,
          request: { groupId: 'shop', generationId, memberId: b, assignments: [] },
        })
      const answer = await sync(generation)
      expect(answer.assignment.toString()).toBe('p1')
      expect(answer.protocolName).toBe(version < 5 ? null : 'range')
      const refused = await sync(generation - 1)
      expect([errorNameOf(refused.errorCode), refused.assignment.length]).toEqual(['ILLEGAL_GENERATION', 0])
    },
  )
})
