/** Saved remote connections, on disk. The local cluster's is not stored: it is always there. */
import path from 'node:path'
import { z } from 'zod'
import type { Logger } from '#broker/base/logger'
import { ConnectionProfile } from '#contract/connections'
import type { ConnectionId } from '#contract/values'
import { JsonStore } from './json-store.ts'

const Profiles = z.array(ConnectionProfile)

/** Most connections kept. */
export const MAX_PROFILES = 1_000

export class ProfileStore {
  readonly #store: JsonStore<ConnectionProfile[]>

  constructor(dataDirectory: string, logger: Logger) {
    this.#store = new JsonStore({
      file: path.join(dataDirectory, 'connections.json'),
      schema: Profiles,
      initial: [],
      migrations: [],
      logger,
    })
  }

  /** By name. */
  all(): readonly ConnectionProfile[] {
    return [...this.#store.value].sort((a, b) => a.name.localeCompare(b.name))
  }

  get(id: ConnectionId): ConnectionProfile | undefined {
    return this.#store.value.find((profile) => profile.id === id)
  }

  put(profile: ConnectionProfile): void {
    this.#store.save([...this.#store.value.filter(({ id }) => id !== profile.id), profile])
  }

  remove(id: ConnectionId): void {
    this.#store.save(this.#store.value.filter((profile) => profile.id !== id))
  }
}
