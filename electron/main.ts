/** The app in Electron: one instance per data directory, compose, open the window, leave in order. */
import fs from 'node:fs'
import path from 'node:path'
import { app, type BrowserWindow, Menu } from 'electron'
import { nodeClientRuntime } from '#broker'
import { contract } from '#contract'
import { APP_HELP, parseAppFlags } from './app-flags.ts'
import { type App, createApp } from './compose.ts'
import { serveWindows } from './host/ipc-host.ts'
import { UsageError } from './options.ts'
import { APP_ROOT } from './platform/app-root.ts'
import { createElectronPlatform } from './platform/electron/electron-platform.ts'
import { openAppLogger } from './platform/log-file.ts'
import { openMainWindow } from './window/main-window.ts'
import { isPageUrl, servePageFiles } from './window/page-files.ts'

const PAGE_DIRECTORY = path.join(APP_ROOT, 'dist', 'renderer')
const PRELOAD_PATH = path.join(APP_ROOT, 'dist', 'preload', 'preload.cjs')

/** Flags of ours behind `--`; what Electron and Chromium are started with is theirs. */
function ownArguments(): string[] {
  const separator = process.argv.indexOf('--')
  return separator < 0 ? [] : process.argv.slice(separator + 1)
}

function start(): void {
  const flags = parseAppFlags(ownArguments())
  if (flags.isHelp) {
    process.stdout.write(APP_HELP)
    app.quit()
    return
  }
  fs.mkdirSync(flags.dataDirectory, { recursive: true })
  app.setPath('userData', flags.dataDirectory)
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('loupe: it is running already; its window was brought to the front.\n')
    app.quit()
    return
  }
  const logger = openAppLogger(flags.dataDirectory, () => nodeClientRuntime.clock.nowMs())
  let window: BrowserWindow | null = null
  let loupe: App | null = null
  const show = () => {
    if (window === null) {
      window = openMainWindow({
        preloadPath: PRELOAD_PATH,
        pageDirectory: PAGE_DIRECTORY,
        dataDirectory: flags.dataDirectory,
      })
      window.on('closed', () => (window = null))
    } else if (window.isMinimized()) window.restore()
    window.focus()
  }
  app.on('second-instance', show)
  app.on('activate', show)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', (event) => {
    const running = loupe
    if (running === null) return
    event.preventDefault()
    loupe = null
    void running.dispose().finally(() => app.quit())
  })
  void app.whenReady().then(() => {
    if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
    servePageFiles(PAGE_DIRECTORY)
    loupe = createApp({
      platform: createElectronPlatform(flags.dataDirectory),
      logger,
      brokerCount: flags.brokerCount,
      isDemoAllowed: flags.isDemoAllowed,
    })
    serveWindows({
      contract,
      services: loupe.services,
      logger: logger.child('host'),
      isTrustedUrl: (url) => isPageUrl(url, PAGE_DIRECTORY),
    })
    show()
    void loupe.startLocalCluster()
  })
}

try {
  start()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`loupe: ${error.message}\n`)
  app.exit(2)
}
