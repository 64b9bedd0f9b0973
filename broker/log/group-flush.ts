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

/**
 * Writes the indexes of the segments and syncs their batches; removed segments count as synced. Of closed
 * segments the indexes are synced too: recovery trusts those below the recovery point, while it builds the
 * indexes of the last segment anew. @throws DiskError.
 */
export async function syncSegments(disk: Disk, segments: readonly Segment[]): Promise<void> {
  for (const [index, segment] of segments.entries()) {
    if (segment.sizeBytes === 0 || segment.isRetired) continue
    const isClosed = index < segments.length - 1
    try {
      segment.persist()
      await syncFile(disk, segment.path)
      if (!isClosed) continue
      for (const path of segment.unsyncedIndexPaths()) await syncFile(disk, path)
      segment.noteIndexesSynced()
    } catch (error) {
      if (!(error instanceof DiskError) || error.code !== 'NOT_FOUND') throw error
    }
  }
}

/** Syncs one file over a handle of its own: the shared one may be closed in favour of another while the sync runs. */
export async function syncFile(disk: Disk, path: string): Promise<void> {
  const file = disk.open(path, { create: false })
  try {
    await file.sync()
  } finally {
    file.close()
  }
}
