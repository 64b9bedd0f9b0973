/** The app as a user has it, in either host: real services, a real cluster, demo data, a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { _electron, chromium } from 'playwright'

export { expect }

const root = path.resolve(import.meta.dirname, '..')

/** Chromium as root, offline, without a word to anybody. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const

export interface LoupeApp {
  readonly page: Page
  readonly dataDirectory: string
  /** Console errors and uncaught exceptions of the page so far. */
  readonly pageErrors: readonly string[]
}

interface RunningApp extends LoupeApp {
  readonly close: () => Promise<void>
}

/** The app of the file whose tests run: a worker goes through several files, and none may see what another did. */
class AppOfFile {
  readonly #open: (dataDirectory: string) => Promise<RunningApp>
  #current: { readonly file: string; readonly app: RunningApp } | null = null

  constructor(open: (dataDirectory: string) => Promise<RunningApp>) {
    this.#open = open
  }

  async of(file: string): Promise<LoupeApp> {
    if (this.#current?.file === file) return this.#current.app
    await this.close()
    const app = await this.#open(fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-e2e-')))
    this.#current = { file, app }
    return app
  }

  async close(): Promise<void> {
    const app = this.#current?.app
    this.#current = null
    await app?.close()
    if (app !== undefined) fs.rmSync(app.dataDirectory, { recursive: true, force: true })
  }
}

/** One app for all tests of a file: they follow one user through one session. */
export const test = base.extend<{ readonly loupe: LoupeApp }, { readonly appOfFile: AppOfFile }>({
  appOfFile: [
    // The fixture needs no other: Playwright wants the empty pattern.
    // oxlint-disable-next-line no-empty-pattern -- demanded by Playwright's fixtures
    async ({}, use, { project }) => {
      const apps = new AppOfFile(OPENERS[project.name] ?? openBrowser)
      await use(apps)
      await apps.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  loupe: [
    async ({ appOfFile }, use, { file }) => {
      await use(await appOfFile.of(file))
    },
    { scope: 'test', timeout: 60_000 },
  ],
})

const OPENERS: Readonly<Record<string, (dataDirectory: string) => Promise<RunningApp>>> = {
  electron: openElectron,
  packaged: openPackaged,
}

function watchErrors(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return errors
}

async function openBrowser(dataDirectory: string): Promise<RunningApp> {
  const host = spawn(
    process.execPath,
    [path.join(root, 'dist/main/headless.js'), '--headless', '--data-dir', dataDirectory],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] }, // with the channel it ends when this process does
  )
  const url = await readyUrl(host)
  const browser = await chromium
    .launch({
      args: [...CHROMIUM_FLAGS],
      ...(process.env['LOUPE_CHROMIUM'] ? { executablePath: process.env['LOUPE_CHROMIUM'] } : {}),
    })
    .catch((error: unknown) => {
      host.kill('SIGTERM')
      throw error
    })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const pageErrors = watchErrors(page)
  await page.goto(url)
  return {
    page,
    dataDirectory,
    pageErrors,
    close: async () => {
      await browser.close()
      const gone = new Promise((resolve) => host.once('exit', resolve))
      host.kill('SIGTERM')
      await gone
    },
  }
}

function readyUrl(host: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    host.stdout?.on('data', (chunk) => {
      const [, url] = /Loupe is ready at (\S+)/.exec(String(chunk)) ?? []
      if (url !== undefined) resolve(url)
    })
    host.once('exit', (code) => reject(new TypeError(`the host ended with code ${code}`)))
  })
}

function openElectron(dataDirectory: string): Promise<RunningApp> {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(root, 'node_modules/electron/dist')
  const executablePath = path.join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron')
  return launchElectron(executablePath, { appPath: root, dataDirectory })
}

/** What `npm run package` made: it is its own program and knows its own app. */
function openPackaged(dataDirectory: string): Promise<RunningApp> {
  return launchElectron(path.join(root, 'out/linux-unpacked/loupe'), { appPath: null, dataDirectory })
}

async function launchElectron(
  executablePath: string,
  { appPath, dataDirectory }: { readonly appPath: string | null; readonly dataDirectory: string },
): Promise<RunningApp> {
  const display = await openDisplay()
  const app = await _electron.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(appPath === null ? [] : [appPath]),
      '--',
      '--data-dir',
      dataDirectory,
    ],
    env: { ...process.env, ...(display === null ? {} : { DISPLAY: display.name }) } as Record<string, string>, // set values only
  })
  const page = await app.firstWindow()
  const pageErrors = watchErrors(page)
  return {
    page,
    dataDirectory,
    pageErrors,
    close: async () => {
      await app.close()
      display?.close()
    },
  }
}

/** A virtual display where there is none; Xvfb picks a free number and tells it. */
async function openDisplay(): Promise<{ readonly name: string; readonly close: () => void } | null> {
  const program = process.env['LOUPE_XVFB']
  if (!program) return null
  const server = spawn(program, ['-displayfd', '1', '-screen', '0', '1680x1050x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const number = await new Promise<string>((resolve, reject) => {
    server.stdout.once('data', (chunk) => resolve(String(chunk).trim()))
    server.once('exit', (code) => reject(new TypeError(`Xvfb ended with code ${code}`)))
  })
  return { name: `:${number}`, close: () => void server.kill() }
}
