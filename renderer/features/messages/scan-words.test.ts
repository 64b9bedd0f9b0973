import { describe, expect, it } from 'vitest'
import { failedWords, leftOutWords, namePartitions } from './scan-words.ts'

const failed = (partition: number, error = 'It has no leader.') => ({
  partition,
  fromOffset: 0,
  toOffset: 0,
  position: 0,
  error,
  leftOut: null,
})

describe('what could not be read', () => {
  it('names a few partitions and counts the others', () => {
    const every3rd = Array.from({ length: 333 }, (_, at) => at * 3)
    expect(namePartitions(every3rd)).toBe('0, 3, 6, 9, 12 and 328 more')
    expect(namePartitions([0, 1, 2, 3, 4, 5, 6, 9])).toBe('0-6, 9')
    const words = failedWords(
      every3rd.map((partition) => failed(partition)),
      1_000,
    )
    expect(words).toBe(
      '333 of 1\u202f000 partitions could not be read: 0, 3, 6, 9, 12 and 328 more. It has no leader.',
    )
    expect(failedWords([failed(2)], 3)).toBe('Partition 2 could not be read. It has no leader.')
  })

  it('tells no reason for all when they differ', () => {
    expect(failedWords([failed(1), failed(2, 'Its disk is gone.')], 3)).toBe(
      '2 of 3 partitions could not be read: 1, 2.',
    )
  })

  it('names the batch that was left out, or counts them', () => {
    const one = { partition: 0, batchCount: 1, offset: 5, reason: 'it is broken; it was left out' }
    expect(leftOutWords([one])).toBe('Partition 0, offset 5: it is broken; it was left out.')
    expect(leftOutWords([one, { ...one, partition: 4, batchCount: 2 }])).toBe(
      '3 batches of partitions 0, 4 were left out. The first is at partition 0, offset 5: it is broken; it was left out.',
    )
  })
})
