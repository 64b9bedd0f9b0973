import { describe, expect, it } from 'vitest'
import { GroupFixture } from '../testing/group-fixture.ts'
import { RESTATE_CHECK_INTERVAL_MS } from './limits.ts'
import { OFFSETS_TOPIC } from './offsets-topic.ts'
import { isWorthRestating } from './restate.ts'

/** Small segments of a compacted topic: what the real one has, in little. */
const SMALL_COMPACTED = { segmentBytes: 4_096, cleanupPolicy: { isDelete: false, isCompact: true } }

function logOf(fixture: GroupFixture) {
  const partition = fixture.replicas.find(OFFSETS_TOPIC, 0)
  if (partition === undefined) throw new TypeError('the fixture leads the offsets partition')
  return partition.log
}

async function commitMany(fixture: GroupFixture, count: number): Promise<void> {
  for (let offset = 1; offset <= count; offset += 1) {
    fixture.commit({ offset })
    await fixture.settle()
  }
}

describe('an offsets partition', () => {
  it('does not grow with what was overwritten', async () => {
    const fixture = new GroupFixture({ logConfig: SMALL_COMPACTED })
    await commitMany(fixture, 400)
    const grown = logOf(fixture).sizeBytes
    await fixture.advance(RESTATE_CHECK_INTERVAL_MS)
    expect(logOf(fixture).sizeBytes).toBeLessThan(grown / 4)
    expect(logOf(fixture).logStartOffset).toBeGreaterThan(0)
    await commitMany(fixture, 400)
    await fixture.advance(RESTATE_CHECK_INTERVAL_MS)
    expect(logOf(fixture).sizeBytes).toBeLessThan(grown / 4)
    await fixture.stop()
  })

  it('says the same after it was stated anew, also to a broker that starts from it', async () => {
    const fixture = new GroupFixture({ logConfig: SMALL_COMPACTED })
    await fixture.stablePair()
    for (let offset = 1; offset <= 300; offset += 1) {
      fixture.commit({ groupId: 'other', partition: offset % 3, offset })
      await fixture.settle()
    }
    const before = await fixture.coordinator.fetchOffsets('other', null)
    await fixture.advance(RESTATE_CHECK_INTERVAL_MS)
    expect(logOf(fixture).logStartOffset).toBeGreaterThan(0)
    expect(await fixture.coordinator.fetchOffsets('other', null)).toEqual(before)
    const groups = fixture.coordinator.listGroups()
    const next = await fixture.restart()
    expect(await next.coordinator.fetchOffsets('other', null)).toEqual(before)
    expect(next.coordinator.listGroups()).toEqual(groups)
    await next.stop()
  })

  it('is left alone while it is small, or while most of it still counts', () => {
    const config = { segmentBytes: 2_000 }
    expect(isWorthRestating({ segmentCount: 1, sizeBytes: 1_000_000, config }, 0)).toBe(false)
    expect(isWorthRestating({ segmentCount: 2, sizeBytes: 1_900, config }, 0)).toBe(false)
    expect(isWorthRestating({ segmentCount: 3, sizeBytes: 3_000, config }, 1_000)).toBe(false)
    expect(isWorthRestating({ segmentCount: 3, sizeBytes: 5_000, config }, 1_000)).toBe(true)
  })
})
