import { describe, expect, it } from 'vitest'
import { groupSettingsFrom, problemWithGroupConfigs } from './group-settings.ts'
import { NO_BROKER_CONFIGS } from './resolve.ts'

const problemWith = (name: string, value: string) =>
  problemWithGroupConfigs(new Map([[name, value]]), NO_BROKER_CONFIGS)

describe('configs of groups', () => {
  it.each([
    ['consumer.heartbeat.interval.ms', '4999', '5000', '15001'],
    ['consumer.session.timeout.ms', '44999', '45000', '60001'],
    ['share.heartbeat.interval.ms', '4999', '5000', '15001'],
    ['share.session.timeout.ms', '44999', '45000', '60001'],
    ['share.record.lock.duration.ms', '14999', '15000', '60001'],
  ])('keep %s between the bounds of the broker', (name, tooLow, lowest, tooHigh) => {
    expect(problemWith(name, tooLow)).toContain('must be greater than or equal to')
    expect(problemWith(name, lowest)).toBeNull()
    expect(problemWith(name, tooHigh)).toContain('must be less than or equal to')
  })

  it('leave a session longer than the time between two heartbeats', () => {
    const broker = {
      ...NO_BROKER_CONFIGS,
      static: new Map([
        ['group.share.min.session.timeout.ms', '1000'],
        ['group.share.heartbeat.interval.ms', '5000'],
      ]),
    }
    const overrides = new Map([['share.session.timeout.ms', '5000']])
    expect(problemWithGroupConfigs(overrides, broker)).toBe(
      'share.session.timeout.ms must be greater than share.heartbeat.interval.ms',
    )
  })

  it('default to those of the broker', () => {
    const broker = {
      ...NO_BROKER_CONFIGS,
      static: new Map([['group.share.session.timeout.ms', '50000']]),
    }
    expect(groupSettingsFrom(new Map(), broker)).toMatchObject({
      shareSessionTimeoutMs: 50_000,
      shareHeartbeatIntervalMs: 5_000,
    })
  })
})
