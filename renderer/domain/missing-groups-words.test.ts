import { describe, expect, it } from 'vitest'
import { groupCountWords, missingGroupsWords } from './missing-groups-words.ts'

describe('missingGroupsWords', () => {
  it('names the brokers whose groups may be missing', () => {
    expect(missingGroupsWords([2])).toBe(
      'Broker 2 is down or does not answer. Groups it keeps may be missing.',
    )
    expect(missingGroupsWords([2, 3])).toContain('Brokers 2, 3 are down or do not answer.')
  })

  it('says nothing when every broker was asked', () => {
    expect(missingGroupsWords([])).toBeNull()
  })
})

describe('groupCountWords', () => {
  it('makes the count a lower bound while groups may be missing', () => {
    expect(groupCountWords(1, false)).toBe('1 group')
    expect(groupCountWords(8, true, 'consumer group')).toBe('≥ 8 consumer groups')
    expect(groupCountWords(0, true)).toBe('no group known')
    expect(groupCountWords(0, false)).toBe('0 groups')
  })
})
