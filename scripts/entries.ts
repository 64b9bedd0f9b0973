/** Every bundle of the back end: name → source. The build, the thread launcher's test and the package test read it. */
export const entries = {
  main: 'electron/main.ts',
  headless: 'electron/headless.ts',
  cluster: 'electron/cluster.ts',
  library: 'broker/index.ts',
  'broker-worker': 'broker/node/worker.ts',
} as const

/** Bundled apart: a preload script is CommonJS in a sandboxed window. */
export const preloadEntry = 'electron/preload.ts'

/** Native or self-locating packages that stay outside the bundles. */
export const externalPackages = ['electron', '@node-rs/crc32'] as const
