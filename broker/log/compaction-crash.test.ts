import { describe, expect, it } from 'vitest'
import { DiskError } from '../base/disk.ts'
import { SeededRandom } from '../base/random.ts'
import { COMPACTED, compactNow, endTransaction, put, readBatches } from '../testing/compaction-fixture.ts'
import { openTestLog, TEST_LOG_DIRECTORY } from '../testing/log-fixture.ts'
import type { MemoryDisk } from '../testing/memory-disk.ts'

const CONFIG = { ...COMPACTED, segmentBytes: 700, indexIntervalBytes: 100 }

/** A log of several segments with keys, tombstones, a producer and aborted transactions; all of it synced. */
async function prepared() {
  const opened = openTestLog({ config: CONFIG })
  const { log } = opened
  for (let round = 0; round < 12; round += 1) {
    put(log, [
      ['a', `${round}`],
      ['b', round % 3 === 0 ? null : `${round}`],
    ])
    const inTransaction = { producerId: 1, producerEpoch: 0, isTransactional: true, baseSequence: round }
    put(log, [[`t${round % 2}`, `${round}`]], inTransaction)
    endTransaction(log, 1, round % 2 === 0)
    put(log, [[`p${round % 4}`, `${round}`]], { producerId: 2, producerEpoch: 0, baseSequence: round })
  }
  await log.flush()
  return opened
}

/** Latest state by key of what a reader of committed records sees. */
function committed(log: ReturnType<typeof openTestLog>['log']): Record<string, string> {
  log.advanceHighWatermark(log.logEndOffset)
  const aborted = new Set(
    log.abortedTransactions(0, log.logEndOffset).flatMap(({ producerId, firstOffset, lastOffset }) =>
      readBatches(log)
        .filter(({ header }) => header.producerId === producerId && header.isTransactional)
        .filter(({ header }) => header.baseOffset >= firstOffset && header.lastOffset <= lastOffset)
        .map(({ header }) => header.baseOffset),
    ),
  )
  const state: Record<string, string> = {}
  for (const { header, records } of readBatches(log)) {
    if (header.isControl || aborted.has(header.baseOffset)) continue
    for (const { key, value } of records) state[String(key)] = value === null ? 'deleted' : String(value)
  }
  return state
}

/** Every offset is found over the indexes as it is by reading everything. */
function expectIndexed(log: ReturnType<typeof openTestLog>['log'], where: string): void {
  const batches = readBatches(log).map(({ header }) => header)
  for (let fetchOffset = 0; fetchOffset < log.logEndOffset; fetchOffset += 1) {
    const { firstOffset } = log.read({
      fetchOffset,
      maxBytes: 1,
      upperBoundOffset: log.logEndOffset,
      minOneMessage: true,
    })
    const expected = batches.find(({ lastOffset }) => lastOffset >= fetchOffset)?.baseOffset
    expect(firstOffset, `${where}, offset ${fetchOffset}`).toBe(expected)
  }
}

function leftovers(disk: MemoryDisk): string[] {
  return disk
    .list(TEST_LOG_DIRECTORY)
    .map(({ name }) => name)
    .filter((name) => /\.(cleaned|swap|deleted|tmp)$/.test(name))
}

async function checkAfterCrash(
  disk: MemoryDisk,
  expected: { state: Record<string, string>; end: number; point: number },
  where: string,
) {
  const { log } = openTestLog({ disk, config: CONFIG, recoveryPoint: expected.point })
  expect(log.logEndOffset, where).toBe(expected.end)
  expect(log.logStartOffset, where).toBe(0)
  expect(committed(log), where).toEqual(expected.state)
  expect(leftovers(disk), where).toEqual([])
  expectIndexed(log, where)
  const repeated = put(log, [['p3', '11']], { producerId: 2, producerEpoch: 0, baseSequence: 11 })
  expect(repeated.isDuplicate, where).toBe(true)
  // It can be compacted from there on, and then says the same.
  await compactNow(log)
  expect(committed(log), where).toEqual(expected.state)
}

/** A rename that fails once, at its `failAt`th call. */
function failingRename(rename: MemoryDisk['rename'], failAt: number): MemoryDisk['rename'] {
  let count = 0
  return (from, to) => {
    count += 1
    if (count === failAt) throw new DiskError('IO', from, 'injected rename failure')
    rename(from, to)
  }
}

describe('a crash in the middle of compaction', () => {
  it('at every change of names leaves the one or the other, and a whole log', async () => {
    const { log, disk } = await prepared()
    const expected = { state: committed(log), end: log.logEndOffset, point: log.recoveryPoint }
    disk.changesUntilKill = 1_000_000
    const before = log.sizeBytes
    await compactNow(log)
    const changeCount = 1_000_000 - disk.changesUntilKill
    expect(changeCount).toBeGreaterThan(20)
    expect(log.sizeBytes).toBeLessThan(before)
    expect(committed(log)).toEqual(expected.state)
    for (let killAt = 0; killAt < changeCount; killAt += 1) {
      const crashed = await prepared()
      crashed.disk.changesUntilKill = killAt
      await compactNow(crashed.log).catch(() => null)
      await checkAfterCrash(crashed.disk.clone(), expected, `killed at change ${killAt}`)
      for (let seed = 0; seed < 4; seed += 1) {
        const lost = crashed.disk.afterPowerLoss(new SeededRandom(seed))
        await checkAfterCrash(lost, expected, `power lost at change ${killAt}, seed ${seed}`)
      }
    }
  })

  it('at every few bytes written leaves a whole log', async () => {
    const { log, disk } = await prepared()
    const expected = { state: committed(log), end: log.logEndOffset, point: log.recoveryPoint }
    disk.bytesUntilKill = 1_000_000
    await compactNow(log)
    const byteCount = 1_000_000 - disk.bytesUntilKill
    for (let killAt = 0; killAt < byteCount; killAt += 37) {
      const crashed = await prepared()
      crashed.disk.bytesUntilKill = killAt
      await compactNow(crashed.log).catch(() => null)
      await checkAfterCrash(crashed.disk.clone(), expected, `killed at byte ${killAt}`)
      await checkAfterCrash(
        crashed.disk.afterPowerLoss(new SeededRandom(killAt)),
        expected,
        `power lost at byte ${killAt}`,
      )
    }
  })

  it('twice, the second time while the first is made good, leaves a whole log', async () => {
    const { log } = await prepared()
    const expected = { state: committed(log), end: log.logEndOffset, point: log.recoveryPoint }
    for (let first = 0; first < 60; first += 1) {
      for (let second = 0; second < 12; second += 1) {
        const crashed = await prepared()
        crashed.disk.changesUntilKill = first
        await compactNow(crashed.log).catch(() => null)
        const again = crashed.disk.clone()
        again.changesUntilKill = second
        try {
          openTestLog({ disk: again, config: CONFIG, recoveryPoint: expected.point })
        } catch {
          // It died while it started.
        }
        await checkAfterCrash(again.clone(), expected, `killed at change ${first}, then at ${second}`)
      }
    }
  })

  it('is not served half-way: a log whose exchange failed is closed until it is opened again', async () => {
    let closedCount = 0
    for (let failAt = 0; failAt < 40; failAt += 1) {
      const { log, disk } = await prepared()
      const state = committed(log)
      const end = log.logEndOffset
      const rename = disk.rename.bind(disk)
      disk.rename = failingRename(rename, failAt)
      await compactNow(log).catch(() => null)
      disk.rename = rename
      try {
        expect(committed(log)).toEqual(state)
      } catch (error) {
        expect(error).toMatchObject({ errorName: 'KAFKA_STORAGE_ERROR' })
        closedCount += 1
      }
      const again = openTestLog({ disk, config: CONFIG }).log
      expect(again.logEndOffset).toBe(end)
      expect(committed(again)).toEqual(state)
    }
    expect(closedCount).toBeGreaterThan(0)
  })
})
