import { describe, expect, it } from 'vitest'
import { brokerConfigs, brokerSynonymsOf } from './broker-configs.ts'
import { type ConfigDefinition, int, list, long, numericValue, validateValue } from './definition.ts'
import { groupConfigs } from './group-configs.ts'
import { NO_BROKER_CONFIGS, resolveGroupConfig, resolveTopicConfig } from './resolve.ts'
import { topicConfigs } from './topic-configs.ts'

const all: ConfigDefinition[] = [
  ...topicConfigs.values(),
  ...brokerConfigs.values(),
  ...groupConfigs.values(),
]

describe('the configuration catalogue', () => {
  it('has defaults that pass their own checks, and a sentence for each', () => {
    for (const definition of all) {
      expect(definition.documentation, definition.name).toMatch(/\.$/)
      if (definition.default !== null) expect(validateValue(definition, definition.default)).toBeNull()
    }
  })

  it('names broker synonyms that exist and give the very default of the topic or group', () => {
    for (const definition of [...topicConfigs.values(), ...groupConfigs.values()]) {
      for (const synonym of definition.synonyms)
        expect(brokerConfigs.has(synonym.name), synonym.name).toBe(true)
    }
    for (const [name, { default: value }] of topicConfigs) {
      expect(resolveTopicConfig(name, new Map(), NO_BROKER_CONFIGS), name).toBe(value)
    }
    for (const [name, { default: value }] of groupConfigs) {
      expect(resolveGroupConfig(name, new Map(), NO_BROKER_CONFIGS), name).toBe(value)
    }
  })

  it('lists every name once, in order', () => {
    for (const catalogue of [topicConfigs, brokerConfigs, groupConfigs]) {
      const names = [...catalogue.keys()]
      expect(names).toEqual([...names].sort())
    }
    expect(topicConfigs.size).toBe(34)
    expect(brokerConfigs.size).toBeGreaterThan(180)
  })

  it('marks passwords as sensitive', () => {
    for (const { name, type, isSensitive } of all) expect(isSensitive, name).toBe(type === 'PASSWORD')
  })

  it('puts the finer unit first', () => {
    expect(brokerSynonymsOf('log.retention.ms')).toEqual([
      'log.retention.ms',
      'log.retention.minutes',
      'log.retention.hours',
    ])
    expect(brokerSynonymsOf('log.retention.hours')).toEqual(['log.retention.hours'])
    expect(brokerSynonymsOf('num.partitions')).toEqual(['num.partitions'])
  })
})

describe('checks of single values', () => {
  const problem = (name: string, value: string) => {
    const definition = topicConfigs.get(name) ?? brokerConfigs.get(name)
    return definition === undefined ? 'no such config' : validateValue(definition, value)
  }

  it('hold types, ranges, choices and lists', () => {
    const accepted: [string, string][] = [
      ['retention.ms', '-1'],
      ['retention.bytes', '9223372036854775807'],
      ['retention.bytes', '-9223372036854775808'],
      ['cleanup.policy', 'delete,compact'],
      ['cleanup.policy', ' compact , delete '],
      ['cleanup.policy', ''],
      ['preallocate', 'TRUE'],
      ['min.cleanable.dirty.ratio', '0'],
      ['compression.gzip.level', '-1'],
      ['segment.bytes', '1048576'],
      ['leader.replication.throttled.replicas', '*'],
      ['leader.replication.throttled.replicas', '0:1,1:2'],
      ['flush.ms', '+5'],
    ]
    for (const [name, value] of accepted) expect(problem(name, value), `${name}=${value}`).toBeNull()
    const refused: [string, string][] = [
      ['retention.ms', '-2'],
      ['retention.ms', 'soon'],
      ['retention.ms', ''],
      ['retention.ms', '1.5'],
      ['retention.bytes', '9223372036854775808'],
      ['cleanup.policy', 'delete,erase'],
      ['cleanup.policy', 'delete,delete'],
      ['compression.type', 'brotli'],
      ['preallocate', 'yes'],
      ['min.cleanable.dirty.ratio', '1.01'],
      ['compression.gzip.level', '0'],
      ['segment.bytes', '1048575'],
      ['segment.bytes', '2147483648'],
      ['min.insync.replicas', '0'],
      ['leader.replication.throttled.replicas', '0-1'],
      ['remote.storage.enable', 'true'],
      ['offsets.topic.replication.factor', '40000'],
      ['process.roles', 'reader'],
    ]
    for (const [name, value] of refused) expect(problem(name, value), `${name}=${value}`).toContain(name)
  })

  it('do not repeat a sensitive value', () => {
    const secret = int('secret', 1, 'A secret.', { isSensitive: true })
    expect(validateValue(secret, 'hunter2')).not.toContain('hunter2')
  })

  it('read numbers past 2^53 as no limit', () => {
    expect(numericValue('9223372036854775807')).toBe(Number.MAX_SAFE_INTEGER)
    expect(numericValue(' -1 ')).toBe(-1)
  })

  it('say what is allowed', () => {
    expect(long('a', 1, 'A.', { min: 0, max: 9 }).valid).toBe('at least 0 and at most 9')
    expect(list('b', '', 'B.', { oneOf: ['x', 'y'], canBeEmpty: true }).valid).toBe(
      'a list of x, y, or empty',
    )
  })
})
