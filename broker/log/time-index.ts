import { assert } from '../base/assert.ts'
import { writeInt64 } from '../wire/record-batch.ts'
import type { FileHandles } from './file-handles.ts'
import { IndexFile } from './index-file.ts'

/** Bytes of an entry: timestamp int64, relative offset int32. */
export const TIME_INDEX_ENTRY_BYTES = 12

/** An entry: up to `offset`, no record is later than `timestampMs`. */
export interface TimeIndexEntry {
  readonly timestampMs: number
  readonly offset: number
}

/** Sparse index from timestamps to offsets. Timestamps grow strictly from entry to entry. */
export class TimeIndex {
  readonly file: IndexFile
  readonly #baseOffset: number

  constructor(options: {
    readonly path: string
    readonly baseOffset: number
    readonly handles: FileHandles
    readonly isFresh: boolean
  }) {
    this.#baseOffset = options.baseOffset
    this.file = new IndexFile({ ...options, entryBytes: TIME_INDEX_ENTRY_BYTES })
  }

  get entryCount(): number {
    return this.file.entryCount
  }

  /** Adds an entry unless an earlier one is as late already. */
  maybeAppend(timestampMs: number, offset: number): void {
    const last = this.lastEntry()
    if (timestampMs < 0 || (last !== null && last.timestampMs >= timestampMs)) return
    const relative = offset - this.#baseOffset
    assert(relative >= 0, 'a time index offset lies in its segment', { relative })
    assert(last === null || last.offset <= offset, 'time index offsets grow', { offset })
    const at = this.file.append()
    writeInt64(this.file.bytes, at, Math.min(timestampMs, Number.MAX_SAFE_INTEGER))
    this.file.bytes.writeInt32BE(relative, at + 8)
  }

  /** The last entry at or before `timestampMs`, or null when all are later. */
  floorEntry(timestampMs: number): TimeIndexEntry | null {
    let low = 0
    let high = this.entryCount
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#entry(middle).timestampMs <= timestampMs) low = middle + 1
      else high = middle
    }
    return low === 0 ? null : this.#entry(low - 1)
  }

  lastEntry(): TimeIndexEntry | null {
    const count = this.entryCount
    return count === 0 ? null : this.#entry(count - 1)
  }

  /** Forgets entries for offsets at or above `offset`. */
  truncateToOffset(offset: number): void {
    let count = this.entryCount
    while (count > 0 && this.#entry(count - 1).offset >= offset) count -= 1
    this.file.truncate(count)
  }

  #entry(index: number): TimeIndexEntry {
    const at = index * TIME_INDEX_ENTRY_BYTES
    const { bytes } = this.file
    const timestampMs = bytes.readInt32BE(at) * 0x1_0000_0000 + bytes.readUInt32BE(at + 4)
    return { timestampMs, offset: this.#baseOffset + bytes.readInt32BE(at + 8) }
  }
}
