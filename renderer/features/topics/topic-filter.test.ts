import { describe, expect, it } from 'vitest'
import type { TopicStats, TopicSummary } from '#contract/topics'
import { PRESETS, parseTopicFilter } from './topic-filter.ts'

const topic = (part: Partial<TopicSummary> = {}): TopicSummary => ({
  name: 'shop.orders',
  topicId: null,
  isInternal: false,
  partitionCount: 6,
  replicationFactor: 3,
  leaderlessCount: 0,
  underReplicatedCount: 0,
  ...part,
})
const stats = (part: Partial<TopicStats> = {}): TopicStats => ({
  name: 'shop.orders',
  recordCount: 10,
  isRecordCountExact: true,
  isPartial: false,
  sizeBytes: 20 * 1024 * 1024,
  cleanupPolicy: 'compact,delete',
  retentionMs: 1,
  minInSyncReplicas: 2,
  recordsPerSec: 0,
  lastWriteMs: 1,
  error: null,
  ...part,
})
const passes = (text: string, summary = topic(), figures: TopicStats | undefined = stats()) =>
  parseTopicFilter(text).test({ topic: summary, stats: figures })

describe('parseTopicFilter', () => {
  it.each([
    '',
    'ORDERS',
    'shop ord',
    '-payments',
    'rf:3',
    'rf:>=3 partitions:<10',
    'size:>10MB',
    'cleanup:compact',
    'min-isr:2',
    'idle',
    'rf:',
    'size:>',
  ])('lets a fitting topic pass %j', (text) => {
    expect(passes(text)).toBe(true)
  })

  it.each([
    'payments',
    '-orders',
    'rf:<3',
    'size:>10GB',
    'cleanup:nothing',
    'empty',
    'internal',
    'unhealthy',
    'rate:>0',
  ])('holds it back with %j', (text) => {
    expect(passes(text)).toBe(false)
  })

  it('does not let a topic pass whose figures are not read', () => {
    expect(parseTopicFilter('size:<10GB').test({ topic: topic(), stats: undefined })).toBe(false)
  })

  it('takes a quoted keyword as a word', () => {
    expect(passes('"empty"', topic({ name: 'carts.empty' }))).toBe(true)
    expect(passes('-"empty"', topic({ name: 'carts.empty' }))).toBe(false)
  })

  it('finds unhealthy topics', () => {
    expect(passes('unhealthy', topic({ underReplicatedCount: 1 }))).toBe(true)
  })

  it('says what it does not understand and lets everything pass', () => {
    expect(parseTopicFilter('nope:3').problem).toContain('There is no operator nope')
    expect(parseTopicFilter('size:big').problem).toContain('is not a comparison')
    expect(passes('nope:3')).toBe(true)
  })

  it('knows when figures of all topics are needed', () => {
    expect(parseTopicFilter('shop rf:3').needsFigures).toBe(false)
    expect(parseTopicFilter('empty').needsFigures).toBe(true)
  })

  it.each(PRESETS.map(({ filter }) => filter))('understands the preset %j', (filter) => {
    expect(parseTopicFilter(filter).problem).toBeNull()
  })
})
