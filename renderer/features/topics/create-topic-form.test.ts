import { describe, expect, it } from 'vitest'
import { cliOf, configsOf, problemsOf, type TopicDraft } from './create-topic-form.ts'

const draft = (part: Partial<TopicDraft> = {}): TopicDraft => ({
  name: 'orders',
  partitionCount: 6,
  replicationFactor: 3,
  cleanupPolicy: 'delete',
  retention: '',
  minInSyncReplicas: null,
  moreConfigs: '',
  ...part,
})

describe('problemsOf', () => {
  it('refuses the name of a topic that is there', () => {
    expect(problemsOf(draft({ name: 'orders' }), 3, ['orders']).name).toContain('exists already')
  })

  it('accepts a complete draft', () => {
    expect(problemsOf(draft(), 3)).toEqual({})
  })

  it.each([
    ['name', draft({ name: '' })],
    ['name', draft({ name: 'no spaces' })],
    ['name', draft({ name: '..' })],
    ['name', draft({ name: 'a'.repeat(250) })],
    ['partitionCount', draft({ partitionCount: 0 })],
    ['partitionCount', draft({ partitionCount: null })],
    ['partitionCount', draft({ partitionCount: 10_001 })],
    ['replicationFactor', draft({ replicationFactor: 4 })],
    ['replicationFactor', draft({ replicationFactor: null })],
    ['minInSyncReplicas', draft({ minInSyncReplicas: 4 })],
    ['moreConfigs', draft({ moreConfigs: 'segment.ms' })],
  ])('finds what is wrong with %s', (field, wrong) => {
    expect(Object.keys(problemsOf(wrong, 3))).toEqual([field])
  })

  it('leaves the number of replicas to Kafka when the brokers are not known', () => {
    expect(problemsOf(draft({ replicationFactor: 9 }), null)).toEqual({})
  })
})

describe('configsOf', () => {
  it('sends only what differs from the defaults', () => {
    expect(configsOf(draft())).toEqual({})
    expect(configsOf(draft({ cleanupPolicy: 'compact', retention: '-1', minInSyncReplicas: 2 }))).toEqual({
      'cleanup.policy': 'compact',
      'retention.ms': '-1',
      'min.insync.replicas': '2',
    })
  })

  it('reads more configs line by line and ignores comments', () => {
    expect(configsOf(draft({ moreConfigs: '# why\nsegment.ms = 1000\n\ncompression.type=lz4' }))).toEqual({
      'segment.ms': '1000',
      'compression.type': 'lz4',
    })
  })
})

describe('cliOf', () => {
  it('writes the same as a command', () => {
    expect(cliOf(draft({ retention: '-1' }), 'a:1,b:2')).toBe(
      'kafka-topics.sh --bootstrap-server a:1 --create --topic orders --partitions 6 --replication-factor 3 --config retention.ms=-1',
    )
  })
})
