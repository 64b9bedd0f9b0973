import { describe, expect, it } from 'vitest'
import { metadata } from './generated/metadata.ts'
import { KafkaError } from './kafka-error.ts'
import { Reader, ZERO_UUID } from './reader.ts'

const refused = (read: (reader: Reader) => unknown, hex: string): string => {
  try {
    read(new Reader(Buffer.from(hex, 'hex')))
  } catch (error) {
    if (error instanceof KafkaError) return error.errorName
    throw error
  }
  return 'read'
}

describe('Reader', () => {
  it('stays inside its end even when the buffer goes on', () => {
    const reader = new Reader(Buffer.from('0000000100000002', 'hex'), 0, 6)
    expect(reader.int32()).toBe(1)
    expect(() => reader.int32()).toThrow(KafkaError)
    expect(reader.remaining).toBe(2)
  })

  it('reads int64 up to 2^53 and refuses what a number cannot hold', () => {
    expect(new Reader(Buffer.from('001fffffffffffff', 'hex')).int64()).toBe(Number.MAX_SAFE_INTEGER)
    expect(new Reader(Buffer.from('ffffffffffffffff', 'hex')).int64()).toBe(-1)
    expect(refused((reader) => reader.int64(), '7fffffffffffffff')).toBe('INVALID_REQUEST')
  })

  it('reads the zero id as the constant', () => {
    expect(new Reader(Buffer.alloc(16)).uuid()).toBe(ZERO_UUID)
  })

  it('slices bytes without a copy', () => {
    const buffer = Buffer.from('0000000301020304', 'hex')
    expect(new Reader(buffer).bytes().buffer).toBe(buffer.buffer)
  })

  it.each([
    ['a null string', (reader: Reader) => reader.string(), 'ffff'],
    ['a null compact string', (reader: Reader) => reader.compactString(), '00'],
    ['a string length below -1', (reader: Reader) => reader.nullableString(), 'fffe'],
    ['bytes longer than the message', (reader: Reader) => reader.bytes(), '7fffffff00'],
    ['bytes of length -2', (reader: Reader) => reader.nullableBytes(), 'fffffffe'],
    ['compact bytes longer than the message', (reader: Reader) => reader.compactBytes(), 'ffffffff0f'],
    ['an array longer than the message', (reader: Reader) => reader.arrayLength(), '00000002ff'],
    ['an array of 2^31 - 1', (reader: Reader) => reader.arrayLength(), '7fffffff'],
    ['an array of length -2', (reader: Reader) => reader.nullableArrayLength(), 'fffffffe'],
    ['a null array', (reader: Reader) => reader.arrayLength(), 'ffffffff'],
    ['elements larger than what is left', (reader: Reader) => reader.arrayLength(4), '0000000200000000'],
    ['too many tagged fields', (reader: Reader) => reader.skipTaggedFields(), '914e'],
    ['tagged fields that are not there', (reader: Reader) => reader.skipTaggedFields(), '0200'],
    ['a tagged field longer than the message', (reader: Reader) => reader.skipTaggedFields(), '010005'],
  ])('refuses %s', (_, read, hex) => {
    expect(refused(read, hex)).toBe('INVALID_REQUEST')
  })

  it('refuses more than a million elements even when the bytes are there', () => {
    const bytes = Buffer.alloc(1_000_010)
    bytes.writeInt32BE(1_000_001)
    expect(() => new Reader(bytes).arrayLength()).toThrow(/too many elements/)
  })

  it('refuses ten thousand messages that announce two billion elements without allocating for them', () => {
    const bytes = Buffer.from('7fffffff', 'hex')
    const before = process.memoryUsage().heapUsed
    for (let round = 0; round < 10_000; round++) {
      expect(() => metadata.request.decode(new Reader(bytes), 1)).toThrow(KafkaError)
    }
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 1024 * 1024)
  })

  it('refuses a tagged field that is longer or shorter than it announces', () => {
    const reader = new Reader(Buffer.from('0300000000', 'hex'))
    const end = reader.taggedFieldEnd()
    reader.int16()
    expect(() => reader.expectOffset(end)).toThrow(KafkaError)
  })
})
