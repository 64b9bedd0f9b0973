import { defineConfig } from '@playwright/test'

/** The app as a user has it: over HTTP in Chromium, and in real Electron. */
export default defineConfig({
  testDir: 'e2e/specs',
  fullyParallel: false,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  retries: 0,
  reporter: [['list'], ['json']],
  outputDir: 'test-results',
  projects: [
    { name: 'chromium', metadata: { host: 'http' } },
    { name: 'electron', testIgnore: '**/screens.spec.ts', metadata: { host: 'electron' } },
    { name: 'packaged', testDir: 'e2e/packaged', metadata: { host: 'electron' } },
  ],
})
