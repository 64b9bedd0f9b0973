import { describe, expect, it } from 'vitest'
import { KafkaError } from '../wire/kafka-error.ts'
import {
  applyIncremental,
  CONFIG_OPERATIONS,
  type ConfigOperation,
  type ConfigScope,
  replaceAll,
  staticConfigProblems,
  validateConfig,
  validateTopicConfigs,
} from './alter.ts'
import { NO_BROKER_CONFIGS } from './resolve.ts'

const { SET, DELETE, APPEND, SUBTRACT } = CONFIG_OPERATIONS

function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof KafkaError) return `${error.errorName}: ${error.message}`
    throw error
  }
  return 'accepted'
}

function alter(current: object, operations: [string, number, string | null][], scope: ConfigScope = 'topic') {
  const given: ConfigOperation[] = operations.map(([name, operation, value]) => ({ name, operation, value }))
  return Object.fromEntries(applyIncremental(scope, new Map(Object.entries(current)), given))
}

describe('incremental changes', () => {
  it('set and delete, and leave the rest and the input alone', () => {
    const current = new Map([
      ['retention.ms', '5'],
      ['segment.bytes', '2000000'],
    ])
    const changed = applyIncremental('topic', current, [
      { name: 'retention.ms', operation: DELETE, value: null },
      { name: 'max.message.bytes', operation: SET, value: '7' },
    ])
    expect(Object.fromEntries(changed)).toEqual({ 'segment.bytes': '2000000', 'max.message.bytes': '7' })
    expect(current.size).toBe(2)
  })

  it('append to and subtract from lists, beginning with the default', () => {
    expect(alter({}, [['cleanup.policy', APPEND, 'compact']])).toEqual({ 'cleanup.policy': 'delete,compact' })
    expect(alter({ 'cleanup.policy': 'compact' }, [['cleanup.policy', APPEND, 'compact']])).toEqual({
      'cleanup.policy': 'compact',
    })
    expect(alter({ 'cleanup.policy': 'compact,delete' }, [['cleanup.policy', SUBTRACT, 'delete']])).toEqual({
      'cleanup.policy': 'compact',
    })
    const broker = { ...NO_BROKER_CONFIGS, static: new Map([['log.cleanup.policy', 'compact']]) }
    const operation = { name: 'cleanup.policy', operation: APPEND, value: 'delete' }
    expect(applyIncremental('topic', new Map(), [operation], broker).get('cleanup.policy')).toBe(
      'compact,delete',
    )
  })

  it('refuse what Kafka refuses', () => {
    const cases: [[string, number, string | null][], string][] = [
      [[['no.such.config', SET, '1']], 'INVALID_CONFIG: Unknown topic config name'],
      [[['retention.ms', SET, 'x']], 'INVALID_CONFIG: Invalid value x for configuration retention.ms'],
      [[['retention.ms', APPEND, '1']], "INVALID_CONFIG: Can't APPEND to config retention.ms"],
      [[['cleanup.policy', APPEND, 'erase']], 'INVALID_CONFIG: Invalid value'],
      [[['retention.ms', SET, null]], 'INVALID_REQUEST: Null value'],
      [[['retention.ms', 9, '1']], 'INVALID_REQUEST: Unknown config operation 9'],
      [
        [
          ['retention.ms', SET, '1'],
          ['retention.ms', DELETE, null],
        ],
        'INVALID_REQUEST: Config retention.ms appears',
      ],
      [
        [
          ['min.compaction.lag.ms', SET, '10'],
          ['max.compaction.lag.ms', SET, '9'],
        ],
        'INVALID_CONFIG: min.compaction.lag.ms (10)',
      ],
    ]
    for (const [operations, expected] of cases)
      expect(refusal(() => alter({}, operations))).toContain(expected)
  })

  it('of brokers refuse read-only configs, and per-broker ones for all brokers', () => {
    expect(alter({}, [['message.max.bytes', SET, '5']], 'all-brokers')).toEqual({ 'message.max.bytes': '5' })
    expect(alter({}, [['ssl.keystore.location', SET, '/k']], 'broker')).toEqual({
      'ssl.keystore.location': '/k',
    })
    expect(refusal(() => alter({}, [['node.id', SET, '5']], 'broker'))).toContain(
      'Cannot update this config dynamically',
    )
    expect(refusal(() => alter({}, [['ssl.keystore.location', SET, '/k']], 'all-brokers'))).toContain(
      'only per broker',
    )
    expect(refusal(() => alter({}, [['retention.ms', SET, '5']], 'broker'))).toContain(
      'Unknown broker config name',
    )
    expect(alter({}, [['consumer.session.timeout.ms', SET, '50000']], 'group')).toEqual({
      'consumer.session.timeout.ms': '50000',
    })
  })
})

describe('overrides of groups', () => {
  it.each([
    ['consumer.session.timeout.ms', '1000', 'greater than or equal to group.consumer.min.session.timeout.ms'],
    ['consumer.session.timeout.ms', '61000', 'less than or equal to group.consumer.max.session.timeout.ms'],
    ['consumer.heartbeat.interval.ms', '100', 'group.consumer.min.heartbeat.interval.ms'],
    ['consumer.heartbeat.interval.ms', '16000', 'group.consumer.max.heartbeat.interval.ms'],
  ])('keep %s=%s out', (name, value, problem) => {
    expect(refusal(() => alter({}, [[name, SET, value]], 'group'))).toContain(problem)
  })
})

describe('full replacement', () => {
  it('keeps nothing that is not given', () => {
    expect([...replaceAll('topic', [['retention.ms', '5']])]).toEqual([['retention.ms', '5']])
    expect(refusal(() => replaceAll('topic', [['retention.ms', null]]))).toContain(
      'INVALID_CONFIG: Null value',
    )
    expect(refusal(() => validateTopicConfigs(new Map([['retention', '5']])))).toContain('INVALID_CONFIG')
  })
})

describe('static configs', () => {
  it('are checked by name and value', () => {
    expect(staticConfigProblems(new Map([['num.partitions', '4']]))).toEqual([])
    expect(
      staticConfigProblems(
        new Map([
          ['num.partitions', '0'],
          ['nonsense', '1'],
        ]),
      ).length,
    ).toBe(2)
    expect(validateConfig('topic', 'retention.ms', '1')).toBeNull()
    expect(validateConfig('topic', 'retention.m', '1')).toBe('Unknown topic config name: retention.m')
  })
})
