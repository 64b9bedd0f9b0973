/** `npm run e2e`: the end-to-end tests with the browser and the runtime that can be found. Arguments go to Playwright. */
import { runStep } from './steps.ts'
import { findChromium, findElectronRuntime } from './test-tools.ts'

const args = process.argv.slice(2)
const chromium = findChromium()
const electron = findElectronRuntime()
if (chromium.path === null) process.stdout.write(`SKIPPED Chromium: ${chromium.reason}\n`)
if (electron.path === null) process.stdout.write(`SKIPPED Electron: ${electron.reason}\n`)
const projects = [
  ...(chromium.path === null ? [] : ['--project=chromium']),
  ...(electron.path === null ? [] : ['--project=electron']),
]
const chosen = args.some((arg) => arg.startsWith('--project')) ? args : [...projects, ...args]
const { isOk } = await runStep('end to end', ['playwright', 'test', '--reporter=list', ...chosen], {
  ...(chromium.path === null ? {} : { LOUPE_CHROMIUM: chromium.path }),
  ...(electron.path === null
    ? {}
    : { ELECTRON_OVERRIDE_DIST_PATH: electron.path, LOUPE_XVFB: electron.display }),
})
process.exitCode = isOk ? 0 : 1
