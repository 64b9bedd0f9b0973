import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONFIG_RESOURCE } from '../controller/image/configs.ts'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { describeConfigs } from '../wire/generated/describe-configs.ts'
import { incrementalAlterConfigs } from '../wire/generated/incremental-alter-configs.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

const SET = 0
const DELETE = 1
const APPEND = 2
const SUBTRACT = 3

type Operation = readonly [name: string, operation: number, value: string | null]

describe('IncrementalAlterConfigs', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start()
    await cluster.topic('t', { configs: { 'retention.ms': '1' } })
  })
  afterAll(() => cluster.stop())

  const alter = async (
    operations: readonly Operation[],
    options: { version?: number; name?: string } = {},
  ) => {
    const { responses } = await cluster.call(
      incrementalAlterConfigs,
      {
        resources: [
          {
            resourceType: CONFIG_RESOURCE.TOPIC,
            resourceName: options.name ?? 't',
            configs: operations.map(([name, configOperation, value]) => ({ name, configOperation, value })),
          },
        ],
        validateOnly: false,
      },
      { version: options.version ?? 1 },
    )
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

  it.each([0, 1])('sets one config, leaves the others, and deletes it again in v%i', async (version) => {
    expect(await alter([['max.message.bytes', SET, '5000']], { version })).toBe('NONE')
    await expect.poll(() => valueOf('max.message.bytes')).toBe('5000')
    expect(await valueOf('retention.ms')).toBe('1')
    expect(await alter([['max.message.bytes', DELETE, null]], { version })).toBe('NONE')
    await expect.poll(() => valueOf('max.message.bytes')).toBe('1048588')
  })

  it('appends to and subtracts from a list', async () => {
    expect(await alter([['cleanup.policy', APPEND, 'compact']])).toBe('NONE')
    await expect.poll(() => valueOf('cleanup.policy')).toBe('delete,compact')
    expect(await alter([['cleanup.policy', SUBTRACT, 'delete']])).toBe('NONE')
    await expect.poll(() => valueOf('cleanup.policy')).toBe('compact')
  })

  it.each([
    ['appending to a number', [['retention.ms', APPEND, '1']], 'INVALID_CONFIG'],
    ['an operation nobody knows', [['retention.ms', 9, '1']], 'INVALID_REQUEST'],
    [
      'a config twice',
      [
        ['retention.ms', SET, '1'],
        ['retention.ms', SET, '2'],
      ],
      'INVALID_REQUEST',
    ],
    ['setting null', [['retention.ms', SET, null]], 'INVALID_REQUEST'],
    ['a config nobody knows', [['no.such', SET, '1']], 'INVALID_CONFIG'],
    [
      'an endless value',
      [['leader.replication.throttled.replicas', SET, '1:1,'.repeat(9_000)]],
      'INVALID_CONFIG',
    ],
  ] satisfies [string, Operation[], string][])('refuses %s', async (_what, operations, error) => {
    expect(await alter(operations)).toBe(error)
  })

  it('refuses a topic that is not there', async () => {
    expect(await alter([['retention.ms', SET, '1']], { name: 'nowhere' })).toBe('UNKNOWN_TOPIC_OR_PARTITION')
  })
})
