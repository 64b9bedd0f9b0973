/** The one window: sandboxed, isolated, bound to our own page, as large as it was left. */
import path from 'node:path'
import { BrowserWindow, session, shell } from 'electron'
import { isPageUrl, pageUrl } from './page-files.ts'
import { type WindowState, WindowStateStore } from './window-state.ts'

const MIN_WIDTH = 960
const MIN_HEIGHT = 600

export function openMainWindow(options: {
  readonly preloadPath: string
  readonly pageDirectory: string
  readonly dataDirectory: string
}): BrowserWindow {
  const store = new WindowStateStore(path.join(options.dataDirectory, 'window.json'))
  const state = store.read()
  const window = new BrowserWindow({
    ...boundsOf(state),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: 'Loupe',
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preloadPath,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (state.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => store.write({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }))
  restrict(window, options.pageDirectory)
  void window.loadURL(pageUrl(options.pageDirectory))
  return window
}

function boundsOf({ x, y, width, height }: WindowState): Electron.BrowserWindowConstructorOptions {
  return { width, height, ...(x === undefined || y === undefined ? {} : { x, y }) }
}

/** No other page, no other window, no permission; https links open in the user's browser. */
function restrict(window: BrowserWindow, pageDirectory: string): void {
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://')) void shell.openExternal(url)
    return { action: 'deny' }
  })
  window.webContents.on('will-navigate', (event) => {
    if (!isPageUrl(event.url, pageDirectory)) event.preventDefault()
  })
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === 'clipboard-sanitized-write'),
  )
}
