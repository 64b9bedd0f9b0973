/**
 * A disk that tells of faults: every call goes to the disk below, and one that fails with IO or DENIED is told
 * before it is thrown on. A full disk is no fault of the directory, and neither are answers such as NOT_FOUND; where
 * they are faults after all, `LogManager` (its own files) and `LogDirectories` (a leader's appends) say so.
 */
import { type Disk, DiskError, type DiskFile } from '../base/disk.ts'

/** The disk `below`; `onFault` may be called many times. */
export function watchedDisk(below: Disk, onFault: (error: DiskError) => void): Disk {
  const note = (error: unknown) => {
    if (error instanceof DiskError && (error.code === 'IO' || error.code === 'DENIED')) onFault(error)
  }
  const watch = <Value>(act: () => Value): Value => {
    try {
      return act()
    } catch (error) {
      note(error)
      throw error
    }
  }
  return {
    open: (path, options) => watch(() => new WatchedFile(below.open(path, options), note)),
    readFile: (path) => watch(() => below.readFile(path)),
    replaceFile: (path, content) => watch(() => below.replaceFile(path, content)),
    exists: (path) => watch(() => below.exists(path)),
    list: (path) => watch(() => below.list(path)),
    makeDirectory: (path) => watch(() => below.makeDirectory(path)),
    rename: (from, to) => watch(() => below.rename(from, to)),
    removeFile: (path) => watch(() => below.removeFile(path)),
    removeTree: (path) => watch(() => below.removeTree(path)),
    join: (...parts) => below.join(...parts),
    space: (path) => watch(() => below.space(path)),
  }
}

/** What a call finds that was under way when its file was closed says nothing about the disk. */
class WatchedFile implements DiskFile {
  readonly path: string
  readonly #file: DiskFile
  readonly #note: (error: unknown) => void
  #isOpen = true

  constructor(file: DiskFile, note: (error: unknown) => void) {
    this.path = file.path
    this.#file = file
    this.#note = note
  }

  sizeBytes(): number {
    return this.#watch(() => this.#file.sizeBytes())
  }

  read(target: Uint8Array, position: number): number {
    return this.#watch(() => this.#file.read(target, position))
  }

  write(chunks: readonly Uint8Array[], position: number): void {
    this.#watch(() => this.#file.write(chunks, position))
  }

  truncate(sizeBytes: number): void {
    this.#watch(() => this.#file.truncate(sizeBytes))
  }

  async sync(): Promise<void> {
    try {
      await this.#file.sync()
    } catch (error) {
      if (this.#isOpen) this.#note(error)
      throw error
    }
  }

  syncNow(): void {
    this.#watch(() => this.#file.syncNow())
  }

  close(): void {
    this.#isOpen = false
    this.#file.close()
  }

  #watch<Value>(act: () => Value): Value {
    try {
      return act()
    } catch (error) {
      if (this.#isOpen) this.#note(error)
      throw error
    }
  }
}
