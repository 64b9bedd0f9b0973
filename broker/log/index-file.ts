import { assert } from '../base/assert.ts'
import type { FileHandles } from './file-handles.ts'

/** Bytes the first entry of an index makes room for; doubled when full. */
const INITIAL_BYTES = 512

/**
 * The entries of one index, in memory in the very bytes of the file, and the part of them that is on disk.
 * Appending touches memory only; `persist` writes what is missing. An index is a hint that recovery can
 * rebuild, so a crash between the two loses nothing. The file is made when there is something to put in it.
 */
export class IndexFile {
  readonly path: string
  readonly entryBytes: number
  readonly #handles: FileHandles
  #bytes: Buffer = Buffer.alloc(0)
  #sizeBytes = 0
  #persistedBytes = 0
  #isLoaded: boolean
  #needsTruncate = false

  /** @param isFresh the file is known to be absent or worthless; otherwise it is loaded when first used. */
  constructor(options: {
    readonly path: string
    readonly entryBytes: number
    readonly handles: FileHandles
    readonly isFresh: boolean
  }) {
    this.path = options.path
    this.entryBytes = options.entryBytes
    this.#handles = options.handles
    this.#isLoaded = options.isFresh
    this.#needsTruncate = options.isFresh
  }

  get isLoaded(): boolean {
    return this.#isLoaded
  }

  /** Entries; loads the file. @throws DiskError. */
  get entryCount(): number {
    this.#load()
    return this.#sizeBytes / this.entryBytes
  }

  /** The bytes of all entries, for reading. @throws DiskError. */
  get bytes(): Buffer {
    this.#load()
    return this.#bytes
  }

  /** Makes room for one entry and returns its position in `bytes`; the caller fills it. */
  append(): number {
    this.#load()
    const position = this.#sizeBytes
    const needed = position + this.entryBytes
    if (needed > this.#bytes.length) {
      const grown = Buffer.alloc(
        Math.max(INITIAL_BYTES - (INITIAL_BYTES % this.entryBytes), this.#bytes.length * 2),
      )
      this.#bytes.copy(grown, 0, 0, position)
      this.#bytes = grown
    }
    this.#sizeBytes = needed
    return position
  }

  /** Forgets all entries from the `count`th on. */
  truncate(count: number): void {
    this.#load()
    assert(count >= 0, 'an index keeps no fewer than zero entries')
    const sizeBytes = count * this.entryBytes
    if (sizeBytes >= this.#sizeBytes) return
    this.#sizeBytes = sizeBytes
    this.#persistedBytes = Math.min(this.#persistedBytes, sizeBytes)
    this.#needsTruncate = true
  }

  /** Brings the file up to date. @throws DiskError; the next call tries again. */
  persist(): void {
    if (!this.#isLoaded) return
    if (this.#persistedBytes === this.#sizeBytes && !this.#needsTruncate) return
    if (this.#sizeBytes === 0 && this.#persistedBytes === 0 && !this.#needsTruncate) return
    const file = this.#handles.get(this.path)
    if (this.#needsTruncate) {
      file.truncate(this.#persistedBytes)
      this.#needsTruncate = false
    }
    if (this.#persistedBytes < this.#sizeBytes) {
      file.write([this.#bytes.subarray(this.#persistedBytes, this.#sizeBytes)], this.#persistedBytes)
      this.#persistedBytes = this.#sizeBytes
    }
  }

  /** Gives the memory back if the file has everything; the next use loads it again. */
  unload(): void {
    if (!this.#isLoaded || this.#needsTruncate || this.#persistedBytes !== this.#sizeBytes) return
    this.#isLoaded = false
    this.#bytes = Buffer.alloc(0)
    this.#sizeBytes = 0
    this.#persistedBytes = 0
  }

  #load(): void {
    if (this.#isLoaded) return
    const file = this.#handles.get(this.path)
    const fileBytes = file.sizeBytes()
    // Kafka itself preallocates and trims on a clean close; a ragged end is cut, recovery rebuilds the rest.
    const usableBytes = fileBytes - (fileBytes % this.entryBytes)
    const bytes = Buffer.alloc(usableBytes)
    const readBytes = file.read(bytes, 0)
    const sizeBytes = readBytes - (readBytes % this.entryBytes)
    this.#bytes = bytes
    this.#sizeBytes = sizeBytes
    this.#persistedBytes = sizeBytes
    this.#needsTruncate = sizeBytes !== fileBytes
    this.#isLoaded = true
  }
}
