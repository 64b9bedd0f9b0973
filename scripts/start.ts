/**
 * `npm start`: opens the Electron window where there is one to be had, else says why in one line and
 * serves the same app on 127.0.0.1.
 */
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const args = process.argv.slice(2)

/** A window that fails within this time never came up: the app falls back to the browser. */
const START_FAILURE_WINDOW_MS = 15_000

const choice = chooseHost()
if (choice.kind === 'electron') runElectron(choice.executable)
else runHeadless(choice.notice)

type Host =
  | { readonly kind: 'electron'; readonly executable: string }
  | { readonly kind: 'http'; readonly notice: string | null }

function chooseHost(): Host {
  if (args.includes('--headless') || args.includes('--help')) return { kind: 'http', notice: null }
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
  const child = spawn(executable, [...(isRoot ? ['--no-sandbox'] : []), root, '--', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: withoutNodeMode(),
  })
  forwardSignals((signal) => child.kill(signal))
  child.on('error', () => runHeadless('Electron could not be started; the app runs in a browser instead.'))
  child.on('exit', (code, signal) => {
    const hasFailedToStart =
      code !== 0 && code !== 2 && signal === null && Date.now() - startedAt < START_FAILURE_WINDOW_MS
    if (hasFailedToStart)
      runHeadless(`Electron ended at once (code ${code}); the app runs in a browser instead.`)
    else process.exit(code ?? 0)
  })
}

/** An inherited ELECTRON_RUN_AS_NODE would turn Electron into a plain Node. */
function withoutNodeMode(): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return env
}

function runHeadless(notice: string | null): void {
  if (notice !== null) process.stderr.write(`loupe: ${notice}\n`)
  const child = spawn(
    process.execPath,
    [path.join(root, 'dist/main/headless.js'), ...args, ...(notice === null ? [] : ['--notice', notice])],
    { cwd: root, stdio: 'inherit' },
  )
  forwardSignals((signal) => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}

function forwardSignals(forward: (signal: NodeJS.Signals) => void): void {
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.on(signal, () => forward(signal))
}
