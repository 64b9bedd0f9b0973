/** Command-line options: parsed by Node's own parser, checked here, explained by `--help`. */
import path from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { asSentence } from './services/sentence.ts'

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

/** What is said of it, in one line; some messages of Node's parser have several. */
export function usageLine({ message }: UsageError): string {
  return `${asSentence(message.replace(/\s*\n\s*/g, ' '))} --help shows the flags.`
}

/** A whole number within a range. @throws UsageError. */
export function integerOption(text: string, limits: IntegerLimits): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < limits.min || value > limits.max) {
    const range = `${limits.min} to ${limits.max}${limits.because ?? ''}`
    throw new UsageError(`--${limits.name} takes a whole number from ${range}, not "${text}".`)
  }
  return value
}

interface IntegerLimits {
  readonly name: string
  readonly min: number
  readonly max: number
  /** What the limits follow from, after the range: ` with 9 brokers`. */
  readonly because?: string
}

const MAX_PORT = 65_535

/** The port of the first of `brokerCount` brokers, all of which need one; 0 picks free ones. @throws UsageError. */
export function firstPortOption(text: string, brokerCount: number): number {
  const because = brokerCount === 1 ? '' : ` with ${brokerCount} brokers`
  return integerOption(text, { name: 'port', min: 0, max: MAX_PORT + 1 - brokerCount, because })
}

/** The absolute path of `--data-dir`; `fallback` when it is absent. @throws UsageError when it is empty. */
export function dataDirectoryOption(text: string | undefined, fallback: () => string): string {
  // Resolving an empty path gives the current directory: a variable that is not set must not choose it.
  if (text?.trim() === '') throw new UsageError(`--data-dir takes a directory, not "${text}".`)
  return path.resolve(text ?? fallback())
}
