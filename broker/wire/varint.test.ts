import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Reader } from './reader.ts'
import { unsignedVarintSize, unzigzag, varintSize, varlongSize, zigzag } from './varint.ts'
import { Writer } from './writer.ts'

describe('varints', () => {
  it.each([
    [0, '00'],
    [127, '7f'],
    [128, '8001'],
    [300, 'ac02'],
    [16_383, 'ff7f'],
    [16_384, '808001'],
    [4_294_967_295, 'ffffffff0f'],
  ])('writes %i as %s', (value, hex) => {
    const writer = new Writer()
    writer.unsignedVarint(value)
    const bytes = writer.toBuffer()
    expect(bytes.toString('hex')).toBe(hex)
    expect(bytes).toHaveLength(unsignedVarintSize(value))
    expect(new Reader(bytes).unsignedVarint()).toBe(value)
  })

  it.each([
    [0, 0],
    [-1, 1],
    [1, 2],
    [-2, 3],
    [2_147_483_647, 4_294_967_294],
    [-2_147_483_648, 4_294_967_295],
  ])('maps %i to %i and back', (signed, unsigned) => {
    expect(zigzag(signed)).toBe(unsigned)
    expect(unzigzag(unsigned)).toBe(signed)
  })

  it('reads back any int32', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        const writer = new Writer()
        writer.varint(value)
        const bytes = writer.toBuffer()
        expect(bytes).toHaveLength(varintSize(value))
        expect(new Reader(bytes).varint()).toBe(value)
      }),
      { seed: 7 },
    )
  })

  it('measures varlongs as they are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 52) + 1, max: 2 ** 52 - 1 }), (value) => {
        const writer = new Writer()
        writer.varlong(value)
        expect(writer.sizeBytes).toBe(varlongSize(value))
      }),
      { seed: 7 },
    )
  })

  it.each(['ffffffff1f', 'ffffffffff01', '8080808080', '80'])('refuses %s', (hex) => {
    expect(() => new Reader(Buffer.from(hex, 'hex')).unsignedVarint()).toThrow(/message/)
  })
})
