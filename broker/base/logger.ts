/** How serious a log line is, least first. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Facts that go with a log line. Values are JSON-safe. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

/** One line of a log. */
export interface LogRecord {
  readonly timeMs: number
  readonly level: LogLevel
  /** Which part speaks, for example `broker-1/log`. */
  readonly source: string
  /** A constant phrase; numbers and names are in `fields`. */
  readonly message: string
  readonly fields: LogFields
}

/** Where modules say what happened. It has no transport of its own: the composition root gives it a sink. */
export interface Logger {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** A logger whose source is this one's, a slash, and `name`. */
  child(name: string): Logger
}

/** Makes a logger that hands every record at or above `level` to `sink`. */
export function createLogger(options: {
  readonly source: string
  readonly level: LogLevel
  readonly nowMs: () => number
  readonly sink: (record: LogRecord) => void
}): Logger {
  const threshold = RANK[options.level]
  const write = (level: LogLevel, message: string, fields: LogFields = {}) => {
    if (RANK[level] < threshold) return
    options.sink({ timeMs: options.nowMs(), level, source: options.source, message, fields })
  }
  return {
    debug: (message, fields) => write('debug', message, fields),
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
    child: (name) => createLogger({ ...options, source: `${options.source}/${name}` }),
  }
}

/** A logger that says nothing: for tests and for callers that do not care. */
export const silentLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLogger,
}

const RANK: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 }

/** The readable part of anything that was thrown. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
