import { describe, expect, it } from 'vitest'
import { brokerCountWords } from './broker-count.ts'

describe('brokerCountWords', () => {
  it.each([
    [3, 3, '3 brokers'],
    [1, 1, '1 broker'],
    [2, 3, '2 of 3 brokers up'],
    [0, 1, '0 of 1 broker up'],
  ])('%i up of %i is %s', (upCount, count, words) => {
    expect(brokerCountWords(upCount, count)).toBe(words)
  })
})
