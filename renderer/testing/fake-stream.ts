/** Waits, or less when the caller goes away. */
export function pauseMs(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Yields a value now, after each `poke`, and every `intervalMs`. */
export interface Poker {
  poke(): void
  watch<T>(read: () => T, intervalMs: number, signal: AbortSignal | undefined): AsyncGenerator<T>
}

export function createPoker(): Poker {
  const wakers = new Set<() => void>()
  return {
    poke: () => {
      for (const wake of wakers) wake()
    },
    watch: async function* (read, intervalMs, signal) {
      while (signal?.aborted !== true) {
        yield read()
        await new Promise<void>((resolve) => {
          const timer = setTimeout(done, intervalMs)
          function done(): void {
            clearTimeout(timer)
            wakers.delete(done)
            signal?.removeEventListener('abort', done)
            resolve()
          }
          wakers.add(done)
          signal?.addEventListener('abort', done)
        })
      }
    },
  }
}
