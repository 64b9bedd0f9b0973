import { describe, expect, it } from 'vitest'
import { configGroup, humanValue } from './config-words.ts'

describe('humanValue', () => {
  it.each([
    ['retention.ms', '604800000', '7 d'],
    ['retention.ms', '-1', 'no limit'],
    ['segment.bytes', '1073741824', '1.0 GiB'],
    ['flush.ms', '9223372036854775807', 'never'],
    ['offsets.retention.minutes', '10080', '7 d'],
  ])('reads %s=%s as %s', (name, value, human) => {
    expect(humanValue(name, value)).toBe(human)
  })

  it.each([
    ['min.insync.replicas', '2'],
    ['segment.jitter.ms', '0'],
    ['some.ms', '99999999999999999999'],
    ['compression.gzip.level', '-1'],
    ['cleanup.policy', 'compact'],
  ])('has nothing to add to %s=%s', (name, value) => {
    expect(humanValue(name, value)).toBeNull()
  })
})

describe('configGroup', () => {
  it.each([
    ['retention.ms', 'Retention and cleanup'],
    ['min.compaction.lag.ms', 'Compaction'],
    ['min.insync.replicas', 'Durability'],
    ['segment.ms', 'Segments'],
    ['ssl.keystore.password', 'Security'],
    ['something.else', 'Other'],
  ])('puts %s under %s', (name, group) => {
    expect(configGroup(name)).toBe(group)
  })
})
