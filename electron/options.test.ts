import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataDirectoryOption, firstPortOption, parseOptions, UsageError, usageLine } from './options.ts'

describe('the port of the first broker', () => {
  it('leaves room for the others above it', () => {
    expect(firstPortOption('65535', 1)).toBe(65_535)
    expect(firstPortOption('65533', 3)).toBe(65_533)
    expect(firstPortOption('0', 9)).toBe(0)
  })

  it.each([
    ['65536', 1, '--port takes a whole number from 0 to 65535, not "65536".'],
    ['65534', 3, '--port takes a whole number from 0 to 65533 with 3 brokers, not "65534".'],
    ['65528', 9, '--port takes a whole number from 0 to 65527 with 9 brokers, not "65528".'],
    ['', 2, '--port takes a whole number from 0 to 65534 with 2 brokers, not "".'],
  ])('%j is refused for %i brokers, with the limit they leave', (text, brokerCount, message) => {
    expect(() => firstPortOption(text, brokerCount)).toThrow(new UsageError(message))
  })
})

describe('a command line that cannot be followed', () => {
  const lineOf = (...argv: string[]): string => {
    try {
      parseOptions(argv, { port: { type: 'string' } })
    } catch (error) {
      if (error instanceof UsageError) return usageLine(error)
    }
    return 'it can be followed'
  }

  it.each([
    ['a flag that is not there', ['--ports', '1'], '--ports'],
    ['a flag without its value', ['--port'], '--port'],
    ['a flag where a value should be', ['--port', '--port'], '--port'],
    ['a stray word', ['9092'], '9092'],
  ])('is told in one line for %s, which names it and the way to the flags', (_what, argv, named) => {
    expect(lineOf(...argv)).toMatch(/^.+[.] --help shows the flags[.]$/)
    expect(lineOf(...argv)).toContain(named)
  })
})

describe('the data directory', () => {
  it('is absolute, and the usual one when none is named', () => {
    expect(dataDirectoryOption('data', () => '/usual')).toBe(path.resolve('data'))
    expect(dataDirectoryOption(undefined, () => '/usual')).toBe(path.resolve('/usual'))
  })

  it.each(['', ' '])('is not %j, which would be the current one', (text) => {
    expect(() => dataDirectoryOption(text, () => '/usual')).toThrow(UsageError)
  })
})
