import { describe, expect, it } from 'vitest'
import { KafkaError } from './kafka-error.ts'
import { RecordCursor, varintSize, writeVarint } from './record.ts'

describe('record varints', () => {
  const values = [0, -1, 1, 63, -64, 64, -65, 300, 2 ** 31 - 1, -(2 ** 31), 2 ** 40, -(2 ** 51), 2 ** 51]

  it('round-trips values of both signs as varlong, in the size foretold', () => {
    for (const value of values) {
      const bytes = Buffer.alloc(12)
      const end = writeVarint(bytes, 0, value)
      expect(end, `size of ${value}`).toBe(varintSize(value))
      expect(new RecordCursor(bytes, 0, end).readVarlong()).toBe(value)
    }
  })

  it('round-trips int32 values as varint', () => {
    for (const value of values.filter((each) => (each | 0) === each)) {
      const bytes = Buffer.alloc(12)
      const end = writeVarint(bytes, 0, value)
      expect(new RecordCursor(bytes, 0, end).readVarint()).toBe(value)
    }
  })

  it('writes the zigzag bytes of the specification', () => {
    const hexOf = (value: number) => {
      const bytes = Buffer.alloc(12)
      return bytes.subarray(0, writeVarint(bytes, 0, value)).toString('hex')
    }
    expect([0, -1, 1, -2, 64, -65, 8192].map(hexOf)).toEqual([
      '00',
      '01',
      '02',
      '03',
      '8001',
      '8101',
      '808001',
    ])
  })

  it('refuses endless and cut varints', () => {
    const endless = Buffer.alloc(12, 0xff)
    expect(() => new RecordCursor(endless, 0, 12).readVarint()).toThrow(KafkaError)
    expect(() => new RecordCursor(endless, 0, 12).readVarlong()).toThrow(KafkaError)
    expect(() => new RecordCursor(endless, 0, 2).readVarint()).toThrow(KafkaError)
    expect(() => new RecordCursor(endless, 0, 2).skip(3)).toThrow(KafkaError)
  })
})
