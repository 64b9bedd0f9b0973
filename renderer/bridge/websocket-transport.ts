/** The transport of the local HTTP host: one WebSocket, the token as its second subprotocol. */
import type { Transport } from '#contract/envelope'
import { AppError } from '#contract/errors'

const TOKEN_KEY = 'loupe.token'

/** A socket that has not opened by then is given up. */
const OPEN_TIMEOUT_MS = 8_000

/** Longest wait for the answer whether the host is there. */
const HEALTH_TIMEOUT_MS = 2_000

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

/**
 * Opens the socket. Rejects with `disconnected` when it closes before it opened; `detail.refusal` is then
 * `no-key` or `wrong-key` when the host is there and it is this page that it does not let in.
 */
export async function openWebSocketTransport(
  url: string,
  token: string | null,
  isHostThere: () => Promise<boolean> = askHealth,
): Promise<Transport> {
  try {
    return await openSocket(url, token)
  } catch (error) {
    // A socket does not tell the 401 of its handshake, so the host is asked in another way.
    if (!(error instanceof AppError) || !(await isHostThere())) throw error
    const refusal: Refusal = token === null ? 'no-key' : 'wrong-key'
    throw new AppError('disconnected', REFUSAL_WORDS[refusal], { detail: { refusal }, cause: error })
  }
}

/** Why a host that is there does not let this page in. */
export type Refusal = 'no-key' | 'wrong-key'

const REFUSAL_WORDS: Readonly<Record<Refusal, string>> = {
  'no-key': 'The address of this page lacks the key that Loupe gave out when it started.',
  'wrong-key': 'The key of this page is not the one that Loupe gave out when it started.',
}

/** Why the host refused, when an error of `openWebSocketTransport` says that it did. */
export function refusalOf(error: unknown): Refusal | null {
  const refusal = error instanceof AppError ? error.detail['refusal'] : undefined
  return refusal === 'no-key' || refusal === 'wrong-key' ? refusal : null
}

/** Whether the host answers at all: its answer is a word, so that no other server is taken for it. */
async function askHealth(): Promise<boolean> {
  try {
    const response = await fetch('/health', {
      cache: 'no-store',
      signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
    })
    return response.ok && (await response.text()) === 'ok'
  } catch {
    return false // nothing listens there, or it is not the host
  }
}

function openSocket(url: string, token: string | null): Promise<Transport> {
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
