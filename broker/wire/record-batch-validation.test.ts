import { describe, expect, it } from 'vitest'
import { KafkaError } from './kafka-error.ts'
import { BATCH_OFFSETS, writeBaseOffset, writeCrc } from './record-batch.ts'
import { type BatchInput, encodeBatch } from './record-batch-records.ts'
import { type ProduceLimits, validateProducedBatches } from './record-batch-validation.ts'

const NOW_MS = 1_700_000_000_000
const limits: ProduceLimits = {
  maxMessageBytes: 1000,
  nowMs: NOW_MS,
  timestampType: 'CreateTime',
  timestampBeforeMaxMs: 10_000,
  timestampAfterMaxMs: 5_000,
}

function batchOf(input: Partial<BatchInput> = {}, timestampMs = NOW_MS): Buffer {
  const records = [1, 2].map((byte) => ({ timestampMs, key: null, value: Buffer.from([byte]) }))
  return encodeBatch({ records, ...input })
}

function refusal(batch: Buffer, changed: Partial<ProduceLimits> = {}): string {
  try {
    validateProducedBatches(batch, { ...limits, ...changed })
  } catch (error) {
    if (error instanceof KafkaError) return error.errorName
    throw error
  }
  return 'accepted'
}

/** A batch with one header field changed and the checksum made to fit again. */
function altered(change: (batch: Buffer) => void): Buffer {
  const batch = batchOf()
  change(batch)
  writeCrc(batch, 0, batch.length)
  return batch
}

describe('checks of a produced batch', () => {
  it('accepts plain, idempotent and transactional batches of every codec', () => {
    expect(refusal(batchOf())).toBe('accepted')
    for (const compression of ['gzip', 'snappy', 'lz4', 'zstd'] as const) {
      expect(refusal(batchOf({ compression }))).toBe('accepted')
    }
    const ids = { producerId: 4, producerEpoch: 0, baseSequence: 0 }
    expect(refusal(batchOf(ids))).toBe('accepted')
    expect(refusal(batchOf({ ...ids, isTransactional: true }))).toBe('accepted')
  })

  it('ignores the leader epoch a client sends (quirk 12)', () => {
    expect(refusal(batchOf({ partitionLeaderEpoch: 0 }))).toBe('accepted')
    expect(refusal(batchOf({ partitionLeaderEpoch: 99 }))).toBe('accepted')
  })

  it('refuses a batch larger than max.message.bytes (quirk 9)', () => {
    const batch = batchOf()
    expect(refusal(batch, { maxMessageBytes: batch.length })).toBe('accepted')
    expect(refusal(batch, { maxMessageBytes: batch.length - 1 })).toBe('MESSAGE_TOO_LARGE')
  })

  it('refuses a wrong checksum, a wrong count and other formats (quirk 13)', () => {
    const wrongCrc = batchOf()
    wrongCrc.writeUInt32BE(1, BATCH_OFFSETS.crc)
    expect(refusal(wrongCrc)).toBe('CORRUPT_MESSAGE')
    expect(refusal(altered((batch) => batch.writeInt32BE(5, BATCH_OFFSETS.lastOffsetDelta)))).toBe(
      'CORRUPT_MESSAGE',
    )
    expect(refusal(altered((batch) => batch.writeInt8(1, BATCH_OFFSETS.magic)))).toBe(
      'UNSUPPORTED_FOR_MESSAGE_FORMAT',
    )
    expect(refusal(altered((batch) => batch.writeInt8(9, BATCH_OFFSETS.magic)))).toBe('CORRUPT_MESSAGE')
  })

  it('refuses counts that the bytes cannot hold', () => {
    const inflated = altered((batch) => {
      batch.writeInt32BE(1_000_000, BATCH_OFFSETS.recordCount)
      batch.writeInt32BE(999_999, BATCH_OFFSETS.lastOffsetDelta)
    })
    expect(refusal(inflated)).toBe('CORRUPT_MESSAGE')
    expect(refusal(altered((batch) => batch.writeInt32BE(0, BATCH_OFFSETS.recordCount)))).toBe(
      'INVALID_RECORD',
    )
  })

  it('refuses control batches from clients (quirk 13)', () => {
    expect(refusal(batchOf({ isControl: true, producerId: 1, producerEpoch: 0, baseSequence: 0 }))).toBe(
      'INVALID_RECORD',
    )
  })

  it('refuses half-filled producer fields', () => {
    expect(refusal(batchOf({ producerId: 4, producerEpoch: 0, baseSequence: -1 }))).toBe('INVALID_RECORD')
    expect(refusal(batchOf({ producerId: 4, producerEpoch: -1, baseSequence: 0 }))).toBe('INVALID_RECORD')
    expect(refusal(batchOf({ producerId: -5 }))).toBe('INVALID_RECORD')
    expect(refusal(batchOf({ isTransactional: true }))).toBe('INVALID_RECORD')
  })

  it('refuses no batch, two batches, a cut one and a base offset', () => {
    const batch = batchOf()
    expect(refusal(Buffer.alloc(0))).toBe('INVALID_RECORD')
    expect(refusal(Buffer.concat([batch, batch]))).toBe('INVALID_RECORD')
    expect(refusal(batch.subarray(0, batch.length - 1))).toBe('CORRUPT_MESSAGE')
    const shifted = batchOf()
    writeBaseOffset(shifted, 0, 3)
    expect(refusal(shifted)).toBe('INVALID_RECORD')
  })

  it('holds timestamps against both bounds, and only for CreateTime topics', () => {
    expect(refusal(batchOf({}, NOW_MS - 10_000))).toBe('accepted')
    expect(refusal(batchOf({}, NOW_MS - 10_001))).toBe('INVALID_TIMESTAMP')
    expect(refusal(batchOf({}, NOW_MS + 5_000))).toBe('accepted')
    expect(refusal(batchOf({}, NOW_MS + 5_001))).toBe('INVALID_TIMESTAMP')
    expect(refusal(batchOf({}, -1))).toBe('accepted')
    expect(refusal(batchOf({}, 5), { timestampType: 'LogAppendTime' })).toBe('accepted')
    expect(refusal(batchOf({ timestampType: 'LogAppendTime' }))).toBe('INVALID_TIMESTAMP')
  })
})
