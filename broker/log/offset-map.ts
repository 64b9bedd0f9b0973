import { assert } from '../base/assert.ts'
import { MIB } from '../base/units.ts'
import { DIGEST_WORDS, KeyDigest } from './key-digest.ts'

/**
 * The latest offset of each key, for one pass of compaction, in memory of a size said beforehand: keys are
 * kept as digests, in open addressing. When it is full the pass ends where it has come to, and the next one
 * goes on from there. Source: Kafka's SkimpyOffsetMap.
 */

/** Bytes one key takes: its digest and its offset. */
export const OFFSET_MAP_SLOT_BYTES = DIGEST_WORDS * 4 + 8
/** Most memory one map takes, whatever it is allowed. */
const MAX_MAP_BYTES = 512 * MIB
/** Share of the slots in use at most: fuller, searches become long. */
const MAX_LOAD = 0.75

export class OffsetMap {
  readonly #digest: KeyDigest
  readonly #digests: Int32Array
  /** Offset plus one; 0 in a free slot. */
  readonly #offsets: Float64Array
  readonly #slotCount: number
  readonly #maxKeys: number
  #size = 0
  /** Last offset of what was put in: of later records nothing is known. */
  latestOffset = -1

  constructor(options: {
    readonly memoryBytes: number
    /** Keys that may come at most, so that no more memory is taken than can be needed. */
    readonly keyCount: number
    readonly seed: Uint8Array
  }) {
    const affordable = Math.floor(Math.min(options.memoryBytes, MAX_MAP_BYTES) / OFFSET_MAP_SLOT_BYTES)
    const needed = Math.ceil(options.keyCount / MAX_LOAD) + 1
    this.#slotCount = Math.max(2, Math.min(affordable, needed))
    this.#maxKeys = Math.max(1, Math.floor(this.#slotCount * MAX_LOAD))
    this.#digest = new KeyDigest(options.seed)
    this.#digests = new Int32Array(this.#slotCount * DIGEST_WORDS)
    this.#offsets = new Float64Array(this.#slotCount)
  }

  /** Keys held. */
  get size(): number {
    return this.#size
  }

  /** Notes the offset of the key `bytes[start, end)`; false when there is no room for another key. */
  put(bytes: Buffer, range: { readonly start: number; readonly end: number }, offset: number): boolean {
    const slot = this.#find(bytes, range.start, range.end)
    const present = this.#offsets[slot] as number // a slot of the map
    assert(present <= offset + 1, 'offsets come in order', { offset })
    if (present === 0) {
      if (this.#size >= this.#maxKeys) return false
      this.#size += 1
      this.#digests.set(this.#digest.words, slot * DIGEST_WORDS)
    }
    this.#offsets[slot] = offset + 1
    return true
  }

  /** Latest offset of the key `bytes[start, end)`, or -1 when it was never put in. */
  get(bytes: Buffer, start: number, end: number): number {
    return (this.#offsets[this.#find(bytes, start, end)] as number) - 1 // a slot of the map
  }

  /** The slot of a key, or the free one where it belongs. */
  #find(bytes: Buffer, start: number, end: number): number {
    this.#digest.compute(bytes, start, end)
    const { words } = this.#digest
    const digests = this.#digests
    let slot = ((words[0] as number) >>> 0) % this.#slotCount // four words, always
    for (;;) {
      if (this.#offsets[slot] === 0) return slot
      const at = slot * DIGEST_WORDS
      if (
        digests[at] === words[0] &&
        digests[at + 1] === words[1] &&
        digests[at + 2] === words[2] &&
        digests[at + 3] === words[3]
      ) {
        return slot
      }
      slot += 1
      if (slot === this.#slotCount) slot = 0
    }
  }
}
