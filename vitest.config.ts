import os from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{contract,broker,electron,scripts,renderer,resources}/**/*.test.ts'],
    environment: 'node',
    pool: 'threads',
    // Vitest leaves one core free, which on two of them means one file at a time.
    maxWorkers: os.availableParallelism(),
    testTimeout: 20_000,
  },
})
