/** A transport over a MessagePort: Electron's and Node's have the same few members. */
import type { Transport } from '#contract/envelope'

/** What is used of a port. Electron's `MessagePortMain` wraps messages in an event, Node's does not. */
export interface PortLike {
  postMessage(message: unknown): void
  on(event: 'message' | 'close', listener: (value: unknown) => void): unknown
  start?(): void
  close(): void
}

/** @param unwrap takes the message out of what the port's event carries. */
export function messagePortTransport(port: PortLike, unwrap: (event: unknown) => unknown): Transport {
  const closeListeners: (() => void)[] = []
  let isClosed = false
  const end = () => {
    if (isClosed) return
    isClosed = true
    for (const listener of closeListeners) listener()
  }
  port.on('close', end)
  return {
    send: (message) => {
      if (!isClosed) port.postMessage(message)
    },
    onMessage: (listener) => {
      port.on('message', (event) => listener(unwrap(event)))
      port.start?.()
    },
    onClose: (listener) => void closeListeners.push(listener),
    close: () => {
      port.close()
      end()
    },
  }
}
