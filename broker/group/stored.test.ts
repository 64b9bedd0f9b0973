import { describe, expect, it } from 'vitest'
import { errorOf, GroupFixture } from '../testing/group-fixture.ts'
import { OFFSETS_TOPIC } from './offsets-topic.ts'

const DAY_MS = 86_400_000

describe('positions', () => {
  it('are stored for a consumer without a group, and read back with what was kept with them', async () => {
    const fixture = new GroupFixture()
    const stored = fixture.commit({ partition: 1, offset: 42, metadata: 'here' })
    await fixture.settle()
    expect(stored.value).toEqual(['NONE'])
    expect(await fixture.coordinator.fetchOffsets('shop', null)).toEqual([
      {
        name: 'orders',
        partitions: [
          { partitionIndex: 1, committedOffset: 42, committedLeaderEpoch: 0, metadata: 'here', errorCode: 0 },
        ],
      },
    ])
    expect(await fixture.position(2)).toBe(-1)
    expect(fixture.coordinator.listGroups()).toEqual([
      { groupId: 'shop', groupType: 'classic', protocolType: '', groupState: 'Empty' },
    ])
  })

  it('refuse metadata past offset.metadata.max.bytes, and only that partition (quirk 6)', async () => {
    const fixture = new GroupFixture()
    const fits = fixture.commit({ metadata: 'x'.repeat(4_096) })
    const tooLong = fixture.commit({ partition: 1, metadata: 'x'.repeat(4_097) })
    await fixture.settle()
    expect([fits.value, tooLong.value]).toEqual([['NONE'], ['OFFSET_METADATA_TOO_LARGE']])
    expect(await fixture.position(1)).toBe(-1)
  })

  it('are taken from members of the generation alone', async () => {
    const fixture = new GroupFixture()
    const { a, b, generation } = await fixture.stablePair()
    const attempts = [
      fixture.commit({ memberId: a, generationId: generation }),
      fixture.commit({ memberId: a, generationId: generation - 1 }),
      fixture.commit({ memberId: 'nobody', generationId: generation }),
      fixture.commit({}),
      fixture.commit({ memberId: a, generationId: generation, groupInstanceId: 'till-1' }),
    ]
    await fixture.settle()
    expect(attempts.map(({ value, error }) => error ?? value?.[0])).toEqual([
      'NONE',
      'ILLEGAL_GENERATION',
      'UNKNOWN_MEMBER_ID',
      'UNKNOWN_MEMBER_ID',
      'UNKNOWN_MEMBER_ID',
    ])
    fixture.join({ memberId: a })
    const whilePreparing = fixture.commit({ memberId: b, generationId: generation, offset: 7 })
    await fixture.settle()
    expect(whilePreparing.value).toEqual(['NONE'])
    fixture.join({ memberId: b })
    await fixture.settle()
    const whileCompleting = fixture.commit({ memberId: b, generationId: generation + 1 })
    await fixture.settle()
    expect(whileCompleting.error).toBe('REBALANCE_IN_PROGRESS')
  })

  it('with a generation but without a group are refused in the words the client knows', async () => {
    const fixture = new GroupFixture()
    const old = fixture.commit({ generationId: 3, memberId: 'a' })
    const young = fixture.commit({ generationId: 3, memberId: 'a', knowsGroupErrors: true })
    await fixture.settle()
    expect([old.error, young.error]).toEqual(['ILLEGAL_GENERATION', 'GROUP_ID_NOT_FOUND'])
  })

  it('keep the session of a member alive', async () => {
    const fixture = new GroupFixture()
    const { a, b, generation } = await fixture.stablePair()
    for (let count = 0; count < 4; count += 1) {
      await fixture.advance(6_000)
      fixture.commit({ memberId: a, generationId: generation })
      fixture.heartbeat(b, generation)
    }
    expect(fixture.heartbeat(a, generation)).toBe('NONE')
  })

  it('are forgotten, with their group, when it has been empty for the retention time', async () => {
    const fixture = new GroupFixture()
    const { a, b, generation } = await fixture.stablePair()
    fixture.commit({ memberId: a, generationId: generation, offset: 5 })
    await fixture.settle()
    fixture.leave([{ memberId: a }, { memberId: b }])
    await fixture.advance(7 * DAY_MS - 1_000)
    expect(await fixture.position()).toBe(5)
    await fixture.advance(601_000)
    expect(await fixture.position()).toBe(-1)
    expect(fixture.coordinator.listGroups()).toEqual([])
    expect(fixture.storedRecords().at(-1)).toEqual({ type: 'group', group: 'shop', value: null })
  })

  it('are kept while the group consumes their topic, and not when it does not', async () => {
    const fixture = new GroupFixture()
    const { a, b, generation } = await fixture.stablePair()
    fixture.commit({ memberId: a, generationId: generation, offset: 5 })
    fixture.commit({ memberId: a, generationId: generation, offset: 6, topic: 'clicks' })
    for (let elapsedMs = 0; elapsedMs < 7 * DAY_MS + 600_000; elapsedMs += 1_800_000) {
      // Long sessions would hide nothing here: the members are kept alive by hand.
      for (let step = 0; step < 300; step += 1) {
        fixture.heartbeat(a, generation)
        fixture.heartbeat(b, generation)
        fixture.clock.advance(6_000)
      }
      await fixture.settle()
    }
    expect(await fixture.position()).toBe(5)
    expect(await fixture.position(0, 'clicks')).toBe(-1)
  })

  it('with a retention of their own are forgotten after it, restart or not', async () => {
    const fixture = new GroupFixture()
    fixture.commit({ retentionTimeMs: 3_600_000, offset: 9 })
    await fixture.settle()
    const restarted = await fixture.restart()
    await restarted.advance(3_000_000)
    expect(await restarted.position()).toBe(9)
    await restarted.advance(1_200_000)
    expect(await restarted.position()).toBe(-1)
  })

  it.each([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])(
    'take any retention a client may ask for (%i)',
    async (retentionTimeMs) => {
      const fixture = new GroupFixture()
      const stored = fixture.commit({ retentionTimeMs })
      await fixture.settle()
      expect(stored.value).toEqual(['NONE'])
      await fixture.advance(600_000)
      expect(await fixture.position()).toBe(retentionTimeMs > 0 ? 1 : -1)
    },
  )

  it('in a deleted topic are forgotten, also when a topic of that name is made again at once', async () => {
    const fixture = new GroupFixture()
    fixture.commit({ offset: 5 })
    fixture.commit({ offset: 6, topic: 'clicks' })
    await fixture.advance(1_000)
    fixture.removeTopic('orders')
    await fixture.advance(1_000)
    fixture.putTopic('orders', 3)
    expect(await fixture.position()).toBe(-1)
    fixture.putTopic('clicks', 2, 'B')
    expect(await fixture.position(0, 'clicks')).toBe(-1)
    expect(fixture.coordinator.listGroups()).toEqual([])
  })

  it('in a topic the image has not shown yet are kept', async () => {
    const fixture = new GroupFixture()
    fixture.commit({ offset: 5 })
    await fixture.settle()
    await fixture.stop()
    const next = new GroupFixture({ disk: fixture.disk, clock: fixture.clock })
    next.removeTopic('orders')
    await next.advance(60_000)
    next.putTopic('orders', 3)
    expect(await next.position()).toBe(5)
  })
})

describe('deleting', () => {
  it('takes away a group without members and refuses one with members', async () => {
    const fixture = new GroupFixture()
    await expect(fixture.coordinator.deleteGroup('shop')).rejects.toMatchObject({
      errorName: 'GROUP_ID_NOT_FOUND',
    })
    const { a, b, generation } = await fixture.stablePair()
    fixture.commit({ memberId: a, generationId: generation })
    await fixture.settle()
    await expect(fixture.coordinator.deleteGroup('shop')).rejects.toMatchObject({
      errorName: 'NON_EMPTY_GROUP',
    })
    fixture.leave([{ memberId: a }, { memberId: b }])
    await fixture.coordinator.deleteGroup('shop')
    expect(fixture.coordinator.describeGroup('shop')).toBeNull()
    expect(await fixture.position()).toBe(-1)
    const restarted = await fixture.restart()
    expect(restarted.coordinator.listGroups()).toEqual([])
  })

  it('of positions spares topics that are consumed', async () => {
    const fixture = new GroupFixture()
    const { a, generation } = await fixture.stablePair()
    fixture.commit({ memberId: a, generationId: generation, offset: 5 })
    fixture.commit({ memberId: a, generationId: generation, offset: 6, topic: 'clicks' })
    await fixture.settle()
    const outcomes = await fixture.coordinator.deleteOffsets('shop', [
      { topic: 'orders', partition: 0 },
      { topic: 'clicks', partition: 0 },
      { topic: 'clicks', partition: 1 },
    ])
    expect(outcomes).toEqual(['GROUP_SUBSCRIBED_TO_TOPIC', 'NONE', 'NONE'])
    expect([await fixture.position(), await fixture.position(0, 'clicks')]).toEqual([5, -1])
    await expect(fixture.coordinator.deleteOffsets('other', [])).rejects.toMatchObject({
      errorName: 'GROUP_ID_NOT_FOUND',
    })
  })

  it('of positions is refused while members are of a kind whose topics are not known', async () => {
    const fixture = new GroupFixture()
    fixture.join({ protocolType: 'connect', protocols: [{ name: 'default', metadata: Buffer.from('x') }] })
    await fixture.advance(3_000)
    await expect(fixture.coordinator.deleteOffsets('shop', [])).rejects.toMatchObject({
      errorName: 'NON_EMPTY_GROUP',
    })
  })
})

describe('loading', () => {
  it('finds groups, members, assignments and positions as they were before a restart', async () => {
    const fixture = new GroupFixture()
    const { a, b, generation } = await fixture.stablePair()
    fixture.commit({ memberId: a, generationId: generation, offset: 5, metadata: 'm' })
    fixture.commit({ groupId: 'simple', offset: 8 })
    await fixture.settle()
    const before = {
      group: fixture.coordinator.describeGroup('shop'),
      listed: fixture.coordinator.listGroups(),
      offsets: await fixture.coordinator.fetchOffsets('shop', null),
    }
    const restarted = await fixture.restart()
    expect({
      group: restarted.coordinator.describeGroup('shop'),
      listed: restarted.coordinator.listGroups(),
      offsets: await restarted.coordinator.fetchOffsets('shop', null),
    }).toEqual(before)
    expect(restarted.heartbeat(a, generation)).toBe('NONE')
    expect(restarted.heartbeat(b, generation)).toBe('NONE')
    await restarted.advance(10_000)
    expect(restarted.state()).toBe('Empty')
  })

  it('keeps the assignment of a static member that comes back after the restart', async () => {
    const fixture = new GroupFixture()
    const first = fixture.join({ groupInstanceId: 'till-1' })
    await fixture.advance(3_000)
    const memberId = first.value?.memberId ?? ''
    const assignments = [{ memberId, assignment: Buffer.from('p0') }]
    fixture.sync({ memberId, generationId: 1, groupInstanceId: 'till-1', assignments })
    await fixture.settle()
    const restarted = await fixture.restart()
    const back = restarted.join({ groupInstanceId: 'till-1' })
    await restarted.settle()
    expect(back.value).toMatchObject({ generationId: 1, skipAssignment: true })
    const again = await restarted.restart()
    expect(again.coordinator.describeGroup('shop')?.members).toMatchObject([
      { memberId: back.value?.memberId, groupInstanceId: 'till-1', memberAssignment: Buffer.from('p0') },
    ])
  })

  it('answers COORDINATOR_LOAD_IN_PROGRESS until the log is replayed', async () => {
    const fixture = new GroupFixture()
    for (let partition = 0; partition < 3; partition += 1) fixture.commit({ partition, offset: partition })
    await fixture.settle()
    await fixture.stop()
    const next = new GroupFixture({ disk: fixture.disk, clock: fixture.clock })
    expect(next.heartbeat('a', 1)).toBe('COORDINATOR_LOAD_IN_PROGRESS')
    expect(() => next.coordinator.listGroups()).toThrow(
      expect.objectContaining({ errorName: 'COORDINATOR_LOAD_IN_PROGRESS' }),
    )
    const refused = next.commit({})
    await next.settle()
    expect(refused.error).toBe('COORDINATOR_LOAD_IN_PROGRESS')
    await next.advance(0)
    expect(await next.position(2)).toBe(2)
  })
})

describe('leadership', () => {
  it('moving away answers whoever waits and refuses what follows with NOT_COORDINATOR', async () => {
    const fixture = new GroupFixture()
    const { a, generation } = await fixture.stablePair()
    const waiting = fixture.join()
    await fixture.settle()
    fixture.moveCoordinator({ leaderId: 2, leaderEpoch: 1, partitionEpoch: 1 })
    await fixture.settle()
    expect(errorOf(waiting.value)).toBe('NOT_COORDINATOR')
    expect(fixture.heartbeat(a, generation)).toBe('NOT_COORDINATOR')
    expect(fixture.coordinator.listGroups()).toEqual([])
    fixture.moveCoordinator({ leaderEpoch: 2, partitionEpoch: 2 })
    await fixture.advance(0)
    expect(fixture.heartbeat(a, generation)).toBe('NONE')
  })

  it('staying here through an epoch disturbs nobody', async () => {
    const fixture = new GroupFixture()
    const first = fixture.join()
    await fixture.settle()
    fixture.moveCoordinator({ leaderEpoch: 1, partitionEpoch: 1 })
    await fixture.advance(3_000)
    expect(first.value).toMatchObject({ errorCode: 0, generationId: 1 })
  })

  it('is refused for groups of partitions that are not here', async () => {
    const fixture = new GroupFixture()
    fixture.removeTopic(OFFSETS_TOPIC)
    const refused = fixture.join()
    await fixture.settle()
    expect(refused.error).toBe('NOT_COORDINATOR')
  })
})

describe('committing to replicas', () => {
  it('answers when the high watermark has passed, and reads wait for it too', async () => {
    const fixture = new GroupFixture({ inSyncReplicas: [1, 2] })
    const stored = fixture.commit({ offset: 5 })
    let position: number | null = null
    void fixture.position().then((value) => (position = value))
    await fixture.advance(1_000)
    expect([stored.value, position]).toEqual([null, null])
    fixture.moveCoordinator({ inSyncReplicas: [1], partitionEpoch: 1 })
    // The high watermark moves with the next append once the follower is out of the way.
    fixture.commit({ offset: 6 })
    await fixture.settle()
    expect([stored.value, position]).toEqual([['NONE'], 5])
  })

  it('answers COORDINATOR_NOT_AVAILABLE when that takes too long, and NOT_COORDINATOR when the leader moves', async () => {
    const fixture = new GroupFixture({ inSyncReplicas: [1, 2] })
    const slow = fixture.commit({ offset: 5 })
    await fixture.advance(5_000)
    expect(slow.error).toBe('COORDINATOR_NOT_AVAILABLE')
    const moved = fixture.commit({ offset: 6 })
    await fixture.settle()
    fixture.moveCoordinator({ leaderId: 2, leaderEpoch: 1, partitionEpoch: 1 })
    await fixture.settle()
    expect(moved.error).toBe('NOT_COORDINATOR')
  })

  it('stores nothing when the disk is full', async () => {
    const fixture = new GroupFixture()
    fixture.disk.freeBytes = 0
    const refused = fixture.commit({ offset: 5 })
    await fixture.settle()
    expect(refused.error).toBe('NOT_COORDINATOR')
    fixture.disk.freeBytes = Number.POSITIVE_INFINITY
    expect(await fixture.position()).toBe(-1)
  })
})
