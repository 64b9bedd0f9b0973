import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../base/random.ts'
import { KafkaError } from './kafka-error.ts'
import type { RecordInput } from './record.ts'
import {
  BATCH_OFFSETS,
  isCrcValid,
  readBatchHeader,
  splitBatches,
  writeBaseOffset,
  writeCrc,
  writeLogAppendTime,
  writePartitionLeaderEpoch,
} from './record-batch.ts'
import { decodeRecords, encodeBatch, forEachRecord, recompressBatch } from './record-batch-records.ts'

/** Written by kafkajs 2.2.4: two records, producer 7, epoch 1, sequence 3, no compression. */
const KAFKAJS_PLAIN =
  '00000000000000000000004d0000000002a92fb1160000000000010000018bcfe568000000018bcfe5680500000000000000070001' +
  '00000003000000021c000000046b31047631020268027818000a02010c7365636f6e6400'
/** The same with gzip. */
const KAFKAJS_GZIP =
  '00000000000000000000006100000000026fa012660001000000010000018bcfe568000000018bcfe5680500000000000000070001' +
  '00000003000000021f8b08000000000000039361606060c9366429336462ca60aa9060e06262e4294e4dcecf4b610000690768dc1c' +
  '000000'

function errorNameFrom(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof KafkaError) return error.errorName
    throw error
  }
  return 'nothing thrown'
}

function someRecords(random: SeededRandom, count: number): RecordInput[] {
  return Array.from({ length: count }, () => ({
    timestampMs: 1_700_000_000_000 + random.below(10_000) - 5_000,
    key: random.below(4) === 0 ? null : Buffer.from(random.bytes(random.below(20))),
    value: random.below(4) === 0 ? null : Buffer.from(random.bytes(random.below(300))),
    headers: Array.from({ length: random.below(3) }, (_, index) => ({
      key: `Überschrift-${index}`,
      value: random.below(2) === 0 ? null : Buffer.from(random.bytes(random.below(90))),
    })),
  }))
}

describe('record batch header', () => {
  it('reads a batch written by kafkajs', () => {
    const buffer = Buffer.from(KAFKAJS_PLAIN, 'hex')
    const header = readBatchHeader(buffer, 0)
    expect(header).toMatchObject({
      baseOffset: 0,
      sizeBytes: buffer.length,
      magic: 2,
      compression: 'none',
      timestampType: 'CreateTime',
      isTransactional: false,
      isControl: false,
      lastOffsetDelta: 1,
      baseTimestampMs: 1_700_000_000_000,
      maxTimestampMs: 1_700_000_000_005,
      producerId: 7,
      producerEpoch: 1,
      baseSequence: 3,
      recordCount: 2,
      lastOffset: 1,
    })
    expect(isCrcValid(buffer, header)).toBe(true)
  })

  it('overwrites offset and leader epoch without touching the checksum', () => {
    const buffer = Buffer.from(KAFKAJS_PLAIN, 'hex')
    writeBaseOffset(buffer, 0, 2 ** 40 + 5)
    writePartitionLeaderEpoch(buffer, 0, 12)
    const header = readBatchHeader(buffer, 0)
    expect(header).toMatchObject({
      baseOffset: 2 ** 40 + 5,
      lastOffset: 2 ** 40 + 6,
      partitionLeaderEpoch: 12,
    })
    expect(isCrcValid(buffer, header)).toBe(true)
  })

  it('stamps broker time and keeps the checksum valid', () => {
    const buffer = Buffer.from(KAFKAJS_PLAIN, 'hex')
    writeLogAppendTime(buffer, readBatchHeader(buffer, 0), 1_800_000_000_000)
    const header = readBatchHeader(buffer, 0)
    expect(header).toMatchObject({ timestampType: 'LogAppendTime', maxTimestampMs: 1_800_000_000_000 })
    expect(isCrcValid(buffer, header)).toBe(true)
    expect(decodeRecords(buffer, header).map((record) => record.timestampMs)).toEqual([
      1_800_000_000_000, 1_800_000_000_000,
    ])
  })

  it('sees every single damaged byte behind the checksum', () => {
    const intact = Buffer.from(KAFKAJS_PLAIN, 'hex')
    for (let at = BATCH_OFFSETS.attributes + 1; at < intact.length; at += 1) {
      const damaged = Buffer.from(intact)
      damaged[at] = (damaged[at] ?? 0) ^ 0x10
      const readable = errorNameFrom(() =>
        expect(isCrcValid(damaged, readBatchHeader(damaged, 0))).toBe(false),
      )
      expect(['nothing thrown', 'CORRUPT_MESSAGE'], `byte ${at}`).toContain(readable)
    }
  })

  it('refuses the old formats by name and other magic bytes as corrupt', () => {
    for (const [magic, name] of [
      [0, 'UNSUPPORTED_FOR_MESSAGE_FORMAT'],
      [1, 'UNSUPPORTED_FOR_MESSAGE_FORMAT'],
      [3, 'CORRUPT_MESSAGE'],
      [-1, 'CORRUPT_MESSAGE'],
    ] as const) {
      const buffer = Buffer.from(KAFKAJS_PLAIN, 'hex')
      buffer.writeInt8(magic, BATCH_OFFSETS.magic)
      expect(errorNameFrom(() => readBatchHeader(buffer, 0))).toBe(name)
    }
  })

  it('refuses unknown compression, a length below a header, a negative delta and an unsafe offset', () => {
    const damage = (change: (buffer: Buffer) => void) => {
      const buffer = Buffer.from(KAFKAJS_PLAIN, 'hex')
      change(buffer)
      return errorNameFrom(() => readBatchHeader(buffer, 0))
    }
    expect(damage((buffer) => buffer.writeInt16BE(7, BATCH_OFFSETS.attributes))).toBe('CORRUPT_MESSAGE')
    expect(damage((buffer) => buffer.writeInt32BE(48, BATCH_OFFSETS.batchLength))).toBe('CORRUPT_MESSAGE')
    expect(damage((buffer) => buffer.writeInt32BE(-1, BATCH_OFFSETS.lastOffsetDelta))).toBe('CORRUPT_MESSAGE')
    expect(damage((buffer) => buffer.writeInt32BE(0x7fffffff, BATCH_OFFSETS.baseOffset))).toBe(
      'CORRUPT_MESSAGE',
    )
    expect(errorNameFrom(() => readBatchHeader(Buffer.alloc(60), 0))).toBe('CORRUPT_MESSAGE')
  })
})

describe('splitting batches', () => {
  const one = Buffer.from(KAFKAJS_PLAIN, 'hex')

  it('finds every batch of a buffer', () => {
    const headers = splitBatches(Buffer.concat([one, one, one]), 'strict')
    expect(headers.map((header) => header.position)).toEqual([0, one.length, 2 * one.length])
  })

  it('drops a cut tail for consumers and refuses it in a produce request, at every length', () => {
    for (let length = 1; length < one.length; length += 1) {
      const buffer = Buffer.concat([one, one.subarray(0, length)])
      expect(splitBatches(buffer, 'tolerant').length).toBe(1)
      expect(errorNameFrom(() => splitBatches(buffer, 'strict'))).toBe('CORRUPT_MESSAGE')
    }
  })

  it('does not loop on a negative or zero length', () => {
    for (const length of [-1, 0, 10]) {
      const buffer = Buffer.from(one)
      buffer.writeInt32BE(length, BATCH_OFFSETS.batchLength)
      expect(errorNameFrom(() => splitBatches(buffer, 'tolerant'))).toBe('CORRUPT_MESSAGE')
    }
  })

  it('finds nothing in nothing', () => {
    expect(splitBatches(Buffer.alloc(0), 'strict')).toEqual([])
  })
})

describe('records of a batch', () => {
  it('reads the records of kafkajs, plain and gzip', () => {
    for (const hex of [KAFKAJS_PLAIN, KAFKAJS_GZIP]) {
      const buffer = Buffer.from(hex, 'hex')
      expect(decodeRecords(buffer, readBatchHeader(buffer, 0))).toEqual([
        {
          offset: 0,
          timestampMs: 1_700_000_000_000,
          key: Buffer.from('k1'),
          value: Buffer.from('v1'),
          headers: [{ key: 'h', value: Buffer.from('x') }],
        },
        { offset: 1, timestampMs: 1_700_000_000_005, key: null, value: Buffer.from('second'), headers: [] },
      ])
    }
  })

  it('writes the very bytes kafkajs writes', () => {
    const batch = encodeBatch({
      partitionLeaderEpoch: 0,
      producerId: 7,
      producerEpoch: 1,
      baseSequence: 3,
      records: [
        {
          timestampMs: 1_700_000_000_000,
          key: Buffer.from('k1'),
          value: Buffer.from('v1'),
          headers: [{ key: 'h', value: Buffer.from('x') }],
        },
        { timestampMs: 1_700_000_000_005, key: null, value: Buffer.from('second') },
      ],
    })
    expect(batch.toString('hex')).toBe(KAFKAJS_PLAIN)
  })

  it('gives back what was encoded, for every codec, alone and recompressed', () => {
    const random = new SeededRandom(11)
    for (const compression of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
      for (const count of [1, 2, 130]) {
        const records = someRecords(random, count)
        const batch = encodeBatch({ baseOffset: 1000, compression, records })
        const header = readBatchHeader(batch, 0)
        expect(isCrcValid(batch, header)).toBe(true)
        const expected = records.map((record, index) => ({ ...record, offset: 1000 + index }))
        expect(decodeRecords(batch, header)).toEqual(expected)
        const again = recompressBatch(batch, header, { compression: 'lz4' })
        const headerAgain = readBatchHeader(again, 0)
        expect(headerAgain.compression).toBe('lz4')
        expect(isCrcValid(again, headerAgain)).toBe(true)
        expect(decodeRecords(again, headerAgain)).toEqual(expected)
      }
    }
  })

  it('keeps gaps between offsets', () => {
    const records = [5, 9, 200].map((offset) => ({ offset, timestampMs: 1, key: null, value: null }))
    const batch = encodeBatch({ baseOffset: 5, records })
    const header = readBatchHeader(batch, 0)
    expect(header).toMatchObject({ lastOffset: 200, recordCount: 3 })
    expect(decodeRecords(batch, header).map((record) => record.offset)).toEqual([5, 9, 200])
  })

  it('carries far timestamps and lets a visitor stop', () => {
    const records = [0, 4_000_000_000_000, -1].map((timestampMs) => ({ timestampMs, key: null, value: null }))
    const batch = encodeBatch({ records })
    const header = readBatchHeader(batch, 0)
    expect(decodeRecords(batch, header).map((record) => record.timestampMs)).toEqual([
      0, 4_000_000_000_000, -1,
    ])
    let seen = 0
    forEachRecord(batch, header, () => {
      seen += 1
      return seen < 2
    })
    expect(seen).toBe(2)
  })

  it('reads an empty batch, as compaction leaves behind', () => {
    for (const compression of ['none', 'gzip'] as const) {
      const batch = encodeBatch({ compression, records: [] })
      expect(decodeRecords(batch, readBatchHeader(batch, 0))).toEqual([])
    }
  })

  it('refuses more records than the bytes can hold, before reading any', () => {
    const batch = encodeBatch({ records: someRecords(new SeededRandom(2), 3) })
    batch.writeInt32BE(0x7fffffff, BATCH_OFFSETS.recordCount)
    expect(errorNameFrom(() => decodeRecords(batch, readBatchHeader(batch, 0)))).toBe('CORRUPT_MESSAGE')
  })

  it('answers damaged records with CORRUPT_MESSAGE or values, never with a crash', () => {
    const random = new SeededRandom(23)
    for (let round = 0; round < 3_000; round += 1) {
      const batch = encodeBatch({ records: someRecords(random, 1 + random.below(4)) })
      for (let hit = random.below(4); hit >= 0; hit -= 1) {
        batch[61 + random.below(batch.length - 61)] = random.below(256)
      }
      writeCrc(batch, 0, batch.length)
      const name = errorNameFrom(() => decodeRecords(batch, readBatchHeader(batch, 0)))
      expect(['nothing thrown', 'CORRUPT_MESSAGE'], `round ${round}`).toContain(name)
    }
  })

  it('bounds decompression by the caller’s limit', () => {
    const records = [{ timestampMs: 0, key: null, value: Buffer.alloc(1_000_000) }]
    const batch = encodeBatch({ compression: 'gzip', records })
    expect(errorNameFrom(() => decodeRecords(batch, readBatchHeader(batch, 0), 10_000))).toBe(
      'CORRUPT_MESSAGE',
    )
  })
})
