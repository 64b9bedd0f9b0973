import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../base/random.ts'
import { append, batchOf, openTestLog, readAll, TEST_LOG_DIRECTORY } from '../testing/log-fixture.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { BATCH_OFFSETS, isCrcValid, readBatchHeader, splitBatches, writeCrc } from '../wire/record-batch.ts'
import { decodeRecords, encodeBatch } from '../wire/record-batch-records.ts'
import { InvalidRecordsError } from './batch-preparation.ts'
import type { PartitionLog } from './partition-log.ts'

const T0 = 1_700_000_000_000

function errorNameFrom(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof KafkaError) return error.errorName
    throw error
  }
  return 'nothing thrown'
}

function readAt(
  log: PartitionLog,
  fetchOffset: number,
  options: { maxBytes?: number; upper?: number; min?: boolean } = {},
) {
  return log.read({
    fetchOffset,
    maxBytes: options.maxBytes ?? 1_000_000,
    upperBoundOffset: options.upper ?? log.logEndOffset,
    minOneMessage: options.min ?? true,
  })
}

describe('appending as leader', () => {
  it('gives consecutive offsets, stamps its epoch and writes once per call', () => {
    const { log, disk } = openTestLog()
    const writesBefore = disk.writeCount
    const result = log.appendAsLeader(batchOf(['a', 'b', 'c'], { partitionLeaderEpoch: 99 }), {
      leaderEpoch: 4,
      origin: 'client',
    })
    expect(result).toMatchObject({ firstOffset: 0, lastOffset: 2, logAppendTimeMs: -1, isDuplicate: false })
    expect(append(log, ['d'])).toMatchObject({ firstOffset: 3, lastOffset: 3 })
    expect(log.logEndOffset).toBe(4)
    const header = readBatchHeader(readAt(log, 0).records, 0)
    expect(header.partitionLeaderEpoch).toBe(4)
    // Two batches and one leader epoch checkpoint.
    expect(disk.writeCount - writesBefore).toBe(3)
  })

  it('stores broker time and a fitting checksum where the topic says LogAppendTime', () => {
    const { log, clock } = openTestLog({ config: { messageTimestampType: 'LogAppendTime' } })
    clock.advance(5_000)
    expect(append(log, ['a', 'b'], { timestampMs: 7 }).logAppendTimeMs).toBe(clock.nowMs())
    const { records } = readAt(log, 0)
    const header = readBatchHeader(records, 0)
    expect(isCrcValid(records, header)).toBe(true)
    expect(decodeRecords(records, header).map((record) => record.timestampMs)).toEqual([
      clock.nowMs(),
      clock.nowMs(),
    ])
  })

  it('recompresses where the topic forces a compression', () => {
    for (const [compressionType, stored] of [
      ['zstd', 'zstd'],
      ['uncompressed', 'none'],
      ['producer', 'gzip'],
    ] as const) {
      const { log } = openTestLog({ config: { compressionType } })
      append(log, ['x'.repeat(500), 'y'], { compression: 'gzip' })
      const { records } = readAt(log, 0)
      expect(readBatchHeader(records, 0).compression).toBe(stored)
      expect(readAll(log).map((record) => record.value)).toEqual(['x'.repeat(500), 'y'])
    }
  })

  it('refuses null keys on compacted topics and names the records (quirk 8)', () => {
    const { log } = openTestLog({ config: { cleanupPolicy: { isCompact: true, isDelete: false } } })
    const record = (key: string | null) => ({
      timestampMs: T0,
      key: key === null ? null : Buffer.from(key),
      value: null,
    })
    const batch = encodeBatch({
      compression: 'lz4',
      records: [record('a'), record(null), record('b'), record(null)],
    })
    let caught: unknown
    try {
      log.appendAsLeader(batch, { leaderEpoch: 0, origin: 'client' })
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(InvalidRecordsError)
    expect(
      caught instanceof InvalidRecordsError && caught.recordErrors.map((each) => each.batchIndex),
    ).toEqual([1, 3])
    expect(log.logEndOffset).toBe(0)
    append(log, ['v'], { key: 'k' })
    expect(log.logEndOffset).toBe(1)
  })

  it('refuses control batches of clients and takes them from coordinators', () => {
    const { log } = openTestLog()
    const control = () =>
      batchOf(['marker'], { isControl: true, producerId: 1, producerEpoch: 0, baseSequence: -1 })
    expect(errorNameFrom(() => log.appendAsLeader(control(), { leaderEpoch: 0, origin: 'client' }))).toBe(
      'INVALID_RECORD',
    )
    log.appendAsLeader(control(), { leaderEpoch: 0, origin: 'coordinator' })
    expect(log.logEndOffset).toBe(1)
  })

  it('refuses a damaged batch, one too large for the topic and one too large for a segment', () => {
    const { log } = openTestLog({ config: { maxMessageBytes: 5_000, segmentBytes: 1_000 } })
    const damaged = batchOf(['abc'])
    damaged[damaged.length - 2] = 0x55
    expect(errorNameFrom(() => log.appendAsLeader(damaged, { leaderEpoch: 0, origin: 'client' }))).toBe(
      'CORRUPT_MESSAGE',
    )
    expect(errorNameFrom(() => append(log, ['x'.repeat(6_000)]))).toBe('MESSAGE_TOO_LARGE')
    expect(errorNameFrom(() => append(log, ['x'.repeat(2_000)]))).toBe('RECORD_LIST_TOO_LARGE')
    expect(log.logEndOffset).toBe(0)
  })

  it('believes a valid checksum unless it is strict', () => {
    const record = (offset: number) => ({ offset, timestampMs: T0, key: null, value: null })
    const lying = () => {
      const batch = encodeBatch({ records: [record(0), record(3)] })
      batch.writeInt32BE(1, BATCH_OFFSETS.lastOffsetDelta)
      writeCrc(batch, 0, batch.length)
      return batch
    }
    const believing = openTestLog().log
    believing.appendAsLeader(lying(), { leaderEpoch: 0, origin: 'client' })
    expect(believing.logEndOffset).toBe(2)
    const strict = openTestLog({ isStrict: true }).log
    expect(errorNameFrom(() => strict.appendAsLeader(lying(), { leaderEpoch: 0, origin: 'client' }))).toBe(
      'INVALID_RECORD',
    )
    append(strict, ['a', 'b'])
    expect(strict.logEndOffset).toBe(2)
  })
})

describe('idempotent producers', () => {
  const producer = (baseSequence: number, producerEpoch = 0, producerId = 9) => ({
    producerId,
    producerEpoch,
    baseSequence,
  })

  it('accepts a first batch with any sequence (quirk 11)', () => {
    const { log } = openTestLog()
    expect(append(log, ['a'], producer(1234)).firstOffset).toBe(0)
  })

  it('recognises each of the last five batches and answers their first offsets', () => {
    const { log } = openTestLog()
    for (let sequence = 0; sequence < 14; sequence += 2) append(log, ['a', 'b'], producer(sequence))
    for (const sequence of [4, 6, 8, 10, 12]) {
      const again = append(log, ['a', 'b'], producer(sequence))
      expect(again).toMatchObject({ isDuplicate: true, firstOffset: sequence, lastOffset: sequence + 1 })
    }
    expect(log.logEndOffset).toBe(14)
    expect(errorNameFrom(() => append(log, ['a', 'b'], producer(2)))).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
  })

  it('refuses a gap, an old epoch, and a higher epoch that does not begin at zero', () => {
    const { log } = openTestLog()
    append(log, ['a'], producer(0, 5))
    expect(errorNameFrom(() => append(log, ['b'], producer(2, 5)))).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(errorNameFrom(() => append(log, ['b'], producer(1, 4)))).toBe('INVALID_PRODUCER_EPOCH')
    expect(errorNameFrom(() => append(log, ['b'], producer(1, 6)))).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(append(log, ['b'], producer(0, 6)).firstOffset).toBe(1)
    expect(append(log, ['c'], producer(1, 6)).firstOffset).toBe(2)
  })

  it('wraps sequences to zero after 2^31-1', () => {
    const { log } = openTestLog()
    append(log, ['a', 'b'], producer(2 ** 31 - 2))
    expect(append(log, ['c'], producer(0)).firstOffset).toBe(2)
    const { log: across } = openTestLog()
    append(across, ['a', 'b', 'c'], producer(2 ** 31 - 2))
    expect(append(across, ['a', 'b', 'c'], producer(2 ** 31 - 2)).isDuplicate).toBe(true)
    expect(append(across, ['d'], producer(1)).firstOffset).toBe(3)
  })

  it('remembers producers over a clean restart, a kill and a truncation', async () => {
    const first = openTestLog()
    append(first.log, ['a', 'b'], producer(0))
    append(first.log, ['c'], producer(2))
    const killed = openTestLog({ disk: first.disk.clone() }).log
    expect(append(killed, ['a', 'b'], producer(0))).toMatchObject({ isDuplicate: true, firstOffset: 0 })
    await first.log.close()
    const restarted = openTestLog({ disk: first.disk, hadCleanShutdown: true }).log
    expect(append(restarted, ['c'], producer(2))).toMatchObject({ isDuplicate: true, firstOffset: 2 })
    restarted.truncateTo(2)
    expect(append(restarted, ['c'], producer(2))).toMatchObject({ isDuplicate: false, firstOffset: 2 })
  })

  it('forgets producers that stay silent', () => {
    const { log, clock } = openTestLog()
    append(log, ['a'], { ...producer(0), timestampMs: clock.nowMs() })
    expect(log.expireProducers(clock.nowMs() + 999, 1000)).toBe(0)
    expect(log.expireProducers(clock.nowMs() + 1000, 1000)).toBe(1)
    expect(log.producerStates()).toEqual([])
  })
})

describe('reading', () => {
  it('returns the whole batch that holds the offset, also the last one (quirk 1)', () => {
    const { log } = openTestLog()
    append(log, ['a', 'b', 'c'])
    append(log, ['d', 'e', 'f'])
    const { records, firstOffset } = readAt(log, 4)
    expect(firstOffset).toBe(3)
    expect(splitBatches(records, 'strict').map((header) => header.baseOffset)).toEqual([3])
    expect(readAt(log, 1).firstOffset).toBe(0)
  })

  it('returns at least one batch, and only if asked to (quirk 2)', () => {
    const { log } = openTestLog()
    append(log, ['x'.repeat(1000)])
    append(log, ['y'])
    expect(splitBatches(readAt(log, 0, { maxBytes: 1 }).records, 'strict').length).toBe(1)
    expect(readAt(log, 0, { maxBytes: 1, min: false })).toMatchObject({ firstOffset: -1 })
    expect(readAt(log, 0, { maxBytes: 0, min: false }).records.length).toBe(0)
  })

  it('keeps within maxBytes', () => {
    const { log } = openTestLog()
    for (let index = 0; index < 50; index += 1) append(log, [`value-${index}`])
    const { records } = readAt(log, 0, { maxBytes: 500 })
    expect(records.length).toBeLessThanOrEqual(500)
    expect(splitBatches(records, 'tolerant').length).toBeGreaterThan(3)
  })

  it('shows nothing at or above the upper bound', () => {
    const { log } = openTestLog()
    for (let index = 0; index < 10; index += 1) append(log, [`value-${index}`])
    const headers = splitBatches(readAt(log, 2, { upper: 5 }).records, 'strict')
    expect(headers.map((header) => header.baseOffset)).toEqual([2, 3, 4])
    expect(readAt(log, 5, { upper: 5 }).records.length).toBe(0)
    expect(readAt(log, 6, { upper: 5 }).records.length).toBe(0)
  })

  it('answers outside the log with OFFSET_OUT_OF_RANGE and at its end with nothing', () => {
    const { log } = openTestLog()
    append(log, ['a'])
    expect(readAt(log, 1).records.length).toBe(0)
    expect(errorNameFrom(() => readAt(log, 2))).toBe('OFFSET_OUT_OF_RANGE')
    expect(errorNameFrom(() => readAt(log, -1))).toBe('OFFSET_OUT_OF_RANGE')
  })

  it('gives back all records over many segments', () => {
    const { log } = openTestLog({ config: { segmentBytes: 600 } })
    const values = Array.from({ length: 120 }, (_, index) => `value-${index}`)
    for (const value of values) append(log, [value])
    expect(log.segmentCount).toBeGreaterThan(10)
    expect(readAll(log).map((record) => record.value)).toEqual(values)
    for (const offset of [0, 7, 63, 119]) expect(readAll(log, offset)[0]?.offset).toBe(offset)
  })

  it('reads the last append with one call to the disk', () => {
    const { log, disk } = openTestLog()
    for (let index = 0; index < 20; index += 1) append(log, [`value-${index}`])
    const before = disk.readCount
    expect(readAll(log, 19).map((record) => record.value)).toEqual(['value-19'])
    expect(disk.readCount - before).toBe(1)
    log.truncateTo(19)
    append(log, ['another'])
    expect(readAll(log, 18).map((record) => record.value)).toEqual(['value-18', 'another'])
  })

  it('reports a failing disk as KAFKA_STORAGE_ERROR and works again after it', () => {
    const { log, disk } = openTestLog()
    append(log, ['a'])
    disk.failReadOf = (path) => path.endsWith('.log')
    expect(errorNameFrom(() => readAt(log, 0))).toBe('KAFKA_STORAGE_ERROR')
    disk.failReadOf = () => false
    expect(readAll(log).length).toBe(1)
  })
})

describe('finding offsets', () => {
  it('finds the first record at or after a time, over segments, batches and records', () => {
    const { log, disk } = openTestLog({ config: { segmentBytes: 2_000, indexIntervalBytes: 200 } })
    for (let index = 0; index < 200; index += 2) {
      const records = [0, 1].map((step) => ({
        timestampMs: T0 + (index + step) * 10,
        key: null,
        value: Buffer.from('v'),
      }))
      log.appendAsLeader(encodeBatch({ records }), { leaderEpoch: 3, origin: 'client' })
    }
    const reopened = openTestLog({
      disk: disk.clone(),
      config: { segmentBytes: 2_000, indexIntervalBytes: 200 },
    }).log
    for (const each of [log, reopened]) {
      for (let index = 0; index < 200; index += 1) {
        expect(each.findOffsetByTimestamp(T0 + index * 10)).toEqual({
          offset: index,
          timestampMs: T0 + index * 10,
          leaderEpoch: 3,
        })
        expect(each.findOffsetByTimestamp(T0 + index * 10 - 5)?.offset).toBe(index)
      }
      expect(each.findOffsetByTimestamp(T0 + 1991)).toBeNull()
      expect(each.findOffsetByTimestamp(0)?.offset).toBe(0)
      expect(each.findOffsetByTimestamp(T0 + 1000, 100)).toBeNull()
      expect(each.findMaxTimestamp()).toEqual({ offset: 199, timestampMs: T0 + 1990, leaderEpoch: 3 })
    }
  })

  it('finds times that do not grow with the offsets', () => {
    const { log } = openTestLog({ config: { segmentBytes: 1_000, indexIntervalBytes: 0 } })
    const random = new SeededRandom(5)
    const times = Array.from({ length: 120 }, () => T0 + random.below(1_000))
    for (const timestampMs of times) append(log, ['v'], { timestampMs })
    for (let probe = T0 - 1; probe < T0 + 1_002; probe += 3) {
      const expected = times.findIndex((time) => time >= probe)
      expect(log.findOffsetByTimestamp(probe)?.offset ?? -1, `probe ${probe - T0}`).toBe(expected)
    }
    const latest = Math.max(...times)
    expect(log.findMaxTimestamp()).toMatchObject({ offset: times.indexOf(latest), timestampMs: latest })
  })

  it('finds nothing in an empty log', () => {
    const { log } = openTestLog()
    expect(log.findOffsetByTimestamp(0)).toBeNull()
    expect(log.findMaxTimestamp()).toBeNull()
  })
})

describe('appending as follower', () => {
  it('takes offsets and epochs as they are, drops a cut tail, and refuses to go back', () => {
    const leader = openTestLog().log
    leader.appendAsLeader(batchOf(['a', 'b']), { leaderEpoch: 2, origin: 'client' })
    leader.appendAsLeader(batchOf(['c']), { leaderEpoch: 3, origin: 'client' })
    const { records } = readAt(leader, 0)
    const follower = openTestLog().log
    const cut = Buffer.from(records.subarray(0, records.length - 3))
    expect(follower.appendAsFollower(cut)).toMatchObject({ firstOffset: 0, lastOffset: 1 })
    expect(errorNameFrom(() => follower.appendAsFollower(Buffer.from(records)))).toBe('OFFSET_OUT_OF_RANGE')
    follower.appendAsFollower(Buffer.from(readAt(leader, 2).records))
    expect(readAll(follower)).toEqual(readAll(leader))
    expect(follower.latestLeaderEpoch).toBe(3)
    expect(follower.leaderEpochOf(1)).toBe(2)
    expect(follower.appendAsFollower(Buffer.alloc(0))).toMatchObject({ firstOffset: -1, lastOffset: -1 })
  })

  it('splits a large fetch over segments and keeps gaps between batches', () => {
    const { log } = openTestLog({ config: { segmentBytes: 300 } })
    const batches = [0, 5, 6, 4_000_000_000, 4_000_000_001].map((baseOffset) =>
      batchOf(['value'], { baseOffset, partitionLeaderEpoch: 1 }),
    )
    log.appendAsFollower(Buffer.concat(batches))
    expect(readAll(log).map((record) => record.offset)).toEqual([0, 5, 6, 4_000_000_000, 4_000_000_001])
    expect(log.segmentCount).toBeGreaterThan(1)
  })

  it('refuses a damaged batch', () => {
    const { log } = openTestLog()
    const batch = batchOf(['value'])
    batch[batch.length - 1] = 0x7f
    expect(errorNameFrom(() => log.appendAsFollower(batch))).toBe('CORRUPT_MESSAGE')
    expect(log.logEndOffset).toBe(0)
  })
})

describe('truncation', () => {
  it('ends at the batch boundary at or below the offset and forgets what lay behind', () => {
    const { log, disk } = openTestLog({ config: { segmentBytes: 400 } })
    for (let index = 0; index < 30; index += 3) {
      log.appendAsLeader(batchOf(['a', 'b', 'c']), { leaderEpoch: index, origin: 'client' })
    }
    log.advanceHighWatermark(30)
    log.truncateTo(13)
    expect(log.logEndOffset).toBe(12)
    expect(log.highWatermark).toBe(12)
    expect(log.latestLeaderEpoch).toBe(9)
    expect(append(log, ['again']).firstOffset).toBe(12)
    expect(readAll(log).length).toBe(13)
    const reopened = openTestLog({ disk: disk.clone() }).log
    expect(readAll(reopened)).toEqual(readAll(log))
  })

  it('truncates to every offset and stays consistent after a restart', () => {
    for (let offset = 0; offset <= 24; offset += 1) {
      const { log, disk } = openTestLog({ config: { segmentBytes: 300, indexIntervalBytes: 50 } })
      for (let index = 0; index < 24; index += 2) append(log, [`${index}`, `${index + 1}`])
      log.truncateTo(offset)
      expect(log.logEndOffset).toBe(offset - (offset % 2))
      append(log, ['x', 'y'])
      expect(readAll(log).length).toBe(log.logEndOffset)
      const reopened = openTestLog({
        disk: disk.clone(),
        config: { segmentBytes: 300, indexIntervalBytes: 50 },
      }).log
      expect(readAll(reopened), `offset ${offset}`).toEqual(readAll(log))
    }
  })

  it('starts over at an offset', () => {
    const { log } = openTestLog()
    append(log, ['a', 'b'], { producerId: 3, producerEpoch: 0, baseSequence: 0 })
    log.truncateFullyAndStartAt(100)
    expect([log.logStartOffset, log.highWatermark, log.logEndOffset]).toEqual([100, 100, 100])
    expect(log.producerStates()).toEqual([])
    expect(append(log, ['c']).firstOffset).toBe(100)
  })
})

describe('removal', () => {
  it('removes whole segments below deleted records and keeps the rest of the first', () => {
    const { log, disk, clock } = openTestLog({ config: { segmentBytes: 400, fileDeleteDelayMs: 1_000 } })
    for (let index = 0; index < 20; index += 1) append(log, [`value-${index}`])
    const segmentsBefore = log.segmentCount
    expect(errorNameFrom(() => log.deleteRecordsBefore(1))).toBe('OFFSET_OUT_OF_RANGE')
    log.advanceHighWatermark(20)
    log.deleteRecordsBefore(13)
    expect(log.logStartOffset).toBe(13)
    expect(log.segmentCount).toBeLessThan(segmentsBefore)
    expect(readAll(log).map((record) => record.offset)).toEqual([13, 14, 15, 16, 17, 18, 19])
    expect(errorNameFrom(() => readAt(log, 12))).toBe('OFFSET_OUT_OF_RANGE')
    const waiting = () =>
      disk.list(TEST_LOG_DIRECTORY).filter((entry) => entry.name.endsWith('.deleted')).length
    expect(waiting()).toBeGreaterThan(0)
    clock.advance(1_000)
    expect(waiting()).toBe(0)
    log.deleteRecordsBefore(20)
    expect([log.logStartOffset, log.logEndOffset]).toEqual([20, 20])
    expect(append(log, ['next']).firstOffset).toBe(20)
  })

  it('removes by age, never above the high watermark, and rolls an old active segment', () => {
    const { log, clock } = openTestLog({ config: { segmentBytes: 400, retentionMs: 10_000 } })
    for (let index = 0; index < 20; index += 1)
      append(log, [`value-${index}`], { timestampMs: clock.nowMs() })
    expect(log.applyRetention(clock.nowMs() + 10_001)).toBe(0)
    log.advanceHighWatermark(8)
    log.applyRetention(clock.nowMs() + 10_001)
    expect(log.logStartOffset).toBeGreaterThan(0)
    expect(log.logStartOffset).toBeLessThanOrEqual(8)
    log.advanceHighWatermark(20)
    log.applyRetention(clock.nowMs() + 10_001)
    expect([log.logStartOffset, log.logEndOffset, log.segmentCount, log.sizeBytes]).toEqual([20, 20, 1, 0])
    expect(append(log, ['next']).firstOffset).toBe(20)
  })

  it('removes by size', () => {
    const { log } = openTestLog({ config: { segmentBytes: 400, retentionBytes: 1_000 } })
    for (let index = 0; index < 60; index += 1) append(log, [`value-${index}`])
    log.advanceHighWatermark(60)
    log.applyRetention(T0)
    expect(log.sizeBytes).toBeGreaterThanOrEqual(1_000)
    expect(log.sizeBytes).toBeLessThan(1_400)
  })

  it('leaves compacted topics alone', () => {
    const cleanupPolicy = { isCompact: true, isDelete: false }
    const { log } = openTestLog({
      config: { segmentBytes: 400, retentionMs: 1, retentionBytes: 1, cleanupPolicy },
    })
    for (let index = 0; index < 20; index += 1) append(log, [`value-${index}`], { key: 'k' })
    log.advanceHighWatermark(20)
    expect(log.applyRetention(T0 * 2)).toBe(0)
  })
})

describe('rolling', () => {
  it('rolls by the age of batches', () => {
    const { log } = openTestLog({ config: { segmentMs: 1_000 } })
    append(log, ['a'], { timestampMs: T0 })
    append(log, ['b'], { timestampMs: T0 + 1_000 })
    expect(log.segmentCount).toBe(1)
    append(log, ['c'], { timestampMs: T0 + 1_001 })
    expect(log.segmentCount).toBe(2)
  })

  it('rolls when an index is full', () => {
    const { log } = openTestLog({ config: { segmentIndexBytes: 24, indexIntervalBytes: 0 } })
    for (let index = 0; index < 12; index += 1) append(log, ['a'], { timestampMs: T0 + index })
    expect(log.segmentCount).toBeGreaterThan(2)
    expect(readAll(log).length).toBe(12)
  })
})

describe('a full disk', () => {
  it('acknowledges nothing it could not write, shows nothing of it, and goes on once there is space', () => {
    const { log, disk } = openTestLog()
    append(log, ['before'])
    for (const freeBytes of [0, 1, 30, 70]) {
      disk.freeBytes = freeBytes
      expect(errorNameFrom(() => append(log, ['x'.repeat(100)]))).toBe('KAFKA_STORAGE_ERROR')
      expect(log.logEndOffset).toBe(1)
      expect(readAll(log).map((record) => record.value)).toEqual(['before'])
    }
    const restarted = openTestLog({ disk: disk.clone() }).log
    expect(readAll(restarted).map((record) => record.value)).toEqual(['before'])
    disk.freeBytes = Number.POSITIVE_INFINITY
    expect(append(log, ['after']).firstOffset).toBe(1)
    const again = openTestLog({ disk: disk.clone() }).log
    expect(readAll(again).map((record) => record.value)).toEqual(['before', 'after'])
  })

  it('survives when the remains cannot even be cut off', () => {
    const { log, disk } = openTestLog()
    append(log, ['before'])
    disk.freeBytes = 120
    disk.failTruncateOf = () => true
    expect(errorNameFrom(() => append(log, ['x'.repeat(300)]))).toBe('KAFKA_STORAGE_ERROR')
    const restarted = openTestLog({ disk: disk.clone() }).log
    expect(readAll(restarted).map((record) => record.value)).toEqual(['before'])
    disk.freeBytes = Number.POSITIVE_INFINITY
    expect(errorNameFrom(() => append(log, ['still stuck']))).toBe('KAFKA_STORAGE_ERROR')
    disk.failTruncateOf = () => false
    append(log, ['after'])
    expect(readAll(log).map((record) => record.value)).toEqual(['before', 'after'])
  })

  it('keeps appending while only index files cannot be written', async () => {
    const { log, disk } = openTestLog({ config: { segmentBytes: 400, indexIntervalBytes: 0 } })
    disk.failWriteOf = (path) => !path.endsWith('.log')
    for (let index = 0; index < 30; index += 1) append(log, [`value-${index}`])
    expect(readAll(log).length).toBe(30)
    await expect(log.close()).rejects.toMatchObject({ errorName: 'KAFKA_STORAGE_ERROR' })
    const restarted = openTestLog({ disk: disk.clone() }).log
    expect(readAll(restarted).length).toBe(30)
  })

  it('does not confuse a sequence number after a failed append', () => {
    const { log, disk } = openTestLog()
    const producer = (baseSequence: number) => ({ producerId: 1, producerEpoch: 0, baseSequence })
    append(log, ['a'], producer(0))
    disk.freeBytes = 10
    expect(errorNameFrom(() => append(log, ['b'], producer(1)))).toBe('KAFKA_STORAGE_ERROR')
    disk.freeBytes = Number.POSITIVE_INFINITY
    expect(append(log, ['b'], producer(1))).toMatchObject({ firstOffset: 1, isDuplicate: false })
  })
})

describe('flushing', () => {
  it('moves the recovery point and shares one sync among those who wait', async () => {
    const { log } = openTestLog()
    append(log, ['a'])
    const first = log.flush()
    append(log, ['b'])
    const second = log.flush()
    expect(log.flush()).toBe(second)
    await first
    expect(log.recoveryPoint).toBe(1)
    await second
    expect(log.recoveryPoint).toBe(2)
  })
})
