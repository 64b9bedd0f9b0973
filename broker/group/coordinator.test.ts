import { describe, expect, it } from 'vitest'
import { errorOf, GroupFixture, subscriptionOf } from '../testing/group-fixture.ts'

const NEVER_JOINED = 'app-00000000-0000-4000-8000-000000000000'

describe('joining', () => {
  it('brings two members of the first generation together after the initial delay', async () => {
    const fixture = new GroupFixture()
    const first = fixture.join()
    await fixture.advance(1_000)
    const second = fixture.join()
    await fixture.advance(1_999)
    expect(first.value).toBeNull()
    await fixture.advance(3_001) // someone joined meanwhile: the delay is prolonged once
    expect(first.value).toMatchObject({ errorCode: 0, generationId: 1, protocolName: 'range' })
    expect(first.value?.members).toHaveLength(2)
    expect(first.value?.leader).toBe(first.value?.memberId)
    expect(second.value).toMatchObject({ generationId: 1, leader: first.value?.memberId, members: [] })
    expect(fixture.state()).toBe('CompletingRebalance')
  })

  it('does not prolong the initial delay past the rebalance time-out', async () => {
    const fixture = new GroupFixture()
    const first = fixture.join({ rebalanceTimeoutMs: 7_000 })
    for (let count = 0; count < 6; count += 1) {
      await fixture.advance(1_500)
      fixture.join({ rebalanceTimeoutMs: 7_000 })
    }
    expect(first.value?.generationId).toBe(1)
  })

  it('gives ids of the client id and a UUID, and of the instance id for static members', async () => {
    const fixture = new GroupFixture()
    const dynamic = fixture.join({}, { mustKnowMemberId: true })
    await fixture.settle()
    expect(errorOf(dynamic.value)).toBe('MEMBER_ID_REQUIRED')
    expect(dynamic.value?.memberId).toMatch(
      /^app-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    const fixed = fixture.join({ groupInstanceId: 'till-1' }, { mustKnowMemberId: true })
    await fixture.advance(10_000)
    expect(fixed.value).toMatchObject({ errorCode: 0 })
    expect(fixed.value?.memberId).toMatch(/^till-1-/)
  })

  it('takes in a member that comes back with the id it was given', async () => {
    const fixture = new GroupFixture()
    const first = fixture.join({}, { mustKnowMemberId: true })
    await fixture.settle()
    const again = fixture.join({ memberId: first.value?.memberId ?? '' }, { mustKnowMemberId: true })
    await fixture.advance(3_000)
    expect(again.value).toMatchObject({ errorCode: 0, memberId: first.value?.memberId, generationId: 1 })
  })

  it('forgets an id nobody came back with, and the group that was made for it', async () => {
    const fixture = new GroupFixture()
    const first = fixture.join({}, { mustKnowMemberId: true })
    await fixture.advance(10_000)
    expect(fixture.coordinator.listGroups()).toEqual([])
    const late = fixture.join({ memberId: first.value?.memberId ?? '' })
    await fixture.settle()
    expect(errorOf(late.value)).toBe('UNKNOWN_MEMBER_ID')
  })

  it.each([
    ['a session below the minimum', { sessionTimeoutMs: 5_999 }, 'INVALID_SESSION_TIMEOUT'],
    ['a session above the maximum', { sessionTimeoutMs: 1_800_001 }, 'INVALID_SESSION_TIMEOUT'],
    ['a group without a name', { groupId: '' }, 'INVALID_GROUP_ID'],
    ['a group with a name past the limit', { groupId: 'g'.repeat(8_001) }, 'INVALID_GROUP_ID'],
    ['a static id past the limit', { groupInstanceId: 'i'.repeat(8_001) }, 'INVALID_REQUEST'],
    ['no protocol', { protocols: [] }, 'INCONSISTENT_GROUP_PROTOCOL'],
    ['no protocol type', { protocolType: '' }, 'INCONSISTENT_GROUP_PROTOCOL'],
    ['an id that was never given', { memberId: NEVER_JOINED }, 'UNKNOWN_MEMBER_ID'],
    [
      'too many protocols',
      {
        protocols: Array.from({ length: 101 }, (_, index) => ({
          name: `p${index}`,
          metadata: Buffer.alloc(0),
        })),
      },
      'INVALID_REQUEST',
    ],
    [
      'more metadata than is kept',
      { protocols: [{ name: 'range', metadata: Buffer.alloc(1024 * 1024 + 1) }] },
      'INVALID_REQUEST',
    ],
  ])('refuses %s and keeps no group for it', async (_what, request, error) => {
    const fixture = new GroupFixture()
    const refused = fixture.join(request)
    await fixture.settle()
    expect(refused.error ?? errorOf(refused.value)).toBe(error)
    expect(fixture.coordinator.listGroups()).toEqual([])
  })

  it.each([
    ['another protocol type', { protocolType: 'connect' }],
    ['no protocol in common', { protocols: [{ name: 'sticky', metadata: Buffer.alloc(0) }] }],
  ])('refuses a member with %s', async (_what, request) => {
    const fixture = new GroupFixture()
    await fixture.stablePair()
    const refused = fixture.join(request)
    await fixture.settle()
    expect(errorOf(refused.value)).toBe('INCONSISTENT_GROUP_PROTOCOL')
    expect(fixture.state()).toBe('Stable')
  })

  it('refuses members past group.max.size', async () => {
    const fixture = new GroupFixture({ settings: { maxSize: 2 } })
    await fixture.stablePair()
    const third = fixture.join()
    await fixture.settle()
    expect(errorOf(third.value)).toBe('GROUP_MAX_SIZE_REACHED')
  })

  it('selects the protocol everyone supports that most prefer', async () => {
    const fixture = new GroupFixture()
    const named = (...names: string[]) => names.map((name) => ({ name, metadata: Buffer.from(name) }))
    const first = fixture.join({ protocols: named('sticky', 'range', 'only-mine') })
    fixture.join({ protocols: named('range', 'sticky') })
    fixture.join({ protocols: named('range', 'sticky') })
    await fixture.advance(10_000)
    expect(first.value?.protocolName).toBe('range')
    expect(first.value?.members?.map(({ metadata }) => metadata.toString())).toEqual([
      'range',
      'range',
      'range',
    ])
  })

  it('answers a repeated JoinGroup with the generation as it is, and starts over when the metadata differs', async () => {
    const fixture = new GroupFixture()
    const { b, generation } = await fixture.stablePair()
    const same = fixture.join({ memberId: b })
    await fixture.settle()
    expect(same.value).toMatchObject({ generationId: generation, memberId: b, members: [] })
    expect(fixture.state()).toBe('Stable')
    const other = fixture.join({
      memberId: b,
      protocols: [{ name: 'range', metadata: subscriptionOf(['clicks']) }],
    })
    await fixture.settle()
    expect(other.value).toBeNull()
    expect(fixture.state()).toBe('PreparingRebalance')
  })
})

describe('rebalancing', () => {
  it('tells members by heartbeat, waits for them and begins the next generation', async () => {
    const fixture = new GroupFixture()
    const { a, b, generation } = await fixture.stablePair()
    const third = fixture.join()
    await fixture.settle()
    expect(fixture.heartbeat(a, generation)).toBe('REBALANCE_IN_PROGRESS')
    expect(fixture.heartbeat(b, generation)).toBe('REBALANCE_IN_PROGRESS')
    const again = [fixture.join({ memberId: a }), fixture.join({ memberId: b })]
    await fixture.settle()
    expect(third.value).toMatchObject({ generationId: generation + 1, leader: a })
    expect(again[0]?.value?.members).toHaveLength(3)
  })

  it('drops members that have not rejoined when the rebalance time-out ends', async () => {
    const fixture = new GroupFixture()
    const { a, b, generation } = await fixture.stablePair()
    const again = fixture.join({ memberId: a })
    for (let elapsedMs = 0; elapsedMs < 60_000; elapsedMs += 5_000) {
      expect(again.value).toBeNull()
      fixture.heartbeat(b, generation)
      await fixture.advance(5_000)
    }
    expect(again.value).toMatchObject({ generationId: generation + 1 })
    expect(again.value?.members).toHaveLength(1)
    expect(fixture.heartbeat(b, generation + 1)).toBe('UNKNOWN_MEMBER_ID')
  })

  it('makes another member lead when the leader leaves', async () => {
    const fixture = new GroupFixture()
    const { a, b, generation } = await fixture.stablePair()
    expect(fixture.leave([{ memberId: a }])).toEqual(['NONE'])
    const again = fixture.join({ memberId: b })
    await fixture.settle()
    expect(again.value).toMatchObject({ leader: b, memberId: b, generationId: generation + 1 })
  })

  it('expires the session of a silent member and rebalances the rest', async () => {
    const fixture = new GroupFixture()
    const { a, b, generation } = await fixture.stablePair()
    await fixture.advance(9_000)
    expect(fixture.heartbeat(a, generation)).toBe('NONE')
    await fixture.advance(1_000)
    expect(fixture.state()).toBe('PreparingRebalance')
    expect(fixture.heartbeat(b, generation)).toBe('UNKNOWN_MEMBER_ID')
    const again = fixture.join({ memberId: a })
    await fixture.settle()
    expect(again.value?.members).toHaveLength(1)
  })

  it('becomes empty, with a generation of its own, when the last member leaves', async () => {
    const fixture = new GroupFixture()
    const { a, b, generation } = await fixture.stablePair()
    expect(fixture.leave([{ memberId: a }, { memberId: b }, { memberId: NEVER_JOINED }])).toEqual([
      'NONE',
      'NONE',
      'UNKNOWN_MEMBER_ID',
    ])
    expect(fixture.state()).toBe('Empty')
    expect(fixture.storedRecords().at(-1)).toMatchObject({
      value: { generation: generation + 1, members: [] },
    })
  })

  it('gives up a JoinGroup of a member that was never answered after five minutes', async () => {
    const fixture = new GroupFixture()
    const { a, b, generation } = await fixture.stablePair()
    const third = fixture.join({ rebalanceTimeoutMs: 1_800_000 })
    for (let elapsedMs = 0; elapsedMs < 300_000; elapsedMs += 5_000) {
      fixture.heartbeat(a, generation)
      fixture.heartbeat(b, generation)
      await fixture.advance(5_000)
    }
    expect(errorOf(third.value)).toBe('UNKNOWN_MEMBER_ID')
  })

  it('removes a joining member whose connection ended once its session is over', async () => {
    const fixture = new GroupFixture()
    const { a, b, generation } = await fixture.stablePair()
    const connection = new AbortController()
    fixture.join({}, { closed: connection.signal })
    await fixture.settle()
    connection.abort()
    const again = [fixture.join({ memberId: a })]
    await fixture.advance(5_000)
    fixture.heartbeat(b, generation)
    await fixture.advance(5_000)
    again.push(fixture.join({ memberId: b }))
    await fixture.settle()
    expect(again[0]?.value?.members).toHaveLength(2)
  })
})

describe('synchronising', () => {
  it('holds a follower until the leader has handed in the assignment', async () => {
    const fixture = new GroupFixture()
    const first = fixture.join()
    const second = fixture.join()
    await fixture.advance(10_000)
    const leader = first.value?.memberId ?? ''
    const follower = second.value?.memberId ?? ''
    const early = fixture.sync({ memberId: follower, generationId: 1 })
    await fixture.settle()
    expect(early.value).toBeNull()
    const own = fixture.sync({
      memberId: leader,
      generationId: 1,
      assignments: [{ memberId: follower, assignment: Buffer.from('all') }],
    })
    await fixture.settle()
    expect(early.value?.assignment).toEqual(Buffer.from('all'))
    expect(own.value?.assignment).toHaveLength(0)
    expect(fixture.state()).toBe('Stable')
    const late = fixture.sync({
      memberId: follower,
      generationId: 1,
      protocolType: 'consumer',
      protocolName: 'range',
    })
    await fixture.settle()
    expect(late.value?.assignment).toEqual(Buffer.from('all'))
  })

  it('sends waiting members back when somebody joins meanwhile', async () => {
    const fixture = new GroupFixture()
    const first = fixture.join()
    const second = fixture.join()
    await fixture.advance(10_000)
    const waiting = fixture.sync({ memberId: second.value?.memberId ?? '', generationId: 1 })
    fixture.join()
    await fixture.settle()
    expect(errorOf(waiting.value)).toBe('REBALANCE_IN_PROGRESS')
    const late = fixture.sync({ memberId: first.value?.memberId ?? '', generationId: 1 })
    await fixture.settle()
    expect(late.error).toBe('REBALANCE_IN_PROGRESS')
  })

  it('removes members that do not sync within the rebalance time-out', async () => {
    const fixture = new GroupFixture()
    const first = fixture.join({ rebalanceTimeoutMs: 20_000 })
    const second = fixture.join({ rebalanceTimeoutMs: 20_000 })
    await fixture.advance(10_000)
    const [a, b] = [first.value?.memberId ?? '', second.value?.memberId ?? '']
    fixture.sync({ memberId: a, generationId: 1 })
    for (let elapsedMs = 0; elapsedMs < 20_000; elapsedMs += 5_000) {
      await fixture.advance(5_000)
      fixture.heartbeat(b, 1)
      fixture.heartbeat(a, 1)
    }
    expect(fixture.heartbeat(b, 1)).toBe('UNKNOWN_MEMBER_ID')
  })

  it.each([
    ['an unknown member', { memberId: NEVER_JOINED, generationId: 1 }, 'UNKNOWN_MEMBER_ID'],
    ['an old generation', { generationId: 0 }, 'ILLEGAL_GENERATION'],
    ['another protocol', { generationId: 1, protocolName: 'sticky' }, 'INCONSISTENT_GROUP_PROTOCOL'],
    ['another protocol type', { generationId: 1, protocolType: 'connect' }, 'INCONSISTENT_GROUP_PROTOCOL'],
    ['an unknown group', { groupId: 'other', generationId: 1 }, 'UNKNOWN_MEMBER_ID'],
    ['a group without a name', { groupId: '', generationId: 1 }, 'INVALID_GROUP_ID'],
    ['an unknown static id', { generationId: 1, groupInstanceId: 'till-9' }, 'UNKNOWN_MEMBER_ID'],
  ])('refuses %s', async (_what, request, error) => {
    const fixture = new GroupFixture()
    const { a } = await fixture.stablePair()
    const refused = fixture.sync({ memberId: a, ...request })
    await fixture.settle()
    expect(refused.error).toBe(error)
  })

  it('starts over when the assignment cannot be stored', async () => {
    const fixture = new GroupFixture()
    const first = fixture.join()
    await fixture.advance(3_000)
    const refused = fixture.sync({
      memberId: first.value?.memberId ?? '',
      generationId: 1,
      assignments: [{ memberId: first.value?.memberId ?? '', assignment: Buffer.alloc(17 * 1024 * 1024) }],
    })
    await fixture.settle()
    expect(errorOf(refused.value)).toBe('UNKNOWN_SERVER_ERROR')
    expect(fixture.state()).toBe('PreparingRebalance')
  })
})

describe('heartbeats', () => {
  it('are taken while the assignment is awaited', async () => {
    const fixture = new GroupFixture()
    const first = fixture.join()
    await fixture.advance(3_000)
    expect(fixture.heartbeat(first.value?.memberId ?? '', 1)).toBe('NONE')
  })

  it('are refused for unknown members, groups and generations', async () => {
    const fixture = new GroupFixture()
    expect(fixture.heartbeat(NEVER_JOINED, 1)).toBe('UNKNOWN_MEMBER_ID')
    const { a, generation } = await fixture.stablePair()
    expect(fixture.heartbeat(NEVER_JOINED, generation)).toBe('UNKNOWN_MEMBER_ID')
    expect(fixture.heartbeat(a, generation + 1)).toBe('ILLEGAL_GENERATION')
  })
})

describe('limits', () => {
  it('refuse a member that would take the metadata of the group past its bound', async () => {
    const fixture = new GroupFixture()
    const large = [{ name: 'range', metadata: Buffer.alloc(1024 * 1024) }]
    for (let count = 0; count < 16; count += 1) fixture.join({ protocols: large })
    const oneTooMany = fixture.join({ protocols: large })
    await fixture.settle()
    expect(errorOf(oneTooMany.value)).toBe('GROUP_MAX_SIZE_REACHED')
  })
})

describe('stopping', () => {
  it('leaves no timer and nobody waiting', async () => {
    const fixture = new GroupFixture()
    await fixture.stablePair()
    const waiting = fixture.join()
    const pending = fixture.join({ groupId: 'other' }, { mustKnowMemberId: true })
    await fixture.settle()
    expect(pending.value).not.toBeNull()
    await fixture.stop()
    await fixture.settle()
    expect(errorOf(waiting.value)).toBe('NOT_COORDINATOR')
    expect(fixture.clock.pendingCount).toBe(0)
  })
})
