import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/clock.ts'
import type { LogConfig } from '../base/log-config.ts'
import { silentLogger } from '../base/logger.ts'
import { SeededRandom } from '../base/random.ts'
import { append, readAll, TEST_TOPIC_ID } from '../testing/log-fixture.ts'
import { MemoryDisk } from '../testing/memory-disk.ts'
import { LogManager, type LogManagerSettings } from './log-manager.ts'
import { DEFAULT_LOG_CONFIG } from './log-types.ts'

const OTHER_TOPIC_ID = 'BBBBBBBBBBBBBBBBBBBBBA'

function openManager(
  disk: MemoryDisk,
  clock = new ManualClock(),
  settings: Partial<LogManagerSettings> = {},
) {
  const runtime = { disk, clock, random: new SeededRandom(1) }
  return LogManager.open({ directory: '/data', runtime, logger: silentLogger, settings })
}

function request(topic: string, partition: number, config: Partial<LogConfig> = {}, topicId = TEST_TOPIC_ID) {
  return { topic, partition, topicId, config: { ...DEFAULT_LOG_CONFIG, ...config } }
}

describe('the log manager', () => {
  it('makes a partition, finds it again and trusts it after a clean shutdown', async () => {
    const disk = new MemoryDisk()
    const first = openManager(disk)
    expect(first.hadCleanShutdown).toBe(false)
    const log = first.open(request('orders', 3))
    append(log, ['a', 'b'])
    log.advanceHighWatermark(1)
    await first.close()
    expect(disk.openFileCount).toBe(0)
    const second = openManager(disk)
    expect(second.hadCleanShutdown).toBe(true)
    expect(second.storedPartitions()).toEqual([{ topic: 'orders', partition: 3, topicId: TEST_TOPIC_ID }])
    expect(second.get('orders', 3)).toBeUndefined()
    const reopened = second.open(request('orders', 3))
    expect(reopened).toMatchObject({ logEndOffset: 2, highWatermark: 1 })
    expect(openManager(disk).hadCleanShutdown).toBe(false)
  })

  it('writes the files Kafka writes', async () => {
    const disk = new MemoryDisk()
    const manager = openManager(disk)
    append(manager.open(request('my-topic', 0)), ['a'])
    await manager.close()
    expect(disk.contentOf('/data/recovery-point-offset-checkpoint').toString()).toBe('0\n1\nmy-topic 0 1\n')
    expect(disk.contentOf('/data/my-topic-0/partition.metadata').toString()).toBe(
      `version: 0\ntopic_id: ${TEST_TOPIC_ID}`,
    )
    expect(disk.contentOf('/data/my-topic-0/leader-epoch-checkpoint').toString()).toBe('0\n1\n0 0\n')
    expect(disk.exists('/data/.kafka_cleanshutdown')).toBe(true)
    expect(disk.exists('/data/my-topic-0/00000000000000000000.log')).toBe(true)
  })

  it('opens fifty empty partitions without a single open file', () => {
    const disk = new MemoryDisk()
    const manager = openManager(disk)
    for (let partition = 0; partition < 50; partition += 1)
      manager.open(request('__consumer_offsets', partition))
    expect(disk.openFileCount).toBe(0)
  })

  it('takes a deleted partition away at once and its files after the delay', () => {
    const disk = new MemoryDisk()
    const clock = new ManualClock()
    const manager = openManager(disk, clock)
    append(manager.open(request('orders', 0, { fileDeleteDelayMs: 500 })), ['a'])
    manager.delete('orders', 0)
    manager.delete('never-there', 0)
    expect(manager.get('orders', 0)).toBeUndefined()
    expect(manager.storedPartitions()).toEqual([])
    const waiting = () => disk.list('/data').filter((entry) => entry.name.endsWith('-delete')).length
    expect(waiting()).toBe(1)
    clock.advance(500)
    expect(waiting()).toBe(0)
    expect(manager.open(request('orders', 0)).logEndOffset).toBe(0)
  })

  it('does not bring back the data of a topic that was deleted and made again', async () => {
    const disk = new MemoryDisk()
    const first = openManager(disk)
    append(first.open(request('orders', 0)), ['old'])
    expect(first.open(request('orders', 0, {}, OTHER_TOPIC_ID)).logEndOffset).toBe(0)
    await first.close()
    const second = openManager(disk)
    append(second.open(request('orders', 0, {}, OTHER_TOPIC_ID)), ['newer'])
    await second.close()
    const third = openManager(disk)
    expect(third.open(request('orders', 0, {}, TEST_TOPIC_ID)).logEndOffset).toBe(0)
  })

  it('runs retention and checkpoints on its own', () => {
    const disk = new MemoryDisk()
    const clock = new ManualClock()
    const manager = openManager(disk, clock, { retentionCheckIntervalMs: 10_000 })
    manager.start()
    const log = manager.open(request('orders', 0, { retentionMs: 60_000 }))
    append(log, ['a'], { timestampMs: clock.nowMs() })
    log.advanceHighWatermark(1)
    clock.advance(50_000)
    expect(log.logStartOffset).toBe(0)
    clock.advance(30_000)
    expect(log.logStartOffset).toBe(1)
    expect(disk.contentOf('/data/replication-offset-checkpoint').toString()).toBe('0\n1\norders 0 1\n')
    expect(disk.contentOf('/data/log-start-offset-checkpoint').toString()).toBe('0\n1\norders 0 1\n')
  })

  it('keeps deleted records deleted after a kill', () => {
    const disk = new MemoryDisk()
    const manager = openManager(disk)
    const log = manager.open(request('orders', 0))
    append(log, ['a', 'b', 'c'])
    log.advanceHighWatermark(3)
    log.deleteRecordsBefore(2)
    const restarted = openManager(disk.clone()).open(request('orders', 0))
    expect(readAll(restarted).map((record) => record.value)).toEqual(['c'])
  })

  it('leaves no marker when a log could not be closed', async () => {
    const disk = new MemoryDisk()
    const manager = openManager(disk)
    append(manager.open(request('orders', 0)), ['a'])
    disk.freeBytes = 0
    await manager.close()
    expect(disk.exists('/data/.kafka_cleanshutdown')).toBe(false)
    expect(openManager(disk.clone()).open(request('orders', 0)).logEndOffset).toBe(1)
  })

  it('survives damaged checkpoints', () => {
    const disk = new MemoryDisk()
    const manager = openManager(disk)
    append(manager.open(request('orders', 0)), ['a'])
    manager.checkpoint()
    disk.overwrite('/data/recovery-point-offset-checkpoint', Buffer.from('0\nmany\n'))
    expect(openManager(disk.clone()).open(request('orders', 0)).logEndOffset).toBe(1)
  })

  it('tells the room on the disk', () => {
    const disk = new MemoryDisk()
    disk.freeBytes = 1_000_000
    const manager = openManager(disk)
    append(manager.open(request('orders', 0)), ['a'])
    expect(manager.space().usableBytes).toBe(disk.freeBytes)
  })

  it('says which directory cannot be used', () => {
    const disk = new MemoryDisk()
    disk.bytesUntilKill = 0
    expect(() => {
      const manager = openManager(disk)
      manager.open(request('orders', 0))
    }).toThrow('/data/orders-0')
  })
})
