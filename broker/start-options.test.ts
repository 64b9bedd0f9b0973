import { describe, expect, it } from 'vitest'
import { checkStartOptions, configTexts } from './start-options.ts'
import { KafkaError } from './wire/kafka-error.ts'

function faultOf(options: unknown): readonly [string, string] {
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
    [{ configs: { 'num.partitions': 3, 'auto.create.topics.enable': false } }],
    [{ racks: ['a', 'b', 'c'], kafkaVersion: '3.7' }],
    [{ racks: [] }],
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
    [{ isolation: 'vm' }, 'isolation must be thread or process, not "vm"'],
    [{ profile: 1 }, 'profile must be kafka or fast, not 1'],
    [{ configs: 'num.partitions=3' }, 'configs must be an object of broker configs by name, not "num.p'],
    [{ configs: [] }, 'configs must be an object of broker configs by name, not a list'],
    [{ configs: null }, 'configs must be an object of broker configs by name, not null'],
    [{ racks: 'a,b,c' }, 'racks must be a list of names'],
    [{ racks: ['a', ''] }, 'racks must be a list of names'],
    [{ racks: [1] }, 'racks must be a list of names'],
    [null, 'The options must be an object, for example { brokers: 1 }, not null'],
    [5, 'The options must be an object, for example { brokers: 1 }, not 5'],
    ['3', 'not "3"'],
    [[], 'not a list'],
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
    [{ 'num.partitions': 0 }, 'num.partitions'],
    [{ 'num.partitions': 1.5 }, 'num.partitions'],
    [{ 'num.partitions': true }, 'num.partitions'],
    [{ 'num.partitions': Number.NaN }, 'num.partitions must be a string, a number, true or false, not NaN'],
    [{ 'num.partitions': null }, 'num.partitions must be a string, a number, true or false, not null'],
    [{ 'num.partitions': ['3'] }, 'not a list'],
    [{ 'nope.x': 1, 'num.partitions': null }, 'Unknown broker config name: nope.x'],
    [{ 'nope.x': {} }, 'Unknown broker config name: nope.x'],
    [{ 'retention.ms': '1' }, 'retention.ms'],
    [{ listeners: 'PLAINTEXT://:1' }, 'listeners'],
    [{ 'log.dirs': '/data' }, 'log.dirs'],
  ])('refuses the configs %j and names the one', (configs, message) => {
    const [code, told] = faultOf({ configs })
    expect(code).toBe('INVALID_CONFIG')
    expect(told).toContain(message)
  })

  it('makes numbers and booleans the text that JavaScript has for them', () => {
    expect(
      configTexts({ 'num.partitions': 3, 'auto.create.topics.enable': false, 'log.retention.ms': '1' }),
    ).toEqual({
      'num.partitions': '3',
      'auto.create.topics.enable': 'false',
      'log.retention.ms': '1',
    })
  })
})
