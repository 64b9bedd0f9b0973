import { beforeEach, describe, expect, it } from 'vitest'
import {
  type ControllerFixture,
  joinBroker,
  makeTopic,
  openController,
} from '../testing/controller-fixture.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import { alterConfigs, incrementalAlterConfigs } from './config-commands.ts'
import { createPartitions, createTopics, deleteTopics } from './topic-commands.ts'

let fixture: ControllerFixture
beforeEach(async () => {
  fixture = await openController()
  for (const brokerId of [1, 2, 3]) await joinBroker(fixture.controller, brokerId)
})

const errorOf = (result: { errorCode: number } | undefined) => errorNameOf(result?.errorCode ?? -1)

async function make(topic: Parameters<typeof makeTopic>[1]) {
  const [result] = await makeTopic(fixture, topic)
  return result
}

function assign(
  name: string,
  assignments: readonly { partitionIndex: number; brokerIds: readonly number[] }[],
) {
  return fixture.controller.submit((image) =>
    createTopics(
      image,
      {
        topics: [{ name, numPartitions: -1, replicationFactor: -1, assignments, configs: [] }],
        timeoutMs: 1_000,
        validateOnly: false,
      },
      fixture.facts,
    ),
  )
}

describe('creating topics', () => {
  it('spreads leaders evenly over the brokers', async () => {
    await make({ name: 'orders', partitions: 9, replicas: 3 })
    const partitions = fixture.controller.image.topics.get('orders')?.partitions ?? []
    const leaders = partitions.map(({ leaderId }) => leaderId)
    for (const brokerId of [1, 2, 3]) expect(leaders.filter((leader) => leader === brokerId)).toHaveLength(3)
    for (const { replicas } of partitions) expect(new Set(replicas).size).toBe(3)
  })

  it.each([
    ['no name', '', 'INVALID_TOPIC_EXCEPTION'],
    ['a dot', '.', 'INVALID_TOPIC_EXCEPTION'],
    ['two dots', '..', 'INVALID_TOPIC_EXCEPTION'],
    ['a blank', 'my topic', 'INVALID_TOPIC_EXCEPTION'],
    ['a slash', '../escape', 'INVALID_TOPIC_EXCEPTION'],
    ['250 characters', 'x'.repeat(250), 'INVALID_TOPIC_EXCEPTION'],
  ])('refuses %s as a name', async (_what, name, error) => {
    expect(errorOf(await make({ name }))).toBe(error)
    expect(fixture.controller.image.topics.count).toBe(0)
  })

  it('refuses a name that is taken, or differs in dots and underscores only', async () => {
    await make({ name: 'shop.orders' })
    expect(errorOf(await make({ name: 'shop.orders' }))).toBe('TOPIC_ALREADY_EXISTS')
    expect(errorOf(await make({ name: 'shop_orders' }))).toBe('INVALID_TOPIC_EXCEPTION')
  })

  it('refuses zero partitions, zero replicas and more replicas than brokers', async () => {
    expect(errorOf(await make({ name: 'a', partitions: 0 }))).toBe('INVALID_PARTITIONS')
    expect(errorOf(await make({ name: 'a', replicas: 0 }))).toBe('INVALID_REPLICATION_FACTOR')
    expect(errorOf(await make({ name: 'a', replicas: 4 }))).toBe('INVALID_REPLICATION_FACTOR')
  })

  it('refuses more partitions than a request may make, before making any', async () => {
    expect(errorOf(await make({ name: 'a', partitions: 2_000_000_000 }))).toBe('POLICY_VIOLATION')
  })

  it('refuses configs that do not exist or do not fit', async () => {
    expect(errorOf(await make({ name: 'a', configs: { 'no.such.config': '1' } }))).toBe('INVALID_CONFIG')
    expect(errorOf(await make({ name: 'a', configs: { 'retention.ms': 'soon' } }))).toBe('INVALID_CONFIG')
  })

  it('takes a manual assignment and refuses one that cannot be', async () => {
    const [good] = await assign('a', [
      { partitionIndex: 1, brokerIds: [3, 1] },
      { partitionIndex: 0, brokerIds: [2, 3] },
    ])
    expect(good).toMatchObject({ errorCode: 0, numPartitions: 2, replicationFactor: 2 })
    expect(fixture.controller.image.topics.get('a')?.partitions.map(({ leaderId }) => leaderId)).toEqual([
      2, 3,
    ])
    const refused = [
      [{ partitionIndex: 0, brokerIds: [1, 1] }],
      [{ partitionIndex: 0, brokerIds: [9] }],
      [{ partitionIndex: 0, brokerIds: [] }],
      [{ partitionIndex: 1, brokerIds: [1] }],
      [
        { partitionIndex: 0, brokerIds: [1] },
        { partitionIndex: 1, brokerIds: [1, 2] },
      ],
    ]
    for (const assignments of refused) {
      const [result] = await assign('b', assignments)
      expect(errorOf(result)).toBe('INVALID_REPLICA_ASSIGNMENT')
    }
  })

  it('answers once for every topic of the request, also for the same one twice', async () => {
    const spec = { name: 'a', numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] }
    const results = await fixture.controller.submit((image) =>
      createTopics(image, { topics: [spec, spec], timeoutMs: 1_000, validateOnly: false }, fixture.facts),
    )
    expect(results.map(errorOf)).toEqual(['INVALID_REQUEST', 'INVALID_REQUEST'])
  })

  it('changes nothing when it is only asked to validate', async () => {
    const spec = { name: 'a', numPartitions: 3, replicationFactor: 1, assignments: [], configs: [] }
    const [result] = await fixture.controller.submit((image) =>
      createTopics(image, { topics: [spec], timeoutMs: 1_000, validateOnly: true }, fixture.facts),
    )
    expect(result).toMatchObject({ errorCode: 0, topicId: ZERO_UUID, numPartitions: 3 })
    expect(fixture.controller.image.topics.count).toBe(0)
  })
})

describe('deleting topics', () => {
  const remove = (topics: { name: string | null; topicId: string }[], topicNames: string[] = []) =>
    fixture.controller.submit((image) => deleteTopics(image, { topics, topicNames, timeoutMs: 1_000 }))

  it('deletes by name and by id, and a topic made again has another id', async () => {
    const first = await make({ name: 'a' })
    await remove([], ['a'])
    const second = await make({ name: 'a' })
    expect(second?.topicId).not.toBe(first?.topicId)
    const [byId] = await remove([{ name: null, topicId: second?.topicId ?? '' }])
    expect(byId).toMatchObject({ errorCode: 0, name: 'a' })
    expect(fixture.controller.image.topics.count).toBe(0)
  })

  it('takes the topic’s configs along', async () => {
    await make({ name: 'a', configs: { 'retention.ms': '1000' } })
    await remove([], ['a'])
    await make({ name: 'a' })
    expect(fixture.controller.image.configs.get(2, 'a').size).toBe(0)
  })

  it('refuses what is not there', async () => {
    const [byName] = await remove([], ['gone'])
    const [byId] = await remove([{ name: null, topicId: 'gone-gone-gone-gone-go' }])
    expect([byName, byId].map(errorOf)).toEqual(['UNKNOWN_TOPIC_OR_PARTITION', 'UNKNOWN_TOPIC_ID'])
  })
})

describe('adding partitions', () => {
  const grow = (name: string, count: number, assignments: { brokerIds: number[] }[] | null = null) =>
    fixture.controller.submit((image) =>
      createPartitions(
        image,
        { topics: [{ name, count, assignments }], timeoutMs: 1_000, validateOnly: false },
        fixture.facts,
      ),
    )

  it('appends partitions and leaves the present ones alone', async () => {
    await make({ name: 'a', partitions: 2 })
    const before = fixture.controller.image.topics.get('a')?.partitions
    expect(errorOf((await grow('a', 5))[0])).toBe('NONE')
    const after = fixture.controller.image.topics.get('a')?.partitions
    expect(after).toHaveLength(5)
    expect(after?.slice(0, 2)).toEqual(before)
  })

  it('refuses fewer, as many, and a topic that is not there', async () => {
    await make({ name: 'a', partitions: 2 })
    expect(errorOf((await grow('a', 1))[0])).toBe('INVALID_PARTITIONS')
    expect(errorOf((await grow('a', 2))[0])).toBe('INVALID_PARTITIONS')
    expect(errorOf((await grow('b', 2))[0])).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    expect(errorOf((await grow('a', 4, [{ brokerIds: [1] }]))[0])).toBe('INVALID_REPLICA_ASSIGNMENT')
  })
})

describe('altering configs', () => {
  const increment = (
    configs: { name: string; configOperation: number; value: string | null }[],
    name = 'a',
  ) =>
    fixture.controller.submit((image) =>
      incrementalAlterConfigs(
        image,
        { resources: [{ resourceType: 2, resourceName: name, configs }], validateOnly: false },
        new Map(),
      ),
    )

  it('sets, appends to and resets overrides', async () => {
    await make({ name: 'a', configs: { 'retention.ms': '1000' } })
    await increment([
      { name: 'cleanup.policy', configOperation: 2, value: 'compact' },
      { name: 'retention.ms', configOperation: 1, value: null },
    ])
    expect([...fixture.controller.image.configs.get(2, 'a')]).toEqual([['cleanup.policy', 'delete,compact']])
  })

  it('replaces all overrides the old way', async () => {
    await make({ name: 'a', configs: { 'retention.ms': '1000' } })
    await fixture.controller.submit((image) =>
      alterConfigs(
        image,
        {
          resources: [
            { resourceType: 2, resourceName: 'a', configs: [{ name: 'segment.ms', value: '5000' }] },
          ],
          validateOnly: false,
        },
        new Map(),
      ),
    )
    expect([...fixture.controller.image.configs.get(2, 'a')]).toEqual([['segment.ms', '5000']])
  })

  it('refuses unknown topics, unknown names and bad values, and then changes nothing', async () => {
    await make({ name: 'a' })
    const set = (name: string, value: string) => [{ name, configOperation: 0, value }]
    expect(errorOf((await increment(set('retention.ms', '1'), 'b'))[0])).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    expect(errorOf((await increment(set('no.such', '1')))[0])).toBe('INVALID_CONFIG')
    expect(errorOf((await increment([...set('segment.ms', '5'), ...set('retention.ms', 'x')]))[0])).toBe(
      'INVALID_CONFIG',
    )
    expect(fixture.controller.image.configs.get(2, 'a').size).toBe(0)
  })
})
