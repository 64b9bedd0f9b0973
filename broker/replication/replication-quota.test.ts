import { describe, expect, it } from 'vitest'
import { ReplicationQuota } from './replication-quota.ts'

function quotaOf(rate: number) {
  const clock = { nowMs: 0, monotonicMs: () => clock.nowMs }
  const quota = new ReplicationQuota(clock, () => ({ rate, sampleCount: 11, sampleMs: 1_000 }))
  return { clock, quota }
}

describe('a replication quota', () => {
  it('is not exceeded before anything has moved', () => {
    expect(quotaOf(0).quota.isExceeded).toBe(false)
  })

  it('averages a start over all samples but one', () => {
    const { quota } = quotaOf(100)
    quota.record(1_000)
    expect(quota.isExceeded).toBe(false)
    quota.record(1)
    expect(quota.isExceeded).toBe(true)
  })

  it('lets go on once what was too much is long enough ago', () => {
    const { clock, quota } = quotaOf(100)
    quota.record(1_050)
    clock.nowMs = 10_400
    expect(quota.isExceeded).toBe(true)
    clock.nowMs = 10_600
    expect(quota.isExceeded).toBe(false)
    clock.nowMs = 11_000
    quota.record(1_000)
    expect(quota.isExceeded).toBe(false)
  })

  it('holds a sender that asks before each piece to the rate', () => {
    const { clock, quota } = quotaOf(1_000)
    let sent = 0
    for (clock.nowMs = 0; clock.nowMs < 100_000; clock.nowMs += 50) {
      if (quota.isExceeded) continue
      quota.record(500)
      sent += 500
    }
    expect(sent).toBeGreaterThan(90_000)
    expect(sent).toBeLessThan(125_000)
  })
})
