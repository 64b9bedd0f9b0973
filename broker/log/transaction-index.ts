import type { Disk } from '../base/disk.ts'
import { joinInt64 } from '../base/safe-integer.ts'
import { writeInt64 } from '../wire/record-batch.ts'
import type { FileHandles } from './file-handles.ts'
import { parseSegmentFileName, segmentFileName } from './segment-names.ts'

/** A transaction that was aborted in a partition. */
export interface AbortedTransaction {
  readonly producerId: number
  readonly firstOffset: number
  /** Offset of the marker. */
  readonly lastOffset: number
  /** Last stable offset once the marker is taken into account: no later entry concerns what lies below. */
  readonly lastStableOffset: number
}

const VERSION = 0
const ENTRY_BYTES = 2 + 8 + 8 + 8 + 8

/**
 * The aborted transactions of one log, in Kafka's `.txnindex` files: one per segment that has any, entries
 * in the order of their markers. The file is read when somebody reads committed records, so that nothing is
 * kept in memory; what segments there are is told by the caller.
 */
export class TransactionIndex {
  readonly #disk: Disk
  readonly #directory: string
  readonly #handles: FileHandles
  /** Segments that have, or had, a file: without any, nobody pays for looking. */
  readonly #bases = new Set<number>()

  /** @throws DiskError. */
  constructor(options: { readonly disk: Disk; readonly directory: string; readonly handles: FileHandles }) {
    this.#disk = options.disk
    this.#directory = options.directory
    this.#handles = options.handles
    for (const { name } of options.disk.list(options.directory)) {
      const base = parseSegmentFileName(name, 'txnindex')
      if (base !== null) this.#bases.add(base)
    }
  }

  get isEmpty(): boolean {
    return this.#bases.size === 0
  }

  /** Adds an entry to the segment that holds the marker. @throws DiskError. */
  add(segmentBase: number, entry: AbortedTransaction): void {
    const file = this.#handles.get(this.#pathOf(segmentBase))
    const bytes = encodeTransactionEntries([entry])
    const sizeBytes = file.sizeBytes()
    file.write([bytes], sizeBytes - (sizeBytes % ENTRY_BYTES))
    this.#bases.add(segmentBase)
  }

  /** Entries that concern records of [from, to), of the segments given, in order. @throws DiskError. */
  collect(
    segments: readonly { readonly baseOffset: number }[],
    from: number,
    to: number,
  ): AbortedTransaction[] {
    const found: AbortedTransaction[] = []
    for (const { baseOffset } of segments) {
      for (const entry of this.#read(baseOffset)) {
        if (entry.lastOffset >= from && entry.firstOffset < to) found.push(entry)
        if (entry.lastStableOffset >= to) return found
      }
    }
    return found
  }

  /** Drops the entries of markers at or behind `offset`. @throws DiskError. */
  truncate(segments: readonly { readonly baseOffset: number }[], offset: number): void {
    for (const { baseOffset } of segments) {
      const entries = this.#read(baseOffset)
      const keptCount = entries.filter(({ lastOffset }) => lastOffset < offset).length
      if (keptCount < entries.length) {
        this.#handles.get(this.#pathOf(baseOffset)).truncate(keptCount * ENTRY_BYTES)
      }
    }
  }

  /** Takes note that a segment has got a file from elsewhere. */
  noteFile(segmentBase: number): void {
    this.#bases.add(segmentBase)
  }

  /** Whether one of the segments has, or had, a file. */
  hasFileOf(segments: readonly { readonly baseOffset: number }[]): boolean {
    return segments.some(({ baseOffset }) => this.#bases.has(baseOffset))
  }

  /** Forgets the entries of one segment: before they are found again. @throws DiskError. */
  clear(segmentBase: number): void {
    const path = this.#pathOf(segmentBase)
    this.#handles.close(path)
    this.#disk.removeFile(path)
    this.#bases.delete(segmentBase)
  }

  #read(segmentBase: number): AbortedTransaction[] {
    if (!this.#bases.has(segmentBase)) return []
    const path = this.#pathOf(segmentBase)
    if (!this.#disk.exists(path)) return [] // removed with its segment
    const bytes = Buffer.from(this.#disk.readFile(path))
    const entries: AbortedTransaction[] = []
    for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
      const entry = decodeEntry(bytes, at)
      if (entry === null) break
      entries.push(entry)
    }
    return entries
  }

  #pathOf(segmentBase: number): string {
    return this.#disk.join(this.#directory, segmentFileName(segmentBase, 'txnindex'))
  }
}

/** The bytes of entries, as they lie in a file. */
export function encodeTransactionEntries(entries: readonly AbortedTransaction[]): Buffer {
  const bytes = Buffer.alloc(entries.length * ENTRY_BYTES)
  for (const [index, entry] of entries.entries()) {
    const at = index * ENTRY_BYTES
    bytes.writeInt16BE(VERSION, at)
    writeInt64(bytes, at + 2, entry.producerId)
    writeInt64(bytes, at + 10, entry.firstOffset)
    writeInt64(bytes, at + 18, entry.lastOffset)
    writeInt64(bytes, at + 26, entry.lastStableOffset)
  }
  return bytes
}

function decodeEntry(bytes: Buffer, at: number): AbortedTransaction | null {
  const int64At = (position: number) =>
    joinInt64(bytes.readInt32BE(position), bytes.readInt32BE(position + 4))
  const producerId = int64At(at + 2)
  const firstOffset = int64At(at + 10)
  const lastOffset = int64At(at + 18)
  const lastStableOffset = int64At(at + 26)
  if (bytes.readInt16BE(at) !== VERSION) return null
  if (producerId === null || firstOffset === null || lastOffset === null || lastStableOffset === null)
    return null
  return { producerId, firstOffset, lastOffset, lastStableOffset }
}
