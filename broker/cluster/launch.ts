/** Starts a node's thread: the only `new Worker` in the repository. */
import { Worker } from 'node:worker_threads'

/** Where the entries are: `.ts` beside this file in a checkout, `.js` beside the bundle when built. */
const IS_SOURCE = import.meta.url.endsWith('.ts')

/** The thread's entry points by name; `scripts/entries.ts` builds the same list. */
const ENTRIES = {
  broker: IS_SOURCE ? '../node/worker.ts' : './broker-worker.js',
} as const

/** Heap of one node; buffers come on top. A node that needs more has a leak. */
const MAX_NODE_HEAP_MIB = 512

/** Young generation of one node: V8 would let it grow to several times that, and keep it. */
const MAX_NODE_YOUNG_HEAP_MIB = 12

export interface LaunchOptions {
  /** Shown in debuggers and crash reports. */
  readonly name: string
}

/** Starts a thread for `entry`. Its standard streams are the process's own. */
export function launch(entry: keyof typeof ENTRIES, options: LaunchOptions): Worker {
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
