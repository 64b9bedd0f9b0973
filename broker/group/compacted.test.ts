import { describe, expect, it } from 'vitest'
import { compactNow } from '../testing/compaction-fixture.ts'
import { GroupFixture } from '../testing/group-fixture.ts'
import { OFFSETS_TOPIC } from './offsets-topic.ts'

/** Small segments of a compacted topic: what the real one has, in little. */
const SMALL_COMPACTED = { segmentBytes: 4_096, cleanupPolicy: { isDelete: false, isCompact: true } }

describe('an offsets partition that is compacted', () => {
  it('does not grow with what was overwritten, and says the same to a broker that starts from it', async () => {
    const fixture = new GroupFixture({ logConfig: SMALL_COMPACTED })
    await fixture.stablePair()
    for (let offset = 1; offset <= 300; offset += 1) {
      fixture.commit({ groupId: 'other', partition: offset % 3, offset })
      await fixture.settle()
    }
    const before = await fixture.coordinator.fetchOffsets('other', null)
    const groups = fixture.coordinator.listGroups()
    const log = fixture.replicas.find(OFFSETS_TOPIC, 0)?.log
    const grownBytes = log?.sizeBytes ?? 0
    if (log !== undefined) await compactNow(log, { nowMs: fixture.clock.nowMs() })
    expect(log?.sizeBytes).toBeLessThan(grownBytes / 3)
    expect(log?.logStartOffset).toBe(0)
    const next = await fixture.restart()
    expect(await next.coordinator.fetchOffsets('other', null)).toEqual(before)
    expect(next.coordinator.listGroups()).toEqual(groups)
    await next.stop()
  })
})
