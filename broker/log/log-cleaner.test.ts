import { describe, expect, it } from 'vitest'
import { type Clock, ManualClock } from '../base/clock.ts'
import type { LogConfig } from '../base/log-config.ts'
import { createLogger, type LogRecord } from '../base/logger.ts'
import { SeededRandom } from '../base/random.ts'
import { COMPACTED, put, readKeyed } from '../testing/compaction-fixture.ts'
import { TEST_TOPIC_ID } from '../testing/log-fixture.ts'
import { MemoryDisk } from '../testing/memory-disk.ts'
import { LogManager, type LogManagerSettings } from './log-manager.ts'
import { DEFAULT_LOG_CONFIG } from './log-types.ts'
import type { PartitionLog } from './partition-log.ts'

const T0 = 1_700_000_000_000

class Broker {
  readonly disk: MemoryDisk
  readonly time = new ManualClock(T0)
  readonly lines: LogRecord[] = []
  readonly manager: LogManager

  constructor(
    options: {
      readonly disk?: MemoryDisk
      readonly clock?: (time: ManualClock) => Clock
    } & Partial<LogManagerSettings> = {},
  ) {
    const { disk = new MemoryDisk(), clock = (time) => time, ...settings } = options
    this.disk = disk
    const sink = (line: LogRecord) => void this.lines.push(line)
    const logger = createLogger({ source: 'log', level: 'debug', nowMs: () => 0, sink })
    const runtime = { disk, clock: clock(this.time), random: new SeededRandom(1) }
    this.manager = LogManager.open({ directory: '/data', runtime, logger, settings })
  }

  open(topic: string, config: Partial<LogConfig> = {}): PartitionLog {
    const whole = { ...DEFAULT_LOG_CONFIG, ...COMPACTED, ...config }
    return this.manager.open({ topic, partition: 0, topicId: TEST_TOPIC_ID, config: whole })
  }

  linesOf(message: string): unknown[] {
    return this.lines.filter((line) => line.message === message).map(({ fields }) => fields['log'])
  }

  /** Lets timers fire and promises settle. */
  async advance(byMs: number): Promise<void> {
    for (let step = 0; step < 200; step += 1) {
      if (step === 0) this.time.advance(byMs)
      else if (this.time.pendingCount > 0) this.time.advance(1)
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
    }
  }
}

/** Overwrites one key, over `count` closed segments. */
function overwrite(log: PartitionLog, count: number): void {
  for (let round = 0; round <= count; round += 1) put(log, [['a', `${round}-${'x'.repeat(200)}`]])
}

describe('the cleaner of a broker', () => {
  it('takes the dirtiest log first, one after another, and says so', async () => {
    const broker = new Broker()
    const [few, many] = [broker.open('few'), broker.open('many')]
    overwrite(few, 6)
    await broker.manager.runCleaner()
    overwrite(few, 3)
    overwrite(many, 6)
    await broker.manager.runCleaner()
    expect(broker.linesOf('compacted')).toEqual(['few-0', 'many-0', 'few-0'])
    expect(readKeyed(many)).toHaveLength(2)
    await broker.manager.close()
  })

  it('leaves alone what is not dirty enough', async () => {
    const broker = new Broker()
    const log = broker.open('orders', { minCleanableDirtyRatio: 0.9 })
    put(log, [['kept', 'x'.repeat(200)]])
    overwrite(log, 2)
    await broker.manager.runCleaner()
    for (let round = 0; round < 3; round += 1) put(log, [[`k${round}`, 'y'.repeat(200)]])
    await broker.manager.runCleaner()
    expect(broker.linesOf('compacted')).toEqual(['orders-0'])
    await broker.manager.close()
  })

  it('looks for work by itself, as often as log.cleaner.backoff.ms says', async () => {
    const broker = new Broker({ cleanerBackoffMs: 1_000 })
    const log = broker.open('orders')
    broker.manager.start()
    overwrite(log, 5)
    await broker.advance(700)
    expect(broker.linesOf('compacted')).toEqual([])
    await broker.advance(300)
    expect(broker.linesOf('compacted')).toEqual(['orders-0'])
    await broker.manager.close()
    expect(broker.time.pendingCount).toBe(0)
  })

  it('reads and writes no faster than log.cleaner.io.max.bytes.per.second', async () => {
    const broker = new Broker({ cleanerBytesPerSecond: 1_000 })
    const log = broker.open('orders')
    overwrite(log, 20)
    const sizeBytes = log.sizeBytes
    const startedMs = broker.time.monotonicMs()
    let isOver = false
    void broker.manager.runCleaner().then(() => (isOver = true))
    while (!isOver) await broker.advance(10)
    expect(broker.linesOf('compacted')).toEqual(['orders-0'])
    // Everything but the open segment is read twice, and one record is written.
    const seconds = (broker.time.monotonicMs() - startedMs) / 1_000
    expect(seconds).toBeGreaterThan((sizeBytes * 1.8) / 1_000)
    expect(seconds).toBeLessThan((sizeBytes * 2.4) / 1_000)
    await broker.manager.close()
  })

  it('does nothing where log.cleaner.enable is false', async () => {
    const broker = new Broker({ isCleanerEnabled: false, cleanerBackoffMs: 1_000 })
    overwrite(broker.open('orders'), 5)
    broker.manager.start()
    await broker.advance(5_000)
    expect(broker.linesOf('compacted')).toEqual([])
    await broker.manager.close()
  })

  it('remembers over a restart where it came to, in the file Kafka writes', async () => {
    const first = new Broker()
    overwrite(first.open('orders'), 5)
    await first.manager.runCleaner()
    expect(first.disk.contentOf('/data/cleaner-offset-checkpoint').toString()).toBe('0\n1\norders 0 5\n')
    await first.manager.close()
    const second = new Broker({ disk: first.disk })
    const log = second.open('orders')
    expect(log.compaction.cleanedOffset).toBe(5)
    expect(log.compaction.plan(T0)).toBeNull()
    second.manager.delete('orders', 0)
    second.manager.checkpoint()
    expect(first.disk.contentOf('/data/cleaner-offset-checkpoint').toString()).toBe('0\n0\n')
    await second.manager.close()
  })

  it('leaves a damaged log as it is, says so once, and goes on with the others', async () => {
    const broker = new Broker()
    const [damaged, sound] = [broker.open('damaged'), broker.open('sound')]
    overwrite(damaged, 5)
    overwrite(sound, 3)
    const path = '/data/damaged-0/00000000000000000000.log'
    const bytes = broker.disk.contentOf(path)
    bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100)
    broker.disk.overwrite(path, bytes)
    for (let round = 0; round < 3; round += 1) await broker.manager.runCleaner()
    expect(broker.linesOf('log cannot be compacted and is left as it is')).toEqual(['damaged-0'])
    expect(broker.linesOf('compacted')).toEqual(['sound-0'])
    put(damaged, [['a', 'goes on']])
    expect(broker.disk.contentOf(path)).toEqual(bytes)
    await broker.manager.close()
  })

  it('tries again after a full disk', async () => {
    const broker = new Broker()
    overwrite(broker.open('orders'), 5)
    broker.disk.freeBytes = 10
    await broker.manager.runCleaner()
    expect(broker.linesOf('compaction failed and is tried again')).toEqual(['orders-0'])
    broker.disk.freeBytes = Number.POSITIVE_INFINITY
    await broker.manager.runCleaner()
    expect(broker.linesOf('compacted')).toEqual(['orders-0'])
    await broker.manager.close()
  })

  it('gives the event loop back after a few milliseconds', async () => {
    let ticks = 0
    const sliceTicks: number[] = []
    // Every look at the clock costs a millisecond.
    const clock = (time: ManualClock): Clock => ({
      nowMs: () => time.nowMs(),
      monotonicMs: () => {
        ticks += 1
        return ticks
      },
      every: (intervalMs, task) => time.every(intervalMs, task),
      after: (delayMs, task) => {
        sliceTicks.push(ticks)
        return time.after(delayMs, task)
      },
    })
    const broker = new Broker({ clock })
    const log = broker.open('orders')
    overwrite(log, 30)
    await log.flush()
    sliceTicks.length = 0
    const running = broker.manager.runCleaner()
    await broker.advance(0)
    await running
    expect(broker.linesOf('compacted')).toEqual(['orders-0'])
    expect(sliceTicks.length).toBeGreaterThan(10)
    // Two for the restart of the slice, four for the slice itself.
    for (let index = 1; index < 10; index += 1) {
      expect((sliceTicks[index] ?? 0) - (sliceTicks[index - 1] ?? 0)).toBeLessThanOrEqual(6)
    }
    await broker.manager.close()
  })

  it.each(['delete', 'close'] as const)('lets go of a log at once for a %s', async (how) => {
    let ticks = 0
    const clock = (time: ManualClock): Clock => ({
      nowMs: () => time.nowMs(),
      monotonicMs: () => (ticks += 5),
      every: (intervalMs, task) => time.every(intervalMs, task),
      after: (delayMs, task) => time.after(delayMs, task),
    })
    const broker = new Broker({ clock })
    const log = broker.open('orders')
    overwrite(log, 30)
    await log.flush()
    const running = broker.manager.runCleaner()
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve()
    expect(log.compaction.isRunning).toBe(true)
    if (how === 'delete') broker.manager.delete('orders', 0)
    else await broker.manager.close()
    expect(log.compaction.isRunning).toBe(false)
    await broker.advance(10)
    await running
    expect(broker.linesOf('compacted')).toEqual([])
    const names = how === 'delete' ? [] : broker.disk.list('/data/orders-0').map(({ name }) => name)
    expect(names.filter((name) => /cleaned|swap/.test(name))).toEqual([])
    await broker.manager.close()
  })

  it('applies retention to a log that is compacted and deleted, when the pass is over', async () => {
    const broker = new Broker()
    const log = broker.open('both', {
      cleanupPolicy: { isDelete: true, isCompact: true },
      retentionMs: 1_000,
      segmentBytes: 300,
    })
    put(log, [['old', 'x'.repeat(200)]], { timestampMs: T0 })
    put(log, [['a', 'x'.repeat(200)]], { timestampMs: T0 + 1_500 })
    put(log, [['a', 'y'.repeat(200)]], { timestampMs: T0 + 1_500 })
    put(log, [['b', 'y'.repeat(200)]], { timestampMs: T0 + 1_500 })
    broker.time.advance(1_600)
    await broker.manager.runCleaner()
    expect(log.logStartOffset).toBe(1)
    expect(readKeyed(log).map((record) => record.slice(0, 3))).toEqual(['2:a', '3:b'])
    expect(broker.linesOf('retention removed segments')).toEqual(['both-0'])
    await broker.manager.close()
  })
})
