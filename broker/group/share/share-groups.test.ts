import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorOf, GroupFixture, topicIdOf } from '../../testing/group-fixture.ts'
import type { ShareGroupHeartbeatRequest } from '../../wire/generated/share-group-heartbeat.ts'
import { KafkaError } from '../../wire/kafka-error.ts'

const GROUP = 'readers'
const ORDERS = topicIdOf('orders')

let fixture: GroupFixture

beforeEach(() => {
  fixture = new GroupFixture()
})
afterEach(() => fixture.stop())

async function heartbeat(request: Partial<ShareGroupHeartbeatRequest>) {
  const answer = fixture.coordinator.shareHeartbeat(
    {
      groupId: GROUP,
      memberId: 'a',
      memberEpoch: 0,
      rackId: null,
      subscribedTopicNames: request.memberEpoch === undefined ? ['orders'] : null,
      ...request,
    },
    { clientId: 'app', clientHost: '/10.0.0.1' },
  )
  await fixture.settle()
  return answer
}

const refusal = async (task: Promise<unknown>): Promise<string> =>
  task.then(
    () => 'NONE',
    (error: unknown) => (error instanceof KafkaError ? error.errorName : 'a bug'),
  )

const partitionsOf = (answer: Awaited<ReturnType<typeof heartbeat>>) =>
  answer.assignment?.topicPartitions.flatMap(({ partitions }) => [...partitions]) ?? null

describe('share groups', () => {
  it('give partitions to members once they have a state', async () => {
    const joined = await heartbeat({})
    expect([joined.memberEpoch, partitionsOf(joined)]).toEqual([1, []])
    expect(fixture.shareStates.has({ groupId: GROUP, topicId: ORDERS, partition: 2 })).toBe(true)
    const next = await heartbeat({ memberEpoch: 1 })
    expect([next.memberEpoch, partitionsOf(next)]).toEqual([2, [0, 1, 2]])
    expect(partitionsOf(await heartbeat({ memberEpoch: 2 }))).toBeNull()
  })

  it('spread partitions over members, each at its next heartbeat', async () => {
    await heartbeat({})
    await heartbeat({ memberEpoch: 1 })
    const second = await heartbeat({ memberId: 'b' })
    expect(partitionsOf(second)).toHaveLength(1)
    const first = await heartbeat({ memberEpoch: 2 })
    expect([first.memberEpoch, partitionsOf(first)?.length]).toEqual([3, 2])
  })

  it('try again when states cannot be made, after a while', async () => {
    fixture.shareStates.failure = new KafkaError('COORDINATOR_NOT_AVAILABLE')
    await heartbeat({})
    fixture.shareStates.failure = null
    await heartbeat({ memberEpoch: 1 })
    expect(partitionsOf(await heartbeat({ memberEpoch: 1, subscribedTopicNames: ['orders'] }))).toEqual([])
    await fixture.advance(30_000)
    await heartbeat({ memberEpoch: 1 })
    expect(partitionsOf(await heartbeat({ memberEpoch: 1 }))).toEqual([0, 1, 2])
  })

  it('make states for partitions that are added to a topic', async () => {
    await heartbeat({})
    await heartbeat({ memberEpoch: 1 })
    fixture.putTopic('orders', 4)
    await heartbeat({ memberEpoch: 2 })
    expect(partitionsOf(await heartbeat({ memberEpoch: 3 }))).toEqual([0, 1, 2, 3])
  })

  it('take a silent member out', async () => {
    await heartbeat({})
    await fixture.advance(44_000)
    expect(fixture.coordinator.listGroups()[0]).toMatchObject({ groupState: 'Stable', groupType: 'share' })
    await fixture.advance(2_000)
    expect(fixture.coordinator.listGroups()[0]).toMatchObject({ groupState: 'Empty' })
    expect(await refusal(heartbeat({ memberEpoch: 1 }))).toBe('UNKNOWN_MEMBER_ID')
  })

  it('let a member come back whose answer was lost', async () => {
    await heartbeat({})
    await heartbeat({ memberEpoch: 1 })
    expect((await heartbeat({ memberEpoch: 1 })).memberEpoch).toBe(2)
    expect(await refusal(heartbeat({ memberEpoch: 7 }))).toBe('FENCED_MEMBER_EPOCH')
  })

  it('are the same after the coordinator was restarted', async () => {
    await heartbeat({})
    await heartbeat({ memberEpoch: 1 })
    await heartbeat({ memberId: 'b' })
    const before = await fixture.coordinator.describeShareGroup(GROUP)
    fixture = await fixture.restart()
    expect(await fixture.coordinator.describeShareGroup(GROUP)).toEqual(before)
    await fixture.advance(46_000)
    expect((await fixture.coordinator.describeShareGroup(GROUP)).members).toEqual([])
  })

  it('leave nothing behind when they are deleted, states included', async () => {
    await heartbeat({})
    await heartbeat({ memberEpoch: 1 })
    expect(await refusal(fixture.coordinator.deleteGroup(GROUP))).toBe('NON_EMPTY_GROUP')
    await heartbeat({ memberEpoch: -1 })
    expect(await refusal(fixture.coordinator.deleteGroup(GROUP))).toBe('NONE')
    expect(fixture.shareStates.has({ groupId: GROUP, topicId: ORDERS, partition: 0 })).toBe(false)
    expect(fixture.coordinator.listGroups()).toEqual([])
    fixture = await fixture.restart()
    expect(fixture.coordinator.listGroups()).toEqual([])
  })

  it('stay when a state cannot be deleted', async () => {
    await heartbeat({})
    await heartbeat({ memberEpoch: -1 })
    fixture.shareStates.failure = new KafkaError('COORDINATOR_NOT_AVAILABLE')
    expect(await refusal(fixture.coordinator.deleteGroup(GROUP))).toBe('COORDINATOR_NOT_AVAILABLE')
    expect(fixture.coordinator.listGroups()).toHaveLength(1)
  })

  it('take no members beyond their size', async () => {
    fixture.settings = { ...fixture.settings, share: { ...fixture.settings.share, maxSize: 1 } }
    await heartbeat({})
    expect(await refusal(heartbeat({ memberId: 'b' }))).toBe('GROUP_MAX_SIZE_REACHED')
  })

  it('have nothing to do with positions, nor with members of other protocols', async () => {
    await heartbeat({})
    const commit = {
      groupId: GROUP,
      memberId: '',
      groupInstanceId: null,
      generationId: -1,
      isTransactional: false,
      knowsGroupErrors: true,
      retentionTimeMs: -1,
    }
    const offsets = [{ topic: 'orders', partition: 0, offset: 1, leaderEpoch: -1, metadata: '' }]
    expect(await refusal(fixture.coordinator.commitOffsets(commit, offsets))).toBe('GROUP_ID_NOT_FOUND')
    expect(await refusal(fixture.coordinator.describeConsumerGroup(GROUP))).toBe('GROUP_ID_NOT_FOUND')
    const joining = fixture.join({ groupId: GROUP })
    await fixture.settle()
    expect(errorOf(joining.value)).toBe('INCONSISTENT_GROUP_PROTOCOL')
  })

  it('are not made of ids that other groups have', async () => {
    await fixture.coordinator.commitOffsets(
      {
        groupId: GROUP,
        memberId: '',
        groupInstanceId: null,
        generationId: -1,
        isTransactional: false,
        knowsGroupErrors: true,
        retentionTimeMs: -1,
      },
      [{ topic: 'orders', partition: 0, offset: 1, leaderEpoch: -1, metadata: '' }],
    )
    expect(await refusal(heartbeat({}))).toBe('GROUP_ID_NOT_FOUND')
  })
})

describe('start offsets of share groups', () => {
  const requests = () => fixture.coordinator.shareRequestsOf(GROUP)
  const at = (partition: number, startOffset: number) => [{ topicName: 'orders', partition, startOffset }]

  it('are set in a group without members, which is made if need be', async () => {
    expect((await requests().setStartOffsets(GROUP, at(1, 7)))[0]?.error).toBeNull()
    const key = { groupId: GROUP, topicId: ORDERS, partition: 1 }
    expect(await fixture.shareStates.summarize(key)).toMatchObject({ startOffset: 7 })
    expect(requests().partitionsToDescribe(GROUP, null)).toMatchObject([
      { topicName: 'orders', partition: 1 },
    ])
    expect(fixture.coordinator.listGroups()).toMatchObject([{ groupId: GROUP, groupState: 'Empty' }])
  })

  it('are refused while there are members', async () => {
    await heartbeat({})
    expect(await refusal(requests().setStartOffsets(GROUP, at(0, 1)))).toBe('NON_EMPTY_GROUP')
    expect(await refusal(requests().deleteStartOffsets(GROUP, ['orders']))).toBe('NON_EMPTY_GROUP')
  })

  it('are refused for partitions that are not there', async () => {
    const [outcome] = await requests().setStartOffsets(GROUP, at(3, 1))
    expect(outcome?.error?.errorName).toBe('UNKNOWN_TOPIC_OR_PARTITION')
  })

  it('are deleted with the state', async () => {
    await heartbeat({})
    await heartbeat({ memberEpoch: -1 })
    const [first] = await requests().deleteStartOffsets(GROUP, ['orders'])
    expect(first?.error).toBeNull()
    expect(fixture.shareStates.has({ groupId: GROUP, topicId: ORDERS, partition: 0 })).toBe(false)
    const [again] = await requests().deleteStartOffsets(GROUP, ['orders'])
    expect(again?.error?.errorName).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    // A member that comes back has the state made again.
    await heartbeat({})
    expect(fixture.shareStates.has({ groupId: GROUP, topicId: ORDERS, partition: 0 })).toBe(true)
  })

  it('cannot be deleted from a group that is not there', async () => {
    expect(await refusal(requests().deleteStartOffsets(GROUP, ['orders']))).toBe('GROUP_ID_NOT_FOUND')
  })
})
