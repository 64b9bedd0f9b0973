/**
 * The Electron host: one MessageChannel per window. The preload of a trusted page asks once; it gets one
 * port, and everything else goes through that.
 */
import { type IpcMainEvent, ipcMain, MessageChannelMain } from 'electron'
import type { Contract } from '#contract/define'
import { messagePortTransport, type PortLike } from './message-port-transport.ts'
import { type ServeOptions, serveTransport } from './rpc-server.ts'

/** The one channel between preload and main. */
export const CONNECT_CHANNEL = 'loupe:connect'

/** Serves every window whose main frame shows `isTrustedUrl`; anything else is refused and logged. */
export function serveWindows<C extends Contract>(
  options: ServeOptions<C> & { readonly isTrustedUrl: (url: string) => boolean },
): void {
  ipcMain.on(CONNECT_CHANNEL, (event: IpcMainEvent) => {
    const frame = event.senderFrame
    if (frame === null || frame !== event.sender.mainFrame || !options.isTrustedUrl(frame.url)) {
      options.logger.warn('a frame that is not ours asked for a port', { url: frame?.url ?? 'none' })
      return
    }
    const { port1, port2 } = new MessageChannelMain()
    const port: PortLike = {
      postMessage: (message) => port1.postMessage(message),
      on: (name, listener) =>
        name === 'message' ? port1.on('message', listener) : port1.on('close', () => listener(undefined)),
      start: () => port1.start(),
      close: () => port1.close(),
    }
    serveTransport(messagePortTransport(port, dataOf), options)
    event.sender.postMessage(CONNECT_CHANNEL, null, [port2])
  })
}

function dataOf(event: unknown): unknown {
  return typeof event === 'object' && event !== null && 'data' in event ? event.data : undefined
}
