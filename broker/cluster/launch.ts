/** Starts a node's thread or process: the only `new Worker` and the only `fork` in the repository. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

/** Where the entries are: `.ts` beside this file in a checkout, `.js` beside the bundle when built. */
const IS_SOURCE = import.meta.url.endsWith('.ts')

/** The entry points by name; `scripts/entries.ts` builds the same list. */
const ENTRIES = {
  broker: IS_SOURCE ? '../node/worker.ts' : './broker-worker.js',
} as const

/** Heap of one node; buffers come on top. A node that needs more has a leak. */
const MAX_NODE_HEAP_MIB = 512

/** Young generation of one node: V8 would let it grow to several times that, and keep it. */
const MAX_NODE_YOUNG_HEAP_MIB = 12

/** V8's young generation is three of these. */
const SEMI_SPACES = 3

export interface LaunchOptions {
  /** Shown in debuggers and crash reports. */
  readonly name: string
}

/** Starts a thread for `entry`. Its standard streams are the process's own. */
export function launchThread(entry: keyof typeof ENTRIES, options: LaunchOptions): Worker {
  return new Worker(new URL(ENTRIES[entry], import.meta.url), {
    name: options.name,
    resourceLimits: {
      maxOldGenerationSizeMb: MAX_NODE_HEAP_MIB,
      maxYoungGenerationSizeMb: MAX_NODE_YOUNG_HEAP_MIB,
    },
    // A broker must not be steered by what the user's shell exports for other programs.
    env: {},
    execArgv: [],
  })
}

/** Starts a process of the same Node for `entry`, with a channel that closes when either end is gone. */
export function launchProcess(entry: keyof typeof ENTRIES, options: LaunchOptions): ChildProcess {
  return fork(fileURLToPath(new URL(ENTRIES[entry], import.meta.url)), [options.name], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: windowsNeeds(process.env),
    execArgv: [
      `--max-old-space-size=${MAX_NODE_HEAP_MIB}`,
      `--max-semi-space-size=${MAX_NODE_YOUNG_HEAP_MIB / SEMI_SPACES}`,
    ],
  })
}

/** Without it no program opens a socket on Windows. */
function windowsNeeds({ SystemRoot }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return SystemRoot === undefined ? {} : { SystemRoot }
}
