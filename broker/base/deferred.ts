/** A promise whose resolution is held outside it. */
export interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (reason: unknown) => void
}

/** Makes a `Deferred`. Whoever makes it settles it on every path. */
export function deferred<T>(): Deferred<T> {
  return Promise.withResolvers<T>()
}
