import { describe, expect, it } from 'vitest'
import type { PartitionDetail, TopicDetail } from '#contract/topics'
import { healthSentence, skewOf, topicTotals } from './topic-totals.ts'

const partition = (index: number, part: Partial<PartitionDetail> = {}): PartitionDetail => ({
  partition: index,
  leaderId: 1,
  leaderEpoch: 0,
  replicas: [1, 2, 3],
  inSyncReplicas: [1, 2, 3],
  offlineReplicas: [],
  startOffset: 10,
  endOffset: 30,
  sizeBytes: 100,
  error: null,
  ...part,
})
const topic = (...partitions: PartitionDetail[]): TopicDetail => ({
  name: 't',
  topicId: null,
  isInternal: false,
  replicationFactor: 3,
  cleanupPolicy: 'delete',
  partitions,
})

describe('topicTotals', () => {
  it('adds up', () => {
    expect(topicTotals(topic(partition(0), partition(1)))).toEqual({
      records: { value: 40, isPartial: false },
      bytes: { value: 200, isPartial: false },
    })
  })

  it('tells what is known when a part is not', () => {
    const totals = topicTotals(topic(partition(0), partition(1, { endOffset: null })))
    expect(totals.records).toEqual({ value: 20, isPartial: true })
    expect(topicTotals(topic(partition(0, { sizeBytes: null }))).bytes).toEqual({
      value: null,
      isPartial: true,
    })
  })
})

describe('healthSentence', () => {
  it.each([
    ['2/2 partitions led, all replicas in sync', [partition(0), partition(1)]],
    [
      '2/2 partitions led, 1 under-replicated on broker 3',
      [partition(0), partition(1, { inSyncReplicas: [1, 2] })],
    ],
    [
      '1/2 partitions led, 1 partition without a leader',
      [partition(0), partition(1, { leaderId: -1, inSyncReplicas: [] })],
    ],
  ])('says %s', (words, partitions) => {
    expect(healthSentence(topic(...partitions)).words).toBe(words)
  })
})

describe('skewOf', () => {
  it('measures against the largest and marks the even share', () => {
    const partitions = [partition(0, { sizeBytes: 300 }), partition(1, { sizeBytes: 100 })]
    expect(skewOf(100, partitions)).toEqual({ ratio: 1 / 3, even: 2 / 3 })
  })
})
