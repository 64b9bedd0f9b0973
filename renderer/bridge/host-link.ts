/**
 * Keeps the page's link to its host: opens a transport, makes a client of it, and when it closes tries
 * again with growing pauses. A dead client stays in place meanwhile, so that screens keep what they show.
 */
import { type AppClient, contract } from '#contract'
import { createClient } from '#contract/client'
import type { Transport } from '#contract/envelope'
import { createStore, type Store } from '../lib/create-store.ts'
import { type Refusal, refusalOf } from './websocket-transport.ts'

const FIRST_RETRY_MS = 250
const MAX_RETRY_MS = 10_000

export interface LinkState {
  readonly state: 'connecting' | 'open' | 'lost'
  /** Null until the first transport opened; then the newest client, open or not. */
  readonly client: AppClient | null
  /** Failed attempts since the link was last open. */
  readonly failedAttempts: number
  /** The host is there and refuses this page; null when it is not known to. */
  readonly refusal: Refusal | null
}

export interface HostLink {
  readonly store: Store<LinkState>
  /** Tries at once instead of waiting for the next attempt. */
  readonly retry: () => void
}

/** Starts linking; `openTransport` is called again for every attempt. */
export function createHostLink(openTransport: () => Promise<Transport>): HostLink {
  const store = createStore<LinkState>({
    state: 'connecting',
    client: null,
    failedAttempts: 0,
    refusal: null,
  })
  let timer: ReturnType<typeof setTimeout> | null = null
  let isOpening = false

  const schedule = () => {
    const { failedAttempts } = store.get()
    const pauseMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** failedAttempts)
    store.update((link) => ({ ...link, failedAttempts: failedAttempts + 1 }))
    timer = setTimeout(() => void open(), pauseMs)
  }
  const open = async () => {
    if (isOpening) return
    isOpening = true
    if (timer !== null) clearTimeout(timer)
    try {
      const handle = createClient(contract, await openTransport())
      store.set({ state: 'open', client: handle.client, failedAttempts: 0, refusal: null })
      handle.onClose(() => {
        store.update((link) => ({ ...link, state: 'lost' }))
        schedule()
      })
    } catch (error) {
      // The attempt failed; the strip at the top of the page says so while the next is awaited.
      store.update((link) => ({
        ...link,
        state: link.client === null ? 'connecting' : 'lost',
        refusal: refusalOf(error),
      }))
      schedule()
    } finally {
      isOpening = false
    }
  }
  void open()
  return { store, retry: () => void open() }
}

/** A link that never breaks, around a client that needs no transport. */
export function createFixedLink(client: AppClient): HostLink {
  return {
    store: createStore<LinkState>({ state: 'open', client, failedAttempts: 0, refusal: null }),
    retry: () => {},
  }
}
