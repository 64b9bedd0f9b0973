import { describe, expect, it } from 'vitest'
import { type ClusterSettings, parseClusterFlags, quorumAdvice } from './cluster-flags.ts'
import { UsageError } from './options.ts'

function settingsOf(...argv: string[]): ClusterSettings {
  const settings = parseClusterFlags(['--ephemeral', ...argv])
  if (typeof settings === 'string') throw new TypeError('no question was asked')
  return settings
}

describe('the flags of the cluster command', () => {
  it('are what the help says when none is given, and leave the form to the directory', () => {
    expect(settingsOf()).toMatchObject({ brokers: 3, port: 9_092, racks: [], controlPort: null })
    expect(settingsOf()).toMatchObject({ controllers: undefined, combined: undefined })
    expect(settingsOf('--combined', '--controllers', '3')).toMatchObject({ controllers: 3, combined: true })
  })

  it('answer questions before anything else', () => {
    expect(parseClusterFlags(['--help', '--brokers', 'x'])).toBe('help')
    expect(parseClusterFlags(['--version'])).toBe('version')
  })

  it('take racks with commas between', () => {
    expect(settingsOf('--racks', 'a, b,a').racks).toEqual(['a', 'b', 'a'])
  })

  it.each([
    [['--racks', ',,,'], '--racks takes names with commas between, a,b,c, not ",,,".'],
    [['--racks', 'a,,b'], 'not "a,,b".'],
    [['--racks', ''], 'not "".'],
    [
      ['--control-port', '9093'],
      '--control-port 9093 is the port of broker 2: with --port 9092 the brokers listen up to 9094.',
    ],
    [['--control-port', '9092', '--brokers', '1'], 'is the port of broker 1'],
    [['--control-port', '9094'], 'is the port of broker 3'],
    [['--control-port', '70000'], '--control-port takes a whole number'],
    [['--controllers', '6'], '--controllers takes a whole number from 1 to 5, not "6".'],
    [['--combined', '--controllers', '4'], 'from 1 to 3 with 3 brokers that are the controllers'],
  ])('refuse %j', (argv, message) => {
    expect(() => settingsOf(...argv)).toThrow(UsageError)
    expect(() => settingsOf(...argv)).toThrow(message)
  })

  it.each([
    [['--control-port', '9091'], 9_091],
    [['--control-port', '9095'], 9_095],
    [['--control-port', '0'], 0],
    [['--control-port', '2', '--port', '0'], 2],
  ])('take %j, which no broker has', (argv, controlPort) => {
    expect(settingsOf(...argv).controlPort).toBe(controlPort)
  })
})

describe('advice on the number of controllers', () => {
  it.each([
    [2, 'with 2 controllers none of them may be lost, as with 1: 3 would bear one more.'],
    [4, 'with 4 controllers 1 of them may be lost, as with 3: 5 would bear one more.'],
  ])('is given for %i, which bear no more than one fewer', (count, words) => {
    expect(quorumAdvice(count)).toBe(words)
  })

  it.each([1, 3, 5])('is not given for %i', (count) => {
    expect(quorumAdvice(count)).toBeNull()
  })
})
