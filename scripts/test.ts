/**
 * `npm test`: check, unit, real-client and end-to-end tests. What cannot run says SKIPPED and why; the
 * last line is `N passed, N failed` (and `, N skipped`).
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runChecks } from './check.ts'
import { runStep } from './steps.ts'
import { addCounts, type Counts, NO_COUNTS, readPlaywrightReport, readVitestReport } from './test-counts.ts'
import { findChromium, findElectronRuntime, findKcat } from './test-tools.ts'

const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-test-'))
const report = (name: string) => path.join(reports, `${name}.json`)
let counts: Counts = NO_COUNTS

const checks = await runChecks(report('unit'))
counts = addCounts(counts, readVitestReport(report('unit')))
// A check that is no test counts as one test.
for (const { name, isOk } of checks) {
  if (name !== 'unit tests')
    counts = addCounts(counts, { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: 0 })
}

const kcat = findKcat()
if (kcat.path === null) skip('kcat tests', kcat.reason)
await runStep(
  'other people’s clients',
  [
    'vitest',
    'run',
    '--config',
    'vitest.wire.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report('wire')}`,
  ],
  { LOUPE_KCAT: kcat.path ?? '' },
)
counts = addCounts(counts, readVitestReport(report('wire')))

const chromium = findChromium()
if (chromium.path === null) skip('end-to-end tests in Chromium', chromium.reason)
else await endToEnd('chromium', { LOUPE_CHROMIUM: chromium.path })

const electron = findElectronRuntime()
if (electron.path === null) skip('end-to-end tests in Electron', electron.reason)
else {
  const env = { ELECTRON_OVERRIDE_DIST_PATH: electron.path, LOUPE_XVFB: electron.display }
  await endToEnd('electron', env)
  if (process.platform === 'linux') {
    await runStep('package', ['node', 'scripts/package.ts'], env)
    await endToEnd('packaged', env)
  } else skip('the packaged app', 'it is built from a named runtime on Linux only')
}

const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`)
process.exitCode = counts.failed === 0 ? 0 : 1

async function endToEnd(project: string, env: Readonly<Record<string, string>>): Promise<void> {
  await runStep(`end to end in ${project}`, ['playwright', 'test', `--project=${project}`], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report(project),
  })
  counts = addCounts(counts, readPlaywrightReport(report(project)))
}

function skip(what: string, reason: string): void {
  process.stdout.write(`\nSKIPPED ${what}: ${reason}\n`)
  counts = addCounts(counts, { passed: 0, failed: 0, skipped: 1 })
}
