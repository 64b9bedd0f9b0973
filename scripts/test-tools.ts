/** Finds, or as root on Debian installs, what tests need beside the packages; says why where it cannot. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright'

export type Tool =
  | { readonly path: string; readonly reason?: undefined }
  | { readonly path: null; readonly reason: string }

/** Debian's packages that real Electron needs at run time, and its virtual display. */
const ELECTRON_PACKAGES = [
  'xvfb',
  'xauth',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
  'libxkbcommon0',
] as const

/** Playwright's own, the system's, or Debian's. */
export function findChromium(): Tool {
  const own = chromium.executablePath()
  const found = [
    own,
    ...['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => which(name) ?? []),
  ].find((file) => fs.existsSync(file))
  if (found !== undefined) return { path: found }
  if (installDebian(['chromium']))
    return toolOr('chromium', 'Debian’s chromium was installed but is not on the PATH')
  return {
    path: null,
    reason: 'no Chromium was found (Playwright’s own, the system’s), and none could be installed',
  }
}

export function findKcat(): Tool {
  const found = which('kcat')
  if (found !== null) return { path: found }
  if (installDebian(['kcat'])) return toolOr('kcat', 'Debian’s kcat was installed but is not on the PATH')
  return {
    path: null,
    reason: 'kcat is not installed, and could not be installed (Debian’s package, as root)',
  }
}

/** The runtime named by ELECTRON_OVERRIDE_DIST_PATH or fetched by the package, with a display for it. */
export function findElectronRuntime():
  | (Tool & { readonly display: string })
  | { readonly path: null; readonly reason: string } {
  const folder =
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??
    path.resolve(import.meta.dirname, '../node_modules/electron/dist')
  if (!['electron', 'electron.exe', 'Electron.app'].some((name) => fs.existsSync(path.join(folder, name)))) {
    return {
      path: null,
      reason: 'no Electron runtime (ELECTRON_OVERRIDE_DIST_PATH names none, and none was fetched)',
    }
  }
  if (process.platform !== 'linux' || process.env['DISPLAY']) return { path: folder, display: '' }
  if (which('Xvfb') === null && !installDebian(ELECTRON_PACKAGES)) {
    return { path: null, reason: 'no display, and no Xvfb could be installed' }
  }
  return { path: folder, display: which('Xvfb') ?? '' }
}

function toolOr(name: string, reason: string): Tool {
  const found = which(name)
  return found === null ? { path: null, reason } : { path: found }
}

function which(name: string): string | null {
  const result = spawnSync(process.platform === 'win32' ? 'where' : 'which', [name], { encoding: 'utf8' })
  const first = result.stdout?.split(/\r?\n/)[0] ?? ''
  return result.status === 0 && first !== '' ? first : null
}

function installDebian(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || which('apt-get') === null) return false
  process.stdout.write(`Installing ${packages.join(', ')} (Debian)…\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'ignore', env }).status === 0
  return run('update') && run('install', '-y', '--no-install-recommends', ...packages)
}
