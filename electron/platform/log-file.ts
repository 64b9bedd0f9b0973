/** The app's log: JSON lines in a file that is put aside once when it is full. Warnings go to stderr too. */
import fs from 'node:fs'
import path from 'node:path'
import { createLogger, type Logger, type LogRecord } from '#broker/base/logger'
import { MIB } from '#broker/base/units'

/** Size at which the file becomes `loupe.log.1`, replacing the one before. */
const MAX_LOG_BYTES = 5 * MIB

/** Opens `<dataDirectory>/logs/loupe.log`. */
export function openAppLogger(dataDirectory: string, nowMs: () => number): Logger {
  const folder = path.join(dataDirectory, 'logs')
  const file = path.join(folder, 'loupe.log')
  fs.mkdirSync(folder, { recursive: true })
  let sizeBytes = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const write = (record: LogRecord) => {
    const line = `${JSON.stringify(record)}\n`
    if (sizeBytes + line.length > MAX_LOG_BYTES && sizeBytes > 0) {
      fs.renameSync(file, `${file}.1`)
      sizeBytes = 0
    }
    fs.appendFileSync(file, line)
    sizeBytes += line.length
  }
  return createLogger({
    source: 'loupe',
    level: 'info',
    nowMs,
    sink: (record) => {
      write(record)
      if (record.level === 'error')
        process.stderr.write(`loupe: ${record.message} ${JSON.stringify(record.fields)}\n`)
    },
  })
}
