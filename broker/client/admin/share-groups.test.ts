/** Share groups as the admin client shows and deletes them, on a real broker in memory, and on older ones. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/random.ts'
import { systemClock } from '../../node/system-clock.ts'
import { ClusterFixture } from '../../testing/cluster-fixture.ts'
import { FakeBroker } from '../../testing/fake-broker.ts'
import { alterShareGroupOffsets } from '../../wire/generated/alter-share-group-offsets.ts'
import { consumerGroupDescribe } from '../../wire/generated/consumer-group-describe.ts'
import { describeGroups } from '../../wire/generated/describe-groups.ts'
import { listGroups } from '../../wire/generated/list-groups.ts'
import { shareGroupHeartbeat } from '../../wire/generated/share-group-heartbeat.ts'
import { errorCode } from '../../wire/kafka-error.ts'
import { KafkaClient } from '../kafka-client.ts'
import { clientOn, script } from '../testing/client-fixture.ts'

describe('admin of share groups', () => {
  let cluster: ClusterFixture
  let client: KafkaClient

  beforeAll(async () => {
    cluster = await ClusterFixture.start()
    client = new KafkaClient({
      bootstrapServers: [`127.0.0.1:${cluster.portOf(1)}`],
      clientId: 'admin',
      runtime: { clock: systemClock, network: cluster.network, random: new SeededRandom(1) },
    })
    await cluster.topic('jobs', { partitions: 1 })
    // The offsets topic is made when it is first asked for.
    await client.admin.alterGroupOffsets('first', [{ topic: 'jobs', partition: 0, offset: 0 }])
  })
  afterAll(async () => {
    await client.close()
    await cluster.stop()
  })

  const beat = (memberId: string, memberEpoch: number) =>
    cluster.call(
      shareGroupHeartbeat,
      {
        groupId: 'workers',
        memberId,
        memberEpoch,
        subscribedTopicNames: memberEpoch === 0 ? ['jobs'] : null,
      },
      { version: 1 },
    )
  const member = (memberId: string, memberEpoch: number) => ({
    memberId,
    instanceId: null,
    assignment: [{ topic: 'jobs', partitions: [0] }],
    modern: {
      memberEpoch,
      target: [{ topic: 'jobs', partitions: [0] }],
      isClassic: false,
      subscribedTopics: ['jobs'],
      subscribedRegex: null,
    },
  })

  it('shows members that share a partition, beside groups of other kinds', async () => {
    const epochs = { a: 0, b: 0 }
    await cluster.until(async () => {
      epochs.a = (await beat('a', epochs.a)).memberEpoch
      epochs.b = (await beat('b', epochs.b)).memberEpoch
      const [workers] = await client.admin.describeGroups(['workers'])
      return workers?.members.length === 2 && workers.members.every(({ assignment }) => assignment.length > 0)
    })
    const [first, workers, gone] = await client.admin.describeGroups(['first', 'workers', 'gone'])
    expect(first).toMatchObject({ error: null, kind: 'classic', state: 'Empty' })
    expect(gone?.error?.errorName ?? gone?.state).toMatch(/GROUP_ID_NOT_FOUND|Dead/)
    expect(workers).toMatchObject({
      error: null,
      kind: 'share',
      state: 'Stable',
      protocolType: 'share',
      protocolName: 'simple',
      coordinatorId: 1,
      members: [member('a', epochs.a), member('b', epochs.b)],
    })
    expect(workers?.epochs?.groupEpoch).toBe(workers?.epochs?.assignmentEpoch)
  })

  it('tells where they are, none where they have not begun, and deletes an empty one only', async () => {
    const offsets = async () => (await client.admin.listShareGroupOffsets(['workers', 'gone']))[0]
    expect(await offsets()).toMatchObject({
      error: null,
      partitions: [{ topic: 'jobs', partition: 0, startOffset: null, lagRecords: null, error: null }],
    })
    const [refused] = await client.admin.deleteGroups(['workers'])
    expect(refused?.error?.errorName).toBe('NON_EMPTY_GROUP')
    await beat('a', -1)
    await beat('b', -1)
    await cluster.call(
      alterShareGroupOffsets,
      {
        groupId: 'workers',
        topics: [{ topicName: 'jobs', partitions: [{ partitionIndex: 0, startOffset: 0 }] }],
      },
      { version: 0 },
    )
    expect((await offsets())?.partitions).toMatchObject([{ startOffset: 0 }])
    const [deleted] = await client.admin.deleteGroups(['workers'])
    expect(deleted?.error).toBeNull()
    const { groups } = await client.admin.listGroups()
    expect(groups.map(({ groupId }) => groupId)).not.toContain('workers')
  })
})

describe('admin of share groups on a broker that cannot describe them', () => {
  const NOT_FOUND = errorCode('GROUP_ID_NOT_FOUND')
  const older = () => {
    const broker = new FakeBroker({
      brokerId: 1,
      ranges: {
        ApiVersions: [0, 4],
        Metadata: [0, 12],
        FindCoordinator: [0, 6],
        DescribeGroups: [0, 6],
        ListGroups: [0, 5],
        ConsumerGroupDescribe: [0, 1],
        ShareGroupDescribe: [0, 0], // the early access of Kafka 4.0
      },
    })
    script([broker], {})
    const asNotFound = (groupId: string) => ({
      groupId,
      errorCode: NOT_FOUND,
      groupState: '',
      members: [],
    })
    broker.on(describeGroups, ({ groups }) => ({
      groups: groups.map((groupId) => ({ ...asNotFound(groupId), protocolType: '', protocolData: '' })),
    }))
    broker.on(consumerGroupDescribe, ({ groupIds }) => ({
      groups: groupIds.map((groupId) => ({
        ...asNotFound(groupId),
        groupEpoch: 0,
        assignmentEpoch: 0,
        assignorName: '',
      })),
    }))
    broker.on(listGroups, () => ({
      errorCode: 0,
      groups: [
        { groupId: 'workers', protocolType: 'share', groupState: 'Stable', groupType: 'Share' },
        { groupId: 'flows', protocolType: 'streams', groupState: 'Stable', groupType: 'streams' },
      ],
    }))
    return broker
  }

  it('says so of those it lists, and that others are not there', async () => {
    const { client, drive } = clientOn([older()])
    const found = await drive(client.admin.describeGroups(['workers', 'flows', 'gone']))
    expect(found.map(({ error }) => error?.errorName)).toEqual([
      'UNSUPPORTED_VERSION',
      'UNSUPPORTED_VERSION',
      'GROUP_ID_NOT_FOUND',
    ])
    expect(found[0]?.error?.message).toContain('share group')
    expect(found[1]?.error?.message).toContain('streams')
    await client.close()
  })

  it('has no offsets of them', async () => {
    const { client, drive } = clientOn([older()])
    const [workers] = await drive(client.admin.listShareGroupOffsets(['workers']))
    expect(workers?.error?.errorName).toBe('UNSUPPORTED_VERSION')
    await client.close()
  })
})
