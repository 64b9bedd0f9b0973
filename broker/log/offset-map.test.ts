import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../base/random.ts'
import { KeyDigest } from './key-digest.ts'
import { OFFSET_MAP_SLOT_BYTES, OffsetMap } from './offset-map.ts'

const SEED = Buffer.from(Array.from({ length: 16 }, (_, index) => index))

function put(map: OffsetMap, key: string, offset: number): boolean {
  const bytes = Buffer.from(`..${key}..`)
  return map.put(bytes, { start: 2, end: bytes.length - 2 }, offset)
}

function get(map: OffsetMap, key: string): number {
  const bytes = Buffer.from(key)
  return map.get(bytes, 0, bytes.length)
}

describe('the map of offsets', () => {
  it('tells the latest offset of each key it was given, wherever its bytes lie', () => {
    const map = new OffsetMap({ memoryBytes: 1 << 20, keyCount: 1_000, seed: SEED })
    const model = new Map<string, number>()
    const random = new SeededRandom(1)
    for (let offset = 0; offset < 3_000; offset += 1) {
      const key = `key-${random.below(900)}`
      expect(put(map, key, offset)).toBe(true)
      model.set(key, offset)
    }
    expect(map.size).toBe(model.size)
    for (const [key, offset] of model) expect(get(map, key)).toBe(offset)
    for (const key of ['', 'key', 'key-900', 'key-1000']) expect(get(map, key)).toBe(-1)
  })

  it('takes no key more than its memory has room for, but goes on with those it has', () => {
    const map = new OffsetMap({ memoryBytes: 16 * OFFSET_MAP_SLOT_BYTES, keyCount: 1_000_000, seed: SEED })
    let count = 0
    while (put(map, `key-${count}`, count)) count += 1
    expect(count).toBe(12)
    expect(put(map, 'key-3', 100)).toBe(true)
    expect(get(map, 'key-3')).toBe(100)
    expect(get(map, `key-${count}`)).toBe(-1)
  })

  it('keeps the empty key apart from the others', () => {
    const map = new OffsetMap({ memoryBytes: 1_000, keyCount: 10, seed: SEED })
    put(map, '', 4)
    put(map, '\0', 5)
    expect([get(map, ''), get(map, '\0'), get(map, '\0\0')]).toEqual([4, 5, -1])
  })
})

describe('a digest', () => {
  it('is SipHash-1-3 of 128 bits, whatever the length', () => {
    const digest = new KeyDigest(SEED)
    for (let length = 0; length < 70; length += 1) {
      const bytes = Buffer.from(
        Array.from({ length: length + 5 }, (_, index) => (index * 37 + length) & 0xff),
      )
      digest.compute(bytes, 3, 3 + length)
      expect([...digest.words]).toEqual(referenceDigest(SEED, bytes.subarray(3, 3 + length)))
    }
  })

  it('is another under another secret', () => {
    const other = new KeyDigest(Buffer.alloc(16))
    const digest = new KeyDigest(SEED)
    other.compute(Buffer.from('key'), 0, 3)
    digest.compute(Buffer.from('key'), 0, 3)
    expect([...other.words]).not.toEqual([...digest.words])
  })
})

const MASK = (1n << 64n) - 1n
const rotate = (word: bigint, by: bigint) => ((word << by) | (word >> (64n - by))) & MASK

/** As the paper writes it, over 64-bit words. */
function referenceDigest(seed: Buffer, key: Buffer): number[] {
  const [k0, k1] = [seed.readBigUInt64LE(0), seed.readBigUInt64LE(8)]
  let [v0, v1, v2, v3] = [
    k0 ^ 0x736f6d6570736575n,
    k1 ^ 0x646f72616e646f6dn ^ 0xeen,
    k0 ^ 0x6c7967656e657261n,
    k1 ^ 0x7465646279746573n,
  ]
  const round = () => {
    v0 = (v0 + v1) & MASK
    v1 = rotate(v1, 13n) ^ v0
    v0 = rotate(v0, 32n)
    v2 = (v2 + v3) & MASK
    v3 = rotate(v3, 16n) ^ v2
    v0 = (v0 + v3) & MASK
    v3 = rotate(v3, 21n) ^ v0
    v2 = (v2 + v1) & MASK
    v1 = rotate(v1, 17n) ^ v2
    v2 = rotate(v2, 32n)
  }
  const padded = Buffer.alloc(Math.floor(key.length / 8) * 8 + 8)
  key.copy(padded)
  padded[padded.length - 1] = key.length & 0xff
  for (let at = 0; at < padded.length; at += 8) {
    const word = padded.readBigUInt64LE(at)
    v3 ^= word
    round()
    v0 ^= word
  }
  v2 ^= 0xeen
  for (let index = 0; index < 3; index += 1) round()
  const first = v0 ^ v1 ^ v2 ^ v3
  v1 ^= 0xddn
  for (let index = 0; index < 3; index += 1) round()
  const second = v0 ^ v1 ^ v2 ^ v3
  const out = Buffer.alloc(16)
  out.writeBigUInt64LE(first, 0)
  out.writeBigUInt64LE(second, 8)
  return [0, 4, 8, 12].map((at) => out.readInt32LE(at))
}
