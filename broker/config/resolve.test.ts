import { describe, expect, it } from 'vitest'
import { brokerConfigsFrom } from './broker-settings.ts'
import { CONFIG_SOURCES } from './definition.ts'
import {
  type BrokerConfigSources,
  describeBrokerConfigs,
  describeDefaultBrokerConfigs,
  describeGroupConfigs,
  describeTopicConfigs,
  NO_BROKER_CONFIGS,
  resolveTopicConfig,
} from './resolve.ts'
import { topicSettingsFrom } from './topic-settings.ts'

function sources(parts: { static?: object; dynamicDefault?: object; dynamic?: object }): BrokerConfigSources {
  const map = (part: object = {}) =>
    new Map(Object.entries(part).map(([name, value]) => [name, String(value)]))
  return { static: map(parts.static), dynamicDefault: map(parts.dynamicDefault), dynamic: map(parts.dynamic) }
}

describe('effective values', () => {
  it('come from the topic, then the broker, then all brokers, then the start, then the catalogue', () => {
    const overrides = new Map([['max.message.bytes', '1']])
    const broker = sources({
      static: { 'message.max.bytes': 4 },
      dynamicDefault: { 'message.max.bytes': 3 },
      dynamic: { 'message.max.bytes': 2 },
    })
    const value = (own: ReadonlyMap<string, string>, from: BrokerConfigSources) =>
      resolveTopicConfig('max.message.bytes', own, from)
    expect(value(overrides, broker)).toBe('1')
    expect(value(new Map(), broker)).toBe('2')
    expect(value(new Map(), { ...broker, dynamic: new Map() })).toBe('3')
    expect(value(new Map(), { ...NO_BROKER_CONFIGS, static: broker.static })).toBe('4')
    expect(value(new Map(), NO_BROKER_CONFIGS)).toBe('1048588')
  })

  it('turn hours and minutes into milliseconds, the finer unit first', () => {
    const retention = (parts: object) =>
      resolveTopicConfig('retention.ms', new Map(), sources({ static: parts }))
    expect(retention({ 'log.retention.hours': 2 })).toBe('7200000')
    expect(retention({ 'log.retention.hours': 2, 'log.retention.minutes': 3 })).toBe('180000')
    expect(retention({ 'log.retention.hours': 2, 'log.retention.ms': 5 })).toBe('5')
    expect(retention({ 'log.retention.hours': -1 })).toBe('-1')
  })

  it('become typed settings', () => {
    const overrides = new Map([
      ['cleanup.policy', 'compact, delete'],
      ['compression.type', 'zstd'],
      ['retention.ms', '-1'],
      ['min.insync.replicas', '2'],
    ])
    const settings = topicSettingsFrom(overrides, NO_BROKER_CONFIGS)
    expect(settings).toMatchObject({ minInSyncReplicas: 2, isUncleanLeaderElectionEnabled: false })
    expect(settings.logConfig).toMatchObject({
      cleanupPolicy: { isCompact: true, isDelete: true },
      compressionType: 'zstd',
      retentionMs: -1,
      flushMs: Number.MAX_SAFE_INTEGER,
      segmentBytes: 1_073_741_824,
      messageTimestampType: 'CreateTime',
    })
    const broker = brokerConfigsFrom(
      sources({ static: { 'num.partitions': 4 }, dynamicDefault: { 'fetch.max.bytes': 2048 } }),
    )
    expect(broker).toMatchObject({ numPartitions: 4, fetchMaxBytes: 2048, autoCreateTopics: true })
    expect(broker.groups).toMatchObject({ minSessionTimeoutMs: 6000, offsetsRetentionMs: 604_800_000 })
  })
})

describe('DescribeConfigs', () => {
  const broker = sources({
    static: { 'log.segment.bytes': 2_000_000 },
    dynamicDefault: { 'log.segment.bytes': 3_000_000 },
  })

  it('reports every topic config with type, source, documentation and synonyms (quirk 5)', () => {
    const described = describeTopicConfigs(new Map([['segment.bytes', '4000000']]), broker)
    expect(described.length).toBe(34)
    expect(described.find((each) => each.name === 'segment.bytes')).toMatchObject({
      value: '4000000',
      source: CONFIG_SOURCES.DYNAMIC_TOPIC,
      isReadOnly: false,
      isSensitive: false,
      typeId: 3,
      synonyms: [
        { name: 'segment.bytes', value: '4000000', source: 1 },
        { name: 'log.segment.bytes', value: '3000000', source: 3 },
        { name: 'log.segment.bytes', value: '2000000', source: 4 },
        { name: 'log.segment.bytes', value: '1073741824', source: 5 },
      ],
    })
    expect(described.find((each) => each.name === 'retention.ms')).toMatchObject({
      value: '604800000',
      source: CONFIG_SOURCES.DEFAULT,
      synonyms: [{ name: 'log.retention.hours', value: '168', source: 5 }],
    })
  })

  it('answers only the names asked for, each once, unknown ones not at all', () => {
    const names = ['retention.ms', 'retention.ms', 'no.such.config']
    expect(describeTopicConfigs(new Map(), broker, names).map((each) => each.name)).toEqual(['retention.ms'])
    expect(describeTopicConfigs(new Map(), broker, [])).toEqual([])
  })

  it('reports broker configs, hides secrets and says what is read-only', () => {
    const secret = sources({ static: { 'ssl.key.password': 'hunter2', 'node.id': 3 } })
    const described = describeBrokerConfigs(secret)
    expect(described.find((each) => each.name === 'ssl.key.password')).toMatchObject({
      value: null,
      isSensitive: true,
      synonyms: [{ value: null, source: 4 }],
    })
    expect(JSON.stringify(described)).not.toContain('hunter2')
    expect(described.find((each) => each.name === 'node.id')).toMatchObject({
      value: '3',
      isReadOnly: true,
      source: 4,
    })
    expect(described.find((each) => each.name === 'message.max.bytes')).toMatchObject({
      isReadOnly: false,
      source: 5,
    })
    expect(described.find((each) => each.name === 'log.retention.ms')).toMatchObject({
      value: null,
      synonyms: [{ name: 'log.retention.hours', value: '168', source: 5 }],
    })
  })

  it('reports for all brokers what was set for all brokers', () => {
    expect(
      describeDefaultBrokerConfigs(broker.dynamicDefault).map((each) => [each.name, each.value, each.source]),
    ).toEqual([['log.segment.bytes', '3000000', 3]])
  })

  it('reports group configs', () => {
    const described = describeGroupConfigs(
      new Map([['consumer.session.timeout.ms', '50000']]),
      NO_BROKER_CONFIGS,
    )
    expect(described.find((each) => each.name === 'consumer.session.timeout.ms')).toMatchObject({
      value: '50000',
      source: 8,
      synonyms: [{ source: 8 }, { name: 'group.consumer.session.timeout.ms', source: 5 }],
    })
  })
})
