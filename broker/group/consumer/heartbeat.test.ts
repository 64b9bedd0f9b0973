import { describe, expect, it } from 'vitest'
import { GroupFixture, type Tracked, topicIdOf } from '../../testing/group-fixture.ts'
import type {
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponseInput,
} from '../../wire/generated/consumer-group-heartbeat.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import { checkHeartbeat } from './heartbeat.ts'

type Beat = Partial<ConsumerGroupHeartbeatRequest> & { readonly memberId: string }

/** What a member was told: its epoch and its partitions of orders; null when it was told nothing of them. */
interface Told {
  readonly error: string | null
  readonly epoch: number | undefined
  readonly orders: readonly number[] | null
}

function toldBy(answer: Tracked<ConsumerGroupHeartbeatResponseInput>): Told {
  const { assignment } = answer.value ?? {}
  const orders = assignment?.topicPartitions?.find(({ topicId }) => topicId === topicIdOf('orders'))
  return {
    error: answer.error,
    epoch: answer.value?.memberEpoch,
    orders: assignment === null || assignment === undefined ? null : (orders?.partitions ?? []),
  }
}

async function beat(fixture: GroupFixture, request: Beat): Promise<Told> {
  const answer = fixture.beat(request)
  await fixture.settle()
  return toldBy(answer)
}

/** What a client says it holds of orders. */
function owning(...partitions: readonly number[]) {
  return { topicPartitions: [{ topicId: topicIdOf('orders'), partitions }] }
}

async function errorOfBeat(fixture: GroupFixture, request: Beat): Promise<string | null> {
  return (await beat(fixture, request)).error
}

/** Two members that share the three partitions of orders. */
async function pair(fixture: GroupFixture): Promise<void> {
  await beat(fixture, { memberId: 'a' })
  await beat(fixture, { memberId: 'b' })
  await beat(fixture, { memberId: 'a', memberEpoch: 1 })
  await beat(fixture, { memberId: 'a', memberEpoch: 1, ...owning(0, 1) })
  await beat(fixture, { memberId: 'b', memberEpoch: 2 })
  expect(fixture.state()).toBe('Stable')
}

describe('a consumer group', () => {
  it('gives everything to its first member at once', async () => {
    const fixture = new GroupFixture()
    expect(await beat(fixture, { memberId: 'a' })).toEqual({ error: null, epoch: 1, orders: [0, 1, 2] })
    expect(await beat(fixture, { memberId: 'a', memberEpoch: 1 })).toEqual({
      error: null,
      epoch: 1,
      orders: null,
    })
    expect(fixture.coordinator.listGroups()).toEqual([
      { groupId: 'shop', groupType: 'consumer', protocolType: 'consumer', groupState: 'Stable' },
    ])
  })

  it('gives nobody a partition before it was given up', async () => {
    const fixture = new GroupFixture()
    await beat(fixture, { memberId: 'a' })
    expect(await beat(fixture, { memberId: 'b' })).toEqual({ error: null, epoch: 2, orders: [] })
    expect(await beat(fixture, { memberId: 'a', memberEpoch: 1 })).toEqual({
      error: null,
      epoch: 1,
      orders: [0, 1],
    })
    expect(await beat(fixture, { memberId: 'b', memberEpoch: 2 })).toMatchObject({ orders: null })
    // Without a word about what it holds, it is taken to hold everything still.
    expect(await beat(fixture, { memberId: 'a', memberEpoch: 1 })).toMatchObject({ epoch: 1 })
    expect(await beat(fixture, { memberId: 'a', memberEpoch: 1, ...owning(0, 1, 2) })).toMatchObject({
      epoch: 1,
    })
    expect(await beat(fixture, { memberId: 'a', memberEpoch: 1, ...owning(0, 1) })).toMatchObject({
      epoch: 2,
    })
    expect(await beat(fixture, { memberId: 'b', memberEpoch: 2 })).toMatchObject({ orders: [2] })
    expect(fixture.state()).toBe('Stable')
  })

  it('takes the previous epoch for a lost answer when nothing but what was assigned is held', async () => {
    const fixture = new GroupFixture()
    await pair(fixture)
    expect(await errorOfBeat(fixture, { memberId: 'a', memberEpoch: 1, ...owning(0, 1) })).toBeNull()
    expect(await errorOfBeat(fixture, { memberId: 'a', memberEpoch: 1, ...owning(2) })).toBe(
      'FENCED_MEMBER_EPOCH',
    )
    expect(await errorOfBeat(fixture, { memberId: 'a', memberEpoch: 1 })).toBe('FENCED_MEMBER_EPOCH')
    expect(await errorOfBeat(fixture, { memberId: 'a', memberEpoch: 3 })).toBe('FENCED_MEMBER_EPOCH')
  })

  it('refuses strangers, and epochs of groups that do not exist', async () => {
    const fixture = new GroupFixture()
    expect(await errorOfBeat(fixture, { memberId: 'a', memberEpoch: 3 })).toBe('GROUP_ID_NOT_FOUND')
    expect(await errorOfBeat(fixture, { memberId: 'a', memberEpoch: -1 })).toBe('GROUP_ID_NOT_FOUND')
    await beat(fixture, { memberId: 'a' })
    expect(await errorOfBeat(fixture, { memberId: 'b', memberEpoch: 1 })).toBe('UNKNOWN_MEMBER_ID')
    expect(await errorOfBeat(fixture, { memberId: 'b', memberEpoch: -1 })).toBe('UNKNOWN_MEMBER_ID')
  })

  it('hands on what a member leaves', async () => {
    const fixture = new GroupFixture()
    await pair(fixture)
    expect(await beat(fixture, { memberId: 'a', memberEpoch: -1 })).toMatchObject({ error: null, epoch: -1 })
    expect(fixture.state()).toBe('Assigning')
    expect(await beat(fixture, { memberId: 'b', memberEpoch: 2 })).toMatchObject({
      epoch: 3,
      orders: [0, 1, 2],
    })
    await beat(fixture, { memberId: 'b', memberEpoch: -1 })
    expect(fixture.state()).toBe('Empty')
  })

  it('removes a member that is silent past its session', async () => {
    const fixture = new GroupFixture()
    await pair(fixture)
    await fixture.advance(30_000)
    await beat(fixture, { memberId: 'b', memberEpoch: 2 })
    await fixture.advance(20_000)
    expect(await beat(fixture, { memberId: 'b', memberEpoch: 2 })).toMatchObject({ orders: [0, 1, 2] })
    expect(await errorOfBeat(fixture, { memberId: 'a', memberEpoch: 2 })).toBe('UNKNOWN_MEMBER_ID')
  })

  it('removes a member that does not give up partitions in its rebalance time-out', async () => {
    const fixture = new GroupFixture()
    await beat(fixture, { memberId: 'a', rebalanceTimeoutMs: 20_000 })
    await beat(fixture, { memberId: 'b' })
    await beat(fixture, { memberId: 'a', memberEpoch: 1 })
    for (let second = 0; second < 25; second += 5) {
      await fixture.advance(5_000)
      await beat(fixture, { memberId: 'a', memberEpoch: 1, ...owning(0, 1, 2) })
      await beat(fixture, { memberId: 'b', memberEpoch: 2 })
    }
    expect(await errorOfBeat(fixture, { memberId: 'a', memberEpoch: 1 })).toBe('UNKNOWN_MEMBER_ID')
  })

  it('is full at its largest size, but not for those who are in', async () => {
    const fixture = new GroupFixture()
    fixture.settings = { ...fixture.settings, consumer: { ...fixture.settings.consumer, maxSize: 1 } }
    await beat(fixture, { memberId: 'a' })
    expect(await errorOfBeat(fixture, { memberId: 'b' })).toBe('GROUP_MAX_SIZE_REACHED')
    expect(await errorOfBeat(fixture, { memberId: 'a' })).toBeNull()
  })

  it('takes what its members tell up to a limit', async () => {
    const fixture = new GroupFixture()
    const subscribedTopicNames = Array.from({ length: 125 }, (_, index) => `${index}`.padEnd(8_000, 't'))
    const errors = []
    for (let index = 0; index < 18; index += 1) {
      errors.push(await errorOfBeat(fixture, { memberId: `m${index}`, subscribedTopicNames }))
    }
    expect(errors.filter((error) => error === null)).toHaveLength(16)
    expect(errors.at(-1)).toBe('GROUP_MAX_SIZE_REACHED')
  })

  it('makes a member id for old clients', async () => {
    const fixture = new GroupFixture()
    const answer = fixture.beat({ memberId: '' })
    await fixture.settle()
    expect(answer.value?.memberId).toMatch(/^app-[0-9a-f-]{36}$/)
  })

  it('uses the assignor that most members ask for', async () => {
    const fixture = new GroupFixture()
    await beat(fixture, { memberId: 'a', serverAssignor: 'range' })
    const described = await fixture.coordinator.describeConsumerGroup('shop')
    expect(described.assignorName).toBe('range')
  })

  it('tells the heartbeat interval of the group', async () => {
    const fixture = new GroupFixture()
    fixture.groupSettings = {
      ...fixture.groupSettings,
      consumerSessionTimeoutMs: 6_000,
      consumerHeartbeatIntervalMs: 2_000,
    }
    const answer = fixture.beat({ memberId: 'a' })
    await fixture.settle()
    expect(answer.value?.heartbeatIntervalMs).toBe(2_000)
    await fixture.advance(6_001)
    expect(fixture.state()).toBe('Empty')
  })
})

describe('topics of a consumer group', () => {
  it('come with their creation, grow, and go', async () => {
    const fixture = new GroupFixture()
    const subscribed = { memberId: 'a', subscribedTopicNames: ['orders', 'late'] }
    expect(await beat(fixture, subscribed)).toMatchObject({ epoch: 1 })
    fixture.putTopic('late', 1)
    expect(await beat(fixture, { memberId: 'a', memberEpoch: 1 })).toMatchObject({
      epoch: 2,
      orders: [0, 1, 2],
    })
    fixture.putTopic('orders', 4)
    expect(await beat(fixture, { memberId: 'a', memberEpoch: 2 })).toMatchObject({
      epoch: 3,
      orders: [0, 1, 2, 3],
    })
    fixture.removeTopic('late')
    await beat(fixture, { memberId: 'a', memberEpoch: 3 })
    expect(await beat(fixture, { memberId: 'a', memberEpoch: 3, ...owning(0, 1, 2, 3) })).toMatchObject({
      epoch: 4,
    })
  })

  it('change with a subscription, and what is unsubscribed is taken at once', async () => {
    const fixture = new GroupFixture()
    await beat(fixture, { memberId: 'a' })
    const told = await beat(fixture, { memberId: 'a', memberEpoch: 1, subscribedTopicNames: ['clicks'] })
    expect(told).toEqual({ error: null, epoch: 1, orders: [] })
    const done = fixture.beat({ memberId: 'a', memberEpoch: 1, topicPartitions: [] })
    await fixture.settle()
    expect(done.value?.assignment?.topicPartitions).toEqual([
      { topicId: topicIdOf('clicks'), partitions: [0, 1] },
    ])
  })

  it('may be named by an expression, which is looked up in the background and kept up to date', async () => {
    const fixture = new GroupFixture()
    const regex = { subscribedTopicNames: null, subscribedTopicRegex: 'or.*' }
    expect(await beat(fixture, { memberId: 'a', ...regex })).toMatchObject({ epoch: 1, orders: [] })
    await fixture.advance(1)
    expect(await beat(fixture, { memberId: 'a', memberEpoch: 1 })).toMatchObject({
      epoch: 2,
      orders: [0, 1, 2],
    })
    fixture.putTopic('organs', 1)
    await fixture.advance(10_001)
    await beat(fixture, { memberId: 'a', memberEpoch: 2 })
    await fixture.advance(1)
    const told = fixture.beat({ memberId: 'a', memberEpoch: 2 })
    await fixture.settle()
    expect(told.value?.assignment?.topicPartitions).toHaveLength(2)
    expect(await errorOfBeat(fixture, { memberId: 'b', ...regex, subscribedTopicRegex: '(' })).toBe(
      'INVALID_REGULAR_EXPRESSION',
    )
  })

  it('of an expression are forgotten with its last member', async () => {
    const fixture = new GroupFixture()
    await beat(fixture, { memberId: 'a', subscribedTopicNames: null, subscribedTopicRegex: 'or.*' })
    await beat(fixture, { memberId: 'b' })
    await fixture.advance(1)
    await beat(fixture, { memberId: 'a', memberEpoch: -1 })
    const regexes = fixture.storedRecords().filter(({ type }) => type === 'consumerRegex')
    expect(regexes.map(({ value }) => value !== null)).toEqual([true, false])
  })
})

describe('static members of a consumer group', () => {
  it('keep their place while they are away for a while', async () => {
    const fixture = new GroupFixture()
    await beat(fixture, { memberId: 'a', instanceId: 'till-1' })
    expect(await errorOfBeat(fixture, { memberId: 'b', instanceId: 'till-1' })).toBe('UNRELEASED_INSTANCE_ID')
    expect(await errorOfBeat(fixture, { memberId: 'b', instanceId: 'till-1', memberEpoch: 1 })).toBe(
      'FENCED_INSTANCE_ID',
    )
    expect(await errorOfBeat(fixture, { memberId: 'b', instanceId: 'till-2', memberEpoch: 1 })).toBe(
      'UNKNOWN_MEMBER_ID',
    )
    expect(await beat(fixture, { memberId: 'a', instanceId: 'till-1', memberEpoch: -2 })).toMatchObject({
      epoch: -2,
    })
    expect(await beat(fixture, { memberId: 'b', instanceId: 'till-1' })).toEqual({
      error: null,
      epoch: 1,
      orders: [0, 1, 2],
    })
    expect(await errorOfBeat(fixture, { memberId: 'a', memberEpoch: 1 })).toBe('UNKNOWN_MEMBER_ID')
  })

  it('lose it when they do not come back in their session, or leave for good', async () => {
    const fixture = new GroupFixture()
    await beat(fixture, { memberId: 'a', instanceId: 'till-1' })
    await beat(fixture, { memberId: 'a', instanceId: 'till-1', memberEpoch: -2 })
    await fixture.advance(45_001)
    expect(fixture.state()).toBe('Empty')
    await beat(fixture, { memberId: 'b', instanceId: 'till-1' })
    await beat(fixture, { memberId: 'b', instanceId: 'till-1', memberEpoch: -1 })
    expect(fixture.state()).toBe('Empty')
  })
})

describe('positions of a consumer group', () => {
  it('are taken from members of the right epoch alone, and read by them', async () => {
    const fixture = new GroupFixture()
    await beat(fixture, { memberId: 'a' })
    const commit = async (options: Parameters<GroupFixture['commit']>[0]) => {
      const answer = fixture.commit({ knowsGroupErrors: true, ...options })
      await fixture.settle()
      return answer.error ?? answer.value?.[0]
    }
    expect(await commit({ memberId: 'a', generationId: 1 })).toBe('NONE')
    expect(await commit({ memberId: 'a', generationId: 2 })).toBe('STALE_MEMBER_EPOCH')
    expect(await commit({ memberId: 'x', generationId: 1 })).toBe('UNKNOWN_MEMBER_ID')
    expect(await commit({})).toBe('UNKNOWN_MEMBER_ID')
    expect(await commit({ memberId: 'a', generationId: 1, knowsGroupErrors: false })).toBe(
      'UNSUPPORTED_VERSION',
    )
    const fetch = (memberId: string, memberEpoch: number) =>
      fixture.coordinator.fetchOffsets('shop', null, {
        requireStable: false,
        fetcher: { memberId, memberEpoch },
      })
    await expect(fetch('a', 1)).resolves.toHaveLength(1)
    await expect(fetch('a', 0)).rejects.toMatchObject({ errorName: 'STALE_MEMBER_EPOCH' })
    await expect(fetch('x', 1)).rejects.toMatchObject({ errorName: 'UNKNOWN_MEMBER_ID' })
    await beat(fixture, { memberId: 'a', memberEpoch: -1 })
    expect(await commit({ offset: 9 })).toBe('NONE')
    expect(await fixture.position()).toBe(9)
  })

  it('are kept in subscribed topics, and go with the group', async () => {
    const fixture = new GroupFixture()
    await beat(fixture, { memberId: 'a' })
    fixture.commit({ memberId: 'a', generationId: 1, knowsGroupErrors: true })
    await fixture.settle()
    const one = [{ topic: 'orders', partition: 0 }]
    expect(await fixture.coordinator.deleteOffsets('shop', one)).toEqual(['GROUP_SUBSCRIBED_TO_TOPIC'])
    await expect(fixture.coordinator.deleteGroup('shop')).rejects.toMatchObject({
      errorName: 'NON_EMPTY_GROUP',
    })
    await beat(fixture, { memberId: 'a', memberEpoch: -1 })
    await fixture.coordinator.deleteGroup('shop')
    expect(fixture.coordinator.listGroups()).toEqual([])
    expect(await fixture.position()).toBe(-1)
    const next = await fixture.restart()
    expect(next.coordinator.listGroups()).toEqual([])
  })

  it('expire, and the empty group with the last of them', async () => {
    const fixture = new GroupFixture()
    await beat(fixture, { memberId: 'a' })
    fixture.commit({ memberId: 'a', generationId: 1, knowsGroupErrors: true })
    await beat(fixture, { memberId: 'a', memberEpoch: -1 })
    await fixture.advance(8 * 24 * 3_600_000)
    expect(fixture.coordinator.listGroups()).toEqual([])
  })
})

describe('another coordinator', () => {
  it('finds the group as it was, and gives everyone a session of its own', async () => {
    const fixture = new GroupFixture()
    await pair(fixture)
    await beat(fixture, { memberId: 'c', instanceId: 'till-1', subscribedTopicRegex: 'cl.*' })
    await fixture.advance(1)
    const before = await fixture.coordinator.describeConsumerGroup('shop')
    const next = await fixture.restart()
    expect(await next.coordinator.describeConsumerGroup('shop')).toEqual(before)
    await next.advance(44_000)
    expect((await beat(next, { memberId: 'a', memberEpoch: 2, ...owning(0, 1) })).error).toBeNull()
    await next.advance(2_000)
    const { members } = await next.coordinator.describeConsumerGroup('shop')
    expect(members?.map(({ memberId }) => memberId)).toEqual(['a'])
  })

  it('goes on with a rebalance and its time-out', async () => {
    const fixture = new GroupFixture()
    await beat(fixture, { memberId: 'a', rebalanceTimeoutMs: 10_000 })
    await beat(fixture, { memberId: 'b' })
    await beat(fixture, { memberId: 'a', memberEpoch: 1 })
    const next = await fixture.restart()
    expect(await beat(next, { memberId: 'b', memberEpoch: 2 })).toMatchObject({ orders: null })
    await next.advance(10_001)
    expect(await beat(next, { memberId: 'b', memberEpoch: 2 })).toMatchObject({ orders: [0, 1, 2] })
  })

  it('is what clients are sent to when the partition moves', async () => {
    const fixture = new GroupFixture()
    await beat(fixture, { memberId: 'a' })
    fixture.moveCoordinator({ leaderId: 2, leaderEpoch: 1, partitionEpoch: 1 })
    expect(await errorOfBeat(fixture, { memberId: 'a', memberEpoch: 1 })).toBe('NOT_COORDINATOR')
    fixture.moveCoordinator({ leaderEpoch: 2, partitionEpoch: 2 })
    await fixture.advance(0)
    expect(await errorOfBeat(fixture, { memberId: 'a', memberEpoch: 1 })).toBeNull()
    await fixture.stop()
    expect(fixture.clock.pendingCount).toBe(0)
  })
})

describe('a heartbeat', () => {
  const joining = {
    groupId: 'shop',
    memberId: 'a',
    memberEpoch: 0,
    instanceId: null,
    rackId: null,
    rebalanceTimeoutMs: 1_000,
    subscribedTopicNames: ['orders'],
    subscribedTopicRegex: null,
    serverAssignor: null,
    topicPartitions: [],
  }

  function problem(request: Partial<ConsumerGroupHeartbeatRequest>, version = 1): string | null {
    try {
      checkHeartbeat({ ...joining, ...request }, { version, assignors: ['uniform'] })
      return null
    } catch (error) {
      if (error instanceof KafkaError) return error.errorName
      throw error
    }
  }

  it.each([
    [{ memberId: ' ' }],
    [{ groupId: '' }],
    [{ instanceId: '' }],
    [{ rackId: '' }],
    [{ rebalanceTimeoutMs: -1 }],
    [{ topicPartitions: null }],
    [owning(0)],
    [{ subscribedTopicNames: null }],
    [{ memberEpoch: -2 }],
    [{ memberEpoch: -3 }],
    [{ memberId: 'm'.repeat(8_001) }],
    [{ subscribedTopicNames: Array.from({ length: 200 }, () => 't'.repeat(8_000)) }],
  ])('is refused with %o', (request) => {
    expect(problem(request)).toBe('INVALID_REQUEST')
  })

  it('may ask for assignors that there are, and leave the member id out in v0', () => {
    expect(problem({ serverAssignor: 'none' })).toBe('UNSUPPORTED_ASSIGNOR')
    expect(problem({ serverAssignor: 'uniform' })).toBeNull()
    expect(problem({ memberId: '' })).toBe('INVALID_REQUEST')
    expect(problem({ memberId: '' }, 0)).toBeNull()
    expect(problem({ memberId: '', memberEpoch: -1 }, 0)).toBe('INVALID_REQUEST')
  })
})
