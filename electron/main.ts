/** The app in Electron: one instance per data directory, compose, open the window, leave in order. */
import path from 'node:path'
import { app, type BrowserWindow, dialog, Menu } from 'electron'
import { DataDirectoryError, nodeClientRuntime } from '#broker'
import { contract } from '#contract'
import { APP_HELP, type AppFlags, ownArguments, parseAppFlags } from './app-flags.ts'
import { type App, createApp } from './compose.ts'
import { serveWindows } from './host/ipc-host.ts'
import { onParentGone } from './lifetime.ts'
import { REFUSED_EXIT_CODE, USAGE_EXIT_CODE, UsageError, usageLine } from './options.ts'
import { APP_ROOT } from './platform/app-root.ts'
import { claimDataDirectory } from './platform/data-directory.ts'
import { createElectronPlatform } from './platform/electron/electron-platform.ts'
import { openAppLogger } from './platform/log-file.ts'
import { readVersion } from './platform/version.ts'
import { openMainWindow } from './window/main-window.ts'
import { isPageUrl, servePageFiles } from './window/page-files.ts'

const PAGE_DIRECTORY = path.join(APP_ROOT, 'dist', 'renderer')
const PRELOAD_PATH = path.join(APP_ROOT, 'dist', 'preload', 'preload.cjs')

/** What it is doing about its end: nothing, letting go of what it holds, or all is let go. */
type Leaving = 'no' | 'disposing' | 'disposed'

function start(flags: AppFlags): void {
  if (flags.isHelp || flags.isVersion) {
    process.stdout.write(flags.isHelp ? APP_HELP : `${readVersion()}\n`)
    app.quit()
    return
  }
  app.setPath('userData', flags.dataDirectory)
  const release = claimOrFocus(flags.dataDirectory)
  if (release === null) {
    say('it is running already; its window was brought to the front.')
    app.quit()
    return
  }
  const logger = openAppLogger(flags.dataDirectory, () => nodeClientRuntime.clock.nowMs())
  let window: BrowserWindow | null = null
  let loupe: App | null = null
  let leaving: Leaving = 'no'
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
    if (leaving === 'disposed') return
    event.preventDefault()
    if (leaving === 'disposing') return // told twice
    leaving = 'disposing'
    void (loupe?.dispose() ?? Promise.resolve()).finally(() => {
      release()
      leaving = 'disposed'
      app.quit()
    })
  })
  onParentGone(() => app.quit())
  void app.whenReady().then(() => {
    if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
    servePageFiles(PAGE_DIRECTORY)
    loupe = createApp({
      platform: createElectronPlatform(flags.dataDirectory),
      logger,
      brokerCount: flags.brokerCount,
      isDemoAllowed: flags.isDemoAllowed,
      say,
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

/**
 * Takes the data directory; null when another window of the app has it, which comes to the front then.
 * @throws DataDirectoryError when it cannot be had, for example because the app runs without a window on it.
 */
function claimOrFocus(dataDirectory: string): (() => void) | null {
  let release: () => void
  try {
    release = claimDataDirectory(dataDirectory)
  } catch (error) {
    const isLocked = error instanceof DataDirectoryError && error.code === 'LOCKED'
    if (isLocked && !app.requestSingleInstanceLock()) return null
    throw error
  }
  if (app.requestSingleInstanceLock()) return release
  release()
  return null
}

function say(line: string): void {
  process.stderr.write(`loupe: ${line}\n`)
}

try {
  start(parseAppFlags(ownArguments(process.argv, app.isPackaged)))
} catch (error) {
  if (error instanceof UsageError) {
    say(usageLine(error))
    app.exit(USAGE_EXIT_CODE)
  } else if (error instanceof DataDirectoryError) {
    // A packaged app may have been started without a terminal.
    if (app.isPackaged) dialog.showErrorBox('Loupe cannot start', error.message)
    else say(error.message)
    app.exit(app.isPackaged ? 1 : REFUSED_EXIT_CODE)
  } else throw error
}
