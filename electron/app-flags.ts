/** The flags of `npm start`, the same in Electron and headless. */
import { dataDirectoryOption, integerOption, parseOptions } from './options.ts'
import { defaultDataDirectory } from './platform/data-directory.ts'

export interface AppFlags {
  /** Port of the HTTP host; 0 picks a free one. */
  readonly port: number
  readonly dataDirectory: string
  /** Undefined: what the settings say. */
  readonly brokerCount: number | undefined
  readonly isDemoAllowed: boolean
  /** Never a window or browser. */
  readonly isHeadless: boolean
  /** Why there is no window, to be shown in the page. */
  readonly notice: string | null
  readonly isHelp: boolean
  readonly isVersion: boolean
}

export const APP_HELP = `npm start -- [options]

  --headless       no window and no browser: serve the app on 127.0.0.1 and print its address
  --port PORT      port of that address (a free one)
  --data-dir DIR   where settings, connections and the local cluster live
  --brokers N      brokers of the local cluster, 1 to 9 (as in the settings, 3 at first)
  --no-demo        no demo data
  --version        print the version and end
  --help           print this and end
`

const FLAGS = {
  headless: { type: 'boolean', default: false },
  port: { type: 'string', default: '0' },
  'data-dir': { type: 'string' },
  brokers: { type: 'string' },
  'no-demo': { type: 'boolean', default: false },
  notice: { type: 'string' },
  version: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/**
 * Our flags on Electron's command line. Behind `--` they are all ours; the packaged app is also started
 * without it, and then what is not a flag of ours is Electron's or Chromium's.
 */
export function ownArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  const separator = argv.indexOf('--')
  if (separator >= 0) return argv.slice(separator + 1)
  if (!isPackaged) return []
  const own: string[] = []
  for (let index = 1; index < argv.length; index += 1) {
    const [, name = '', value] = /^--([a-z-]+)(=.*)?$/.exec(argv[index] ?? '') ?? []
    const flag = Object.entries(FLAGS).find(([known]) => known === name)
    if (flag === undefined) continue
    const takesNext = flag[1].type === 'string' && value === undefined
    own.push(...argv.slice(index, index + (takesNext ? 2 : 1)))
    if (takesNext) index += 1
  }
  return own
}

/** @throws UsageError. */
export function parseAppFlags(argv: readonly string[]): AppFlags {
  const values = parseOptions(argv, FLAGS)
  return {
    port: integerOption(values.port, { name: 'port', min: 0, max: 65_535 }),
    dataDirectory: dataDirectoryOption(values['data-dir'], defaultDataDirectory),
    brokerCount:
      values.brokers === undefined
        ? undefined
        : integerOption(values.brokers, { name: 'brokers', min: 1, max: 9 }),
    isDemoAllowed: !values['no-demo'],
    isHeadless: values.headless,
    notice: values.notice ?? null,
    isHelp: values.help,
    isVersion: values.version,
  }
}
