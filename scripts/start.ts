/**
 * `npm start`: opens the Electron window where there is one to be had, else says why in one line and
 * serves the same app on 127.0.0.1.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { REFUSED_EXIT_CODE, USAGE_EXIT_CODE } from '../electron/options.ts'
import { handOver, LONG_RUNNING_NODE_FLAGS } from './hand-over.mjs'

const root = path.resolve(import.meta.dirname, '..')
const args = process.argv.slice(2)

/** A window that fails within this time never came up: the app falls back to the browser. */
const START_FAILURE_WINDOW_MS = 15_000

/** How the app itself ends; with another code it is Electron that could not start. */
const OWN_EXIT_CODES: ReadonlySet<number> = new Set([0, USAGE_EXIT_CODE, REFUSED_EXIT_CODE])

/** Flags that need no window. */
const WINDOWLESS = ['--headless', '--help', '--version']

const choice = chooseHost()
if (choice.kind === 'electron') runElectron(choice.executable)
else runHeadless(choice.notice)

type Host =
  | { readonly kind: 'electron'; readonly executable: string }
  | { readonly kind: 'http'; readonly notice: string | null }

function chooseHost(): Host {
  if (args.some((arg) => WINDOWLESS.includes(arg))) return { kind: 'http', notice: null }
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
  if (!hasDisplay)
    return { kind: 'http', notice: 'There is no display for a window; the app runs in a browser instead.' }
  const executable = findElectron() ?? fetchElectron()
  if (executable !== null) return { kind: 'electron', executable }
  return { kind: 'http', notice: 'Electron could not be had here; the app runs in a browser instead.' }
}

/** The runtime that is named, or the one the package has fetched. */
function findElectron(): string | null {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const folder = named ?? path.join(root, 'node_modules', 'electron', 'dist')
  const names = ['electron', 'electron.exe', 'Electron.app/Contents/MacOS/Electron']
  return names.map((name) => path.join(folder, name)).find((file) => fs.existsSync(file)) ?? null
}

/** Electron's package fetches its runtime on first use. */
function fetchElectron(): string | null {
  const installer = path.join(root, 'node_modules', 'electron', 'install.js')
  if (!fs.existsSync(installer)) return null
  process.stderr.write('loupe: Fetching Electron (once; about 110 MB)…\n')
  const result = spawnSync(process.execPath, [installer], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  return result.status === 0 ? findElectron() : null
}

function runElectron(executable: string): void {
  const isRoot = process.getuid?.() === 0
  const startedAt = Date.now()
  // Chromium's sandbox refuses to run as root.
  handOver(executable, [...(isRoot ? ['--no-sandbox'] : []), root, '--', ...args], {
    cwd: root,
    env: withoutNodeMode(),
    onError: () => runHeadless('Electron could not be started; the app runs in a browser instead.'),
    onExit: (code, signal) => {
      const hasFailedToStart =
        !OWN_EXIT_CODES.has(code) && signal === null && Date.now() - startedAt < START_FAILURE_WINDOW_MS
      if (hasFailedToStart)
        runHeadless(`Electron ended at once (code ${code}); the app runs in a browser instead.`)
      else process.exit(code === REFUSED_EXIT_CODE ? 1 : code)
    },
  })
}

/** An inherited ELECTRON_RUN_AS_NODE would turn Electron into a plain Node. */
function withoutNodeMode(): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return env
}

function runHeadless(notice: string | null): void {
  const flags = [...args, ...(notice === null ? [] : ['--notice', notice])]
  const script = path.join(root, 'dist/main/headless.js')
  handOver(process.execPath, [...LONG_RUNNING_NODE_FLAGS, script, ...flags], {
    cwd: root,
    onError: (error) => {
      process.stderr.write(`loupe: The app could not be started: ${error.message}\n`)
      process.exit(1)
    },
  })
}
