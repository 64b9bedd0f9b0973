/**
 * Assertions: the checks for our own mistakes. Always on; a failure crashes the worker, whose
 * supervisor reports it and restarts it. Never assert what a user, a peer or a disk can cause.
 */

/** A broken invariant: a programmer error, never the fault of input. */
export class AssertionError extends Error {
  readonly fields: Readonly<Record<string, unknown>>

  constructor(message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(Object.keys(fields).length === 0 ? message : `${message} ${JSON.stringify(fields)}`)
    this.name = 'AssertionError'
    this.fields = fields
  }
}

/** Throws `AssertionError` unless `condition` holds. `message` is a constant phrase; numbers go in `fields`. */
export function assert(
  condition: boolean,
  message: string,
  fields?: Readonly<Record<string, unknown>>,
): asserts condition {
  if (!condition) throw new AssertionError(message, fields)
}

/** Closes a `switch` over a union: compiles only when every case has been handled. */
export function assertNever(value: never, message = 'unexpected case'): never {
  throw new AssertionError(message, { value })
}

/** Marks a place that control flow cannot reach. */
export function unreachable(message: string, fields?: Readonly<Record<string, unknown>>): never {
  throw new AssertionError(message, fields)
}
