/** Groups of the consumer protocol as the admin client shows and changes them, on a real broker in memory. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/random.ts'
import { systemClock } from '../../node/system-clock.ts'
import { ClusterFixture } from '../../testing/cluster-fixture.ts'
import { consumerGroupHeartbeat } from '../../wire/generated/consumer-group-heartbeat.ts'
import { KafkaClient } from '../kafka-client.ts'

describe('admin of consumer groups', () => {
  let cluster: ClusterFixture
  let client: KafkaClient
  let topicId = ''

  beforeAll(async () => {
    cluster = await ClusterFixture.start()
    client = new KafkaClient({
      bootstrapServers: [`127.0.0.1:${cluster.portOf(1)}`],
      clientId: 'admin',
      runtime: { clock: systemClock, network: cluster.network, random: new SeededRandom(1) },
    })
    const [created] = await client.admin.createTopics([
      { name: 'orders', partitionCount: 4, replicationFactor: 1 },
    ])
    topicId = created?.topicId ?? ''
    // The offsets topic is made when it is first asked for.
    await client.admin.alterGroupOffsets('first', [{ topic: 'orders', partition: 0, offset: 0 }])
  })
  afterAll(async () => {
    await client.close()
    await cluster.stop()
  })

  const beat = (memberId: string, memberEpoch: number, owned: readonly number[] = []) =>
    cluster.call(
      consumerGroupHeartbeat,
      {
        groupId: 'shop',
        memberId,
        memberEpoch,
        ...(memberEpoch === 0
          ? { rebalanceTimeoutMs: 60_000, subscribedTopicNames: ['orders'], topicPartitions: [] }
          : { topicPartitions: [{ topicId, partitions: owned }] }),
      },
      { version: 1 },
    )

  it('shows them beside classic ones, with what members hold and are to hold', async () => {
    await beat('a', 0)
    await beat('b', 0)
    await beat('a', 1, [0, 1, 2, 3])
    const { groups } = await client.admin.listGroups()
    expect(groups.map(({ groupId, groupType, state }) => [groupId, groupType, state])).toEqual(
      expect.arrayContaining([
        ['shop', 'consumer', 'Reconciling'],
        ['first', 'classic', 'Empty'],
      ]),
    )
    const [first, shop, gone] = await client.admin.describeGroups(['first', 'shop', 'gone'])
    expect(first).toMatchObject({ error: null, state: 'Empty', epochs: null })
    expect(gone?.error?.errorName ?? gone?.state).toMatch(/GROUP_ID_NOT_FOUND|Dead/)
    expect(shop).toMatchObject({
      error: null,
      state: 'Reconciling',
      protocolType: 'consumer',
      protocolName: 'uniform',
      coordinatorId: 1,
      epochs: { groupEpoch: 2, assignmentEpoch: 2 },
      members: [
        {
          memberId: 'a',
          assignment: [{ topic: 'orders', partitions: [0, 1] }],
          modern: {
            memberEpoch: 1,
            target: [{ topic: 'orders', partitions: [0, 1] }],
            isClassic: false,
            subscribedTopics: ['orders'],
            subscribedRegex: null,
          },
        },
        {
          memberId: 'b',
          assignment: [],
          modern: { memberEpoch: 2, target: [{ topic: 'orders', partitions: [2, 3] }] },
        },
      ],
    })
  })

  it('sets positions of an empty one only, and deletes it', async () => {
    const offsets = [{ topic: 'orders', partition: 1, offset: 0 }]
    const [refused] = await client.admin.alterGroupOffsets('shop', offsets)
    expect(refused?.error?.errorName).toBe('UNKNOWN_MEMBER_ID')
    await beat('a', -1)
    await beat('b', -1)
    const [done] = await client.admin.alterGroupOffsets('shop', offsets)
    expect(done?.error).toBeNull()
    const [{ partitions } = { partitions: [] }] = await client.admin.listGroupOffsets(['shop'])
    expect(partitions).toMatchObject([{ topic: 'orders', partition: 1, offset: 0 }])
    const [deleted] = await client.admin.deleteGroups(['shop'])
    expect(deleted?.error).toBeNull()
    const { groups } = await client.admin.listGroups()
    expect(groups.map(({ groupId }) => groupId)).not.toContain('shop')
  })
})
