import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/clock.ts'
import { MemoryDisk } from '../testing/memory-disk.ts'
import { createSlowDisk } from './slow-disk.ts'

function slowDisk() {
  const clock = new ManualClock()
  const pauses: number[] = []
  let latencyMs = 0
  const disk = createSlowDisk({
    disk: new MemoryDisk(),
    clock,
    latencyMs: () => latencyMs,
    standStill: (ms) => void pauses.push(ms),
  })
  const slowDown = (ms: number) => {
    latencyMs = ms
  }
  return { clock, pauses, disk, slowDown }
}

describe('a slow disk', () => {
  it('takes longer for each write and flush, and for nothing else', () => {
    const { disk, slowDown, pauses } = slowDisk()
    slowDown(50)
    const file = disk.open('/log', { create: true })
    file.write([Buffer.from('abc')], 0)
    file.syncNow()
    disk.replaceFile('/state', Buffer.from('x'))
    const bytes = Buffer.alloc(3)
    file.read(bytes, 0)
    expect(pauses).toEqual([50, 50, 50])
    expect(String(bytes)).toBe('abc')
    expect([disk.exists('/log'), file.sizeBytes(), disk.list('/').length]).toEqual([true, 3, 2])
  })

  it('does not stand still for a flush that nobody waits for at once', async () => {
    const { disk, slowDown, pauses, clock } = slowDisk()
    slowDown(50)
    const file = disk.open('/log', { create: true })
    let isDone = false
    const syncing = file.sync().then(() => (isDone = true))
    await Promise.resolve()
    expect(isDone).toBe(false)
    clock.advance(50)
    await syncing
    expect(pauses).toEqual([])
  })

  it('is as fast as before when it is made so', () => {
    const { disk, slowDown, pauses } = slowDisk()
    const file = disk.open('/log', { create: true })
    slowDown(50)
    slowDown(0)
    file.write([Buffer.from('abc')], 0)
    expect(pauses).toEqual([])
  })
})
