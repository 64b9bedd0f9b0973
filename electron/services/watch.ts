/** Changing values as streams: the value at once, then again after each change, never more than are read. */

/**
 * Yields `read()` now and after every call of the listener that `subscribe` is given, until `signal`
 * aborts. Changes that come faster than the reader are seen once, in their last state.
 */
export async function* watchValue<T>(
  read: () => T,
  subscribe: (listener: () => void) => () => void,
  signal: AbortSignal,
): AsyncGenerator<T> {
  let isChanged = true
  let wake: () => void = () => {}
  const notice = () => {
    isChanged = true
    wake()
  }
  const unsubscribe = subscribe(notice)
  signal.addEventListener('abort', notice, { once: true })
  try {
    while (!signal.aborted) {
      if (isChanged) {
        isChanged = false
        yield read()
        continue
      }
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  } finally {
    unsubscribe()
    signal.removeEventListener('abort', notice)
  }
}

/** Most events kept for a reader that does not keep up; the oldest are dropped first. */
export const MAX_PENDING_EVENTS = 5_000

/** Yields every event that `subscribe` hands over, until `signal` aborts. */
export async function* watchEvents<T>(
  subscribe: (listener: (event: T) => void) => () => void,
  signal: AbortSignal,
): AsyncGenerator<T> {
  let pending: T[] = []
  let wake: () => void = () => {}
  const unsubscribe = subscribe((event) => {
    pending.push(event)
    if (pending.length > MAX_PENDING_EVENTS) pending = pending.slice(-MAX_PENDING_EVENTS)
    wake()
  })
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    while (!signal.aborted) {
      const event = pending.shift()
      if (event !== undefined) {
        yield event
        continue
      }
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  } finally {
    unsubscribe()
    signal.removeEventListener('abort', onAbort)
  }
}
