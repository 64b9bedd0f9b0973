/**
 * The transport inside Electron: the preload announces itself as `window.loupe` and forwards one port of
 * a MessageChannel with the message `{ type: 'loupe-port' }`.
 */
import type { Transport } from '#contract/envelope'

/** What the preload exposes through contextBridge. */
export interface PreloadInfo {
  readonly host: 'electron'
}

/** The preload's announcement, or null in a plain browser. */
export function readPreload(scope: object): PreloadInfo | null {
  const announced = Reflect.get(scope, 'loupe')
  const isElectron =
    typeof announced === 'object' && announced !== null && Reflect.get(announced, 'host') === 'electron'
  return isElectron ? { host: 'electron' } : null
}

/** Waits for the preload's port. Asks once, for a preload that was ready before the page listened. */
export function receivePort(target: Window): Promise<MessagePort> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent<unknown>) => {
      const port = event.ports[0]
      if (event.source !== target || port === undefined || !isPortMessage(event.data)) return
      target.removeEventListener('message', onMessage)
      resolve(port)
    }
    target.addEventListener('message', onMessage)
    target.postMessage({ type: 'loupe-ready' }, '*')
  })
}

export function createMessagePortTransport(port: MessagePort): Transport {
  const closeListeners: (() => void)[] = []
  let isClosed = false
  const close = () => {
    if (isClosed) return
    isClosed = true
    port.close()
    for (const listener of closeListeners) listener()
  }
  port.addEventListener('close', close)
  port.start()
  return {
    send: (message) => {
      if (!isClosed) port.postMessage(message)
    },
    onMessage: (listener) => port.addEventListener('message', (event) => listener(event.data)),
    onClose: (listener) => void closeListeners.push(listener),
    close,
  }
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Reflect.get(data, 'type') === 'loupe-port'
}
