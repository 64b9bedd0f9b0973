import { gzipSync } from 'node:zlib'
import { snappyCompress as rawSnappy } from '@platformatic/wasm-utils/bundled'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/random.ts'
import { KafkaError } from '../kafka-error.ts'
import { COMPRESSION_NAMES, compress, compressionIdOf, compressionNameOf, decompress } from './codec.ts'

const LIMIT = 8 * 1024 * 1024
const COMPRESSED = ['gzip', 'snappy', 'lz4', 'zstd'] as const

function errorNameFrom(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof KafkaError) return error.errorName
    throw error
  }
  return 'nothing thrown'
}

/** Input of mixed compressibility, so that literals, short and overlapping copies all occur. */
function mixed(random: SeededRandom, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let at = 0
  while (at < length) {
    const run = 1 + random.below(400)
    const end = Math.min(length, at + run)
    const kind = random.below(3)
    const distance = 1 + random.below(Math.max(1, Math.min(at, 70_000)))
    for (; at < end; at += 1) {
      if (kind === 0) bytes[at] = random.below(256)
      else if (kind === 1) bytes[at] = 65
      else bytes[at] = at >= distance ? (bytes[at - distance] ?? 0) : 0
    }
  }
  return bytes
}

describe('compression codecs', () => {
  it('maps ids to names and back', () => {
    expect(COMPRESSION_NAMES.map(compressionIdOf)).toEqual([0, 1, 2, 3, 4])
    expect(compressionNameOf(3)).toBe('lz4')
    expect(compressionNameOf(5)).toBeNull()
  })

  for (const codec of COMPRESSED) {
    describe(codec, () => {
      it('gives back what went in, at every size class', () => {
        const random = new SeededRandom(42)
        for (const length of [0, 1, 2, 15, 60, 61, 300, 4096, 32_768, 32_769, 100_000, 300_000]) {
          const input = mixed(random, length)
          const output = decompress(codec, compress(codec, input), LIMIT)
          expect(output.equals(input), `length ${length}`).toBe(true)
        }
      })

      it('refuses output past the limit', () => {
        const bomb = compress(codec, Buffer.alloc(5_000_000))
        expect(errorNameFrom(() => decompress(codec, bomb, 1_000_000))).toBe('CORRUPT_MESSAGE')
        expect(decompress(codec, bomb, 5_000_000).length).toBe(5_000_000)
      })

      it('answers damaged input with an error or some bytes within the limit, never with a crash', () => {
        const random = new SeededRandom(7)
        const intact = compress(codec, mixed(random, 3_000))
        for (let round = 0; round < 2_000; round += 1) {
          const damaged = Buffer.from(intact.subarray(0, 1 + random.below(intact.length)))
          for (let hit = random.below(4); hit >= 0; hit -= 1)
            damaged[random.below(damaged.length)] = random.below(256)
          try {
            expect(decompress(codec, damaged, 10_000).length).toBeLessThanOrEqual(10_000)
          } catch (error) {
            expect(error, `round ${round}`).toBeInstanceOf(KafkaError)
          }
        }
      })

      it('refuses input cut short', () => {
        const intact = compress(codec, mixed(new SeededRandom(3), 5_000))
        const cut = intact.subarray(0, intact.length - 5)
        expect(errorNameFrom(() => decompress(codec, cut, LIMIT))).toBe('CORRUPT_MESSAGE')
      })
    })
  }

  it('passes uncompressed bytes through, within the limit', () => {
    expect(decompress('none', Buffer.from('abc'), 3).toString()).toBe('abc')
    expect(errorNameFrom(() => decompress('none', Buffer.from('abcd'), 3))).toBe('CORRUPT_MESSAGE')
  })

  it('honours the gzip level', () => {
    const input = mixed(new SeededRandom(5), 50_000)
    expect(compress('gzip', input, 1)).toEqual(gzipSync(input, { level: 1 }))
    expect(compress('gzip', input, -1)).toEqual(gzipSync(input))
  })
})

describe('snappy', () => {
  it('reads a raw block as librdkafka may send it', () => {
    const input = mixed(new SeededRandom(9), 70_000)
    expect(decompress('snappy', rawSnappy(input), LIMIT).equals(input)).toBe(true)
  })

  it('reads a hand-made xerial stream of two blocks', () => {
    // Header: magic, version 1, compatible with 1; then two blocks: "hello" as a literal, "ababab" as a
    // literal "ab" and a one-byte-offset copy of length 4 from distance 2.
    const stream = Buffer.from(
      '82534e4150505900' +
        '00000001' +
        '00000001' +
        '00000007' +
        '051068656c6c6f' +
        '00000006' +
        '060461620102',
      'hex',
    )
    expect(decompress('snappy', stream, 100).toString()).toBe('helloababab')
  })

  it('writes the xerial header Java readers look for', () => {
    expect(compress('snappy', Buffer.from('x')).subarray(0, 16).toString('hex')).toBe(
      '82534e41505059000000000100000001',
    )
  })

  it('refuses a short block that claims to hold gigabytes, without taking the memory', () => {
    const lie = Buffer.from('ffffffff0f00', 'hex')
    expect(errorNameFrom(() => decompress('snappy', lie, Number.MAX_SAFE_INTEGER))).toBe('CORRUPT_MESSAGE')
  })

  it('refuses a copy from before the block', () => {
    expect(errorNameFrom(() => decompress('snappy', Buffer.from('060461620103', 'hex'), 100))).toBe(
      'CORRUPT_MESSAGE',
    )
  })
})

describe('lz4', () => {
  const expected = Array.from({ length: 12 }, (_, row) => `row ${row % 7} of the lz4 sample\n`).join('')

  it('writes independent blocks, which Java demands', () => {
    const frame = compress('lz4', Buffer.from(expected))
    expect(frame.readUInt32LE(0)).toBe(0x184d2204)
    expect(frame.readUInt8(4) & 0x20).toBe(0x20)
  })

  it('reads a frame with content size, block and content checksums (lz4 1.9 -BX --content-size)', () => {
    const frame = Buffer.from(
      '04224d187c4020010000000000007644000000f009726f772030206f6620746865206c7a342073616d706c650a18001f311800041f321800041f331800041f341800041f351800041f361800040fa8005c506d706c650aea8e2fe900000000d6568c47',
      'hex',
    )
    expect(decompress('lz4', frame, 1000).toString()).toBe(expected)
  })

  it('reads a frame of dependent blocks (lz4 1.9 -BD -B4 --no-frame-crc)', () => {
    const frame = Buffer.from(
      '04224d1860408244000000f009726f772030206f6620746865206c7a342073616d706c650a18001f311800041f321800041f331800041f341800041f351800041f361800040fa8005c506d706c650a00000000',
      'hex',
    )
    expect(decompress('lz4', frame, 1000).toString()).toBe(expected)
  })

  it('refuses what is not a frame', () => {
    expect(errorNameFrom(() => decompress('lz4', Buffer.alloc(20), 100))).toBe('CORRUPT_MESSAGE')
  })
})
