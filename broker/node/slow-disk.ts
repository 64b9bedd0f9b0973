/**
 * A disk that can be made slow: each write and each flush takes so much longer. Writes are synchronous, so
 * that the node stands still for that time, as it would on a disk that takes it.
 */
import type { Clock } from '../base/clock.ts'
import { delay } from '../base/clock.ts'
import type { Disk, DiskFile } from '../base/disk.ts'

export interface SlowDiskOptions {
  readonly disk: Disk
  readonly clock: Clock
  /** Milliseconds added to each write and flush as things are; 0 for none. */
  readonly latencyMs: () => number
  /** Stands still for so many ms. */
  readonly standStill: (ms: number) => void
}

/** Wraps a disk, which is as fast as before while the latency is 0. */
export function createSlowDisk({ disk, clock, latencyMs, standStill }: SlowDiskOptions): Disk {
  const pause = () => {
    const ms = latencyMs()
    if (ms > 0) standStill(ms)
  }
  const wait = () => {
    const ms = latencyMs()
    return ms > 0 ? delay(clock, ms) : Promise.resolve()
  }
  return {
    open: (path, options) => new SlowFile(disk.open(path, options), { pause, wait }),
    readFile: (path) => disk.readFile(path),
    replaceFile: (path, content) => {
      pause()
      disk.replaceFile(path, content)
    },
    exists: (path) => disk.exists(path),
    list: (path) => disk.list(path),
    makeDirectory: (path) => disk.makeDirectory(path),
    rename: (from, to) => disk.rename(from, to),
    removeFile: (path) => disk.removeFile(path),
    removeTree: (path) => disk.removeTree(path),
    join: (...parts) => disk.join(...parts),
    space: (path) => disk.space(path),
  }
}

class SlowFile implements DiskFile {
  readonly #file: DiskFile
  readonly #pause: () => void
  readonly #wait: () => Promise<void>

  constructor(
    file: DiskFile,
    { pause, wait }: { readonly pause: () => void; readonly wait: () => Promise<void> },
  ) {
    this.#file = file
    this.#pause = pause
    this.#wait = wait
  }

  get path(): string {
    return this.#file.path
  }

  sizeBytes(): number {
    return this.#file.sizeBytes()
  }

  read(target: Uint8Array, position: number): number {
    return this.#file.read(target, position)
  }

  write(chunks: readonly Uint8Array[], position: number): void {
    this.#pause()
    this.#file.write(chunks, position)
  }

  truncate(sizeBytes: number): void {
    this.#file.truncate(sizeBytes)
  }

  async sync(): Promise<void> {
    await this.#wait()
    await this.#file.sync()
  }

  syncNow(): void {
    this.#pause()
    this.#file.syncNow()
  }

  close(): void {
    this.#file.close()
  }
}
