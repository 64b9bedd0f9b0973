/** Two transports joined in memory: for tests, and for a host and a client in one place. */
import type { Transport } from '#contract/envelope'

/** A pair of ends. Messages are copied as JSON would, and arrive in order, on a later turn. */
export function memoryTransportPair(): readonly [Transport, Transport] {
  const left = new MemoryEnd()
  const right = new MemoryEnd()
  left.peer = right
  right.peer = left
  return [left, right]
}

class MemoryEnd implements Transport {
  peer: MemoryEnd | null = null
  #isClosed = false
  readonly #messageListeners: ((message: unknown) => void)[] = []
  readonly #closeListeners: (() => void)[] = []

  send(message: unknown): void {
    if (this.#isClosed) return
    const text = JSON.stringify(message)
    queueMicrotask(() => this.peer?.deliver(text))
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#messageListeners.push(listener)
  }

  onClose(listener: () => void): void {
    this.#closeListeners.push(listener)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const listener of this.#closeListeners) listener()
    this.peer?.close()
  }

  deliver(text: string): void {
    if (this.#isClosed) return
    for (const listener of this.#messageListeners) listener(JSON.parse(text))
  }
}
