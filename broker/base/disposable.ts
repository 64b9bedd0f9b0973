/** Something with an end. Disposing twice does nothing. */
export interface Disposable {
  dispose(): void | Promise<void>
}

/**
 * Collects what was opened and closes it in reverse order. One failing disposal does not keep the
 * others from running; the first failure is rethrown at the end.
 */
export class DisposableStack implements Disposable {
  #entries: (() => void | Promise<void>)[] = []
  #isDisposed = false

  get isDisposed(): boolean {
    return this.#isDisposed
  }

  /** Registers `dispose` and returns `value`, so that opening and closing stand on one line. */
  use<T>(value: T, dispose: (value: T) => void | Promise<void>): T {
    this.#entries.push(() => dispose(value))
    return value
  }

  defer(task: () => void | Promise<void>): void {
    this.#entries.push(task)
  }

  async dispose(): Promise<void> {
    if (this.#isDisposed) return
    this.#isDisposed = true
    let firstFailure: { error: unknown } | null = null
    for (const entry of this.#entries.reverse()) {
      try {
        await entry()
      } catch (error) {
        firstFailure ??= { error }
      }
    }
    this.#entries = []
    if (firstFailure !== null) throw firstFailure.error
  }
}
