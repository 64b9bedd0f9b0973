import { type Disk, DiskError } from '../base/disk.ts'
import type { Segment } from './segment.ts'

/**
 * Group commit: one sync runs at a time, and all who ask while it runs share the next one, which covers
 * everything appended before it begins.
 */
export class GroupFlush {
  readonly #sync: () => Promise<void>
  #running: Promise<void> | null = null
  #waiting: Promise<void> | null = null

  constructor(sync: () => Promise<void>) {
    this.#sync = sync
  }

  /** Resolves when all that was appended before the call is synced. Rejects with what `sync` rejects with. */
  flush(): Promise<void> {
    if (this.#running === null) return this.#start()
    this.#waiting ??= this.#afterRunning(this.#running)
    return this.#waiting
  }

  #start(): Promise<void> {
    const running = this.#sync().finally(() => {
      this.#running = null
    })
    this.#running = running
    return running
  }

  async #afterRunning(running: Promise<void>): Promise<void> {
    try {
      await running
    } catch {
      // Those who asked for it hear of it; the next one tries again.
    }
    this.#waiting = null
    return this.flush()
  }
}

/** Writes the indexes of the segments and syncs their batches; removed segments count as synced. @throws DiskError. */
export async function syncSegments(disk: Disk, segments: readonly Segment[]): Promise<void> {
  for (const segment of segments) {
    if (segment.sizeBytes === 0) continue
    try {
      segment.persist()
      // An own handle: the shared one may be closed in favour of another file while the sync runs.
      const file = disk.open(segment.path, { create: false })
      try {
        await file.sync()
      } finally {
        file.close()
      }
    } catch (error) {
      if (!(error instanceof DiskError) || error.code !== 'NOT_FOUND') throw error
    }
  }
}
