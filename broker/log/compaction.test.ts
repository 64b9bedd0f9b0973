import { describe, expect, it } from 'vitest'
import type { LogConfig } from '../base/log-config.ts'
import {
  COMPACTED,
  compactNow,
  endTransaction,
  put,
  readBatches,
  readKeyed,
} from '../testing/compaction-fixture.ts'
import { append, openTestLog, readAll, TEST_LOG_DIRECTORY } from '../testing/log-fixture.ts'
import type { PartitionLog } from './partition-log.ts'

const T0 = 1_700_000_000_000
const DAY_MS = 86_400_000

function openCompacted(config: Partial<LogConfig> = {}) {
  return openTestLog({ config: { ...COMPACTED, ...config } })
}

/** Big enough that the segment before is closed: what was put in so far may be compacted. */
function closeSegment(log: PartitionLog): void {
  put(log, [['filler', 'x'.repeat(220)]])
}

describe('compaction', () => {
  it('keeps the last value of each key where it is and drops what came before', async () => {
    const { log } = openCompacted()
    put(log, [
      ['a', '1'],
      ['b', '1'],
      ['a', '2'],
    ])
    put(log, [
      ['a', '3'],
      ['c', '1'],
    ])
    closeSegment(log)
    const end = log.logEndOffset
    const result = await compactNow(log)
    expect(result).toMatchObject({ endOffset: 5, keys: 3 })
    expect(readKeyed(log).slice(0, 3)).toEqual(['1:b=1', '3:a=3', '4:c=1'])
    expect(log).toMatchObject({ logStartOffset: 0, logEndOffset: end })
    expect(log.compaction.cleanedOffset).toBe(5)
  })

  it('leaves the active segment alone, and a log that is not compacted', async () => {
    const { log } = openCompacted()
    put(log, [
      ['a', '1'],
      ['a', '2'],
    ])
    expect(await compactNow(log)).toBeNull()
    const other = openTestLog({ config: { segmentBytes: 300 } }).log
    put(other, [
      ['a', '1'],
      ['a', '2'],
    ])
    closeSegment(other)
    expect(await compactNow(other)).toBeNull()
    expect(readKeyed(other).slice(0, 2)).toEqual(['0:a=1', '1:a=2'])
  })

  it('merges what is left of neighbours and removes their files after the delay', async () => {
    const { log, disk, clock } = openCompacted({ fileDeleteDelayMs: 1_000 })
    for (let round = 0; round < 20; round += 1) put(log, [['a', `${round}-${'x'.repeat(100)}`]])
    const before = log.segmentCount
    await compactNow(log)
    await compactNow(log)
    expect(before).toBeGreaterThan(8)
    clock.advance(1_001)
    // What was cleaned once is merged the next time something is dirty.
    for (let round = 0; round < 20; round += 1) put(log, [['a', `${round}-${'y'.repeat(100)}`]])
    await compactNow(log)
    expect(log.segmentCount).toBeLessThan(before + 10)
    clock.advance(1_001)
    const names = disk.list(TEST_LOG_DIRECTORY).map(({ name }) => name)
    expect(names.filter((name) => /deleted|cleaned|swap/.test(name))).toEqual([])
    expect(names.filter((name) => name.endsWith('.log'))).toHaveLength(log.segmentCount)
  })

  it('drops records without a key that were written before the topic was compacted', async () => {
    const { log } = openTestLog({ config: { segmentBytes: 300 } })
    append(log, ['old'])
    log.applyConfig({ ...log.config, ...COMPACTED })
    put(log, [['a', '1']])
    closeSegment(log)
    await compactNow(log)
    expect(readKeyed(log)[0]).toBe('1:a=1')
  })

  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const)(
    'keeps batches of %s in their codec',
    async (compression) => {
      const { log } = openCompacted({ segmentBytes: 400 })
      put(
        log,
        [
          ['a', 'x'.repeat(50)],
          ['b', 'y'.repeat(50)],
        ],
        { compression },
      )
      put(log, [['a', 'z']], { compression })
      put(log, [['filler', 'x'.repeat(320)]])
      await compactNow(log)
      const [first] = readBatches(log)
      expect(first?.header).toMatchObject({ compression, baseOffset: 0, lastOffset: 1, recordCount: 1 })
      expect(readKeyed(log).slice(0, 2)).toEqual([`1:b=${'y'.repeat(50)}`, '2:a=z'])
    },
  )

  it('keeps what a batch says about its place, its producer and its epoch', async () => {
    const { log } = openCompacted()
    const producer = { producerId: 9, producerEpoch: 3, baseSequence: 0 }
    put(
      log,
      [
        ['a', '1'],
        ['b', '1'],
        ['a', '2'],
      ],
      producer,
    )
    closeSegment(log)
    await compactNow(log)
    expect(readBatches(log)[0]?.header).toMatchObject({
      ...producer,
      baseOffset: 0,
      lastOffset: 2,
      recordCount: 2,
      partitionLeaderEpoch: 0,
    })
  })

  it('keeps the time of the broker, and of what stays otherwise', async () => {
    const { log } = openCompacted()
    put(log, [['a', '1']], { timestampMs: T0 + 50 })
    put(log, [['b', '1']], { timestampMs: T0 + 20 })
    put(log, [['a', '2']], { timestampMs: T0 + 10 })
    closeSegment(log)
    await compactNow(log)
    expect(log.findOffsetByTimestamp(T0 + 15)).toMatchObject({ offset: 1, timestampMs: T0 + 20 })
    expect(log.findOffsetByTimestamp(T0 + 30)).toBeNull()
    expect(log.findMaxTimestamp()).toMatchObject({ offset: 1, timestampMs: T0 + 20 })
  })

  it('finds the latest record where a bare header is later', async () => {
    const { log } = openCompacted()
    put(log, [['b', '1']], { timestampMs: T0 + 20 })
    put(log, [['a', 'x'.repeat(130)]], { timestampMs: T0 + 50 })
    put(log, [['a', 'x'.repeat(220)]], { timestampMs: T0 + 10 })
    closeSegment(log)
    await compactNow(log)
    expect(
      readBatches(log).some(({ header }) => header.recordCount === 0 && header.maxTimestampMs === T0 + 50),
    ).toBe(true)
    expect(log.findMaxTimestamp()).toMatchObject({ offset: 0, timestampMs: T0 + 20 })
  })

  it('lets readers go on over the gaps that it leaves', async () => {
    const { log } = openCompacted()
    for (let round = 0; round < 12; round += 1)
      put(log, [
        ['a', String(round)],
        ['b', String(round)],
      ])
    closeSegment(log)
    await compactNow(log)
    const whole = readKeyed(log)
    for (let offset = 0; offset < log.logEndOffset; offset += 1) {
      expect(readKeyed(log, offset)).toEqual(whole.filter((record) => Number.parseInt(record, 10) >= offset))
    }
  })

  it('is followed by a replica to the very end', async () => {
    const { log } = openCompacted()
    put(log, [['a', '1']])
    put(log, [['a', null]])
    closeSegment(log)
    put(log, [['filler', 'y'.repeat(220)]])
    await compactNow(log)
    await compactNow(log, { nowMs: T0 + 2 * DAY_MS })
    const follower = openCompacted().log
    for (let round = 0; follower.logEndOffset < log.logEndOffset && round < 50; round += 1) {
      const { records } = log.read({
        fetchOffset: follower.logEndOffset,
        maxBytes: 500,
        upperBoundOffset: log.logEndOffset,
        minOneMessage: true,
      })
      follower.appendAsFollower(Buffer.from(records))
    }
    expect(follower.logEndOffset).toBe(log.logEndOffset)
    expect(readKeyed(follower)).toEqual(readKeyed(log))
  })

  it('goes over more keys than it has memory for in several passes', async () => {
    const { log } = openCompacted({ segmentBytes: 2_000 })
    const keys = Array.from({ length: 60 }, (_, index) => `key-${index}`)
    for (const value of ['1', '2']) for (const key of keys) put(log, [[key, value]])
    put(log, [['filler', 'x'.repeat(1_900)]])
    let passes = 0
    while (log.compaction.plan(T0) !== null && passes < 50) {
      await compactNow(log, { offsetMapBytes: 24 * 24 })
      passes += 1
    }
    expect(passes).toBeGreaterThan(3)
    const records = readKeyed(log)
    for (const key of keys) expect(records.filter((record) => record.includes(`:${key}=`))).toHaveLength(1)
    expect(records.filter((record) => record.endsWith('=2'))).toHaveLength(60)
  })

  it('gives up on a batch with more keys than memory', async () => {
    const { log } = openCompacted({ segmentBytes: 4_000 })
    put(
      log,
      Array.from({ length: 50 }, (_, index) => [`key-${index}`, 'v'] as const),
    )
    put(log, [['filler', 'x'.repeat(3_900)]])
    await expect(compactNow(log, { offsetMapBytes: 24 * 8 })).rejects.toMatchObject({
      errorName: 'CORRUPT_MESSAGE',
    })
  })

  it('takes the old records out of the memory of recent appends too', async () => {
    const { log } = openCompacted()
    put(log, [['a', '1']])
    put(log, [['a', '2']])
    closeSegment(log)
    expect(readKeyed(log)[0]).toBe('0:a=1')
    await compactNow(log)
    expect(readKeyed(log)[0]).toBe('1:a=2')
  })

  it('waits until min.compaction.lag.ms has passed for all of a segment', async () => {
    const { log } = openCompacted({ minCompactionLagMs: 1_000 })
    put(
      log,
      [
        ['a', '1'],
        ['a', '2'],
      ],
      { timestampMs: T0 },
    )
    closeSegment(log)
    expect(await compactNow(log, { nowMs: T0 + 900 })).toBeNull()
    expect(await compactNow(log, { nowMs: T0 + 1_001 })).not.toBeNull()
  })

  it('touches nothing above the high watermark', async () => {
    const { log } = openCompacted()
    put(log, [
      ['a', '1'],
      ['a', '2'],
    ])
    closeSegment(log)
    const reopened = openTestLog({ config: COMPACTED }).log
    for (const { header } of readBatches(log)) {
      const { records } = log.read({
        fetchOffset: header.baseOffset,
        maxBytes: header.sizeBytes,
        upperBoundOffset: log.logEndOffset,
        minOneMessage: true,
      })
      reopened.appendAsFollower(Buffer.from(records))
    }
    expect(reopened.highWatermark).toBe(0)
    expect(await compactNow(reopened)).toBeNull()
    reopened.advanceHighWatermark(reopened.logEndOffset)
    expect(await compactNow(reopened)).not.toBeNull()
  })
})

describe('tombstones', () => {
  async function withTombstone(config: Partial<LogConfig> = {}) {
    const opened = openCompacted({ deleteRetentionMs: DAY_MS, ...config })
    put(opened.log, [
      ['a', '1'],
      ['b', '1'],
    ])
    put(opened.log, [['a', null]])
    closeSegment(opened.log)
    await compactNow(opened.log, { nowMs: T0 })
    return opened.log
  }

  /** Makes the log worth another pass. */
  function dirty(log: PartitionLog): void {
    put(log, [['other', 'x'.repeat(200)]])
    put(log, [['other', 'x'.repeat(200)]])
  }

  it('stay until delete.retention.ms after they were first compacted', async () => {
    const log = await withTombstone()
    expect(readKeyed(log).slice(0, 2)).toEqual(['1:b=1', '2:a'])
    const batch = readBatches(log).find(({ header }) => header.baseOffset === 2)
    expect(batch?.header).toMatchObject({ hasDeleteHorizon: true, baseTimestampMs: T0 + DAY_MS })
    expect(batch?.records[0]?.timestampMs).toBe(T0)
    dirty(log)
    await compactNow(log, { nowMs: T0 + DAY_MS - 1 })
    expect(readKeyed(log)).toContain('2:a')
    dirty(log)
    await compactNow(log, { nowMs: T0 + DAY_MS })
    expect(readKeyed(log)).not.toContain('2:a')
    expect(readKeyed(log)).toContain('1:b=1')
  })

  it('do not get another horizon with each pass', async () => {
    const log = await withTombstone()
    dirty(log)
    await compactNow(log, { nowMs: T0 + 1_000 })
    const batch = readBatches(log).find(({ header }) => header.baseOffset === 2)
    expect(batch?.header.baseTimestampMs).toBe(T0 + DAY_MS)
  })

  it('go when the key has a value again', async () => {
    const log = await withTombstone()
    put(log, [['a', '9']])
    closeSegment(log)
    await compactNow(log, { nowMs: T0 })
    expect(readKeyed(log)).not.toContain('2:a')
    expect(readKeyed(log).some((record) => record.endsWith(':a=9'))).toBe(true)
  })
})

describe('producers', () => {
  it('are still known by their last sequence when all their records are gone', async () => {
    const { log, disk } = openCompacted()
    put(log, [['a', '1']], { producerId: 5, producerEpoch: 0, baseSequence: 0 })
    put(log, [['a', '2']], { producerId: 5, producerEpoch: 0, baseSequence: 1 })
    put(log, [['a', '3']])
    closeSegment(log)
    closeSegment(log)
    await compactNow(log)
    const bare = readBatches(log).find(({ header }) => header.baseOffset === 1)
    expect(bare?.header).toMatchObject({ recordCount: 0, producerId: 5, baseSequence: 1 })
    expect(readBatches(log).some(({ header }) => header.baseOffset === 0)).toBe(false)
    log.abandon()
    // Without its snapshots and recovery point, the log alone must tell.
    for (const { name } of disk.list(TEST_LOG_DIRECTORY)) {
      if (name.endsWith('.snapshot')) disk.removeFile(`${TEST_LOG_DIRECTORY}/${name}`)
    }
    const again = openTestLog({ disk, config: COMPACTED }).log
    const repeated = put(again, [['a', '2']], { producerId: 5, producerEpoch: 0, baseSequence: 1 })
    expect(repeated).toMatchObject({ isDuplicate: true, firstOffset: 1 })
    expect(() => put(again, [['a', '4']], { producerId: 5, producerEpoch: 0, baseSequence: 3 })).toThrow(
      expect.objectContaining({ errorName: 'OUT_OF_ORDER_SEQUENCE_NUMBER' }),
    )
  })

  it('that are forgotten leave nothing behind', async () => {
    const { log } = openCompacted()
    put(log, [['a', '1']], { producerId: 5, producerEpoch: 0, baseSequence: 0 })
    put(log, [['a', '3']])
    closeSegment(log)
    closeSegment(log)
    log.expireProducers(T0 + DAY_MS, DAY_MS)
    await compactNow(log)
    expect(readBatches(log).some(({ header }) => header.producerId === 5)).toBe(false)
  })
})

describe('transactions', () => {
  const inTransaction = (producerId: number, baseSequence: number) => ({
    producerId,
    producerEpoch: 0,
    baseSequence,
    isTransactional: true,
  })

  it('that were aborted lose their records and replace nothing', async () => {
    const { log } = openCompacted({ segmentBytes: 400 })
    put(log, [['a', 'good']])
    put(log, [['a', 'bad']], inTransaction(1, 0))
    endTransaction(log, 1, false)
    put(log, [['filler', 'x'.repeat(320)]])
    put(log, [['filler', 'x'.repeat(320)]])
    await compactNow(log)
    expect(readKeyed(log)).toContain('0:a=good')
    expect(readKeyed(log).some((record) => record.includes('bad'))).toBe(false)
  })

  it('that are open are not touched, nor anything behind them', async () => {
    const { log } = openCompacted()
    put(log, [['a', '1']], inTransaction(1, 0))
    put(log, [['b', '1']])
    put(log, [['b', '2']])
    closeSegment(log)
    expect(await compactNow(log)).toBeNull()
    endTransaction(log, 1, true)
    closeSegment(log)
    expect(await compactNow(log)).not.toBeNull()
    expect(readKeyed(log)).toContain('0:a=1')
    expect(readKeyed(log).some((record) => record.endsWith(':b=1'))).toBe(false)
  })

  it('stay ended when their marker is gone, for a start from before it too', async () => {
    const { log, disk } = openCompacted({ deleteRetentionMs: 0 })
    // Full segments in between, so that none is merged and the snapshots of their bases stay.
    put(log, [['a', 'bad']], inTransaction(1, 0))
    put(log, [['k0', 'x'.repeat(100)]])
    put(log, [['k1', 'x'.repeat(220)]])
    endTransaction(log, 1, false)
    put(log, [['k2', 'x'.repeat(220)]])
    log.expireProducers(T0 + DAY_MS, DAY_MS)
    for (let pass = 1; pass <= 8; pass += 1) {
      closeSegment(log)
      closeSegment(log)
      await compactNow(log, { nowMs: T0 + pass })
    }
    expect(readBatches(log).some(({ header }) => header.isControl && header.recordCount > 0)).toBe(false)
    log.abandon()
    for (let recoveryPoint = 0; recoveryPoint <= log.logEndOffset; recoveryPoint += 1) {
      const again = openTestLog({ disk: disk.clone(), config: COMPACTED, recoveryPoint }).log
      again.advanceHighWatermark(again.logEndOffset)
      expect(again.lastStableOffset, `from ${recoveryPoint}`).toBe(log.logEndOffset)
    }
  })

  it('lose their marker when nothing else is left and its horizon has passed', async () => {
    const { log } = openCompacted({ segmentBytes: 400, deleteRetentionMs: 1_000 })
    put(log, [['a', 'bad']], inTransaction(1, 0))
    endTransaction(log, 1, false)
    put(log, [['b', '1']], inTransaction(1, 1))
    endTransaction(log, 1, true)
    const markers = () => readBatches(log).filter(({ header }) => header.isControl && header.recordCount > 0)
    const pass = async (nowMs: number) => {
      put(log, [['filler', 'x'.repeat(320)]])
      put(log, [['filler', 'x'.repeat(320)]])
      await compactNow(log, { nowMs })
    }
    await pass(T0)
    expect(markers().map(({ header }) => header.hasDeleteHorizon)).toEqual([false, false])
    expect(log.abortedTransactions(0, log.logEndOffset)).toHaveLength(1)
    await pass(T0)
    expect(markers().map(({ header }) => [header.baseOffset, header.hasDeleteHorizon])).toEqual([
      [1, true],
      [3, false],
    ])
    expect(log.abortedTransactions(0, log.logEndOffset)).toEqual([])
    await pass(T0 + 1_000)
    expect(markers().map(({ header }) => header.baseOffset)).toEqual([3])
    expect(readKeyed(log)).toContain('2:b=1')
  })
})

describe('a pass', () => {
  const restingAt = (act: () => void) => {
    let rests = 0
    return {
      spend: () => {},
      isDue: () => true,
      rest: () => {
        rests += 1
        if (rests === 5) act()
        return Promise.resolve()
      },
    }
  }

  it.each([
    ['close', (log: PartitionLog) => void log.close()],
    ['abandon', (log: PartitionLog) => log.abandon()],
    ['truncation', (log: PartitionLog) => log.truncateTo(3)],
    ['full truncation', (log: PartitionLog) => log.truncateFullyAndStartAt(2)],
    [
      'a topic that is not compacted any more',
      (log: PartitionLog) =>
        log.applyConfig({ ...log.config, cleanupPolicy: { isDelete: true, isCompact: false } }),
    ],
  ])('ends for a %s and leaves nothing behind', async (_, act) => {
    const { log, disk } = openCompacted()
    for (let round = 0; round < 20; round += 1)
      put(log, [
        ['a', `${round}`],
        ['b', `${round}`],
      ])
    await log.flush()
    expect(await compactNow(log, { pace: restingAt(() => act(log)) })).toBeNull()
    await Promise.resolve()
    const names = disk.list(TEST_LOG_DIRECTORY).map(({ name }) => name)
    expect(names.filter((name) => /cleaned|swap/.test(name))).toEqual([])
    expect(log.compaction.isRunning).toBe(false)
    expect(log.compaction.cleanedOffset).toBe(0)
  })

  it('goes on while records are appended and segments begun', async () => {
    const { log } = openCompacted()
    for (let round = 0; round < 20; round += 1) put(log, [['a', `${round}`]])
    const pace = {
      spend: () => {},
      isDue: () => true,
      rest: () => Promise.resolve(void put(log, [['a', 'x'.repeat(100)]])),
    }
    expect(await compactNow(log, { pace })).not.toBeNull()
    expect(readKeyed(log).at(-1)).toBe(`${log.logEndOffset - 1}:a=${'x'.repeat(100)}`)
  })

  it('does not write again what it would not change', async () => {
    const { log, disk } = openCompacted()
    put(log, [['a', '1']])
    closeSegment(log)
    const before = disk.contentOf(`${TEST_LOG_DIRECTORY}/00000000000000000000.log`)
    await compactNow(log)
    expect(disk.contentOf(`${TEST_LOG_DIRECTORY}/00000000000000000000.log`)).toEqual(before)
    expect(log.compaction.cleanedOffset).toBe(1)
    expect(log.compaction.plan(T0)).toBeNull()
  })

  it('tells of damage and leaves everything as it was', async () => {
    const { log, disk } = openCompacted()
    put(log, [['a', '1']])
    put(log, [['a', '2']])
    closeSegment(log)
    const path = `${TEST_LOG_DIRECTORY}/00000000000000000000.log`
    const bytes = disk.contentOf(path)
    bytes.writeUInt8(bytes.readUInt8(66) ^ 1, 66)
    disk.overwrite(path, bytes)
    await expect(compactNow(log)).rejects.toMatchObject({ errorName: 'CORRUPT_MESSAGE' })
    expect(disk.contentOf(path)).toEqual(bytes)
    expect(readAll(log, 1).length).toBeGreaterThan(0)
  })

  it('stops at a full disk and succeeds when there is space again', async () => {
    const { log, disk } = openCompacted()
    for (let round = 0; round < 10; round += 1)
      put(log, [
        ['a', `${round}`],
        ['b', 'kept'],
      ])
    disk.freeBytes = 40
    await expect(compactNow(log)).rejects.toMatchObject({ code: 'DISK_FULL' })
    disk.freeBytes = Number.POSITIVE_INFINITY
    const whole = readKeyed(log)
    expect(whole.length).toBeGreaterThan(10)
    await compactNow(log)
    expect(readKeyed(log).length).toBeLessThan(whole.length)
  })
})
