import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { type CreateTopicsRequestTopicInput, createTopics } from '../wire/generated/create-topics.ts'
import { metadata } from '../wire/generated/metadata.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

const DYNAMIC_TOPIC = 1
const DEFAULT = 5

describe('CreateTopics', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start({ brokers: 2, configs: { 'num.partitions': '3' } })
    await cluster.topic('taken')
    await cluster.topic('dotted.name')
  })
  afterAll(() => cluster.stop())

  const specOf = (topic: Partial<CreateTopicsRequestTopicInput>): CreateTopicsRequestTopicInput => ({
    name: 'fresh',
    numPartitions: 1,
    replicationFactor: 1,
    assignments: [],
    configs: [],
    ...topic,
  })
  const create = (
    topics: readonly Partial<CreateTopicsRequestTopicInput>[],
    version = 7,
    validateOnly = false,
  ) => cluster.call(createTopics, { topics: topics.map(specOf), timeoutMs: 1_000, validateOnly }, { version })
  const outcome = async (topic: Partial<CreateTopicsRequestTopicInput>) => {
    const { topics } = await create([topic])
    return errorNameOf(topics[0]?.errorCode ?? -1)
  }

  it.each([2, 3, 4, 5, 6, 7])('answers every topic of the request in v%i', async (version) => {
    const { topics } = await create(
      [{ name: `a${version}` }, { name: 'taken' }, { name: `b${version}` }],
      version,
    )
    expect(topics.map(({ name, errorCode }) => [name, errorNameOf(errorCode)])).toEqual([
      [`a${version}`, 'NONE'],
      ['taken', 'TOPIC_ALREADY_EXISTS'],
      [`b${version}`, 'NONE'],
    ])
  })

  it.each([5, 6, 7])('tells partitions, replicas and every config in v%i', async (version) => {
    const configs = [{ name: 'retention.ms', value: '1000' }]
    const { topics } = await create(
      [{ name: `c${version}`, numPartitions: -1, replicationFactor: -1, configs }],
      version,
    )
    expect(topics[0]).toMatchObject({ errorCode: 0, numPartitions: 3, replicationFactor: 1 })
    const told = new Map((topics[0]?.configs ?? []).map((config) => [config.name, config]))
    expect(told.get('retention.ms')).toMatchObject({ value: '1000', configSource: DYNAMIC_TOPIC })
    expect(told.get('cleanup.policy')).toMatchObject({ value: 'delete', configSource: DEFAULT })
    expect(told.size).toBeGreaterThan(25)
  })

  it.each([
    ['an empty name', { name: '' }, 'INVALID_TOPIC_EXCEPTION'],
    ['a name of dots', { name: '..' }, 'INVALID_TOPIC_EXCEPTION'],
    ['a slash', { name: '../../etc' }, 'INVALID_TOPIC_EXCEPTION'],
    ['250 characters', { name: 'x'.repeat(250) }, 'INVALID_TOPIC_EXCEPTION'],
    ['a name that collides', { name: 'dotted_name' }, 'INVALID_TOPIC_EXCEPTION'],
    ['the metadata topic', { name: '__cluster_metadata' }, 'INVALID_REQUEST'],
    ['a name that exists', { name: 'taken' }, 'TOPIC_ALREADY_EXISTS'],
    ['0 partitions', { numPartitions: 0 }, 'INVALID_PARTITIONS'],
    ['-2 partitions', { numPartitions: -2 }, 'INVALID_PARTITIONS'],
    ['2^31-1 partitions', { numPartitions: 2_147_483_647 }, 'POLICY_VIOLATION'],
    ['0 replicas', { replicationFactor: 0 }, 'INVALID_REPLICATION_FACTOR'],
    ['more replicas than brokers', { replicationFactor: 3 }, 'INVALID_REPLICATION_FACTOR'],
    ['a config nobody knows', { configs: [{ name: 'no.such', value: '1' }] }, 'INVALID_CONFIG'],
    [
      'a config value that does not parse',
      { configs: [{ name: 'retention.ms', value: 'x' }] },
      'INVALID_CONFIG',
    ],
    ['a null config value', { configs: [{ name: 'retention.ms', value: null }] }, 'INVALID_CONFIG'],
    [
      'a config twice',
      {
        configs: [
          { name: 'retention.ms', value: '1' },
          { name: 'retention.ms', value: '2' },
        ],
      },
      'INVALID_REQUEST',
    ],
    [
      'an endless config value',
      { configs: [{ name: 'leader.replication.throttled.replicas', value: '1:1,'.repeat(9_000) }] },
      'INVALID_CONFIG',
    ],
    [
      'both counts and an assignment',
      { assignments: [{ partitionIndex: 0, brokerIds: [1] }] },
      'INVALID_REQUEST',
    ],
    [
      'a broker that is not there',
      { numPartitions: -1, replicationFactor: -1, assignments: [{ partitionIndex: 0, brokerIds: [9] }] },
      'INVALID_REPLICA_ASSIGNMENT',
    ],
    [
      'a broker twice',
      { numPartitions: -1, replicationFactor: -1, assignments: [{ partitionIndex: 0, brokerIds: [1, 1] }] },
      'INVALID_REPLICA_ASSIGNMENT',
    ],
    [
      'a gap between partitions',
      { numPartitions: -1, replicationFactor: -1, assignments: [{ partitionIndex: 1, brokerIds: [1] }] },
      'INVALID_REPLICA_ASSIGNMENT',
    ],
  ] satisfies [string, Partial<CreateTopicsRequestTopicInput>, string][])(
    'refuses %s',
    async (_what, topic, error) => {
      expect(await outcome(topic)).toBe(error)
    },
  )

  it('makes nothing when only asked to check', async () => {
    const { topics } = await create([{ name: 'checked' }], 7, true)
    expect(topics[0]).toMatchObject({ errorCode: 0, numPartitions: 1 })
    const seen = await cluster.call(metadata, { topics: [{ name: 'checked' }] }, { version: 12 })
    expect(errorNameOf(seen.topics[0]?.errorCode ?? 0)).toBe('UNKNOWN_TOPIC_OR_PARTITION')
  })

  it('refuses a name that is given twice, in every version, however long', async () => {
    for (const name of ['double', 'x'.repeat(32_000)]) {
      for (const version of [2, 4, 7]) {
        const { topics } = await create([{ name }, { name }], version)
        expect(topics.map(({ errorCode }) => errorNameOf(errorCode))).toEqual([
          'INVALID_REQUEST',
          'INVALID_REQUEST',
        ])
      }
    }
  })
})
