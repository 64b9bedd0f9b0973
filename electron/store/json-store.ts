/**
 * A small file of JSON: checked when read, replaced atomically when written, brought up to date by
 * numbered migrations. A file that cannot be understood is put aside, never overwritten in silence.
 */
import fs from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { describeError, type Logger } from '#broker/base/logger'

/** Turns the data of one version into that of the next. */
export type Migration = (data: unknown) => unknown

export interface JsonStoreOptions<T> {
  readonly file: string
  readonly schema: z.ZodType<T>
  readonly initial: T
  /** In order; a file at version N has been through the first N. */
  readonly migrations: readonly Migration[]
  readonly logger: Logger
}

export class JsonStore<T> {
  readonly #options: JsonStoreOptions<T>
  #value: T

  constructor(options: JsonStoreOptions<T>) {
    this.#options = options
    this.#value = this.#load()
  }

  get value(): T {
    return this.#value
  }

  /** Replaces the value; on disk before this returns. Throws when the folder cannot be written. */
  save(value: T): void {
    const { file, migrations } = this.#options
    fs.mkdirSync(path.dirname(file), { recursive: true })
    const temporary = `${file}.${process.pid}.tmp`
    const content = `${JSON.stringify({ version: migrations.length, data: value }, null, 2)}\n`
    fs.writeFileSync(temporary, content, { mode: 0o600 })
    fs.renameSync(temporary, file)
    this.#value = value
  }

  #load(): T {
    const { file, initial, logger } = this.#options
    let text: string
    try {
      text = fs.readFileSync(file, 'utf8')
    } catch {
      return initial // the first start
    }
    try {
      return this.#parse(text)
    } catch (error) {
      const aside = `${file}.unreadable-${process.pid}`
      logger.error('a file cannot be understood and was put aside', {
        file,
        aside,
        error: describeError(error),
      })
      fs.renameSync(file, aside)
      return initial
    }
  }

  #parse(text: string): T {
    const { schema, migrations } = this.#options
    const parsed: unknown = JSON.parse(text)
    const isStored = typeof parsed === 'object' && parsed !== null && 'version' in parsed && 'data' in parsed
    const version = isStored && typeof parsed.version === 'number' ? parsed.version : migrations.length
    const data = isStored ? parsed.data : parsed
    const migrated = migrations.slice(version).reduce((value, migrate) => migrate(value), data)
    return schema.parse(migrated)
  }
}
