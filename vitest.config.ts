import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{contract,broker,electron,scripts,renderer,resources}/**/*.test.ts'],
    environment: 'node',
    pool: 'threads',
    testTimeout: 20_000,
  },
})
