import { defineConfig } from 'vitest/config'

/** Other people's clients against our cluster: real sockets, real threads, one file after another. */
export default defineConfig({
  test: {
    include: ['e2e/wire/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
