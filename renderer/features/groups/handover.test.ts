import { describe, expect, it } from 'vitest'
import { markedTopics } from './handover.ts'

const NOTHING_ELSE = { memberEpoch: 3, isClassic: false, subscribedTopics: ['a'], subscribedRegex: null }

describe('what a member holds', () => {
  it('is marked by what it is to hold', () => {
    const modern = {
      ...NOTHING_ELSE,
      target: [
        { topic: 'b', partitions: [1] },
        { topic: 'a', partitions: [1, 2] },
      ],
    }
    expect(markedTopics({ assignments: [{ topic: 'a', partitions: [0, 1] }], modern })).toEqual([
      {
        topic: 'a',
        partitions: [
          { partition: 0, mark: 'leaving' },
          { partition: 1, mark: 'held' },
          { partition: 2, mark: 'coming' },
        ],
      },
      { topic: 'b', partitions: [{ partition: 1, mark: 'coming' }] },
    ])
  })

  it('is all there is in a classic group', () => {
    const assignments = [
      { topic: 'a', partitions: [1, 0] },
      { topic: 'b', partitions: [] },
    ]
    expect(markedTopics({ assignments, modern: null })).toEqual([
      {
        topic: 'a',
        partitions: [
          { partition: 0, mark: 'held' },
          { partition: 1, mark: 'held' },
        ],
      },
    ])
  })
})
