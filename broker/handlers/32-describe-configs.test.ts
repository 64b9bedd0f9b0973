import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONFIG_RESOURCE } from '../controller/image/configs.ts'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { describeConfigs } from '../wire/generated/describe-configs.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

const DYNAMIC_TOPIC = 1
const STATIC_BROKER = 4
const DEFAULT = 5
const INT = 3

describe('DescribeConfigs', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start({
      brokers: 2,
      // The address is the broker’s own to tell: what is given here does not count.
      configs: { 'num.partitions': '7', 'log.retention.hours': '2', listeners: 'PLAINTEXT://elsewhere:1' },
    })
    await cluster.topic('t', { configs: { 'cleanup.policy': 'compact,delete' } })
  })
  afterAll(() => cluster.stop())

  const ask = async (
    resourceType: number,
    resourceName: string,
    options: { readonly version?: number; readonly keys?: string[] | null; readonly flags?: object } = {},
  ) => {
    const version = options.version ?? 4
    const { results } = await cluster.call(
      describeConfigs,
      {
        resources: [{ resourceType, resourceName, configurationKeys: options.keys ?? null }],
        includeSynonyms: true,
        ...options.flags,
      },
      { version },
    )
    const result = results[0]
    if (result === undefined) throw new TypeError('one result per resource')
    return { ...result, byName: new Map(result.configs.map((config) => [config.name, config])) }
  }

  it.each([1, 2, 3, 4])(
    'returns every config of a topic with its source and synonyms in v%i',
    async (version) => {
      const { byName, errorCode } = await ask(CONFIG_RESOURCE.TOPIC, 't', { version })
      expect(errorCode).toBe(0)
      expect(byName.size).toBeGreaterThan(25)
      expect(byName.get('cleanup.policy')).toMatchObject({
        value: 'compact,delete',
        configSource: DYNAMIC_TOPIC,
      })
      const retention = byName.get('retention.ms')
      expect(retention).toMatchObject({ value: '7200000', configSource: STATIC_BROKER })
      expect(retention?.synonyms[0]).toMatchObject({
        name: 'log.retention.hours',
        value: '2',
        source: STATIC_BROKER,
      })
      expect(byName.get('max.message.bytes')).toMatchObject({ configSource: DEFAULT })
      expect(byName.get('max.message.bytes')?.configType).toBe(version >= 3 ? INT : 0)
    },
  )

  it('returns the broker’s own configs and documentation when asked', async () => {
    const { byName } = await ask(CONFIG_RESOURCE.BROKER, '1', { flags: { includeDocumentation: true } })
    expect(byName.get('num.partitions')).toMatchObject({ value: '7', configSource: STATIC_BROKER })
    expect(byName.get('num.partitions')?.documentation?.length).toBeGreaterThan(10)
    const plain = await ask(CONFIG_RESOURCE.BROKER, '1')
    expect(plain.byName.get('num.partitions')?.documentation).toBeNull()
  })

  it('tells who the broker is, where it listens and where its data lies', async () => {
    const listener = `PLAINTEXT://127.0.0.1:${cluster.portOf(1)}`
    const { byName } = await ask(CONFIG_RESOURCE.BROKER, '1')
    const own = {
      'node.id': '1',
      'broker.id': '1',
      'process.roles': 'broker',
      'controller.quorum.voters': `101@127.0.0.1:${cluster.portOf(101)}`,
      listeners: listener,
      'advertised.listeners': listener,
      'log.dir': '/node-1',
      'log.dirs': '/node-1',
    }
    for (const [name, value] of Object.entries(own))
      expect(byName.get(name)).toMatchObject({ name, value, configSource: STATIC_BROKER })
  })

  it('leaves synonyms out unless asked', async () => {
    const { configs } = await ask(CONFIG_RESOURCE.TOPIC, 't', { flags: { includeSynonyms: false } })
    expect(configs.every(({ synonyms }) => synonyms.length === 0)).toBe(true)
  })

  it('returns the configs that are named and exist', async () => {
    const { configs } = await ask(CONFIG_RESOURCE.TOPIC, 't', {
      keys: ['retention.ms', 'no.such', 'retention.ms'],
    })
    expect(configs.map(({ name }) => name)).toEqual(['retention.ms'])
    expect((await ask(CONFIG_RESOURCE.TOPIC, 't', { keys: [] })).configs).toEqual([])
  })

  it.each([
    ['a topic that is not there', CONFIG_RESOURCE.TOPIC, 'nowhere', 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['an illegal topic name', CONFIG_RESOURCE.TOPIC, 'a/b', 'INVALID_TOPIC_EXCEPTION'],
    ['another broker', CONFIG_RESOURCE.BROKER, '2', 'INVALID_REQUEST'],
    ['a broker id that is none', CONFIG_RESOURCE.BROKER, 'one', 'INVALID_REQUEST'],
    ['a group without a name', CONFIG_RESOURCE.GROUP, '', 'INVALID_REQUEST'],
    ['a kind of resource nobody has', 77, 'x', 'INVALID_REQUEST'],
  ])('refuses %s', async (_what, type, name, error) => {
    const result = await ask(type, name)
    expect([errorNameOf(result.errorCode), result.configs]).toEqual([error, []])
  })
})
