import { type ErrorName, errors } from './schema/errors.ts'

/**
 * An error of the protocol: something that happens, with the code a peer gets to see.
 * The message is for logs and for the error message fields of responses; it never carries a stack.
 */
export class KafkaError extends Error {
  /** The int16 that travels; see `schema/errors.ts`. */
  readonly code: number
  readonly errorName: ErrorName
  /** Whether the same request can succeed later without a change. */
  readonly isRetriable: boolean

  constructor(name: ErrorName, message?: string, options?: ErrorOptions) {
    super(message ?? errors[name].meaning, options)
    this.name = 'KafkaError'
    this.errorName = name
    this.code = errors[name].code
    this.isRetriable = errors[name].retriable
  }
}

/** The code of a named error. */
export function errorCode(name: ErrorName): number {
  return errors[name].code
}

/** The name of a code; codes outside the table read as UNKNOWN_SERVER_ERROR. */
export function errorNameOf(code: number): ErrorName {
  return nameByCode.get(code) ?? 'UNKNOWN_SERVER_ERROR'
}

const nameByCode: ReadonlyMap<number, ErrorName> = new Map(
  // Object.entries widens the keys to string; they are the keys of the const record.
  Object.entries(errors).map(([name, row]) => [row.code, name as ErrorName]),
)
