import { assert } from '../base/assert.ts'

/**
 * 128-bit digests of record keys: SipHash-1-3 under a secret that is made anew for each pass, so that
 * nobody can choose keys that collide. In plain JavaScript, because a call into native code costs five
 * times as much for keys of usual length. Differs: Kafka takes MD5.
 */

/** Bytes of the secret. */
export const DIGEST_SEED_BYTES = 16
/** 32-bit words of a digest. */
export const DIGEST_WORDS = 4
const FINAL_ROUNDS = 3
const TWO_32 = 0x1_0000_0000

export class KeyDigest {
  /** The digest computed last. */
  readonly words = new Int32Array(DIGEST_WORDS)
  readonly #seed: Int32Array

  constructor(seed: Uint8Array) {
    assert(seed.length === DIGEST_SEED_BYTES, 'the secret has its size')
    const view = new DataView(seed.buffer, seed.byteOffset, seed.length)
    this.#seed = Int32Array.from([0, 4, 8, 12], (at) => view.getInt32(at, true))
  }

  /** Digests `bytes[start, end)` into `words`. 64-bit words are pairs: h(igh) and l(ow). */
  compute(bytes: Buffer, start: number, end: number): void {
    const [k0l = 0, k0h = 0, k1l = 0, k1h = 0] = this.#seed
    let v0l = k0l ^ 0x70736575
    let v0h = k0h ^ 0x736f6d65
    let v1l = k1l ^ 0x6e646f6d ^ 0xee
    let v1h = k1h ^ 0x646f7261
    let v2l = k0l ^ 0x6e657261
    let v2h = k0h ^ 0x6c796765
    let v3l = k1l ^ 0x79746573
    let v3h = k1h ^ 0x74656462
    const blockCount = ((end - start) >>> 3) + 1
    const halfway = blockCount + FINAL_ROUNDS
    let ml = 0
    let mh = 0
    for (let round = 0; round < halfway + FINAL_ROUNDS; round += 1) {
      if (round < blockCount) {
        const at = start + round * 8
        if (round < blockCount - 1) {
          ml = wordAt(bytes, at)
          mh = wordAt(bytes, at + 4)
        } else {
          ml = partAt(bytes, at, end)
          mh = partAt(bytes, at + 4, end) | ((end - start) << 24)
        }
        v3l ^= ml
        v3h ^= mh
      } else if (round === blockCount) v2l ^= 0xee
      else if (round === halfway) {
        this.words[0] = v0l ^ v1l ^ v2l ^ v3l
        this.words[1] = v0h ^ v1h ^ v2h ^ v3h
        v1l ^= 0xdd
      }
      // v0 += v1; v1 = rotl(v1, 13) ^ v0; v0 = rotl(v0, 32)
      let low = (v0l >>> 0) + (v1l >>> 0)
      let high = (v0h + v1h + (low >= TWO_32 ? 1 : 0)) | 0
      low |= 0
      let turned = ((v1h << 13) | (v1l >>> 19)) ^ high
      v1l = ((v1l << 13) | (v1h >>> 19)) ^ low
      v1h = turned
      v0l = high
      v0h = low
      // v2 += v3; v3 = rotl(v3, 16) ^ v2
      low = (v2l >>> 0) + (v3l >>> 0)
      v2h = (v2h + v3h + (low >= TWO_32 ? 1 : 0)) | 0
      v2l = low | 0
      turned = ((v3h << 16) | (v3l >>> 16)) ^ v2h
      v3l = ((v3l << 16) | (v3h >>> 16)) ^ v2l
      v3h = turned
      // v0 += v3; v3 = rotl(v3, 21) ^ v0
      low = (v0l >>> 0) + (v3l >>> 0)
      v0h = (v0h + v3h + (low >= TWO_32 ? 1 : 0)) | 0
      v0l = low | 0
      turned = ((v3h << 21) | (v3l >>> 11)) ^ v0h
      v3l = ((v3l << 21) | (v3h >>> 11)) ^ v0l
      v3h = turned
      // v2 += v1; v1 = rotl(v1, 17) ^ v2; v2 = rotl(v2, 32)
      low = (v2l >>> 0) + (v1l >>> 0)
      high = (v2h + v1h + (low >= TWO_32 ? 1 : 0)) | 0
      low |= 0
      turned = ((v1h << 17) | (v1l >>> 15)) ^ high
      v1l = ((v1l << 17) | (v1h >>> 15)) ^ low
      v1h = turned
      v2l = high
      v2h = low
      if (round < blockCount) {
        v0l ^= ml
        v0h ^= mh
      }
    }
    this.words[2] = v0l ^ v1l ^ v2l ^ v3l
    this.words[3] = v0h ^ v1h ^ v2h ^ v3h
  }
}

function wordAt(bytes: Buffer, at: number): number {
  return (
    byteAt(bytes, at) |
    (byteAt(bytes, at + 1) << 8) |
    (byteAt(bytes, at + 2) << 16) |
    (byteAt(bytes, at + 3) << 24)
  )
}

/** The word at `at`, with zeroes for what lies at or behind `end`. */
function partAt(bytes: Buffer, at: number, end: number): number {
  let word = 0
  for (let index = 0; index < 4 && at + index < end; index += 1)
    word |= byteAt(bytes, at + index) << (8 * index)
  return word
}

function byteAt(bytes: Buffer, index: number): number {
  return bytes[index] as number // callers stay inside the key, which lies inside the buffer
}
