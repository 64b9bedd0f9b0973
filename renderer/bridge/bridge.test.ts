import { describe, expect, it, vi } from 'vitest'
import type { Transport } from '#contract/envelope'
import { AppError } from '#contract/errors'
import { createHostLink } from './host-link.ts'
import { createMessagePortTransport, readPreload } from './message-port-transport.ts'
import { openWebSocketTransport, refusalOf, socketUrl, takeToken } from './websocket-transport.ts'

/** A transport whose other end is the test. */
function loopback(): Transport & { readonly end: () => void } {
  const closeListeners: (() => void)[] = []
  const end = () => {
    for (const listener of closeListeners) listener()
  }
  return {
    send: () => {},
    onMessage: () => {},
    onClose: (listener) => void closeListeners.push(listener),
    close: end,
    end,
  }
}

describe('createHostLink', () => {
  it('keeps the old client while it is lost and replaces it when it is back', async () => {
    vi.useFakeTimers()
    const transports = [loopback(), loopback()]
    let opened = 0
    const link = createHostLink(async () => transports[opened++] ?? loopback())
    await vi.advanceTimersByTimeAsync(0)
    const first = link.store.get()
    transports[0]?.end()
    const lost = link.store.get()
    await vi.advanceTimersByTimeAsync(1_000)
    const back = link.store.get()
    vi.useRealTimers()
    expect([first.state, lost.state, back.state]).toEqual(['open', 'lost', 'open'])
    expect(lost.client).toBe(first.client)
    expect(back.client).not.toBe(first.client)
  })

  it('tries again with growing pauses and tells how often it failed', async () => {
    vi.useFakeTimers()
    let attempts = 0
    const link = createHostLink(async () => {
      attempts += 1
      return Promise.reject(new TypeError('refused'))
    })
    await vi.advanceTimersByTimeAsync(2_000)
    const { state, client, failedAttempts, refusal } = link.store.get()
    vi.useRealTimers()
    expect({ state, client, failedAttempts, refusal, attempts }).toEqual({
      refusal: null,
      state: 'connecting',
      client: null,
      failedAttempts: 4,
      attempts: 4,
    })
  })
})

describe('openWebSocketTransport', () => {
  /** A socket whose handshake the host refuses; like a browser's, it does not say why. */
  class RefusedSocket extends EventTarget {
    constructor() {
      super()
      queueMicrotask(() => this.dispatchEvent(new Event('close')))
    }
    close(): void {}
  }
  const refusalFor = async (token: string | null, isHostThere: boolean) => {
    vi.stubGlobal('WebSocket', RefusedSocket)
    const error: unknown = await openWebSocketTransport('ws://h/rpc', token, async () => isHostThere).catch(
      (reason: unknown) => reason,
    )
    vi.unstubAllGlobals()
    expect(error).toMatchObject({ code: 'disconnected' })
    return refusalOf(error)
  }

  it('tells a host that refuses the key from one that is not there', async () => {
    await expect(refusalFor('old', true)).resolves.toBe('wrong-key')
    await expect(refusalFor(null, true)).resolves.toBe('no-key')
    await expect(refusalFor('old', false)).resolves.toBeNull()
  })

  it('is told by the link until it opens', async () => {
    vi.useFakeTimers()
    const refused = new AppError('disconnected', 'No.', { detail: { refusal: 'wrong-key' } })
    const attempts = [Promise.reject(refused), Promise.resolve(loopback())]
    const link = createHostLink(() => attempts.shift() ?? Promise.resolve(loopback()))
    await vi.advanceTimersByTimeAsync(0)
    const before = link.store.get().refusal
    await vi.advanceTimersByTimeAsync(1_000)
    const after = link.store.get()
    vi.useRealTimers()
    expect(before).toBe('wrong-key')
    expect(after).toMatchObject({ state: 'open', refusal: null })
  })
})

describe('message port', () => {
  it('carries messages both ways and tells of the end once', async () => {
    const { port1, port2 } = new MessageChannel()
    const transport = createMessagePortTransport(port1)
    const received = new Promise((resolve) => transport.onMessage(resolve))
    const echoed = new Promise((resolve) => {
      port2.onmessage = (event) => resolve(event.data)
    })
    transport.send({ type: 'call' })
    port2.postMessage({ type: 'result' })
    expect([await echoed, await received]).toEqual([{ type: 'call' }, { type: 'result' }])
    const onClose = vi.fn()
    transport.onClose(onClose)
    transport.close()
    transport.close()
    expect(onClose).toHaveBeenCalledTimes(1)
  })

  it('knows the preload only by its announcement', () => {
    expect(readPreload({ loupe: { host: 'electron' } })).toEqual({ host: 'electron' })
    expect(readPreload({})).toBeNull()
    expect(readPreload({ loupe: 'electron' })).toBeNull()
  })
})

describe('token', () => {
  const page = (hash: string, stored: string | null = null) => {
    const kept: { token: string | null; address: string | null } = { token: stored, address: null }
    const target = {
      location: { hash, pathname: '/', search: '' },
      sessionStorage: {
        getItem: () => kept.token,
        setItem: (_: string, value: string) => {
          kept.token = value
        },
      },
      history: {
        replaceState: (_: unknown, __: string, address: string) => {
          kept.address = address
        },
      },
    }
    // Only the members above are touched.
    return { kept, target: target as unknown as Window }
  }

  it('is taken out of the address and kept', () => {
    const { kept, target } = page('#token=aB3-_x')
    expect(takeToken(target)).toBe('aB3-_x')
    expect(kept).toEqual({ token: 'aB3-_x', address: '/' })
  })

  it('comes from the session after a reload', () => {
    expect(takeToken(page('#/c/local/topics', 'kept').target)).toBe('kept')
    expect(takeToken(page('#/c/local/topics').target)).toBeNull()
  })

  it('goes to the host the page came from', () => {
    const at = (protocol: string) => ({ protocol, host: '127.0.0.1:4550' }) as Location
    expect(socketUrl(at('http:'))).toBe('ws://127.0.0.1:4550/rpc')
    expect(socketUrl(at('https:'))).toBe('wss://127.0.0.1:4550/rpc')
  })
})
