import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONFIG_RESOURCE } from '../controller/image/configs.ts'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { alterConfigs } from '../wire/generated/alter-configs.ts'
import { describeConfigs } from '../wire/generated/describe-configs.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

describe('AlterConfigs', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start()
    await cluster.topic('t', { configs: { 'retention.ms': '1', 'segment.bytes': '1048576' } })
  })
  afterAll(() => cluster.stop())

  const alter = async (
    configs: Readonly<Record<string, string | null>>,
    options: {
      readonly version?: number
      readonly type?: number
      readonly name?: string
      readonly dry?: boolean
    } = {},
  ) => {
    const resource = {
      resourceType: options.type ?? CONFIG_RESOURCE.TOPIC,
      resourceName: options.name ?? 't',
    }
    const { responses } = await cluster.call(
      alterConfigs,
      {
        resources: [
          { ...resource, configs: Object.entries(configs).map(([name, value]) => ({ name, value })) },
        ],
        validateOnly: options.dry ?? false,
      },
      { version: options.version ?? 2 },
    )
    expect(responses[0]).toMatchObject(resource)
    return errorNameOf(responses[0]?.errorCode ?? -1)
  }
  const valueOf = async (name: string) => {
    const { results } = await cluster.call(
      describeConfigs,
      { resources: [{ resourceType: CONFIG_RESOURCE.TOPIC, resourceName: 't', configurationKeys: [name] }] },
      { version: 4 },
    )
    return results[0]?.configs[0]?.value
  }

  it.each([0, 1, 2])('replaces all overrides in v%i', async (version) => {
    expect(await alter({ 'retention.ms': `10${version}` }, { version })).toBe('NONE')
    await expect.poll(() => valueOf('retention.ms')).toBe(`10${version}`)
    expect(await valueOf('segment.bytes')).toBe('1073741824')
  })

  it('changes nothing when only asked to check', async () => {
    const before = await valueOf('retention.ms')
    expect(await alter({ 'retention.ms': '77' }, { dry: true })).toBe('NONE')
    expect(await valueOf('retention.ms')).toBe(before)
  })

  it.each([
    ['a config nobody knows', { 'no.such': '1' }, {}, 'INVALID_CONFIG'],
    ['a value that does not parse', { 'retention.ms': 'soon' }, {}, 'INVALID_CONFIG'],
    ['a value out of range', { 'max.message.bytes': '-5' }, {}, 'INVALID_CONFIG'],
    ['a null value', { 'retention.ms': null }, {}, 'INVALID_CONFIG'],
    ['a topic that is not there', {}, { name: 'nowhere' }, 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['a broker that is not there', {}, { type: CONFIG_RESOURCE.BROKER, name: '9' }, 'INVALID_REQUEST'],
    ['a broker id that is none', {}, { type: CONFIG_RESOURCE.BROKER, name: 'x' }, 'INVALID_REQUEST'],
    [
      'a read-only broker config',
      { 'broker.id': '4' },
      { type: CONFIG_RESOURCE.BROKER, name: '1' },
      'INVALID_CONFIG',
    ],
    ['a kind of resource nobody has', {}, { type: 99 }, 'INVALID_REQUEST'],
  ])('refuses %s', async (_what, configs, options, error) => {
    expect(await alter(configs as Record<string, string | null>, options)).toBe(error)
  })
})
