/** Command-line options: parsed by Node's own parser, checked here, explained by `--help`. */
import { type ParseArgsConfig, parseArgs } from 'node:util'

/** Exit code for a command line that cannot be followed. */
export const USAGE_EXIT_CODE = 2

/** Exit code of the app in Electron when it said why it cannot start; `npm start` makes it a 1. */
export const REFUSED_EXIT_CODE = 3

/** A command line that cannot be followed; the message says which part. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** Parses `argv` strictly. @throws UsageError for unknown options and stray words. */
export function parseOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** A whole number within a range. @throws UsageError. */
export function integerOption(
  text: string,
  limits: { readonly name: string; readonly min: number; readonly max: number },
): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < limits.min || value > limits.max) {
    throw new UsageError(
      `--${limits.name} takes a whole number from ${limits.min} to ${limits.max}, not "${text}".`,
    )
  }
  return value
}
