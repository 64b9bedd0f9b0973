import { describe, expect, it } from 'vitest'
import { KafkaError } from './kafka-error.ts'
import { Reader } from './reader.ts'
import { EXTERNAL_BYTES, Writer } from './writer.ts'

describe('Writer', () => {
  it('passes large byte fields on without a copy', () => {
    const writer = new Writer()
    const records = Buffer.alloc(EXTERNAL_BYTES, 1)
    writer.int16(7)
    writer.compactRecords(records)
    writer.int16(8)
    const chunks = writer.finish()
    expect(chunks[1]).toBe(records)
    expect(Buffer.concat(chunks)).toHaveLength(2 + 2 + EXTERNAL_BYTES + 2)
  })

  it('writes records that come in pieces as one field', () => {
    const writer = new Writer()
    writer.records([Buffer.from([1]), Buffer.alloc(EXTERNAL_BYTES), Buffer.from([2, 3])])
    const reader = new Reader(writer.toBuffer())
    expect(reader.records()).toHaveLength(EXTERNAL_BYTES + 3)
    expect(reader.remaining).toBe(0)
  })

  it('never writes into a message that is finished', () => {
    const writer = new Writer(64)
    writer.string('first')
    const first = Buffer.concat(writer.finish())
    const chunks = writer.finish()
    writer.string('second')
    const second = writer.finish()
    expect(chunks).toEqual([])
    expect(new Reader(first).string()).toBe('first')
    expect(new Reader(Buffer.concat(second)).string()).toBe('second')
  })

  it('goes on in another chunk when one is full', () => {
    const writer = new Writer(16)
    for (let index = 0; index < 100; index++) writer.int64(index)
    writer.string('a string that is longer than a chunk')
    expect(writer.sizeBytes).toBe(800 + 38)
    const reader = new Reader(writer.toBuffer())
    for (let index = 0; index < 100; index++) expect(reader.int64()).toBe(index)
    expect(reader.string()).toBe('a string that is longer than a chunk')
  })

  it('puts the length in front of a frame', () => {
    const writer = new Writer(16)
    writer.startFrame()
    writer.bytes(Buffer.alloc(EXTERNAL_BYTES))
    writer.int64(-1)
    const frame = writer.toBuffer()
    expect(frame.readInt32BE(0)).toBe(frame.length - 4)
    writer.int8(1)
    expect(writer.toBuffer()).toEqual(Buffer.from([1]))
  })

  it('drops what is discarded', () => {
    const writer = new Writer()
    writer.startFrame()
    writer.string('gone')
    writer.discard()
    writer.int16(1)
    expect(writer.toBuffer()).toEqual(Buffer.from([0, 1]))
  })

  it('refuses a string that a plain length cannot announce', () => {
    const writer = new Writer()
    expect(() => writer.string('x'.repeat(32_768))).toThrow(KafkaError)
    writer.compactString('x'.repeat(32_768))
    expect(writer.sizeBytes).toBe(32_768 + 3)
  })

  it.each(['', 'short', 'AAAAAAAAAAAAAAAAAAAA!!', 'AAAAAAAAAAAAAAAAAAAAAAA'])(
    'refuses "%s" as an id',
    (id) => {
      expect(() => new Writer().uuid(id)).toThrow(KafkaError)
    },
  )

  it('holds an int64 to safe integers', () => {
    expect(() => new Writer().int64(2 ** 53)).toThrow(/safe integer/)
    expect(() => new Writer().int64(0.5)).toThrow(/safe integer/)
  })
})
