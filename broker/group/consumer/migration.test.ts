import { describe, expect, it } from 'vitest'
import { errorOf, GroupFixture, subscriptionOf, topicIdOf } from '../../testing/group-fixture.ts'
import { decodeConsumerAssignment, encodeConsumerAssignment } from '../../wire/consumer-protocol.ts'

const ORDERS = { topic: 'orders', partitions: [0, 1, 2] }

function assignmentOf(userData: Buffer | null = null): Buffer {
  return encodeConsumerAssignment({ assignedPartitions: [ORDERS], userData }, 1)
}

/** A classic group of one member that reads orders; answers its id. */
async function classicGroup(fixture: GroupFixture, assignment: Buffer = assignmentOf()): Promise<string> {
  const joined = fixture.join()
  await fixture.advance(10_000)
  const memberId = joined.value?.memberId ?? ''
  fixture.sync({ memberId, generationId: 1, assignments: [{ memberId, assignment }] })
  await fixture.settle()
  expect(fixture.state()).toBe('Stable')
  return memberId
}

function typeOf(fixture: GroupFixture): string | undefined {
  return fixture.coordinator.listGroups().find(({ groupId }) => groupId === 'shop')?.groupType
}

function policy(fixture: GroupFixture, migrationPolicy: 'upgrade' | 'downgrade' | 'disabled'): void {
  const { settings } = fixture
  fixture.settings = { ...settings, consumer: { ...settings.consumer, migrationPolicy } }
}

async function beatError(fixture: GroupFixture, memberId = 'n'): Promise<string | null> {
  const answer = fixture.beat({ memberId })
  await fixture.settle()
  return answer.error
}

async function rejoin(fixture: GroupFixture, memberId: string) {
  const joined = fixture.join({ memberId })
  await fixture.settle()
  return joined.value
}

describe('a classic group that a consumer joins', () => {
  it('becomes a consumer group, and its members keep what they have until it is asked back', async () => {
    const fixture = new GroupFixture()
    const m = await classicGroup(fixture)
    const answer = fixture.beat({ memberId: 'n' })
    await fixture.settle()
    expect(answer.value).toMatchObject({ memberEpoch: 2, assignment: { topicPartitions: [] } })
    expect(typeOf(fixture)).toBe('consumer')
    expect(fixture.heartbeat(m, 1)).toBe('REBALANCE_IN_PROGRESS')
    const again = await rejoin(fixture, m)
    expect(again).toMatchObject({
      errorCode: 0,
      generationId: 2,
      leader: '',
      members: [],
      protocolName: 'range',
    })
    const synced = fixture.sync({ memberId: m, generationId: 2 })
    await fixture.settle()
    expect(decodeConsumerAssignment(Buffer.from(synced.value?.assignment ?? [])).assignedPartitions).toEqual([
      { topic: 'orders', partitions: [0, 1] },
    ])
    expect(fixture.heartbeat(m, 2)).toBe('NONE')
    const told = fixture.beat({ memberId: 'n', memberEpoch: 2 })
    await fixture.settle()
    expect(told.value?.assignment?.topicPartitions).toEqual([
      { topicId: topicIdOf('orders'), partitions: [2] },
    ])
  })

  it('answers who waits in it with the news', async () => {
    const fixture = new GroupFixture()
    const waiting = fixture.join()
    await fixture.settle()
    expect(await beatError(fixture)).toBeNull()
    expect(errorOf(waiting.value)).toBe('REBALANCE_IN_PROGRESS')
    const rejoined = await rejoin(fixture, waiting.value?.memberId ?? '')
    expect(rejoined).toMatchObject({ errorCode: 0, generationId: 1 })
  })

  it('keeps its positions, and is one when it is loaded again', async () => {
    const fixture = new GroupFixture()
    const m = await classicGroup(fixture)
    fixture.commit({ memberId: m, generationId: 1, offset: 7 })
    await fixture.settle()
    expect(await beatError(fixture)).toBeNull()
    const next = await fixture.restart()
    expect(typeOf(next)).toBe('consumer')
    expect(await next.position()).toBe(7)
    expect(await rejoin(next, m)).toMatchObject({ errorCode: 0 })
  })

  it('stays classic when the policy, its kind, its size or its assignor say so', async () => {
    for (const arrange of [
      (fixture: GroupFixture) => policy(fixture, 'disabled'),
      (fixture: GroupFixture) => policy(fixture, 'downgrade'),
      (fixture: GroupFixture) => {
        fixture.settings = { ...fixture.settings, consumer: { ...fixture.settings.consumer, maxSize: 0 } }
      },
    ]) {
      const fixture = new GroupFixture()
      await classicGroup(fixture)
      arrange(fixture)
      expect(await beatError(fixture)).toBe('GROUP_ID_NOT_FOUND')
      expect(typeOf(fixture)).toBe('classic')
    }
    for (const assignment of [assignmentOf(Buffer.from('mine')), Buffer.from([0])]) {
      const fixture = new GroupFixture()
      await classicGroup(fixture, assignment)
      expect(await beatError(fixture)).toBe('GROUP_ID_NOT_FOUND')
    }
    const connect = new GroupFixture()
    connect.join({ protocolType: 'connect', protocols: [{ name: 'default', metadata: Buffer.alloc(0) }] })
    await connect.advance(10_000)
    expect(await beatError(connect)).toBe('GROUP_ID_NOT_FOUND')
  })

  it('needs no policy when it is empty', async () => {
    const fixture = new GroupFixture()
    const m = await classicGroup(fixture)
    fixture.leave([{ memberId: m }])
    await fixture.settle()
    policy(fixture, 'disabled')
    expect(await beatError(fixture)).toBeNull()
    expect(typeOf(fixture)).toBe('consumer')
    expect(typeOf(await fixture.restart())).toBe('consumer')
  })
})

describe('a consumer group that classic members join', () => {
  async function mixed(): Promise<{ readonly fixture: GroupFixture; readonly m: string }> {
    const fixture = new GroupFixture()
    fixture.beat({ memberId: 'n' })
    await fixture.settle()
    const named = fixture.join({}, { mustKnowMemberId: true })
    await fixture.settle()
    expect(errorOf(named.value)).toBe('MEMBER_ID_REQUIRED')
    const m = named.value?.memberId ?? ''
    expect(await rejoin(fixture, m)).toMatchObject({ errorCode: 0, generationId: 2 })
    return { fixture, m }
  }

  it('takes them in, each with its own generation', async () => {
    const { fixture, m } = await mixed()
    expect(fixture.heartbeat(m, 2)).toBe('NONE')
    expect(fixture.heartbeat(m, 1)).toBe('ILLEGAL_GENERATION')
    expect(fixture.heartbeat('n', 2)).toBe('UNKNOWN_MEMBER_ID')
    const wrong = fixture.sync({ memberId: m, generationId: 2, protocolName: 'sticky' })
    await fixture.settle()
    expect(wrong.error).toBe('INCONSISTENT_GROUP_PROTOCOL')
    const { members } = await fixture.coordinator.describeConsumerGroup('shop')
    expect(members?.map(({ memberType }) => memberType)).toEqual([1, 0])
  })

  it('refuses those it has no protocol in common with', async () => {
    const { fixture } = await mixed()
    const metadata = subscriptionOf(['orders'])
    for (const request of [
      { protocols: [{ name: 'sticky', metadata }] },
      { protocolType: 'connect' },
      { protocols: [{ name: 'range', metadata: Buffer.alloc(0) }] },
    ]) {
      const refused = fixture.join({ memberId: 'k', ...request })
      await fixture.settle()
      expect(['INCONSISTENT_GROUP_PROTOCOL', 'INVALID_REQUEST']).toContain(errorOf(refused.value))
    }
  })

  it('fences one that does not fetch its assignment, or does not join again, in time', async () => {
    const { fixture, m } = await mixed()
    await fixture.advance(9_000)
    fixture.heartbeat(m, 2)
    await fixture.advance(1_500)
    expect(fixture.heartbeat(m, 2)).toBe('NONE')
    for (let second = 0; second < 60; second += 5) {
      fixture.beat({ memberId: 'n', memberEpoch: 1 })
      fixture.heartbeat(m, 2)
      await fixture.advance(5_000)
    }
    expect(fixture.heartbeat(m, 2)).toBe('UNKNOWN_MEMBER_ID')
  })

  it('becomes classic again when its last consumer leaves, and rebalances', async () => {
    const { fixture, m } = await mixed()
    fixture.beat({ memberId: 'n', memberEpoch: -1 })
    await fixture.settle()
    expect(fixture.coordinator.listGroups()).toMatchObject([
      { groupType: 'classic', groupState: 'PreparingRebalance' },
    ])
    expect(await rejoin(fixture, m)).toMatchObject({ errorCode: 0, generationId: 3, leader: m })
    const next = await fixture.restart()
    expect(typeOf(next)).toBe('classic')
    await expect(next.coordinator.describeConsumerGroup('shop')).rejects.toMatchObject({
      errorName: 'GROUP_ID_NOT_FOUND',
      message: 'Group shop is not a consumer group.',
    })
  })

  it('becomes classic when its last consumer falls silent', async () => {
    const { fixture, m } = await mixed()
    for (let second = 0; second < 50; second += 5) {
      const answer = fixture.sync({ memberId: m, generationId: 2 })
      await fixture.settle()
      void answer
      await fixture.advance(5_000)
    }
    expect(typeOf(fixture)).toBe('classic')
  })

  it('stays a consumer group of classic members when the policy says so', async () => {
    const { fixture } = await mixed()
    policy(fixture, 'upgrade')
    fixture.beat({ memberId: 'n', memberEpoch: -1 })
    await fixture.settle()
    expect(typeOf(fixture)).toBe('consumer')
  })

  it('lets a static member change its protocol, there and back', async () => {
    const fixture = new GroupFixture()
    fixture.beat({ memberId: 'n', instanceId: 'till-1' })
    await fixture.settle()
    const joined = fixture.join({ groupInstanceId: 'till-1' })
    await fixture.settle()
    expect(joined.value).toMatchObject({ errorCode: 0, generationId: 1 })
    expect(fixture.coordinator.listGroups()).toMatchObject([{ groupType: 'classic', groupState: 'Stable' }])
    const memberId = joined.value?.memberId ?? ''
    const synced = fixture.sync({ memberId, generationId: 1, groupInstanceId: 'till-1' })
    await fixture.settle()
    expect(decodeConsumerAssignment(Buffer.from(synced.value?.assignment ?? [])).assignedPartitions).toEqual([
      ORDERS,
    ])
    const back = fixture.beat({ memberId: 'n2', instanceId: 'till-1' })
    await fixture.settle()
    expect(back.value?.assignment?.topicPartitions).toEqual([
      { topicId: topicIdOf('orders'), partitions: [0, 1, 2] },
    ])
    expect(fixture.heartbeat(memberId, 1, 'till-1')).toBe('FENCED_INSTANCE_ID')
  })

  it('lets members go by LeaveGroup, whatever they speak', async () => {
    const { fixture, m } = await mixed()
    const leaving = [m, 'n', 'x'].map((memberId) => ({ memberId, groupInstanceId: null }))
    const outcomes = await fixture.coordinator.leaveGroup('shop', leaving)
    expect(outcomes.map(errorOf)).toEqual(['NONE', 'NONE', 'UNKNOWN_MEMBER_ID'])
    expect(fixture.state()).toBe('Empty')
  })
})

describe('an empty consumer group', () => {
  it('makes way for a classic one, with its positions', async () => {
    const fixture = new GroupFixture()
    fixture.beat({ memberId: 'n' })
    fixture.commit({ memberId: 'n', generationId: 1, knowsGroupErrors: true, offset: 4 })
    fixture.beat({ memberId: 'n', memberEpoch: -1 })
    await fixture.settle()
    expect(errorOf(await rejoin(fixture, 'k'))).toBe('UNKNOWN_MEMBER_ID')
    expect(typeOf(fixture)).toBe('consumer')
    await classicGroup(fixture)
    expect(typeOf(fixture)).toBe('classic')
    expect(await fixture.position()).toBe(4)
    const next = await fixture.restart()
    expect(typeOf(next)).toBe('classic')
  })
})
