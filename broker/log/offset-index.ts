import { assert } from '../base/assert.ts'
import type { FileHandles } from './file-handles.ts'
import { IndexFile } from './index-file.ts'

/** Bytes of an entry: relative offset int32, position int32. */
export const OFFSET_INDEX_ENTRY_BYTES = 8
const MAX_INT32 = 0x7fff_ffff

/**
 * Sparse index from offsets to positions in the segment file. An entry holds the last offset of a batch
 * and the position where that batch begins; offsets grow strictly, positions too.
 */
export class OffsetIndex {
  readonly file: IndexFile
  readonly #baseOffset: number

  constructor(options: {
    readonly path: string
    readonly baseOffset: number
    readonly handles: FileHandles
    readonly isFresh: boolean
  }) {
    this.#baseOffset = options.baseOffset
    this.file = new IndexFile({ ...options, entryBytes: OFFSET_INDEX_ENTRY_BYTES })
  }

  get entryCount(): number {
    return this.file.entryCount
  }

  append(lastOffset: number, position: number): void {
    const relative = lastOffset - this.#baseOffset
    assert(relative >= 0 && relative <= MAX_INT32, 'an index offset is relative to its segment', { relative })
    assert(position >= 0 && position <= MAX_INT32, 'an index position fits an int32', { position })
    const at = this.file.append()
    const { bytes } = this.file
    assert(at === 0 || bytes.readInt32BE(at - 8) < relative, 'index offsets grow', { relative })
    bytes.writeInt32BE(relative, at)
    bytes.writeInt32BE(position, at + 4)
  }

  /** Position of the last indexed batch that ends at or before `offset`: where a search may begin. */
  floorPosition(offset: number): number {
    const entry = this.#floorEntry(offset - this.#baseOffset)
    return entry < 0 ? 0 : this.file.bytes.readInt32BE(entry * OFFSET_INDEX_ENTRY_BYTES + 4)
  }

  /** The last entry, or null for an empty index. */
  lastEntry(): { readonly offset: number; readonly position: number } | null {
    const count = this.entryCount
    if (count === 0) return null
    const at = (count - 1) * OFFSET_INDEX_ENTRY_BYTES
    const { bytes } = this.file
    return { offset: this.#baseOffset + bytes.readInt32BE(at), position: bytes.readInt32BE(at + 4) }
  }

  /** Forgets entries for batches that begin at or behind `position`. */
  truncateToPosition(position: number): void {
    let count = this.entryCount
    const { bytes } = this.file
    while (count > 0 && bytes.readInt32BE((count - 1) * OFFSET_INDEX_ENTRY_BYTES + 4) >= position) count -= 1
    this.file.truncate(count)
  }

  #floorEntry(relative: number): number {
    let low = 0
    let high = this.entryCount
    const { bytes } = this.file
    while (low < high) {
      const middle = (low + high) >>> 1
      if (bytes.readInt32BE(middle * OFFSET_INDEX_ENTRY_BYTES) <= relative) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
