/** The user's settings, on disk, with listeners. */
import path from 'node:path'
import type { Logger } from '#broker/base/logger'
import { DEFAULT_SETTINGS, Settings } from '#contract/settings'
import { JsonStore } from './json-store.ts'

export class SettingsStore {
  readonly #store: JsonStore<Settings>
  readonly #listeners = new Set<() => void>()

  constructor(dataDirectory: string, logger: Logger) {
    this.#store = new JsonStore({
      file: path.join(dataDirectory, 'settings.json'),
      // Fields that a file of an earlier version lacks take their defaults.
      schema: Settings.partial().transform((stored) => ({ ...DEFAULT_SETTINGS, ...stored }) as Settings),
      initial: DEFAULT_SETTINGS,
      migrations: [],
      logger,
    })
  }

  get value(): Settings {
    return this.#store.value
  }

  update(change: { readonly [Name in keyof Settings]?: Settings[Name] | undefined }): Settings {
    this.#store.save(Settings.parse({ ...this.#store.value, ...withoutUndefined(change) }))
    for (const listener of this.#listeners) listener()
    return this.#store.value
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}

function withoutUndefined(change: object): object {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
