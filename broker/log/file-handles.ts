import { assert } from '../base/assert.ts'
import type { Disk, DiskFile } from '../base/disk.ts'

/** Files one broker keeps open at most, over all its partitions. */
export const DEFAULT_FILE_HANDLES = 256

/**
 * Open files of a broker's logs, least recently used closed first: thousands of segments need no more
 * than a few handles, and a partition that is not used needs none. Callers ask again for every
 * operation and never hold on to a handle.
 */
export class FileHandles {
  readonly #disk: Disk
  readonly #capacity: number
  readonly #open = new Map<string, DiskFile>()
  #latest: DiskFile | null = null

  constructor(disk: Disk, capacity = DEFAULT_FILE_HANDLES) {
    assert(capacity >= 1, 'at least one file may be open')
    this.#disk = disk
    this.#capacity = capacity
  }

  get openCount(): number {
    return this.#open.size
  }

  /** The file, opened (and made) if need be; valid until the next call. @throws DiskError. */
  get(path: string): DiskFile {
    if (this.#latest !== null && this.#latest.path === path) return this.#latest
    const known = this.#open.get(path)
    if (known === undefined && this.#open.size >= this.#capacity) this.#closeOldest()
    const file = known ?? this.#disk.open(path, { create: true })
    // Taken out and put in again: a map keeps the order of insertion.
    this.#open.delete(path)
    this.#open.set(path, file)
    this.#latest = file
    return file
  }

  /** Closes the file if it is open: before it is renamed or removed, which Windows demands. */
  close(path: string): void {
    const file = this.#open.get(path)
    if (file === undefined) return
    this.#open.delete(path)
    this.#latest = null
    file.close()
  }

  closeAll(): void {
    for (const path of this.#open.keys()) this.close(path)
  }

  #closeOldest(): void {
    for (const path of this.#open.keys()) {
      this.close(path)
      return
    }
  }
}
