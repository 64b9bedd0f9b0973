import type { CancelTimer, Clock } from '../base/clock.ts'
import { type Disk, DiskError } from '../base/disk.ts'
import type { Logger } from '../base/logger.ts'
import { MIB } from '../base/units.ts'

/** Bytes of a file that are given back at once: of a gibibyte that would hold up the event loop for a long time. */
export const REMOVAL_STEP_BYTES = 8 * MIB
/** Time between two steps. */
const REMOVAL_REST_MS = 2

/** Files of one log that wait for their removal, which takes place piece by piece. Those left at the end are found at the next start. */
export class FileRemovals {
  readonly #disk: Disk
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #timers = new Set<CancelTimer>()

  constructor(options: { readonly disk: Disk; readonly clock: Clock; readonly logger: Logger }) {
    this.#disk = options.disk
    this.#clock = options.clock
    this.#logger = options.logger
  }

  /** Removes the files after `delayMs`. */
  removeAfter(delayMs: number, paths: readonly string[]): void {
    const cancel = this.#clock.after(delayMs, () => {
      this.#timers.delete(cancel)
      this.#remove([...paths])
    })
    this.#timers.add(cancel)
  }

  /** Removes nothing any more. */
  close(): void {
    for (const cancel of this.#timers) cancel()
    this.#timers.clear()
  }

  #remove(paths: string[]): void {
    try {
      for (let path = paths[0]; path !== undefined; path = paths[0]) {
        if (this.#shrink(path)) {
          this.removeAfter(REMOVAL_REST_MS, paths)
          return
        }
        this.#disk.removeFile(path)
        paths.shift()
      }
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      this.#logger.warn('deleted segment not removed', { path: error.path, reason: error.message })
    }
  }

  /** Cuts a piece off; false when what is left can go at once. */
  #shrink(path: string): boolean {
    if (!this.#disk.exists(path)) return false
    const file = this.#disk.open(path, { create: false })
    try {
      const sizeBytes = file.sizeBytes()
      if (sizeBytes <= REMOVAL_STEP_BYTES) return false
      file.truncate(sizeBytes - REMOVAL_STEP_BYTES)
      return true
    } finally {
      file.close()
    }
  }
}
