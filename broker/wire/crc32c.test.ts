import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../base/random.ts'
import { crc32c, crc32cPortable } from './crc32c.ts'

describe('crc32c', () => {
  it('gives the catalogue value for the check string', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
  })

  it('gives zero for nothing', () => {
    expect(crc32c(Buffer.alloc(0))).toBe(0)
  })

  it('gives the RFC 3720 values', () => {
    expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa)
    expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43)
  })

  it('sums only the range asked for', () => {
    const bytes = Buffer.from('xx123456789yy')
    expect(crc32c(bytes, 2, 11)).toBe(0xe3069283)
  })

  it('agrees with the portable sum at every length and alignment', () => {
    const random = new SeededRandom(1)
    const bytes = random.bytes(5000)
    for (let length = 0; length < 1200; length += 7) {
      const start = random.below(100)
      expect(crc32c(bytes, start, start + length), `length ${length}`).toBe(
        crc32cPortable(bytes, start, start + length),
      )
    }
  })

  it('refuses a range outside the buffer', () => {
    expect(() => crc32c(Buffer.alloc(4), 2, 9)).toThrow('checksum range')
  })
})
