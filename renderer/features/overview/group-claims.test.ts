import { describe, expect, it } from 'vitest'
import type { GroupSummary } from '#contract/groups'
import { nobodyBehindWords } from './group-claims.ts'

const read = (part: Partial<GroupSummary> = {}): GroupSummary => ({
  groupId: 'g',
  memberCount: 1,
  topics: ['orders'],
  lagRecords: 0,
  isLagPartial: false,
  coordinatorId: 1,
  error: null,
  ...part,
})

describe('nobodyBehindWords', () => {
  it('claims the end only for groups that were all read in full', () => {
    expect(nobodyBehindWords([read(), read()], 2)).toBe('Every group has read to the end.')
  })

  it.each<[string, Partial<GroupSummary>]>([
    ['could not be read', { error: 'no coordinator', lagRecords: null }],
    ['were read in part', { isLagPartial: true }],
    ['have committed nothing', { lagRecords: null }],
  ])('does not speak for groups that %s', (_, part) => {
    const words = '1 of 2 groups has read to the end; of the others it is not known.'
    expect(nobodyBehindWords([read(), read(part)], 2)).toBe(words)
    expect(nobodyBehindWords([read(part)], 1)).toBe('How far the groups are behind is not known.')
  })

  it('does not speak for groups it did not ask about', () => {
    expect(nobodyBehindWords([read(), read()], 900)).toContain('2 of 900 groups')
  })
})
