import { type Disk, DiskError, type DiskFile, type DiskSpace } from '../base/disk.ts'
import type { Random } from '../base/random.ts'

/**
 * A disk in memory whose faults are set by the test: no space after so many bytes, a kill in the middle
 * of a write, reads that fail. Like a page cache under a killed process, it keeps every byte it took.
 *
 * Of power loss it knows what a journalling file system promises: bytes of a file that were not synced may
 * be gone from any point on, or read as zeroes; files made, renamed and removed since the last sync of any
 * file may not have been, the latest first. Directories count as durable at once.
 */
export class MemoryDisk implements Disk {
  readonly #files = new Map<string, Content>()
  readonly #directories = new Set<string>(['/'])
  /** Bytes that may still be written before DISK_FULL; what fits of the failing write is kept. */
  freeBytes = Number.POSITIVE_INFINITY
  /** Paths on a part of the disk that is full. */
  isFullAt: (path: string) => boolean = () => false
  /** Bytes that may still be written before the "process" dies; every later call then throws IO. */
  bytesUntilKill = Number.POSITIVE_INFINITY
  /** Paths for which reads fail. */
  failReadOf: (path: string) => boolean = () => false
  /** Paths for which writes fail with IO before a byte is taken. */
  failWriteOf: (path: string) => boolean = () => false
  /** Paths for which truncation fails. */
  failTruncateOf: (path: string) => boolean = () => false
  /** What a sync of a path waits for, or fails with; null: nothing. */
  holdSyncOf: (path: string) => Promise<void> | null = () => null
  /** Counters a test may look at. */
  writeCount = 0
  readCount = 0
  openFileCount = 0
  /** Calls that change names which may still be made before the "process" dies: renames, removals, new files. */
  changesUntilKill = Number.POSITIVE_INFINITY
  /** What undoes each change of names since the last sync. */
  #journal: ((files: Map<string, Content>) => void)[] = []
  #isKilled = false

  /** Every byte as it lies there: what the next process finds. Faults are not carried over. */
  clone(): MemoryDisk {
    const copy = new MemoryDisk()
    for (const [path, content] of this.#files) copy.#files.set(path, durable(contentBytes(content)))
    for (const directory of this.#directories) copy.#directories.add(directory)
    return copy
  }

  /** What the next process may find when the power goes at this moment. */
  afterPowerLoss(random: Random): MemoryDisk {
    const copy = new MemoryDisk()
    const files = new Map(this.#files)
    const lostChanges = random.below(this.#journal.length + 1)
    for (const undo of this.#journal.toReversed().slice(0, lostChanges)) undo(files)
    for (const [path, content] of files) copy.#files.set(path, durable(survivingBytes(content, random)))
    for (const directory of this.#directories) copy.#directories.add(directory)
    return copy
  }

  /** A sync of any file brings all changes of names before it to the device. */
  commitNames(): void {
    this.#journal = []
  }

  /** Content of a file as a fresh buffer. */
  contentOf(path: string): Buffer {
    const content = this.#content(path)
    return Buffer.from(content.bytes.subarray(0, content.size))
  }

  /** Changes a file behind the back of whoever has it open. */
  overwrite(path: string, bytes: Uint8Array): void {
    Object.assign(this.#content(path), durable(Buffer.from(bytes)))
  }

  open(path: string, options: { readonly create: boolean }): DiskFile {
    this.#alive(path)
    if (!this.#files.has(path)) {
      if (!options.create || !this.#directories.has(parentOf(path))) throw notFound(path)
      this.#change(path, [path])
      this.#files.set(path, durable(Buffer.alloc(0)))
    }
    this.openFileCount += 1
    return new MemoryFile(path, this.#content(path), this)
  }

  readFile(path: string): Uint8Array {
    this.#alive(path)
    if (this.failReadOf(path)) throw new DiskError('IO', path, 'injected read failure')
    return this.contentOf(path)
  }

  replaceFile(path: string, content: Uint8Array): void {
    this.#alive(path)
    if (!this.#directories.has(parentOf(path))) throw notFound(path)
    // All or nothing: a kill or a full disk leaves the old content.
    this.admit(path, content.length, () => {})
    this.commitNames()
    this.#change(path, [path])
    this.#files.set(path, durable(Buffer.from(content)))
  }

  exists(path: string): boolean {
    return this.#files.has(path) || this.#directories.has(path)
  }

  list(path: string): { name: string; isDirectory: boolean; sizeBytes: number }[] {
    this.#alive(path)
    if (!this.#directories.has(path)) throw notFound(path)
    const prefix = path === '/' ? '/' : `${path}/`
    const entries: { name: string; isDirectory: boolean; sizeBytes: number }[] = []
    const isChild = (each: string) =>
      each !== path && each.startsWith(prefix) && !each.slice(prefix.length).includes('/')
    for (const [each, content] of this.#files) {
      if (isChild(each))
        entries.push({ name: each.slice(prefix.length), isDirectory: false, sizeBytes: content.size })
    }
    for (const each of this.#directories) {
      if (isChild(each)) entries.push({ name: each.slice(prefix.length), isDirectory: true, sizeBytes: 0 })
    }
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  makeDirectory(path: string): void {
    this.#alive(path)
    for (let each = path; each !== '/' && each !== ''; each = parentOf(each)) this.#directories.add(each)
  }

  rename(from: string, to: string): void {
    this.#alive(from)
    if (this.#directories.has(from)) {
      this.#renameDirectory(from, to)
      return
    }
    const content = this.#content(from)
    this.#change(from, [from, to])
    this.#files.delete(from)
    this.#files.set(to, content)
  }

  removeFile(path: string): void {
    this.#alive(path)
    if (!this.#files.has(path)) return
    this.#change(path, [path])
    this.#files.delete(path)
  }

  removeTree(path: string): void {
    this.#alive(path)
    this.commitNames()
    for (const each of this.#files.keys()) if (each.startsWith(`${path}/`)) this.#files.delete(each)
    for (const each of this.#directories) {
      if (each === path || each.startsWith(`${path}/`)) this.#directories.delete(each)
    }
  }

  join(...parts: readonly string[]): string {
    return parts.join('/').replaceAll(/\/+/g, '/')
  }

  space(path: string): DiskSpace {
    let usedBytes = 0
    for (const content of this.#files.values()) usedBytes += content.size
    const freeBytes = this.isFullAt(path) ? 0 : this.freeBytes
    const usableBytes = Number.isFinite(freeBytes) ? freeBytes : 2 ** 40
    return { totalBytes: usedBytes + usableBytes, usableBytes }
  }

  /** Lets `take` have as many of `length` bytes as the faults allow, then fails if that is not all of them. */
  admit(path: string, length: number, take: (allowed: number) => void): void {
    this.#alive(path)
    if (this.failWriteOf(path)) throw new DiskError('IO', path, 'injected write failure')
    const freeBytes = this.isFullAt(path) ? 0 : this.freeBytes
    const allowed = Math.min(length, freeBytes, this.bytesUntilKill)
    if (allowed === length) {
      take(length)
      this.freeBytes -= length
      this.bytesUntilKill -= length
      this.writeCount += 1
      return
    }
    take(allowed)
    this.freeBytes -= allowed
    if (this.bytesUntilKill < length) {
      this.#isKilled = true
      throw new DiskError('IO', path, 'the process was killed here')
    }
    throw new DiskError('DISK_FULL', path, 'no space left')
  }

  /** Remembers what the names stand for, before they are changed. */
  #change(path: string, names: readonly string[]): void {
    if (this.changesUntilKill <= 0) {
      this.#isKilled = true
      throw new DiskError('IO', path, 'the process was killed here')
    }
    this.changesUntilKill -= 1
    const before = names.map((name) => [name, this.#files.get(name)] as const)
    this.#journal.push((files) => {
      for (const [name, content] of before) {
        if (content === undefined) files.delete(name)
        else files.set(name, content)
      }
    })
  }

  /** Gives back the space of bytes cut off. */
  release(byteCount: number): void {
    this.freeBytes += byteCount
  }

  #renameDirectory(from: string, to: string): void {
    this.commitNames()
    for (const [path, content] of this.#files) {
      if (!path.startsWith(`${from}/`)) continue
      this.#files.delete(path)
      this.#files.set(to + path.slice(from.length), content)
    }
    for (const each of this.#directories) {
      if (each !== from && !each.startsWith(`${from}/`)) continue
      this.#directories.delete(each)
      this.#directories.add(to + each.slice(from.length))
    }
  }

  #content(path: string): Content {
    const content = this.#files.get(path)
    if (content === undefined) throw notFound(path)
    return content
  }

  #alive(path: string): void {
    if (this.#isKilled) throw new DiskError('IO', path, 'the process is dead')
  }
}

interface Content {
  bytes: Buffer
  size: number
  /** Bytes on the device, of `synced` if that is there, otherwise of `bytes`, which begin the same then. */
  syncedSize: number
  synced: Buffer | null
}

function durable(bytes: Buffer): Content {
  return { bytes, size: bytes.length, syncedSize: bytes.length, synced: null }
}

function contentBytes(content: Content): Buffer {
  return Buffer.from(content.bytes.subarray(0, content.size))
}

/** Before bytes that are on the device are changed, they are put aside. */
function keepSynced(content: Content, changedFrom: number): void {
  if (content.synced !== null || changedFrom >= content.syncedSize) return
  content.synced = Buffer.from(content.bytes.subarray(0, content.syncedSize))
}

function survivingBytes(content: Content, random: Random): Buffer {
  if (content.synced !== null && random.below(2) === 0) return Buffer.from(content.synced)
  const from = Math.min(content.syncedSize, content.size)
  const kept = from + random.below(content.size - from + 1)
  const bytes = contentBytes(content)
  // The size may have reached the device before the bytes did.
  return random.below(3) === 0 ? bytes.fill(0, kept) : bytes.subarray(0, kept)
}

class MemoryFile implements DiskFile {
  readonly path: string
  readonly #content: Content
  readonly #disk: MemoryDisk
  #isOpen = true

  constructor(path: string, content: Content, disk: MemoryDisk) {
    this.path = path
    this.#content = content
    this.#disk = disk
  }

  sizeBytes(): number {
    this.#requireOpen()
    return this.#content.size
  }

  read(target: Uint8Array, position: number): number {
    this.#requireOpen()
    if (this.#disk.failReadOf(this.path)) throw new DiskError('IO', this.path, 'injected read failure')
    this.#disk.readCount += 1
    const end = Math.min(this.#content.size, position + target.length)
    if (end <= position) return 0
    target.set(this.#content.bytes.subarray(position, end))
    return end - position
  }

  write(chunks: readonly Uint8Array[], position: number): void {
    this.#requireOpen()
    const bytes = chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks)
    this.#disk.admit(this.path, bytes.length, (allowed) => {
      if (allowed === 0) return
      keepSynced(this.#content, position)
      const end = position + allowed
      if (end > this.#content.bytes.length) {
        const grown = Buffer.alloc(Math.max(end, this.#content.bytes.length * 2))
        this.#content.bytes.copy(grown)
        this.#content.bytes = grown
      }
      this.#content.bytes.set(bytes.subarray(0, allowed), position)
      this.#content.size = Math.max(this.#content.size, end)
    })
  }

  truncate(sizeBytes: number): void {
    this.#requireOpen()
    if (this.#disk.failTruncateOf(this.path))
      throw new DiskError('IO', this.path, 'injected truncate failure')
    this.#disk.admit(this.path, 0, () => {})
    keepSynced(this.#content, sizeBytes)
    if (sizeBytes < this.#content.size) {
      this.#disk.release(this.#content.size - sizeBytes)
      this.#content.bytes.fill(0, sizeBytes)
    }
    this.#content.size = sizeBytes
  }

  sync(): Promise<void> {
    const held = this.#disk.holdSyncOf(this.path)
    if (held !== null) return held.then(() => this.syncNow())
    this.syncNow()
    return Promise.resolve()
  }

  syncNow(): void {
    this.#requireOpen()
    this.#disk.commitNames()
    this.#content.synced = null
    this.#content.syncedSize = this.#content.size
  }

  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#disk.openFileCount -= 1
  }

  #requireOpen(): void {
    if (!this.#isOpen) throw new DiskError('IO', this.path, 'the file is closed')
  }
}

function parentOf(path: string): string {
  const cut = path.lastIndexOf('/')
  return cut <= 0 ? '/' : path.slice(0, cut)
}

function notFound(path: string): DiskError {
  return new DiskError('NOT_FOUND', path, 'no such file or directory')
}
