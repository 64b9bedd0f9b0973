/** The transport of the local HTTP host: one WebSocket, the token as its second subprotocol. */
import type { Transport } from '#contract/envelope'
import { AppError } from '#contract/errors'

const TOKEN_KEY = 'loupe.token'

/** A socket that has not opened by then is given up. */
const OPEN_TIMEOUT_MS = 8_000

/** Takes the token out of the address (`#token=…`), keeps it for reloads of this tab, and returns it. */
export function takeToken(page: Window): string | null {
  const match = /(?:^#|[#&?])token=([A-Za-z0-9_-]+)/.exec(page.location.hash)
  const token = match?.[1]
  if (token === undefined) return page.sessionStorage.getItem(TOKEN_KEY)
  page.sessionStorage.setItem(TOKEN_KEY, token)
  page.history.replaceState(null, '', `${page.location.pathname}${page.location.search}`)
  return token
}

/** Where the host listens, next to the page itself. */
export function socketUrl(location: Location): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`
}

/** Opens the socket; rejects with `not-connected` when it closes before it opened. */
export function openWebSocketTransport(url: string, token: string | null): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, token === null ? [] : [`loupe.${token}`])
    const refuse = () => {
      clearTimeout(timer)
      socket.close()
      reject(new AppError('disconnected', 'Loupe does not answer.', { isRetriable: true }))
    }
    const timer = setTimeout(refuse, OPEN_TIMEOUT_MS)
    socket.addEventListener('close', refuse, { once: true })
    socket.addEventListener(
      'open',
      () => {
        clearTimeout(timer)
        socket.removeEventListener('close', refuse)
        resolve(wrapSocket(socket))
      },
      { once: true },
    )
  })
}

function wrapSocket(socket: WebSocket): Transport {
  return {
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
    },
    onMessage: (listener) => {
      socket.addEventListener('message', (event: MessageEvent<unknown>) => {
        const message = parseMessage(event.data)
        if (message !== undefined) listener(message)
      })
    },
    onClose: (listener) => socket.addEventListener('close', () => listener(), { once: true }),
    close: () => socket.close(),
  }
}

function parseMessage(data: unknown): unknown {
  if (typeof data !== 'string') return undefined
  try {
    return JSON.parse(data)
  } catch {
    // Not a message of ours; the client checks the shape of what is.
    return undefined
  }
}
