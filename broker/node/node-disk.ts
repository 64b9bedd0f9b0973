import fs from 'node:fs'
import path from 'node:path'
import { type Disk, DiskError, type DiskErrorCode, type DiskFile, type DiskSpace } from '../base/disk.ts'

/**
 * The real disk, over `node:fs`. Reads and writes are the synchronous calls: on the page cache they cost
 * a copy, while the asynchronous ones share libuv's few threads with every other broker of the process.
 */

/** Renames refused by a virus scanner holding the file (Windows) are tried this often. */
const RENAME_ATTEMPTS = 5

/** Makes a `Disk` on the host's file system. */
export function createNodeDisk(): Disk {
  return {
    open: (filePath, { create }) =>
      guard(filePath, () => {
        const flags = fs.constants.O_RDWR | (create ? fs.constants.O_CREAT : 0)
        return new NodeFile(filePath, fs.openSync(filePath, flags, 0o644))
      }),
    readFile: (filePath) => guard(filePath, () => fs.readFileSync(filePath)),
    replaceFile: (filePath, content) => guard(filePath, () => replaceFile(filePath, content)),
    exists: (filePath) => fs.existsSync(filePath),
    list: (directory) => guard(directory, () => listDirectory(directory)),
    makeDirectory: (directory) => guard(directory, () => void fs.mkdirSync(directory, { recursive: true })),
    rename: (from, to) => guard(from, () => renamePatiently(from, to)),
    removeFile: (filePath) => guard(filePath, () => fs.rmSync(filePath, { force: true, maxRetries: 3 })),
    removeTree: (directory) =>
      guard(directory, () => fs.rmSync(directory, { recursive: true, force: true, maxRetries: 3 })),
    join: (...parts) => path.join(...parts),
    space: (directory) => guard(directory, () => spaceOf(directory)),
  }
}

class NodeFile implements DiskFile {
  readonly path: string
  readonly #descriptor: number
  #isOpen = true

  constructor(filePath: string, descriptor: number) {
    this.path = filePath
    this.#descriptor = descriptor
  }

  sizeBytes(): number {
    return guard(this.path, () => fs.fstatSync(this.#descriptor).size)
  }

  read(target: Uint8Array, position: number): number {
    try {
      let total = 0
      while (total < target.length) {
        const taken = fs.readSync(this.#descriptor, target, total, target.length - total, position + total)
        if (taken === 0) break
        total += taken
      }
      return total
    } catch (error) {
      throw diskError(this.path, error)
    }
  }

  write(chunks: readonly Uint8Array[], position: number): void {
    try {
      let at = position
      const only = chunks.length === 1 ? chunks[0] : undefined
      if (only === undefined) {
        const expected = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
        const taken = fs.writevSync(this.#descriptor, chunks, at)
        if (taken === expected) return
        at += taken
        writeAll(this.#descriptor, Buffer.concat(chunks).subarray(taken), at)
      } else {
        writeAll(this.#descriptor, only, at)
      }
    } catch (error) {
      throw diskError(this.path, error)
    }
  }

  truncate(sizeBytes: number): void {
    guard(this.path, () => fs.ftruncateSync(this.#descriptor, sizeBytes))
  }

  sync(): Promise<void> {
    return new Promise((resolve, reject) => {
      fs.fdatasync(this.#descriptor, (error) => {
        if (error === null) resolve()
        else reject(diskError(this.path, error))
      })
    })
  }

  syncNow(): void {
    guard(this.path, () => fs.fdatasyncSync(this.#descriptor))
  }

  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    guard(this.path, () => fs.closeSync(this.#descriptor))
  }
}

function writeAll(descriptor: number, bytes: Uint8Array, position: number): void {
  let done = 0
  while (done < bytes.length)
    done += fs.writeSync(descriptor, bytes, done, bytes.length - done, position + done)
}

function replaceFile(filePath: string, content: Uint8Array): void {
  const temporary = `${filePath}.tmp`
  const descriptor = fs.openSync(temporary, 'w', 0o644)
  try {
    writeAll(descriptor, content, 0)
    fs.fdatasyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
  renamePatiently(temporary, filePath)
}

function renamePatiently(from: string, to: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      fs.renameSync(from, to)
      return
    } catch (error) {
      const code = codeOf(error)
      if (attempt >= RENAME_ATTEMPTS || (code !== 'EPERM' && code !== 'EBUSY')) throw error
    }
  }
}

function listDirectory(directory: string): { name: string; isDirectory: boolean; sizeBytes: number }[] {
  const names = fs.readdirSync(directory).sort()
  const entries: { name: string; isDirectory: boolean; sizeBytes: number }[] = []
  for (const name of names) {
    const stat = fs.statSync(path.join(directory, name), { throwIfNoEntry: false })
    if (stat === undefined) continue
    entries.push({ name, isDirectory: stat.isDirectory(), sizeBytes: stat.size })
  }
  return entries
}

function spaceOf(directory: string): DiskSpace {
  const stat = fs.statfsSync(directory)
  return { totalBytes: stat.blocks * stat.bsize, usableBytes: stat.bavail * stat.bsize }
}

function guard<T>(filePath: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw diskError(filePath, error)
  }
}

const CODES: Readonly<Record<string, DiskErrorCode>> = {
  ENOENT: 'NOT_FOUND',
  ENOTDIR: 'NOT_FOUND',
  EEXIST: 'EXISTS',
  ENOTEMPTY: 'EXISTS',
  EACCES: 'DENIED',
  EPERM: 'DENIED',
  EROFS: 'DENIED',
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
}

function diskError(filePath: string, error: unknown): DiskError {
  const message = error instanceof Error ? error.message : String(error)
  return new DiskError(CODES[codeOf(error)] ?? 'IO', filePath, message, { cause: error })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
