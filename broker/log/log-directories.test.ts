import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/clock.ts'
import { DiskError } from '../base/disk.ts'
import { silentLogger } from '../base/logger.ts'
import { SeededRandom } from '../base/random.ts'
import { MemoryDisk } from '../testing/memory-disk.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import { encodeBatch } from '../wire/record-batch-records.ts'
import { HIGH_WATERMARK_FILE } from './checkpoint.ts'
import { LogDirectories } from './log-directories.ts'
import { DEFAULT_LOG_MANAGER_SETTINGS } from './log-manager.ts'
import { DEFAULT_LOG_CONFIG } from './log-types.ts'
import type { PartitionLog } from './partition-log.ts'

const CHECKPOINT_MS = DEFAULT_LOG_MANAGER_SETTINGS.highWatermarkCheckpointIntervalMs
const TOPIC_ID = 'AAECAwQFBgcICQoLDA0ODw'
const [A, B] = ['dirA00000000000000000A', 'dirB00000000000000000A'] as const
const request = {
  topic: 't',
  partition: 0,
  topicId: TOPIC_ID,
  config: DEFAULT_LOG_CONFIG,
  directoryId: ZERO_UUID,
}

function openAll(disk: MemoryDisk, clock = new ManualClock()): LogDirectories {
  return LogDirectories.open({
    directories: [
      { path: '/a', directoryId: A, problem: null },
      { path: '/b', directoryId: B, problem: null },
    ],
    runtime: { disk, clock, random: new SeededRandom(3) },
    logger: silentLogger,
  })
}

function append(log: PartitionLog, value: string): void {
  const records = encodeBatch({ records: [{ timestampMs: 1_000, key: null, value: Buffer.from(value) }] })
  log.appendAsLeader(records, { leaderEpoch: 0, origin: 'client' })
}

function copyAll(from: PartitionLog, to: PartitionLog): void {
  const { records } = from.read({
    fetchOffset: 0,
    maxBytes: 1e6,
    minOneMessage: true,
    upperBoundOffset: from.logEndOffset,
  })
  to.appendAsFollower(Buffer.from(records))
}

/** A partition in /a with three records, of which a complete copy lies in /b. */
function readyToExchange() {
  const disk = new MemoryDisk()
  const logs = openAll(disk)
  const current = logs.open(request)
  for (const value of ['x', 'y', 'z']) append(current, value)
  current.advanceHighWatermark(3)
  const { manager } = logs.at('/b')
  const future = manager.futures.open(request)
  copyAll(current, future)
  return { disk, logs, current, target: { manager, syncedTo: 0 } }
}

describe('the log directories of a broker', () => {
  it('places a fresh partition where the fewest are, and finds it there again', () => {
    const disk = new MemoryDisk()
    const logs = openAll(disk)
    for (const partition of [0, 1, 2, 3]) logs.open({ ...request, partition })
    expect(logs.online.map(({ manager }) => manager.openCount)).toEqual([2, 2])
    const again = openAll(disk.clone())
    for (const partition of [3, 2, 1, 0]) again.open({ ...request, partition })
    expect(
      again.online.map(({ manager }) =>
        [...manager.logs()].map((log) => log.partition).sort((a, b) => a - b),
      ),
    ).toEqual([
      [0, 2],
      [1, 3],
    ])
  })

  it('takes a directory out of use at its first fault, and tells what was in it', () => {
    const disk = new MemoryDisk()
    const clock = new ManualClock()
    const logs = openAll(disk, clock)
    const [first, second] = [logs.open(request), logs.open({ ...request, partition: 1 })]
    const failed: string[] = []
    logs.onFailed(({ path, logs: lost }) => {
      expect(lost).toEqual(new Set([first]))
      failed.push(path)
    })
    disk.failWriteOf = (path) => path.startsWith('/a/')
    expect(() => append(first, 'x')).toThrow(/injected/)
    clock.advance(1)
    disk.failWriteOf = () => false
    expect(failed).toEqual(['/a'])
    expect(logs.failedIds).toEqual([A])
    expect(() => append(first, 'x')).toThrow(/closed/)
    append(second, 'x')
    expect(() => logs.open({ ...request, partition: 2, directoryId: A })).toThrow(/has failed/)
    expect(logs.holderOf(logs.open({ ...request, partition: 2 }))?.path).toBe('/b')
  })

  it('keeps a directory whose disk is merely full', () => {
    const disk = new MemoryDisk()
    const logs = openAll(disk)
    const log = logs.open(request)
    disk.freeBytes = 0
    expect(() => append(log, 'x')).toThrow(/full/)
    disk.freeBytes = 1_000_000
    append(log, 'x')
    expect(logs.online.length).toBe(2)
  })

  it('leaves one whose disk is full when told to, but never the last one', () => {
    const disk = new MemoryDisk()
    const clock = new ManualClock()
    const logs = openAll(disk, clock)
    const [first, second] = [logs.open(request), logs.open({ ...request, partition: 1 })]
    const failed: string[] = []
    logs.onFailed(({ path }) => failed.push(path))
    const full = new DiskError('DISK_FULL', '/a/t-0', 'no space left')
    logs.leaveFullDisk(first, full)
    logs.leaveFullDisk(first, full)
    logs.leaveFullDisk(second, full)
    clock.advance(1)
    expect(failed).toEqual(['/a'])
    expect(() => append(first, 'x')).toThrow(/closed/)
    append(second, 'x')
  })

  it('leaves none whose disk is full where the others have no room either', () => {
    const disk = new MemoryDisk()
    const logs = openAll(disk)
    const log = logs.open(request)
    disk.freeBytes = 100
    logs.leaveFullDisk(log, new DiskError('DISK_FULL', '/a/t-0', 'no space left'))
    disk.freeBytes = 1_000_000
    append(log, 'x')
    expect(logs.online.length).toBe(2)
  })

  it('notices within a checkpoint interval that one has vanished, idle or not', () => {
    for (const isIdle of [true, false]) {
      const disk = new MemoryDisk()
      const clock = new ManualClock()
      const logs = openAll(disk, clock)
      const first = logs.open(request)
      append(first, 'x')
      logs.start()
      clock.advance(CHECKPOINT_MS)
      disk.rename('/a', '/elsewhere')
      if (!isIdle) {
        append(first, 'y')
        first.advanceHighWatermark(2)
      }
      clock.advance(CHECKPOINT_MS + 1)
      expect(logs.failedIds).toEqual([A])
      expect(disk.exists('/a')).toBe(false)
    }
  })

  it('notices one that has vanished when a partition is made, and does not make it again', () => {
    const disk = new MemoryDisk()
    const logs = openAll(disk)
    const first = logs.open(request)
    disk.rename('/a', '/elsewhere')
    expect(() => logs.open({ ...request, partition: 1, directoryId: A })).toThrow(/not there any more/)
    expect(logs.failedIds).toEqual([A])
    expect(disk.exists('/a')).toBe(false)
    expect(logs.holderOf(first)).toBe(null)
  })

  it('takes what is missing in it for no fault: a folder, a checkpoint, room for one', () => {
    const disk = new MemoryDisk()
    const clock = new ManualClock()
    const logs = openAll(disk, clock)
    const first = logs.open(request)
    const second = logs.open({ ...request, partition: 1, directoryId: A })
    append(first, 'x')
    append(second, 'x')
    logs.start()
    clock.advance(CHECKPOINT_MS)
    disk.removeTree('/a/t-1')
    disk.removeFile(`/a/${HIGH_WATERMARK_FILE}`)
    expect(() => logs.open({ ...request, partition: 2, directoryId: A })).not.toThrow()
    clock.advance(CHECKPOINT_MS)
    expect(disk.exists(`/a/${HIGH_WATERMARK_FILE}`)).toBe(true)
    disk.freeBytes = 0
    first.advanceHighWatermark(1)
    clock.advance(CHECKPOINT_MS)
    expect(logs.failedIds).toEqual([])
  })

  it('lets a copy take the place of a log, with its high watermark', async () => {
    const { disk, logs, current, target } = readyToExchange()
    const log = logs.exchange(current, target)
    expect(log).toMatchObject({ logEndOffset: 3, highWatermark: 3, logStartOffset: 0 })
    append(log, 'more')
    expect(disk.list('/a').some(({ name }) => name === 't-0')).toBe(false)
    await logs.close()
    const again = openAll(disk.clone())
    expect(again.holderOf(again.open(request))?.path).toBe('/b')
    expect(again.open(request).logEndOffset).toBe(4)
  })

  it('has the whole log in one directory after a kill at any step of the exchange', () => {
    let hasEnded = false
    for (let steps = 0; !hasEnded; steps += 1) {
      const { disk, logs, current, target } = readyToExchange()
      disk.changesUntilKill = steps
      try {
        logs.exchange(current, target)
        hasEnded = true
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error
      }
      const after = openAll(disk.clone())
      const log = after.open(request)
      expect(log.logEndOffset, `after ${steps} changes`).toBe(3)
      expect(after.online.filter(({ manager }) => manager.holds('t', 0, TOPIC_ID) !== 'none').length).toBe(1)
      expect(steps).toBeLessThan(50)
    }
  })

  it('has what was synced in one directory after a loss of power at any step', async () => {
    let hasEnded = false
    for (let steps = 0; !hasEnded; steps += 1) {
      const { disk, logs, current, target } = readyToExchange()
      await current.flush()
      await target.manager.futures.get('t', 0)?.flush()
      disk.changesUntilKill = steps
      try {
        logs.exchange(current, { ...target, syncedTo: 3 })
        hasEnded = true
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error
      }
      for (let seed = 1; seed <= 10; seed += 1) {
        const after = openAll(disk.afterPowerLoss(new SeededRandom(seed)))
        expect(after.open(request).logEndOffset, `after ${steps} changes, seed ${seed}`).toBe(3)
      }
    }
  })

  it('goes on with the log, now and after a restart, when the copy cannot take over', () => {
    const { disk, logs, current, target } = readyToExchange()
    disk.failWriteOf = (path) => path.startsWith('/b/')
    expect(() => logs.exchange(current, target)).toThrow(KafkaError)
    disk.failWriteOf = () => false
    append(current, 'more')
    const after = openAll(disk.clone())
    const log = after.open(request)
    expect(log.logEndOffset).toBe(4)
    expect(after.holderOf(log)?.path).toBe('/a')
  })

  it('names copies whose original is gone, so that they can be removed', () => {
    const { disk, logs, target } = readyToExchange()
    logs.at('/a').manager.delete('t', 0)
    expect(target.manager.storedPartitions()).toEqual([])
    expect(logs.storedPartitions()).toEqual([{ topic: 't', partition: 0, topicId: null }])
    logs.delete('t', 0)
    expect(logs.storedPartitions()).toEqual([])
    expect(disk.list('/b').filter(({ isDirectory }) => isDirectory)).toEqual([])
  })

  it('refuses a path that is no directory of the broker', () => {
    expect(() => openAll(new MemoryDisk()).at('/c')).toThrow(/no log directory/)
  })
})
