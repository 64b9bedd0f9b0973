import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../base/random.ts'
import { append, openTestLog, readAll } from '../testing/log-fixture.ts'

const SYNCED = { flushMessages: 1, segmentBytes: 400 }

describe('flush.messages', () => {
  it('has an append on the device once it was flushed: a loss of power takes nothing', async () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const { log, disk } = openTestLog({ config: SYNCED })
      for (let index = 0; index < 12; index += 1) {
        append(log, [`value-${index}`])
        expect(log.acknowledgeableEnd).toBeLessThanOrEqual(index)
        while (log.isSyncDue) await log.flush()
        expect(log.acknowledgeableEnd).toBe(index + 1)
      }
      const { log: again } = openTestLog({
        disk: disk.afterPowerLoss(new SeededRandom(seed)),
        config: SYNCED,
      })
      expect(readAll(again), `seed ${seed}`).toHaveLength(12)
    }
  })

  it('holds nothing back before as many records have gathered', async () => {
    const { log } = openTestLog({ config: { flushMessages: 3 } })
    append(log, ['a', 'b'])
    expect([log.isSyncDue, log.acknowledgeableEnd]).toEqual([false, 2])
    append(log, ['c'])
    expect([log.isSyncDue, log.acknowledgeableEnd]).toEqual([true, 0])
    await log.flush()
    expect([log.isSyncDue, log.acknowledgeableEnd]).toEqual([false, 3])
  })

  it('is served by one sync for all who wait', async () => {
    const { log, disk } = openTestLog({ config: SYNCED })
    expect(log.isSyncDue).toBe(false)
    append(log, ['a'])
    expect([log.isSyncDue, log.recoveryPoint]).toEqual([true, 0])
    const first = log.flush()
    append(log, ['b'])
    append(log, ['c'])
    const [second, third] = [log.flush(), log.flush()]
    expect(second).toBe(third)
    await first
    expect([log.isSyncDue, log.recoveryPoint]).toEqual([true, 1])
    await second
    expect([log.isSyncDue, log.recoveryPoint]).toEqual([false, 3])
    for (let seed = 0; seed < 20; seed += 1) {
      const lost = disk.afterPowerLoss(new SeededRandom(seed))
      expect(readAll(openTestLog({ disk: lost, config: SYNCED }).log)).toHaveLength(3)
    }
  })
})

describe('a loss of power', () => {
  it('takes at most what was not synced, and leaves a log without a hole', async () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const random = new SeededRandom(seed)
      const { log, disk } = openTestLog({ config: { segmentBytes: 300, indexIntervalBytes: 64 } })
      const syncAt = random.below(20)
      for (let index = 0; index < 20; index += 1) {
        append(log, [`value-${index}`], { producerId: 7, producerEpoch: 0, baseSequence: index })
        if (index === syncAt) await log.flush()
      }
      const { recoveryPoint } = log
      const lost = disk.afterPowerLoss(random)
      const { log: again } = openTestLog({ disk: lost, recoveryPoint: random.below(recoveryPoint + 1) })
      const values = readAll(again)
      expect(values.length, `seed ${seed}`).toBeGreaterThanOrEqual(recoveryPoint)
      expect(values.map(({ value }) => value)).toEqual(values.map((_, index) => `value-${index}`))
      expect(again.logEndOffset).toBe(values.length)
      append(again, ['next'], { producerId: 7, producerEpoch: 0, baseSequence: values.length })
      expect(readAll(again).at(-1)).toEqual({ offset: values.length, value: 'next' })
    }
  })

  it('right after a clean end takes nothing', async () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const { log, disk } = openTestLog({ config: { segmentBytes: 300 } })
      for (let index = 0; index < 20; index += 1)
        append(log, [`value-${index}`], { timestampMs: 1_700_000_000_000 + index })
      await log.close()
      const lost = disk.afterPowerLoss(new SeededRandom(seed))
      const { log: again } = openTestLog({ disk: lost, hadCleanShutdown: true })
      expect(readAll(again), `seed ${seed}`).toHaveLength(20)
      expect(again.findOffsetByTimestamp(1_700_000_000_019)?.offset).toBe(19)
    }
  })
})
