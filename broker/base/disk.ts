/**
 * Disk, as the log sees it. Writes and reads are synchronous: on the hot path a pwrite is a copy into
 * the page cache, and an acknowledgement may be sent only after it has returned. Only `sync` waits for
 * the device. The real one is `broker/node/node-disk.ts`; the simulator has its own.
 */

/** What a disk operation can fail with. `DISK_FULL` and `IO` are faults; the others are answers. */
export type DiskErrorCode = 'NOT_FOUND' | 'EXISTS' | 'DENIED' | 'DISK_FULL' | 'IO'

/** A failed disk operation. Thrown by every method below. */
export class DiskError extends Error {
  readonly code: DiskErrorCode
  readonly path: string

  constructor(code: DiskErrorCode, path: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DiskError'
    this.code = code
    this.path = path
  }
}

/** An open file. The opener closes it. */
export interface DiskFile {
  readonly path: string
  sizeBytes(): number
  /** Fills `target` from `position`; returns the bytes read, fewer than asked only at the end of the file. */
  read(target: Uint8Array, position: number): number
  /** Writes all of `chunks` one after another from `position`; returns only when every byte was taken. */
  write(chunks: readonly Uint8Array[], position: number): void
  truncate(sizeBytes: number): void
  /** Resolves when all that was written before the call is on the device. */
  sync(): Promise<void>
  /** The same, blocking: for shutdown and for files of a few bytes. */
  syncNow(): void
  close(): void
}

export interface DiskSpace {
  readonly totalBytes: number
  readonly usableBytes: number
}

/** A file system. Paths are absolute, in the host's own form. */
export interface Disk {
  /** Opens for reading and writing; `create` makes the file when it is missing. */
  open(path: string, options: { readonly create: boolean }): DiskFile
  /** Whole content of a small file. */
  readFile(path: string): Uint8Array
  /** Replaces `path` by `content` so that a crash leaves either the old or the new one. */
  replaceFile(path: string, content: Uint8Array): void
  exists(path: string): boolean
  /** Names in a folder, sorted; directories are marked. */
  list(
    path: string,
  ): readonly { readonly name: string; readonly isDirectory: boolean; readonly sizeBytes: number }[]
  /** Makes the folder and its parents; fine when it is there. */
  makeDirectory(path: string): void
  rename(from: string, to: string): void
  /** Removes a file; fine when it is gone. */
  removeFile(path: string): void
  /** Removes a folder and all below it; fine when it is gone. */
  removeTree(path: string): void
  join(...parts: readonly string[]): string
  space(path: string): DiskSpace
}
