import { describe, expect, it } from 'vitest'
import { ownArguments, parseAppFlags } from './app-flags.ts'
import { UsageError } from './options.ts'

describe('flags on Electron’s command line', () => {
  it('are what stands behind two dashes, packaged or not', () => {
    const argv = ['loupe', '--no-sandbox', '.', '--', '--data-dir', '/d', '--typo']
    expect(ownArguments(argv, false)).toEqual(['--data-dir', '/d', '--typo'])
    expect(ownArguments(argv, true)).toEqual(['--data-dir', '/d', '--typo'])
  })

  it('are found among Chromium’s when the packaged app is started without the dashes', () => {
    const argv = [
      'loupe',
      '--no-sandbox',
      '--data-dir',
      '/d',
      '--brokers=2',
      '--ozone-platform=x11',
      '--no-demo',
    ]
    expect(ownArguments(argv, true)).toEqual(['--data-dir', '/d', '--brokers=2', '--no-demo'])
    expect(parseAppFlags(ownArguments(argv, true))).toMatchObject({
      dataDirectory: '/d',
      brokerCount: 2,
      isDemoAllowed: false,
    })
  })

  it('are none without the dashes in a checkout, where Electron takes its own', () => {
    expect(ownArguments(['electron', '.', '--data-dir', '/d'], false)).toEqual([])
  })

  it.each([
    [['--data-dir']],
    [['--data-dir', '']],
    [['--data-dir= ']],
    [['--brokers', '0']],
    [['--brokers=many']],
    [['--port', '70000']],
    [['--tpyo']],
  ])('are refused when they cannot be: %j', (argv) => {
    expect(() => parseAppFlags(argv)).toThrow(UsageError)
  })
})
