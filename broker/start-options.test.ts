import { describe, expect, it } from 'vitest'
import { checkStartOptions } from './start-options.ts'
import { KafkaError } from './wire/kafka-error.ts'

function faultOf(options: Record<string, unknown>): readonly [string, string] {
  try {
    checkStartOptions(options)
    return ['none', '']
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return [error.errorName, error.message]
  }
}

describe('the options of startCluster', () => {
  it.each([
    [{}],
    [{ brokers: 9, port: 65_527, dataDir: '/tmp/x', ephemeral: true, logLevel: 'debug' }],
    [{ brokers: undefined, port: undefined, dataDir: undefined, configs: undefined }],
    [{ configs: { 'num.partitions': '3', 'log.retention.hours': '1' } }],
  ])('takes %j', (options) => {
    expect(faultOf(options)).toEqual(['none', ''])
  })

  it.each([
    [{ brokers: 0 }, 'brokers must be a whole number from 1 to 9, not 0'],
    [{ brokers: 10 }, 'brokers must be a whole number from 1 to 9, not 10'],
    [{ brokers: 1.5 }, 'brokers must be a whole number from 1 to 9, not 1.5'],
    [{ port: 'abc' }, 'port must be a whole number from 0 to 65535, not "abc"'],
    [{ port: -1 }, 'not -1'],
    [{ brokers: 3, port: 65_534 }, 'port must be a whole number from 0 to 65533, not 65534'],
    [{ port: '9092' }, 'not "9092"'],
    [{ dataDir: 5 }, 'dataDir'],
    [{ dataDir: '' }, 'dataDir'],
    [{ ephemeral: 'no' }, 'ephemeral'],
    [{ logLevel: 'loud' }, 'logLevel must be one of debug, info, warn, error, not "loud"'],
    [{ configs: 'num.partitions=3' }, 'configs'],
    [{ broker: 1 }, 'There is no option "broker"'],
  ])('refuses %j', (options, message) => {
    const [code, told] = faultOf(options)
    expect(code).toBe('INVALID_REQUEST')
    expect(told).toContain(message)
  })

  it.each([
    [{ 'nope.x': '1' }, 'nope.x'],
    [{ 'num.partitions': 'abc' }, 'num.partitions'],
    [{ 'num.partitions': '0' }, 'num.partitions'],
    [{ 'num.partitions': 3 }, 'num.partitions must be a string'],
    [{ 'retention.ms': '1' }, 'retention.ms'],
    [{ listeners: 'PLAINTEXT://:1' }, 'listeners'],
    [{ 'log.dirs': '/data' }, 'log.dirs'],
  ])('refuses the configs %j and names the one', (configs, message) => {
    const [code, told] = faultOf({ configs })
    expect(code).toBe('INVALID_CONFIG')
    expect(told).toContain(message)
  })
})
