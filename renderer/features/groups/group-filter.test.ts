import { describe, expect, it } from 'vitest'
import type { GroupListing, GroupSummary } from '#contract/groups'
import { PRESETS, parseGroupFilter } from './group-filter.ts'
import type { GroupRow } from './group-row.ts'

const row = (group: Partial<GroupListing> = {}, summary: Partial<GroupSummary> | null = {}): GroupRow => ({
  group: {
    groupId: 'order-fulfilment',
    state: 'Stable',
    protocolType: 'consumer',
    kind: 'classic',
    ...group,
  },
  summary:
    summary === null
      ? undefined
      : {
          groupId: 'order-fulfilment',
          memberCount: 2,
          topics: ['orders', 'payments'],
          lagRecords: 120,
          isLagPartial: false,
          coordinatorId: 3,
          error: null,
          ...summary,
        },
})

describe('parseGroupFilter', () => {
  it.each([
    '',
    'FULFIL',
    'order -clicks',
    'state:stable',
    'lag:>0',
    'lag:>=120 members:2',
    'topic:orders',
    'kind:classic',
    'coordinator:3',
    'lagging',
    'lag:>',
    'topic:',
  ])('lets a fitting group pass %j', (text) => {
    expect(parseGroupFilter(text).test(row())).toBe(true)
  })

  it.each(['clicks', '-order', 'state:empty', 'lag:>1000', 'topic:clicks', 'empty', 'members:0'])(
    'holds it back with %j',
    (text) => {
      expect(parseGroupFilter(text).test(row())).toBe(false)
    },
  )

  it('finds states by the words shown as well as by their names', () => {
    const rebalancing = row({ state: 'PreparingRebalance' })
    expect(parseGroupFilter('state:rebalance').test(rebalancing)).toBe(true)
    expect(parseGroupFilter('"preparing" state:preparing').test(rebalancing)).toBe(false)
    expect(parseGroupFilter('state:PreparingRebalance').test(rebalancing)).toBe(true)
  })

  it('does not let a group pass on figures that are not read', () => {
    expect(parseGroupFilter('lag:<1000').test(row({}, null))).toBe(false)
    expect(parseGroupFilter('topic:orders').test(row({}, null))).toBe(false)
    expect(parseGroupFilter('lag:<1000').test(row({}, { lagRecords: null }))).toBe(false)
  })

  it('knows when the figures of all groups are needed', () => {
    expect(parseGroupFilter('order state:empty').needsFigures).toBe(false)
    expect(parseGroupFilter('topic:orders').needsFigures).toBe(true)
  })

  it.each([
    ['age:3', 'There is no operator age'],
    ['lag:much', 'is not a comparison'],
    ['constructor:1', 'There is no operator constructor'],
  ])('says that it does not understand %j', (text, problem) => {
    expect(parseGroupFilter(text).problem).toContain(problem)
  })

  it.each(PRESETS.map(({ filter }) => filter))('understands the preset %j', (filter) => {
    expect(parseGroupFilter(filter).problem).toBeNull()
  })
})
